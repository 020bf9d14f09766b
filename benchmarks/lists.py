"""Lists: from a keystroke to the repainted list, sorting, and the first paint, each beside a peer in the same run; and
what the window's thread spends on filters and on the palette.

python -m benchmarks.lists [--rows N] [--keep FOLDER]

Databases of N and of ten times N made-up candidates with English and Chinese texts are prepared first (some minutes;
--keep keeps them for the next time). The window's own list is drawn offscreen; every keystroke is a key event, and
painting is done before the clock stops. Times are CPU time of the window's thread, which does all that a keystroke
waits for; what is read beside it is let come to rest in between. Prints Markdown.
"""

import argparse
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

SCREEN = Path(__file__).resolve().parents[1] / "scripts" / "screen.json"  # as people have it
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")

BLOCK = 16_384
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞思远浩然子轩欣怡雨桐"
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
FIRST = "Wei Anna John Maria Chen Sofia Lukas Emma Noah Priya Arjun Yuki Hana Omar Leila Ivan Olga Pierre".split()
LAST = "Zhang Smith Müller Tanaka Patel Ivanova Dubois Rossi Silva Kim Nguyen Jensen Novak Garcia Costa".split()
ENGLISH = """design of compiler back ends for tensor cores with register allocation and scheduling; verification of
 memory controllers high bandwidth memory HBM3 stacks thermal power delivery network on chip cache coherence protocol
 large language model training inference quantisation kernel fusion sparse attention FPGA prototyping timing closure
 physical synthesis analog mixed signal silicon photonics packaging chiplet interconnect driver firmware led a team that
 published papers and patents tape out in five nanometre process experience graphics rendering""".split()
CHINESE = """负责 图形处理器 架构设计 编译器 后端 优化 高带宽 存储 控制器 验证 片上网络 缓存一致性 大模型 训练 推理 量化
 算子融合 稀疏注意力 时序收敛 物理综合 模拟电路 硅光 封装 芯粒 互连 驱动 固件 机器学习 深度学习 自动驾驶 生物医药 团队
 论文 专利 流片""".split()
PLACES = "Labs Semiconductor University Systems Institute Computing".split()
EMPLOYERS = [f"{name} {place}" for name in "Nova Orion Helix Quanta Vertex Lumen Atlas".split() for place in PLACES]
COUNTRIES = "美国 加拿大 英国 德国 法国 日本 韩国 新加坡 澳大利亚 荷兰".split()
QUERIES = {
    "one character": "张 z 机 a e 伟 x 7 q 英".split(),
    "two characters": "张伟 zh 机器 ve in 王芳 hb 片上 xq li".split(),
    "more": "zhangwei 张伟明 机器学习 compiler HBM3 tanaka 高带宽存储 allocation 图形处理器 quantis xylophone".split(),
}


def made_up(chosen: random.Random) -> str:
    """A title that no other record has: rare words and rare characters, as there are in life."""
    latin = "".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=7))
    return f"{latin}-{chosen.randrange(10**5)} " + "".join(chr(chosen.randrange(0x4E00, 0x5E00)) for _ in range(6))


def people(number: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Made-up candidates as rows of the table."""
    from talentapp.domain.records import Candidate, CandidateDraft
    from talentapp.domain.search import candidate_text, sort_key

    chosen = random.Random(seed)
    for _ in range(number):
        chinese = chosen.random() < 0.6
        name = chosen.choice(FAMILY) + "".join(chosen.choices(GIVEN, k=chosen.choice((1, 2)))) if chinese else ""
        draft = CandidateDraft(
            name_zh=name,
            name_en=f"{chosen.choice(FIRST)} {chosen.choice(LAST)}",
            employer=chosen.choice(EMPLOYERS),
            country=chosen.choice(COUNTRIES),
            skills=chosen.sample(ENGLISH, 3) + chosen.sample(CHINESE, 2),
            expertise=" ".join(chosen.choices(ENGLISH, k=70)) + "".join(chosen.choices(CHINESE, k=40)),
            evidence=[made_up(chosen) for _ in range(4)],
            effort_percent=chosen.choice((None, 20, 40, 50)),
        )
        record = Candidate.model_validate(draft)
        record.search_text = candidate_text(draft)
        record.sort_key = sort_key(draft.name_zh or draft.name_en)
        yield record.model_dump(exclude={"id"}) | {"version": 1}


def prepare(path: Path, number: int) -> None:
    """A database with that many candidates, indexed."""
    from sqlalchemy import insert

    from talentapp.domain.records import Candidate
    from talentapp.settings import database_url
    from talentapp.store.engine import open_store

    store = open_store(database_url(path))
    rows = people(number)
    while some := [row for _, row in zip(range(BLOCK), rows, strict=False)]:
        with store.writing() as session:
            session.execute(insert(Candidate), some)
    store.close()


def tenfold(path: Path, target: Path) -> None:
    """The same people ten times over, without their long texts: enough for a first paint."""
    import shutil
    import sqlite3

    shutil.copyfile(path, target)
    with closing(sqlite3.connect(target)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM searchgram")
        connection.execute("UPDATE candidate SET search_text = '', expertise = '', evidence = '[]'")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(candidate)") if row[1] != "id"]
        named = ", ".join(columns)
        for _ in range(9):
            again = f"INSERT INTO candidate ({named}) SELECT {named} FROM candidate WHERE id <= ?"
            connection.execute(again, (ROWS[0],))


ROWS = [100_000]


class Screen:
    """The candidates' list of the real window, and a clock."""

    def __init__(self, app: Any, database: Path, folder: Path) -> None:
        from PySide6.QtCore import QSettings

        from talentapp.gui.frame.main_window import MainWindow
        from talentapp.gui.kit.dress import Dress
        from talentapp.gui.kit.jobs import Jobs
        from talentapp.office import open_office
        from talentapp.settings import Settings, database_url

        self.app = app
        chosen = Settings(database_url(database), "zh_CN", "light")
        self.office = open_office(chosen)
        memory = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
        memory.clear()
        dress = Dress(app, "zh_CN", "light")
        self.window = MainWindow(dress, Jobs(), chosen, lambda _chosen, _progress: self.office, memory)
        self.window.resize(1440, 900)
        self.window._page = "settings"  # nothing of a list is read yet
        self.window.show()
        self.window.begin()
        while self.window.office is None or not self.window.idle:
            app.processEvents()
        gc.freeze()  # as the program does once it has started

    def first_paint(self) -> float:
        """CPU seconds from asking for the page to its first rows painted."""
        start = time.thread_time()
        self.window.go("candidates")
        self.listing = self.window.screen_of("candidates").listing
        self.listing.table.repaint()
        spent = time.thread_time() - start
        self.rest()
        return spent

    def rest(self) -> None:
        """Let the list find the rest of itself, and the pane its record."""
        until = time.monotonic() + 0.2
        while time.monotonic() < until or self.listing._rest.isActive() or not self.window.idle:
            self.app.processEvents()

    def type(self, query: str) -> list[float]:
        """CPU seconds from each keystroke to the repainted list, typed into an empty search."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        self.listing.search.clear()
        self.rest()
        spent = []
        for character in query:
            pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
            start = time.thread_time()
            self.app.sendEvent(self.listing.search, pressed)
            self.listing.table.repaint()
            spent.append(time.thread_time() - start)
        self.rest()
        return spent

    def sort(self, order: str, descending: bool) -> float:
        """CPU seconds until the list is painted in another order."""
        start = time.thread_time()
        self.listing.table.resort.emit(order, descending)
        self.listing.table.repaint()
        return time.thread_time() - start

    def filters(self) -> dict[str, float]:
        """CPU seconds of the window's thread: filters opened, a skill ticked in them, a keystroke in the palette."""
        from PySide6.QtCore import Qt

        from talentapp.domain.lists import SKILL

        panel = self.listing.panel
        spent = {"the filters opened": timed(self.listing.open_filters)[0]}
        self.rest()  # skills are counted beside the window's thread
        skill = next(item for item in panel._items() if item.data(0, Qt.ItemDataRole.UserRole)[0] == SKILL)
        spent["a skill ticked"] = timed(lambda: skill.setCheckState(0, Qt.CheckState.Checked))[0]
        self.rest()
        spent["and taken off again"] = timed(lambda: skill.setCheckState(0, Qt.CheckState.Unchecked))[0]
        panel.hide()
        self.rest()
        self.window.keys.open_palette()
        self.rest()
        palette = self.window.keys.palette
        keys = [timed(lambda text=text: palette.line.setText(text))[0] for text in ("z", "zh", "zhang", "zhangw", "张")]
        spent["a keystroke in the palette, the slowest of five"] = max(keys)
        palette.shut()
        return spent

    def close(self) -> None:
        """Let go of it."""
        from PySide6.QtCore import QCoreApplication, QEvent

        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def percentile(values: list[float], share: float) -> float:
    """A percentile by nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, round(share * len(ranked)))]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came of it."""
    start = time.thread_time()
    done = work()
    return time.thread_time() - start, done


def scan(office: Any, query: str) -> list[int]:
    """The peer: SQL's LIKE over all texts, and what a search must find exactly."""
    from sqlmodel import col, select

    from talentapp.domain import search
    from talentapp.domain.records import Candidate

    with office.store.reading() as session:
        held = [col(Candidate.search_text).contains(term, autoescape=True) for term in search.terms(query)]
        return list(session.scalars(select(col(Candidate.id)).where(*held)))


def proxy(office: Any) -> float:
    """The peer: a QSortFilterProxyModel over a model in Python, as lists are usually made, by the same names."""
    from PySide6.QtCore import QAbstractTableModel, QSortFilterProxyModel, Qt
    from sqlmodel import col, select

    from talentapp.domain.records import Candidate

    with office.store.reading() as session:
        names = list(session.scalars(select(col(Candidate.sort_key))))

    class Names(QAbstractTableModel):
        def rowCount(self, *_parent: Any) -> int:  # noqa: N802
            return len(names)

        def columnCount(self, *_parent: Any) -> int:  # noqa: N802
            return 1

        def data(self, place: Any, role: int = 0) -> Any:
            return names[place.row()] if role == Qt.ItemDataRole.DisplayRole else None

    model, sorting = Names(), QSortFilterProxyModel()
    sorting.setSourceModel(model)
    spent, _ = timed(lambda: sorting.sort(0, Qt.SortOrder.AscendingOrder))
    return spent


def measure(app: Any, small: Path, large: Path, folder: Path) -> None:
    """Measure and print."""
    from talentapp.gui.lists.list_pane import FIRST
    from talentapp.office.views.records import CandidateQuery

    rows = ROWS[0]
    paints: dict[Path, list[float]] = {small: [], large: []}
    for _ in range(5):
        for path in (small, large):
            screen = Screen(app, path, folder)
            paints[path].append(screen.first_paint())
            screen.close()
    screen = Screen(app, small, folder)
    screen.first_paint()
    screen.type("a")  # warm
    print(f"{rows:,} candidates, offscreen, CPU time, Python {sys.version.split()[0]}\n")
    print("| Typed | keystrokes | p50 ms | p95 ms | worst ms | LIKE / index | hits as a scan |")
    print("|---|---|---|---|---|---|---|")
    slowest = []
    for title, queries in QUERIES.items():
        spent: list[float] = []
        ratios, same = [], True
        for query in queries:
            for _ in range(3):
                spent += screen.type(query)
            scanning, expected = timed(lambda query=query: scan(screen.office, query))
            asked = CandidateQuery(query, order="newest", descending=False)
            finding, found = timed(lambda asked=asked: screen.office.look.find_candidates(asked))
            same &= sorted(expected) == sorted(found)
            ratios.append(scanning / max(finding, 1e-6))
        p50, p95, worst = (1000 * value for value in (percentile(spent, 0.5), percentile(spent, 0.95), max(spent)))
        ratio = f"{min(ratios):.0f} to {max(ratios):.0f}"
        slowest.append(f"{p95:.1f}")
        print(f"| {title} | {len(spent)} | {p50:.1f} | {p95:.1f} | {worst:.1f} | {ratio} | {same} |")
    screen.listing.search.clear()
    screen.rest()
    finder = screen.office.look._finder
    begins, sorts, wholes = [], [], []
    for order, descending in (("name", False), ("employer", False), ("name", True), ("employer", True)):
        asked = CandidateQuery(order=order, descending=descending)
        for first, spent in ((FIRST, begins), (None, wholes)):
            finder._kept.orders.clear()
            spent.append(timed(lambda asked=asked, first=first: screen.office.look.begin_candidates(asked, first))[0])
        finder._kept.orders.clear()
        sorts.append(screen.sort(order, descending))
        screen.rest()
    peer = proxy(screen.office)
    above = screen.filters()
    screen.close()
    print("\n| Sorting by another column | ms | a proxy model / it |")
    print("|---|---|---|")
    for title, spent in (
        ("until the rows on the screen are known", begins), ("until they are painted", sorts),
        ("all of them, beside the window's thread", wholes), ("a proxy model", [peer]),
    ):  # fmt: skip
        print(f"| {title} | {1000 * statistics.median(spent):,.1f} | {peer / statistics.median(spent):,.0f} |")
    print("\n| Filters and palette | ms of the window's thread |")
    print("|---|---|")
    for title, one in above.items():
        print(f"| {title} | {1000 * one:.1f} |")
    few, many = (statistics.median(paints[path]) for path in (small, large))
    print(f"\nFirst paint: {1000 * few:.0f} ms; of {10 * rows:,}: {1000 * many:.0f} ms, {many / few:.2f} times\n")
    print(
        f"> A keystroke to the repainted list, {rows:,} candidates, p95 | {' / '.join(slowest)} ms | a frame of 16 ms"
    )
    print(f"> First paint of {10 * rows:,} candidates | {many / few:.2f} × | that of {rows:,}")
    sort = peer / statistics.median(begins)
    print(f"> Sorting by a column, until its rows are known | {sort:,.0f} times less | a proxy model")


def main() -> None:
    """Prepare what is missing, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=ROWS[0])
    parser.add_argument("--keep", type=Path, help="a folder for the prepared databases")
    chosen = parser.parse_args()
    ROWS[0] = chosen.rows
    with tempfile.TemporaryDirectory(prefix="lists-") as made:
        folder = chosen.keep or Path(made)
        os.environ["TALENTAPP_HOME"] = made
        small, large = folder / f"{chosen.rows}.db", folder / f"{chosen.rows}0.db"
        if not small.exists():
            prepare(small, chosen.rows)
        if not large.exists():
            tenfold(small, large)
        from PySide6.QtWidgets import QApplication

        measure(QApplication([]), small, large, Path(made))


if __name__ == "__main__":
    main()

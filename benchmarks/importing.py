"""Taking 100,000 people in, against adding each as a record: `python -m benchmarks.importing [--rows N]`.

One process, CPU time, the child that reads the workbook counted with it. The peer is what SQLModel's documentation
does: a record of each row, `session.add_all` and one commit, on a database with the same triggers (search, audit).
"""

import argparse
import platform
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import xlsxwriter

from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.office import open_office
from talentapp.settings import Settings, database_url
from talentapp.store import writes

_HEAD = (
    "姓名", "英文姓名", "电子邮箱", "手机", "国籍", "现工作单位", "现任职务", "最高学历", "毕业院校", "研究方向",
    "专业技能", "语言", "到岗时间", "投入比例", "合作方式", "备注",
)  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    count = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = _workbook(folder / "people.xlsx", count)
        times: dict[str, float] = {}
        with closing(open_office(Settings(database_url(folder / "ours.db"), "en"))) as office:
            preview = _timed(times, "preview: read, understand, compare", lambda: office.intake.preview(path))
            result = _timed(times, "commit", lambda: office.intake.commit(preview))
            again = _timed(times, "preview of the same file again", lambda: office.intake.preview(path))
            undone = _timed(times, "undo as a whole", lambda: office.intake.undo(result.batch_id or 0))
        assert (result.created, again.count("unchanged"), undone.removed) == (count, count, count)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # before the peer's records
        with closing(open_office(Settings(database_url(folder / "peer.db"), "en"))) as office:
            drafts = [CandidateDraft.model_validate(row.values) for row in preview.rows]

            def add_all() -> None:
                with office.store.writing() as session:
                    found_by = (writes.indexed(draft) for draft in drafts)
                    pairs = zip(drafts, found_by, strict=True)
                    session.add_all([Candidate.model_validate(draft, update=found) for draft, found in pairs])

            _timed(times, "peer: a record each, add_all", add_all)
    print(f"{platform.machine()}, Python {platform.python_version()}, {count:,} rows of {len(_HEAD)} columns\n")
    print("| step | CPU s | of the peer's |\n|---|---|---|")
    peer = times["peer: a record each, add_all"]
    for step, seconds in times.items():
        print(f"| {step} | {seconds:.1f} | {seconds / peer:.2f} |")
    print(f"\nat most {most:,} MB in this process, with two previews of the file in memory")


def _timed(times: dict[str, float], step: str, work: Callable[[], Any]) -> Any:
    begun = _cpu()
    done = work()
    times[step] = _cpu() - begun
    return done


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _workbook(path: Path, count: int) -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, _HEAD)
    family, given = "张王李赵陈林黄吴周徐", "伟芳娜敏静丽强磊洋勇艳杰志明怡君"
    for n in range(count):
        name = family[n % 10] + given[n // 10 % 16] + given[n // 160 % 16]
        row = (
            name, f"Given{n % 977} Family{n % 811}", f"person{n}@example.com", f"+1 650 {n:07}", "美国",
            f"某芯片有限公司{n}", "高级工程师", "博士", f"某理工大学{n}", "GPU 微架构、互连",
            f"CUDA、LLVM、技能{n % 500}", "中文、英语", f"2027-{n % 12 + 1:02}-01", "40%", "双聘、技术咨询",
            f"备注 {n}",
        )  # fmt: skip
        sheet.write_row(n + 1, 0, row)
    book.close()
    return path


if __name__ == "__main__":
    main()

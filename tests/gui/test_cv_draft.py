"""A CV dropped on the window: read beside its page, corrected, and taken in."""

import shutil
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Form
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.office.views.records import CandidateQuery
from tests.gui.conftest import Opener
from tests.gui.test_import_screen import HEAD, workbook

PAGE = """
<h1>Ottilie Brandauer</h1>
<p>ottilie.brandauer@falkwerk.example | +43 1 5550 1234 | Vienna, Austria</p>
<h2>Experience</h2>
<p><b>Principal Engineer</b>, Falkwerk Semiconductor GmbH, 2018 – present</p>
<h2>Education</h2><p>PhD in Physics, University of Donauried, 2011</p>
<h2>Skills</h2><p>HBM controllers, DRAM test, SystemVerilog</p>
<h2>Availability</h2><p>Available from 1 March 2027 for technical consulting, 20 % of my time.</p>
"""


def pdf(path: Path, page: str = PAGE) -> Path:
    writer = QPdfWriter(str(path))
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15))
    document = QTextDocument()
    document.setHtml(page)
    document.print_(writer)
    return path


def screen_of(window: MainWindow) -> ImportsScreen:
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    return screen


def line(screen: ImportsScreen, name: str) -> QLineEdit:
    found = screen.draft.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_a_cv_is_confirmed_beside_its_page(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    window.take_files([pdf(tmp_path / "brandauer.pdf")])
    screen = screen_of(window)
    assert not screen.error.text
    assert line(screen, "name_en").text() == "Ottilie Brandauer"
    assert line(screen, "employer").text() == "Falkwerk Semiconductor GmbH"
    line(screen, "post").setText("Chief Engineer")  # a person corrects it, and confirms without leaving the field
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    look = window.office.look  # type: ignore[union-attr]
    row = look.candidate_rows(look.find_candidates(CandidateQuery()))[0]
    assert (row.name, row.post, row.country) == ("Ottilie Brandauer", "Chief Engineer", "Austria")
    assert row.forms == (Form.TECHNICAL_CONSULTING,)
    assert row.effort == 20


def test_what_is_typed_is_planned_again(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    window.take_files(
        [pdf(tmp_path / "nobody.pdf", "<p>Skills</p><p>HBM controllers, DRAM test, SystemVerilog, UVM</p>")]
    )
    screen = screen_of(window)
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    assert window.office.look.counts().candidates == 0  # type: ignore[union-attr]
    window.take_files([tmp_path / "nobody.pdf"])
    line(screen, "name_en").setText("Maren Ostby")
    screen.draft.edited.emit()
    assert screen.draft.page.isVisible()
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    assert window.office.look.counts().candidates == 1  # type: ignore[union-attr]


def test_a_field_lights_its_place_and_a_place_leads_to_its_field(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    window.take_files([pdf(tmp_path / "brandauer.pdf")])
    screen = screen_of(window)
    dark = screen.draft.page.grab().toImage()
    screen.draft.page.light("employer")
    assert screen.draft.page.grab().toImage() != dark
    window.activateWindow()
    screen.draft.page.pointed.emit("skills")
    skills = screen.draft.findChild(QPlainTextEdit, "skills")
    assert skills is not None
    qtbot.waitUntil(skills.hasFocus)


def test_the_same_cv_again_is_shown_as_known(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    path = pdf(tmp_path / "brandauer.pdf")
    screen = screen_of_files(window, path)
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    again = shutil.copy(path, tmp_path / "again.pdf")
    preview = window.office.intake.preview(Path(again))  # type: ignore[union-attr]
    assert [row.action for row in preview.rows] == ["unchanged"]


def screen_of_files(window: MainWindow, *paths: Path) -> ImportsScreen:
    window.take_files(list(paths))
    return screen_of(window)


def test_the_page_is_drawn_again_where_a_cv_is_held_back_for_another_look(open_window: Opener, tmp_path: Path) -> None:
    """The one before says where the person works: what this one would do is not what was shown."""
    window = open_window(empty=True)
    moved = PAGE.replace("Falkwerk Semiconductor GmbH", "Donau Silicon GmbH")
    screen = screen_of_files(window, pdf(tmp_path / "a.pdf"), pdf(tmp_path / "b.pdf", moved))
    screen.commit()
    assert screen._shown is not None and screen._shown.file_name == "b.pdf" and screen.error.text
    assert set(screen.draft.page._pages._images) == {1}


@pytest.mark.parametrize(("password", "opens"), [("secret", True), ("wrong", False)])
def test_a_locked_document_asks_for_its_password(qtbot: QtBot, open_window: Opener, password: str, opens: bool) -> None:
    window = open_window(empty=True)
    screen = screen_of_files(window, Path(__file__).parent.parent / "files" / "cvs" / "locked.pdf")
    asked = screen.findChild(QLineEdit, "password")
    assert asked is not None
    assert "locked.pdf" in screen.error.text
    assert asked.isVisible()
    qtbot.keyClicks(asked, password)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert bool(screen.error.text) is not opens
    assert asked.isVisible() is not opens
    if opens:
        assert line(screen, "name_en").text() == "Locked Person"


def test_places_in_a_text_are_marked_whatever_characters_stand_before(open_window: Opener, tmp_path: Path) -> None:
    """Qt counts 𬭎 as two; a tab is shown as four spaces."""
    path = tmp_path / "cv.txt"
    path.write_text(
        "姓名：吉𬭎𬭎\t国籍：德国\n电话：+49 89 5550 0133\n\n爱好\n登山 🧗 攀岩\n\n技能\nUVM、形式验证\n", "utf-8"
    )
    window = open_window(empty=True)
    window.take_files([path])
    page = screen_of(window).draft.page
    page.light("nationality")
    marks = page.findChildren(QPlainTextEdit, "paper")[0].extraSelections()
    said = [mark.cursor.selectedText() for mark in marks]
    assert said[-1] == "德国"
    assert {"吉𬭎𬭎", "UVM", "形式验证", "登山 🧗 攀岩"} <= set(said)


@pytest.mark.long
def test_a_cv_adds_to_the_lists_of_a_person_who_is_known_and_each_field_can_be_left(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    for name, page in (("a.pdf", PAGE), ("b.pdf", PAGE.replace("HBM controllers, DRAM test", "Power models, dram test")
                                         .replace("Principal Engineer", "Fellow"))):  # fmt: skip
        window.take_files([pdf(tmp_path / name, page)])
        if name == "a.pdf":
            screen.commit()
    assert "HBM" not in screen.draft.typed["skills"]  # the fields say what the document says
    boxes = {box.text(): box for box in screen.draft.findChildren(QCheckBox)}
    boxes[window.words.code("field", "post")].click()
    screen.commit()
    look = window.office.look  # type: ignore[union-attr]
    (row,) = look.candidate_rows(look.find_candidates(CandidateQuery()))
    assert set(row.skills) == {"HBM controllers", "DRAM test", "SystemVerilog", "Power models"}
    assert row.post == "Principal Engineer"


def test_a_corrected_cv_that_was_left_out_is_brought_back(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    window.take_files([pdf(tmp_path / "a.pdf")])
    line(screen, "post").setText("Chief Engineer")
    screen.discard()
    assert screen._shown is None
    window.undo()
    assert line(screen, "post").text() == "Chief Engineer"
    screen.commit()
    look = window.office.look  # type: ignore[union-attr]
    assert look.candidate_rows(look.find_candidates(CandidateQuery()))[0].post == "Chief Engineer"


HISTORY = """# Antti Virtanen
Email: antti.v@example.org

## Experience
**Principal Engineer**, Nordic Silicon Oy, Helsinki (2018 - present)
- Designed the HBM3 PHY training firmware of two generations
- Built a cycle-level memory simulator that 40 engineers use

## Skills
HBM, SystemVerilog

## Hobbies
Rowing and long walks in the woods around the lakes
"""
WORK = (
    "Designed the HBM3 PHY training firmware of two generations\n"
    "Built a cycle-level memory simulator that 40 engineers use"
)


def history(folder: Path) -> Path:
    """A CV that tells of the work under a post."""
    path = folder / "cv.md"
    path.write_text(HISTORY, "utf-8")
    return path


def test_what_a_cv_tells_of_the_work_is_taken_over_by_a_button(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    window.take_files([history(tmp_path)])
    screen, words = screen_of(window), window.words
    line(screen, "post").setText("Chief Engineer")
    screen._correct()  # the offer stays

    def offered() -> list[QPushButton]:
        found = screen.draft.findChildren(QPushButton)
        return [one for one in found if one.text() == words("cv-take-work") and one.isVisible()]

    qtbot.waitUntil(lambda: bool(offered()))
    qtbot.mouseClick(offered()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "expertise" in screen._shown.rows[0].values)  # type: ignore[union-attr]
    assert screen._shown is not None and screen._shown.rows[0].values["expertise"] == WORK
    assert [place.line for place in screen._shown.reading.rows[0].places["expertise"]] == [6, 7]  # marked on the page
    qtbot.waitUntil(lambda: not offered())
    text = screen.draft.findChild(QPlainTextEdit, "expertise")
    assert isinstance(text, QPlainTextEdit)
    qtbot.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not text.toPlainText(), "taken back"
    screen._correct()
    qtbot.waitUntil(lambda: bool(offered()))
    qtbot.keyClick(text, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText() == WORK
    text.setPlainText(f"{WORK} Much more")
    screen._correct()
    assert "expertise" not in screen._shown.reading.rows[0].places  # it says more than the page


DUTIES = {
    """# Anna Lind
anna@example.org

## Experience
ARM Sweden, Principal Compiler Engineer, 2016-present
- LLVM back end for Mali GPU; MLIR lowering; register allocation
- Led a team of eight on the Vulkan shader compiler
Ericsson Research, Researcher 2010 - 2016
- Signal processing kernels on DSP
""": ("MLIR lowering", "Vulkan shader", "processing kernels on DSP"),
    """姓名：王海峰
邮箱：wang@example.org

工作经历
2015.7 — 至今 AMD（多伦多） 首席架构师，负责GPU着色器核心与张量单元的微架构设计
2009.8-2015.6 NVIDIA 高级工程师， HBM2 控制器与PHY
""": ("张量单元的微架构设计", "HBM2 控制器与PHY"),
    """陳建宏
chen@example.org

工作經歷
資深工程師 雲嶺科技 2018 - 至今
- 主導 GPU 著色器編譯器後端最佳化
- 帶領十二人團隊
""": ("著色器編譯器後端最佳化", "帶領十二人團隊"),
}


def test_a_cv_with_remarks_that_nobody_has_seen_is_asked_about(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    path = history(tmp_path)
    row = ("甲一", "a@example.com", "某所", None, "HBM")
    screen, words = screen_of_files(window, workbook(tmp_path / "a.xlsx", HEAD, row), path), window.words
    assert window.office is not None and screen._shown is not None and screen._shown.reading.paper is None
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    assert screen.question.isVisible() and window.office.look.counts().candidates == 0
    told = [one.text() for one in screen.question.findChildren(QLabel)]
    assert words("import-last-question", counts=words("import-last-unseen", n=1)) in told
    qtbot.mouseClick(screen.question.look, Qt.MouseButton.LeftButton)
    assert screen._shown.path == str(path)
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)  # it has been seen now
    qtbot.waitUntil(lambda: window.idle and screen._start.isVisible())
    assert window.office.look.counts().candidates == 2


def test_a_look_at_each_leads_past_a_row_that_is_left_as_it_is(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    nameless, cv = (None, "a@example.com", "某所", None, "HBM"), history(tmp_path)
    screen = screen_of_files(window, workbook(tmp_path / "a.xlsx", HEAD, nameless), cv)
    led = []
    for _ in range(3):
        qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(screen.question.look, Qt.MouseButton.LeftButton)
        led.append(Path(screen._shown.path).name)  # type: ignore[union-attr]
    assert led == ["a.xlsx", cv.name, "a.xlsx"]


@pytest.mark.parametrize("written", DUTIES, ids=["skills within", "on the line of the post", "short, in Chinese"])
def test_lines_that_gave_a_skill_or_a_post_tell_of_the_work_too(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, written: str
) -> None:
    window = open_window(empty=True)
    path = tmp_path / "cv.md"
    path.write_text(written, "utf-8")
    window.take_files([path])
    screen = screen_of(window)
    words = window.words
    take = next(one for one in screen.draft.findChildren(QPushButton) if one.text() == words("cv-take-work"))
    qtbot.waitUntil(take.isVisible)
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "expertise" in screen._shown.rows[0].values)  # type: ignore[union-attr]
    told = screen._shown.rows[0].values["expertise"]  # type: ignore[union-attr]
    assert all(work in told for work in DUTIES[written]) and "@" not in told, told


class Stepwise:
    """A lane whose work is done at once or, once it `holds`, a piece at a time, as it is let go."""

    def __init__(self) -> None:
        self.holds = False
        self._held: deque[Callable[[], Any]] = deque()

    def submit(self, work: Callable[[], Any], /) -> None:
        if self.holds:
            self._held.append(work)
        else:
            work()

    def let_go(self, pieces: int) -> None:
        for _piece in range(min(pieces, len(self._held))):
            self._held.popleft()()

    def shutdown(self, wait: bool = True) -> None:
        self._held.clear()


def test_a_second_press_while_files_go_in_takes_none_of_them_in_once_more(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    """With a double click the first file is in before the second press, and the others are on their way."""
    lane = Stepwise()
    window = open_window(empty=True, lane=lane)
    row = ("甲一", "a@example.com", "某所", None, None)
    screen = screen_of_files(window, workbook(tmp_path / "a.xlsx", HEAD, row), pdf(tmp_path / "b.pdf"))
    assert window.office is not None
    lane.holds = True
    for _press in range(2):
        qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
        lane.let_go(1)
    while not window.idle:
        lane.let_go(1)
    assert window.office.look.counts().candidates == 2
    assert screen._arrivals.paths == [] and not screen.error.isVisible()
    assert screen._start.isVisible() and len(window.office.look.recent_imports()) == 2

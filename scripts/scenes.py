"""What is worth a picture: every page, and every state of one that a user can bring about.

A scene is a generator: it brings the window to where it is drawn, yields, and leaves the window as it was.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PySide6.QtCore import QItemSelectionModel, QMarginsF
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QScrollArea, QWidget

from talentapp.domain.terms import Kind
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.frame.palette import Palette
from talentapp.gui.frame.shortcut_sheet import ShortcutSheet
from talentapp.gui.gallery import Gallery
from talentapp.gui.kit.folding import Folding
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.saved_views import View
from talentapp.gui.overview.pictures import PictureCard

Scene = Callable[[Gallery], Iterator[None]]
SCENES: dict[str, Scene] = {}
"""By name, on a database in the middle of a day's work."""
EMPTY = tuple(page for page in PAGES if page != "settings")
"""Pages drawn also on a database that has nothing in it yet."""

_MESS = (
    ("姓名", "邮箱", "工作单位", "到岗时间", "投入比例", "技能", "代号"),
    ("甲一", "jia@example.com", "某芯片公司（示例）", "2027-03-01", "30%", "HBM；CXL", "A-1"),
    ("乙二", "yi(at)example.com", "另一单位（示例）", "随时", "三成", "编译器", "A-2"),
    ("合计", "2 人", None, None, None, None, None),
    (None, "bing@example.com", "某芯片公司（示例）", None, "50%", "PCIe", "A-3"),
    ("林浩然", "haoran.lin@example.com", "海峡互连技术公司（示例）", "2027-06-01", "40%", "RDMA", "A-4"),
)  # fmt: skip
_CV = """
<h1>Ottilie Brandauer</h1>
<p>ottilie.brandauer@falkwerk.example | +43 1 5550 1234 | Vienna, Austria</p>
<h2>Experience</h2>
<p><b>Principal Engineer</b>, Falkwerk Semiconductor GmbH, 2018 – present</p>
<p>Leads the memory controller team; two HBM generations taped out.</p>
<h2>Education</h2><p>PhD in Physics, University of Donauried, 2011</p>
<h2>Skills</h2><p>HBM controllers, DRAM test, SystemVerilog</p>
<h2>Availability</h2><p>Available from 1 March 2027 for technical consulting, 20 % of my time.</p>
"""


def scene(made: Scene) -> Scene:
    """Name a scene after its function."""
    SCENES[made.__name__.replace("_", "-")] = made
    return made


@contextmanager
def standing(name: str, gallery: Gallery) -> Iterator[None]:
    """Within it the window stands as the scene of this name; afterwards as before."""
    steps = SCENES[name](gallery)
    next(steps)
    gallery.settle()
    yield
    with suppress(StopIteration):
        next(steps)
    gallery.window.screen_of(gallery.window.page).turn_back()  # a narrow page shows its list again


def page_scene(page: str) -> Scene:
    """A page as it comes into view."""

    def shown(gallery: Gallery) -> Iterator[None]:
        gallery.window.go(page)
        yield

    return shown


SCENES.update({page: page_scene(page) for page in PAGES})


def screen(gallery: Gallery, page: str) -> Any:
    """The screen of a page, in view."""
    gallery.window.go(page)
    gallery.settle()
    return gallery.window.screen_of(page)


def read(shown: QWidget) -> None:
    """Turn a narrow page from its list to what is read of it, as far as it goes."""
    for fold in shown.findChildren(Folding)[::-1]:
        fold.read()


def scrolled(widget: QWidget, share: float) -> None:
    """Scroll the longest column of a widget to a share of its way; on a narrow page it takes the place of its list."""
    if not widget.isVisible():
        folds = [one for one in widget.window().findChildren(Folding) if one.isVisible() and one.isAncestorOf(widget)]
        for fold in folds:
            fold.read()
    areas = [one for one in (widget, *widget.findChildren(QScrollArea)) if isinstance(one, QScrollArea)]
    bar = max((area.verticalScrollBar() for area in areas if area.isVisible()), key=lambda one: one.maximum())
    bar.setValue(round(bar.maximum() * share))


# The overview


@scene
def overview_below(gallery: Gallery) -> Iterator[None]:
    """Its lower half."""
    scrolled(screen(gallery, "overview"), 1)
    yield


@scene
def overview_tables(gallery: Gallery) -> Iterator[None]:
    """Its pictures turned over."""
    overview = screen(gallery, "overview")
    for card in overview.findChildren(PictureCard):
        card.turn_over()
    scrolled(overview, 1)
    yield
    overview.refresh()


@scene
def overview_loading(gallery: Gallery) -> Iterator[None]:
    """While the first records come in."""
    overview = screen(gallery, "overview")
    overview._pages.setCurrentIndex(2)
    yield
    overview._pages.setCurrentIndex(0)


# Lists


@scene
def form(gallery: Gallery) -> Iterator[None]:
    """A record being edited, with an entry that cannot be right."""
    people = screen(gallery, "candidates")
    people.edit_record()
    gallery.settle()
    people.form._rows["email"].show_text("haoran.lin(at)example.com")
    people.form.commit()
    yield
    people.form.discard()
    people._unsaved.hide()


@scene
def bulk(gallery: Gallery) -> Iterator[None]:
    """Several selected."""
    table = screen(gallery, "candidates").listing.table
    table.setCurrentIndex(table.model().index(0, 0))
    flags = QItemSelectionModel.SelectionFlag
    for row in (1, 2, 4):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)
    yield
    table.clearSelection()
    table.setCurrentIndex(table.model().index(0, 0))


@scene
def filters(gallery: Gallery) -> Iterator[None]:
    """The filters with their counts."""
    listing = screen(gallery, "candidates").listing
    listing.open_filters()
    yield
    listing.panel.hide()


@scene
def columns(gallery: Gallery) -> Iterator[None]:
    """The columns to choose from."""
    listing = screen(gallery, "candidates").listing
    listing.open_columns()
    yield
    listing.chooser.hide()


@scene
def found(gallery: Gallery) -> Iterator[None]:
    """A search with filters, kept as a view."""
    listing = screen(gallery, "candidates").listing
    asking = Asking("gpu", "best_score", True, (("form", "dual_appointment"), ("country", "us")))
    view = View("candidates", "美国的 GPU 专家", asking)
    gallery.window.kept_views.keep(view)
    listing.ask(asking)
    yield
    gallery.window.kept_views.drop(view)
    listing.clear()


@scene
def nothing_found(gallery: Gallery) -> Iterator[None]:
    """A search without a hit."""
    listing = screen(gallery, "candidates").listing
    listing.ask(Asking("量子引力"))
    yield
    listing.clear()


@scene
def person(gallery: Gallery) -> Iterator[None]:
    """The middle of a candidate's card."""
    scrolled(screen(gallery, "candidates").detail, 0.6)
    yield


@scene
def personal_data(gallery: Gallery) -> Iterator[None]:
    """The foot of a candidate's card."""
    scrolled(screen(gallery, "candidates").detail, 1)
    yield


@scene
def duplicates(gallery: Gallery) -> Iterator[None]:
    """Two records that may be one person."""
    screen(gallery, "duplicates")
    yield


@scene
def palette(gallery: Gallery) -> Iterator[None]:
    """Everything by name."""
    screen(gallery, "candidates")
    gallery.window.keys.open_palette()
    line: Any = gallery.window.findChild(Palette)
    line.line.setText("zh")
    yield
    line.hide()


@scene
def keys(gallery: Gallery) -> Iterator[None]:
    """All keys."""
    screen(gallery, "candidates")
    gallery.window.keys.open_sheet()
    yield
    sheet: Any = gallery.window.findChild(ShortcutSheet)
    sheet.hide()


@scene
def notice(gallery: Gallery) -> Iterator[None]:
    """A change that has just been made, and a fault."""
    people = screen(gallery, "candidates")
    table = people.listing.table
    people._edit_cell(table.chosen_id, "owner", "王老师")
    people.error.show_text(gallery.window.words("error-unexpected"))
    yield
    gallery.window.undo()
    people.error.hide()


# Import and roster


@scene
def preview(gallery: Gallery) -> Iterator[None]:
    """The sample's candidates again."""
    files = [path for path in gallery.office.intake.sample_files() if Kind.CANDIDATES.value in path.name]
    gallery.window.take_files(files)
    yield
    _imports(gallery).discard()


def _imports(gallery: Gallery) -> Any:
    return gallery.window.screen_of("imports")


def _messy(gallery: Gallery) -> Any:
    path = Path(gallery._folder.name) / "候选人登记表.xlsx"
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "名单"
    for row in _MESS:
        sheet.append(row)
    book.save(path)
    gallery.window.take_files([path])
    gallery.settle()
    return _imports(gallery)


@scene
def preview_problems(gallery: Gallery) -> Iterator[None]:
    """A workbook with something of everything."""
    _messy(gallery)
    yield
    _imports(gallery).discard()


@scene
def preview_sheet(gallery: Gallery) -> Iterator[None]:
    """The same as a sheet, with the meanings of its columns."""
    imports = _messy(gallery)
    imports.table_preview.show_as(1)
    imports.table_preview.show_meanings()
    yield
    imports.table_preview.show_as(0)
    imports.discard()


@scene
def cv(gallery: Gallery) -> Iterator[None]:
    """A CV beside what was read from it."""
    path = Path(gallery._folder.name) / "brandauer.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15))
    document = QTextDocument()
    font = document.defaultFont()
    for feature in ("locl", "liga", "pwid"):  # their glyphs could not be read from the file as text
        font.setFeature(QFont.Tag(feature), 0)
    document.setDefaultFont(font)
    document.setHtml(_CV)
    document.print_(writer)
    gallery.window.take_files([path])
    yield
    _imports(gallery).discard()


@scene
def import_refused(gallery: Gallery) -> Iterator[None]:
    """A file that is no workbook."""
    path = Path(gallery._folder.name) / "名单.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    gallery.window.take_files([path])
    yield
    _imports(gallery).error.hide()


@scene
def roster_sheet(gallery: Gallery) -> Iterator[None]:
    """The roster's own sheet, and the lower choices."""
    rosters = screen(gallery, "rosters")
    rosters.preview._group.button(1).click()
    scrolled(rosters.form, 1)
    yield
    rosters.preview._group.button(0).click()
    scrolled(rosters.form, 0)


# Settings


def _settings_at(share: float) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        scrolled(screen(gallery, "settings"), share)
        yield
        scrolled(screen(gallery, "settings"), 0)

    return shown


SCENES.update({"settings-middle": _settings_at(0.5), "settings-end": _settings_at(1)})

"""Pictures of files on their way in: problems, duplicates, the last question, what came of it, and taking it back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PySide6.QtCore import QModelIndex
from scenes import SCENES, Scene, scene, screen

from talentapp.gui.gallery import Gallery
from talentapp.office.views.records import CandidateQuery

_HEAD = ("姓名", "邮箱", "电话", "现工作单位", "到岗时间", "合作形式", "技能")


def _of_a_known(gallery: Gallery) -> Any:
    """A list with somebody who is known by another address, twice, and a column that says the same in many rows."""
    look = gallery.office.look
    (person,) = look.candidate_rows(look.find_candidates(CandidateQuery())[:1])
    path = Path(gallery._folder.name) / "海外人才摸底表.xlsx"
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "摸底表"
    known = (person.name, "a.rather.long.private.address@mailboxes.example.org", "+65 9000 1234", person.employer)
    for row in (
        _HEAD,
        (*known, "2027-03-01", "双聘", "编译器"),
        ("赵敏（示例）", "zhao.min@example.com", "", "某芯片公司（示例）", "明年初", "柔性引进", "HBM；CXL"),
        ("赵敏（示例）", "zhao.min@example.com", "+65 9123 4567", "某芯片公司（示例）", "明年初", "双聘", "HBM"),
        *(
            (f"{at}甲", f"no{ord(at)}@example.com", "", "另一单位（示例）", "明年初", "双聘", "RDMA")
            for at in "赵钱孙李周吴郑王"
        ),
    ):
        sheet.append(row)
    book.save(path)
    gallery.window.take_files([path])
    gallery.settle()
    return screen(gallery, "imports")


def _shown_at(row: int) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        imports = _of_a_known(gallery)
        imports.table_preview.table.choose(row)
        yield
        imports.discard()

    return shown


SCENES.update({"import-known": _shown_at(0), "import-twice": _shown_at(2)})


@scene
def import_question(gallery: Gallery) -> Iterator[None]:
    """Before files go in of which something is not settled."""
    imports = _of_a_known(gallery)
    imports.confirm()
    yield
    imports.discard()


def _corrected(gallery: Gallery) -> Any:
    """A cell was typed anew, and others say what it said."""
    imports = _of_a_known(gallery)
    preview = imports.table_preview
    preview.show_as(1)
    cells: Any = preview.sheet.table.model()
    at: QModelIndex = cells.index(4, 4)
    cells.setData(at, "2027-01-15")
    gallery.settle()
    preview.sheet.table.setCurrentIndex(at)
    return imports


@scene
def import_alike(gallery: Gallery) -> Iterator[None]:
    """Cells that say what a corrected one said can be corrected at once."""
    imports = _corrected(gallery)
    yield
    imports.table_preview.show_as(0)
    imports.discard()


def _taken_in(gallery: Gallery) -> tuple[Any, int]:
    imports = _corrected(gallery)
    imports.table_preview.sheet.table.put_alike()
    gallery.settle()
    imports.table_preview.show_as(0)
    imports.commit()
    gallery.settle()
    return imports, gallery.office.look.recent_imports()[0].id


@scene
def import_result(gallery: Gallery) -> Iterator[None]:
    """What an import did, and the imports of late."""
    imports, batch = _taken_in(gallery)
    yield
    imports._start.undo(batch)


@scene
def import_undone(gallery: Gallery) -> Iterator[None]:
    """An import was taken back."""
    imports, batch = _taken_in(gallery)
    imports._start.undo(batch)
    gallery.settle()
    yield


@scene
def undo_question(gallery: Gallery) -> Iterator[None]:
    """Before an import is taken back."""
    imports = screen(gallery, "imports")
    imports._start._ask_undo(next(row.id for row in gallery.office.look.recent_imports() if row.undoable))
    yield
    imports.refresh()

"""Pictures of what comes up over and inside pages: menus, dialogs, questions, refusals, and names that are long."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton
from scenes import SCENES, Scene, scene, screen

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Kind, Mark
from talentapp.gui.frame.navigation import ViewItem
from talentapp.gui.frame.palette import Palette
from talentapp.gui.gallery import Gallery
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.personal_data import ErasureDialog
from talentapp.gui.lists.saved_views import View
from talentapp.office.views.records import CandidateQuery

_CVS = Path(__file__).resolve().parents[1] / "tests" / "files" / "cvs"
_LONG = {
    "name_en": "Maximiliana Theodora von Hohenzollern-Sigmaringen y Castellanos de Villanueva-Ångström",
    "employer": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft (sample)",
    "email": "maximiliana.theodora.von.hohenzollern.sigmaringen@a-very-long-domain-name.example",
    "skills": ["Hochleistungsgrafikprozessorbefehlssatzarchitekturverifikation", "CUDA"],
}

# Menus and drop-downs


def _popped(menu: QMenu, under: Any) -> None:
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))


@scene
def menu_view(gallery: Gallery) -> Iterator[None]:
    """The menu of a kept view."""
    view = View("candidates", "美国的 GPU 专家", Asking("gpu"))
    gallery.window.kept_views.keep(view)
    gallery.settle()
    item: Any = gallery.window.findChild(ViewItem)
    item._menu(QPoint(20, 20))
    yield
    item.findChild(QMenu).close()
    gallery.window.kept_views.drop(view)


@scene
def menu_cut(gallery: Gallery) -> Iterator[None]:
    """What a line offers: cut, copy, paste."""
    line = screen(gallery, "candidates").listing.search
    line.setText("GPU")
    menu = line.createStandardContextMenu()
    menu.setParent(gallery.window, menu.windowFlags())
    _popped(menu, line)
    yield
    menu.close()
    menu.deleteLater()
    screen(gallery, "candidates").listing.clear()


@scene
def choices(gallery: Gallery) -> Iterator[None]:
    """A drop-down, open."""
    box = screen(gallery, "review").choice.states
    box.showPopup()
    yield
    box.hidePopup()


# Questions


@scene
def erase(gallery: Gallery) -> Iterator[None]:
    """Before somebody is deleted for good."""
    people = screen(gallery, "candidates")
    privacy = gallery.office.privacy
    dialog = ErasureDialog(gallery.window.dress, privacy.preview_erasure([people.listing.table.chosen_id]), people)
    dialog.show()
    gallery.settle()
    dialog.move(gallery.window.mapToGlobal(gallery.window.rect().center()) - dialog.rect().center())
    yield
    dialog.close()
    dialog.deleteLater()


@scene
def name_view(gallery: Gallery) -> Iterator[None]:
    """A name is asked for."""
    people = screen(gallery, "candidates")
    people.listing.ask(Asking("gpu", facets=(("form", "dual_appointment"),)))
    people.name_view()
    yield
    people._naming.hide()
    people.listing.clear()


@scene
def unsaved(gallery: Gallery) -> Iterator[None]:
    """What was typed before a crash."""
    people = screen(gallery, "candidates")
    people.desk.drafts.keep(Kind.CANDIDATES, None, None, "Ottilie Brandauer", {"name_en": "Ottilie Brandauer"})
    people._offer_drafts()
    yield
    people.desk.drafts.drop(Kind.CANDIDATES, None)
    people._offer_drafts()


@scene
def conflict(gallery: Gallery) -> Iterator[None]:
    """Somebody else has changed the record of an open form."""
    people = screen(gallery, "candidates")
    people.edit_record()
    gallery.settle()
    people.form._rows["employer"].show_text("另一单位（示例）")
    result = gallery.office.editing.save(Kind.CANDIDATES, {"employer": "他处（示例）"}, people.form.record_id)
    people.form.commit()
    yield
    people.form.discard()
    people._unsaved.hide()
    gallery.office.editing.undo(result.edit)


@scene
def backup_question(gallery: Gallery) -> Iterator[None]:
    """Before the database goes back to a backup."""
    gallery.office.backups.make()
    card = screen(gallery, "settings").backups
    card.refresh()
    gallery.settle()
    next(one for one in card.findChildren(QPushButton) if one.property("backup")).click()
    yield
    card._asked.hide()


# Forms


def _form(page: str, new: bool) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        one = screen(gallery, page)
        if new:
            one.add_record()
            gallery.settle()
            one.form.commit()
        else:
            one.edit_record()
        yield
        one.form.discard()

    return shown


SCENES.update({f"form-{page}": _form(page, False) for page in ("projects", "organisations")})
SCENES["form-new"] = _form("projects", True)


def _duplicates(kind: Kind) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        gallery.window.go("candidates")
        gallery.window.go("duplicates", kind)
        yield
        gallery.window.go("candidates")
        gallery.window.go("duplicates", Kind.CANDIDATES)

    return shown


SCENES.update({f"duplicates-{kind.value}": _duplicates(kind) for kind in (Kind.PROJECTS, Kind.ORGANISATIONS)})


# Refusals


@scene
def password(gallery: Gallery) -> Iterator[None]:
    """A document that is locked."""
    gallery.window.take_files([_CVS / "locked.pdf"])
    yield
    imports: Any = gallery.window.screen_of("imports")
    imports.error.hide()
    imports._password.hide()


def _fails(page: str, fault: Fault, **facts: Any) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        one = screen(gallery, page)
        one.fail(TalentError(fault, **facts))
        yield
        one.error.hide()

    return shown


SCENES.update({
    "fault-review": _fails("review", Fault.NO_PLACE_LEFT, project="可信评测", places=1),
    "fault-rosters": _fails("rosters", Fault.FOLDER_NOT_WRITABLE, path="/media/王老师/U 盘/人才计划/2026-11.xlsx"),
    "fault-list": _fails("organisations", Fault.RECORD_STALE, title="示例大学"),
    "fault-plan": _fails("plan", Fault.RECORDS_REMOVED, n=2),
    "fault-settings": _fails("settings", Fault.DATABASE_BUSY, database="/home/王老师/人才计划.db"),
})  # fmt: skip


@scene
def nothing_by_name(gallery: Gallery) -> Iterator[None]:
    """The palette finds nothing."""
    screen(gallery, "overview")
    gallery.window.keys.open_palette()
    line: Any = gallery.window.findChild(Palette)
    line.line.setText("量子引力")
    yield
    line.hide()


@scene
def opening_failed(gallery: Gallery) -> Iterator[None]:
    """A database that cannot be opened."""
    opening, pages = gallery.window._opening, gallery.window._pages
    opening.show_error(TalentError(Fault.DATABASE_NEWER, database="/home/王老师/人才计划.db", found=31, known=24))
    shown: Any = pages.currentWidget()
    pages.setCurrentWidget(opening)
    yield
    opening.opened()
    pages.setCurrentWidget(shown)


# The plan, marked


@scene
def plan_marked(gallery: Gallery) -> Iterator[None]:
    """Pairs held and left out."""
    plan = screen(gallery, "plan")
    first, second = (plan.pairings.row(at).row for at in (0, 1))
    for row, mark in ((first, Mark.PIN), (second, Mark.FORBID)):
        plan._mark((row.candidate_id, row.university_project_id, row.firm_project_id), mark)
        gallery.settle()
    yield
    for row in (first, second):
        plan._mark((row.candidate_id, row.university_project_id, row.firm_project_id), Mark.RELEASE)
        gallery.settle()


# Names that are long


def _long(page: str) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        office = gallery.office
        first = office.look.find_candidates(CandidateQuery(order="best_score", descending=True))[0]
        edit = office.editing.save(Kind.CANDIDATES, _LONG | {"name_zh": ""}, first).edit
        gallery.window.reload()
        gallery.window.go("overview")
        if page == "pairing":
            row = office.look.pairings_of_candidate(first, limit=1)[0]
            gallery.window.go("candidates")
            gallery.window.go("pairing", row.recommendation_id)
        else:
            gallery.window.go(page)
            if page == "candidates":
                gallery.window.screen_of(page).show_record(first)
        yield
        office.editing.undo(edit)
        gallery.window.reload()

    return shown


SCENES.update({f"long-{page}": _long(page) for page in ("candidates", "matching", "review", "plan", "pairing")})

"""Pictures of the work with pairings: matching, review, a pairing's life, and the plan."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton
from scenes import SCENES, Scene, read, scene, screen

from talentapp.domain.terms import Role, State, Verdict
from talentapp.gui.gallery import Gallery
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery

# Matching


def _matching(gallery: Gallery, seen: str) -> Any:
    matching = screen(gallery, "matching")
    matching.segments.choose(seen)
    matching._see(seen)
    gallery.settle()
    return matching


@scene
def match_project(gallery: Gallery) -> Iterator[None]:
    """From a project to its people."""
    matching = _matching(gallery, "firm")
    yield
    _matching(gallery, "candidate")
    matching.focus_first()


@scene
def match_pair(gallery: Gallery) -> Iterator[None]:
    """From two projects to their people."""
    _matching(gallery, "pair")
    yield
    _matching(gallery, "candidate")


@scene
def compare(gallery: Gallery) -> Iterator[None]:
    """Three side by side."""
    matching = screen(gallery, "matching")
    for row in matching.matches.rows[:3]:
        matching._pick(row.ids)
    matching.compare()
    yield
    for row in list(matching.matches.rows[:3]):
        matching._drop(row.ids)
    matching._to_list()


@scene
def match_reasons(gallery: Gallery) -> Iterator[None]:
    """All reasons of a match."""
    matching = screen(gallery, "matching")
    matching.explain(matching.matches.rows[1].ids)
    yield
    matching._to_list()


# Review and the life of a pairing


@scene
def decline(gallery: Gallery) -> Iterator[None]:
    """A reason is asked for."""
    review = screen(gallery, "review")
    read(review)
    review.bar.ask(Verdict.DECLINE)
    yield
    review.bar.close_reason()


@scene
def declined(gallery: Gallery) -> Iterator[None]:
    """What has been declined."""
    review = screen(gallery, "review")
    review.choice.states.setCurrentIndex(5)
    yield
    review.choice.states.setCurrentIndex(0)


def _as(gallery: Gallery, role: Role, page: str) -> Iterator[None]:
    window = gallery.window
    one = next(row.id for row in gallery.office.look.organisations() if row.waiting)
    window._act_as(role, one if role is Role.LIAISON else None)
    window.go(page)
    yield
    window._act_as(Role.HR_OFFICER, None)


@scene
def masked(gallery: Gallery) -> Iterator[None]:
    """A liaison reads about somebody who has not consented."""
    shown = _as(gallery, Role.LIAISON, "review")
    next(shown)
    gallery.settle()
    read(gallery.window.screen_of("review"))
    yield
    next(shown, None)


@scene
def liaison(gallery: Gallery) -> Iterator[None]:
    """A liaison's first page."""
    yield from _as(gallery, Role.LIAISON, "overview")


@scene
def manager(gallery: Gallery) -> Iterator[None]:
    """A manager's first page."""
    yield from _as(gallery, Role.MANAGER, "overview")


def _case(gallery: Gallery, state: State) -> Any:
    look = gallery.office.look
    rows = look.pairing_rows(look.find_pairings(PairingQuery(states=(state,)))[:1])
    gallery.window.go("candidates")
    gallery.window.go("pairing", rows[0].recommendation_id)
    gallery.settle()
    return gallery.window.screen_of("pairing")


@scene
def pairing(gallery: Gallery) -> Iterator[None]:
    """A pairing on its way, opened from a candidate."""
    look = gallery.office.look
    for candidate in look.find_candidates(CandidateQuery()):
        if rows := look.pairings_of_candidate(candidate, limit=1):
            gallery.window.go("candidates")
            gallery.window.go("pairing", rows[0].recommendation_id)
            break
    yield


def _tab(name: str, state: State) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        _case(gallery, state).turn_to(name)
        yield

    return shown


SCENES.update(
    {f"case-{tab}": _tab(tab, State.GATES) for tab in ("gates", "consent")}
    | {f"case-{tab}": _tab(tab, State.ACTIVE) for tab in ("effort", "terms", "history")}
)


@scene
def case_consent_doubt(gallery: Gallery) -> Iterator[None]:
    """Before a consent is withdrawn, or said to have been recorded by mistake."""
    case = _case(gallery, State.GATES)
    case.turn_to("consent")
    case.consent.doubted.emit(None)
    yield
    case.consent._kept()


@scene
def case_step(gallery: Gallery) -> Iterator[None]:
    """A step that has to be told something, and the other steps."""
    case = _case(gallery, State.ACTIVE)
    case.next.press(Verdict.SUSPEND)
    gallery.settle()
    menu = case.next.findChild(QMenu)
    opener = next((one for one in case.next.findChildren(QPushButton) if one.menu() and one.isVisible()), None)
    if menu is not None and opener is not None:
        menu.popup(opener.mapToGlobal(QPoint(0, opener.height())))
    yield
    if menu is not None:
        menu.hide()
    case.refresh()


# The plan


def _plan_tab(name: str) -> Scene:
    def shown(gallery: Gallery) -> Iterator[None]:
        plan = screen(gallery, "plan")
        at = ("pairings", "unmatched", "marks", "changes").index(name)
        plan._tabs.button(at).click()
        yield
        plan._tabs.button(0).click()

    return shown


SCENES.update({f"plan-{tab}": _plan_tab(tab) for tab in ("unmatched", "marks", "changes")})


@scene
def plan_quotas(gallery: Gallery) -> Iterator[None]:
    """The options unfolded."""
    plan = screen(gallery, "plan")
    plan._unfold.setChecked(True)  # on a narrow page they are folded away
    boxes = [one for one in plan.options.findChildren(QPushButton) if one.isCheckable()]
    boxes[-1].setChecked(True)
    yield
    boxes[-1].setChecked(False)
    plan._unfold.setChecked(False)

"""Every page of the window, made when it is first shown: its module is imported then, and not before."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from talentapp import settings
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.screen import Screen
from talentapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from talentapp.domain.terms import Kind
    from talentapp.gui.kit.saying import Concepts
    from talentapp.gui.lists.list_screen import Desk
    from talentapp.office import Office
    from talentapp.office.views.records import CandidateCard


@dataclass(frozen=True)
class Room:
    """What pages are made with."""

    office: "Office"
    dress: Dress
    jobs: Jobs
    concepts: "Concepts"
    desk: "Desk"
    chosen: Settings
    may_go: "Callable[[str], bool]"  # whether the role has use for a page
    changed: "Callable[[frozenset[Kind]], None]"  # hears what was changed past the screens


def make(page: str, room: Room) -> Screen:
    """The screen of a page."""
    office, dress, jobs, look = room.office, room.dress, room.jobs, room.office.look
    if page == "overview":
        from talentapp.gui.overview.overview import OverviewScreen

        return OverviewScreen(dress, jobs, look, office.intake, office.dossiers, room.concepts, room.may_go)
    if page == "candidates":
        from talentapp.gui.lists.candidates import CandidatesScreen

        personal = partial(_personal_data, room)
        return CandidatesScreen(dress, jobs, room.desk, look, room.concepts, personal, office.publishing)
    if page == "projects":
        from talentapp.gui.lists.projects import ProjectsScreen

        return ProjectsScreen(dress, jobs, room.desk, look, room.concepts)
    if page == "organisations":
        from talentapp.gui.lists.organisations import OrganisationsScreen

        return OrganisationsScreen(dress, jobs, room.desk, look)
    if page == "duplicates":
        from talentapp.gui.lists.duplicates import DuplicatesScreen

        return DuplicatesScreen(dress, jobs, office.duplicates, office.editing)
    if page == "review":
        from talentapp.gui.pairings.review import ReviewScreen

        return ReviewScreen(dress, jobs, look, office.review, office.learning, room.concepts)
    if page == "matching":
        from talentapp.gui.matching.matching import MatchingScreen

        return MatchingScreen(dress, jobs, look, office.matching, room.concepts)
    if page == "plan":
        from talentapp.gui.plans.plan import PlanScreen

        return PlanScreen(dress, jobs, look, office.planning)
    if page == "pairing":
        from talentapp.gui.pairings.pairing_screen import PairingScreen

        return PairingScreen(dress, jobs, office, room.concepts, settings.data_folder() / "agreements")
    if page == "rosters":
        from talentapp.gui.rosters.rosters import RostersScreen

        folder = settings.data_folder() / "rosters"
        return RostersScreen(dress, jobs, look, office.publishing, office.actor, folder, room.desk.memory)
    if page == "imports":
        from talentapp.gui.imports.imports import ImportsScreen

        return ImportsScreen(dress, jobs, look, office.intake)
    from talentapp.gui.settings.preferences import PreferencesScreen

    return PreferencesScreen(dress, jobs, office, room.chosen, room.desk.memory)


def _personal_data(room: Room, card: "CandidateCard") -> "QWidget":
    """The part of a candidate's card that is about the person's data."""
    from talentapp.gui.lists.personal_data import PersonalData

    office, has_contact = room.office, bool(card.email_masked or card.phone_masked)
    made = PersonalData(
        room.dress, room.jobs, office.privacy, office.actor, card.row.id, card.privacy, has_contact=has_contact
    )
    made.changed.connect(room.changed)
    return made

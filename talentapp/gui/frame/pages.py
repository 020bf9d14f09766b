"""Every page of the window: how it is made, when it is first shown or while nobody waits (`ahead`)."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from talentapp import settings
from talentapp.domain.terms import Role
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.screen import Screen
from talentapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from talentapp.domain.terms import Kind
    from talentapp.gui.kit.naming import Naming
    from talentapp.gui.kit.saying import Concepts
    from talentapp.gui.lists.desk import Desk
    from talentapp.gui.lists.personal_data import PersonalData
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
    naming: "Naming"
    may_go: "Callable[[str], bool]"  # whether the role has use for a page
    changed: "Callable[[frozenset[Kind]], None]"  # hears what was changed past the screens


def maker(page: str) -> "Callable[[Room], Screen]":
    """What makes the screen of a page. Its module is imported here, on the thread of the window."""
    if page == "overview":
        from talentapp.gui.overview.overview import OverviewScreen

        return lambda room: OverviewScreen(
            room.dress, room.jobs, room.office.look, room.office.dossiers, room.concepts, room.may_go,
            room.office.actor.role, room.desk.memory,
        )  # fmt: skip
    if page == "candidates":
        from talentapp.gui.lists.candidates import CandidatesScreen

        return lambda room: CandidatesScreen(
            room.dress, room.jobs, room.desk, room.office.look, room.concepts, partial(_personal_data, room),
            room.office.publishing, masks=room.office.actor.role is Role.LIAISON,
        )  # fmt: skip
    if page == "projects":
        from talentapp.gui.lists.projects import ProjectsScreen

        return lambda room: ProjectsScreen(
            room.dress, room.jobs, room.desk, room.office.look, room.office.matching, room.concepts
        )
    if page == "organisations":
        from talentapp.gui.lists.organisations import OrganisationsScreen

        return lambda room: OrganisationsScreen(room.dress, room.jobs, room.desk, room.office.look)
    if page == "duplicates":
        from talentapp.gui.lists.duplicates import DuplicatesScreen

        return lambda room: DuplicatesScreen(
            room.dress, room.jobs, room.office.duplicates, room.office.editing, room.office.look
        )
    if page == "review":
        from talentapp.gui.pairings.review import ReviewScreen
        from talentapp.gui.pairings.unsaid import Unsaid

        return lambda room: ReviewScreen(
            room.dress,
            room.jobs,
            room.office.look,
            room.office.dossiers,
            room.office.review,
            room.office.learning,
            room.concepts,
            room.naming,
            Unsaid(room.desk.drafts, room.office.actor),
            may_recommend=room.may_go("recommend"),
        )
    if page == "matching":
        from talentapp.gui.matching.matching import MatchingScreen

        return lambda room: MatchingScreen(
            room.dress, room.jobs, room.office.look, room.office.matching, room.concepts, room.naming,
            may_import=room.may_go("import"),
        )  # fmt: skip
    if page == "plan":
        from talentapp.gui.plans.plan import PlanScreen

        return lambda room: PlanScreen(room.dress, room.jobs, room.office.look, room.office.planning, room.naming)
    if page == "pairing":
        from talentapp.gui.pairings.pairing_screen import PairingScreen

        folder = settings.data_folder() / "agreements"
        return lambda room: PairingScreen(
            room.dress, room.jobs, room.office, room.concepts, room.naming, room.desk.drafts, folder
        )
    if page == "rosters":
        from talentapp.gui.rosters.rosters import RostersScreen

        folder = settings.data_folder() / "rosters"
        return lambda room: RostersScreen(
            room.dress, room.jobs, room.office.look, room.office.publishing, room.office.actor, folder,
            room.desk.memory, str(room.office.store_path or ""),
        )  # fmt: skip
    if page == "imports":
        from talentapp.gui.imports.imports import ImportsScreen

        return lambda room: ImportsScreen(
            room.dress, room.jobs, room.office.look, room.office.intake, room.office.duplicates, room.desk.drafts,
            room.naming, room.desk.memory,
        )  # fmt: skip
    from talentapp.gui.settings.preferences import PreferencesScreen

    return lambda room: PreferencesScreen(room.dress, room.jobs, room.office, room.chosen, room.naming)


def _personal_data(room: Room, card: "CandidateCard") -> "PersonalData":
    """The part of a candidate's card that is about the person's data."""
    from talentapp.gui.lists.personal_data import PersonalData

    office, masked = room.office, "\n".join(filter(None, (card.email_masked, card.phone_masked)))
    made = PersonalData(room.dress, room.jobs, office.privacy, office.actor, card.row.id, card.privacy, masked)
    made.changed.connect(room.changed)
    return made

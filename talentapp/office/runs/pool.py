"""What takes part in a recommendation run or a plan, read in one snapshot and free of the database."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session

from talentapp.domain import conditions
from talentapp.domain.conditions import Alone, Condition, Demand, Offer
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import Directory
from talentapp.domain.profiles import Profile, candidate_profile, project_profile, tells_enough
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate, Organisation, Project, id_of
from talentapp.domain.states import TAKES_PLACE, TURNED_DOWN
from talentapp.domain.terms import Form, Side, Status
from talentapp.office.records.rows import fingerprint
from talentapp.store import case_queries, queries

_TOGETHER = 250  # records that are read between two reports of progress


@dataclass(frozen=True)
class Projects:
    """The open projects of one side."""

    ids: Sequence[int]
    demands: Sequence[Demand]
    profiles: Sequence[Profile]
    fields: Sequence[str]  # what each is about in the programme's own words; for quotas, never for scores

    def demand(self, project_id: int) -> Demand | None:
        """What one of them asks for; None where it does not take part."""
        at = self._rows.get(project_id)
        return None if at is None else self.demands[at]

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {key: at for at, key in enumerate(self.ids)}


@dataclass(frozen=True)
class Pool:
    """All that takes part, as plain values: read in one snapshot, scored without the database."""

    candidates: Sequence[int]
    offers: Sequence[Offer]
    profiles: Sequence[Profile]
    languages: Sequence[Sequence[str]]  # that each candidate speaks; for quotas, never for scores
    university: Projects
    firm: Projects
    competitors: Mapping[int, frozenset[int]]
    fingerprint: list[int]
    settled: frozenset[int]  # candidates who are shortlisted
    declined: Sequence[tuple[int, int, int]]  # candidate, university project, firm project
    caps_left: Mapping[int, int]  # organisation -> people it can still take, where it says a limit

    def offer(self, candidate_id: int) -> Offer | None:
        """What one of the candidates offers; None where they do not take part."""
        at = self._rows.get(candidate_id)
        return None if at is None else self.offers[at]

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {key: at for at, key in enumerate(self.candidates)}

    def digest(self, progress: Progress = silent) -> str:
        """A mark of everything that is scored: the same inputs give the same mark. Progress counts candidates."""
        digest = hashlib.sha256()
        parts: tuple[tuple[Sequence[int], Sequence[Offer | Demand], Sequence[Profile]], ...] = (
            (self.candidates, self.offers, self.profiles),
            (self.university.ids, self.university.demands, self.university.profiles),
            (self.firm.ids, self.firm.demands, self.firm.profiles),
        )
        for ids, facts, profiles in parts:
            for at, (key, fact, profile) in enumerate(zip(ids, facts, profiles, strict=True)):
                if at % _TOGETHER == 0:
                    progress(min(at, len(self.candidates)), len(self.candidates))
                plain = {
                    name: sorted(value) if isinstance(value, frozenset) else value
                    for name, value in asdict(fact).items()
                }
                line = json.dumps([key, plain, asdict(profile)], default=str, ensure_ascii=False, sort_keys=True)
                digest.update(line.encode())
        return digest.hexdigest()


def read_pool(session: Session, today: date, progress: Progress = silent) -> Pool:
    """Everything that is open and tells enough to be compared, with the places that are left; conditions are judged as
    of `today`. Progress counts candidates."""
    organisations = {id_of(item): item for item in queries.all_of(session, Organisation)}
    directory = _directory(organisations)
    gone = case_queries.withdrawn(session)
    people: list[tuple[int, Offer, Profile, tuple[str, ...]]] = []
    total = queries.count(session, Candidate)
    for at, item in enumerate(queries.each_of(session, Candidate)):
        if at % _TOGETHER == 0:
            progress(at, total)
        if (
            item.status is Status.OPEN
            and item.id not in gone
            and _tells(profile := candidate_profile(f"c{item.id}", item))
        ):
            people.append((id_of(item), _offer(item, directory, today), profile, tuple(item.languages)))
    said = queries.triples_by_state(session, (*TAKES_PLACE, *TURNED_DOWN))
    placed = [triple for state in TAKES_PLACE for triple in said[state]]
    caps = _caps_left(session, organisations, placed)
    sides = _open_projects(session, organisations, caps)
    return Pool(
        candidates=[one[0] for one in people],
        offers=[one[1] for one in people],
        profiles=[one[2] for one in people],
        languages=[one[3] for one in people],
        university=_of_side(sides[Side.UNIVERSITY]),
        firm=_of_side(sides[Side.FIRM]),
        competitors=_competitors(organisations, directory),
        fingerprint=fingerprint(session),
        settled=frozenset(triple[0] for triple in placed),
        declined=[triple for state in TURNED_DOWN for triple in said[state]],
        caps_left=caps,
    )


def why_left(session: Session, pool: Pool, triple: tuple[int, int, int]) -> str:
    """Why a run over this pool no longer puts a candidate and two projects forward: the code of a cause."""
    candidate_id, *both = triple
    offer, university, firm = pool.offer(candidate_id), pool.university.demand(both[0]), pool.firm.demand(both[1])
    if offer is None or university is None or firm is None:
        candidate, projects = session.get_one(Candidate, candidate_id), [session.get_one(Project, key) for key in both]
        closed = candidate.status is not Status.OPEN or any(one.status is not Status.OPEN for one in projects)
        profiles = candidate_profile("", candidate), *(project_profile("", one) for one in projects)
        return "run_closed" if closed or all(map(_tells, profiles)) else "run_too_little"
    found = {
        obstacle.condition
        for obstacles in (
            conditions.pair_obstacles(offer, university),
            conditions.pair_obstacles(offer, firm),
            conditions.triple_obstacles(offer, university, firm, pool.competitors),
        )
        for obstacle in obstacles
    }
    if Condition.NO_PLACE in found:
        return "run_full"
    return "run_excluded" if found else "run_overtaken"


def why_alone(session: Session, project_id: int) -> Alone | None:
    """Why nobody is recommended for a project; None where that is not known without comparing its text: it tells too
    little. Reads no candidate, so it is quick."""
    project = queries.by_ids(session, Project, [project_id]).get(project_id)
    if project is None or project.status is not Status.OPEN:
        return Alone.NOT_OPEN
    organisations = {id_of(item): item for item in queries.all_of(session, Organisation)}
    placed = [triple for some in queries.triples_by_state(session, TAKES_PLACE).values() for triple in some]
    sides = _open_projects(session, organisations, _caps_left(session, organisations, placed))
    own = organisations[project.organisation_id].kind.side
    one = next((demand for key, demand, *_ in sides[own] if key == project_id), None)
    if one is None:
        return None
    others = (demand for side in Side if side is not own for _, demand, *_ in sides[side])
    return conditions.why_alone(one, others, _competitors(organisations, _directory(organisations)))


def _directory(organisations: Mapping[int, Organisation]) -> Directory:
    return Directory((key, item.names) for key, item in organisations.items())


def _caps_left(
    session: Session, organisations: Mapping[int, Organisation], placed: Iterable[tuple[int, int, int]]
) -> dict[int, int]:
    """How many people each organisation that says a limit can still take."""
    owner = {id_of(project): project.organisation_id for project in queries.all_of(session, Project)}
    caps = {key: item.places_cap for key, item in organisations.items() if item.places_cap is not None}
    for triple in placed:
        for organisation_id in {owner[project_id] for project_id in triple[1:]} & caps.keys():
            caps[organisation_id] -= 1
    return caps


def _open_projects(
    session: Session, organisations: Mapping[int, Organisation], caps: Mapping[int, int]
) -> dict[Side, list[tuple[int, Demand, Profile, str]]]:
    """The projects of each side that are open and tell enough to be compared."""
    taken = {
        **queries.pairing_counts(session, "university_project_id", TAKES_PLACE),
        **queries.pairing_counts(session, "firm_project_id", TAKES_PLACE),
    }
    sides: dict[Side, list[tuple[int, Demand, Profile, str]]] = {side: [] for side in Side}
    for project in queries.all_of(session, Project):
        profile = project_profile(f"p{project.id}", project)
        if project.status is Status.OPEN and _tells(profile):
            side = organisations[project.organisation_id].kind.side
            left = project.places - taken.get(id_of(project), 0)
            left = min(left, caps.get(project.organisation_id, left))
            sides[side].append((id_of(project), _demand(project, side, left), profile, project.field))
    return sides


def _tells(profile: Profile) -> bool:
    return tells_enough(passage.section for passage in profile.passages)


def filled(pool: Pool) -> Pool:
    """The pool, if there is anything to recommend in it. Raises NOTHING_TO_RECOMMEND."""
    if pool.candidates and pool.university.ids and pool.firm.ids:
        return pool
    raise TalentError(
        Fault.NOTHING_TO_RECOMMEND,
        candidates=len(pool.candidates),
        university_projects=len(pool.university.ids),
        firm_projects=len(pool.firm.ids),
    )


def _of_side(found: Sequence[tuple[int, Demand, Profile, str]]) -> Projects:
    return Projects(*([item[part] for item in found] for part in range(4)))  # type: ignore[arg-type]


def _offer(candidate: Candidate, directory: Directory, today: date) -> Offer:
    return Offer(
        forms=frozenset(Form(form) for form in candidate.forms),
        effort=candidate.effort,
        available_from=candidate.available_from,
        as_of=today,
        noncompete_until=candidate.noncompete_until,
        barred=_found(directory, candidate.noncompete_with),
        bars_all_firms="*" in candidate.noncompete_with,
        conflicts=_found(directory, candidate.conflicts),
    )


def _demand(project: Project, side: Side, places_left: int) -> Demand:
    return Demand(
        organisation=project.organisation_id,
        side=side,
        forms=frozenset(Form(form) for form in project.forms),
        effort_min=project.effort_min,
        start=project.start,
        end=project.end,
        places_left=places_left,
    )


def _found(directory: Directory, written: Iterable[str]) -> frozenset[int]:
    return frozenset(key for name in written if (key := directory.find(name)) is not None)


def _competitors(organisations: Mapping[int, Organisation], directory: Directory) -> dict[int, frozenset[int]]:
    """Who competes with whom: what one side says holds for both."""
    rivals: dict[int, set[int]] = {key: set() for key in organisations}
    for key, organisation in organisations.items():
        for rival in _found(directory, organisation.competitors):
            rivals[key].add(rival)
            rivals[rival].add(key)
    return {key: frozenset(found) for key, found in rivals.items()}

"""Which pairings of a plan no longer hold, as records and decisions are now; and what waits for review beside it."""

from collections.abc import Sequence

from sqlmodel import Session

from talentapp.domain.plan_records import SavedPlan
from talentapp.domain.records import Candidate, Pairing, Project, Recommendation, id_of
from talentapp.domain.states import TAKES_PLACE, TURNED_DOWN
from talentapp.domain.terms import State, Status
from talentapp.office.records.rows import triple_of
from talentapp.store import case_queries, plan_queries, queries

Ids = tuple[int, int, int]


def no_longer(session: Session, planned: Sequence[Recommendation]) -> dict[Ids, str]:
    """Those of these pairings that can no longer come about, and why: "declined" (turned down since), "settled" (the
    person is shortlisted elsewhere), "closed" (the person or a project is not open, or consent was withdrawn) or "full"
    (a project's places have gone to others)."""
    triples = [triple_of(item) for item in planned]
    states = {triple: pairing.state for triple, pairing in queries.pairings_of(session, triples).items()}
    people = queries.by_ids(session, Candidate, (triple[0] for triple in triples))
    projects = queries.by_ids(session, Project, (key for triple in triples for key in triple[1:]))
    settled = {one[0] for some in queries.triples_by_state(session, TAKES_PLACE).values() for one in some}
    gone = case_queries.withdrawn(session)
    taken = {
        **queries.pairing_counts(session, "university_project_id", TAKES_PLACE, [*projects]),
        **queries.pairing_counts(session, "firm_project_id", TAKES_PLACE, [*projects]),
    }

    def why(triple: Ids) -> str:
        state = states.get(triple)
        if state in TAKES_PLACE:
            return ""  # it has come about
        if state in TURNED_DOWN:
            return "declined"
        if triple[0] in settled:
            return "settled"
        open_ = [people[triple[0]].status, *(projects[key].status for key in triple[1:])]
        if triple[0] in gone or any(status is not Status.OPEN for status in open_):
            return "closed"
        return "full" if any(taken.get(key, 0) >= projects[key].places for key in triple[1:]) else ""

    found = {triple: why(triple) for triple in triples}
    return {triple: reason for triple, reason in found.items() if reason}


def waiting_beside(session: Session, plan: SavedPlan) -> list[Pairing]:
    """The pairings that wait for review, of which no person has said anything, and which the plan does not hold."""
    held = {triple_of(item) for _, item in plan_queries.planned(session, id_of(plan))}
    waiting = queries.by_ids(session, Pairing, queries.pairing_ids(session, states=(State.RECOMMENDED,)))
    spoken_of = queries.spoken_of(session, waiting)
    return [one for key, one in waiting.items() if key not in spoken_of and triple_of(one) not in held]

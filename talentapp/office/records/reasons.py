"""A recommendation as a card: with its reasons, the three texts, and what has been said of its pairing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from sqlmodel import Session

from talentapp import assets
from talentapp.domain.cases import decided, may_take_back
from talentapp.domain.in_common import folded_name, named_by_both
from talentapp.domain.reasons import explanation_from_json
from talentapp.domain.records import Decision, Organisation, Pairing, Project, Recommendation
from talentapp.domain.roles import Act, Actor
from talentapp.domain.states import TAKES_PLACE, takes_on, verdicts
from talentapp.domain.terms import State, Verdict
from talentapp.office.guarding import Own
from talentapp.office.records.rows import candidate_card, full_of, history, names, pairing_rows, project_card
from talentapp.office.records.veils import Veil
from talentapp.office.views.pairings import PairingCard, RunRow
from talentapp.store import case_queries, queries, writes


def pairing_card(session: Session, actor: Actor, recommendation: Recommendation, run: RunRow) -> PairingCard:
    """A recommendation of a run; both may be ones that are saved nowhere. Raises NOT_ALLOWED."""
    (row,) = pairing_rows(session, [recommendation])
    own = Own(session, actor)
    own.check(own.pairing(row.pairing_id), Act.SEE_PAIRINGS)
    pairing = writes.get(session, Pairing, row.pairing_id) if row.pairing_id else None
    said = queries.decisions(session, row.pairing_id) if row.pairing_id else []
    firm_project = project_card(session, recommendation.firm_project_id)
    others = case_queries.pairings_in(session, TAKES_PLACE, recommendation.candidate_id)
    seen = [one for one in others if one.id != row.pairing_id and own.pairing(one.id)]
    placed = pairing_rows(session, [writes.get(session, Recommendation, one.recommendation_id) for one in seen])
    card = PairingCard(
        row=row,
        placed=tuple(placed),
        capped=tuple(_capped(session, actor, (recommendation.university_project_id, recommendation.firm_project_id))),
        candidate=candidate_card(session, recommendation.candidate_id),
        university_project=project_card(session, recommendation.university_project_id),
        firm_project=firm_project,
        explanations={},
        weights=recommendation.reasons["weights"],
        history=history(session, said),
        asks_for=row.firm_project if actor.speaks_for(firm_project.row.organisation_id) else row.university_project,
        may_put_forward=actor.may(Act.PUT_FORWARD),
        takes_on=row.state in TAKES_PLACE and takes_on(row.state, actor.role),
        verdicts=_sayable(pairing, said, actor) if pairing else (),
        full=tuple(full_of(session, recommendation)) if row.state in (None, State.RECOMMENDED) else (),
        version=pairing.version if pairing else None,
        run=run,
    )
    texts = {
        "university": (card.candidate.passages.items, card.university_project.passages.items),
        "firm": (card.candidate.passages.items, card.firm_project.passages.items),
        "synergy": (card.university_project.passages.items, card.firm_project.passages.items),
    }
    card = replace(
        card,
        explanations={
            part: replace(explanation_from_json(data), named=named_by_both(*texts[part], _code_of))
            for part, data in recommendation.reasons["parts"].items()
        },
    )
    return Veil(session, actor, [row.candidate_id]).pairing_card(card)


def _capped(session: Session, actor: Actor, projects: Sequence[int]) -> Iterator[tuple[Mapping[str, str], int, int]]:
    """The owners of these projects that have no place left in all: names, how many places, and how many are taken. Who
    speaks for one is told of that one only."""
    limit = actor.limit(Act.SEE_PAIRINGS)
    for key in projects:
        organisation = writes.get(session, Organisation, writes.get(session, Project, key).organisation_id)
        if organisation.places_cap is None or limit not in (None, organisation.id):
            continue
        taken = len(queries.pairing_ids(session, states=TAKES_PLACE, organisation_id=organisation.id))
        if taken >= organisation.places_cap:
            yield names(organisation), organisation.places_cap, taken


def _sayable(pairing: Pairing, said: Sequence[Decision], actor: Actor) -> tuple[Verdict, ...]:
    last = next(reversed(decided(said)), None)
    own = last is None or may_take_back(actor, last.role, last.organisation_id)
    return tuple(one for one in verdicts(pairing.state, actor.role) if own or one is not Verdict.RETRACT)


def _code_of(name: str) -> str:
    return _codes().get(name, "")


@cache
def _codes() -> Mapping[str, str]:
    """Concepts by their labels in each language."""
    from talentapp.matching.artefact import labels  # late: the window is painted without it

    every = labels(assets.path("models/matching"))
    return {folded_name(label): code for code, names in every.items() for label in names.values()}

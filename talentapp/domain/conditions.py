"""The hard conditions: what makes a pairing impossible, whatever its score, and why.

A pair is judged by `pair_obstacles`, what only shows when both projects are known by `triple_obstacles`. What a record
leaves open never excludes: it is for a person to ask.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from talentapp.domain.terms import Form, Side


class Condition(StrEnum):
    """Every hard condition."""

    FORMS = "forms"
    EFFORT = "effort"
    DATES = "dates"
    NONCOMPETE = "noncompete"
    CONFLICT = "conflict"
    NO_PLACE = "no_place"
    COMPETITORS = "competitors"
    EFFORT_TOGETHER = "effort_together"
    FORMS_TOGETHER = "forms_together"
    DATES_TOGETHER = "dates_together"


class Alone(StrEnum):
    """Why nobody can be recommended for a project."""

    NOT_OPEN = "not_open"
    NO_PLACE = "no_place"
    NO_PARTNER = "no_partner"  # the other side has no open project with a place left
    NO_COMMON_FORM = "no_common_form"  # none of these accepts a form that this one does
    NO_FITTING_PARTNER = "no_fitting_partner"  # none can share anybody with it
    NO_CANDIDATE = "no_candidate"  # nobody meets the conditions of it and of another together


@dataclass(frozen=True)
class Obstacle:
    """A condition that is not met, with the facts a sentence about it needs."""

    condition: Condition
    facts: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """What a candidate offers. An empty `forms` and a None mean that nothing was said."""

    forms: frozenset[Form] = frozenset()
    effort: float | None = None  # per cent of a working year
    available_from: date | None = None
    noncompete_until: date | None = None
    barred: frozenset[int] = frozenset()  # organisations under the non-compete
    bars_all_firms: bool = False
    as_of: date | None = None  # the day of judging: nothing begins before it
    conflicts: frozenset[int] = frozenset()  # organisations ruled out by the candidate's own conflicts


@dataclass(frozen=True)
class Demand:
    """What a project asks for and offers."""

    organisation: int
    side: Side
    forms: frozenset[Form] = frozenset()
    effort_min: float | None = None
    start: date | None = None
    end: date | None = None
    places_left: int = 1


def pair_obstacles(offer: Offer, demand: Demand) -> tuple[Obstacle, ...]:
    """Why this candidate cannot take part in this project; empty where nothing stands against it."""
    found: list[Obstacle] = []
    if demand.places_left <= 0:
        found.append(Obstacle(Condition.NO_PLACE))
    if offer.forms and demand.forms and not offer.forms & demand.forms:
        found.append(Obstacle(Condition.FORMS))
    if offer.effort is not None and demand.effort_min is not None and offer.effort < demand.effort_min:
        found.append(Obstacle(Condition.EFFORT, {"offered": offer.effort, "needed": demand.effort_min}))
    available = max((day for day in (offer.as_of, offer.available_from) if day), default=None)
    if available and demand.end and available > demand.end:
        facts = {"available": available.isoformat(), "end": demand.end.isoformat()}
        found.append(Obstacle(Condition.DATES, facts))
    if demand.organisation in offer.conflicts:
        found.append(Obstacle(Condition.CONFLICT))
    if _noncompete_bars(offer, demand):
        until = offer.noncompete_until.isoformat() if offer.noncompete_until else ""
        found.append(Obstacle(Condition.NONCOMPETE, {"until": until}))
    return tuple(found)


def _noncompete_bars(offer: Offer, demand: Demand) -> bool:
    """A non-compete bars a firm as long as it runs on the day when work would begin; one without an end runs on."""
    if demand.side is not Side.FIRM:
        return False
    if not (offer.bars_all_firms or demand.organisation in offer.barred):
        return False
    if offer.noncompete_until is None:
        return True
    begins = max((day for day in (offer.as_of, offer.available_from, demand.start) if day), default=None)
    return begins is None or offer.noncompete_until >= begins


def triple_obstacles(
    offer: Offer, university: Demand, firm: Demand, competitors: Mapping[int, Collection[int]]
) -> tuple[Obstacle, ...]:
    """Why this candidate cannot serve both projects together, where each alone would do.

    `competitors` names for each organisation those it competes with: the two of a pairing may not be among them.
    """
    found: list[Obstacle] = list(project_obstacles(university, firm, competitors))
    needed = (university.effort_min or 0.0) + (firm.effort_min or 0.0)
    if offer.effort is not None and offer.effort < needed:
        found.append(Obstacle(Condition.EFFORT_TOGETHER, {"offered": offer.effort, "needed": needed}))
    if not common_forms(offer.forms, university.forms, firm.forms):
        found.append(Obstacle(Condition.FORMS_TOGETHER))
    return tuple(found)


def project_obstacles(
    university: Demand, firm: Demand, competitors: Mapping[int, Collection[int]]
) -> tuple[Obstacle, ...]:
    """Why these two projects cannot share anybody."""
    found: list[Obstacle] = []
    if firm.organisation in competitors.get(university.organisation, ()):
        found.append(Obstacle(Condition.COMPETITORS))
    if not common_forms(university.forms, firm.forms):
        found.append(Obstacle(Condition.FORMS_TOGETHER))
    if (university.end and firm.start and university.end < firm.start) or (
        firm.end and university.start and firm.end < university.start
    ):
        found.append(Obstacle(Condition.DATES_TOGETHER))
    if (university.effort_min or 0.0) + (firm.effort_min or 0.0) > 100:
        needed = (university.effort_min or 0.0) + (firm.effort_min or 0.0)
        found.append(Obstacle(Condition.EFFORT_TOGETHER, {"offered": 100.0, "needed": needed}))
    return tuple(found)


def why_alone(one: Demand, others: Iterable[Demand], competitors: Mapping[int, Collection[int]]) -> Alone:
    """Why nobody is recommended for a project, given the open projects of the other side; where nothing about them is
    in the way, it is the candidates."""
    partners = [other for other in others if other.places_left > 0]
    sharing = [other for other in partners if common_forms(one.forms, other.forms)]
    pairs = [(one, other) if one.side is Side.UNIVERSITY else (other, one) for other in sharing]
    if one.places_left <= 0:
        return Alone.NO_PLACE
    if not partners:
        return Alone.NO_PARTNER
    if not sharing:
        return Alone.NO_COMMON_FORM
    if all(project_obstacles(*pair, competitors) for pair in pairs):
        return Alone.NO_FITTING_PARTNER
    return Alone.NO_CANDIDATE


def common_forms(*wanted: frozenset[Form]) -> tuple[Form, ...]:
    """The forms that all accept, in the order of `Form`; who says nothing accepts all."""
    return tuple(form for form in Form if all(not forms or form in forms for forms in wanted))

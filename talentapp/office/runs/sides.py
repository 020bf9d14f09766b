"""The pool as arrays: similarities and hard conditions of all pairs at once.

`domain.conditions` says what rules a pair out, and why; here the same is computed for millions of pairs without their
reasons. A property test holds the two together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.conditions import Demand, Offer
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Form, Side
from talentapp.matching.triples import Sides
from talentapp.office.runs.pool import Pool

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

_NEVER, _ALWAYS = 0, date.max.toordinal() + 1
_ANY_FORM = (1 << len(Form)) - 1


def sides_of(pool: Pool, matcher: "Matcher", progress: Progress) -> Sides:
    """Everything that the search for triples needs. Progress counts candidates, one side after the other."""
    university, firm = pool.university, pool.firm
    return Sides(
        candidate_university=matcher.similarity(pool.profiles, university.profiles, progress),
        candidate_firm=matcher.similarity(pool.profiles, firm.profiles, progress),
        university_firm=matcher.similarity(university.profiles, firm.profiles, progress),
        **_conditions(pool),
    )


def conditions_of(pool: Pool, sides: Sides) -> Sides:
    """The similarities of `sides`, under the conditions of a pool that has the same texts."""
    return replace(sides, **_conditions(pool))


def _conditions(pool: Pool) -> dict[str, Any]:
    university, firm = pool.university, pool.firm
    return {
        "allowed_university": allowed_pairs(pool.offers, university.demands),
        "allowed_firm": allowed_pairs(pool.offers, firm.demands),
        "allowed_projects": allowed_projects(university.demands, firm.demands, pool.competitors),
        "forms": form_bits(offer.forms for offer in pool.offers),
        "forms_university": form_bits(demand.forms for demand in university.demands),
        "forms_firm": form_bits(demand.forms for demand in firm.demands),
        "effort": np.array([np.inf if offer.effort is None else offer.effort for offer in pool.offers]),
        "effort_university": _effort(university.demands),
        "effort_firm": _effort(firm.demands),
    }


def allowed_pairs(offers: Sequence[Offer], demands: Sequence[Demand]) -> NDArray[np.bool_]:
    """Where `pair_obstacles` finds nothing: (offers, demands)."""
    offered, wanted = _any_form(offer.forms for offer in offers), _any_form(demand.forms for demand in demands)
    effort = np.array([np.inf if offer.effort is None else offer.effort for offer in offers])
    available = np.maximum(
        _days((offer.available_from for offer in offers), _NEVER), _days((offer.as_of for offer in offers), _NEVER)
    )
    starts = _days((demand.start for demand in demands), _NEVER)
    ends = _days((demand.end for demand in demands), _ALWAYS)
    until = _days((offer.noncompete_until for offer in offers), _ALWAYS)
    begins = np.maximum(available[:, None], starts)
    # Where nothing says when work would begin, a non-compete holds: it ends after the day "never".
    barred = _among((offer.barred for offer in offers), demands) | np.array(
        [offer.bars_all_firms for offer in offers], dtype=bool
    ).reshape(-1, 1)
    firm = np.array([demand.side is Side.FIRM for demand in demands], dtype=bool)
    noncompete = barred & firm & (until[:, None] >= begins)
    places = np.array([demand.places_left > 0 for demand in demands], dtype=bool)
    allowed: NDArray[np.bool_] = (
        places
        & (offered[:, None] & wanted != 0)
        & (effort[:, None] >= _effort(demands))
        & (available[:, None] <= ends)
        & ~_among((offer.conflicts for offer in offers), demands)
        & ~noncompete
    )
    return allowed


def allowed_projects(
    university: Sequence[Demand], firm: Sequence[Demand], competitors: Mapping[int, frozenset[int]]
) -> NDArray[np.bool_]:
    """Where `project_obstacles` finds nothing: (university, firm)."""
    rivals = _among((competitors.get(demand.organisation, frozenset()) for demand in university), firm)
    forms = _any_form(d.forms for d in university)[:, None] & _any_form(d.forms for d in firm)
    starts, ends = (
        [_days((getattr(d, name) for d in side), unknown) for side in (university, firm)]
        for name, unknown in (("start", _NEVER), ("end", _ALWAYS))
    )
    together = (ends[0][:, None] >= starts[1]) & (ends[1] >= starts[0][:, None])
    effort = _effort(university)[:, None] + _effort(firm) <= 100
    allowed: NDArray[np.bool_] = ~rivals & (forms != 0) & together & effort
    return allowed


def form_bits(forms: Iterable[frozenset[Form]]) -> NDArray[np.uint8]:
    """Sets of forms as bits; 0 where nothing was said."""
    order = {form: 1 << number for number, form in enumerate(Form)}
    return np.array([sum(order[form] for form in some) for some in forms], dtype=np.uint8)


def _any_form(forms: Iterable[frozenset[Form]]) -> NDArray[np.uint8]:
    bits = form_bits(forms)
    return np.where(bits == 0, np.uint8(_ANY_FORM), bits)


def _effort(demands: Sequence[Demand]) -> NDArray[np.float64]:
    return np.array([demand.effort_min or 0.0 for demand in demands], dtype=np.float64)


def _days(days: Iterable[date | None], unknown: int) -> NDArray[np.int64]:
    return np.array([unknown if day is None else day.toordinal() for day in days], dtype=np.int64)


def _among(sets: Iterable[frozenset[int]], demands: Sequence[Demand]) -> NDArray[np.bool_]:
    """Whether each demand's organisation is in each set: (sets, demands). Most sets are empty."""
    organisations = np.array([demand.organisation for demand in demands], dtype=np.int64)
    rows = list(sets)
    found = np.zeros((len(rows), len(demands)), dtype=bool)
    for number, some in enumerate(rows):
        if some:
            found[number] = np.isin(organisations, list(some))
    return found

"""The effort ledger: one time line a person, and what does not fit on it. Pure arithmetic on days.

Shares are per cent of a working year, kept as whole tenths inside, so that 33.3 + 66.7 is 100. Days count from the
first to the last, both included; a commitment without a last day runs on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

FULL = 100.0
_DAY = timedelta(days=1)
_OPEN_DAYS = 5 * 365  # how long a commitment without an end is taken to run when changes are weighed


class CommitmentKind(StrEnum):
    """What a person's time is committed to."""

    PRIMARY = "primary"  # the primary post
    OTHER = "other"
    PAIRING = "pairing"  # one side of a pairing of this programme


@dataclass(frozen=True)
class Commitment:
    """A share of one person's time at one place, over some days."""

    key: str
    person: int
    start: date
    end: date | None
    percent: float
    kind: CommitmentKind = CommitmentKind.OTHER
    organisation: int | None = None
    label: str = ""

    def on(self, day: date) -> bool:
        """Whether it runs on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Limit:
    """The most that may be committed: by one person in all, by one person to an organisation, or to it by everybody."""

    cap: float  # per cent
    person: int | None = None
    organisation: int | None = None

    def holds_for(self, commitment: Commitment) -> bool:
        """Whether a commitment counts towards this limit."""
        return (self.person is None or commitment.person == self.person) and (
            self.organisation is None or commitment.organisation == self.organisation
        )


@dataclass(frozen=True)
class Segment:
    """Days on which the sum stays the same. `end` is None where it runs on."""

    start: date
    end: date | None
    total: float
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """Days on which a limit is passed, the first of them and the most it is passed by."""

    limit: Limit
    start: date
    end: date | None
    total: float  # the highest sum
    keys: tuple[str, ...]  # what runs on the first day

    @property
    def over(self) -> float:
        """By how many points the limit is passed at most."""
        return round(self.total - self.limit.cap, 1)


class Change(StrEnum):
    """How a commitment could be made to fit."""

    REDUCE = "reduce"
    START_LATER = "start_later"
    END_EARLIER = "end_earlier"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Resolution:
    """A change of the commitments in question after which nothing is over a limit; the least of its kind.

    `percents` are their new shares by key (REDUCE); `on` is their new first or last day. `lost` is what it takes away,
    in days of full work (per cent of calendar days), an open end counting as five years.
    """

    change: Change
    lost: float
    percents: Mapping[str, float] = field(default_factory=dict)
    on: date | None = None


def percent_of_months(months: float) -> float:
    """Months a year as per cent of a working year."""
    return round(months / 12 * 100, 1)


def _tenths(percent: float) -> int:
    return round(percent * 10)


def segments(commitments: Iterable[Commitment]) -> list[Segment]:
    """The time line: consecutive runs of days with the same commitments, without days on which there are none."""
    items = sorted(commitments, key=lambda one: (one.start, one.key))
    edges = sorted({one.start for one in items} | {one.end + _DAY for one in items if one.end is not None})
    found = []
    for at, start in enumerate(edges):
        running = [one for one in items if one.on(start)]
        if running:
            end = edges[at + 1] - _DAY if at + 1 < len(edges) else None
            total = sum(_tenths(one.percent) for one in running) / 10
            found.append(Segment(start, end, total, tuple(one.key for one in running)))
    return found


def conflicts(commitments: Sequence[Commitment], limits: Iterable[Limit]) -> list[Conflict]:
    """Where limits are passed, earliest first: for each limit its runs of days over it."""
    found: list[Conflict] = []
    for limit in limits:
        open_run: Conflict | None = None
        for segment in segments(one for one in commitments if limit.holds_for(one)):
            over = _tenths(segment.total) > _tenths(limit.cap)
            joins = open_run is not None and open_run.end is not None and open_run.end + _DAY == segment.start
            if over and open_run is not None and joins:
                open_run = replace(open_run, end=segment.end, total=max(open_run.total, segment.total))
                found[-1] = open_run
            elif over:
                open_run = Conflict(limit, segment.start, segment.end, segment.total, segment.keys)
                found.append(open_run)
            else:
                open_run = None
    return sorted(found, key=lambda one: (one.start, -one.over))


def fits(commitments: Sequence[Commitment], limits: Sequence[Limit]) -> bool:
    """Whether no limit is passed on any day."""
    return not conflicts(commitments, limits)


def clashes(standing: Sequence[Commitment], new: Sequence[Commitment], limits: Iterable[Limit]) -> list[Conflict]:
    """The conflicts on days on which the new commitments would run, earliest first; past ones are not theirs."""
    if not new:
        return []
    first = min(one.start for one in new)
    last = None if any(one.end is None for one in new) else max(one.end for one in new if one.end)
    return [
        replace(one, start=max(one.start, first))
        for one in conflicts([*standing, *new], limits)
        if (one.end is None or one.end >= first) and (last is None or one.start <= last)
    ]


def resolutions(standing: Sequence[Commitment], new: Sequence[Commitment], limits: Sequence[Limit]) -> list[Resolution]:
    """How the new commitments could be made to fit beside those that stand, the smallest change first.

    Each is the least of its kind: the largest common share of what was wished, the earliest first day, the latest last
    day. Empty where they fit as they are, and where those that stand pass a limit without them: no change of the new
    ones mends that.
    """
    if not new:
        return []
    first = min(one.start for one in new)
    standing = [one for one in standing if one.end is None or one.end >= first]
    if fits([*standing, *new], limits) or not fits(standing, limits):
        return []
    whole = sum(_weight(one) for one in new)
    found = [Resolution(Change.LEAVE_OUT, whole)]
    changes = (_reduced(standing, new, limits), _later(standing, new, limits), _earlier(standing, new, limits))
    found += [change for change in changes if change is not None]
    order = list(Change)
    return sorted(found, key=lambda one: (one.lost, order.index(one.change)))


def _weight(one: Commitment) -> float:
    """Days of full work in a commitment, an open end counting as five years."""
    days = ((one.end or one.start + timedelta(days=_OPEN_DAYS)) - one.start).days + 1
    return _tenths(one.percent) * max(days, 0) / 1000


def _resolution(
    change: Change, new: Sequence[Commitment], kept: Sequence[Commitment], on: date | None = None
) -> Resolution:
    lost = round(sum(map(_weight, new)) - sum(map(_weight, kept)), 3)
    percents = {one.key: one.percent for one in kept} if change is Change.REDUCE else {}
    return Resolution(change, lost, percents, on)


def _reduced(standing: Sequence[Commitment], new: Sequence[Commitment], limits: Sequence[Limit]) -> Resolution | None:
    """The largest thousandths of the wished shares, all cut alike, that fit every day."""
    low, high = 0, 1000  # 0 fits or nothing does; 1000 does not fit
    while high - low > 1:
        middle = (low + high) // 2
        if fits([*standing, *_cut(new, middle)], limits):
            low = middle
        else:
            high = middle
    kept = _topped_up(standing, _cut(new, low), new, limits)
    if not low or not all(one.percent > 0 for one in kept) or not fits([*standing, *kept], limits):
        return None
    return _resolution(Change.REDUCE, new, kept)


def _topped_up(
    standing: Sequence[Commitment], kept: list[Commitment], wished: Sequence[Commitment], limits: Sequence[Limit]
) -> list[Commitment]:
    """Give back the tenths that cutting all alike has rounded away, one commitment after another."""
    for at, most in enumerate(wished):
        while _tenths(kept[at].percent) < _tenths(most.percent):
            more = [*kept]
            more[at] = replace(kept[at], percent=(_tenths(kept[at].percent) + 1) / 10)
            if not fits([*standing, *more], limits):
                break
            kept = more
    return kept


def _cut(new: Sequence[Commitment], thousandths: int) -> list[Commitment]:
    return [replace(one, percent=_tenths(one.percent) * thousandths // 1000 / 10) for one in new]


def _later(standing: Sequence[Commitment], new: Sequence[Commitment], limits: Sequence[Limit]) -> Resolution | None:
    """Begin on the earliest day from which everything fits to its end: the day after something else ends."""
    first = min(one.start for one in new)
    for day in sorted({one.end + _DAY for one in standing if one.end is not None and one.end >= first}):
        kept = [replace(one, start=max(one.start, day)) for one in new if one.end is None or one.end >= day]
        if len(kept) == len(new) and fits([*standing, *kept], limits):
            return _resolution(Change.START_LATER, new, kept, day)
    return None


def _earlier(standing: Sequence[Commitment], new: Sequence[Commitment], limits: Sequence[Limit]) -> Resolution | None:
    """End on the latest day until which everything fits: the day before the first that does not."""
    last = conflicts([*standing, *new], limits)[0].start - _DAY
    kept = [replace(one, end=last if one.end is None else min(one.end, last)) for one in new if one.start <= last]
    if len(kept) != len(new) or not fits([*standing, *kept], limits):
        return None
    return _resolution(Change.END_EARLIER, new, kept, last)

"""The effort ledger against a reference that looks at every single day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from talentapp.domain.ledger import (
    FULL,
    Change,
    Commitment,
    Limit,
    Resolution,
    clashes,
    conflicts,
    fits,
    percent_of_months,
    resolutions,
    segments,
)

FIRST = date(2027, 1, 1)
DAYS = 40  # the reference looks this far; an open end runs past it


def day(number: int) -> date:
    return FIRST + timedelta(number)


@st.composite
def commitment(draw: st.DrawFn, key: str, person: int = 1) -> Commitment:
    start = draw(st.integers(0, DAYS - 1))
    end = draw(st.one_of(st.none(), st.integers(start, DAYS - 1)))
    return Commitment(
        key, person, day(start), None if end is None else day(end), draw(st.integers(1, 700)) / 10,
        organisation=draw(st.sampled_from([None, 1, 2])),
    )  # fmt: skip


@st.composite
def ledger(draw: st.DrawFn) -> tuple[list[Commitment], list[Commitment], list[Limit]]:
    standing = [draw(commitment(f"s{at}", draw(st.sampled_from([1, 1, 2])))) for at in range(draw(st.integers(0, 4)))]
    new = [draw(commitment(f"n{at}")) for at in range(draw(st.integers(1, 2)))]
    limits = [Limit(FULL, person=1)]
    for organisation in draw(st.sets(st.sampled_from([1, 2]))):
        limits.append(Limit(draw(st.integers(1, 100)), person=1, organisation=organisation))
        limits.append(Limit(draw(st.integers(1, 250)), organisation=organisation))
    return standing, new, limits


def total(items: list[Commitment], limit: Limit, on: date) -> int:
    """Tenths of a per cent on one day, added up one by one."""
    found = 0
    for one in items:
        counts = limit.person in (None, one.person) and limit.organisation in (None, one.organisation)
        if counts and one.start <= on and (one.end is None or on <= one.end):
            found += round(one.percent * 10)
    return found


def over(items: list[Commitment], limits: list[Limit]) -> set[tuple[Limit, date]]:
    """Every day on which a limit is passed, by looking at each."""
    return {
        (limit, day(number))
        for limit in limits
        for number in range(DAYS + 5)
        if total(items, limit, day(number)) > round(limit.cap * 10)
    }


@settings(max_examples=300, deadline=None)
@given(ledger())
def test_conflicts_are_the_days_that_are_over(given_: tuple[list[Commitment], list[Commitment], list[Limit]]) -> None:
    standing, new, limits = given_
    items = [*standing, *new]
    found = conflicts(items, limits)
    covered = {
        (one.limit, day(number))
        for one in found
        for number in range(DAYS + 5)
        if one.start <= day(number) and (one.end is None or day(number) <= one.end)
    }
    assert covered == over(items, limits)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        run = [number for number in range(DAYS + 5) if (one.limit, day(number)) in covered
               and one.start <= day(number) and (one.end is None or day(number) <= one.end)]  # fmt: skip
        assert round(one.total * 10) == max(total(items, one.limit, day(number)) for number in run)
    assert fits(items, limits) == (not found)


@given(ledger())
def test_the_time_line_adds_up_every_day(given_: tuple[list[Commitment], list[Commitment], list[Limit]]) -> None:
    items = [*given_[0], *given_[1]]
    line = segments(items)
    for number in range(DAYS + 5):
        here = [one for one in line if one.start <= day(number) and (one.end is None or day(number) <= one.end)]
        assert len(here) <= 1
        assert (round(here[0].total * 10) if here else 0) == total(items, Limit(FULL), day(number))


@given(ledger())
def test_a_clash_is_a_conflict_while_the_new_ones_run(
    given_: tuple[list[Commitment], list[Commitment], list[Limit]],
) -> None:
    standing, new, limits = given_
    first = min(one.start for one in new)
    last = max(one.end or day(DAYS + 4) for one in new)
    expected = {on for _, on in over([*standing, *new], limits) if first <= on <= last}
    found = clashes(standing, new, limits)
    assert bool(found) == bool(expected)
    if found:
        assert found[0].start == min(expected)


def changed(new: list[Commitment], one: Resolution) -> list[Commitment]:
    """The new commitments after a resolution."""
    from dataclasses import replace

    if one.change is Change.REDUCE:
        return [replace(item, percent=one.percents[item.key]) for item in new]
    if one.change is Change.START_LATER:
        assert one.on is not None
        return [replace(item, start=max(item.start, one.on)) for item in new]
    if one.change is Change.END_EARLIER:
        assert one.on is not None
        return [replace(item, end=one.on if item.end is None else min(item.end, one.on)) for item in new]
    return []


@settings(max_examples=300, deadline=None)
@given(ledger())
def test_each_resolution_mends_it_and_is_the_least_of_its_kind(
    given_: tuple[list[Commitment], list[Commitment], list[Limit]],
) -> None:
    standing, new, limits = given_
    begins = min(one.start for one in new)
    still = [one for one in standing if one.end is None or one.end >= begins]
    found = resolutions(standing, new, limits)
    if not over([*still, *new], limits) or over(still, limits):
        assert found == []
        return
    assert found[-1].lost >= found[0].lost >= 0
    assert Change.LEAVE_OUT in {one.change for one in found}
    by_kind = {one.change: one for one in found}
    for one in found:
        assert not over([*still, *changed(new, one)], limits), one
    if later := by_kind.get(Change.START_LATER):
        assert later.on is not None
        for number in range(DAYS):  # no earlier day would do
            if begins <= day(number) < later.on:
                tried = Resolution(Change.START_LATER, 0, on=day(number))
                assert over([*still, *changed(new, tried)], limits)
    if earlier := by_kind.get(Change.END_EARLIER):
        assert earlier.on is not None
        tried = Resolution(Change.END_EARLIER, 0, on=earlier.on + timedelta(1))
        assert over([*still, *changed(new, tried)], limits)
    if less := by_kind.get(Change.REDUCE):
        for key, percent in less.percents.items():  # not a tenth more of any one of them
            more = {**less.percents, key: round(percent + 0.1, 1)}
            wished = next(one.percent for one in new if one.key == key)
            if more[key] <= wished:
                assert over([*still, *changed(new, Resolution(Change.REDUCE, 0, percents=more))], limits)


def test_thirds_make_a_whole() -> None:
    shares = [33.3, 33.3, 33.4]
    items = [Commitment(str(at), 1, FIRST, None, share) for at, share in enumerate(shares)]
    assert conflicts(items, [Limit(FULL, person=1)]) == []
    items.append(Commitment("x", 1, FIRST, FIRST, 0.1))
    (one,) = conflicts(items, [Limit(FULL, person=1)])
    assert (one.start, one.end, one.over) == (FIRST, FIRST, 0.1)


def test_months_are_twelfths() -> None:
    assert [percent_of_months(months) for months in (12, 6, 1, 2)] == [100.0, 50.0, 8.3, 16.7]

"""The progress of a work of several parts never goes back, however each of them counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Whole

REPORT = st.tuples(st.integers(0, 50), st.none() | st.integers(0, 50))


@given(st.lists(st.lists(REPORT, max_size=12), min_size=1, max_size=5), st.integers(1, 4))
def test_it_never_goes_back_and_ends_whole(parts: list[list[tuple[int, int | None]]], rounds: int) -> None:
    told: list[tuple[int, int | None]] = []
    whole = Whole(lambda done, total: told.append((done, total)), [(at + 1, rounds) for at in range(len(parts))])
    for part in parts:
        progress = whole.next()
        for done, total in part:
            progress(done, total)
    whole.end()
    shares = [done for done, _ in told]
    assert shares == sorted(shares)
    assert {total for _, total in told} == {100} and told[-1] == (100, 100)


def test_each_part_has_its_share_and_each_round_its_part_of_it() -> None:
    told: list[int] = []
    whole = Whole(lambda done, _total: told.append(done), [(20, 1), (80, 2)])
    first = whole.next()
    for done in (0, 5, 10):
        first(done, 10)
    second = whole.next()
    for done, total in ((0, 4), (2, 4), (4, 4), (0, 8), (4, 8), (8, 8)):
        second(done, total)
    assert told == [0, 10, 20, 20, 40, 60, 60, 80, 100]


def test_a_cancel_gets_through() -> None:
    def stop(done: int, _total: int | None) -> None:
        if done >= 50:
            raise Cancelled

    part = Whole(stop, [(1, 1)]).next()
    part(4, 10)
    with pytest.raises(Cancelled):
        part(5, 10)

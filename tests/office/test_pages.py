"""What stands in the documents that are handed out adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.reasons import reason_points


@given(st.lists(st.floats(0.05, 40), min_size=1, max_size=12), st.floats(-0.1, 0.1))
def test_reasons_add_up_to_what_stands_above_them(exact: list[float], off: float) -> None:
    total = round(sum(exact) + off, 1)
    points = reason_points(exact, total)
    assert sum(points) == pytest.approx(total)
    assert all(abs(one - rounded) < 0.25 for one, rounded in zip(exact, points, strict=True))


def test_reasons_that_come_to_something_else_are_only_rounded() -> None:
    assert reason_points([38.38], 38.3) == [38.3]
    assert reason_points([20.04, 10.06], 90.0) == [20.0, 10.1]
    assert reason_points([], 0.0) == []

"""Parts of a score that add up, and explanations that survive being kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from talentapp.domain.reasons import (
    Change,
    Explanation,
    MissingConcept,
    SharedConcept,
    Span,
    explanation_from_json,
    explanation_to_json,
    reason_points,
    rounded_parts,
)


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.floats(0, 40), min_size=1, max_size=6))
def test_rounded_parts_add_up_exactly(parts: dict[str, float]) -> None:
    total, rounded = rounded_parts(parts)
    assert round(sum(round(value * 10) for value in rounded.values())) == round(total * 10)
    assert abs(total - sum(parts.values())) <= 0.05 + 1e-9
    assert all(abs(rounded[name] - value) < 0.1 + 1e-9 for name, value in parts.items())


def test_an_explanation_survives_being_kept() -> None:
    span = Span(0, "text", 3, 6, "HBM")
    shared, missing = SharedConcept("hbm", 12.5, (span,), (span,), ("ddr",)), MissingConcept("cxl", 0.25, (span,))
    change = Change("cxl", True, 85.0, 1)
    explanation = Explanation(80.0, (shared,), (missing,), rank=2, of=9, changes=(change,))
    assert explanation_from_json(explanation_to_json(explanation)) == explanation


def test_an_explanation_kept_by_an_earlier_version_is_read() -> None:
    data = explanation_to_json(Explanation(80.0, (SharedConcept("hbm", 80.0, (), ()),), ()))
    for name in ("rank", "of", "changes"):
        del data[name]
    del data["shared"][0]["also"]
    assert explanation_from_json(data) == Explanation(80.0, (SharedConcept("hbm", 80.0, (), ()),), ())


@example([0.05], 0.1)
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

"""Parts of a score that add up, and explanations that survive being kept."""

from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.reasons import (
    Change,
    Explanation,
    MissingConcept,
    SharedConcept,
    Span,
    explanation_from_json,
    explanation_to_json,
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

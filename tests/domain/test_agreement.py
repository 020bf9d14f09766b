"""The terms of an agreement: what is outside of what was offered or asked for, and the term that follows on one."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from talentapp.domain.agreement import Beyond, Trouble, beyond, day_of, objections, renewed
from talentapp.domain.terms import Form, Party

OFFERED = {Party.CANDIDATE: (None, 50.0), Party.UNIVERSITY: (20.0, 40.0), Party.FIRM: (None, None)}


def test_shares_within_what_was_named_are_not_remarked_upon() -> None:
    assert beyond({"effort_university": 20, "effort_firm": 30}, OFFERED) == ()
    assert beyond({}, OFFERED) == (), "nothing is said of shares yet"


def test_a_share_outside_is_told_with_what_was_named() -> None:
    found = beyond({"effort_university": 10, "effort_firm": 60}, OFFERED)
    assert found == (Beyond(Party.CANDIDATE, 70.0, None, 50.0), Beyond(Party.UNIVERSITY, 10.0, 20.0, 40.0))
    assert [one.whose for one in beyond({"effort_university": 45}, OFFERED)] == [Party.UNIVERSITY]


@pytest.mark.parametrize(
    ("start", "end", "renewal", "then"),
    [
        ("2027-01-01", "2027-12-31", "2027-11-30", ("2028-01-01", "2028-12-31", "2028-11-30")),
        ("2027-04-01", "2029-03-31", "2028-12-31", ("2029-04-01", "2031-03-31", "2030-12-31")),
        ("2027-03-01", "2028-02-29", "2028-02-29", ("2028-03-01", "2029-02-28", "2029-02-28")),
        ("2027-02-15", "2027-05-14", "2027-05-01", ("2027-05-15", "2027-08-14", "2027-08-01")),
        ("2027-02-15", "2027-05-01", "", ("2027-05-02", "2027-07-16")),  # 76 days
    ],
)
def test_a_term_that_follows_lasts_as_long(start: str, end: str, renewal: str, then: tuple[str, ...]) -> None:
    values = {"start": start, "end": end} | ({"renewal_on": renewal} if renewal else {})
    assert tuple(renewed(values)[code] for code in ("start", "end", "renewal_on") if code in values) == then


def test_without_both_days_nothing_follows_nor_after_the_last_year() -> None:
    assert renewed({}) == renewed({"start": "2027-01-01"}) == {}
    assert (
        renewed({"start": "9000-01-01", "end": "9999-12-31"})
        == renewed({"start": "9990-01-01", "end": "9998-12-31"})
        == {}
    )


@example(date(2000, 8, 30), 1368, 1368)  # until 29 May: the month of the next term's last day is shorter
@given(some.dates(date(1990, 1, 1), date(2200, 1, 1)), some.integers(0, 4000), some.integers(0, 4000))
def test_what_follows_has_nothing_against_it(start: date, days: int, decided: int) -> None:
    end = start + timedelta(days)
    renewal = start + timedelta(min(days, decided))
    values = {code: day.isoformat() for code, day in (("start", start), ("end", end), ("renewal_on", renewal))}
    after = renewed(values)
    assert day_of(after, "start") == end + timedelta(1)
    wrong = [one for one in objections(after, Form.TECHNICAL_CONSULTING, end) if one.trouble is not Trouble.MISSING]
    assert not wrong


def test_one_employer_is_not_both() -> None:
    def of_posts(primary: str, secondary: str) -> list[Trouble]:
        values = {"primary_employer": primary, "secondary_employer": secondary}
        wrong = objections(values, Form.DUAL_APPOINTMENT)
        return [one.trouble for one in wrong if one.field == "secondary_employer"]

    assert of_posts("home", "home") == of_posts("firm", "firm") == [Trouble.SAME_EMPLOYER]
    assert of_posts("home", "firm") == of_posts("none", "none") == []

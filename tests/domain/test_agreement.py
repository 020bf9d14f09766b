"""The terms of an agreement: what is outside of what was offered or asked for."""

from talentapp.domain.agreement import Beyond, beyond
from talentapp.domain.terms import Party

OFFERED = {Party.CANDIDATE: (None, 50.0), Party.UNIVERSITY: (20.0, 40.0), Party.FIRM: (None, None)}


def test_shares_within_what_was_named_are_not_remarked_upon() -> None:
    assert beyond({"effort_university": 20, "effort_firm": 30}, OFFERED) == ()
    assert beyond({}, OFFERED) == (), "nothing is said of shares yet"


def test_a_share_outside_is_told_with_what_was_named() -> None:
    found = beyond({"effort_university": 10, "effort_firm": 60}, OFFERED)
    assert found == (Beyond(Party.CANDIDATE, 70.0, None, 50.0), Beyond(Party.UNIVERSITY, 10.0, 20.0, 40.0))
    assert [one.whose for one in beyond({"effort_university": 45}, OFFERED)] == [Party.UNIVERSITY]

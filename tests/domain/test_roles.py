"""The table of roles."""

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.roles import RIGHTS, Act, Actor, Scope
from talentapp.domain.terms import Role


def test_the_table_says_something_of_every_act_and_role() -> None:
    assert set(RIGHTS) == set(Act)
    assert all(set(scopes) == set(Role) for scopes in RIGHTS.values())


def test_only_liaisons_are_limited_to_an_organisation_and_hr_officers_are_to_nothing() -> None:
    for scopes in RIGHTS.values():
        assert scopes[Role.HR_OFFICER] is Scope.ALL
        assert scopes[Role.LIAISON] in (Scope.OWN, Scope.NONE)
        assert scopes[Role.MANAGER] in (Scope.ALL, Scope.NONE)


def test_contact_data_and_erasure_are_an_hr_officers_alone() -> None:
    for act in (Act.REVEAL_CONTACT, Act.ERASE, Act.EXPORT_PERSON, Act.IMPORT, Act.ADMINISTER):
        assert [role for role in Role if Actor("", role, 1).may(act)] == [Role.HR_OFFICER]


def test_a_liaison_of_nothing_may_nothing() -> None:
    assert not [act for act in Act if Actor("", Role.LIAISON).may(act)]
    with pytest.raises(TalentError) as caught:
        Actor("", Role.LIAISON).limit(Act.SEE_PAIRINGS)
    assert caught.value.code is Fault.NOT_ALLOWED
    assert Actor("", Role.LIAISON, 7).limit(Act.SEE_PAIRINGS) == 7
    assert Actor("", Role.MANAGER).limit(Act.SEE_PAIRINGS) is None

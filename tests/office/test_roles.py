"""What each role may see and do, tried on every use case of a real office."""

import inspect
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.roles import Act, Actor
from talentapp.domain.states import LIVE
from talentapp.domain.terms import RevealReason, Role, State, Verdict
from talentapp.office import Office
from talentapp.office.guarding import USE_CASES
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.settings import LANGUAGES, Settings
from talentapp.wording import Wording

EVERY = PairingQuery(states=tuple(State))


def refused(call: Any, *arguments: Any) -> bool:
    with pytest.raises(TalentError) as caught:
        call(*arguments)
    return caught.value.code is Fault.NOT_ALLOWED


def parts(office: Office) -> list[Any]:
    return [part for part in vars(office).values() if type(part).__module__.startswith("talentapp.office")]


def test_every_use_case_asks_the_table(sample_office: Office) -> None:
    """A liaison of no organisation may nothing, so every use case refuses before it looks at its arguments."""
    sample_office.act_as(Actor("x", Role.LIAISON))
    asked = 0
    for part in parts(sample_office):
        for name, method in inspect.getmembers(part, inspect.ismethod):
            key = f"{type(part).__name__}.{name}"
            if not name.startswith("_") and USE_CASES.get(key, Act.ADMINISTER) is not None:
                assert refused(method), key
                asked += 1
    assert asked > 25


def test_the_list_names_no_use_case_that_is_gone(sample_office: Office) -> None:
    there = {f"{type(part).__name__}.{name}" for part in parts(sample_office) for name in dir(part)}
    assert [name for name in USE_CASES if name not in there] == []


def test_who_may_not_import_is_told_that_of_importing(sample_office: Office, tmp_path: Path) -> None:
    """A roster that comes back is a review; whoever may not even that had files in mind."""
    sample_office.act_as(Actor("x", Role.MANAGER))
    with pytest.raises(TalentError) as caught:
        sample_office.intake.previews(tmp_path / "candidates.xlsx")
    assert caught.value.code is Fault.NOT_ALLOWED and caught.value.facts["act"] is Act.IMPORT


def test_whoever_does_not_administer_lacks_the_backups_alone(sample_office: Office) -> None:
    """As the settings say of it: another database, or a new one, is anybody's."""
    own = {
        f"{type(part).__name__}.{name}"
        for part in parts(sample_office)
        for name, method in inspect.getmembers(type(part), inspect.isfunction)
        if not name.startswith("_") and hasattr(method, "__wrapped__")
        and USE_CASES.get(f"{type(part).__name__}.{name}", Act.ADMINISTER) is Act.ADMINISTER
    }  # fmt: skip
    assert own == {"Backups.list", "Backups.make", "Backups.restore"}
    for language in LANGUAGES:
        assert Wording(language)("backup-restore").lower() in Wording(language)("act-administer").lower()


def test_a_liaison_sees_the_own_organisation_and_nothing_else(sample_office: Office) -> None:
    look = sample_office.look
    for row in look.pairing_rows(look.find_pairings(EVERY))[::7]:
        sample_office.review.decide(row.pairing_id, Verdict.DECLINE, "no time", "x")  # type: ignore[arg-type]
    everything = look.pairing_rows(look.find_pairings(EVERY))
    every_project = look.project_rows(look.find_projects(ProjectQuery()))
    for organisation in look.organisations():
        sample_office.act_as(Actor("x", Role.LIAISON, organisation.id))
        own = {row.id for row in every_project if row.organisation_id == organisation.id}
        pairings = {row.pairing_id for row in everything if {row.university_project_id, row.firm_project_id} & own}
        people = {row.candidate_id for row in everything if row.pairing_id in pairings}
        assert set(look.find_projects(ProjectQuery())) == own
        assert (
            set(look.find_projects(ProjectQuery(facets=(("organisation", str(organisation.id)),)))) == own
        )  # whatever is asked
        assert set(look.find_pairings(EVERY)) == pairings
        ids = look.find_candidates(CandidateQuery())
        assert set(ids) == people
        own_best = {key: max(row.score for row in everything if row.pairing_id in pairings and row.candidate_id == key)
                    for key in people}  # fmt: skip
        rows = look.candidate_rows(ids)  # what others are recommended is not told by a score, a count or an order
        assert {row.id: row.best_score for row in rows} == own_best
        live = Counter(row.candidate_id for row in everything if row.pairing_id in pairings and row.state in LIVE)
        assert {row.id: row.pairings for row in rows} == {key: live[key] for key in people}
        assert [own_best[key] for key in ids] == sorted(own_best.values(), reverse=True)
        assert [row.id for row in look.organisations()] == [organisation.id]
        counts = look.counts()
        assert (counts.candidates, counts.organisations) == (len(people), 1)
        assert counts.university_projects + counts.firm_projects == len(own)
        assert sum(counts.by_state.values()) == len(pairings)
        assert {row.pairing_id for row in look.recommended()} <= pairings
        sample_office.act_as(Actor())


def test_what_is_not_a_liaisons_own_is_refused_by_key(sample_office: Office, tmp_path: Path) -> None:
    look = sample_office.look
    row = look.pairing_rows(look.find_pairings(PairingQuery()))[0]
    taking_part = {look.project(key).row.organisation_id for key in (row.university_project_id, row.firm_project_id)}
    other = next(item.id for item in look.organisations() if item.id not in taking_part)
    spare = next(item for item in look.recommended() if item.pairing_id is None)
    outsider = next(key for key in look.find_candidates(CandidateQuery()) if key == row.candidate_id)
    sample_office.act_as(Actor("x", Role.LIAISON, other))
    if outsider not in look.find_candidates(CandidateQuery()):
        assert refused(look.candidate, outsider)
        assert look.candidate_rows([outsider]) == []
    assert refused(look.project, row.university_project_id)
    assert look.project_rows([row.university_project_id]) == []
    assert refused(look.pairing, row.recommendation_id)
    assert refused(look.pairing, spare.recommendation_id)  # not put forward: nobody's yet
    assert look.pairing_rows([row.pairing_id or 0]) == []
    assert refused(sample_office.review.decide, row.pairing_id, Verdict.ACCEPT)
    out = sample_office.publishing.export_roster(tmp_path / "r.xlsx", Wording("zh_CN"), EVERY)
    assert out.rows == len(look.find_pairings(EVERY)) > 0
    sample_office.act_as(Actor("x", Role.LIAISON, min(taking_part)))
    assert sample_office.review.decide(row.pairing_id or 0, Verdict.ACCEPT).state is State.SHORTLISTED


def test_a_manager_sees_everything_and_decides_nothing(sample_office: Office, tmp_path: Path) -> None:
    look = sample_office.look
    all_of = len(look.find_pairings(EVERY))
    key = look.find_pairings(PairingQuery())[0]
    sample_office.act_as(Actor("x", Role.MANAGER))
    assert len(look.find_pairings(EVERY)) == all_of
    assert refused(sample_office.review.decide, key, Verdict.ACCEPT)
    assert refused(sample_office.recommending.run)
    assert refused(sample_office.privacy.reveal, 1, RevealReason.CONTACT)
    assert sample_office.publishing.export_roster(tmp_path / "r.xlsx", Wording("en"), EVERY).rows == all_of
    assert sample_office.audit.verify().sound


def test_a_new_office_is_an_hr_officers_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    assert Settings("x", "en").role == "hr_officer"


def test_exports_are_in_the_trail_with_the_people_in_them(sample_office: Office, tmp_path: Path) -> None:
    sample_office.act_as(Actor("曾督导", Role.MANAGER))
    sample_office.publishing.export_roster(tmp_path / "r.xlsx", Wording("en"), EVERY)
    latest = sample_office.audit.newest(2)
    assert {(row.action, row.subject, row.purpose, row.who) for row in latest} == {
        ("export", "pairing", "roster", "曾督导"), ("export", "candidate", "roster", "曾督导"),
    }  # fmt: skip
    people = sample_office.look.find_candidates(CandidateQuery())
    with_export = [row for row in sample_office.audit.about_candidate(people[0]) if row.action == "export"]
    assert len(with_export) <= 1

"""Changing by hand: refused when stale, validated, done to many at once, named and taken back; duplicates merged."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import Likeness
from talentapp.domain.terms import Kind, OrganisationKind, Status
from talentapp.office import Office
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.records import CandidateQuery, ProjectQuery

PERSON = {"name_zh": "张伟", "name_en": "Wei Zhang", "employer": "ACME", "skills": ["HBM"]}


def made(office: Office, **values: Any) -> int:
    return office.editing.save(Kind.CANDIDATES, {**PERSON, **values}).edit.touched[0].record_id


def test_a_record_is_made_found_changed_and_taken_back(office: Office) -> None:
    result = office.editing.save(Kind.CANDIDATES, PERSON)
    assert (result.edit.what, result.edit.title) == ("create", "张伟")
    assert result.changed == {Kind.CANDIDATES}
    key = result.edit.touched[0].record_id
    assert office.look.find_candidates(CandidateQuery("zhangwei")) == [key]
    read = office.editing.read(Kind.CANDIDATES, key)
    edited = office.editing.save(Kind.CANDIDATES, {**read.values, "employer": "Nova"}, key, read.version)
    assert office.look.candidate(key).row.employer == "Nova"
    assert office.look.find_candidates(CandidateQuery("nova")) == [key]
    assert office.editing.undo(edited.edit).left == 0
    assert office.look.candidate(key).row.employer == "ACME"
    assert office.look.find_candidates(CandidateQuery("nova")) == []
    # the record has a newer version than when it was made, so that taking back the making leaves it
    assert office.editing.undo(result.edit).left == 1
    fresh = office.editing.save(Kind.CANDIDATES, {**PERSON, "name_zh": "李雷"})
    assert office.editing.undo(fresh.edit).left == 0
    assert office.look.find_candidates(CandidateQuery()) == [key]


def test_texts_are_tidied_as_an_import_reads_them(office: Office) -> None:
    typed = {
        "name_zh": "欧阳　娜娜", "aliases": ["古丽・阿不都"], "phone": "１３９１２３４５６７８",
        "email": "ｎａｎａ＠ｂ．ｏｒｇ", "employer": "某某半导体\n有限公司", "skills": ["HBM\nPHY"],
        "expertise": "一\n\n\n\n二　三", "effort_percent": 20, "status": Status.PAUSED,
    }  # fmt: skip
    assert not office.editing.check(Kind.CANDIDATES, typed)
    key = office.editing.save(Kind.CANDIDATES, typed).edit.touched[0].record_id
    kept = office.editing.read(Kind.CANDIDATES, key).values
    assert {name: kept[name] for name in typed} == {
        "name_zh": "欧阳娜娜", "aliases": ["古丽·阿不都"], "phone": "13912345678", "email": "nana@b.org",
        "employer": "某某半导体 有限公司", "skills": ["HBM PHY"], "expertise": "一\n\n二 三", "effort_percent": 20,
        "status": Status.PAUSED,
    }  # fmt: skip
    assert office.look.find_candidates(CandidateQuery("欧阳娜娜")) == [key]
    assert office.look.find_candidates(CandidateQuery("13912345678")) == [key]
    assert office.editing.with_email("ＮＡＮＡ＠b.org") == ("欧阳娜娜",)
    other = made(office, phone="+86 139 1234 5678")
    (pair,) = office.duplicates.find(Kind.CANDIDATES)
    assert {pair.one_id, pair.other_id} == {key, other}
    office.editing.save(Kind.CANDIDATES, {"employer": "ＮＯＶＡ\n"}, key)
    assert office.editing.read(Kind.CANDIDATES, key).values["employer"] == "NOVA"


@pytest.mark.parametrize("rounds", [1, 3])
def test_what_was_taken_back_is_done_again_by_taking_that_back(office: Office, rounds: int) -> None:
    editing = office.editing

    def people() -> list[tuple[int, str]]:
        keys = sorted(office.look.find_candidates(CandidateQuery()))
        return [(key, str(editing.read(Kind.CANDIDATES, key).values["employer"])) for key in keys]

    first, other = made(office), made(office, email="o@example.com")
    edits = [
        editing.save(Kind.CANDIDATES, {**PERSON, "name_zh": "李雷", "email": "", "employer": "Nova"}).edit,
        editing.save(Kind.CANDIDATES, {"employer": "Nova"}, first).edit,
        editing.change(Kind.CANDIDATES, [other], BulkChange("owner", "王")).edit,
    ][::-1]
    for edit in edits:
        before = people()
        for _ in range(rounds):
            back = editing.undo(edit)
            assert back.left == 0 and (edit.what == "owner" or people() != before)
            again = editing.undo(back.edit)
            assert again.left == 0 and people() == before
            assert (again.edit.what, again.edit.title, len(again.edit.touched)) == (
                edit.what,
                edit.title,
                len(edit.touched),
            )
            edit = again.edit


def test_nothing_is_done_again_over_what_somebody_has_changed_since(office: Office) -> None:
    key = made(office)
    back = office.editing.undo(office.editing.save(Kind.CANDIDATES, {"employer": "Nova"}, key).edit)
    office.editing.save(Kind.CANDIDATES, {"employer": "theirs"}, key)
    again = office.editing.undo(back.edit)
    assert (again.left, again.edit.is_nothing) == (1, True)
    assert office.look.candidate(key).row.employer == "theirs"


def test_what_is_not_given_stays(office: Office) -> None:
    key = made(office, notes="kept", retain_until=date(2030, 1, 1))
    office.editing.save(Kind.CANDIDATES, {"employer": "Nova"}, key)
    values = office.editing.read(Kind.CANDIDATES, key).values
    assert (values["employer"], values["notes"], values["retain_until"]) == ("Nova", "kept", date(2030, 1, 1))


def test_a_stale_change_writes_nothing(office: Office) -> None:
    key = made(office)
    read = office.editing.read(Kind.CANDIDATES, key)
    office.editing.save(Kind.CANDIDATES, {**read.values, "post": "CTO"}, key, read.version)
    with pytest.raises(TalentError) as caught:
        office.editing.save(Kind.CANDIDATES, {**read.values, "employer": "Nova"}, key, read.version)
    assert caught.value.code is Fault.RECORD_STALE
    now = office.editing.read(Kind.CANDIDATES, key)
    assert (now.values["employer"], now.values["post"]) == ("ACME", "CTO")


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"email": "nobody"}, "email", "email_malformed"),
        ({"orcid": "0000-0000-0000-0000"}, "orcid", "orcid_malformed"),
        ({"effort_percent": 140}, "effort_percent", "less_than_equal"),
        ({"name_zh": "", "name_en": ""}, "", "name_missing"),
    ],
)
def test_what_is_wrong_is_said_by_field(office: Office, values: dict[str, Any], field: str, code: str) -> None:
    (wrong,) = office.editing.check(Kind.CANDIDATES, {**PERSON, **values})
    assert (wrong.field, wrong.code) == (field, code)
    with pytest.raises(TalentError) as caught:
        office.editing.save(Kind.CANDIDATES, {**PERSON, **values})
    assert caught.value.code is Fault.RECORD_INVALID
    assert office.look.counts().candidates == 0


def test_many_are_changed_at_once_and_taken_back(office: Office) -> None:
    keys = [made(office, name_zh=f"人{number}") for number in range(5)]
    paused = office.editing.change(Kind.CANDIDATES, keys, BulkChange("status", "paused"))
    assert len(paused.edit.touched) == 5
    assert {row.status for row in office.look.candidate_rows(keys)} == {Status.PAUSED}
    again = office.editing.change(Kind.CANDIDATES, keys, BulkChange("status", "paused"))
    assert again.edit.touched == ()
    tagged = office.editing.change(Kind.CANDIDATES, keys[:2], BulkChange("tag", "重点"))
    assert office.look.find_candidates(CandidateQuery(facets=(("tag", "重点"),), order="newest", descending=False))
    owned = office.editing.change(Kind.CANDIDATES, keys[:1], BulkChange("owner", " 王\n老师 "))
    assert owned.edit.value == "王 老师"  # as it is named
    assert office.look.candidate_rows(keys[:1])[0].owner == "王 老师"
    undone = office.editing.undo(tagged.edit)
    assert undone.left == 1  # its owner was set since
    assert [row.tags for row in office.look.candidate_rows(keys[:2])] == [("重点",), ()]
    assert office.editing.undo(paused.edit).left == 2


def test_projects_and_organisations_are_made_by_hand(office: Office) -> None:
    values = {"name_zh": "示例大学", "kind": OrganisationKind.UNIVERSITY}
    organisation = office.editing.save(Kind.ORGANISATIONS, values).edit.touched[0].record_id
    project = office.editing.save(Kind.PROJECTS, {"title": "编译器", "organisation_id": organisation})
    assert office.look.counts().university_projects == 1
    gone = office.editing.undo(project.edit)
    assert gone.left == 0
    assert office.look.counts().university_projects == 0


class TestDuplicates:
    def test_a_pair_is_found_merged_and_parted_again(self, office: Office) -> None:
        one = made(office, email="w@example.com", notes="kept")
        other = made(office, name_en="", email="w@example.com", employer="Nova", phone="+1 555 010 4477")
        made(office, name_zh="李雷", name_en="")
        (pair,) = office.duplicates.find(Kind.CANDIDATES)
        assert {(alike.likeness) for alike in pair.reasons} == {Likeness.SAME_EMAIL, Likeness.SAME_NAME}
        both = {key: office.editing.read(Kind.CANDIDATES, key) for key in (one, other)}
        values = {**both[one].values, "phone": both[other].values["phone"]}
        versions = {key: read.version for key, read in both.items()}
        merged = office.duplicates.merge(Kind.CANDIDATES, values, versions)
        assert (merged.record_id, merged.removed) == (one, True)
        assert office.look.counts().candidates == 2
        assert office.duplicates.find(Kind.CANDIDATES) == []
        undone = office.editing.undo(merged.result.edit)
        assert undone.left == 0
        assert office.look.counts().candidates == 3
        assert len(office.duplicates.find(Kind.CANDIDATES)) == 1
        assert office.editing.read(Kind.CANDIDATES, one).values["phone"] == ""

    def test_what_was_told_apart_is_not_asked_again(self, opened: Callable[..., Office], tmp_path: Path) -> None:
        office = opened()
        one, other = made(office), made(office)
        office.duplicates.tell_apart(Kind.CANDIDATES, other, one)
        office.duplicates.tell_apart(Kind.CANDIDATES, one, other)
        assert office.duplicates.find(Kind.CANDIDATES) == []
        office.close()
        assert opened().duplicates.find(Kind.CANDIDATES) == []

    def test_one_that_recommendations_name_is_closed_and_kept(self, sample_office: Office) -> None:
        look, editing = sample_office.look, sample_office.editing
        both = {key: editing.read(Kind.CANDIDATES, key) for key in look.find_candidates(CandidateQuery())[:2]}
        versions = {key: read.version for key, read in both.items()}
        values = dict(both[min(both)].values)
        merged = sample_office.duplicates.merge(Kind.CANDIDATES, values, versions)
        keep, gone = merged.record_id, max(both)
        assert (keep, merged.removed) == (min(both), False)
        assert look.candidate(gone).row.status is Status.CLOSED
        other = both[gone].values
        assert {other["name_zh"], other["name_en"]} <= {*look.candidate(keep).aliases, ""}  # no name is lost
        with pytest.raises(TalentError):
            sample_office.duplicates.merge(Kind.CANDIDATES, values, versions)
        assert editing.undo(merged.result.edit).left == 0
        assert look.candidate(gone).row.status is Status.OPEN


def test_what_nothing_speaks_of_is_removed_and_comes_back_as_it_was(sample_office: Office) -> None:
    office = sample_office
    house = office.editing.save(Kind.ORGANISATIONS, {"name_zh": "某院", "kind": OrganisationKind.INSTITUTE})
    house_id = house.edit.touched[0].record_id
    project = {"title": "甲题", "organisation_id": house_id, "need": "HBM", "places": 2}
    project_id = office.editing.save(Kind.PROJECTS, project).edit.touched[0].record_id

    kept = office.editing.remove(Kind.ORGANISATIONS, [house_id])
    assert (kept.left, kept.edit.is_nothing) == (1, True)  # its project needs it
    gone = office.editing.remove(Kind.PROJECTS, [project_id])
    assert (gone.left, gone.edit.what, gone.edit.title) == (0, "delete", "甲题")
    with pytest.raises(TalentError) as caught:
        office.editing.read(Kind.PROJECTS, project_id)
    assert caught.value.code is Fault.RECORD_GONE
    last = office.editing.remove(Kind.ORGANISATIONS, [house_id])

    there = office.editing.undo(last.edit)
    assert there.left == 0
    assert office.editing.undo(gone.edit).left == 0
    assert office.editing.undo(there.edit).left == 1  # its project needs it again: it cannot go once more
    assert office.editing.read(Kind.PROJECTS, project_id).values["places"] == 2
    assert office.editing.read(Kind.ORGANISATIONS, house_id).values["name_zh"] == "某院"


def test_projects_that_runs_speak_of_are_not_removed(sample_office: Office) -> None:
    ids = sample_office.look.find_projects(ProjectQuery())
    result = sample_office.editing.remove(Kind.PROJECTS, ids)
    assert (result.left, result.edit.is_nothing) == (len(ids), True)
    assert sample_office.look.find_projects(ProjectQuery()) == ids

"""Two records made one: nothing that refers to either is lost, nothing else is changed, and all of it is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlmodel import Session, SQLModel

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import Likeness
from talentapp.domain.states import LIVE
from talentapp.domain.terms import ErasureReason, Kind, OrganisationKind, State, Status
from talentapp.office import Office
from talentapp.office.views.records import CandidateQuery, OrganisationQuery, ProjectQuery
from tests.office.lives import make, office_on

TABLE = {Kind.CANDIDATES: "candidate", Kind.PROJECTS: "project", Kind.ORGANISATIONS: "organisation"}
COMPUTED = ("recommendation", "exclusion", "unmatched", "keptinput")
APART = ("notduplicate", "notsameproject", "notsameorganisation")
NEWS = ("version", "search_text")  # of whatever was moved
AT = datetime(2027, 1, 1, tzinfo=UTC)
Rows = dict[str, dict[int, dict[str, Any]]]


def rows_of(office: Office) -> Rows:
    """Every row of every table, but for what counts and indexes them."""
    with office.store.reading() as session:
        return {
            table.name: {row["id"]: dict(row) for row in session.execute(select(table)).mappings()}
            for table in SQLModel.metadata.sorted_tables
            if "id" in table.c and table.name not in ("auditentry", "searchdue")
        }


def refers_to(table: str) -> dict[str, list[str]]:
    """By table: the columns that refer to one."""
    return {
        other.name: columns
        for other in SQLModel.metadata.sorted_tables
        if (columns := [c.name for c in other.columns if any(k.column.table.name == table for k in c.foreign_keys)])
    }


def put(session: Session, table: str, **values: Any) -> int:
    """A row as it is, past all rules."""
    return int(session.execute(insert(SQLModel.metadata.tables[table]).values(**values)).inserted_primary_key[0])


def furnish(session: Session, chance: Random) -> None:
    """Something in every table that can speak of a record."""

    def one(*values: Any) -> Any:
        return chance.choice(values)

    triples = [(c, u, f) for c in (1, 2) for u in (1, 2) for f in (3, 4)]
    papers: list[tuple[int, int | None]] = [(1, None), (2, None)]
    for number, (c, u, f) in enumerate(triples, 1):
        if one(True, True, False):
            key = put(
                session, "pairing", version=1, created_at=AT, candidate_id=c, university_project_id=u,
                firm_project_id=f, recommendation_id=number, state=one("recommended", "shortlisted", "expired"),
            )  # fmt: skip
            papers.append((c, key))
            if verdict := one("", "expire", "put_forward", "accept"):
                put(
                    session, "decision", pairing_id=key, at=AT, who="甲", verdict=verdict, reason="",
                    state_before="recommended", state_after="recommended", recommendation_id=number, facts={},
                )  # fmt: skip
            put(
                session,
                "termsversion",
                pairing_id=key,
                number=1,
                at=AT,
                who="甲",
                form="dual_post",
                values={},
                digest="",
            )
        if one(True, False):
            put(
                session, "planmark", at=AT, who="甲", mark="pin", candidate_id=c, university_project_id=u,
                firm_project_id=f,
            )  # fmt: skip
    for c, pairing in papers:
        put(
            session, "gateanswer", candidate_id=c, pairing_id=pairing, gate="g", rule_version="1", at=AT, who="甲",
            answer="met", decided_on=date(2027, 1, 1), note="", evidence_ids=[],
        )  # fmt: skip
        put(
            session, "evidence", candidate_id=c, pairing_id=pairing, at=AT, who="甲", file_name="a.pdf", sha256="0",
            media_type="application/pdf", size=1,
        )  # fmt: skip
    batch = put(session, "importbatch", at=AT, kind="projects", file_name="a", file_sha256="0", created=0, updated=0,
                unchanged=0, left_out=0)  # fmt: skip
    for key in (1, 2, 3, 4):
        put(session, "importchange", batch_id=batch, organisation_id=key, fields={})
        put(session, "importchange", batch_id=batch, project_id=key, fields={})
        said = {"candidate_id": 1 + key % 2, "organisation_id": key, "who": "甲"}
        put(session, "consent", **said, at=AT, scope="named", given=True, said_on=date(2027, 1, 1), note="")
        put(
            session, "effort", **said, version=1, created_at=AT, place="x", kind="other", start=date(2027, 1, 1),
            percent=10.0,
        )  # fmt: skip
        if one(True, False):
            put(session, "keptinput", project_id=key, sha256="0", body=b"")
            put(session, "exclusion", run_id=1, candidate_id=1, project_id=key, score=1.0, obstacles=[])
    for table, most in (("notduplicate", 2), ("notsameproject", 4), ("notsameorganisation", 4)):
        pairs = [(low, high) for low in range(1, most + 1) for high in range(low + 1, most + 1)]
        for low, high in chance.sample(pairs, one(0, min(3, len(pairs)))):
            put(session, table, one_id=low, other_id=high)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("merging") / "scene.db"
    make(path)
    return path


@contextmanager
def furnished(scene: Path, chance: Random | None) -> Iterator[Office]:
    with TemporaryDirectory() as folder, office_on(scene, Path(folder)) as office:
        with office.store.writing() as session:
            if chance:
                furnish(session, chance)
            else:  # no run has spoken of anything
                for table in ("recommendation", "run"):
                    session.execute(SQLModel.metadata.tables[table].delete())
        yield office


def merged(office: Office, of: Kind, one: int, other: int, **values: Any) -> Any:
    both = [office.editing.read(of, key) for key in (one, other)]
    versions = {read.record_id: read.version for read in both}
    return office.duplicates.merge(of, {**both[0].values, **values}, versions)


@pytest.mark.long
@pytest.mark.parametrize("kind", TABLE)
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 1 << 32))
def test_nothing_is_lost_and_nothing_else_is_changed(scene: Path, kind: Kind, seed: int) -> None:
    chance = Random(seed)  # whose choices are even: not the least of everything
    pair = chance.choice([(1, 2)] if kind is Kind.CANDIDATES else [(1, 2), (3, 4)])
    with furnished(scene, chance) as office:
        before = rows_of(office)
        try:
            done = merged(office, kind, *pair)
        except TalentError as error:
            assert error.code is Fault.MERGE_CONFLICT
            assert rows_of(office) == before
            return
        after, keep = rows_of(office), done.record_id
        (gone,) = set(pair) - {keep}
        check_moved(before, after, kind, keep, gone, removed=done.removed)
        assert office.editing.undo(done.result.edit).left == 0
        check_taken_back(before, rows_of(office))


def check_moved(before: Rows, after: Rows, kind: Kind, keep: int, gone: int, *, removed: bool) -> None:
    own, columns = TABLE[kind], refers_to(TABLE[kind])
    left = {key for key, row in after["pairing"].items() if gone in [row[c] for c in columns.get("pairing", [])]}
    assert removed == (not any(
        gone in [row[c] for c in columns.get(table, [])] for table in COMPUTED for row in before[table].values()
    ))  # fmt: skip
    for table, rows in before.items():
        for key, was in rows.items():
            now = after[table].get(key)
            if table == own and key in (keep, gone):
                assert (now is None) == (removed and key == gone)
                continue
            if now is None:
                assert table in APART
                assert removed
                assert gone in (was["one_id"], was["other_id"])
                continue
            for name, value in was.items():
                if name in NEWS or (table == "pairing" and name == "recommendation_id"):
                    continue
                if (table, name, value) == ("pairing", "state", "recommended") and key in left:
                    assert now[name] == "expired"  # it is there twice otherwise
                    continue
                if name in columns.get(table, ()) and value == gone:
                    stays = table in COMPUTED or (key in left and table == "pairing") or was.get("pairing_id") in left
                    if table in APART:
                        continue  # below
                    assert now[name] == (gone if stays else keep), (table, name)
                elif name in columns.get(table, ()) and value == keep and table not in APART:
                    given = key in left if table == "pairing" else was.get("pairing_id") in left
                    assert now[name] == (gone if given else keep), (table, name)
                elif table not in APART:
                    assert now[name] == value, (table, name)
    for key, pairing in after["pairing"].items():
        recommended = after["recommendation"][pairing["recommendation_id"]]
        for name in ("candidate_id", "university_project_id", "firm_project_id"):
            assert pairing[name] == recommended[name], key
        assert recommended["score"] == before["recommendation"][before["pairing"][key]["recommendation_id"]]["score"]
        if key in left and spoken_of(before, key):  # stays behind only where the one that goes on was decided on, too
            names = ("candidate_id", "university_project_id", "firm_project_id")
            mine = {name for name in columns["pairing"] if pairing[name] == gone}  # a project may have the same number
            triple = tuple(keep if name in mine else pairing[name] for name in names)
            (twin,) = (other for other, row in after["pairing"].items() if tuple(row[name] for name in names) == triple)
            assert before["pairing"][key]["state"] not in AHEAD
            assert before["pairing"][twin]["state"] in AHEAD or spoken_of(before, twin)
    for table in APART:
        if table not in columns:
            continue
        told = {frozenset((row["one_id"], row["other_id"])) for row in after[table].values()}
        for row in before[table].values():
            pair = {keep if one == gone else one for one in (row["one_id"], row["other_id"])}
            assert len(pair) == 1 or pair in told
        assert all(row["one_id"] < row["other_id"] for row in after[table].values())


AHEAD = {state.value for state in LIVE} - {State.RECOMMENDED.value}


def spoken_of(rows: Rows, pairing: int) -> bool:
    said = (one["verdict"] for one in rows["decision"].values() if one["pairing_id"] == pairing)
    return any(verdict not in ("expire", "renew") for verdict in said)


def check_taken_back(before: Rows, after: Rows) -> None:
    for table, rows in before.items():
        for key, was in rows.items():
            now = after[table][key]
            assert {name: now[name] for name in now if name != "version"} == {
                name: was[name] for name in was if name != "version"
            }, (table, key)


@pytest.mark.parametrize("kind", TABLE)
def test_what_no_run_speaks_of_goes_and_comes_back(scene: Path, kind: Kind) -> None:
    with furnished(scene, None) as office:
        before = rows_of(office)
        done = merged(office, kind, 1, 2)
        assert done.removed
        assert 2 not in rows_of(office)[TABLE[kind]]
        assert office.editing.undo(done.result.edit).left == 0
        check_taken_back(before, rows_of(office))


class TestOrganisations:
    def made(self, office: Office, name: str, **values: Any) -> int:
        drafted = {"name_zh": name, "kind": OrganisationKind.FIRM, **values}
        return office.editing.save(Kind.ORGANISATIONS, drafted).edit.touched[0].record_id

    @pytest.mark.parametrize(
        ("one", "other", "why"),
        [
            ({"name_zh": "上海芯源科技有限公司"}, {"name_zh": "上海芯源科技"}, {Likeness.SAME_NAME}),
            (
                {"name_zh": "芯源", "credit_code": "91A"},
                {"name_zh": "新名", "credit_code": "91a"},
                {Likeness.SAME_CODE},
            ),
            ({"name_zh": "芯源"}, {"name_zh": "", "name_en": "Xinyuan Co., Ltd."}, {Likeness.SAME_NAME}),
            ({"name_zh": "芯源"}, {"name_zh": "新源"}, set()),
            ({"name_zh": "芯源", "credit_code": "91A"}, {"name_zh": "芯源", "credit_code": "91B"}, set()),
            ({"name_zh": "芯源"}, {"name_zh": "芯源", "kind": OrganisationKind.UNIVERSITY}, set()),
            ({"name_zh": "邊緣智慧"}, {"name_zh": "边缘智慧", "kind": OrganisationKind.CLOUD}, {Likeness.SAME_NAME}),
        ],
    )
    def test_what_looks_like_one(self, office: Office, one: Any, other: Any, why: set[Likeness]) -> None:
        for values in (one, other):
            self.made(office, values["name_zh"], **values)
        found = [{alike.likeness for alike in pair.reasons} for pair in office.duplicates.find(Kind.ORGANISATIONS)]
        assert found == ([why] if why else [])

    def test_projects_are_found_by_all_names_afterwards(self, office: Office) -> None:
        one, other = self.made(office, "芯源"), self.made(office, "上海芯源半导体")
        project = office.editing.save(Kind.PROJECTS, {"title": "编译器", "organisation_id": other})
        key = project.edit.touched[0].record_id
        done = merged(office, Kind.ORGANISATIONS, one, other, tags=["重点"])
        look = office.look
        (row,) = look.organisations()
        assert (row.id, row.projects, row.tags) == (one, 1, ("重点",))
        assert look.project_rows([key])[0].organisation_id == one
        assert [look.find_projects(ProjectQuery(text)) for text in ("芯源", "上海芯源半导体")] == [[key], [key]]
        assert look.begin_organisations(OrganisationQuery("上海芯源半导体")).ids == [one]
        with pytest.raises(TalentError) as stale:  # a form that was open says so
            office.editing.save(Kind.PROJECTS, {"title": "x"}, key, project.edit.touched[0].version)
        assert stale.value.code is Fault.RECORD_STALE
        office.editing.undo(done.result.edit)
        assert look.project_rows([key])[0].organisation_id == other

    def test_a_new_name_finds_the_projects(self, office: Office) -> None:
        one = self.made(office, "芯源")
        made = office.editing.save(Kind.PROJECTS, {"title": "编译器", "organisation_id": one}).edit.touched[0]
        office.editing.save(Kind.ORGANISATIONS, {"name_zh": "新名"}, one)
        assert office.look.find_projects(ProjectQuery("新名")) == [made.record_id]
        assert office.look.find_projects(ProjectQuery("芯源")) == []
        office.editing.save(Kind.PROJECTS, {"title": "x"}, made.record_id, made.version)  # the project is no newer

    def test_a_university_and_a_firm_stay_two(self, office: Office) -> None:
        one, other = self.made(office, "甲"), self.made(office, "乙", kind=OrganisationKind.UNIVERSITY)
        with pytest.raises(TalentError) as refused:
            merged(office, Kind.ORGANISATIONS, one, other)
        assert refused.value.code is Fault.MERGE_SIDES
        third = self.made(office, "丙")
        with pytest.raises(TalentError):
            merged(office, Kind.ORGANISATIONS, one, third, kind=OrganisationKind.UNIVERSITY)


class TestProjects:
    def test_what_looks_like_one(self, sample_office: Office) -> None:
        office = sample_office
        key = office.look.find_projects(ProjectQuery())[0]
        values = office.editing.read(Kind.PROJECTS, key).values
        assert office.duplicates.find(Kind.PROJECTS) == []
        twin = office.editing.save(Kind.PROJECTS, values).edit.touched[0].record_id
        (pair,) = office.duplicates.find(Kind.PROJECTS)
        assert {pair.one_id, pair.other_id} == {key, twin}
        assert Likeness.SAME_TITLE in {alike.likeness for alike in pair.reasons}
        office.editing.save(Kind.PROJECTS, {"start": date(2040, 1, 1), "end": date(2041, 1, 1)}, twin)
        assert office.duplicates.find(Kind.PROJECTS) == []  # next time's

    def test_how_many_there_are_is_right_after_each_change(self, sample_office: Office) -> None:
        office, duplicates = sample_office, sample_office.duplicates
        key = office.look.find_projects(ProjectQuery())[0]
        values = office.editing.read(Kind.PROJECTS, key).values

        def numbers() -> list[int]:
            told = [duplicates.number(kind) for kind in (Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS)]
            assert told[1] == duplicates.number(Kind.PROJECTS) == len(duplicates.find(Kind.PROJECTS))
            return told

        before = numbers()
        twin = office.editing.save(Kind.PROJECTS, values).edit.touched[0].record_id
        assert numbers() == [before[0], 1, before[2]]
        told = duplicates.tell_apart(Kind.PROJECTS, key, twin)
        assert numbers() == before
        office.take_back(told.edit)
        assert numbers()[1] == 1
        office.editing.save(Kind.PROJECTS, {"start": date(2040, 1, 1), "end": date(2041, 1, 1)}, twin)
        assert numbers() == before

    def test_the_older_stays_with_its_pairings(self, sample_office: Office) -> None:
        office = sample_office
        key = office.look.find_projects(ProjectQuery())[0]
        values = office.editing.read(Kind.PROJECTS, key).values
        twin = office.editing.save(Kind.PROJECTS, values).edit.touched[0].record_id
        states = office.look.counts().by_state
        done = merged(office, Kind.PROJECTS, twin, key)
        assert done.record_id == key  # nothing has been said of either: the older stays
        assert done.removed
        assert office.look.counts().by_state == states


@pytest.mark.long
def test_a_person_is_erased_with_the_record_merged_into_them(sample_office: Office) -> None:
    office = sample_office
    keep, gone = office.look.find_candidates(CandidateQuery())[:2]
    done = merged(office, Kind.CANDIDATES, keep, gone)
    assert not done.removed
    other = next(key for key in (keep, gone) if key != done.record_id)
    assert office.look.candidate(other).row.status is Status.CLOSED
    assert office.replaying.replay().status == "exact"
    office.privacy.erase([done.record_id], ErasureReason.REQUEST)
    rows = rows_of(office)["candidate"]
    assert {keep, gone}.isdisjoint(rows)

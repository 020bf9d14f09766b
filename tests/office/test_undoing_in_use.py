"""An import taken back when people have gone on with what it made: what somebody laid down keeps what it is about, all
else is as if the import had never been, cancelled it leaves everything, and a number borne anew is another's."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from talentapp.domain.case_records import EffortDraft
from talentapp.domain.errors import Cancelled
from talentapp.domain.gates import Answer
from talentapp.domain.ledger import CommitmentKind
from talentapp.domain.terms import Kind, RevealReason
from talentapp.office import Office
from talentapp.office.views.imports import UndoResult
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.plans import PlanRequest
from talentapp.office.views.records import CandidateQuery
from tests.office.lives import HR
from tests.office.test_cancelling import CancelAt
from tests.office.test_intake import people
from tests.office.test_merging import AT, Rows, furnished, merged, put, rows_of, scene  # noqa: F401 - a fixture
from tests.office.test_undoing import names, take_in

PERSONS = ("consent", "effort", "evidence", "gateanswer", "termsversion", "planmark", "planname", "notduplicate",
           "notsameproject", "notsameorganisation")  # fmt: skip
PROGRAMS = ("expire", "renew")
NUMBERED = {"candidate": "candidate_id", "project": "project_id", "organisation": "organisation_id"}


def batches(office: Office) -> dict[Kind, int]:
    return {row.kind: row.id for row in office.look.recent_imports()}


def everybody(office: Office) -> list[int]:
    return office.look.find_candidates(CandidateQuery())


def kept(result: UndoResult) -> dict[int, str]:
    return {one.id: one.why for one in result.kept}


def sound(office: Office) -> bool:
    with office.store.reading() as session:
        return not session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()


def put_plan(session: Session, run_id: int) -> int:
    return put(session, "savedplan", run_id=run_id, who="甲", status="optimal", total=1.0, bound=None, gap=None,
               level=0.0, reachable=None, settled=0, considered=1, inputs_sha256="", clash=[], relaxation=[],
               lapsed=[], worst=[])  # fmt: skip


def put_planned(session: Session, plan: int, recommendation: int, alternates: list[list[float]]) -> None:
    put(session, "plannedpairing", plan_id=plan, recommendation_id=recommendation, pinned=False, forgone=[0, 0, 0],
        alternates=alternates)  # fmt: skip


class TestPlans:
    @pytest.mark.long
    def test_one_that_is_named_keeps_whom_it_pairs_and_nobody_else(self, sample_office: Office) -> None:
        office = sample_office
        plan = office.planning.plan(office.planning.run(PlanRequest(time_limit=2)).plan.id)
        office.planning.rename(plan.row.id, "春季方案")
        result = office.intake.undo(batches(office)[Kind.CANDIDATES])
        paired = {one.row.candidate_id for one in plan.pairings}
        assert kept(result) == dict.fromkeys(paired, "planned")
        assert set(everybody(office)) == paired and sound(office)
        (left,) = office.planning.plans()
        assert left.name == "春季方案"
        card = office.planning.plan(left.id)
        assert [one.row.candidate_id for one in card.pairings] == [one.row.candidate_id for one in plan.pairings]
        assert {other.candidate_id for one in card.pairings for other in one.alternates} <= paired
        assert {out.candidate_id for out in card.unmatched} <= paired

    @pytest.mark.long
    def test_one_that_was_put_forward_keeps_whom_it_pairs(self, sample_office: Office) -> None:
        office = sample_office
        plan = office.planning.plan(office.planning.run(PlanRequest(time_limit=2)).plan.id)
        first = plan.pairings[0].row
        office.planning.put_forward(plan.row.id, HR, [first.recommendation_id])
        result = office.intake.undo(batches(office)[Kind.CANDIDATES])
        paired = {one.row.candidate_id for one in plan.pairings}
        assert kept(result) == {
            **dict.fromkeys(paired, "planned"),
            first.candidate_id: kept(result)[first.candidate_id],
        }
        assert kept(result)[first.candidate_id] in ("planned", "decided")
        assert [row.id for row in office.planning.plans()] == [plan.row.id] and sound(office)

    def test_whom_a_plan_could_have_taken_instead_is_nobody_who_bears_the_number_anew(
        self, life: Office, tmp_path: Path
    ) -> None:
        office, batch = life, take_in(life, people(tmp_path / "a.xlsx", ("甲一", *[""] * 4, None)))
        instead = max(everybody(office))
        plan = office.planning.run(PlanRequest(time_limit=2)).plan.id
        with office.store.writing() as session:
            put_planned(session, plan, 1, alternates=[[instead, 80.0]])
            put(session, "planname", plan_id=plan, at=AT, who="甲", name="x")

        def stepping_in() -> set[str]:
            card = office.planning.plan(plan)
            return {other.candidate for one in card.pairings for other in one.alternates}

        assert stepping_in() == {"甲一"}
        assert office.intake.undo(batch).kept == ()
        take_in(office, people(tmp_path / "b.xlsx", ("乙二", *[""] * 4, None)))
        assert max(everybody(office)) == instead  # SQLite gives the highest number again
        assert stepping_in() == set()


class TestWhatSomebodyLaidDown:
    @pytest.mark.parametrize("what", ["consent", "effort", "papers"])
    def test_keeps_the_person_it_is_about(self, sample_office: Office, tmp_path: Path, what: str) -> None:
        office = sample_office
        row = next(iter(office.look.pairing_rows(office.look.find_pairings(PairingQuery()))))
        key = row.candidate_id
        if what == "consent":
            office.agreeing.record_consent(key, True, HR, None, said_on=date(2026, 1, 1))
        elif what == "effort":
            draft = EffortDraft(candidate_id=key, place="某校", kind=CommitmentKind.OTHER, start=date(2026, 1, 1),
                                percent=20)  # fmt: skip
            office.agreeing.add_effort(draft, HR)
        else:
            paper = tmp_path / "paper.pdf"
            paper.write_bytes(b"%PDF-1.7 a signed paper")
            gate = next(
                card.gate.code
                for card in office.dossiers.dossier(row.pairing_id or 0).gates
                if card.gate.kind not in ("considered", "named", "status")
            )
            office.agreeing.answer_gate(
                row.pairing_id or 0, gate, Answer.MET, HR, decided_on=date(2026, 1, 1), files=[paper]
            )
        before = rows_of(office)
        result = office.intake.undo(batches(office)[Kind.CANDIDATES])
        assert kept(result) == {key: what}
        after = rows_of(office)
        assert all(after[table] == before[table] for table in (*PERSONS, "decision")) and sound(office)

    def test_who_was_told_apart_from_somebody_else_stays(self, office: Office, tmp_path: Path) -> None:
        take_in(office, people(tmp_path / "a.xlsx", ("王伟", "", "a@example.com", "甲", "HBM", None)))
        batch = take_in(office, people(tmp_path / "b.xlsx", ("李娜", "", "b@example.com", "乙", "HBM", None),
                                       ("张磊", "", "c@example.com", "丙", "CXL", None)))  # fmt: skip
        one, other, _ = everybody(office)
        office.duplicates.tell_apart(Kind.CANDIDATES, one, other)
        result = office.intake.undo(batch)
        assert kept(result) == {other: "apart"} and names(office) == ["王伟", "李娜"]
        assert len(rows_of(office)["notduplicate"]) == 1

    def test_two_of_one_import_that_were_told_apart_stay_both(self, office: Office, tmp_path: Path) -> None:
        batch = take_in(office, people(tmp_path / "b.xlsx", ("王伟", "", "b@example.com", "乙", "HBM", None),
                                       ("王伟", "", "c@example.com", "丙", "CXL", None)))  # fmt: skip
        office.duplicates.tell_apart(Kind.CANDIDATES, *everybody(office))
        assert set(kept(office.intake.undo(batch)).values()) == {"apart"}

    @pytest.mark.parametrize("older", [True, False])
    def test_a_merge_keeps_what_it_was_made_of(self, office: Office, tmp_path: Path, *, older: bool) -> None:
        files = [people(tmp_path / "a.xlsx", ("王伟", "", "a@example.com", "甲", "HBM", None)),
                 people(tmp_path / "b.xlsx", ("王大伟", "", "b@example.com", "乙", "CXL", None))]  # fmt: skip
        batch, other = (take_in(office, path) for path in files)
        if not older:
            batch = other
        done = merged(office, Kind.CANDIDATES, *everybody(office))
        before = rows_of(office)["candidate"]
        result = office.intake.undo(batch)
        assert rows_of(office)["candidate"] == before and sound(office)
        if done.record_id in kept(result):
            assert kept(result)[done.record_id] == "edited"
        else:  # the other went into it, and is there no more: nothing of this import is left
            assert (result.removed, result.kept) == (0, ())

    def test_a_merge_that_was_taken_back_keeps_nothing_and_an_edit_does(self, office: Office, tmp_path: Path) -> None:
        batch = take_in(office, people(tmp_path / "a.xlsx", ("王伟", "", "a@example.com", "甲", "HBM", None),
                                       ("王大伟", "", "b@example.com", "乙", "CXL", None)))  # fmt: skip
        done = merged(office, Kind.CANDIDATES, *everybody(office))
        office.editing.undo(done.result.edit)
        result = office.intake.undo(batch)
        assert sound(office) and set(kept(result).values()) <= {"edited"}
        assert set(kept(result)) == set(everybody(office))


class TestNumbersBorneAnew:
    def test_what_was_done_with_another_of_that_number_is_not_told(self, office: Office, tmp_path: Path) -> None:
        batch = take_in(office, people(tmp_path / "a.xlsx", ("甲一", "", "a@example.com", "某单位", "HBM", None)))
        (key,) = everybody(office)
        office.privacy.reveal(key, RevealReason.CONTACT)
        office.privacy.person(key)
        office.intake.undo(batch)
        take_in(office, people(tmp_path / "b.xlsx", ("乙二", "", "b@example.com", "某单位", "CXL", None)))
        assert everybody(office) == [key]  # SQLite gives the highest number again
        assert [row.action for row in office.audit.about_candidate(key)] == ["insert"]
        assert office.privacy.handed_out(key) == []
        assert [entry["action"] for entry in office.privacy.person(key)["trail"]] == ["insert", "export"]

    def test_a_record_that_comes_back_keeps_what_was_done_with_it(self, office: Office, tmp_path: Path) -> None:
        take_in(office, people(tmp_path / "a.xlsx", ("甲一", "", "a@example.com", "甲", "HBM", None),
                               ("甲大一", "", "b@example.com", "乙", "CXL", None)))  # fmt: skip
        one, other = everybody(office)
        office.privacy.reveal(other, RevealReason.CONTACT)
        done = merged(office, Kind.CANDIDATES, one, other)
        assert done.removed
        office.editing.undo(done.result.edit)
        assert "reveal" in [row.action for row in office.audit.about_candidate(other)]

    def test_who_came_in_their_place_is_looked_for_among_the_known(self, office: Office, tmp_path: Path) -> None:
        def other(number: int) -> Any:
            return people(tmp_path / f"{number}.xlsx", (f"人{number}", "", f"a{number}@example.com", "", "HBM", None))

        batch = take_in(office, other(1))
        second = office.intake.preview(other(2))
        assert office.intake.preview(other(1)).rows[0].target_id == 1
        office.intake.undo(batch)
        office.intake.commit(second)
        assert [office.intake.preview(other(number)).rows[0].target_id for number in (1, 2)] == [None, 1]

    def test_a_run_says_that_others_have_come_in_their_place(self, life: Office, tmp_path: Path) -> None:
        office, batch = (
            life,
            take_in(life, people(tmp_path / "a.xlsx", ("甲一", "", "a@example.com", "某单位", "HBM", None))),
        )
        office.recommending.run()
        assert not office.look.counts().stale
        office.intake.undo(batch)
        take_in(office, people(tmp_path / "b.xlsx", ("乙二", "", "b@example.com", "某单位", "CXL", None)))
        assert office.look.counts().stale


def laid_out(office: Office, chance: Random) -> int:
    """Some of everything in the office came in by one import, some of its plans are named; returns the import."""
    with office.store.writing() as session:
        session.execute(SQLModel.metadata.tables["importchange"].delete())
        plan = put_plan(session, run_id=1)
        for key in chance.sample(range(1, 9), 2):
            put_planned(session, plan, key, alternates=[])
        put(session, "unmatched", plan_id=plan, candidate_id=chance.choice((1, 2)), why="thin", score=None,
            university_project_id=chance.choice((None, 1)), firm_project_id=None, full=[])  # fmt: skip
        if chance.random() < 0.5:
            put(session, "planname", plan_id=plan, at=AT, who="甲", name="x")
        batch = put(session, "importbatch", at=AT, kind="candidates", file_name="a", file_sha256="1", created=1,
                    updated=0, unchanged=0, left_out=0)  # fmt: skip
        for table in NUMBERED:
            of = SQLModel.metadata.tables[table]
            some = [key for key in (1, 2, 3, 4) if chance.random() < 0.7]
            session.execute(of.update().where(of.c.id.in_(some)).values(import_batch_id=batch))
        for table in ("consent", "effort", "evidence", "gateanswer", "termsversion", "planmark", "notduplicate",
                      "notsameproject", "notsameorganisation"):  # fmt: skip
            if chance.random() < 0.7:  # or nothing could ever go
                session.execute(SQLModel.metadata.tables[table].delete())
    return batch


def by_persons(rows: Rows) -> dict[str, dict[int, dict[str, Any]]]:
    said = {key: row for key, row in rows["decision"].items() if row["verdict"] not in PROGRAMS}
    return {**{table: rows[table] for table in PERSONS}, "decision": said}


@pytest.mark.long
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 1 << 32))
def test_whatever_people_laid_down_stays_and_all_that_stays_is_as_it_was(scene: Path, seed: int) -> None:  # noqa: F811
    chance = Random(seed)
    with furnished(scene, chance) as office:
        batch = laid_out(office, chance)
        before = rows_of(office)
        preview = office.intake.undo_preview(batch)
        assert rows_of(office) == before
        result = office.intake.undo(batch)
        after = rows_of(office)
        assert sound(office) and (preview.removed, preview.kept) == (result.removed, result.kept)
        assert by_persons(after) == by_persons(before)
        for table, rows in after.items():
            for key, row in rows.items():
                if table != "importundone":
                    assert row == before[table][key], (table, key)
        made = {
            (table, key) for table in NUMBERED for key, row in before[table].items() if row["import_batch_id"] == batch
        }
        gone = {(table, key) for table in NUMBERED for key in before[table].keys() - after[table].keys()}
        told = {(one.kind.value.removesuffix("s"), one.id) for one in result.kept}
        assert gone | told == made and not gone & told and len(gone) == result.removed
        assert preview.pairings == len(before["pairing"]) - len(after["pairing"])
        assert preview.plans == len(before["savedplan"]) - len(after["savedplan"])
        assert preview.recommendations <= len(before["recommendation"]) - len(after["recommendation"])


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_cancelled_at_every_single_report_it_leaves_all_as_it_was(scene: Path, seed: int) -> None:  # noqa: F811
    chance = Random(seed)
    with furnished(scene, chance) as office:
        batch = laid_out(office, chance)
        path = office.store.path
        assert path is not None
        before = dump(path)
        works: tuple[Callable[[CancelAt], object], ...] = (
            lambda progress: office.intake.undo_preview(batch, progress),
            lambda progress: office.intake.undo(batch, progress),
        )
        for work in works:
            number = 1
            while True:
                try:
                    work(CancelAt(number))
                except Cancelled:
                    assert dump(path) == before, f"cancelled at report {number}"
                    number += 1
                else:
                    break
            assert number > 10
        assert dump(path) != before and sound(office) and office.audit.verify().sound

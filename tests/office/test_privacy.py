"""People's data: shown with a reason, handed out, kept until a date, erased without a trace."""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QSettings

from talentapp import settings
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Answer
from talentapp.domain.plan_records import PlanName, SavedPlan
from talentapp.domain.records import CandidateDraft
from talentapp.domain.roles import Actor
from talentapp.domain.terms import ErasureReason, LegalBasis, RevealReason, Role, Verdict
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from talentapp.store import queries, trail, writes
from talentapp.store.backups import backup
from talentapp.store.erasing import forms_of
from talentapp.wording import Wording
from tests.office.lives import HR, TODAY, activate, put_forward, reach_signing

PERSON = CandidateDraft(
    name_zh="歐陽靜嫻",
    name_en="Quenby Ostrander-Voss",
    aliases=["欧阳静娴", "Q. Ostrander"],
    email="quenby.ostrander@hbm-lab.example",
    phone="+886 912 345 678",
    orcid="0009-0007-3141-5929",
    employer="Zephyrine Memory Laboratories",
    expertise="Thermal modelling of sixteen-high HBM stacks 高带宽内存堆叠热建模 with microbump electromigration.",
    evidence=["Patent: graphene interposers for stacked memory, 石墨烯中介层"],
    skills=["HBM stack thermal modelling", "TSV 硅通孔"],
    notes="Prefers to be called 小嫻; met at a dinner in Hsinchu.",
    legal_basis=LegalBasis.CONSENT,
    purpose="Matching in the GPU talent plan",
    notice_version="2026-03",
    noticed_on=date(2026, 3, 1),
    retain_until=date(2026, 6, 30),
)
SECRETS = [
    PERSON.name_zh, "欧阳静娴", PERSON.name_en, "Ostrander", PERSON.email, PERSON.phone, PERSON.orcid,
    "Zephyrine", "sixteen-high", "堆叠热建模", "graphene interposers", "石墨烯中介层", "小嫻", "dinner in Hsinchu",
    "quenby", "ostrander", "zephyrine",  # as the search keeps them
]  # fmt: skip


def added(office: Office, draft: CandidateDraft = PERSON) -> int:
    with office.store.writing() as session:
        return int(writes.add_candidate(session, draft).id or 0)


def named_a_plan(office: Office, name: str) -> None:
    with office.store.writing() as session:
        run = queries.latest_run_id(session)
        plan = SavedPlan(
            run_id=run, who="", status="optimal", total=0, bound=0, gap=0, level=1, reachable=None, settled=0,
            considered=0, inputs_sha256="", clash=[], relaxation=[], lapsed=[],
        )  # fmt: skip
        session.add(plan)
        session.flush()
        session.add(PlanName(who="", plan_id=plan.id, name=name))


def where(folder: Path, secrets: list[str] = SECRETS) -> dict[str, list[str]]:
    """By secret: the files below a folder in whose bytes it stands, in any encoding."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            for secret, forms in forms_of(secrets).items():
                if any(form in content for form in forms):
                    found.setdefault(secret, []).append(str(path.relative_to(folder)))
    return found


@contextmanager
def no_file_grows() -> Iterator[None]:
    """What a full disk is to who writes: the system takes nothing beyond what is there."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.long
def test_nothing_of_an_erased_person_is_left(sample_office: Office, tmp_path: Path) -> None:
    """The whole life of a person in the office, then a search of every byte of every file."""
    office = sample_office
    key = added(office)
    office.recommending.run()
    row = office.look.pairings_of_candidate(key)[0]
    pairing_id = row.pairing_id or office.review.put_forward(row.recommendation_id, "顾文汐")[0]
    office.review.decide(pairing_id, Verdict.DECLINE, "Ostrander is at capacity; 小嫻 asked to wait", who="顾文汐")
    office.look.find_candidates(CandidateQuery(text="ostrander"))
    named_a_plan(office, f"{PERSON.name_zh} first")
    database = tmp_path / "sample.db"
    backup(database, "test-with-the-person")
    with office.store.writing() as session:  # an older value, which only free pages and the log still hold
        record = session.get(writes.Candidate, key)
        writes.change(session, record, PERSON.model_copy(update={"phone": "+886 900 000 001"}))  # type: ignore[type-var]
    backup(database, "test-changed")
    views = [{"page": "candidates", "name": PERSON.name_zh, "asking": {"text": PERSON.email}}]
    memory = QSettings(str(tmp_path / "home" / "window.ini"), QSettings.Format.IniFormat)
    memory.setValue("lists/views", json.dumps(views, ensure_ascii=False))
    memory.setValue("rosters/recent", json.dumps([{"path": f"/tmp/{PERSON.name_zh} {PERSON.name_en}.xlsx"}]))
    memory.sync()
    drafts = tmp_path / "home" / "drafts"
    drafts.mkdir()
    (drafts / f"candidates-{key}.json").write_text(json.dumps({"texts": {"expertise": PERSON.expertise}}), "utf-8")
    (drafts / "candidates-new.json").write_text(json.dumps({"texts": {"notes": f"like {PERSON.name_zh}"}}), "utf-8")
    broken = tmp_path / "backups" / "00099-sample-test-broken.db"
    broken.write_bytes(database.read_bytes()[:9000] + PERSON.email.encode())
    try:
        raise RuntimeError(f"unexpected: {PERSON.name_en} {PERSON.name_zh}")
    except RuntimeError:
        settings.log_unexpected()
    before = where(tmp_path)
    assert {name for names in before.values() for name in names} >= {
        "sample.db-wal", "home/logs/talentapp.log", "backups/00099-sample-test-broken.db",
        "backups/00001-sample-test-with-the-person.db", "home/window.ini", "home/drafts/candidates-new.json",
        f"home/drafts/candidates-{key}.json",
    }  # fmt: skip
    preview = office.privacy.preview_erasure([key])
    assert preview.people == {key: PERSON.name_zh}
    assert preview.rows["candidate"] == 1 and preview.rows["decision"] >= 1 and preview.rows["recommendation"] >= 1
    assert preview.mentions == {} and preview.rows["planname"] == 1

    result = office.privacy.erase([key], ErasureReason.REQUEST)

    assert where(tmp_path) == {}
    assert (result.unclean, result.left, result.logs_redacted) == (None, (), 3)
    assert (result.backups_rewritten, result.backups_deleted) == (2, 1) and not broken.exists()
    memory.sync()  # what the window keeps is still readable
    assert [view["name"] for view in json.loads(str(memory.value("lists/views")))] == ["[erased]"]
    assert "[erased]" in json.loads((drafts / "candidates-new.json").read_text("utf-8"))["texts"]["notes"]
    print(f"{len(SECRETS)} secrets in {sum(map(len, before.values()))} places before, 0 after;"
          f" {result.files_searched} files searched")  # fmt: skip
    check = office.audit.verify()
    assert check.sound and check.ahead == 0
    about = [(entry.action, entry.purpose) for entry in office.audit.about_candidate(key)]
    assert about[0] == ("insert", "") and ("erase", "request") in about and about[-1] != ("erase", "")
    for kept in (tmp_path / "backups").glob("*.db"):
        with closing(sqlite3.connect(kept)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("SELECT count(*) FROM candidate").fetchone()[0] == 59
    assert len(office.look.find_candidates(CandidateQuery())) == 59
    office.recommending.run()  # and the office goes on


def test_an_erasure_that_was_broken_off_is_finished_at_the_next_opening(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = added(sample_office)
    with closing(sqlite3.connect(tmp_path / "sample.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM candidate").fetchone()  # somebody reads, so the log cannot be cleaned
        monkeypatch.setattr("talentapp.store.erasing._PATIENCE", 0.1)
        result = sample_office.privacy.erase([key], ErasureReason.WITHDRAWN)
        assert result.unclean is Fault.DATABASE_BUSY and result.left
        other.execute("ROLLBACK")
    assert sample_office.privacy.finish_erasing() is None
    assert where(tmp_path) == {}
    entries = [row.action for row in sample_office.audit.newest(3)]
    assert "scrub" in entries
    assert sample_office.privacy.finish_erasing() is None  # nothing more to do, and nothing written
    assert [row.action for row in sample_office.audit.newest(3)] == entries


def test_a_backup_that_somebody_has_open_is_kept_and_nobody_is_erased_before_it(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written by another, or read by another: its pages stay as they are, so it is told and tried again."""
    monkeypatch.setattr("talentapp.store.erasing._PATIENCE", 0.1)
    key = added(sample_office)
    first, second = (backup(tmp_path / "sample.db", f"test-{number}") for number in range(2))
    for begin in ("BEGIN IMMEDIATE", "BEGIN"):
        with closing(sqlite3.connect(first, isolation_level=None)) as other:
            other.execute(begin)
            other.execute("SELECT count(*) FROM candidate").fetchone()
            with pytest.raises(TalentError) as held:
                sample_office.privacy.erase([key], ErasureReason.REQUEST)
            other.execute("ROLLBACK")
        assert (held.value.code, held.value.facts) == (Fault.BACKUP_HELD, {"path": str(first), "n": 1})
        assert first.exists() and sample_office.look.candidate(key).name_zh == PERSON.name_zh
        still = {name for names in where(tmp_path).values() for name in names}
        assert f"backups/{second.name}" not in still
    assert sample_office.privacy.erase([key], ErasureReason.REQUEST).unclean is None
    assert first.exists() and where(tmp_path) == {}
    with closing(sqlite3.connect(first)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM candidate").fetchone()[0] == 59


@pytest.mark.skipif(os.name == "nt", reason="how large a file may grow cannot be limited there")
def test_a_backup_that_a_full_disk_keeps_from_being_rewritten_is_kept(sample_office: Office, tmp_path: Path) -> None:
    key = added(sample_office)
    kept = backup(tmp_path / "sample.db", "test")
    with no_file_grows(), pytest.raises(TalentError) as held:
        sample_office.privacy.erase([key], ErasureReason.REQUEST)
    assert (held.value.code, held.value.facts["path"]) == (Fault.BACKUP_HELD, str(kept))
    assert sample_office.privacy.erase([key], ErasureReason.REQUEST).backups_rewritten == 1
    assert kept.exists() and where(tmp_path) == {}
    with sample_office.store.writing() as session:  # as an erasure that was broken off leaves it
        trail.note(session, "erase", "candidate", [key], (), "request")
    with no_file_grows():
        unclean = sample_office.privacy.finish_erasing()
    assert unclean not in (None, Fault.DATABASE_BUSY)  # nobody has it open, and nobody is told so
    assert sample_office.privacy.finish_erasing() is None


def test_another_who_took_the_same_number_is_spared_in_old_backups(office: Office, tmp_path: Path) -> None:
    other = added(office, CandidateDraft(name_en="Somebody Else", email="else@example.com"))
    copy = backup(tmp_path / "test.db", "test-old")
    office.privacy.erase([other], ErasureReason.MISTAKE)
    assert where(tmp_path, ["Somebody Else"]) == {}
    backup(tmp_path / "test.db", "test-empty")
    shutil.copyfile(copy, tmp_path / "elsewhere")
    assert added(office) == other  # the number is used anew
    with closing(sqlite3.connect(copy)) as old, old:
        columns = "name_en, name_zh, created_at"
        names = [row[1] for row in old.execute("PRAGMA table_info(candidate)")]
        with closing(sqlite3.connect(tmp_path / "test.db")) as now:
            row = dict(zip(names, now.execute(f"SELECT {', '.join(names)} FROM candidate").fetchone(), strict=True))
        row |= {"name_en": "Third Person", "name_zh": "", "created_at": "2020-01-01 00:00:00.000000"}
        assert columns
        marks = ", ".join("?" * len(names))
        old.execute(f"INSERT INTO candidate ({', '.join(names)}) VALUES ({marks})", [row[name] for name in names])
    office.privacy.erase([other], ErasureReason.REQUEST)
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT name_en FROM candidate").fetchall() == [("Third Person",)]


def test_backups_are_of_the_day_on_which_they_were_made_also_after_an_erasure(
    sample_office: Office, tmp_path: Path
) -> None:
    bare = backup(tmp_path / "sample.db", "test-before-the-person")
    key = added(sample_office)
    held = backup(tmp_path / "sample.db", "test-with-the-person")
    days = {str(bare): datetime(2026, 3, 1, 9, tzinfo=UTC), str(held): datetime(2026, 3, 2, 9, tzinfo=UTC)}
    for path, day in days.items():
        os.utime(path, (day.timestamp(), day.timestamp()))
    assert sample_office.privacy.erase([key], ErasureReason.REQUEST).backups_rewritten == 1
    assert where(tmp_path) == {}
    assert {one.path: one.at for one in sample_office.backups.list() if one.path in days} == days


def test_who_is_named_elsewhere_is_told(sample_office: Office, tmp_path: Path) -> None:
    key = added(sample_office)
    handed_out = tmp_path / "home" / "rosters" / "roster.xlsx"
    book = Workbook()
    book.active.append([PERSON.name_zh])
    handed_out.parent.mkdir(parents=True)
    book.save(handed_out)
    added(sample_office, CandidateDraft(name_en="A colleague", notes=f"Ask {PERSON.name_zh} ({PERSON.email})"))
    preview = sample_office.privacy.preview_erasure([key])
    assert {table: len(keys) for table, keys in preview.mentions.items()} == {"candidate": 1}
    result = sample_office.privacy.erase([key], ErasureReason.REQUEST)
    assert {word for _, word in result.left} >= {PERSON.name_zh, PERSON.email}  # told, not hidden
    assert (str(handed_out), PERSON.name_zh) in result.left  # packed as it is


def test_what_nobody_can_look_into_is_told_and_the_rest_goes_on(sample_office: Office, tmp_path: Path) -> None:
    """A workbook with a password is a compound file, or a zip with locked parts; erasing goes on past all of them."""
    key = added(sample_office)
    handed_out = tmp_path / "home" / "rosters"
    handed_out.mkdir(parents=True)
    book = Workbook()
    book.active.append([PERSON.name_zh])
    book.save(handed_out / "plain.xlsx")
    (handed_out / "compound.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    locked = bytearray((handed_out / "plain.xlsx").read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of each part, in both places
        for hit in re.finditer(re.escape(mark), bytes(locked)):
            locked[hit.start() + at] |= 1
    (handed_out / "locked.xlsx").write_bytes(locked)
    (handed_out / "cut.docx").write_bytes(bytes(locked)[:700])
    result = sample_office.privacy.erase([key], ErasureReason.REQUEST)
    assert result.unclean is None and (str(handed_out / "plain.xlsx"), PERSON.name_zh) in result.left
    assert {Path(path).name for path in result.unread} == {"compound.xlsx", "locked.xlsx", "cut.docx"}


def test_the_file_that_somebody_came_in_with_is_theirs_to_know(sample_office: Office) -> None:
    document = sample_office.privacy.person(1)
    assert [row["file_name"] for row in document["tables"]["importbatch"]] == ["candidates.xlsx"]


@pytest.mark.long
@pytest.mark.parametrize("name", ["欧阳静娴简历.txt", "Ostrander_Quenby-CV.txt"])
def test_a_file_that_only_added_to_somebody_loses_their_name_too(
    sample_office: Office, tmp_path: Path, name: str
) -> None:
    office, key = sample_office, added(sample_office)
    (tmp_path / "in").mkdir()
    cv = tmp_path / "in" / name
    cv.write_text(f"{PERSON.name_en}\n{PERSON.email}\n\nSkills\nTSV; compiler back ends\n", "utf-8")
    office.intake.commit_all(office.intake.previews(cv))
    assert office.look.recent_imports()[0].file_name == name and office.look.recent_imports()[0].updated == 1
    cv.unlink()
    assert name in [row["file_name"] for row in office.privacy.person(key)["tables"]["importbatch"]]
    assert office.privacy.preview_erasure([key]).mentions == {}
    copies = [backup(tmp_path / "sample.db", why) for why in ("test-with-both", "test-with-the-name-alone")]
    with closing(sqlite3.connect(copies[1])) as old, old:
        old.execute("DELETE FROM candidate WHERE id = ?", (key,))
    result = office.privacy.erase([key], ErasureReason.REQUEST)
    assert not [one for one in result.left if one[0] != str(copies[1])] and result.backups_rewritten == 2
    assert office.look.recent_imports()[0].file_name == ""
    for copy in copies:
        with closing(sqlite3.connect(copy)) as old:
            assert ("",) in old.execute("SELECT file_name FROM importbatch").fetchall()
    copies[1].unlink()  # what refers to nobody is in it, as in no backup of ours
    assert not where(tmp_path, [*SECRETS, name.partition(".")[0]])


@pytest.mark.long
def test_all_about_one_person_in_one_export(sample_office: Office, tmp_path: Path) -> None:
    key = added(sample_office, PERSON.model_copy(update={"notes": "=HYPERLINK(1)", "expertise": "长" * 40_000}))
    sample_office.recommending.run()
    plain, book = sample_office.privacy.export_person(key, tmp_path / "out", Wording("en"))
    document = json.loads(plain.read_text("utf-8"))
    (record,) = document["tables"]["candidate"]
    assert (record["email"], record["legal_basis"], record["retain_until"]) == (PERSON.email, "consent", "2026-06-30")
    assert document["tables"]["recommendation"] and document["trail"][-1]["purpose"] == "person"
    assert PERSON.name_en not in plain.name
    assert isinstance(document["tables"]["keptinput"][0]["body"], dict)  # what a run took of the person, unpacked
    sheets = load_workbook(book, read_only=True)
    assert set(sheets.sheetnames) >= {"Candidate record", "Recommendations", "Audit trail"}
    facts = {str(row[0]): row[1:] for row in sheets["Candidate record"].iter_rows(values_only=True)}
    assert (facts["Notes"][0], facts["E-mail"][0], facts["Legal basis"][0]) == (
        "=HYPERLINK(1)",
        PERSON.email,
        "Consent",
    )
    assert not [label for label in facts if "_" in label]
    cells = [cell for row in facts.values() for cell in row if isinstance(cell, str)]
    assert sum(cell.count("长") for cell in cells) == 40_000  # nothing is cut
    head, *rows = sheets["Recommendations"].iter_rows(values_only=True)
    assert len(rows) == len(document["tables"]["recommendation"])
    said = dict(zip(head, rows[0], strict=False))
    for one in (dict(zip(head, row, strict=False)) for row in rows):
        points = (float(line.split("  ")[2]) for line in str(one["Reasons"]).splitlines())
        assert sum(points) == pytest.approx(one["Score"])
    assert said["Form"] != said["Form"].lower() and not str(said["University project"]).isdecimal()
    tables = {**document["tables"], "trail": document["trail"]}
    say, kept = Wording("en"), load_workbook(book)
    assert len(kept.sheetnames) == len(tables)
    for name, rows_of in tables.items():  # whatever is in the JSON is in the workbook, under a label
        sheet = kept[(label := say.code_or_itself("table", name))[:1].upper() + label[1:]]
        columns = {column for row in rows_of for column in row}
        if name != "candidate":
            assert sheet.max_row == 1 + len(rows_of) and sheet.max_column >= len(columns)
            assert not [cell.value for cell in sheet[1] if "_" in str(cell.value)]
    sheets.close()
    with pytest.raises(TalentError) as gone:
        sample_office.privacy.export_person(999_999, tmp_path / "out", Wording("en"))
    assert gone.value.code is Fault.RECORD_GONE


def test_contact_data_are_shown_with_a_reason_only_to_an_hr_officer(sample_office: Office) -> None:
    key = added(sample_office)
    assert PERSON.phone not in str(sample_office.look.candidate(key))
    assert sample_office.privacy.reveal(key, RevealReason.CONTACT).phone == PERSON.phone
    latest = sample_office.audit.newest(1)[0]
    assert (latest.action, latest.keys, latest.fields, latest.purpose) == (
        "reveal", str(key), ("email", "phone"), "contact",
    )  # fmt: skip
    sample_office.act_as(Actor("x", Role.MANAGER))
    with pytest.raises(TalentError) as refused:
        sample_office.privacy.reveal(key, RevealReason.CONTACT)
    assert refused.value.code is Fault.NOT_ALLOWED


def test_whose_time_is_over(sample_office: Office) -> None:
    key = added(sample_office)
    later = added(sample_office, PERSON.model_copy(update={"retain_until": date(2027, 1, 1), "email": "b@example.com"}))
    found = sample_office.privacy.retention(date(2026, 7, 1))
    assert [row.candidate_id for row in found.due] == [key]
    assert found.without_date == 59
    assert sample_office.privacy.retention(date(2026, 6, 30)).due == ()  # its last day is still allowed
    assert {row.candidate_id for row in sample_office.privacy.retention(date(2030, 1, 1)).due} == {key, later}
    assert all(not sample_office.look.find_pairings(PairingQuery(text="quenby")) for _ in [0])


@pytest.mark.long
def test_a_plan_is_read_without_who_could_have_stepped_in(sample_office: Office) -> None:
    office = sample_office
    plan = office.planning.run().plan.id
    held = next(one for one in office.planning.plan(plan).pairings if one.alternates)
    office.privacy.erase([held.alternates[0].candidate_id], ErasureReason.REQUEST)
    (after,) = [one for one in office.planning.plan(plan).pairings if one.row == held.row]
    assert after.alternates == held.alternates[1:]


def test_consents_kept_files_terms_and_plans_go_too(life: Office, tmp_path: Path) -> None:
    """What other parts of the office keep of a person is found by its references, whatever it is."""
    pairing = put_forward(life)
    key = life.look.pairing_rows([pairing])[0].candidate_id
    name = life.look.candidate(key).name_zh or life.look.candidate(key).name_en
    reach_signing(life, pairing, tmp_path)
    life.planning.run()
    memo = tmp_path / "memo.pdf"
    memo.write_bytes(b"%PDF-1.7 The employer of the tangerine specialist agrees.")
    life.agreeing.answer_gate(pairing, "home_employer", Answer.MET, HR, files=[memo], today=TODAY)
    memo.unlink()
    out = tmp_path.parent / f"{tmp_path.name}-out"  # what lies beside the database is searched
    life.privacy.export_person(key, out, Wording("en"))
    assert any(b"tangerine" in path.read_bytes() for path in out.glob("*-evidence-*.pdf"))
    assert set(where(tmp_path, ["tangerine specialist"])) == {"tangerine specialist"}
    rows = life.privacy.preview_erasure([key]).rows
    assert {"consent", "evidence", "gateanswer", "termsversion", "decision", "keptinput"} <= set(rows)
    result = life.privacy.erase([key], ErasureReason.WITHDRAWN)
    assert result.unclean is None and where(tmp_path, ["tangerine specialist", name]) == {}
    assert life.audit.verify().sound
    for plan in life.planning.plans():
        life.planning.plan(plan.id)  # still opens
    assert life.dossiers.due(TODAY) is not None and life.look.recommended() is not None


def test_an_erasure_says_that_an_agreement_is_in_force(life: Office, tmp_path: Path) -> None:
    pairing = put_forward(life)
    key = life.look.pairing_rows([pairing])[0].candidate_id
    assert life.privacy.preview_erasure([key]).running == 0
    activate(life, pairing, tmp_path)
    assert life.privacy.preview_erasure([key]).running == 1

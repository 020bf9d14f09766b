"""A roster that comes back: untouched it changes nothing, edited it shows what would change, and does just that."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.folding import simplified
from talentapp.domain.intake import Retyped, Trouble
from talentapp.domain.masking import Reader
from talentapp.domain.roles import Actor
from talentapp.domain.rosters import COLUMNS, RosterChoice
from talentapp.domain.terms import Kind, RevealReason, Role, State, Verdict
from talentapp.gui.pairings.sides import word_of
from talentapp.office import Office
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.imports import PlannedRow, Preview
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording

FIRST = 5


def about(office: Office, reader: Reader | None) -> PairingQuery:
    """Everything; for a partner what is about one of them."""
    partner = (office.actor.organisation_id or office.look.flows()[0].left) if reader is Reader.PARTNER else None
    return PairingQuery(states=(), organisation_id=partner)


def exported(office: Office, folder: Path, language: Language = "zh_CN", **choice: Any) -> Path:
    path = folder / "roster.xlsx"
    query = about(office, choice.get("reader"))
    office.publishing.export_roster(path, Wording(language), query, choice=RosterChoice(**choice))
    return path


def edit(path: Path, change: Callable[[Worksheet, dict[str, int]], None]) -> None:
    """Edit the roster sheet as a person would: columns are found by the codes above them."""
    book = load_workbook(path)
    sheet = book.worksheets[1]
    change(sheet, {str(cell.value): cell.column for cell in sheet[3] if cell.value})
    book.save(path)


def row_of(preview: Preview, place: int) -> PlannedRow:
    return preview.rows[place - FIRST]


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", [Reader.MANAGER, Reader.OFFICE, Reader.PARTNER])
def test_an_untouched_roster_holds_no_difference(
    sample_office: Office, tmp_path: Path, language: Language, reader: Reader
) -> None:
    keys = sample_office.look.find_pairings(PairingQuery())
    sample_office.review.decide(keys[0], Verdict.ACCEPT, who="顾文汐")
    path = exported(sample_office, tmp_path, language, reader=reader)
    sample_office.review.decide(keys[1], Verdict.DECLINE, "研究方向不符", "王芳")  # what happens later is no edit
    preview = sample_office.intake.preview(path)
    assert preview.kind is Kind.PAIRINGS
    assert len(preview.rows) == len(sample_office.look.find_pairings(about(sample_office, reader)))
    assert preview.count("unchanged") == len(preview.rows)
    assert not preview.problems
    assert sample_office.intake.commit(preview).batch_id is None


def test_an_edited_roster_shows_the_difference_and_does_it(sample_office: Office, tmp_path: Path) -> None:
    path = exported(sample_office, tmp_path, reader=Reader.OFFICE)
    say = Wording("zh_CN")

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["state"]).value = say("roster-state-shortlisted")
        sheet.cell(FIRST, at["decided-by"]).value = "顾文汐"
        sheet.cell(FIRST, at["decided-on"]).value = date(2026, 11, 20)
        sheet.cell(FIRST + 1, at["state"]).value = say("roster-state-declined")
        sheet.cell(FIRST + 1, at["decision"]).value = "研究方向不符"
        sheet.cell(FIRST + 2, at["email"]).value = "new@example.org"
        sheet.cell(FIRST + 3, at["state"]).value = say("roster-state-declined")  # and no reason
        sheet.cell(FIRST + 4, at["name"]).value = "somebody else"
        sheet.cell(FIRST + 5, at["state"]).value = say("roster-state-active")
        sheet.cell(FIRST + 6, at["state"]).value = "maybe"
        sheet.cell(FIRST + 7, at["decision"]).value = "a remark"
        sheet.cell(FIRST + 8, at["talentapp-roster/2/full"]).value = None

    edit(path, change)
    preview = sample_office.intake.preview(path)
    assert row_of(preview, FIRST).changes == (
        ("state", "recommended", "shortlisted"), ("decided_by", "", "顾文汐"), ("decided_on", "", "2026-11-20"),
    )  # fmt: skip
    assert row_of(preview, FIRST + 1).changes[-1] == ("decision", "", "研究方向不符")
    (field, _, new) = row_of(preview, FIRST + 2).changes[0]
    assert (field, new) == ("email", "new@example.org")
    troubles = {row.row: (problem.trouble, row.action) for row in preview.rows for problem in row.problems}
    assert troubles == {
        FIRST + 3: (Trouble.REASON_MISSING, "blocked"),
        FIRST + 4: (Trouble.LOCKED_CELL, "unchanged"),
        FIRST + 5: (Trouble.STATE_NOT_REACHABLE, "blocked"),
        FIRST + 6: (Trouble.STATE_UNKNOWN, "blocked"),
        FIRST + 7: (Trouble.DECISION_KEPT, "unchanged"),
        FIRST + 8: (Trouble.KEY_MISSING, "blocked"),
    }
    locked = row_of(preview, FIRST + 4).problems[0]
    assert (locked.column, locked.header, locked.value) == ("B", "姓名", "somebody else")
    for language in LANGUAGES:
        assert all(Wording(language).problem(problem) for problem in preview.problems)

    done = sample_office.intake.commit(preview)
    assert (done.updated, done.created, done.left_out) == (3, 0, 4)
    first, second = (row_of(preview, FIRST + place).target_id for place in (0, 1))
    card = sample_office.look.pairing(sample_office.look.pairing_rows([first or 0])[0].recommendation_id)
    assert [(said.verdict, said.who) for said in card.history] == [(Verdict.ACCEPT, "顾文汐")]
    rows = {row.pairing_id: row for row in sample_office.look.pairing_rows([first or 0, second or 0])}
    assert [rows[key].state for key in (first, second)] == [State.SHORTLISTED, State.DECLINED]
    candidate = sample_office.look.pairing_rows([row_of(preview, FIRST + 2).target_id or 0])[0].candidate_id
    assert sample_office.privacy.reveal(candidate, RevealReason.CONTACT).email == "new@example.org"
    again = sample_office.intake.preview(path)
    assert again.count("update") == 0
    assert not row_of(again, FIRST).problems and not row_of(again, FIRST + 1).problems, "it says what was said"
    fresh = exported(sample_office, tmp_path, reader=Reader.OFFICE)
    sheet = load_workbook(fresh).worksheets[1]
    codes = {str(cell.value): cell.column for cell in sheet[3] if cell.value}
    dated = [sheet.cell(line, codes["decided-on"]).value for line in range(FIRST, sheet.max_row + 1)
             if sheet.cell(line, codes["talentapp-roster/2/full"]).value == f"pairing:{first}"]  # fmt: skip
    assert [day.date() for day in dated] == [date(2026, 11, 20)]  # type: ignore[union-attr]


def test_a_state_that_cannot_be_is_told_with_those_that_can(sample_office: Office, tmp_path: Path) -> None:
    path, words = exported(sample_office, tmp_path), Wording("zh_CN")

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["state"]).value = "通过"
        sheet.cell(FIRST + 1, at["state"]).value = words("roster-state-declined")

    edit(path, change)
    preview = sample_office.intake.preview(path)
    (unknown,), (reasonless,) = row_of(preview, FIRST).problems, row_of(preview, FIRST + 1).problems
    assert words("roster-state-shortlisted") in unknown.choices and words("roster-state-recommended") in unknown.choices
    assert unknown.choices[0] in words.problem(unknown)
    assert reasonless.trouble is Trouble.REASON_MISSING and reasonless.header == words("roster-column-decision")
    typed = [
        Retyped(unknown.sheet, unknown.row, unknown.column, words("roster-state-shortlisted")),
        Retyped(reasonless.sheet, reasonless.row, reasonless.column, "研究方向不符"),
    ]
    (preview,) = sample_office.intake.previews(path, retyped=typed)
    changes = [row_of(preview, FIRST + at).changes for at in (0, 1)]
    assert changes == [
        (("state", "recommended", "shortlisted"),),
        (("state", "recommended", "declined"), ("decision", "", "研究方向不符")),
    ]


def test_what_is_no_telephone_number_or_address_is_refused_in_its_cell(sample_office: Office, tmp_path: Path) -> None:
    path, words = exported(sample_office, tmp_path, reader=Reader.OFFICE), Wording("zh_CN")
    said = {0: ("请先联系秘书", "new0@example.org"), 1: ("138 0013 800", "new1@example.org"),
            2: ("+86 138 0013 8000", "at home"), 3: ("电话: 010-62770001", ""), 4: ("12", "")}  # fmt: skip
    seen: dict[str, int] = {}
    lines: list[int] = []

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        for line in range(FIRST, sheet.max_row + 1):  # one row a person
            seen.setdefault(str(sheet.cell(line, at["name"]).value), line)
        lines.extend(list(seen.values())[: len(said)])
        for line, (phone, email) in zip(lines, said.values(), strict=True):
            sheet.cell(line, at["phone"]).value = phone
            if email:
                sheet.cell(line, at["email"]).value = email

    edit(path, change)
    preview = sample_office.intake.preview(path)
    rows = [row_of(preview, line) for line in lines]
    assert [{name: new for name, _, new in row.changes} for row in rows] == [
        {"email": "new0@example.org"},
        {"email": "new1@example.org", "phone": "138 0013 800"},
        {"phone": "+86 138 0013 8000"},
        {"phone": "010-62770001"},
        {},
    ]
    told = [[(one.trouble, one.header, one.value) for one in row.problems] for row in rows]
    phone, email = words("roster-column-phone"), words("roster-column-email")
    assert told == [
        [(Trouble.VALUE_UNCLEAR, phone, "请先联系秘书")],
        [(Trouble.PHONE_SHORT, phone, "138 0013 800")],
        [(Trouble.EMAIL_MALFORMED, email, "at home")],
        [],
        [(Trouble.VALUE_UNCLEAR, phone, "12")],
    ]
    assert words("trouble-value-unclear-phone") in words.problem(rows[0].problems[0])
    assert sample_office.intake.commit(preview).updated == 4
    first = sample_office.look.pairing_rows([rows[0].target_id or 0])[0].candidate_id
    kept = sample_office.privacy.reveal(first, RevealReason.CONTACT)
    assert kept.email == "new0@example.org" and kept.phone != "请先联系秘书"


def test_what_has_moved_on_is_not_undone(sample_office: Office, tmp_path: Path) -> None:
    path = exported(sample_office, tmp_path)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["state"]).value = Wording("zh_CN")("roster-state-shortlisted")

    edit(path, change)
    before = sample_office.intake.preview(path)
    key = row_of(before, FIRST).target_id or 0
    sample_office.review.decide(key, Verdict.DECLINE, "研究方向不符", "王芳")
    with pytest.raises(TalentError) as caught:
        sample_office.intake.commit(before)
    assert caught.value.code is Fault.RECORD_STALE
    now = row_of(sample_office.intake.preview(path), FIRST)
    assert (now.action, now.problems[0].trouble) == ("blocked", Trouble.MOVED_ON)


def test_columns_may_be_chosen_moved_and_left_out(sample_office: Office, tmp_path: Path) -> None:
    path = exported(sample_office, tmp_path, "en", columns=("state", "score", "name"), sheets=("roster",))

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.delete_cols(at["score"])
        sheet.insert_cols(1)
        sheet.cell(4, 1).value = "Our own remark"

    edit_first(path, change)
    preview = sample_office.intake.preview(path)
    assert preview.count("unchanged") == len(preview.rows) > 50
    assert not preview.problems


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_roster_sheet_alone_comes_back_too(sample_office: Office, tmp_path: Path, language: Language) -> None:
    path = exported(sample_office, tmp_path, language)
    book = load_workbook(path)
    for sheet in [sheet for at, sheet in enumerate(book.worksheets) if at != 1]:
        book.remove(sheet)
    book.worksheets[0].title = "2026"
    book.save(path)
    label = Wording(language)("roster-state-shortlisted")
    edit_first(path, lambda sheet, at: sheet.cell(FIRST, at["state"], label))
    row = row_of(sample_office.intake.preview(path), FIRST)
    assert row.changes == (("state", "recommended", "shortlisted"),)


def edit_first(path: Path, change: Callable[[Worksheet, dict[str, int]], None]) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    change(sheet, {str(cell.value): cell.column for cell in sheet[3] if cell.value})
    book.save(path)


def test_masked_contact_data_do_not_come_back(sample_office: Office, tmp_path: Path) -> None:
    path = exported(sample_office, tmp_path)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["email"]).value = "new@example.org"

    edit(path, change)
    row = row_of(sample_office.intake.preview(path), FIRST)
    assert (row.action, [one.trouble for one in row.problems]) == ("unchanged", [Trouble.LOCKED_CELL])


def test_only_who_may_see_contact_data_gets_them_in_full(sample_office: Office, tmp_path: Path) -> None:
    sample_office.act_as(Actor("经理", Role.MANAGER))
    with pytest.raises(TalentError) as caught:
        exported(sample_office, tmp_path, reader=Reader.OFFICE)
    assert caught.value.code is Fault.NOT_ALLOWED
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.long
def test_a_roster_of_a_later_version_or_without_its_seals(sample_office: Office, tmp_path: Path) -> None:
    path = exported(sample_office, tmp_path)

    def later(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(3, at["talentapp-roster/2/masked"]).value = "talentapp-roster/99/masked"

    edit(path, later)
    with pytest.raises(TalentError) as caught:
        sample_office.intake.preview(path)
    assert caught.value.code is Fault.ROSTER_TOO_NEW
    path = exported(sample_office, tmp_path)

    def unsealed(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.delete_cols(at["talentapp-roster/2/masked"] + 1)

    edit(path, unsealed)
    with pytest.raises(TalentError) as caught:
        sample_office.intake.preview(path)
    assert caught.value.code is Fault.ROSTER_BROKEN


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_roster_that_libreoffice_has_saved(sample_office: Office, tmp_path: Path) -> None:
    path = exported(sample_office, tmp_path, "zh_TW", reader=Reader.OFFICE)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
               str(tmp_path / "saved"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    preview = sample_office.intake.preview(tmp_path / "saved" / "roster.xlsx")
    assert preview.kind is Kind.PAIRINGS
    assert preview.count("unchanged") == len(preview.rows) > 50
    assert not preview.problems


def test_every_column_has_its_words() -> None:
    for language in LANGUAGES:
        say = Wording(language)
        assert all(say.has(f"roster-column-{code}") and say.has(f"roster-about-{code}") for code in COLUMNS)


def test_undoing_a_returned_roster_restores_contact_data_and_retracts_its_decisions(
    sample_office: Office, tmp_path: Path
) -> None:
    office, say = sample_office, Wording("zh_CN")
    retracted, declined = office.look.find_pairings(PairingQuery())[3:5]
    for key in (retracted, declined):
        office.review.decide(key, Verdict.ACCEPT, who="王芳")
    path = exported(office, tmp_path, reader=Reader.OFFICE)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        keys = sheet.iter_cols(at["talentapp-roster/2/full"], at["talentapp-roster/2/full"], FIRST)
        rows = {str(cell.value): cell.row for (*cells,) in keys for cell in cells}
        sheet.cell(FIRST, at["state"]).value = say("roster-state-shortlisted")
        sheet.cell(FIRST, at["email"]).value = "new@example.org"
        for place in (FIRST + 1, FIRST + 2):
            sheet.cell(place, at["state"]).value = say("roster-state-declined")
            sheet.cell(place, at["decision"]).value = "研究方向不符"
        sheet.cell(rows[f"pairing:{retracted}"], at["state"]).value = say("roster-state-recommended")
        sheet.cell(rows[f"pairing:{declined}"], at["state"]).value = say("roster-state-declined")
        sheet.cell(rows[f"pairing:{declined}"], at["decision"]).value = "经费不足"

    edit(path, change)
    preview = office.intake.preview(path)
    first, second, third = (row_of(preview, FIRST + place).target_id or 0 for place in range(3))
    candidate = office.look.pairing_rows([first])[0].candidate_id
    before = office.privacy.reveal(candidate, RevealReason.CONTACT).email
    batch = office.intake.commit(preview).batch_id or 0
    assert office.privacy.reveal(candidate, RevealReason.CONTACT).email == "new@example.org"
    assert office.look.pairing_rows([retracted])[0].state is State.RECOMMENDED
    (listed,) = [row for row in office.look.recent_imports() if row.id == batch]
    assert listed.undoable
    office.review.decide(second, Verdict.COMMENT, "a remark decides nothing")
    office.review.decide(third, Verdict.RETRACT)
    told = office.intake.undo_preview(batch)
    result = office.intake.undo(batch)
    for done in (told, result):
        assert (done.removed, done.restored, done.retracted) == (0, 1, 2)
        assert {(one.id, one.why) for one in done.kept} == {
            (third, "gone_on"), (retracted, "retraction"), (declined, "decided_before"),
        }  # fmt: skip
        assert all(one.kind is Kind.PAIRINGS and one.title and say.code("import-kept", one.why) for one in done.kept)
    assert Kind.PAIRINGS in result.changed
    assert office.look.pairing_rows([declined])[0].state is State.DECLINED  # not sent back to the queue unasked
    assert office.privacy.reveal(candidate, RevealReason.CONTACT).email == before
    assert {office.look.pairing_rows([key])[0].state for key in (first, second, third)} == {State.RECOMMENDED}
    history = office.look.pairing(office.look.pairing_rows([first])[0].recommendation_id).history
    assert [one.verdict for one in history] == [Verdict.ACCEPT, Verdict.RETRACT] and history[0].retracted


def test_rows_sorted_columns_moved_and_hidden_and_a_filter_set_are_no_edits(
    sample_office: Office, tmp_path: Path
) -> None:
    path = exported(sample_office, tmp_path, reader=Reader.OFFICE)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=3)]
        order = [*range(4, sheet.max_column), 2, 0, 3, 1]  # the hidden columns come to stand in front of some others
        head, rows = lines[:2], sorted(lines[2:], key=lambda line: str(line[at["university"] - 1]))
        for number, line in enumerate([*head, *rows], 3):
            for place, old in enumerate(order, 1):
                sheet.cell(number, place).value = line[old]
        sheet.column_dimensions["C"].hidden = True
        sheet.auto_filter.add_filter_column(0, ["x"])
        for number in range(FIRST, FIRST + 20):
            sheet.row_dimensions[number].hidden = True

    edit(path, change)
    preview = sample_office.intake.preview(path)
    assert preview.count("unchanged") == len(preview.rows) > 50
    assert not preview.problems
    edit(path, lambda sheet, at: sheet.cell(FIRST, at["email"], "new@example.org"))
    preview = sample_office.intake.preview(path)
    assert [row.changes[0][0] for row in preview.rows if row.changes] == ["email"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_roster_that_libreoffice_has_saved_as_ods(sample_office: Office, tmp_path: Path) -> None:
    path = exported(sample_office, tmp_path, "zh_CN", reader=Reader.MANAGER)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    preview = sample_office.intake.preview(tmp_path / "roster.ods")
    assert preview.count("unchanged") == len(preview.rows) > 50
    assert not preview.problems


def test_a_liaison_returns_a_roster_with_reviews_of_the_own_pairings(sample_office: Office, tmp_path: Path) -> None:
    office, say = sample_office, Wording("zh_CN")
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    everybodys = exported(office, tmp_path, reader=Reader.OFFICE)
    office.act_as(Actor("联络人", Role.LIAISON, firm))
    own = set(office.look.find_pairings(PairingQuery()))

    def accept(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["state"]).value = say("roster-state-shortlisted")

    def more(sheet: Worksheet, at: dict[str, int]) -> None:
        key = at["talentapp-roster/2/full"]
        for line in range(FIRST, sheet.max_row + 1):
            mine = int(str(sheet.cell(line, key).value)[8:]) in own
            sheet.cell(line, at["email" if mine else "state"]).value = (
                "new@example.org" if mine else say("roster-state-shortlisted")
            )

    edit(everybodys, more)  # one that is not for a liaison: nothing of it goes in
    preview = office.intake.preview(everybodys)
    assert preview.count("update") == 0 and preview.count("blocked") == len(preview.rows) - len(own)
    assert {problem.trouble for problem in preview.problems} == {Trouble.LOCKED_CELL, Trouble.NOT_OWN_PAIRING}
    path = exported(office, tmp_path, reader=Reader.PARTNER)

    def in_own_words(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["state"]).value = "不合适"
        sheet.cell(FIRST, at["decision"]).value = "方向不符"

    edit(path, in_own_words)
    (told,) = office.intake.preview(path).problems
    assert told.trouble is Trouble.STATE_UNKNOWN and told.choices, (
        "one's own pairing is there, and its word can be put right"
    )
    path = exported(office, tmp_path, reader=Reader.PARTNER)
    edit(path, accept)
    preview = office.intake.preview(path)
    assert (preview.count("update"), preview.count("unchanged")) == (1, len(own) - 1)
    done = office.intake.commit(preview)
    assert done.updated == 1
    key = row_of(preview, FIRST).target_id or 0
    (said,) = office.look.pairing(office.look.pairing_rows([key])[0].recommendation_id).history
    assert (said.who, said.verdict, said.after) == ("联络人", Verdict.ACCEPT, State.SHORTLISTED)
    assert office.look.recent_imports() == []
    candidates = next(file for file in office.intake.sample_files() if "candidates" in file.name)
    with pytest.raises(TalentError) as caught:
        office.intake.preview(candidates)
    assert caught.value.code is Fault.NOT_ALLOWED
    office.act_as(Actor("经理", Role.MANAGER))
    with pytest.raises(TalentError):
        office.intake.preview(path)


def test_a_state_is_read_in_either_script_and_rows_that_are_gone_are_told(
    sample_office: Office, tmp_path: Path
) -> None:
    path = exported(sample_office, tmp_path, "zh_TW", reader=Reader.OFFICE)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        said = str(Wording("zh_TW")("roster-state-shortlisted"))
        sheet.cell(FIRST, at["state"]).value = simplified(said)
        assert simplified(said) != said
        sheet.delete_rows(FIRST + 3, 2)

    edit(path, change)
    preview = sample_office.intake.preview(path)
    assert row_of(preview, FIRST).changes[0] == ("state", "recommended", "shortlisted")
    (told,) = preview.problems
    assert (told.trouble, told.facts["rows"], told.blocking) == (Trouble.ROWS_GONE, 2, False)


def test_a_returned_roster_accepts_nobody_who_is_not_open(sample_office: Office, tmp_path: Path) -> None:
    path, words = exported(sample_office, tmp_path), Wording("zh_CN")
    edit(path, lambda sheet, at: setattr(sheet.cell(FIRST, at["state"]), "value", words("roster-state-shortlisted")))
    key = row_of(sample_office.intake.preview(path), FIRST).target_id or 0
    who = sample_office.look.pairing_rows([key])[0].candidate_id
    sample_office.editing.change(Kind.CANDIDATES, [who], BulkChange("status", "paused"))
    row = row_of(sample_office.intake.preview(path), FIRST)
    assert (row.action, [one.trouble for one in row.problems]) == ("blocked", [Trouble.NOT_OPEN])
    assert sample_office.intake.commit(sample_office.intake.preview(path)).updated == 0


def test_a_returned_roster_takes_back_no_other_sides_word(sample_office: Office, tmp_path: Path) -> None:
    office, words = sample_office, Wording("zh_CN")
    key = office.look.find_pairings(PairingQuery())[0]
    shown = office.look.pairing_rows([key])[0]
    university, firm = (
        office.look.project_rows([one])[0].organisation_id
        for one in (shown.university_project_id, shown.firm_project_id)
    )
    office.act_as(Actor("陈怡君", Role.LIAISON, university))
    office.review.decide(key, Verdict.ACCEPT, who="陈怡君")
    office.act_as(Actor("李工", Role.LIAISON, firm))
    path = exported(office, tmp_path, reader=Reader.PARTNER)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        for line in range(FIRST, sheet.max_row + 1):
            if sheet.cell(line, at["talentapp-roster/2/masked"]).value == f"pairing:{key}":
                sheet.cell(line, at["state"]).value = words("roster-state-recommended")
                sheet.cell(line, at["decided-by"]).value = "陈怡君"  # whoever is named: it is the firm's file

    edit(path, change)
    (row,) = [one for one in office.intake.preview(path).rows if one.target_id == key]
    assert (row.action, [one.trouble for one in row.problems]) == ("blocked", [Trouble.NOT_OWN_WORD])
    assert "陈怡君" in words.problem(row.problems[0])
    office.act_as(Actor("王老师", Role.HR_OFFICER))
    (row,) = [one for one in office.intake.preview(path).rows if one.target_id == key]
    assert row.action == "update"


def test_whom_a_liaisons_roster_names_has_decided_for_the_liaisons_organisation(
    sample_office: Office, tmp_path: Path
) -> None:
    office, words = sample_office, Wording("zh_CN")
    key = office.look.find_pairings(PairingQuery())[0]
    shown = office.look.pairing_rows([key])[0]
    firm = office.look.project_rows([shown.firm_project_id])[0].organisation_id
    office.act_as(Actor("李工", Role.LIAISON, firm))
    path = exported(office, tmp_path, reader=Reader.PARTNER)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        for line in range(FIRST, sheet.max_row + 1):
            if str(sheet.cell(line, at["talentapp-roster/2/masked"]).value) == f"pairing:{key}":
                for code, value in (
                    ("state", words("roster-state-declined")),
                    ("decided-by", "总工"),
                    ("decision", "满"),
                ):
                    sheet.cell(line, at[code]).value = value

    edit(path, change)
    office.intake.commit(office.intake.preview(path))
    card = office.look.pairing(shown.recommendation_id)
    last = card.history[-1]
    assert (last.verdict, last.who, last.role) == (Verdict.DECLINE, "总工", Role.LIAISON)
    assert word_of(card.history, shown.firm) == last and word_of(card.history, {}) is None


def test_a_liaison_hands_nothing_out_for_another_organisation(sample_office: Office, tmp_path: Path) -> None:
    office, words = sample_office, Wording("zh_CN")
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    university, firm = (
        office.look.project_rows([one])[0].organisation_id for one in (row.university_project_id, row.firm_project_id)
    )
    office.act_as(Actor("李工", Role.LIAISON, firm))
    for reader in (Reader.PARTNER, None):
        with pytest.raises(TalentError) as caught:
            choice = RosterChoice(reader=reader)
            office.publishing.export_roster(
                tmp_path / "x.xlsx", words, PairingQuery(states=(), organisation_id=university), choice=choice
            )
        assert caught.value.code is Fault.NOT_ALLOWED and not (tmp_path / "x.xlsx").exists()
    office.publishing.export_roster(tmp_path / "x.xlsx", words, PairingQuery(states=(), organisation_id=firm))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_buttons_are_states(sample_office: Office, tmp_path: Path, language: Language) -> None:
    path = exported(sample_office, tmp_path, "zh_CN", reader=Reader.OFFICE)
    say = Wording(language)
    written = [say(f"verdict-{done}{verdict}") for done in ("", "done-") for verdict in ("accept", "decline")]
    written += ["同意", "拒絕", "同意。", "不同意", "agreed", "Rejected"]  # of reviewers
    asked = [f"{written[0]}？", "Accepted?"]

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        for place, word in enumerate([*written, *asked]):
            sheet.cell(FIRST + place, at["state"]).value = word
            sheet.cell(FIRST + place, at["decision"]).value = "研究方向"
            sheet.cell(FIRST + place, at["decided-by"]).value = "顾文汐"

    edit(path, change)
    preview = sample_office.intake.preview(path)
    states = [row_of(preview, FIRST + place).changes[0][2] for place in range(len(written))]
    assert states == ["shortlisted", "declined"] * 5
    for place in range(len(written), len(written) + len(asked)):  # who asks has not decided
        assert row_of(preview, FIRST + place).action == "blocked"


def test_who_has_no_place_is_told_whether_another_row_of_the_file_takes_it(
    sample_office: Office, tmp_path: Path
) -> None:
    office, say = sample_office, Wording("zh_CN")
    waiting = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    ((sought, _),) = Counter(row.firm_project_id for row in waiting).most_common(1)
    (full,) = office.look.project_rows([sought])
    for row in [one for one in waiting if one.firm_project_id == sought][: full.places_left]:
        office.review.decide(row.pairing_id or 0, Verdict.ACCEPT, who="王芳")
    path = exported(office, tmp_path, reader=Reader.OFFICE)

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        for number in range(FIRST, sheet.max_row + 1):
            if sheet.cell(number, at["state"]).value == say("roster-state-recommended"):
                sheet.cell(number, at["state"]).value = say("roster-state-shortlisted")

    edit(path, change)
    rows = {row.row: row for row in office.intake.preview(path).rows}
    pairings = {row.pairing_id: row for row in office.look.pairing_rows([row.target_id or 0 for row in rows.values()])}

    ids = {key for one in pairings.values() for key in (one.university_project_id, one.firm_project_id)}
    left = {one.title: one.places_left for one in office.look.project_rows(sorted(ids))}

    def projects(row: PlannedRow) -> set[str]:
        one = pairings[row.target_id]
        return {one.university_project, one.firm_project}

    told: Counter[Trouble] = Counter()
    for row in rows.values():
        for problem in row.problems:
            told[problem.trouble] += 1
            if problem.trouble is Trouble.PLACE_TAKEN_ABOVE:
                above = rows[int(problem.facts["other_row"])]
                assert above.row < row.row and above.action == "update"
                assert problem.facts["project"] in projects(above) & projects(row)
                assert left[str(problem.facts["project"])] > 0
                assert str(above.row) in say.problem(problem)
            elif problem.trouble is Trouble.NO_PLACE:
                assert left[str(problem.facts["project"])] == 0
    assert told[Trouble.PLACE_TAKEN_ABOVE] > 1 and told[Trouble.NO_PLACE] >= 1

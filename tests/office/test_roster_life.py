"""What a roster says of agreements: what is in force, what falls due, what has ended."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.handout import Table
from talentapp.domain.rosters import Due
from talentapp.domain.states import STAGES
from talentapp.domain.terms import Form, Kind, State, Verdict
from talentapp.office import Office
from talentapp.office.cases.facts import running as running_of
from talentapp.office.handouts.rostering import fields_as_one
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Language
from talentapp.wording import Wording
from tests.office import lives


def days_ahead(life: Office, today: date) -> list[tuple[Due, date, int]]:
    """The days of agreements that fall due, as the overview tells them."""
    return [(row.what, row.on, row.ahead) for row in life.dossiers.due(today) if not row.gate]


def test_active_due_and_ended(life: Office, tmp_path: Path) -> None:
    today = date.today()
    end, renewal = today + timedelta(days=80), today + timedelta(days=20)
    running = lives.put_forward(life)
    dates = {"start": today.isoformat(), "end": end.isoformat(), "renewal_on": renewal.isoformat()}
    lives.activate(life, running, tmp_path, today, **dates)
    life.publishing.export_roster(tmp_path / "roster.xlsx", Wording("en"))
    book = load_workbook(tmp_path / "roster.xlsx")
    (active,) = book["Active"].iter_rows(min_row=5, values_only=True)
    assert [value.date() for value in active[-2:]] == [today, end]
    shares = sum(float(lives.TERMS[code]) for code in ("effort_university", "effort_firm"))
    assert shares / 100 in [value for value in active if isinstance(value, float)], "what was agreed, not offered"
    due = [row[5:7] for row in book["Due"].iter_rows(min_row=5, values_only=True)]
    said = [(what, on.date()) for what, on in due if not str(what).startswith("Gate")]
    assert said == [("Decide on renewal", renewal), ("The term ends", end)]
    assert "Ended" not in book.sheetnames
    assert days_ahead(life, today) == [(Due.RENEWAL, renewal, 30), (Due.TERM_END, end, 90)]
    assert not days_ahead(life, renewal - timedelta(days=91))
    # While the next term is drafted and signed, the agreement in force is told
    for verdict, who in ((Verdict.FALL_DUE, lives.HR), (Verdict.PROLONG, lives.HEAD), (Verdict.REDRAFT, lives.HR)):
        life.agreeing.move(running, verdict, who, today=today)
        assert days_ahead(life, today) == [(Due.TERM_END, end, 90)]
    draft = {name: (date.fromisoformat(day) + timedelta(days=700)).isoformat() for name, day in dates.items()}
    life.agreeing.save_terms(running, {**lives.TERMS, **draft}, lives.HR, today=today)
    life.publishing.export_roster(tmp_path / "renewed.xlsx", Wording("en"))
    again = load_workbook(tmp_path / "renewed.xlsx")
    (active,) = again["Active"].iter_rows(min_row=5, values_only=True)
    assert [value.date() for value in active[-2:]] == [today, end]
    still = [one for one in due if one[0] != "Decide on renewal"]  # which is settled
    assert [row[5:7] for row in again["Due"].iter_rows(min_row=5, values_only=True)] == still
    in_force = PairingQuery(states=STAGES["running"])
    assert life.publishing.export_roster(tmp_path / "running.xlsx", Wording("en"), in_force).rows == 1
    preparing = PairingQuery(states=(State.SIGNING,))  # as it is by its state alone
    with pytest.raises(TalentError) as nothing:
        life.publishing.export_roster(tmp_path / "signing.xlsx", Wording("en"), preparing)
    assert nothing.value.code is Fault.ROSTER_EMPTY and not (tmp_path / "signing.xlsx").exists()
    dossier = life.dossiers.dossier(running, today)
    assert dossier.in_force and dossier.in_force.number == 1 and dossier.terms[-1].number == 2
    assert not dossier.is_over and life.dossiers.dossier(running, end + timedelta(days=1)).is_over
    with life.store.reading() as session:  # until its last day
        told = {day: running_of(session, {running: State.TERMS}, day) for day in (end, end + timedelta(days=1))}
    assert told == {end: {running}, end + timedelta(days=1): set()}
    life.agreeing.move(running, Verdict.END, lives.HR, reason="as agreed", today=today)
    assert not days_ahead(life, today), "that it ends is settled"
    life.publishing.export_roster(tmp_path / "ending.xlsx", Wording("en"))
    ending = load_workbook(tmp_path / "ending.xlsx")["Due"]
    told = {str(row[5]) for row in ending.iter_rows(min_row=5, values_only=True)}
    assert told and all(one.startswith("Gate") for one in told), "as the overview says"
    life.agreeing.move(running, Verdict.CLOSE, lives.HR, reason="all handed over", today=today)
    life.publishing.export_roster(tmp_path / "roster.xlsx", Wording("en"))
    book = load_workbook(tmp_path / "roster.xlsx")
    assert "Active" not in book.sheetnames and book["Ended"].max_row == 5
    ended = next(book["Ended"].iter_rows(min_row=5, values_only=True))
    days = [value.date() for value in ended if isinstance(value, datetime)]
    assert days[-2:] == [today, date.today()], "until the day on which the end was complete, whatever was agreed"
    closed = life.dossiers.dossier(running, today + timedelta(days=900))  # the next term never began, either
    assert closed.closed_on == date.today() and closed.in_force and closed.in_force.number == 1


def rows_of(office: Office, path: Path, language: Language = "en") -> list[dict[object, object]]:
    """The rows of the roster, each by the codes of its columns."""
    office.publishing.export_roster(path, Wording(language))
    sheet = load_workbook(path)[Wording(language)("roster-sheet-roster")]
    codes = [cell.value for cell in sheet[3]]
    return [dict(zip(codes, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]


def test_what_is_drafted_is_not_told_as_agreed(life: Office, tmp_path: Path) -> None:
    """Until an agreement is in force, a roster tells what the candidate offers, and no days."""
    pairing, path = lives.put_forward(life), tmp_path / "roster.xlsx"
    candidate = life.dossiers.dossier(pairing).candidate_id
    life.editing.save(Kind.CANDIDATES, {"effort_percent": 50.0, "forms": [Form.DUAL_APPOINTMENT]}, candidate)
    drafted = {**lives.TERMS, "effort_university": 10, "effort_firm": 15}

    own = Workbook()
    own.active.append(["{{name}}", "{{effort}}", "{{start}}", "{{end}}"])
    own.save(tmp_path / "own.xlsx")

    def told() -> tuple[object, ...]:
        """The effort and the form of the only row; an office's own workbook has the same effort, and the days."""
        (row,) = rows_of(life, path)
        life.publishing.fill_roster(tmp_path / "filled.xlsx", tmp_path / "own.xlsx", Wording("en"))
        (_, effort, *days), *_ = load_workbook(tmp_path / "filled.xlsx").active.iter_rows(values_only=True)
        assert effort == row["effort"]
        return effort, *days, row["form"]

    lives.reach_signing(life, pairing, tmp_path, terms=drafted)
    offered = (0.5, None, None, "Dual appointment")
    assert told() == offered
    lives.sign(life, pairing)
    assert told() == offered, "not before it is approved"
    life.agreeing.move(pairing, Verdict.REVISE, lives.HEAD, reason="too much", today=lives.TODAY)
    assert told() == offered
    life.agreeing.save_terms(pairing, drafted, lives.HR, Form.TECHNICAL_CONSULTING, today=lives.TODAY)
    assert told()[-1] == Wording("en")("roster-form-proposed", form=Wording("en")("roster-form-technical-consulting"))


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_what_followed_by_rule_is_told_in_words(life: Office, tmp_path: Path, language: Language) -> None:
    """A roster, a dossier and what the person is given have the words of the pairing's page for it, no codes."""
    pairing, words = lives.put_forward(life), Wording(language)
    lives.reach_signing(life, pairing, tmp_path)
    candidate = life.dossiers.dossier(pairing).candidate_id
    life.agreeing.record_consent(candidate, False, lives.HR)
    (row,) = rows_of(life, tmp_path / "roster.xlsx", language)
    told = words("case-by-program"), words("cause-consent-withdrawn")
    assert (row["decided-by"], row["decision"]) == told
    (history,) = life.publishing.dossier(pairing, words).sections[-1].blocks
    assert isinstance(history, Table)
    _, who, _, why = history.rows[-1]
    assert (who, why) == told
    _, book = life.privacy.export_person(candidate, tmp_path / "out", words)
    given = {cell for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert given >= set(told) and not given & {"consent_withdrawn", "talentapp"}


def test_both_sheets_tell_the_same_of_every_pairing(sample_office: Office, tmp_path: Path) -> None:
    """Over the whole sample programme: what is named among the main reasons stands in the details with the same points,
    and the details add up to the score."""
    path = tmp_path / "roster.xlsx"
    rows = rows_of(sample_office, path)
    details: dict[object, dict[object, float]] = {}
    lines = load_workbook(path)["Details"].iter_rows(min_row=5, values_only=True)
    for number, _, concept, *parts, points, _, _ in lines:
        if isinstance(points, int | float):
            details.setdefault(number, {})[concept] = points
            assert sum(part or 0 for part in parts) == pytest.approx(points)
    assert rows
    for number, row in enumerate(rows, 1):
        of_it = details[number]
        assert sum(of_it.values()) == pytest.approx(row["score"])
        for line in str(row["reasons"] or "").split("\n"):
            concept, _, points = line.rpartition("  ")
            if concept:
                assert f"{of_it[concept]:.1f}" == points


@pytest.mark.long
def test_the_place_and_what_would_change_it_are_told(sample_office: Office, tmp_path: Path) -> None:
    document = sample_office.publishing.recommendations("en")
    standings = [one["standing"] for one in document["recommendations"]]
    assert all(1 <= side["rank"] <= side["of"] for one in standings for side in one.values())
    changes = [change for one in standings for side in one.values() for change in side["changes"]]
    assert changes and all(change["label"] and change["rank"] >= 1 for change in changes)
    sample_office.publishing.export_roster(tmp_path / "roster.xlsx", Wording("en"))
    lines = list(load_workbook(tmp_path / "roster.xlsx")["Details"].iter_rows(min_row=5, values_only=True))
    told = [line for line in lines if line[2] == Wording("en")("roster-standing")]
    assert told and all(line[6] is None and "of 59" in f"{line[7]} {line[8]}" for line in told)
    cautions = [line for line in lines if line[2] == Wording("en")("caution-thin")]
    assert all(isinstance(line[6], (int, float)) for line in lines if line not in told + cautions)


def test_whoever_reads_the_workbook_alone_is_warned(sample_office: Office, tmp_path: Path) -> None:
    say, path = Wording("en"), tmp_path / "roster.xlsx"
    (row,) = sample_office.look.recommended(1)

    def warned() -> tuple[set[object], set[object]]:
        """The numbers of the pairings with a caution in their row, and of those with one among their reasons."""
        sample_office.publishing.export_roster(path, say)
        book = load_workbook(path)
        at = [cell.value for cell in book["Roster"][4]].index(say("roster-column-reasons"))
        mark = say("roster-caution", caution=say("caution-thin"))
        rows = book["Roster"].iter_rows(min_row=5, values_only=True)
        said = [
            line for line in book["Details"].iter_rows(min_row=5, values_only=True) if line[2] == say("caution-thin")
        ]
        score = [cell.value for cell in book["Roster"][3]].index("score")
        marked = {line[0].value for line in book["Roster"].iter_rows(min_row=5) if "*" in line[score].number_format}
        assert marked == {line[0] for line in said}
        assert all("the score with caution" in str(line[7]) and line[6] is None for line in said)
        return {one[0] for one in rows if str(one[at]).startswith(mark)}, {line[0] for line in said}

    before, told = warned()
    assert row.caution is None and before == told
    emptied: dict[str, Any] = {"skills": (), "research_fields": (), "expertise": "GPU", "evidence": ()}
    sample_office.editing.save(Kind.CANDIDATES, emptied, row.candidate_id)
    after, told = warned()
    assert after == told and after > before


def test_who_decided_is_who_judged_the_pairing(sample_office: Office, tmp_path: Path) -> None:
    office, path = sample_office, tmp_path / "roster.xlsx"
    pairing = office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))[0]
    card = office.look.pairing_rows([pairing])[0]

    def decided() -> tuple[object, ...]:
        office.publishing.export_roster(path, Wording("en"))
        sheet = load_workbook(path)["Roster"]
        at = {cell.value: cell.column - 1 for cell in sheet[3]}
        (row,) = (row for row in sheet.iter_rows(min_row=5, values_only=True) if f"pairing:{pairing}" in row)
        return row[at["decided-by"]], row[at["decision"]]

    office.review.put_forward(card.recommendation_id, "Fang")
    assert decided() == (None, None)
    office.review.decide(pairing, Verdict.ACCEPT, "fits", "Fang")
    assert decided()[0] == "Fang"
    office.review.decide(pairing, Verdict.RETRACT, who="Fang")
    assert decided() == (None, None)


def test_a_field_is_one_however_it_is_written() -> None:
    written = ["图形渲染", "圖形渲染", "图形渲染", "Large Models", "large  models", "large  models", ""]
    most = [fields_as_one(written, "en")[one] for one in written]
    assert most == ["graphics rendering"] * 3 + ["large  models"] * 3 + [""]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ("large-model training", "scientific computing", "graphics rendering")),
        ("zh_TW", ("大模型訓練", "科學計算", "圖形渲染")),
    ],
)
def test_a_field_is_one_in_whichever_language(language: Language, names: tuple[str, str, str]) -> None:
    written = ["大模型训练", "大模型训练", "大模型訓練", "large-model training", "科学计算", "图形渲染"]
    found = fields_as_one(written, language)
    assert [found[one] for one in written] == [names[0]] * 4 + [names[1], names[2]]


def test_a_template_is_not_written_over_by_what_is_filled_from_it(sample_office: Office, tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    sample_office.publishing.starter_template(path, Wording("en"))
    before = path.read_bytes()
    every = PairingQuery(states=tuple(State))
    with pytest.raises(TalentError) as refused:
        sample_office.publishing.fill_roster(path.parent / "." / path.name, path, Wording("en"), every)
    assert refused.value.code is Fault.TEMPLATE_ITSELF and path.read_bytes() == before

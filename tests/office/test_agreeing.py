"""A pairing's life by use cases: gates with evidence, consents, terms, signatures, effort, and what follows."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from talentapp.domain.agreement import renewed
from talentapp.domain.case_records import EffortDraft
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Answer, Objection, Standing, Status
from talentapp.domain.handout import Facts, Table
from talentapp.domain.ledger import Change, CommitmentKind
from talentapp.domain.masking import Reader, Recipient
from talentapp.domain.roles import Actor
from talentapp.domain.states import Guard
from talentapp.domain.terms import SIGNERS, Kind, Party, Role, State, Verdict
from talentapp.domain.words import day
from talentapp.office import Office, open_office
from talentapp.office.records.veils import Veil
from talentapp.office.views.cases import DueRow
from talentapp.settings import Settings
from talentapp.store import evidence
from talentapp.wording import Wording
from tests.office.lives import (
    HEAD,
    HR,
    TERMS,
    TODAY,
    activate,
    consent,
    later,
    meet,
    put_forward,
    reach_gates,
    reach_signing,
    sign,
)


def refused(call: object, *arguments: object, **options: object) -> TalentError:
    """The fault that a call raises."""
    with pytest.raises(TalentError) as caught:
        call(*arguments, **options)  # type: ignore[operator]
    return caught.value


def due_of(gate: str, life: Office, days: int) -> list[DueRow]:
    """What is told of a gate so many days later."""
    return [row for row in life.dossiers.due(later(days)) if row.gate and row.gate.code == gate]


def state(office: Office, pairing_id: int) -> State:
    return office.dossiers.dossier(pairing_id, TODAY).state


def test_a_pairing_lives_from_the_shortlist_to_the_archive(life: Office, tmp_path: Path) -> None:
    key = put_forward(life)
    activate(life, key, tmp_path)
    assert state(life, key) is State.ACTIVE
    life.agreeing.move(key, Verdict.SUSPEND, HR, "leave", today=TODAY)
    life.agreeing.move(key, Verdict.RESUME, HEAD, today=TODAY)
    due = later(671)  # the renewal day: 2028-12-31
    meet(life, key, tmp_path, due)
    assert life.agreeing.catch_up(due) == (key,)
    assert state(life, key) is State.REVIEW_DUE
    life.agreeing.move(key, Verdict.PROLONG, HEAD, today=due)
    life.agreeing.move(key, Verdict.REDRAFT, HR, today=due)
    assert refused(life.agreeing.move, key, Verdict.OFFER, HR, today=due).facts["about"] == (
        "end",
        "renewal_on",
    )  # as the last one
    assert not life.dossiers.dossier(key, due).signed
    newer = {**TERMS, "start": "2029-04-01", "end": "2031-03-31", "renewal_on": "2030-12-31"}
    life.agreeing.save_terms(key, newer, HR, today=due)
    life.agreeing.move(key, Verdict.OFFER, HR, today=due)
    assert refused(life.agreeing.move, key, Verdict.ACTIVATE, HEAD, today=due).facts["guard"] is Guard.ALL_SIGNED
    assert refused(life.agreeing.move, key, Verdict.DECLINE, HR, "no", today=due).facts["guard"] is Guard.FIRST_TERM
    sign(life, key, due)
    life.agreeing.move(key, Verdict.ACTIVATE, HEAD, today=due)
    life.agreeing.move(key, Verdict.END, HR, "moved away", today=due)
    life.agreeing.move(key, Verdict.CLOSE, HR, "handed over", today=due)
    life.agreeing.move(key, Verdict.ARCHIVE, HR, today=due)
    history = life.dossiers.dossier(key, due).history
    assert [row.after for row in history][-4:] == [State.ACTIVE, State.ENDING, State.ENDED, State.ARCHIVED]
    assert all(row.who for row in history)
    assert all(one.after is two.before for one, two in pairwise(history))


def renewing(life: Office, folder: Path) -> tuple[int, dict[str, str]]:
    """A pairing whose next term is drafted while one of a year runs, and the days of that, by the clock."""
    start = date.today() - timedelta(90)
    days = {"start": start.isoformat(), "end": (start + timedelta(364)).isoformat(), "renewal_on": start.isoformat()}
    key = put_forward(life)
    activate(life, key, folder, start, **days)
    life.agreeing.catch_up()
    for verdict in (Verdict.PROLONG, Verdict.REDRAFT):
        life.agreeing.move(key, verdict, HR)
    return key, days


def shares(terms: Mapping[str, object]) -> tuple[str, str]:
    return f"{terms['effort_university']:g}%", f"{terms['effort_firm']:g}%"


def test_signatures_of_an_earlier_term_are_not_void_by_what_becomes_of_the_next(life: Office, tmp_path: Path) -> None:
    key, days = renewing(life, tmp_path)
    newer = {**TERMS, **renewed({**TERMS, **days}), "effort_university": 50}
    life.agreeing.save_terms(key, newer, HR)
    life.agreeing.move(key, Verdict.OFFER, HR)
    life.agreeing.move(key, Verdict.SIGN, HR, party=Party.FIRM)
    assert life.look.moved().sent_back == 0
    life.agreeing.move(key, Verdict.REVISE, HEAD, "another share")
    assert life.look.moved().sent_back == 1
    signed = [one for one in life.dossiers.dossier(key).history if one.verdict is Verdict.SIGN]
    assert [one.void for one in signed] == [False] * (len(signed) - 1) + [True] and len(signed) == len(SIGNERS) + 1
    life.agreeing.move(key, Verdict.OFFER, HR)
    life.agreeing.save_terms(key, {**newer, "notice_days": 91}, HR)  # the office's own change sends nothing back
    assert life.look.moved().sent_back == 0
    made = life.publishing.dossier(key, Wording("zh_CN"))
    facts = dict(item for block in made.sections[0].blocks if isinstance(block, Facts) for item in block.items)
    assert facts["起始日期"] == day(Wording("zh_CN"), date.fromisoformat(days["start"]))
    assert (facts["高校投入比例"], facts["企业投入比例"]) == shares(TERMS), "those in force, not those drafted"
    (history,) = (block for block in made.sections[-1].blocks if isinstance(block, Table))
    assert [row[2] for row in history.rows if "已失效" in row[2]] == ["签署 · 企业 · 已失效"]


def test_an_end_that_is_recorded_later_has_its_own_last_day(life: Office, tmp_path: Path) -> None:
    key, _ = renewing(life, tmp_path)
    life.agreeing.move(key, Verdict.END, HR, "moved away")
    tomorrow, last = date.today() + timedelta(1), date.today() - timedelta(10)
    error = refused(life.agreeing.move, key, Verdict.CLOSE, HR, "handed over", on=tomorrow)
    assert error.code is Fault.ENDED_AHEAD and state(life, key) is State.ENDING
    early = refused(life.agreeing.move, key, Verdict.CLOSE, HR, "handed over", on=date.today() - timedelta(91))
    assert early.code is Fault.ENDED_BEFORE_START and state(life, key) is State.ENDING
    life.agreeing.move(key, Verdict.CLOSE, HR, "handed over", on=last)
    over = life.dossiers.dossier(key)
    assert over.closed_on == over.runs[1]["end"] == last
    assert {one.end for one in over.ledger.commitments if one.key.startswith("pairing")} == {last}


def test_what_is_over_tells_the_terms_it_ran_by_and_the_time_that_was_given(life: Office, tmp_path: Path) -> None:
    """Also where others were drafted that never began; and others may have the time from then on."""
    key, days = renewing(life, tmp_path)
    start = date.fromisoformat(days["start"])
    at_terms = life.dossiers.dossier(key)
    assert at_terms.renews and life.look.moved().renewing == {State.TERMS: 1}
    newer = {**TERMS, "start": later(1_000).isoformat(), "end": later(1_400).isoformat(), "title_firm": "Adviser",
             "renewal_on": later(1_300).isoformat()}  # fmt: skip
    life.agreeing.save_terms(key, newer, HR)
    drafted = life.dossiers.dossier(key)
    assert drafted.told == drafted.terms[1] and not drafted.renews
    life.agreeing.move(key, Verdict.END, HR, "moved away")
    assert life.dossiers.dossier(key).told == drafted.terms[0], "the newer were never agreed"
    assert life.look.moved().renewing == {}
    life.agreeing.move(key, Verdict.CLOSE, HR, "handed over")
    over = life.dossiers.dossier(key)
    assert over.told == drafted.terms[0] and over.form is drafted.terms[0].form
    given = [one for one in over.ledger.commitments if one.key.startswith("pairing")]
    assert {(one.percent, one.start, one.end) for one in given} == {
        (share, start, date.today()) for share in (60.0, 40.0)
    }
    written = life.dossiers.draft_agreement(key, tmp_path / "agreement.docx", Wording("en"))
    text = " ".join(paragraph.text for paragraph in Document(str(written)).paragraphs)
    assert "Chief architect" in text and "Adviser" not in text


def test_a_renewal_that_was_agreed_and_never_began_takes_no_time(life: Office, tmp_path: Path) -> None:
    key, days = renewing(life, tmp_path)
    start = date.fromisoformat(days["start"])
    life.agreeing.save_terms(key, {**TERMS, **renewed({**TERMS, **days})}, HR)
    life.agreeing.move(key, Verdict.OFFER, HR)
    sign(life, key, date.today())
    life.agreeing.move(key, Verdict.ACTIVATE, HEAD)
    assert life.dossiers.dossier(key).told == life.dossiers.dossier(key).coming
    for verdict in (Verdict.END, Verdict.CLOSE):
        life.agreeing.move(key, verdict, HR, "moved away")
    over = life.dossiers.dossier(key)
    assert over.told == over.in_force == over.terms[0]
    given = [one for one in over.ledger.commitments if one.key.startswith("pairing")]
    assert {(one.start, one.end) for one in given} == {(start, date.today())} and len(given) == 2


def test_what_was_drafted_and_is_ended_instead_asks_for_no_time(life: Office, tmp_path: Path) -> None:
    key, days = renewing(life, tmp_path)
    newer = {**TERMS, **renewed({**TERMS, **days})}
    life.agreeing.save_terms(key, {**newer, "effort_university": 90, "effort_firm": 90}, HR)
    assert life.dossiers.dossier(key).ledger.conflicts
    life.agreeing.move(key, Verdict.END, HR, "moved away")
    ending = life.dossiers.dossier(key)
    assert not ending.ledger.conflicts and {one.percent for one in ending.ledger.commitments} == {60.0, 40.0}


def test_a_manager_comments_and_no_more(life: Office) -> None:
    key = put_forward(life)
    life.act_as(Actor(HEAD, Role.MANAGER))
    life.review.decide(key, Verdict.COMMENT, "which of the two firms is first?", HEAD)
    assert refused(life.review.decide, key, Verdict.ACCEPT, "", HEAD).code is Fault.NOT_ALLOWED
    card = life.look.pairing(life.dossiers.dossier(key).recommendation_id)
    assert card.verdicts == (Verdict.COMMENT,) and not card.decides
    assert (card.history[-1].who, card.history[-1].role) == (HEAD, Role.MANAGER)
    life.act_as(Actor(HR, Role.HR_OFFICER))
    life.review.decide(key, Verdict.ACCEPT, who=HR)
    life.act_as(Actor(HEAD, Role.MANAGER))
    life.agreeing.move(key, Verdict.COMMENT, HEAD, "good")
    assert state(life, key) is State.SHORTLISTED


def test_what_is_missing_is_said_with_who_acts(life: Office, tmp_path: Path) -> None:
    key = put_forward(life)
    life.review.decide(key, Verdict.ACCEPT, who=HR)
    life.agreeing.move(key, Verdict.NOTIFY, HR)
    (lacking,) = life.dossiers.dossier(key).waiting
    assert (lacking.guard, lacking.acts) == (Guard.CONSIDERED, Party.CANDIDATE)
    assert refused(life.agreeing.move, key, Verdict.CONSENT, HR).facts["guard"] is Guard.CONSIDERED
    consent(life, key)
    life.agreeing.move(key, Verdict.CONSENT, HR)
    life.agreeing.move(key, Verdict.SUBMIT, HR)
    life.agreeing.move(key, Verdict.AGREE, "Firm liaison", party=Party.FIRM)
    (lacking,) = life.dossiers.dossier(key).waiting
    assert (lacking.guard, lacking.about) == (Guard.ALL_AGREED, ("university", "office"))
    assert refused(life.agreeing.move, key, Verdict.AGREE, HR, party=Party.FIRM).facts["guard"] is Guard.OWN_WORD
    assert refused(life.agreeing.move, key, Verdict.AGREE, HR, party=Party.CANDIDATE).facts["guard"] is Guard.OWN_WORD
    assert set(lacking.waits_for) == {Party.UNIVERSITY, Party.OFFICE}
    for party in (Party.UNIVERSITY, Party.OFFICE):
        life.agreeing.move(key, Verdict.AGREE, HR, party=party)
    life.agreeing.move(key, Verdict.PASS, HR)
    dossier = life.dossiers.dossier(key)
    lacking = next(one for one in dossier.waiting if one.guard is Guard.GATES_VALID)
    acting = {card.gate.acts for card in dossier.gates if card.standing is not Standing.VALID}
    assert set(lacking.waits_for) == acting and len(acting) > 1


class TestGates:
    def test_evidence_is_kept_with_its_hash_and_opened_outside(self, life: Office, tmp_path: Path) -> None:
        key, memo = put_forward(life), tmp_path / "同意書.pdf"
        memo.write_bytes(b"%PDF-1.7 signed")
        life.agreeing.answer_gate(key, "home_employer", Answer.MET, HR, files=[memo], today=TODAY)
        memo.unlink()
        card = next(card for card in life.dossiers.dossier(key, TODAY).gates if card.gate.code == "home_employer")
        assert card.latest is not None
        (kept,) = card.latest.evidence
        assert (kept.file_name, kept.size, kept.media_type) == ("同意書.pdf", 15, "application/pdf")
        assert kept.sha256 == hashlib.sha256(b"%PDF-1.7 signed").hexdigest()
        copy = life.dossiers.evidence_file(kept.id)
        assert (copy.name, copy.read_bytes()) == ("同意書.pdf", b"%PDF-1.7 signed")
        (stored,) = (tmp_path / "life.files").rglob("*.pdf")
        stored.write_bytes(b"%PDF-1.7 forged")
        evidence.sweep(tmp_path / "another.files", ())
        assert copy.exists()  # another database's erasure leaves open what somebody reads here
        assert refused(life.dossiers.evidence_file, kept.id).code is Fault.EVIDENCE_DAMAGED

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [("run.exe", b"MZ", Fault.EVIDENCE_KIND), ("empty.pdf", b"", Fault.FILE_EMPTY),
         ("no.pdf", None, Fault.FILE_MISSING)],
    )  # fmt: skip
    def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
        self, life: Office, tmp_path: Path, name: str, content: bytes | None, code: Fault
    ) -> None:
        key, path = put_forward(life), tmp_path / name
        if content is not None:
            path.write_bytes(content)
        error = refused(life.agreeing.answer_gate, key, "home_employer", Answer.MET, HR, files=[path])
        assert error.code is code
        gates = life.dossiers.dossier(key).gates
        assert all(card.standing is Standing.OPEN for card in gates)

    def test_export_control_is_a_persons_word_only(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        answer = life.agreeing.answer_gate
        said = [
            refused(answer, key, "export_control", Answer.MET, HR, status=one).facts["objection"]
            for one in (None, Status.UNKNOWN, Status.YES)
        ]
        assert said == ["status", "status", "memo"]
        assert refused(answer, key, "export_control", Answer.MET, " ", status=Status.NO).facts["guard"] is Guard.NAMED
        meet(life, key, tmp_path, gates=("home_employer",))  # whatever else is answered
        consent(life, key)
        card = next(one for one in life.dossiers.dossier(key, TODAY).gates if one.gate.code == "export_control")
        assert card.standing is Standing.OPEN  # nothing but an answer moves it
        memo = tmp_path / "memo.pdf"
        memo.write_bytes(b"%PDF-1.7 counsel")
        answer(key, "export_control", Answer.MET, HR, status=Status.YES, files=[memo], decided_on=TODAY)
        card = next(one for one in life.dossiers.dossier(key, TODAY).gates if one.gate.code == "export_control")
        assert card.standing is Standing.VALID

    def test_it_is_announced_while_the_other_gates_are_still_open(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_gates(life, key)
        meet(life, key, tmp_path, gates=("restriction_lists",))
        assert [(row.pairing_id, row.ahead) for row in due_of("restriction_lists", life, 5)] == [(key, 90)]
        assert [row.ahead for row in due_of("restriction_lists", life, 91)] == [0]
        assert life.agreeing.catch_up(later(91)) == () and state(life, key) is State.GATES

    def test_an_answer_runs_out_and_is_announced(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        activate(life, key, tmp_path)
        lists = due_of("restriction_lists", life, 5)
        assert [(row.pairing_id, row.ahead) for row in lists] == [(key, 90)]
        assert [
            row.ahead for row in life.dossiers.due(later(65)) if row.gate and row.gate.code == "restriction_lists"
        ] == [30]
        assert life.agreeing.catch_up(later(90)) == ()  # the last day counts
        assert life.agreeing.catch_up(later(91)) == (key,)
        card = life.dossiers.dossier(key, later(91))
        assert card.state is State.SUSPENDED
        assert card.history[-1].facts == {"cause": "gate_lapsed", "gates": ["restriction_lists"]}
        assert life.look.moved().stopped == {"gate_lapsed": 1}
        assert [
            row.ahead for row in life.dossiers.due(later(91)) if row.gate and row.gate.code == "restriction_lists"
        ] == [0]
        error = refused(life.agreeing.move, key, Verdict.RESUME, HEAD, today=later(91))
        assert (error.facts["guard"], error.facts["about"]) == (Guard.GATES_VALID, ("restriction_lists",))
        meet(life, key, tmp_path, later(91), ("restriction_lists",))
        life.agreeing.move(key, Verdict.RESUME, HEAD, today=later(91))

    def test_a_gate_that_does_not_apply_needs_a_reason(self, life: Office) -> None:
        key = put_forward(life)
        answer = life.agreeing.answer_gate
        for note in ("", "  "):
            error = refused(answer, key, "noncompete", Answer.NOT_APPLICABLE, HR, note=note)
            assert error.facts["objection"] is Objection.REASON
        answer(key, "noncompete", Answer.NOT_APPLICABLE, HR, note="no such clause")
        for status, why in ((Status.UNKNOWN, Objection.STATUS), (Status.YES, Objection.MEMO)):  # it is no way around
            error = refused(answer, key, "export_control", Answer.NOT_APPLICABLE, HR, status=status, note="no")
            assert error.facts["objection"] is why
        answer(key, "export_control", Answer.NOT_APPLICABLE, HR, status=Status.NO, note="no hardware")
        cards = {one.gate.code: one for one in life.dossiers.dossier(key).gates}
        assert cards["noncompete"].standing is Standing.VALID

    def test_a_refused_gate_blocks_by_name(self, life: Office) -> None:
        key = put_forward(life)
        life.review.decide(key, Verdict.ACCEPT, who=HR)
        move = life.agreeing.move
        assert refused(move, key, Verdict.BLOCK, HR, "no", gate="noncompete").facts["guard"] is Guard.GATE_REFUSED
        life.agreeing.answer_gate(key, "noncompete", Answer.NOT_MET, HR, note="runs until 2030")
        move(key, Verdict.BLOCK, HR, "runs until 2030", gate="noncompete")
        row = life.dossiers.dossier(key).history[-1]
        assert (row.after, row.facts["gate"]) == (State.BLOCKED, "noncompete")
        assert put_forward(life) == key  # a person may take it up again, from the beginning
        assert state(life, key) is State.RECOMMENDED

    def test_an_office_adds_its_own(self, life_template: Path, tmp_path: Path) -> None:
        own = {"version": "city-1", "gates": [{
            "code": "dean", "title": "院長同意", "question": "院長是否同意？", "evidence": "簽呈", "rule": "校內規定",
            "decides": "院長", "forms": ["dual_appointment"], "valid_days": 30,
        }]}  # fmt: skip
        (tmp_path / "gates.json").write_text(json.dumps(own), "utf-8")
        (tmp_path / "own.db").write_bytes(life_template.read_bytes())
        chosen = Settings(f"sqlite:///{tmp_path / 'own.db'}", "zh_TW")
        office = open_office(chosen)
        key = put_forward(office)
        gates = office.dossiers.dossier(key).gates
        assert len(gates) == 14 and gates[-1].gate.own and gates[-1].gate.title["en"] == "院長同意"
        office.close()
        own["gates"][0]["valid_days"] = "soon"  # type: ignore[index]
        (tmp_path / "gates.json").write_text(json.dumps(own), "utf-8")
        error = refused(open_office, chosen)
        assert (error.code, error.facts["place"]) == (Fault.GATES_FILE_BAD, "gates[0].valid_days")
        for broken in ("[" * 200_000, '{"gates": ', '{"gates": 1}'):
            (tmp_path / "gates.json").write_text(broken, "utf-8")
            assert refused(open_office, chosen).code is Fault.GATES_FILE_BAD


class TestTerms:
    def test_a_changed_word_resets_the_signatures(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_signing(life, key, tmp_path)
        sign(life, key)
        life.agreeing.save_terms(key, TERMS, HR)  # nothing has changed
        assert life.dossiers.dossier(key, TODAY).signed == set(SIGNERS)
        life.agreeing.save_terms(key, {**TERMS, "notice_days": 90}, HR, today=TODAY)
        card = life.dossiers.dossier(key, TODAY)
        assert (card.state, card.signed, len(card.terms)) == (State.TERMS, frozenset(), 2)
        assert {one.void for one in card.history if one.verdict is Verdict.SIGN} == {True}
        life.agreeing.move(key, Verdict.OFFER, HR, today=TODAY)
        life.agreeing.move(key, Verdict.SIGN, HR, party=Party.FIRM, today=TODAY)
        assert [one.void for one in life.dossiers.dossier(key, TODAY).history if one.verdict is Verdict.SIGN][-2:] == [
            True,
            False,
        ]
        assert refused(life.agreeing.move, key, Verdict.ACTIVATE, HEAD, today=TODAY).facts["guard"] is Guard.ALL_SIGNED

    def test_terms_that_begin_before_the_person_is_free_say_so(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_signing(life, key, tmp_path)
        person = life.dossiers.dossier(key, TODAY).candidate_id
        for free, told in ((TERMS["start"], None), ("2030-01-01", date(2030, 1, 1)), (None, None)):
            values = {**life.editing.read(Kind.CANDIDATES, person).values, "available_from": free}
            life.editing.save(Kind.CANDIDATES, values, person)
            assert life.dossiers.dossier(key, TODAY).free_from == told

    def test_terms_are_saved_over_no_version_that_was_not_read(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_signing(life, key, tmp_path)
        newer = {**TERMS, "notice_days": 90}
        error = refused(life.agreeing.save_terms, key, newer, HR, terms=0)
        assert (error.code, error.facts) == (Fault.TERMS_STALE, {"number": 1, "by": HR})
        assert len(life.dossiers.dossier(key, TODAY).terms) == 1
        life.agreeing.save_terms(key, newer, HR, today=TODAY, terms=1)

    def test_who_read_other_terms_signs_nothing(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_signing(life, key, tmp_path)
        life.agreeing.save_terms(key, {**TERMS, "notice_days": 90}, HR, today=TODAY)
        life.agreeing.move(key, Verdict.OFFER, HR, today=TODAY)
        error = refused(life.agreeing.move, key, Verdict.SIGN, HR, party=Party.FIRM, terms=1, today=TODAY)
        assert error.code is Fault.RECORD_STALE

    def test_who_proposed_it_does_not_approve_it(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_signing(life, key, tmp_path)
        sign(life, key)
        for name in (HR, f" {HR} ", "何宜君", ""):
            assert refused(life.agreeing.move, key, Verdict.ACTIVATE, name, today=TODAY).code is Fault.NOT_ALLOWED_YET
        life.agreeing.move(key, Verdict.ACTIVATE, HEAD, today=TODAY)

    @pytest.mark.parametrize(
        ("field", "value", "trouble"),
        [("start", "soon", "not_a_day"), ("effort_firm", "140", "out_of_range"),
         ("effort_firm", "half", "not_a_number"), ("tax_agent", "nobody", "not_a_choice")],
    )  # fmt: skip
    def test_what_cannot_be_read_is_refused(self, life: Office, field: str, value: str, trouble: str) -> None:
        key = put_forward(life)
        error = refused(life.agreeing.save_terms, key, {**TERMS, field: value}, HR)
        assert (error.code, error.facts["field"], error.facts["trouble"]) == (Fault.TERMS_BAD, field, trouble)

    def test_incomplete_terms_are_kept_but_not_offered(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_signing(life, key, tmp_path)
        life.agreeing.save_terms(key, {"effort_firm": 20}, HR, today=TODAY)
        error = refused(life.agreeing.move, key, Verdict.OFFER, HR, today=TODAY)
        assert error.facts["guard"] is Guard.TERMS_COMPLETE and "tax_agent" in error.facts["about"]


class TestConsent:
    def test_withdrawn_everything_stops_at_once(self, life: Office, tmp_path: Path) -> None:
        running, early, waiting = (put_forward(life, at) for at in range(3))
        activate(life, running, tmp_path)
        life.review.decide(early, Verdict.ACCEPT, who=HR)
        person = life.dossiers.dossier(running, TODAY).candidate_id
        done = life.agreeing.record_consent(person, False, HR, today=TODAY)
        assert set(done.moved) == {running, early, waiting}
        assert [state(life, key) for key in (running, early, waiting)] == [
            State.ENDING, State.WITHDRAWN, State.WITHDRAWN,
        ]  # fmt: skip
        row = life.dossiers.dossier(running, TODAY).history[-1]
        assert (row.who, row.facts["cause"]) == ("talentapp", "consent_withdrawn")

    def test_given_to_an_organisation_first_is_kept_and_counts_with_the_consent_to_be_considered(
        self, life: Office
    ) -> None:
        key = put_forward(life)
        card = life.dossiers.dossier(key, TODAY)
        person, sides = card.candidate_id, card.consents.organisations
        reader = Recipient(Reader.PARTNER, sides[Party.FIRM])

        def seen() -> tuple[set[Party], set[Party], bool]:
            consents = life.dossiers.dossier(key, TODAY).consents
            with life.store.reading() as session:
                hidden = Veil(session, life.actor, [person], reader).hides(person)
            return set(consents.agreed_to), set(consents.shown_to), hidden

        life.agreeing.record_consent(person, True, HR, sides[Party.FIRM], today=TODAY)
        assert seen() == ({Party.FIRM}, set(), True)
        life.agreeing.record_consent(person, True, HR, today=TODAY)
        assert seen() == ({Party.FIRM}, {Party.FIRM}, False)
        life.agreeing.record_consent(person, False, HR, today=TODAY)
        assert seen() == (set(), set(), True)  # taken back with the rest: asked anew, if ever

    def test_withdrawn_for_one_organisation_touches_what_rests_on_it(self, life: Office, tmp_path: Path) -> None:
        one, early = put_forward(life, 0), put_forward(life, 1)
        activate(life, one, tmp_path)
        card = life.dossiers.dossier(one, TODAY)
        university = card.consents.organisations[Party.UNIVERSITY]
        done = life.agreeing.record_consent(card.candidate_id, False, HR, university, today=TODAY)
        assert done.moved == (one,)
        assert [state(life, key) for key in (one, early)] == [State.ENDING, State.RECOMMENDED]


class TestEffort:
    def test_signing_is_blocked_with_the_first_day_and_the_smallest_change(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        person = life.dossiers.dossier(key, TODAY).candidate_id
        life.agreeing.add_effort(
            EffortDraft(candidate_id=person, place="Example Lab", start=later(0), end=later(60), percent=20), HR
        )
        error = None
        with pytest.raises(TalentError) as caught:
            reach_signing(life, key, tmp_path)
        error = caught.value
        assert error.facts["guard"] is Guard.EFFORT_FITS
        assert (error.facts["on"].isoformat(), error.facts["total"]) == ("2027-04-01", 120.0)
        ledger = life.dossiers.dossier(key, TODAY).ledger
        assert ledger.conflicts[0].over == 20
        best = ledger.resolutions[0]
        assert (best.change, best.on) == (Change.START_LATER, later(61))
        life.agreeing.save_terms(key, {**TERMS, "start": later(61).isoformat()}, HR, today=TODAY)
        life.agreeing.move(key, Verdict.OFFER, HR, today=TODAY)

    def test_an_organisations_cap_blocks_too(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        card = life.dossiers.dossier(key, TODAY)
        life.agreeing.set_caps(card.consents.organisations[Party.FIRM], 30, None)
        with pytest.raises(TalentError) as caught:
            reach_signing(life, key, tmp_path)
        assert (caught.value.facts["cap"], caught.value.facts["total"]) == (30, 40.0)

    def test_two_pairings_of_one_person_cannot_both_begin(self, life: Office, tmp_path: Path) -> None:
        one, other = put_forward(life, 0), put_forward(life, 3)
        reach_signing(life, one, tmp_path)
        reach_signing(life, other, tmp_path)  # each alone would fit
        sign(life, one)
        sign(life, other)
        life.agreeing.move(one, Verdict.ACTIVATE, HEAD, today=TODAY)
        error = refused(life.agreeing.move, other, Verdict.ACTIVATE, HEAD, today=TODAY)
        assert error.facts["guard"] is Guard.EFFORT_FITS

    def test_an_ended_primary_post_suspends_what_depends_on_it(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        person = life.dossiers.dossier(key, TODAY).candidate_id
        post = life.agreeing.add_effort(
            EffortDraft(candidate_id=person, kind=CommitmentKind.PRIMARY, place="Home", start=later(-900),
                        end=later(20), percent=30),
            HR,
        )  # fmt: skip
        activate(life, key, tmp_path)
        assert life.agreeing.end_effort(post.id, later(-1), HR, today=TODAY).moved == (key,)
        card = life.dossiers.dossier(key, TODAY)
        assert (card.state, card.history[-1].facts["cause"]) == (State.SUSPENDED, "primary_post_ended")
        assert refused(life.agreeing.move, key, Verdict.RESUME, HEAD, today=TODAY).facts["guard"] is Guard.PRIMARY_POST

    def test_what_was_entered_by_mistake_is_taken_away(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        activate(life, key, tmp_path)
        person = life.dossiers.dossier(key, TODAY).candidate_id
        post = EffortDraft(candidate_id=person, kind=CommitmentKind.PRIMARY, place="Home", start=later(-28), percent=80)
        wrong = life.agreeing.add_effort(post, HR)
        life.agreeing.move(key, Verdict.SUSPEND, HR, "asked for", today=TODAY)
        error = refused(life.agreeing.move, key, Verdict.RESUME, HEAD, today=TODAY)
        assert error.facts["guard"] is Guard.EFFORT_FITS
        before = len(life.audit.newest(1000))
        life.agreeing.remove_effort(wrong.id)
        assert len(life.audit.newest(1000)) > before  # it is told
        assert refused(life.agreeing.remove_effort, wrong.id).code is Fault.RECORD_GONE
        life.agreeing.move(key, Verdict.RESUME, HEAD, today=TODAY)
        assert life.dossiers.dossier(key, TODAY).state is State.ACTIVE

    def test_days_that_are_past_stop_nothing(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        activate(life, key, tmp_path)
        person = life.dossiers.dossier(key, TODAY).candidate_id
        post = EffortDraft(candidate_id=person, place="Home", start=later(-28), end=later(200), percent=80)
        over = life.agreeing.add_effort(post, HR)
        life.agreeing.move(key, Verdict.SUSPEND, HR, "asked for", today=later(60))
        life.agreeing.end_effort(over.id, later(59), HR, today=later(60))
        life.agreeing.move(key, Verdict.RESUME, HEAD, today=later(60))

    def test_nobody_has_signed_on_a_day_to_come(self, life: Office, tmp_path: Path) -> None:
        key = put_forward(life)
        reach_signing(life, key, tmp_path)
        ahead = {"party": Party.FIRM, "on": later(26), "today": TODAY}
        error = refused(life.agreeing.move, key, Verdict.SIGN, HR, **ahead)
        assert error.code is Fault.SIGNED_AHEAD and str(later(26)) in Wording("en").error(error)


def test_a_role_does_what_the_table_says(life: Office, tmp_path: Path) -> None:
    key = put_forward(life)
    reach_signing(life, key, tmp_path)
    sides = life.dossiers.dossier(key, TODAY).consents.organisations
    life.store.actor = Actor("liaison", Role.LIAISON, sides[Party.FIRM])
    move = life.agreeing.move
    assert refused(move, key, Verdict.SIGN, "x", party=Party.UNIVERSITY, today=TODAY).code is Fault.NOT_ALLOWED
    move(key, Verdict.SIGN, "x", party=Party.FIRM, today=TODAY)
    assert refused(move, key, Verdict.ACTIVATE, "x", today=TODAY).code is Fault.NOT_ALLOWED
    assert refused(life.agreeing.save_terms, key, TERMS, "x").code is Fault.NOT_ALLOWED
    life.store.actor = Actor("manager", Role.MANAGER)
    assert refused(life.agreeing.save_terms, key, TERMS, "x").code is Fault.NOT_ALLOWED
    move(key, Verdict.REVISE, "x", "the share is too small", today=TODAY)  # who may approve may send back


def test_a_second_round_starts_from_nothing(life: Office, tmp_path: Path) -> None:
    """What was agreed and signed before a refusal was taken back does not count again."""
    key = put_forward(life)
    reach_signing(life, key, tmp_path)
    sign(life, key)
    life.agreeing.move(key, Verdict.DECLINE, HR, "changed its mind", today=TODAY)
    life.review.decide(key, Verdict.RETRACT, who=HR)
    card = life.dossiers.dossier(key, TODAY)
    assert (card.state, card.agreed, card.signed) == (State.RECOMMENDED, frozenset(), frozenset())
    life.review.decide(key, Verdict.ACCEPT, who=HR)
    for verdict in (Verdict.NOTIFY, Verdict.CONSENT, Verdict.SUBMIT):
        life.agreeing.move(key, verdict, HR, today=TODAY)
    assert refused(life.agreeing.move, key, Verdict.PASS, HR, today=TODAY).facts["guard"] is Guard.ALL_AGREED


def test_the_days_bring_reviews(life: Office, tmp_path: Path) -> None:
    key = put_forward(life)
    activate(life, key, tmp_path, renewal_on=later(40).isoformat(), start=TODAY.isoformat())
    assert life.agreeing.catch_up(later(39)) == ()
    assert life.agreeing.catch_up(later(40)) == (key,)
    assert life.agreeing.catch_up(later(40) + timedelta(1)) == ()
    assert state(life, key) is State.REVIEW_DUE


def test_a_renewal_approved_early_leaves_the_term_that_runs_in_force(life: Office, tmp_path: Path) -> None:
    """Until the next term begins the person is taken: the ledger says so, while it is drafted and after."""
    key = put_forward(life)
    first = {"start": TODAY.isoformat(), "end": later(365).isoformat(), "renewal_on": later(200).isoformat()}
    activate(life, key, tmp_path, **first)
    for verdict, who in ((Verdict.FALL_DUE, HR), (Verdict.PROLONG, HEAD), (Verdict.REDRAFT, HR)):
        life.agreeing.move(key, verdict, who, today=TODAY)
    begins, ends = later(366), later(730)
    second = {"start": begins.isoformat(), "end": ends.isoformat(), "renewal_on": later(600).isoformat()}
    life.agreeing.save_terms(key, {**TERMS, **second, "effort_university": 50}, HR, today=TODAY)

    def taken() -> list[tuple[date, date | None, float]]:
        return [(one.start, one.end, one.total) for one in life.dossiers.dossier(key, TODAY).ledger.segments]

    both = [(TODAY, later(365), 100.0), (begins, ends, 90.0)]
    assert taken() == both, "drafted"
    life.agreeing.move(key, Verdict.OFFER, HR, today=TODAY)
    sign(life, key)
    life.agreeing.move(key, Verdict.ACTIVATE, HEAD, today=TODAY)
    card = life.dossiers.dossier(key, TODAY)
    assert taken() == both and card.in_force and card.coming, "approved"
    assert (card.in_force.number, card.coming.number) == (1, 2)
    other = put_forward(life, 1)  # the same person elsewhere: no time is left while the first term runs
    reach_signing_but_for_effort(life, other, tmp_path)
    lacking = refused(life.agreeing.move, other, Verdict.OFFER, HR, today=TODAY).facts
    assert (lacking["guard"], lacking["on"]) == (Guard.EFFORT_FITS, TODAY)
    after = life.dossiers.dossier(key, begins)
    assert after.in_force and after.in_force.number == 2 and after.coming is None


def reach_signing_but_for_effort(office: Office, key: int, folder: Path) -> None:
    """As far as the terms, for the same days."""
    with pytest.raises(TalentError):
        reach_signing(office, key, folder, terms={**TERMS, "start": TODAY.isoformat(), "end": later(100).isoformat(),
                                                  "renewal_on": later(90).isoformat()})  # fmt: skip

"""Before a person agrees, a recipient sees no name, employer or contact, on no screen and in no export."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from talentapp.domain import search
from talentapp.domain.gates import Answer
from talentapp.domain.lists import IMPORT
from talentapp.domain.masking import SIGHTS, Reader, Sight, code_name
from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind, Role, Side, State, Verdict
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery, PairingRow
from talentapp.office.views.plans import PlanRequest
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import LANGUAGES
from talentapp.store import writes
from talentapp.wording import Wording

HR = Actor("HR")


@pytest.fixture
def reviewed(sample_office: Office) -> tuple[Office, PairingRow, int]:
    """The sample with one pairing accepted, and the firm in it."""
    office = sample_office
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    assert row.pairing_id is not None
    office.review.decide(row.pairing_id, Verdict.ACCEPT, who="HR")
    firm = office.look.project(row.firm_project_id).row.organisation_id
    return office, row, firm


def secrets(office: Office, row: PairingRow) -> set[str]:
    """What nobody may see of a person without consent."""
    office.act_as(HR)
    card = office.look.candidate(row.candidate_id)
    found = {card.name_zh, card.name_en, *card.aliases, card.row.employer, card.email_masked, card.phone_masked}
    return {text for text in (*found, card.orcid) if text}


def everything_shown(office: Office, row: PairingRow, folder: Path, organisation: int | None = None) -> str:
    """All that this reader is shown of a pairing, on screens and in exports, as one text."""
    look = office.look
    parts = [
        repr(look.pairing_rows(look.find_pairings(PairingQuery(states=tuple(State))))),
        repr(look.pairing(row.recommendation_id).row),
        repr(look.pairing(row.recommendation_id).candidate),
        repr(look.candidate_rows([row.candidate_id])),
        repr(look.candidate(row.candidate_id)),
        repr(office.dossiers.dossier(row.pairing_id or 0)),
        repr(look.pairings_of_project(row.firm_project_id)),
        json.dumps(office.publishing.recommendations("zh_CN"), ensure_ascii=False),
    ]
    return "\n".join([*parts, roster(office, folder, organisation)])


def roster(office: Office, folder: Path, organisation: int | None = None) -> str:
    """The text of an exported roster."""
    path = folder / "roster.xlsx"
    office.publishing.export_roster(
        path, Wording("zh_CN"), PairingQuery(states=tuple(State), organisation_id=organisation)
    )
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist() if name.endswith(".xml"))


def test_a_liaison_sees_a_name_only_while_the_person_agrees(
    reviewed: tuple[Office, PairingRow, int], tmp_path: Path
) -> None:
    office, row, firm = reviewed
    hidden = secrets(office, row)
    duties = f"{row.candidate} leads, {office.look.candidate(row.candidate_id).name_en} reports"
    office.agreeing.save_terms(row.pairing_id or 0, {"duties_firm": duties}, "HR")
    liaison = Actor("liaison", Role.LIAISON, firm)
    agree = office.agreeing.record_consent

    office.act_as(liaison)
    shown = everything_shown(office, row, tmp_path)
    assert [secret for secret in hidden if secret in shown] == []
    card = office.look.pairing(row.recommendation_id)
    assert card.row.masked and card.candidate.row.skills and card.explanations["firm"].shared  # field and reasons stay
    for shared in card.explanations["firm"].shared:
        for span in shared.left:  # what is left of the text is what the reasons quote, and they still point to it
            assert card.candidate.passages.items[span.passage][1][span.start : span.end] == span.text
    said = dict(card.candidate.passages.items)
    assert said["skills"] == "; ".join(card.candidate.row.skills), "what is shown of everybody is not cut to what fits"

    office.act_as(HR)
    agree(row.candidate_id, True, "HR")
    agree(row.candidate_id, True, "HR", firm)
    office.act_as(liaison)
    assert office.look.pairing(row.recommendation_id).row.candidate == row.candidate
    assert row.candidate in roster(office, tmp_path)

    office.act_as(HR)
    agree(row.candidate_id, False, "HR", firm)
    office.act_as(liaison)
    shown = everything_shown(office, row, tmp_path)
    assert [secret for secret in hidden if secret in shown] == []


def test_skills_and_fields_are_shown_whole_unless_they_say_who_it_is(reviewed: tuple[Office, PairingRow, int]) -> None:
    office, row, firm = reviewed
    liaison, key = Actor("liaison", Role.LIAISON, firm), row.candidate_id
    editable = office.editing.read(Kind.CANDIDATES, key)
    skills, fields = editable.values["skills"], editable.values["research_fields"]
    employer = editable.values["employer"]

    def said(**changed: object) -> dict[str, str]:
        office.act_as(HR)
        office.editing.save(Kind.CANDIDATES, {**editable.values, **changed}, key)
        office.act_as(liaison)
        return dict(office.look.pairing(row.recommendation_id).candidate.passages.items)

    assert said() == said() | {"skills": "; ".join(skills), "fields": "; ".join(fields)}
    telling = said(skills=[*skills, f"what {employer} does"])
    assert employer not in repr(telling) and telling["skills"] != "; ".join(skills)
    assert telling["fields"] == "; ".join(fields)
    other = said(skills=["baking", *skills])  # what the run read stands elsewhere by now
    assert "baking" not in other["skills"]
    card = office.look.pairing(row.recommendation_id)
    for span in (span for shared in card.explanations["firm"].shared for span in shared.left):
        assert card.candidate.passages.items[span.passage][1][span.start : span.end] == span.text


def test_who_is_hidden_is_not_found_by_name(reviewed: tuple[Office, PairingRow, int]) -> None:
    office, row, firm = reviewed
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    assert row.candidate_id in office.look.find_candidates(CandidateQuery())
    assert office.look.find_candidates(CandidateQuery(text=row.candidate)) == []
    assert office.look.find_pairings(PairingQuery(states=tuple(State), text=row.candidate)) == []


def test_who_is_hidden_is_found_by_what_is_shown_of_them(reviewed: tuple[Office, PairingRow, int]) -> None:
    office, row, firm = reviewed
    person, project = office.look.candidate(row.candidate_id).row, office.look.project(row.firm_project_id)
    everyone = PairingQuery(states=tuple(State))
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    look, code, skill = office.look, code_name(row.candidate_id), person.skills[0]
    shown = {key.id: key for key in look.candidate_rows(look.find_candidates(CandidateQuery()))}
    for text in (code, code.lower(), f"{code} {skill}", f"{person.degree} {code}"):
        assert look.find_candidates(CandidateQuery(text=text)) == [row.candidate_id], text
    with_skill = {key for key, one in shown.items() if skill in one.skills}
    for order in ("name", "best_score", "newest", "degree"):
        assert set(look.find_candidates(CandidateQuery(text=skill, order=order))) == with_skill, order
    by_status = look.count_candidates(CandidateQuery(text=skill))["status"]
    assert sum(by_status.values()) == len(with_skill)
    assert look.count_candidates_by_meaning(CandidateQuery(text=skill))["skill"][skill] == len(with_skill)
    found = look.find_pairings(replace(everyone, text=code))
    assert {one.candidate_id for one in look.pairing_rows(found)} == {row.candidate_id}
    assert row.pairing_id in look.find_pairings(replace(everyone, text=f"{project.row.title} {skill}"))


def test_who_is_known_to_others_by_a_code_is_found_by_it(reviewed: tuple[Office, PairingRow, int]) -> None:
    """The office, too, which is asked about C-0007 on the telephone."""
    office, row, firm = reviewed
    code = code_name(row.candidate_id)
    for written in (code, code.lower()):
        assert office.look.find_candidates(CandidateQuery(text=written)) == [row.candidate_id]
    assert office.look.find_candidates(CandidateQuery(text=code, facets=(("status", "closed"),))) == []
    for order in ("best_score", "name", "country", "newest"):  # a code of nobody is a word as any, and so is C11000
        for nobody in ("C-9999", "c-99999999", "C11000"):
            assert office.look.find_candidates(CandidateQuery(text=nobody, order=order)) == []
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    assert office.look.find_candidates(CandidateQuery(text=code)) == [row.candidate_id]
    own = set(office.look.find_candidates(CandidateQuery()))
    others = [one for one in range(1, 60) if one not in own]
    assert others and not any(office.look.find_candidates(CandidateQuery(text=code_name(one))) for one in others)


def test_who_is_hidden_is_found_by_nothing_else(reviewed: tuple[Office, PairingRow, int]) -> None:
    office, row, firm = reviewed
    with office.store.writing() as session:
        person = writes.get(session, Candidate, row.candidate_id)
        told = {
            "name_zh": "奚某甲", "employer": "qqemployer", "post": "qqpost", "country": "qqcountry", "tags": ["qqtag"],
            "graduated_from": "qqschool", "expertise": "qqexpertise", "evidence": ["qqevidence"], "owner": "qqowner",
            "notes": "qqnotes", "aliases": ["qqalias"],
        }  # fmt: skip
        for name, value in told.items():
            setattr(person, name, value)
        person.search_text = search.candidate_text(person)
        session.add(person)
    words = [word for value in told.values() for word in ([value] if isinstance(value, str) else value)]
    for word in (*words, "ximoujia"):
        assert office.look.find_candidates(CandidateQuery(text=word)) == [row.candidate_id], word
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    for word in (*words, "ximoujia"):
        assert office.look.find_candidates(CandidateQuery(text=word)) == [], word
        assert office.look.find_pairings(PairingQuery(states=tuple(State), text=word)) == [], word
        assert not any(office.look.count_candidates(CandidateQuery(text=word)).values()), word
    counts = office.look.count_candidates(CandidateQuery(facets=(("country", "qqcountry"),)))
    assert not any(counts.values())  # nor does a number beside another filter tell it
    everybody = office.look.find_candidates(CandidateQuery())
    for batch in ("1", "2", "3", "4", "5"):  # nor who came with whom
        assert office.look.find_candidates(CandidateQuery(facets=((IMPORT, batch),))) == everybody
        assert IMPORT not in office.look.count_candidates(CandidateQuery(facets=((IMPORT, batch),)))
    seen_as = [{"highest_degree": "degree"}.get(name, name) for name in search.UNNAMED]
    assert all(SIGHTS[name][Reader.UNNAMED] is Sight.FULL for name in seen_as)


def test_who_is_hidden_is_not_found_by_a_university_in_the_own_words(reviewed: tuple[Office, PairingRow, int]) -> None:
    """However it is written there, in which script, and with which signs within."""
    office, row, firm = reviewed
    with office.store.writing() as session:
        person = writes.get(session, Candidate, row.candidate_id)
        person.graduated_from = "卡内基梅隆大学"
        person.skills = ["qqskill", "卡内基·梅隆 compiler", "Carnegie-Mellon Lisp"]
        person.search_text = search.candidate_text(person)
        session.add(person)
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    for word in ("卡内基", "梅隆", "卡内基·梅隆", "carnegie", "mellon", "lisp"):
        assert row.candidate_id not in office.look.find_candidates(CandidateQuery(text=word)), word
    assert office.look.find_candidates(CandidateQuery(text="qqskill")) == [row.candidate_id]
    assert office.look.candidate(row.candidate_id).row.skills == ("qqskill",)


@pytest.mark.parametrize("order", ["name", "employer", "country", "owner"])
@pytest.mark.parametrize("descending", [False, True])
def test_no_order_tells_what_is_masked(reviewed: tuple[Office, PairingRow, int], order: str, descending: bool) -> None:
    office, _, firm = reviewed
    query = CandidateQuery(order=order, descending=descending)
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    ids = office.look.find_candidates(query)
    assert len(ids) > 1 and ids == sorted(ids)
    office.act_as(HR)
    shown = ids[-1]
    for organisation in (None, firm):
        office.agreeing.record_consent(shown, True, "HR", organisation)
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    assert office.look.find_candidates(query) == [shown, *ids[:-1]]  # who is shown comes first
    assert office.look.begin_candidates(query, 1).ids[0] == shown
    office.act_as(HR)
    office.agreeing.record_consent(ids[0], False, "HR")
    office.act_as(Actor("head", Role.MANAGER))
    assert office.look.find_candidates(query)[-1] == ids[0]


def test_an_officers_roster_for_an_organisation_is_masked_too(
    reviewed: tuple[Office, PairingRow, int], tmp_path: Path
) -> None:
    office, row, firm = reviewed
    assert row.candidate in roster(office, tmp_path)  # the office's own
    assert row.candidate not in roster(office, tmp_path, firm)
    for organisation in (None, firm):
        office.agreeing.record_consent(row.candidate_id, True, "HR", organisation)
    assert row.candidate in roster(office, tmp_path, firm)


@pytest.mark.long
@pytest.mark.parametrize("role", [Role.HR_OFFICER, Role.MANAGER])
def test_who_withdraws_is_gone_from_every_export(
    reviewed: tuple[Office, PairingRow, int], tmp_path: Path, role: Role
) -> None:
    office, row, _ = reviewed
    card = office.look.candidate(row.candidate_id)
    hidden = {text for text in (card.name_zh, card.name_en, *card.aliases, card.orcid) if text}
    office.agreeing.record_consent(row.candidate_id, False, "HR")
    office.act_as(Actor("somebody", role))
    shown = roster(office, tmp_path) + json.dumps(office.publishing.recommendations("zh_CN"), ensure_ascii=False)
    assert [secret for secret in hidden if secret in shown] == []
    if role is Role.MANAGER:
        screens = repr(office.look.candidate(row.candidate_id)) + repr(office.look.pairing(row.recommendation_id).row)
        assert [secret for secret in hidden if secret in screens] == []
    office.act_as(HR)
    assert not [  # the queue is rid of them, and a new run leaves them out
        one for one in office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
        if one.candidate_id == row.candidate_id
    ]  # fmt: skip


def test_both_sides_are_asked_apart(reviewed: tuple[Office, PairingRow, int]) -> None:
    office, row, firm = reviewed
    university = office.look.project(row.university_project_id).row.organisation_id
    for organisation in (None, firm):
        office.agreeing.record_consent(row.candidate_id, True, "HR", organisation)
    for side, organisation, masked in ((Side.FIRM, firm, False), (Side.UNIVERSITY, university, True)):
        office.act_as(Actor("liaison", Role.LIAISON, organisation))
        assert office.look.pairing(row.recommendation_id).row.masked is masked, side


@pytest.mark.long
def test_a_plan_made_before_names_nobody_who_has_withdrawn(sample_office: Office) -> None:
    office = sample_office
    plan = office.planning.run(PlanRequest(time_limit=1.0)).plan.id
    row = office.planning.plan(plan).pairings[0].row
    office.agreeing.record_consent(row.candidate_id, False, "HR")
    office.act_as(Actor("head", Role.MANAGER))
    shown = office.planning.plan(plan).pairings[0].row
    assert (shown.masked, shown.employer, shown.candidate_other_name) == (True, "", "")
    assert row.candidate not in repr(shown)


def test_a_page_without_a_name_says_why_and_that_it_is_of_the_sample(
    reviewed: tuple[Office, PairingRow, int], tmp_path: Path
) -> None:
    office, row, firm = reviewed
    pairing_id = row.pairing_id
    assert pairing_id is not None
    for language in LANGUAGES:
        words = Wording(language)
        unnamed, sample = words("handout-unnamed"), words("roster-sample-all")
        office.act_as(Actor("liaison", Role.LIAISON, firm))
        for made in (office.publishing.profile(row.candidate_id, words), office.publishing.dossier(pairing_id, words)):
            assert unnamed in made.subtitle and sample in made.subtitle
        office.act_as(HR)
        for made in (office.publishing.profile(row.candidate_id, words), office.publishing.dossier(pairing_id, words)):
            assert unnamed not in made.subtitle and sample in made.subtitle
        card = office.look.candidate(row.candidate_id)
        first = card.name_en if language == "en" else card.name_zh
        assert office.publishing.profile(row.candidate_id, words).title == first
    print_to = tmp_path / "page.docx"
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    office.publishing.write_docx(office.publishing.profile(row.candidate_id, Wording("en")), print_to)
    with zipfile.ZipFile(print_to) as made_of:
        assert Wording("en")("handout-unnamed") in made_of.read("word/document.xml").decode()


def test_a_roster_names_people_first_in_the_letters_of_its_language(
    reviewed: tuple[Office, PairingRow, int], tmp_path: Path
) -> None:
    office, row, _ = reviewed
    card = office.look.candidate(row.candidate_id)
    assert card.name_zh and card.name_en
    both = {"en": f"{card.name_en}\n{card.name_zh}", "zh_TW": f"{card.name_zh}\n{card.name_en}"}
    for language, said in both.items():
        path = tmp_path / f"{language}.xlsx"
        office.publishing.export_roster(path, Wording(language), PairingQuery(states=tuple(State)))  # type: ignore[arg-type]
        sheet = load_workbook(path)[Wording(language)("roster-sheet-roster")]  # type: ignore[arg-type]
        assert said in {cell.value for line in sheet.iter_rows() for cell in line}


def test_what_a_person_allows_other_organisations_is_not_told(reviewed: tuple[Office, PairingRow, int]) -> None:
    """A competitor's name in somebody's consents would say who else wants them; also of who may be named."""
    office, row, firm = reviewed
    university = office.look.project(row.university_project_id).row.organisation_id
    other = next(one for one in office.look.organisations() if one.id not in (firm, university))
    for organisation in (other.id, university):
        office.agreeing.record_consent(row.candidate_id, True, "HR", organisation, note=f"mail of {other.names['en']}")
    assert len(office.dossiers.dossier(row.pairing_id or 0).consents.history) == 2
    for named in (False, True):
        if named:
            office.agreeing.record_consent(row.candidate_id, True, "HR", firm)
        office.act_as(Actor("L", Role.LIAISON, firm))
        told = office.dossiers.dossier(row.pairing_id or 0).consents.history
        assert {one.organisation_id for one in told} == {university, firm} if named else {university}
        assert not any(other.id == one.organisation_id for one in told)
        office.act_as(HR)


def test_what_is_noted_of_a_person_for_every_pairing_is_the_offices(
    reviewed: tuple[Office, PairingRow, int], tmp_path: Path
) -> None:
    """A note on one pairing's page would tell a competitor on its own with whom the person has signed."""
    office, row, firm = reviewed
    pairing = row.pairing_id or 0
    paper = tmp_path / "signed with Qiongzhan.pdf"
    paper.write_bytes(b"%PDF-1.7 a paper")
    for card in office.dossiers.dossier(pairing).gates:
        if card.gate.kind == "answer":
            note = f"signed with Qiongzhan: {card.gate.scope}"
            office.agreeing.answer_gate(pairing, card.gate.code, Answer.NOT_MET, "HR", note=note, files=[paper])
    office.agreeing.record_consent(row.candidate_id, True, "HR", note="as Qiongzhan says")
    office.agreeing.record_consent(row.candidate_id, True, "HR", firm, note="to this firm")
    office.act_as(Actor("L", Role.LIAISON, firm))
    told = office.dossiers.dossier(pairing)
    answers = {one.gate.scope: one.latest for one in told.gates if one.latest is not None and one.gate.kind == "answer"}
    person, own = answers["person"], answers["pairing"]
    assert person is not None and (person.note, person.answer) == ("", Answer.NOT_MET)
    assert "Qiongzhan" not in repr(person.evidence) and person.evidence
    assert own is not None and own.note == "signed with Qiongzhan: pairing"
    assert [one.note for one in told.consents.history] == ["", ""]


def test_a_reason_in_a_roster_is_said_without_who_it_is(
    reviewed: tuple[Office, PairingRow, int], tmp_path: Path
) -> None:
    office, row, firm = reviewed
    name = office.look.candidate(row.candidate_id).name_en
    office.act_as(Actor("L", Role.LIAISON, firm))
    office.review.decide(row.pairing_id or 0, Verdict.DECLINE, f"{name} has no time for us", "L")
    text = roster(office, tmp_path, None)
    assert f"{code_name(row.candidate_id)} has no time for us" in text and name not in text


@pytest.mark.long
def test_words_of_ones_own_that_say_who_it_is_are_not_shown(sample_office: Office) -> None:
    """Skills, fields and languages stand on a masked card, in a search and among the values to filter by."""
    office, honest = sample_office, ("LLVM GPU back end", "register allocation", "instruction scheduling")
    telling = ["BrightfallCC", "Hrubesova scheduling", "github.com/zhrubesova", "zhr@gmx.at", "tel 408 555 0199"]
    draft = CandidateDraft(
        name_en="Zdenka Hrubesova", employer="Brightfall EDA", email="zdenka@example.com", phone="+420 605 555 018",
        skills=[*honest, *telling], research_fields=["Hrubesova-Novak colouring", "register allocation"],
        languages=["English", "Czech, 605 555 018"], graduated_from="Moravia Technical School",
    )  # fmt: skip
    with office.store.writing() as session:
        key = int(writes.add_candidate(session, draft).id or 0)
    office.recommending.run()
    row = next(row for row in office.look.recommended() if row.candidate_id == key)
    office.matching.put_forward((key, row.university_project_id, row.firm_project_id))
    firm = office.look.project(row.firm_project_id).row.organisation_id
    office.act_as(Actor("L", Role.LIAISON, firm))
    card, (found,) = office.look.candidate(key), office.look.candidate_rows([key])
    assert card.row.masked and card.row.skills == found.skills == honest
    assert (card.research_fields, card.languages) == (("register allocation",), ("English",))
    assert card.left_out == len(telling) + 1 + 1, "that there is more is no secret"
    shown = repr(
        (card, found, office.look.pairing(row.recommendation_id), office.publishing.profile(key, Wording("en")))
    )
    for word in ("hrubes", "brightfall", "zhr", "555 0199", "555 018", "5550199", "555018"):
        assert word not in shown.casefold()
        assert key not in office.look.find_candidates(CandidateQuery(word))
    assert key in office.look.find_candidates(CandidateQuery("llvm"))
    offered = {
        value for values in office.look.count_candidates_by_meaning(CandidateQuery()).values() for value in values
    }
    assert offered and not offered & {*telling, *draft.research_fields[:1], *draft.languages[1:]}


def test_contact_data_in_texts_are_hidden_where_they_are_hidden_elsewhere(
    reviewed: tuple[Office, PairingRow, int],
) -> None:
    office, row, firm = reviewed
    said = "Write to z@hrubesova.cz or +420 605 555 018 about HBM3"
    with office.store.writing() as session:
        person = writes.get(session, Candidate, row.candidate_id)
        values = {name: getattr(person, name) for name in CandidateDraft.model_fields}
        writes.change(session, person, CandidateDraft(**values | {"expertise": said, "phone": "+1 202 555 0136"}))
    office.agreeing.record_consent(row.candidate_id, True, "HR")
    office.agreeing.record_consent(row.candidate_id, True, "HR", firm)
    office.review.decide(row.pairing_id or 0, Verdict.COMMENT, "call 202.555.0136 or mail a@b.example", who="HR")
    for gate in office.dossiers.dossier(row.pairing_id or 0).gates:
        if gate.gate.kind == "answer":
            note = "asked at +420 605 555 018, z@hrubesova.cz"
            office.agreeing.answer_gate(row.pairing_id or 0, gate.gate.code, Answer.NOT_MET, "HR", note=note)
    assert said in office.look.candidate(row.candidate_id).expertise, "an officer keeps the records"
    for actor in (Actor("L", Role.LIAISON, firm), Actor("M", Role.MANAGER)):
        office.act_as(actor)
        card, pairing = office.look.candidate(row.candidate_id), office.look.pairing(row.recommendation_id)
        assert not card.row.masked and "HBM3" in card.expertise and len(card.expertise) == len(said)
        shown = repr((card, pairing, office.dossiers.dossier(row.pairing_id or 0)))
        for word in ("hrubesova.cz", "605 555", "555.0136", "a@b.example"):
            assert word not in shown
        office.act_as(HR)


@pytest.mark.parametrize(
    "written",
    ["haoran.lin@example.com", "haoran.lin", "haoran.lin@", "Haoran.Lin@Example.com", "138 0000 1011", "13800001011",
     "+86 138-0000-1011", "１３８００００１０１１"],
)  # fmt: skip
def test_who_sees_contact_data_finds_by_them(sample_office: Office, written: str) -> None:
    office = sample_office
    (key,) = office.look.find_candidates(CandidateQuery("林浩然"))
    with office.store.writing() as session:
        person = writes.get(session, Candidate, key)
        values = {name: getattr(person, name) for name in CandidateDraft.model_fields}
        contact = {"email": "haoran.lin@example.com", "phone": "138 0000 1011"}
        writes.change(session, person, CandidateDraft(**values | contact))
    assert office.look.find_candidates(CandidateQuery(written)) == [key]
    office.act_as(Actor("M", Role.MANAGER))
    assert office.look.find_candidates(CandidateQuery(written)) == []


def test_a_few_digits_find_a_number_by_its_end_and_more_by_any_part(office: Office) -> None:
    """As it is shown where it is masked; a year is looked for in what was written as well."""
    drafts = (
        CandidateDraft(name_en="Ada North", phone="+1 (408) 555-0101; +43 1 5550 2011"),
        CandidateDraft(name_en="Ben South", phone="+1 0101 408 5599", evidence=["Award 2011"]),
        CandidateDraft(name_en="Cleo West", phone="+1 303 444 2011"),
    )
    with office.store.writing() as session:
        ada, ben, cleo = (int(writes.add_candidate(session, draft).id or 0) for draft in drafts)

    def found(written: str) -> set[int]:
        query = CandidateQuery(written)
        ids = office.look.find_candidates(query)
        assert sum(office.look.count_candidates(query)["status"].values()) == len(ids)
        return set(ids)

    for written, who in (
        ("0101", {ada}), ("５５５ 0101", {ada}), ("408 555", {ada}), ("408-555", {ada}), ("40855", set()),
        ("101", set()), ("2011", {ada, ben, cleo}), ("Award 2011", {ben}), ("0101 north", set()),
    ):  # fmt: skip
        assert found(written) == who, written
    for actor in (Actor("M", Role.MANAGER), Actor("L", Role.LIAISON, 1)):
        office.act_as(actor)
        assert found("0101") == found("408 555") == set()


@pytest.mark.parametrize(
    "written", ["Neill, Robert", "O’Neill", "O'Neill", "robert o‘neill", "O Neill", "Neill Robert,"]
)
def test_a_name_is_found_with_any_apostrophe_and_comma(office: Office, written: str) -> None:
    with office.store.writing() as session:
        key = int(writes.add_candidate(session, CandidateDraft(name_en="Robert O'Neill")).id or 0)
    assert office.look.find_candidates(CandidateQuery(written)) == [key]

"""What each reader sees of each field stands in one table, and every export asks it and tells the trail."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.handout import Text
from talentapp.domain.masking import HANDED_BY, SIGHTS, Reader, Sight, code_name
from talentapp.domain.records import CandidateDraft
from talentapp.domain.roles import RIGHTS, Act, Actor, Scope
from talentapp.domain.rosters import COLUMNS, RosterChoice
from talentapp.domain.terms import Kind, Role, State, Verdict
from talentapp.files.rosters.rows import RosterRow
from talentapp.office import Office
from talentapp.office.records.veils import AS, seen
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateCard, CandidateQuery, CandidateRow
from talentapp.wording import Wording
from tests.files.rosters import row as roster_row
from tests.office import lives

EVERY = PairingQuery(states=tuple(State))


@pytest.mark.parametrize("kind", [RosterRow, CandidateCard, CandidateRow])
def test_the_table_has_every_field(kind: Any) -> None:
    assert [one.name for one in fields(kind) if AS.get(one.name, one.name) not in SIGHTS] == []


def test_nobody_sees_more_than_who_keeps_the_records() -> None:
    order = [Sight.NONE, Sight.PART, Sight.FULL]
    for field, sights in SIGHTS.items():
        seen_by = [order.index(sights[reader]) for reader in Reader]
        assert seen_by == sorted(seen_by, reverse=True), field
    for role, readers in HANDED_BY.items():
        assert (Reader.OFFICE in readers) == (RIGHTS[Act.REVEAL_CONTACT][role] is Scope.ALL)
        assert (Reader.MANAGER in readers) == (RIGHTS[Act.SEE_CANDIDATES][role] is Scope.ALL)


@pytest.mark.parametrize("reader", list(Reader))
def test_every_column_is_masked_as_the_table_says(reader: Reader) -> None:
    whole = roster_row(1, phone="13812345678", email="wei@example.com", decided_by="王芳", decision="张伟 方向吻合")
    shown = seen(whole, reader, 7)
    for one in fields(RosterRow):
        before, after, sight = getattr(whole, one.name), getattr(shown, one.name), SIGHTS[one.name][reader]
        assert (after == before) == (sight is Sight.FULL or not before), one.name
    if reader is Reader.UNNAMED:
        assert (shown.name, shown.employer, shown.phone, shown.decision) == ("C-0007", "", "", "")
    if reader in (Reader.MANAGER, Reader.PARTNER):
        assert (shown.phone, shown.email) == ("138 ···· 5678", "w***@example.com")


def cells(office: Office, folder: Path, reader: Reader, organisation: int | None = None) -> dict[str, set[object]]:
    """What stands in each column of a roster."""
    path = folder / "roster.xlsx"
    query = PairingQuery(states=tuple(State), organisation_id=organisation)
    office.publishing.export_roster(path, Wording("en"), query, choice=RosterChoice(reader=reader))
    sheet = load_workbook(path)["Roster"]
    codes = [cell.value for cell in sheet[3]]
    return {str(code): {line[at].value for line in sheet.iter_rows(min_row=5)} for at, code in enumerate(codes) if code}


def test_a_partners_roster_names_who_agreed_and_nobody_else(sample_office: Office, tmp_path: Path) -> None:
    office = sample_office
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    for organisation in (None, firm):
        office.agreeing.record_consent(row.candidate_id, True, "HR", organisation)
    university = office.look.project(row.university_project_id).row.organisation_id
    nobody = cells(office, tmp_path, Reader.PARTNER, university)  # to which nobody has agreed to be shown
    assert all(str(name).startswith("C-") for name in nobody["name"])
    assert nobody["employer"] == {Wording("en")("roster-veiled")}  # an empty column would not say why
    partner = cells(office, tmp_path, Reader.PARTNER, firm)
    assert [name for name in partner["name"] if row.candidate in str(name)]
    assert len([name for name in partner["name"] if not str(name).startswith("C-")]) == 1
    assert all("*" in str(value) for value in partner["email"] if value)
    own = cells(office, tmp_path, Reader.OFFICE, firm)  # said so: the office's own list of one firm's people
    assert not [name for name in own["name"] if str(name).startswith("C-")]
    assert not [value for value in own["email"] if "*" in str(value)]
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    assert cells(office, tmp_path, Reader.PARTNER)["name"] == partner["name"]


def test_nobody_makes_a_roster_for_who_sees_more(sample_office: Office, tmp_path: Path) -> None:
    office = sample_office
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    for actor, refused in (
        (Actor("head", Role.MANAGER), (Reader.OFFICE, Reader.UNNAMED)),
        (Actor("liaison", Role.LIAISON, firm), (Reader.OFFICE, Reader.MANAGER, Reader.UNNAMED)),
    ):
        for reader in refused:
            for call in (
                lambda reader=reader: cells(office, tmp_path, reader),
                lambda reader=reader: office.publishing.profile(row.candidate_id, Wording("en"), reader),
                lambda reader=reader: office.publishing.dossier(row.pairing_id or 0, Wording("en"), reader),
            ):
                office.act_as(actor)
                with pytest.raises(TalentError) as caught:
                    call()
                assert caught.value.code is Fault.NOT_ALLOWED
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_liaison_sees_no_notes_of_the_office(sample_office: Office) -> None:
    office = sample_office
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    assert office.look.candidate(row.candidate_id).origin
    for organisation in (None, firm):
        office.agreeing.record_consent(row.candidate_id, True, "HR", organisation)
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    card = office.look.candidate(row.candidate_id)
    assert (card.origin, card.notes, card.conflicts, card.row.tags) == (None, "", (), ())
    assert card.row.name == row.candidate and card.expertise


@pytest.mark.long
def test_every_export_is_in_the_trail_with_fields_and_no_values(sample_office: Office, tmp_path: Path) -> None:
    """Each way out, done once: which entry it writes."""
    office, say = sample_office, Wording("zh_CN")
    key = office.look.find_pairings(PairingQuery())[0]
    who = office.look.pairing_rows([key])[0].candidate_id
    ways = {
        "roster": lambda: office.publishing.export_roster(
            tmp_path / "r.xlsx", say, EVERY, choice=RosterChoice(reader=Reader.OFFICE)
        ),
        "recommendations": lambda: office.publishing.export_recommendations(tmp_path / "r.json", "zh_CN"),
        "profile": lambda: office.publishing.profile(who, say),
        "dossier": lambda: office.publishing.dossier(key, say, Reader.OFFICE),
        "person": lambda: office.privacy.export_person(who, tmp_path, say),
        "jsonresume": lambda: office.publishing.export_candidate(who, "jsonresume", tmp_path / "c.json"),
        "vcard": lambda: office.publishing.export_candidate(who, "vcard", tmp_path / "c.vcf"),
    }
    contact = {"roster", "dossier", "person", "jsonresume", "vcard"}
    for purpose, act in ways.items():
        before = len(office.privacy.handed_out(who))
        act()
        (entry,) = office.privacy.handed_out(who)[before:]
        assert (entry.action, entry.purpose) == ("export", purpose)
        assert set(entry.fields) <= set(CandidateDraft.model_fields) | set(SIGHTS) | {"created_at"}, purpose
        assert ({"phone", "email"} <= set(entry.fields)) == (purpose in contact), purpose
    assert not office.audit.verify().findings
    trail = json.dumps([vars(one) for one in office.audit.newest(200)], default=str, ensure_ascii=False)
    card = office.look.candidate(who)
    values = (card.name_zh, card.name_en, card.orcid, card.expertise[:20])
    assert not [value for value in values if value and value in trail]


def test_the_columns_in_the_trail_are_those_chosen(sample_office: Office, tmp_path: Path) -> None:
    key = sample_office.look.find_pairings(PairingQuery())[0]
    who = sample_office.look.pairing_rows([key])[0].candidate_id
    for columns, reader, named in (
        (COLUMNS, Reader.MANAGER, {"name", "employer", "decision"}),
        (("name", "score", "phone"), Reader.OFFICE, {"name", "phone"}),
    ):
        choice = RosterChoice(columns=columns, reader=reader)
        sample_office.publishing.export_roster(tmp_path / "r.xlsx", Wording("en"), EVERY, choice=choice)
        assert set(sample_office.privacy.handed_out(who)[-1].fields) == named


def test_drafts_evidence_and_marked_copies_are_in_the_trail(life: Office, tmp_path: Path) -> None:
    office = life
    key = lives.put_forward(office)
    lives.reach_signing(office, key, tmp_path)
    who = office.look.pairing_rows([key])[0].candidate_id
    card = office.dossiers.dossier(key, lives.TODAY)
    kept = next(one for gate in card.gates for answer in gate.answers for one in answer.evidence)
    before = len(office.privacy.handed_out(who))
    office.dossiers.draft_agreement(key, tmp_path / "draft.docx", Wording("zh_CN"))
    office.dossiers.evidence_file(kept.id)
    drafted, opened = office.privacy.handed_out(who)[before:]
    assert (drafted.purpose, set(drafted.fields)) == ("agreement", {"name_en", "name_zh"})
    assert (opened.purpose, opened.fields) == ("evidence", ())
    said = [(one.subject, one.purpose, one.keys) for one in office.audit.newest(20) if one.action == "export"]
    assert ("pairing", "agreement", str(key)) in said and ("evidence", "opened", str(kept.id)) in said
    (tmp_path / "people.csv").write_text("姓名,邮箱\n张三,no address\n", "utf-8")
    previews = office.intake.previews(tmp_path / "people.csv")
    office.intake.annotate(previews, tmp_path / "marked.xlsx", lambda problem: problem.value, "?")
    newest = office.audit.newest(1)[0]
    assert (newest.action, newest.subject, newest.purpose) == ("export", "candidate", "annotated")
    assert "张三" not in json.dumps([vars(one) for one in office.audit.newest(20)], default=str, ensure_ascii=False)


def test_a_partner_has_to_be_named(sample_office: Office, tmp_path: Path) -> None:
    publishing, words = sample_office.publishing, Wording("zh_CN")
    key = sample_office.look.find_pairings(PairingQuery())[0]
    person = sample_office.look.pairing_rows([key])[0].candidate_id
    choice = RosterChoice(reader=Reader.PARTNER)
    out = tmp_path / "r.xlsx"
    for call in (
        lambda: publishing.export_roster(out, words, PairingQuery(), choice=choice),
        lambda: publishing.preview(words, PairingQuery(), choice),
        lambda: publishing.profile(person, words, Reader.PARTNER),
        lambda: publishing.dossier(key, words, Reader.PARTNER),
    ):
        with pytest.raises(TalentError) as caught:
            call()
        assert caught.value.code is Fault.PARTNER_NEEDED
    assert not out.exists()
    university = next(iter(sample_office.look.flows())).left
    publishing.export_roster(out, words, PairingQuery(organisation_id=university), choice=choice)
    assert out.exists()


def test_others_who_are_named_in_what_was_said_are_hidden_too(sample_office: Office) -> None:
    office = sample_office
    rows = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    row = rows[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    office.agreeing.record_consent(row.candidate_id, True, "HR")
    office.agreeing.record_consent(row.candidate_id, True, "HR", firm)
    office.editing.save(Kind.CANDIDATES, {"name_zh": "何敏", "name_en": "Emma Stone", "employer": "Cobalt Foundry Ltd"})
    for name in ("欧阳静", "欧阳"):
        office.editing.save(Kind.CANDIDATES, {"name_zh": name})
    other, shown = (office.look.find_candidates(CandidateQuery(text=name))[0] for name in ("何敏", "欧阳静"))
    for organisation in (None, firm):
        office.agreeing.record_consent(shown, True, "HR", organisation)
    reason = f"方向与何敏重复（Cobalt Foundry），可问Emma Stone；{row.candidate}与欧阳静都好"
    office.review.decide(row.pairing_id or 0, Verdict.COMMENT, reason, "HR")

    def said() -> str:
        return office.look.pairing(row.recommendation_id).history[-1].reason

    assert said() == reason
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    code = code_name(other)
    assert said() == f"方向与{code}重复（····），可问{code}；{row.candidate}与欧阳静都好"
    assert office.dossiers.dossier(row.pairing_id or 0).history[-1].reason == said()

    office.act_as(Actor("manager", Role.MANAGER))
    assert said() == reason
    office.act_as(Actor("HR"))
    office.agreeing.record_consent(other, False, "HR")  # who wants to be considered no more
    office.act_as(Actor("manager", Role.MANAGER))
    assert said() == f"方向与{code}重复（····），可问{code}；{row.candidate}与欧阳静都好"


def test_a_page_for_who_is_a_partner_at_the_screen_says_how_much_it_leaves_out(sample_office: Office) -> None:
    office = sample_office
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    values = office.editing.read(Kind.CANDIDATES, row.candidate_id).values
    telling = {**values, "skills": [*values["skills"], f"what {row.candidate} does"]}
    office.editing.save(Kind.CANDIDATES, telling, row.candidate_id)
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    words = Wording("en")
    for page in (
        office.publishing.profile(row.candidate_id, words),
        office.publishing.dossier(row.pairing_id or 0, words),
    ):
        told = [block.text for section in page.sections for block in section.blocks if isinstance(block, Text)]
        assert words("masked-left-out", n=1) in told


@pytest.mark.parametrize(
    "written",
    ["zoë kravitz", "ZOE KRAVITZ", "Ｚｏｅ　Ｋｒａｖｉｔｚ", "Zoe-Kravitz", "Kravitz, Zoe", "Zoe (Kravitz)",
     "(Zoe) Kravitz", "Zoe\nKravitz", "ZoeKravitz",
     "Zoe I. Kravitz", "Zo\u00eb Isabella Kravitz", "Zoe\u0308 Kravitz"],
)  # fmt: skip
def test_others_are_hidden_however_their_names_are_written(sample_office: Office, written: str) -> None:
    office = sample_office
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    named = office.editing.save(Kind.CANDIDATES, {"name_en": "Zoë Isabella Kravitz"}).edit.touched[0].record_id
    office.review.decide(row.pairing_id or 0, Verdict.COMMENT, f"better: {written}, too", "HR")
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    assert office.look.pairing(row.recommendation_id).history[-1].reason == f"better: {code_name(named)}, too"


def test_whole_names_go_before_parts_of_others(sample_office: Office) -> None:
    """The longest name is meant, and nobody's code stands for a part of somebody else."""
    office = sample_office
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    called = {"name_zh": "吴思远", "name_en": "Siyuan Wu"}
    office.editing.save(Kind.CANDIDATES, {**office.editing.read(Kind.CANDIDATES, row.candidate_id).values, **called},
                        row.candidate_id)  # fmt: skip
    for name in ("王伟", "王伟明", "陈思远", "林远"):
        office.editing.save(Kind.CANDIDATES, {"name_zh": name, "name_en": "Sam Wu" if name == "林远" else ""})

    def key(name: str) -> int:
        return next(one for one in office.look.find_candidates(CandidateQuery(text=name))
                    if office.look.candidate(one).name_zh == name)  # fmt: skip

    keys = {name: key(name) for name in ("王伟", "王伟明", "陈思远", "林远")}
    for organisation in (None, firm):
        office.agreeing.record_consent(keys["林远"], True, "HR", organisation)
    reason = "王伟明比王伟好，陈思远其次，吴思远不必；Wang Weiming's work, Sam Wu's too"
    office.review.decide(row.pairing_id or 0, Verdict.COMMENT, reason, "HR")
    code = {name: code_name(one) for name, one in keys.items()}
    own = code_name(row.candidate_id)
    office.act_as(Actor("liaison", Role.LIAISON, firm))
    assert office.look.pairing(row.recommendation_id).history[-1].reason == (
        f"{code['王伟明']}比{code['王伟']}好，{code['陈思远']}其次，{own}不必；{code['王伟明']}'s work, Sam Wu's too"
    )

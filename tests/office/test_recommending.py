"""Recommendation runs on the sample programme: who belongs together, what is ruled out, and that it can be repeated."""

from datetime import date
from pathlib import Path

import pytest

from talentapp.domain.conditions import Condition
from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.reasons import PARTS, USUAL
from talentapp.domain.rosters import RosterChoice
from talentapp.domain.terms import Kind, State, Verdict
from talentapp.office import Office
from talentapp.office.runs.pool import read_pool
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, OrganisationQuery, ProjectQuery
from talentapp.wording import Wording

# Pairings that the writer of the sample programme meant to fit; the model has never seen them.
MEANT = [
    ("Eleanor Whitcombe", "Automatic scheduling for tensor compilers", "推理芯片图编译器与内存规划"),
    ("Juan Carlos Ibarra", "GPU 后端代码生成与寄存器分配", "训练 GPU 编译器后端建设"),
    ("Oisín Gallagher", "高带宽存储接口的训练、测量与教学实验室", "HBM PHY 上電訓練與量產測試"),
    ("Tobias Engelhardt", "Side channels and attestation in shared accelerators", "机密计算 GPU 云服务"),
    ("Farah Al-Khatib", "CUDA 程序迁移公开评测集", "CUDA 兼容层 2.0"),
    ("Henrik Aaltonen", "即時光線追蹤硬體與渲染研究", "光线追踪硬件单元设计"),
    ("Ikram Bouzid", "大模型四比特量化的理论与方法", "推理芯片量化工具链与数据格式协同设计"),
    ("Samuel Osei-Tutu", "Fair sharing of heterogeneous accelerator clusters", "异构算力池统一调度"),
]


def candidate(office: Office, name: str) -> int:
    return office.look.find_candidates(CandidateQuery(name))[0]


def test_most_of_what_was_meant_to_fit_comes_first(sample_office: Office) -> None:
    found = 0
    for name, university, firm in MEANT:
        (best, *_) = sample_office.look.pairings_of_candidate(candidate(sample_office, name))
        found += (best.university_project, best.firm_project) == (university, firm)
    assert found >= len(MEANT) - 2


def test_parts_add_up_to_the_score_and_reasons_name_words_in_both_texts(sample_office: Office) -> None:
    rows = sample_office.look.recommended()
    assert rows == sorted(rows, key=lambda row: -row.score)
    for row in rows:
        assert set(row.parts) == set(PARTS)
        assert round(sum(row.parts.values()), 1) == row.score
    card = sample_office.look.pairing(rows[0].recommendation_id)
    texts = {
        "university": (card.candidate, card.university_project),
        "firm": (card.candidate, card.firm_project),
        "synergy": (card.university_project, card.firm_project),
    }
    for part, explanation in card.explanations.items():
        assert explanation.shared
        for shared in explanation.shared:
            for spans, record in zip((shared.left, shared.right), texts[part], strict=True):
                for span in spans:
                    section, text = record.passages.items[span.passage]
                    assert (section, text[span.start : span.end]) == (span.section, span.text)


@pytest.mark.long
def test_nothing_that_a_condition_rules_out_is_recommended(sample_office: Office) -> None:
    look = sample_office.look
    barred = candidate(sample_office, "Karen Halloway")  # non-compete with the memory firm beyond its project's start
    best = look.excluded_of_candidate(barred)[0]
    assert best.obstacles[0].condition is Condition.NONCOMPETE
    assert best.project_id not in {row.firm_project_id for row in look.pairings_of_candidate(barred)}
    for row in look.recommended():
        card = look.pairing(row.recommendation_id)
        person, projects = card.candidate.row, (card.university_project.row, card.firm_project.row)
        assert all(row.form in forms for forms in (person.forms, projects[0].forms, projects[1].forms) if forms)
        if person.effort is not None:
            assert person.effort >= sum(project.effort_min or 0 for project in projects)


def test_running_again_changes_nothing(sample_office: Office) -> None:
    before = sample_office.look.recommended()
    result = sample_office.recommending.run()
    assert result.repeated and not result.changed
    assert sample_office.look.recommended() == before
    assert not sample_office.look.counts().stale


@pytest.mark.long
def test_other_weights_make_another_run_and_reviewed_pairings_stay(few_office: Office) -> None:
    look, review = few_office.look, few_office.review
    accepted, declined, *_ = look.find_pairings(PairingQuery())
    review.decide(accepted, Verdict.ACCEPT, who="liaison")
    review.decide(declined, Verdict.DECLINE, "no capacity", who="liaison")
    result = few_office.recommending.run(weights=(1.0, 0.0, 0.0))
    assert not result.repeated and result.expired > 0
    assert sum(look.moved().lapsed.values()) == result.expired
    assert look.find_pairings(PairingQuery(states=(State.SHORTLISTED,))) == [accepted]
    assert declined in look.find_pairings(PairingQuery(states=(State.DECLINED,)))
    assert all(row.parts["firm"] == 0 for row in look.recommended())
    assert not few_office.recommending.run().changed  # of the same weights, unless others are given
    words = Wording("zh_CN")
    told = few_office.publishing.preview(words, PairingQuery(states=()), RosterChoice())
    cells = {cell.text for sheet in told.sheets for row in sheet.cells for cell in row}
    ours, usual = (words.shares(dict(zip(PARTS, one, strict=True))) for one in ((1.0, 0.0, 0.0), USUAL))
    (counted,) = (text for text in cells if f"{ours}（" in text)
    assert usual in counted  # those decided on keep the scores they were seen by
    assert any(text.startswith(words("weights-said", weights=ours)) for text in cells)
    back = few_office.recommending.run(weights=USUAL)
    assert back.expired > 0
    again = few_office.recommending.run(weights=(1.0, 0.0, 0.0))
    assert again.put_forward == result.put_forward and again.expired > 0  # what runs renewed, runs let expire
    back = few_office.recommending.run(weights=USUAL)
    renewed = look.pairing(look.pairing_rows(look.find_pairings(PairingQuery()))[0].recommendation_id)
    assert renewed.run.id == back.run.id


@pytest.mark.long
def test_a_changed_record_makes_the_run_stale(few_office: Office, tmp_path: Path) -> None:
    from tests.office.test_intake import people

    few_office.intake.commit(few_office.intake.preview(people(tmp_path / "a.xlsx", ("甲某", *[""] * 4, None))))
    assert few_office.look.counts().stale
    assert not few_office.recommending.run().repeated
    assert not few_office.look.counts().stale


def test_tags_and_owners_leave_a_run_as_it_is(sample_office: Office) -> None:
    look, editing = sample_office.look, sample_office.editing
    people = look.find_candidates(CandidateQuery())[:4]
    editing.change(Kind.CANDIDATES, people, BulkChange("tag", "一批"))
    editing.change(Kind.CANDIDATES, people[:1], BulkChange("owner", "王科长"))
    editing.save(Kind.CANDIDATES, {"notes": "下周再联系"}, people[0])
    assert not look.counts().stale
    editing.change(Kind.PROJECTS, look.find_projects(ProjectQuery())[:2], BulkChange("tag", "急"))
    assert not look.counts().stale
    editing.change(Kind.CANDIDATES, people[:1], BulkChange("status", "paused"))
    assert look.counts().stale


def test_what_no_run_reads_leaves_a_run_as_it_is(sample_office: Office) -> None:
    def read() -> str:
        with sample_office.store.reading() as session:
            return read_pool(session, date.today()).digest()

    before = read()
    look, editing = sample_office.look, sample_office.editing
    (person, *_) = look.find_candidates(CandidateQuery())
    (organisation, *_) = look.begin_organisations(OrganisationQuery()).ids
    every = {
        "email": "new@example.com",
        "phone": "+49 30 1234567",
        "country": "德国",
        "employer": "新单位",
        "post": "PI",
    }
    done = [
        editing.save(Kind.CANDIDATES, {**every, "highest_degree": "硕士", "years_experience": 3.0}, person),
        editing.save(Kind.ORGANISATIONS, {"liaison": "陈老师", "district": "新区"}, organisation),
        editing.save(Kind.PROJECTS, {"contact": "李", "site": "上海"}, look.find_projects(ProjectQuery())[0]),
    ]
    assert not look.counts().stale and read() == before  # and indeed no score depends on it
    for one in done:
        editing.undo(one.edit)
    assert not look.counts().stale
    editing.save(Kind.CANDIDATES, {"skills": ["HIP"]}, person)
    assert look.counts().stale


@pytest.mark.long
def test_a_full_project_takes_nobody_more(few_office: Office) -> None:
    look = few_office.look
    row = look.pairing_rows(look.find_pairings(PairingQuery()))[0]
    projects = {project.id: project for project in look.project_rows(look.find_projects(ProjectQuery()))}
    places = projects[row.university_project_id].places_left
    same = [r for r in look.pairings_of_project(row.university_project_id, 50) if r.pairing_id][:places]
    for other in same:
        few_office.review.decide(other.pairing_id or 0, Verdict.ACCEPT, who="liaison")
    assert look.project(row.university_project_id).row.places_left == places - len(same)
    if len(same) == places:
        few_office.recommending.run()
        left = look.pairings_of_project(row.university_project_id)
        assert {one.pairing_id for one in left} == {one.pairing_id for one in same}  # nobody but those under way


@pytest.mark.long
def test_what_is_under_way_stays_first_on_a_card_whatever_a_later_run_finds(few_office: Office) -> None:
    look = few_office.look
    row = look.pairing_rows(look.find_pairings(PairingQuery()))[-1]
    few_office.review.decide(row.pairing_id or 0, Verdict.ACCEPT, who="liaison")
    few_office.recommending.run()
    assert row.pairing_id not in {one.pairing_id for one in look.recommended()}, "no run recommends it once more"
    for found in (look.pairings_of_candidate(row.candidate_id, 3), look.pairings_of_project(row.firm_project_id, 3)):
        assert found[0].pairing_id == row.pairing_id and found[0].state is State.SHORTLISTED
        assert len({one.recommendation_id for one in found}) == len(found) <= 3


def test_a_pairing_that_lapsed_says_why(few_office: Office) -> None:
    look, editing = few_office.look, few_office.editing
    waited = look.pairing_rows(look.find_pairings(PairingQuery(states=(State.RECOMMENDED,))))
    closed, barred, silent, *_ = dict.fromkeys(row.candidate_id for row in waited)
    before = look.moved().lapsed
    editing.change(Kind.CANDIDATES, [closed], BulkChange("status", "closed"))
    editing.save(Kind.CANDIDATES, {"effort_percent": 1, "months_per_year": None}, barred)
    nothing = {"research_fields": [], "skills": [], "expertise": "", "evidence": []}
    editing.save(Kind.CANDIDATES, nothing, silent)
    assert few_office.recommending.run().expired
    causes = {closed: "run_closed", barred: "run_excluded", silent: "run_too_little"}
    for row in waited:
        if row.candidate_id in causes:
            said = look.pairing(row.recommendation_id).history[-1]
            assert (said.verdict, said.facts["cause"]) == (Verdict.EXPIRE, causes[row.candidate_id])
    assert "run_too_little" not in before
    assert look.moved().lapsed["run_too_little"] == sum(row.candidate_id == silent for row in waited)


def test_without_records_there_is_a_clear_refusal(office: Office) -> None:
    with pytest.raises(TalentError) as caught:
        office.recommending.run()
    assert caught.value.code is Fault.NOTHING_TO_RECOMMEND
    assert caught.value.facts == {"candidates": 0, "university_projects": 0, "firm_projects": 0}


def test_cancelling_a_run_leaves_the_latest_one(few_office: Office) -> None:
    before = few_office.look.counts()

    def stop(done: int, total: int | None) -> None:
        if total and done:
            raise Cancelled

    with pytest.raises(Cancelled):
        few_office.recommending.run(stop, (0.4, 0.4, 0.3))
    assert few_office.look.counts() == before


@pytest.mark.long
def test_how_far_a_run_is_never_goes_back(sample_office: Office) -> None:
    told: list[tuple[int, int | None]] = []
    sample_office.editing.save(Kind.CANDIDATES, {"name_zh": "甲", "skills": ["HBM"]})
    sample_office.recommending.run(lambda done, total: told.append((done, total)))
    shares = [done / total for done, total in told if total]
    assert len(set(shares)) > 20 and shares == sorted(shares)
    assert shares[-1] == 1

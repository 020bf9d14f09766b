"""What the overview's pictures are made of."""

from collections import defaultdict

import pytest
from sqlmodel import select

from talentapp import assets
from talentapp.domain.folding import simplified, traditional
from talentapp.domain.lists import CLOSE, FIELD, SCORE, SKILL, SPANS, span
from talentapp.domain.records import Project, Recommendation, Run
from talentapp.domain.roles import Actor
from talentapp.domain.spacing import spaced
from talentapp.domain.states import LIVE
from talentapp.domain.terms import Kind, OrganisationKind, Role, Status, Verdict
from talentapp.matching.artefact import concepts_of
from talentapp.matching.artefact import labels as labels_of
from talentapp.office import Office
from talentapp.office.records.meanings import by_meaning
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from tests.office.lives import HR, TODAY, put_forward


def made(office: Office) -> dict[str, int]:
    """Four projects of which one is closed, and four people of whom one is closed and one has withdrawn."""
    save = office.editing.save
    owner = save(Kind.ORGANISATIONS, {"name_zh": "甲", "kind": OrganisationKind.FIRM}).edit.touched[0].record_id
    projects: tuple[tuple[list[str], str], ...] = (
        (["大模型训练", "PLL"], "open"), (["large-model training"], "open"), (["大模型訓練", "大模型训练"], "paused"),
        (["大模型訓練", "large-model  Training"], "open"),
    )  # fmt: skip
    for number, (skills, status) in enumerate(projects):
        values = {"title": f"项目{number}", "organisation_id": owner, "must_skills": skills, "status": status}
        save(Kind.PROJECTS, values)
    people = {}
    for name, skills, status in (
        ("甲", ["large-model training"], "open"), ("乙", ["大模型训练", "large-model training"], "open"),
        ("丙", ["大模型训练"], "closed"), ("丁", ["大模型训练"], "open"),
    ):  # fmt: skip
        values = {"name_zh": name, "skills": skills, "status": status}
        people[name] = save(Kind.CANDIDATES, values).edit.touched[0].record_id
    return people


def test_a_skill_counts_once_in_whichever_words_over_all_that_is_open(office: Office) -> None:
    people = made(office)
    training, clocks = office.look.standing().skills
    assert (training.projects, training.people) == (3, 3)  # before any run
    assert training.names == {"zh_CN": "大模型训练", "zh_TW": "大模型訓練", "en": "large-model training"}
    assert (clocks.projects, clocks.people, clocks.names["zh_CN"]) == (1, 0, "PLL")
    office.agreeing.record_consent(people["丁"], True, "何")
    office.agreeing.record_consent(people["丁"], False, "何")
    assert office.look.standing().skills[0].people == 2


@pytest.mark.long
def test_scores_are_of_the_latest_run(sample_office: Office) -> None:
    found = sample_office.look.standing()
    assert sum(found.scores) == len({row.candidate_id for row in sample_office.look.recommended()})
    assert [skill.projects for skill in found.skills] == sorted((s.projects for s in found.skills), reverse=True)


def test_a_pairing_that_stands_counts_beside_the_latest_run(life: Office) -> None:
    """A later run passes over who is placed: the best placed do not sink in the list by it."""
    first, second = (row.candidate_id for row in life.look.recommended()[:5:4])
    key = put_forward(life)
    life.review.decide(key, Verdict.ACCEPT, who=HR)
    with life.store.writing() as session:
        (old,) = session.exec(select(Run)).all()
        run = Run.model_validate({**old.model_dump(exclude={"id"}), "recommendations": 2})
        session.add(run)
        session.flush()
        for item, score in ((1, 20.0), (5, 50.0)):
            known = session.get_one(Recommendation, item)
            again = {**known.model_dump(exclude={"id"}), "run_id": run.id, "score": score}
            session.add(Recommendation.model_validate(again))
    scores = {row.id: row.best_score for row in life.look.candidate_rows([first, second])}
    assert scores == {first: 80.0, second: 50.0}
    for descending, order in ((True, [first, second]), (False, [second, first])):
        query = CandidateQuery(descending=descending)
        assert life.look.find_candidates(query) == order and life.look.begin_candidates(query, 1).ids[:1] == order[:1]
    facets = ((SCORE, span(*next(one for one in SPANS if one[0] == 80))),)
    assert life.look.find_candidates(CandidateQuery(facets=facets)) == [first]
    found = life.look.standing()
    assert [count for count in found.scores if count] == [1, 1] and found.unscored == 0
    for status in ("open", "closed"):  # whoever has come since, and is open, has no score yet
        life.editing.save(Kind.CANDIDATES, {"name_zh": "己", "skills": ["LLVM"], "status": status})
    assert life.look.standing().unscored == 1
    life.agreeing.move(key, Verdict.DECLINE, HR, "no", today=TODAY)
    assert life.look.candidate_rows([first])[0].best_score == 20.0, "what has been declined counts no more"


def test_who_is_counted_is_found(office: Office) -> None:
    people = made(office)
    office.agreeing.record_consent(people["丁"], True, "何")
    office.agreeing.record_consent(people["丁"], False, "何")
    training = office.look.standing().skills[0]
    facets = (("status", "open"), (SKILL, training.term))
    assert set(office.look.find_candidates(CandidateQuery(facets=facets))) == {people["甲"], people["乙"]}
    assert office.look.count_candidates_by_meaning(CandidateQuery(facets=facets))[SKILL] == {training.term: 2}
    assert len(office.look.find_projects(ProjectQuery(facets=facets))) == training.projects == 3


def test_who_writes_it_as_a_field_of_research_has_it_too(office: Office) -> None:
    save = office.editing.save
    owner = save(Kind.ORGANISATIONS, {"name_zh": "甲", "kind": OrganisationKind.FIRM}).edit.touched[0].record_id
    save(Kind.PROJECTS, {"title": "一", "organisation_id": owner, "must_skills": ["GPU 微架构"]})
    people = {}
    for name, skills, fields in (
        ("甲", [], ["GPU 微架构"]), ("乙", ["GPU 微架构"], ["GPU 微架構", "GPU 微架构"]), ("丙", ["RTL"], ["RTL"]),
    ):  # fmt: skip
        values = {"name_zh": name, "skills": skills, "research_fields": fields}
        people[name] = save(Kind.CANDIDATES, values).edit.touched[0].record_id
    (shown,) = office.look.standing().skills
    assert (shown.projects, shown.people) == (1, 2)
    facets = (("status", "open"), (SKILL, shown.term))
    both = [people["甲"], people["乙"]]
    assert sorted(office.look.find_candidates(CandidateQuery(facets=facets))) == both
    assert office.look.count_candidates_by_meaning(CandidateQuery())[SKILL] == {shown.term: 2, "RTL": 1}


def test_who_is_masked_is_found_by_a_field_of_research_as_it_is_shown(life: Office) -> None:
    key = put_forward(life)
    (row,) = life.look.pairing_rows([key])
    firm = life.look.project(row.firm_project_id).row.organisation_id
    life.act_as(Actor("何", Role.LIAISON, firm))
    assert life.look.candidate(row.candidate_id).row.masked
    assert life.look.find_candidates(CandidateQuery(facets=((SKILL, "compilers"),))) == [row.candidate_id]
    assert life.look.count_candidates_by_meaning(CandidateQuery())[SKILL] == {"compilers": 1, "LLVM": 1}


def test_what_is_close_is_counted_apart_and_found(office: Office) -> None:
    save = office.editing.save
    owner = save(Kind.ORGANISATIONS, {"name_zh": "甲", "kind": OrganisationKind.FIRM}).edit.touched[0].record_id
    for title in ("一", "二"):
        values = {"title": title, "organisation_id": owner, "must_skills": ["placement algorithms"]}
        save(Kind.PROJECTS, values)
    save(Kind.PROJECTS, {"title": "三", "organisation_id": owner, "must_skills": ["placement algorithms", "SQL"]})
    save(Kind.PROJECTS, {"title": "四", "organisation_id": owner, "must_skills": ["placement algorithms", "Prolog"]})
    people = {}
    for name, skills, fields, status in (
        ("甲", ["analytical placement"], [], "open"), ("乙", [], ["placement and routing algorithms"], "open"),
        ("丙", ["Placement algorithms", "analytical placement"], [], "open"), ("丁", ["SQL"], ["biology"], "open"),
        ("戊", ["analytical placement"], [], "closed"), ("己", ["analytical placement"], [], "open"),
    ):  # fmt: skip
        values = {"name_zh": name, "skills": skills, "research_fields": fields, "status": status}
        people[name] = save(Kind.CANDIDATES, values).edit.touched[0].record_id
    office.agreeing.record_consent(people["己"], True, "何")
    office.agreeing.record_consent(people["己"], False, "何")
    placement, *scarce = office.look.standing().skills
    assert (placement.projects, placement.people, placement.close) == (4, 1, 2)
    assert [one["en"] for one in placement.near] == ["analytical placement", "placement and routing algorithms"]
    assert [one.term for one in scarce] == ["Prolog", "SQL"], "the scarcer first"
    close = (("status", "open"), (CLOSE, placement.term))
    assert sorted(office.look.find_candidates(CandidateQuery(facets=close))) == [people["甲"], people["乙"]]
    assert office.look.count_candidates_by_meaning(CandidateQuery(facets=close))[CLOSE] == {placement.term: 2}
    both = (*close, (SKILL, "placement and routing algorithms"))
    assert office.look.find_candidates(CandidateQuery(facets=both)) == [people["乙"]]
    assert office.look.knows_meanings(close)
    unknown = ((CLOSE, "nobody writes this"),)
    assert not office.look.knows_meanings(unknown), "a list reads it beside the window's thread"
    office.look.read_meanings(unknown)
    assert office.look.knows_meanings(unknown)
    assert office.look.find_candidates(CandidateQuery(facets=unknown)) == []
    save(Kind.CANDIDATES, {"name_zh": "庚", "skills": ["analytic placement of cells"]})
    assert not office.look.knows_meanings(close)
    office.look.read_meanings()
    assert not office.look.knows_meanings(close)
    assert office.look.standing().skills[0].close == len(office.look.find_candidates(CandidateQuery(facets=close))) == 3


def test_no_skill_is_offered_by_nobody_that_a_reason_shares(sample_office: Office) -> None:
    """Of all skills that projects of the sample ask for, not only of those that are shown."""
    look = sample_office.look
    look.standing()
    with sample_office.store.reading() as session:
        asked = {one.id: one.must_skills for one in session.exec(select(Project)) if one.status == Status.OPEN}
        shared: dict[int, set[str]] = defaultdict(set)
        for one in session.exec(select(Recommendation)):
            for part, key in (("university", one.university_project_id), ("firm", one.firm_project_id)):
                for idea in one.reasons["parts"][part]["shared"]:
                    shared[key] |= {idea["concept"], *idea["also"]}
    named = concepts_of(assets.path("models/matching"), sorted({term for terms in asked.values() for term in terms}))
    in_reasons = {term for key, terms in asked.items() for term in terms if named.get(term) in shared[key]}

    def offered(term: str) -> bool:
        queries = [CandidateQuery(facets=(("status", "open"), (facet, term))) for facet in (SKILL, CLOSE)]
        return any(look.find_candidates(query) for query in queries)

    only_in_texts = {"单粒子效应分析", "抗辐射加固设计", "马赫曾德尔调制器"}  # nobody's skill or field
    assert len(in_reasons) > 50
    assert {term for term in in_reasons if not offered(term)} <= only_in_texts


def test_every_bar_of_the_sample_leads_to_as_many_as_it_says(sample_office: Office) -> None:
    look = sample_office.look
    counted = look.count_candidates_by_meaning(CandidateQuery(facets=(("status", "open"),)))[SKILL]
    for one in look.standing().skills:
        facets = (("status", "open"), (SKILL, one.term))
        assert len(look.find_candidates(CandidateQuery(facets=facets))) == one.people == counted.get(one.term, 0)
        assert len(look.find_projects(ProjectQuery(facets=facets))) == one.projects
        close = (("status", "open"), (CLOSE, one.term))
        assert len(look.find_candidates(CandidateQuery(facets=close))) == one.close and bool(one.near) == bool(
            one.close
        )


def test_words_of_their_own_are_found_by_what_they_mean(office: Office) -> None:
    people = made(office)
    look = office.look
    by_name = {name: (SKILL, name) for name in ("大模型训练", "large-model training", "Large-Model  Training")}
    found = {name: set(look.find_candidates(CandidateQuery(facets=(one,)))) for name, one in by_name.items()}
    assert found["大模型训练"] == found["large-model training"] == set(people.values())
    assert found["Large-Model  Training"] == set()  # nobody writes it so: not found by what nobody can choose
    assert look.called(SKILL, "大模型训练", "en") == "large-model training"
    assert look.called(SKILL, "large-model training", "zh_TW") == "大模型訓練"
    assert look.count_candidates_by_meaning(CandidateQuery()) == {SKILL: {"大模型训练": 4}}
    chosen = CandidateQuery("甲", facets=((SKILL, "large-model training"),))
    assert look.count_candidates_by_meaning(chosen) == {SKILL: {"large-model training": 1}}  # as it was chosen
    added = office.editing.save(Kind.CANDIDATES, {"name_zh": "戊", "skills": ["LARGE-MODEL TRAINING", "Go"]})
    assert not look.knows_meanings()
    new = added.edit.touched[0].record_id
    assert new in look.find_candidates(CandidateQuery(facets=(by_name["大模型训练"],)))
    assert look.knows_meanings()
    assert look.candidate(new).row.skills == ("LARGE-MODEL TRAINING", "Go")


def test_spellings_are_one_where_they_mean_one() -> None:
    written = dict.fromkeys(
        ("编译器", "compilers", "Compiler", "編譯器", "5 nm", "7 nm", "Go", "ＧＯ", "biomedicine"), 1
    )
    of = by_meaning(SKILL, written | {"生物醫藥": 1, "编译器": 2}).of
    assert {of[one] for one in ("编译器", "compilers", "Compiler", "編譯器")} == {"编译器"}
    assert of["5 nm"] != of["7 nm"]
    assert of["Go"] == of["ＧＯ"]
    assert of["biomedicine"] == of["生物醫藥"]  # as the vocabulary has it


def test_projects_of_one_field_are_found_in_whichever_language(office: Office) -> None:
    made(office)
    (owner,) = office.look.organisation_names()
    for title, area in (("一", "图形渲染"), ("二", "graphics rendering"), ("三", "圖形渲染"), ("四", "金融")):
        values = {"title": title, "organisation_id": owner, "field": area, "must_skills": [title]}
        office.editing.save(Kind.PROJECTS, values)
    counts = office.look.count_projects_by_meaning(ProjectQuery())[FIELD]
    assert sorted(counts.values()) == [1, 3]
    (rendering,) = (one for one, number in counts.items() if number == 3)
    assert len(office.look.find_projects(ProjectQuery(facets=((FIELD, rendering),)))) == 3
    assert office.look.called(FIELD, rendering, "en") == "graphics rendering"


def test_scores_find_people_but_tell_a_liaison_nothing(sample_office: Office) -> None:
    look = sample_office.look
    for at, count in enumerate(look.standing().scores):
        assert len(look.find_candidates(CandidateQuery(facets=((SCORE, span(*SPANS[at])),)))) == count
    sample_office.act_as(Actor("何", Role.LIAISON, look.organisations()[0].id))
    own = look.find_candidates(CandidateQuery())
    assert all(look.find_candidates(CandidateQuery(facets=((SCORE, span(*one)),))) == own for one in SPANS)


def test_either_side_sees_the_pairings_with_its_partner(sample_office: Office) -> None:
    look = sample_office.look
    flow = look.flows()[0]
    asked = PairingQuery(LIVE, flow.left, flow.right)
    for organisation in (None, flow.left, flow.right):
        role = Role.HR_OFFICER if organisation is None else Role.LIAISON
        sample_office.act_as(Actor("何", role, organisation))
        assert len(look.find_pairings(asked)) == flow.count
        assert flow in look.flows()


def test_a_field_is_called_in_the_readers_language_though_nobody_wrote_it_so() -> None:
    meant = by_meaning(FIELD, {"图形渲染": 3, "compilers": 2, "IP 授權": 1, "quantum widgets": 1})
    assert [meant.names[one]["en"] for one in ("图形渲染", "IP 授權")] == ["graphics rendering", "IP licensing"]
    assert [meant.names["compilers"][language] for language in ("zh_CN", "zh_TW", "en")] == [
        "编译器",
        "編譯器",
        "compilers",
    ]
    assert meant.names["quantum widgets"]["zh_CN"] == "quantum widgets"  # no name of it is known


def test_a_skill_is_the_same_thing_in_every_language(sample_office: Office) -> None:
    every = labels_of(assets.path("models/matching")).values()
    labels = [{language: spaced(text) for language, text in names.items()} for names in every]
    look = sample_office.look
    for one in look.standing().skills:
        own = {into(term) for term in look.spelled(SKILL, one.term) for into in (simplified, traditional)}
        of_label = ({code for code, name in one.names.items() if some[code] == name} for some in labels)
        as_written = {code for code, name in one.names.items() if name in own}
        assert any(codes | as_written == one.names.keys() for codes in of_label), "of one thing, or as people write it"
    written = {"HBM3 PHY": 3, "HBM 控制器": 2, "HBM3 controller": 2, "HBM3 控制器": 1, "长上下文推理": 1, "Go 语言": 1}
    told = by_meaning(SKILL, written)
    assert {told.of[one] for one in ("HBM 控制器", "HBM3 controller", "HBM3 控制器")} == {"HBM 控制器"}
    assert told.names["HBM 控制器"]["zh_CN"] == "HBM 控制器", "its label says 内存, which nobody wrote"
    assert told.names["长上下文推理"]["en"] == "Long-context inference", "the vocabulary knows it by this name"
    assert told.names["Go 语言"] == {"zh_CN": "Go 语言", "zh_TW": "Go 語言", "en": "Go 语言"}, "no guess"


def test_no_name_of_a_skill_says_more_than_people_write() -> None:
    terms = (
        "trusted execution",
        "可信执行环境",
        "placement algorithms",
        "佈局演算法",
        "张量并行",
        "LLVM",
        "GPU back ends",
        "LLVM 后端",
    )
    names = by_meaning(SKILL, dict.fromkeys(terms, 1)).names
    assert names["trusted execution"] == {
        "en": "trusted execution", "zh_CN": "可信执行环境", "zh_TW": "可信執行環境",
    }, "and not on CPUs"  # fmt: skip
    assert names["placement algorithms"]["zh_TW"] == "佈局演算法"
    assert names["张量并行"]["zh_TW"] == "張量平行", "a script has its own words for the same"
    assert names["GPU back ends"] == {
        "en": "LLVM GPU back end", "zh_CN": "LLVM GPU 后端", "zh_TW": "LLVM GPU 後端",
    }, "people write all that it says"  # fmt: skip


def test_what_is_near_a_skill_is_not_counted_as_it() -> None:
    near = ("HBM 控制器", "HBM3 PHY", "HBM 整合", "on-chip SRAM planning", "SRAM 良率", "trace-driven simulation")
    same = {"HBM3 controller": "HBM 控制器", "2.5D interposer": "矽中介層", "cuda kernels": "CUDA 内核"}
    of = by_meaning(
        SKILL, dict.fromkeys((*near, "周期级模拟"), 2) | dict.fromkeys(same.values(), 2) | dict.fromkeys(same, 1)
    ).of
    assert {one: of[one] for one in near} == {one: one for one in near}
    assert {one: of[one] for one in same} == same


def test_organisations_are_named_in_the_order_they_sound(office: Office) -> None:
    for name in ("浦江大学", "重庆大学", "安徽大学"):  # by their code points 安, 浦, 重
        office.editing.save(Kind.ORGANISATIONS, {"name_zh": name, "kind": OrganisationKind.UNIVERSITY})
    assert [one["zh_CN"] for one in office.look.organisation_names().values()] == ["安徽大学", "重庆大学", "浦江大学"]

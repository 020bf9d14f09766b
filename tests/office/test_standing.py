"""What the overview's pictures are made of."""

from talentapp.domain.lists import SCORE, SKILL, SPANS, skill, span
from talentapp.domain.roles import Actor
from talentapp.domain.states import LIVE
from talentapp.domain.terms import Kind, OrganisationKind, Role
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, ProjectQuery


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


def test_scores_are_of_the_latest_run(sample_office: Office) -> None:
    found = sample_office.look.standing()
    assert sum(found.scores) == len({row.candidate_id for row in sample_office.look.recommended()})
    assert [skill.projects for skill in found.skills] == sorted((s.projects for s in found.skills), reverse=True)


def test_who_is_counted_is_found(office: Office) -> None:
    people = made(office)
    office.agreeing.record_consent(people["丁"], True, "何")
    office.agreeing.record_consent(people["丁"], False, "何")
    training = office.look.standing().skills[0]
    facets = (("status", "open"), (SKILL, skill("大模型训练", training.terms)))
    assert set(office.look.find_candidates(CandidateQuery(facets=facets))) == {people["甲"], people["乙"]}
    assert office.look.count_candidates(CandidateQuery(facets=facets))[SKILL] == {facets[1][1]: training.people}
    assert len(office.look.find_projects(ProjectQuery(facets=facets))) == training.projects == 3


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

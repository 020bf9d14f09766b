"""Lists in memory: after any sequence of edits they are those of a full computation with the same matcher."""

from contextlib import nullcontext
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.records import Candidate, CandidateDraft, Project, ProjectDraft
from talentapp.domain.terms import State, Status, Verdict
from talentapp.matching.triples import Weights, best_triples
from talentapp.office import Office
from talentapp.office.runs.live import Live
from talentapp.office.runs.matching import Matching
from talentapp.office.runs.pool import read_pool
from talentapp.office.runs.scored import Scorer
from talentapp.office.runs.sides import sides_of
from talentapp.office.views.matching import What
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from talentapp.store import queries, writes
from tests.matching.counting import compared


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    """Keeps the scores of the sample from one test to the next."""
    return Scorer()


@pytest.fixture
def matching(sample_office: Office, scorer: Scorer) -> Matching:
    made = Matching(sample_office.store, scorer)
    assert made.follow().anew
    return made


def edit(office: Office, rng: np.random.Generator) -> None:
    """One of the things that people do to records."""
    texts = ("HBM3 PHY training", "tensor compiler scheduling", "浮点单元形式验证", "高速 SerDes", "GPU 驱动与虚拟化")
    with office.store.writing() as session:
        people, projects = (queries.all_of(session, table) for table in (Candidate, Project))
        what = rng.integers(6)
        if what == 0:
            person = people[rng.integers(len(people))]
            person.expertise = f"{rng.choice(texts)}; {rng.choice(texts)}"
        elif what == 1:
            person = people[rng.integers(len(people))]
            person.status = Status.CLOSED if person.status is Status.OPEN else Status.OPEN
        elif what == 2:
            writes.add_candidate(
                session, CandidateDraft(name_en=f"New {rng.integers(1e9)}", expertise=rng.choice(texts))
            )
        elif what == 3:
            project = projects[rng.integers(len(projects))]
            project.need = f"{rng.choice(texts)} {rng.choice(texts)}"
        elif what == 4:
            project = projects[rng.integers(len(projects))]
            project.status = Status.CLOSED if project.status is Status.OPEN else Status.OPEN
        else:
            owner = projects[rng.integers(len(projects))].organisation_id
            need = ProjectDraft(title=f"Project {rng.integers(1e9)}", organisation_id=owner, need=rng.choice(texts))
            writes.add_project(session, need, [])


def check(office: Office, live: Live) -> None:
    """Every list of every record against a computation from scratch with the matcher that was frozen."""
    with office.store.reading() as session:
        pool = read_pool(session, date.today())
    sides = sides_of(pool, live.matcher, lambda *_: None)
    best = best_triples(sides, Weights(), per_candidate=5, per_project=5)
    ids = (pool.candidates, pool.university.ids, pool.firm.ids)
    for part, lists in enumerate((best.of_candidate, best.of_university, best.of_firm)):
        for at, wanted in enumerate(lists):
            row = live.row(part, ids[part][at])
            assert row is not None
            found = live.best(part, row, Weights(), 5)
            # The last bits of a sum hang on how many texts were scored together: equals may change places.
            assert np.allclose(found.score, [t.score for t in wanted], atol=2e-5), (part, at)
            compared("places of lists after edits in the office, against a full computation", len(wanted))


@pytest.mark.long
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32 - 1))
def test_edits_equal_a_full_computation_at_frozen_idf(sample_office: Office, scorer: Scorer, seed: int) -> None:
    rng = np.random.default_rng(seed)
    with sample_office.store.reading() as session:
        pool = read_pool(session, date.today())
    live = Live(scorer.scored(pool), Weights(), 5)
    for _ in range(5):
        for _ in range(rng.integers(1, 4)):
            edit(sample_office, rng)
        with sample_office.store.reading() as session:
            pool = read_pool(session, date.today())
        assert live.may_follow(pool)
        live.follow(pool, nullcontext())
    check(sample_office, live)


def test_lists_are_those_of_the_run(sample_office: Office, matching: Matching) -> None:
    for key in sample_office.look.find_candidates(CandidateQuery())[:10]:
        kept = sample_office.look.pairings_of_candidate(key, limit=3)
        mine = matching.best(What("candidate", key), (0.4, 0.4, 0.2), 3)
        assert [row.ids for row in mine] == [
            (row.candidate_id, row.university_project_id, row.firm_project_id) for row in kept if row.rank
        ][:3]
        assert [row.score for row in mine] == [row.score for row in kept[:3]]


def test_weights_change_the_order_and_parts_add_up(sample_office: Office, matching: Matching) -> None:
    row = sample_office.look.recommended(1)[0]
    lists = [
        matching.best(What("firm", row.firm_project_id), weights, 20) for weights in ((1, 0, 0), (0, 1, 0), (1, 1, 3))
    ]
    assert len({tuple(one.candidate_id for one in some) for some in lists}) > 1
    for some in lists:
        assert [one.score for one in some] == sorted((one.score for one in some), reverse=True)
        assert all(round(sum(one.parts.values()), 1) == one.score for one in some)
    people = matching.best(What("pair", row.university_project_id, row.firm_project_id), (0.4, 0.4, 0.2), 5)
    assert people[0].score >= people[-1].score and row.candidate_id in {one.candidate_id for one in people}


def test_a_closed_record_is_told_and_side_by_side_says_what_carries(sample_office: Office, matching: Matching) -> None:
    rows = matching.best(What("candidate", sample_office.look.find_candidates(CandidateQuery())[0]), (0.4, 0.4, 0.2), 3)
    told = matching.compare([row.ids for row in rows], (0.4, 0.4, 0.2))
    assert [one.row.score for one in told] == [row.score for row in rows]
    assert all(one.shared for one in told)
    with sample_office.store.writing() as session:
        record = writes.get(session, Candidate, rows[0].candidate_id)
        record.status = Status.CLOSED
    done = matching.follow()
    assert done.changed == 1 and not done.anew and done.lists >= 1
    with pytest.raises(TalentError) as caught:
        matching.best(What("candidate", rows[0].candidate_id), (0.4, 0.4, 0.2), 3)
    assert caught.value.code is Fault.RECORD_GONE


@pytest.mark.long
@pytest.mark.parametrize("by", [(0.4, 0.4, 0.2), (0.5, 0.33, 0.17)])
def test_a_pairing_has_one_score_wherever_it_is_seen(
    sample_office: Office, matching: Matching, by: tuple[float, float, float]
) -> None:
    people = sample_office.look.find_candidates(CandidateQuery())
    with sample_office.store.writing() as session:  # few enough to be followed, enough to shift how rare words are
        for key in people[:4]:
            writes.get(session, Candidate, key).status = Status.CLOSED
        for key in people[4:6]:
            writes.get(session, Candidate, key).expertise = "HBM3 PHY training; tensor compiler scheduling"
    assert not matching.follow().anew
    with sample_office.store.reading() as session:
        pool = read_pool(session, date.today())
    refined = Matching(sample_office.store, Scorer())  # as a run would see it
    shifted = False
    for key in people[4:12]:
        listed = matching.best(What("candidate", key), by, 3)
        told = matching.compare([row.ids for row in listed], by)
        assert [(one.row.score, one.row.parts) for one in told] == [(row.score, row.parts) for row in listed]
        for row in listed:
            card = matching.reasons(row.ids, by)
            assert (card.row.score, card.row.parts) == (row.score, row.parts)
            assert card.explanations["university"].of == len(pool.candidates)  # who has gone is no rank's
        shifted |= [one.row.score for one in refined.compare([row.ids for row in listed], by)] != [
            row.score for row in listed
        ]
    assert shifted  # else this would have tried nothing


def test_a_pairing_that_takes_a_place_stays_in_the_lists_of_its_own(sample_office: Office) -> None:
    office, by = sample_office, (0.4, 0.4, 0.2)
    best = office.look.recommended(1)[0]
    triple = best.candidate_id, best.university_project_id, best.firm_project_id
    waiting = office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))
    pairing = next(
        key for key in waiting if office.look.pairing_rows([key])[0].recommendation_id == best.recommendation_id
    )
    office.matching.follow()
    assert office.matching.best(What("candidate", triple[0]), by, 3)[0].state is State.RECOMMENDED
    office.review.decide(pairing, Verdict.ACCEPT, who="顾文汐")
    office.matching.follow()
    for seen, key in zip(("candidate", "university", "firm"), triple, strict=True):
        first = office.matching.best(What(seen, key), by, 3)[0]  # type: ignore[arg-type]
        assert (first.ids, first.state, first.recorded) == (triple, State.SHORTLISTED, best.score)
    office.review.decide(pairing, Verdict.DECLINE, "research has moved on", "顾文汐")
    office.matching.follow()
    told = {row.ids: row.state for row in office.matching.best(What("candidate", triple[0]), by, 3)}
    assert told[triple] is State.DECLINED  # it cannot be put forward, and none is offered


def test_a_pairing_in_review_stays_in_the_lists_when_its_place_goes_to_somebody_else(sample_office: Office) -> None:
    office, by = sample_office, (0.4, 0.4, 0.2)
    waiting = office.look.pairing_rows(office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,))))
    with office.store.reading() as session:
        places = {one.id: one.places for one in queries.all_of(session, Project)}
    first, left = next(
        (one, other)
        for one in waiting
        for other in waiting
        if one.firm_project_id == other.firm_project_id
        and one.candidate_id != other.candidate_id
        and one.university_project_id != other.university_project_id
        and places[one.firm_project_id] == 1
    )
    assert first.pairing_id is not None
    office.review.decide(first.pairing_id, Verdict.ACCEPT, who="顾文汐")
    office.matching.follow()
    triple = left.candidate_id, left.university_project_id, left.firm_project_id
    for what in (What("candidate", triple[0]), What("firm", triple[2]), What("pair", triple[1], triple[2])):
        listed = {row.ids: row.state for row in office.matching.best(what, by, 3)}
        assert listed[triple] is State.RECOMMENDED

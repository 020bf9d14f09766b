"""What somebody takes back is told as theirs; what a merge leaves waiting twice waits once, and again when it is
undone."""

from collections.abc import Sequence

import pytest
from sqlmodel import select

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.records import Pairing, Recommendation
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind, Role, State, Verdict
from talentapp.domain.words import done, said_by, said_why
from talentapp.office import Office
from talentapp.office.cases.review import bring_in_line, cleared
from talentapp.office.views.edits import EditResult
from talentapp.office.views.pairings import DecisionRow, PairingQuery, PairingRow
from talentapp.settings import LANGUAGES
from talentapp.wording import Wording
from tests.office.test_merging import merged

OFFICER = Actor("王芳", Role.HR_OFFICER)


def overtaken(triple: tuple[int, int, int]) -> str:
    return "run_overtaken"


@pytest.fixture
def waiting(life: Office) -> Office:
    """Two people who wait with the same four pairs of projects, put forward by a run alone."""
    life.act_as(OFFICER)
    with life.store.writing() as session:
        bring_in_line(session, session.scalars(select(Recommendation)).all(), overtaken)
    return life


def states(office: Office) -> dict[tuple[int, int, int], State]:
    with office.store.reading() as session:
        return {
            (one.candidate_id, one.university_project_id, one.firm_project_id): one.state
            for one in session.scalars(select(Pairing))
        }


def first(office: Office, person: int) -> PairingRow:
    """The person's pairing that was put forward first."""
    rows = office.look.pairings_of_candidate(person)
    return min(rows, key=lambda row: (row.pairing_id is None, row.pairing_id or 0))


def history(office: Office, person: int) -> Sequence[DecisionRow]:
    """What was said of it."""
    return office.look.pairing(first(office, person).recommendation_id).history


def told(row: DecisionRow) -> tuple[str, str, str]:
    """What the last decision says: what was done, by whom, and why."""
    words = Wording("zh_CN")
    who = said_by(words, row.who, row.role, row.organisation, row.facts)
    return done(words, row.verdict, row.role), who, said_why(words, row.reason, row.facts)


def clear(office: Office, person: int) -> EditResult:
    with office.store.writing() as session:
        return cleared(session, session.scalars(select(Pairing).where(Pairing.candidate_id == person)).all(), OFFICER)


class TestMerge:
    def test_a_person_waits_once_and_again_twice_when_it_is_undone(self, waiting: Office) -> None:
        before = states(waiting)
        assert len(before) == 8 and set(before.values()) == {State.RECOMMENDED}
        result = merged(waiting, Kind.CANDIDATES, 1, 2)
        assert result.record_id == 1 and not result.removed
        assert {triple[0] for triple, state in states(waiting).items() if state is State.RECOMMENDED} == {1}
        assert len(waiting.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))) == 4
        last = history(waiting, 2)[-1]
        assert (last.verdict, last.who, last.role) == (Verdict.EXPIRE, OFFICER.who, OFFICER.role)
        assert said_why(Wording("zh_CN"), "", last.facts) == Wording("zh_CN")("cause-merged")
        assert history(waiting, 1) == ()  # nothing was done to what stays
        back = waiting.take_back(result.result.edit)
        assert back.left == 0 and states(waiting) == before
        words = Wording("zh_CN")
        assert told(history(waiting, 2)[-1])[::2] == (words("verdict-taken-back"), words("cause-merge-undone"))
        waiting.take_back(back.edit)  # merged once more
        assert sorted(states(waiting).values()) == [State.EXPIRED] * 4 + [State.RECOMMENDED] * 4

    def test_what_somebody_has_spoken_of_since_stays(self, waiting: Office) -> None:
        result = merged(waiting, Kind.CANDIDATES, 1, 2)
        waiting.agreeing.move(first(waiting, 2).pairing_id or 0, Verdict.PUT_FORWARD, OFFICER.who)
        assert waiting.take_back(result.result.edit).left == 1
        assert [row.verdict for row in history(waiting, 2)] == [Verdict.EXPIRE, Verdict.PUT_FORWARD]
        assert set(states(waiting).values()) == {State.RECOMMENDED}

    def test_what_was_decided_is_kept_for_the_record_that_stays(self, waiting: Office) -> None:
        row = first(waiting, 2)
        waiting.editing.save(Kind.CANDIDATES, {"name_zh": "第三人"})
        waiting.review.decide(row.pairing_id or 0, Verdict.ACCEPT, who=OFFICER.who)
        both = row.university_project_id, row.firm_project_id
        before = states(waiting)
        result = merged(waiting, Kind.CANDIDATES, 1, 2)
        assert result.record_id == 2
        after = states(waiting)
        assert after[2, *both] is State.SHORTLISTED and after[1, *both] is State.EXPIRED
        assert State.RECOMMENDED not in {state for triple, state in after.items() if triple[0] == 1}
        waiting.take_back(result.result.edit)
        assert states(waiting) == before

    @pytest.mark.parametrize("third", [True, False])
    def test_the_pairing_that_still_waits_is_the_one_that_goes_on(self, waiting: Office, *, third: bool) -> None:
        """Without a third person there is nobody over whom the two could be exchanged: the next run puts it right."""
        if third:
            waiting.editing.save(Kind.CANDIDATES, {"name_zh": "第三人"})
        clear(waiting, 1)
        before = states(waiting)
        result = merged(waiting, Kind.CANDIDATES, 1, 2)
        waits = {triple[0] for triple, state in states(waiting).items() if state is State.RECOMMENDED}
        assert result.record_id == 1 and waits == ({1} if third else set())
        assert waiting.take_back(result.result.edit).left == 0 and states(waiting) == before

    @pytest.mark.parametrize("declined", [1, 2])
    @pytest.mark.parametrize("retracted", [True, False])
    def test_of_two_that_were_decided_the_one_that_stands_goes_on(
        self, waiting: Office, *, declined: int, retracted: bool
    ) -> None:
        waiting.editing.save(Kind.CANDIDATES, {"name_zh": "第三人"})
        accepted = first(waiting, 3 - declined)
        waiting.review.decide(accepted.pairing_id or 0, Verdict.ACCEPT, who=OFFICER.who)
        other = first(waiting, declined).pairing_id or 0
        waiting.review.decide(other, Verdict.DECLINE, "twice", who=OFFICER.who)
        if retracted:
            waiting.review.decide(other, Verdict.RETRACT, who=OFFICER.who)
        before, both = states(waiting), (accepted.university_project_id, accepted.firm_project_id)
        result = merged(waiting, Kind.CANDIDATES, 1, 2)
        kept, gone = result.record_id, 3 - result.record_id
        after = states(waiting)
        assert after[kept, *both] is State.SHORTLISTED
        assert after[gone, *both] is (State.EXPIRED if retracted else State.DECLINED)
        waiting.take_back(result.result.edit)
        assert states(waiting) == before

    def test_two_that_both_go_on_are_not_made_one(self, waiting: Office) -> None:
        for person in (1, 2):
            waiting.review.decide(first(waiting, person).pairing_id or 0, Verdict.ACCEPT, who=OFFICER.who)
        before = states(waiting)
        with pytest.raises(TalentError) as caught:
            merged(waiting, Kind.CANDIDATES, 1, 2)
        assert caught.value.code is Fault.MERGE_CONFLICT and states(waiting) == before

    def test_two_projects_made_one_wait_once(self, waiting: Office) -> None:
        before = states(waiting)
        result = merged(waiting, Kind.PROJECTS, 1, 2)
        assert {triple[1] for triple, state in states(waiting).items() if state is State.RECOMMENDED} == {1}
        waiting.take_back(result.result.edit)
        assert states(waiting) == before

    def test_who_was_merged_away_says_into_whom(self, waiting: Office) -> None:
        result = merged(waiting, Kind.CANDIDATES, 1, 2)
        kept, gone = (waiting.look.candidate(key) for key in (1, 2))
        assert (kept.row.merged, kept.merged_into) == (False, "")
        assert (gone.row.merged, gone.merged_into) == (True, kept.row.name)
        waiting.take_back(result.result.edit)
        assert not waiting.look.candidate(2).row.merged


class TestWhoTookItBack:
    def test_taking_off_the_queue(self, waiting: Office) -> None:
        words = Wording("zh_CN")
        by = words("said-as", who=OFFICER.who, role=words.code("role", OFFICER.role))
        edit = clear(waiting, 1).edit
        off = words("verdict-done-expire"), by, words("cause-beside-plan")
        assert told(history(waiting, 1)[-1]) == off
        waiting.act_as(Actor("李敏", Role.HR_OFFICER))
        back = waiting.take_back(edit)
        other = words("said-as", who="李敏", role=words.code("role", Role.HR_OFFICER))
        assert told(history(waiting, 1)[-1]) == (words("verdict-taken-back"), other, words("cause-clear-undone"))
        waiting.act_as(OFFICER)
        waiting.take_back(back.edit)
        assert told(history(waiting, 1)[-1]) == off

    def test_putting_forward(self, life: Office) -> None:
        words = Wording("zh_CN")
        life.act_as(OFFICER)
        by = words("said-as", who=OFFICER.who, role=words.code("role", OFFICER.role))
        _, result = life.review.put_forward(1, OFFICER.who)
        back = life.take_back(result.edit)
        assert told(history(life, 1)[-1]) == (words("verdict-done-expire"), by, words("cause-forward-retracted"))
        life.take_back(back.edit)
        assert told(history(life, 1)[-1])[:2] == (words("verdict-done-put-forward"), by)

    def test_what_a_run_does_stays_the_programs(self, waiting: Office) -> None:
        with waiting.store.writing() as session:
            bring_in_line(session, (), overtaken)
        words = Wording("zh_CN")
        assert told(history(waiting, 1)[-1])[:2] == (words("verdict-done-expire"), words("case-by-program"))
        with waiting.store.writing() as session:
            bring_in_line(session, session.scalars(select(Recommendation)).all(), overtaken)
        assert told(history(waiting, 1)[-1])[:2] == (words("verdict-done-renew"), words("case-by-program"))

    def test_a_run_may_still_go_on_with_what_was_brought_back(self, waiting: Office) -> None:
        waiting.take_back(clear(waiting, 1).edit)
        with waiting.store.writing() as session:
            bring_in_line(session, (), overtaken)
        assert set(states(waiting).values()) == {State.EXPIRED}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_there_are_words_for_it(self, language: str) -> None:
        words = Wording(language)  # type: ignore[arg-type]
        for cause in ("merged", "merge_undone", "clear_undone"):
            assert words.code("cause", cause)

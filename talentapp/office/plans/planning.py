"""Planning: the plan for everybody, saved as a run; what people lay down for it; and putting it forward for review."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.plan_records import PlanMark, PlanName, PlannedPairing, SavedPlan, Unmatched
from talentapp.domain.progress import Progress, silent, undisturbed
from talentapp.domain.reasons import PARTS, Shares
from talentapp.domain.records import PLAN, Candidate, Recommendation, id_of, now
from talentapp.domain.roles import Act
from talentapp.domain.terms import Kind, Mark, Side, State
from talentapp.office.cases.review import cleared, forwarding, put_forward
from talentapp.office.guarding import guarded
from talentapp.office.plans.comparing import difference
from talentapp.office.plans.look import mark_rows, plan_card, plan_row, plan_rows
from talentapp.office.plans.standing import waiting_beside
from talentapp.office.records.rows import candidate_name, triple_of
from talentapp.office.records.veils import Veil, people_of_difference, people_of_plan
from talentapp.office.runs import snapshots
from talentapp.office.runs.pool import Pool, filled, read_pool
from talentapp.office.runs.reasoning import concepts_of, reasoned, run_of
from talentapp.office.runs.recommending import shares_of
from talentapp.office.runs.replaying import keep_model
from talentapp.office.runs.scored import Scorer
from talentapp.office.views.edits import Edit, EditResult, Forwarded, Laid, Renamed
from talentapp.office.views.plans import (
    ForwardResult,
    MarkRow,
    PlanCard,
    PlanDifference,
    PlanRequest,
    PlanResult,
    PlanRow,
    Sofar,
)
from talentapp.store import plan_queries, queries, writes
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.matching.plan import Plan, Rule
    from talentapp.office.plans.rules import Ids, Made

_PROVEN = ("optimal", "infeasible")
_LONGEST = 60  # characters of a name


def _nothing(_sofar: Sofar) -> None:
    """Nobody watches."""


@guarded
class Planning:
    """Plans for everybody."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self._store = store
        self._scorer = scorer

    @property
    def allowed(self) -> bool:
        """Whether the person before the screen may ask for plans, and lay down what holds for them."""
        return self._store.actor.may(Act.RECOMMEND)

    @property
    def may_put_forward(self) -> bool:
        """Whether the person before the screen may put a plan forward."""
        return self._store.actor.may(Act.PUT_FORWARD)

    # Reading

    def plans(self, limit: int = 50) -> list[PlanRow]:
        """The saved plans, newest first."""
        with self._store.reading() as session:
            return plan_rows(session, plan_queries.plans(session, limit))

    def plan(self, plan_id: int) -> PlanCard:
        """A saved plan with its pairings, and who is left out and why. Raises RECORD_GONE."""
        with self._store.reading() as session:
            card = plan_card(session, writes.get(session, SavedPlan, plan_id))
            return Veil(session, self._store.actor, people_of_plan(card)).plan_card(card)

    def compare(self, before_id: int, after_id: int) -> PlanDifference:
        """Two saved plans side by side: who gains, who loses, who is left out, and why. Raises RECORD_GONE."""
        with self._store.reading() as session:
            found = difference(
                session, writes.get(session, SavedPlan, before_id), writes.get(session, SavedPlan, after_id)
            )
            veil = Veil(session, self._store.actor, people_of_difference(found))
            return veil.plan_difference(found)

    def marks(self) -> list[MarkRow]:
        """The pairings that are pinned or forbidden now, oldest first."""
        with self._store.reading() as session:
            rows = mark_rows(session, plan_queries.marks(session))
            return Veil(session, self._store.actor, {row.candidate_id for row in rows}).marks(rows)

    # Laying down

    def mark(self, triples: Mapping["Ids", Mark], who: str) -> EditResult:
        """Pin, forbid or release pairings (candidate, university project, firm project), all or none of them. Of a swap
        both halves are released. Raises PAIRING_UNKNOWN.
        """
        with self._store.writing() as session:
            wanted = dict(triples)
            for pair in plan_queries.halves(plan_queries.marks(session)):
                both = [triple_of(half) for half in pair]
                if any(triples.get(half) is Mark.RELEASE for half in both):
                    wanted |= {half: Mark.RELEASE for half in both if half not in triples}
            (title, *_), what = _people(session, triples) or [""], next(iter(triples.values()), Mark.RELEASE)
            return _laid(session, Edit(what.value, title, "", ()), wanted, who)

    def swap(self, triple: "Ids", candidate_id: int, who: str) -> EditResult:
        """Lay down that another candidate takes the place of the one in this pairing. Raises PAIRING_UNKNOWN."""
        wanted = {triple: Mark.FORBID, (candidate_id, *triple[1:]): Mark.PIN}
        with self._store.writing() as session:
            names = _people(session, wanted)
            return _laid(session, Edit("swap", names[0], names[-1], ()), wanted, who)

    def rename(self, plan_id: int, name: str) -> EditResult:
        """Call a plan so; "" lets it go by what it is like again. Raises RECORD_GONE."""
        with self._store.writing() as session:
            writes.get(session, SavedPlan, plan_id)
            return _renamed(session, plan_id, name.strip()[:_LONGEST], self._store.actor.who)

    def undo(self, edit: Edit) -> EditResult:
        """Let hold again what held before this was laid down, or the name from before; `left` counts what somebody has
        laid down or named since."""
        with self._store.writing() as session:
            if (named := edit.renamed) is not None:
                if plan_queries.names(session, [named.plan_id]).get(named.plan_id, "") != named.after:
                    return EditResult(replace(edit, renamed=None), 1, frozenset())
                return _renamed(session, named.plan_id, named.before, self._store.actor.who)
            now = _holding(session)
            wanted = {one.ids: one.before for one in edit.laid if now.get(one.ids, Mark.RELEASE) is one.after}
            result = _laid(session, replace(edit, laid=()), wanted, self._store.actor.who)
            return replace(result, left=len(edit.laid) - len(wanted))

    # Planning

    def run(
        self,
        request: PlanRequest | None = None,
        who: str = "",
        progress: Progress = silent,
        sofar: Callable[[Sofar], None] = _nothing,
    ) -> PlanResult:
        """Find the best plan that the time reaches, and save it as a run with the reasons of its pairings.

        Cancelling saves the best plan so far (before there is one, nothing). `sofar` is told of every better plan, on
        this thread. Where nothing has changed since the latest plan and that one is proven, it is returned and nothing
        is written. Raises NOTHING_TO_RECOMMEND, and RECORDS_REMOVED where some were taken away meanwhile.
        """
        from talentapp.office.plans.rules import Laid, plan_for_all  # late, with all that computes

        request = request or PlanRequest()
        progress(0, None)
        with self._store.reading() as session:
            pool = filled(read_pool(session, date.today(), progress))
            marks = plan_queries.marks(session)
            latest = plan_queries.latest_plan(session)
            base = plan_queries.planned(session, id_of(latest)) if latest and request.keep else []
            row = plan_row(session, latest) if latest and snapshots.whole(session, latest.run_id) else None
            shares = request.weights or shares_of(queries.latest_run(session))
        request = replace(request, weights=shares)
        laid = Laid(
            pins=[triple_of(mark) for mark in marks if mark.mark is Mark.PIN],
            bans=[triple_of(mark) for mark in marks if mark.mark is Mark.FORBID],
            kept=[triple_of(recommendation) for _, recommendation in base],
        )
        mark = pool.digest(progress)
        inputs = _digest(pool, mark, laid.pins, laid.bans)
        proven = latest is not None and latest.inputs_sha256 == inputs and latest.status in _PROVEN
        if row is not None and proven and _same(row.request, request):
            return PlanResult(row, repeated=True)
        scored = self._scorer.scored(pool, progress)
        made = plan_for_all(pool, scored.sides, request, shares, laid, progress, _teller(pool, sofar))
        rows = self._reasons(pool, made, shares, undisturbed(progress))
        run = run_of(
            pool,
            {code for row in rows for code in concepts_of(row)},
            len(rows),
            purpose=PLAN,
            model_version=self._scorer.shipped.version,
            settings={
                "weights": dict(zip(PARTS, shares, strict=True)),
                "request": asdict(request),
                "as_of": date.today().isoformat(),
                "pins": laid.pins,
                "bans": laid.bans,
                "fingerprint": pool.fingerprint,
            },
            inputs_sha256=mark,
        )
        keep_model(self._store, run.model_version)
        with self._store.writing(undisturbed(progress)) as session:
            session.add(run)
            session.flush()
            snapshots.keep(session, id_of(run), pool, undisturbed(progress))
            plan = _saved(pool, made, id_of(run), who, inputs, latest.id if base and latest else None)
            session.add(plan)
            session.flush()
            recommendations = [Recommendation(run_id=id_of(run), **one) for one in rows]
            session.add_all(recommendations)
            session.flush()
            session.add_all(_pairings(pool, made, id_of(plan), recommendations))
            session.add_all(_unmatched(pool, made, id_of(plan)))
            session.flush()
            return PlanResult(plan_row(session, plan), repeated=False, changed=frozenset({Kind.PLANS}))

    def _reasons(self, pool: Pool, made: "Made", shares: Shares, progress: Progress) -> list[dict[str, Any]]:
        from talentapp.matching.triples import Weights

        scored = self._scorer.scored(pool)
        chosen = {(p.candidate, p.university, p.firm): 0 for p in made.plan.pairings}
        return list(reasoned(pool, chosen, scored.sides, Weights(*shares), scored.matcher, progress))

    # Putting forward

    def put_forward(
        self,
        plan_id: int,
        who: str,
        recommendation_ids: Sequence[int] | None = None,
        progress: Progress = silent,
    ) -> ForwardResult:
        """Put the pairings of a plan, or some of them, forward for review; those decided on already are passed over.

        All or none of them. Raises RECORD_GONE.
        """
        with self._store.writing(progress) as session:
            writes.get(session, SavedPlan, plan_id)
            found = [item for _, item in plan_queries.planned(session, plan_id)]
            if recommendation_ids is not None:
                found = [item for item in found if item.id in set(recommendation_ids)]
            existing = queries.pairings_of(session, map(triple_of, found))
            done: list[Forwarded] = []
            waited = passed = 0
            title = ""
            for at, item in enumerate(found):
                progress(at, len(found))
                pairing = existing.get(triple_of(item))
                if pairing is not None and pairing.state not in (State.RECOMMENDED, State.EXPIRED):
                    passed += 1
                    continue
                waits = pairing is not None and pairing.state is State.RECOMMENDED
                try:
                    _, fresh = put_forward(session, item, replace(self._store.actor, who=who))
                    waited += waits
                    if fresh and not done:  # named after the first that can be taken back
                        title = candidate_name(writes.get(session, Candidate, item.candidate_id))
                    done += fresh or ()
                except TalentError as error:
                    if error.code is not Fault.DECISION_NOT_ALLOWED:
                        raise
                    passed += 1
            bans = [triple_of(mark) for mark in plan_queries.marks(session) if mark.mark is Mark.FORBID]
            banned = queries.pairings_of(session, bans).values()
            forbidden = sum(pairing.state is State.RECOMMENDED for pairing in banned)
        new = sum(not one.kept for one in done)
        return ForwardResult(forwarding(title, tuple(done)), new, waited, passed, forbidden)

    def clear_beside(self, plan_id: int, progress: Progress = silent) -> EditResult:
        """Let wait no longer what waits for review beside a plan and of which no person has said anything. A later run
        may put it forward again. Raises RECORD_GONE."""
        with self._store.writing(progress) as session:
            beside = waiting_beside(session, writes.get(session, SavedPlan, plan_id))
            return cleared(session, beside, self._store.actor, progress)


def _renamed(session: Session, plan_id: int, name: str, who: str) -> EditResult:
    """Append what a plan is called from now on."""
    before = plan_queries.names(session, [plan_id]).get(plan_id, "")
    if name != before:
        session.add(PlanName(plan_id=plan_id, name=name, who=who))
    done = Renamed(plan_id, before, name) if name != before else None
    return EditResult(Edit("rename", name, before, (), renamed=done), 0, frozenset({Kind.PLANS}))


def _holding(session: Session) -> dict["Ids", Mark]:
    """What is laid down now."""
    return {triple_of(mark): mark.mark for mark in plan_queries.marks(session)}


def _people(session: Session, triples: Iterable["Ids"]) -> list[str]:
    """What the people of these pairings are called. Raises PAIRING_UNKNOWN."""
    names = []
    for triple in triples:
        person = session.get(Candidate, triple[0])
        if person is None or plan_queries.sides_of(session, triple[1:]) != [Side.UNIVERSITY, Side.FIRM]:
            raise TalentError(Fault.PAIRING_UNKNOWN, pairing=",".join(map(str, triple)))
        names.append(candidate_name(person))
    return names


def _laid(session: Session, edit: Edit, wanted: Mapping["Ids", Mark], who: str) -> EditResult:
    """Append these marks as one word: all of the same moment, by which the halves of a swap know each other."""
    before, at = _holding(session), now()
    for (candidate, university, firm), mark in wanted.items():
        session.add(
            PlanMark(
                at=at,
                who=who,
                mark=mark,
                candidate_id=candidate,
                university_project_id=university,
                firm_project_id=firm,
            )
        )
    laid = tuple(Laid(ids, before.get(ids, Mark.RELEASE), mark) for ids, mark in wanted.items())
    return EditResult(replace(edit, laid=laid), 0, frozenset({Kind.PLANS}))


def _same(one: PlanRequest, other: PlanRequest) -> bool:
    """Whether two requests ask for the same plan: how long one may search does not matter to what is proven best."""
    plain = [{**asdict(request), "time_limit": None, "keep": None} for request in (one, other)]
    return plain[0] == plain[1]


def _digest(pool: Pool, mark: str, pins: Sequence["Ids"], bans: Sequence["Ids"]) -> str:
    """A mark of all that a plan is made of; `mark` is the pool's own."""
    further = [sorted(pool.settled), list(pool.declined), sorted(pool.caps_left.items()), list(pins), list(bans)]
    return hashlib.sha256((mark + json.dumps(further)).encode()).hexdigest()


def _teller(pool: Pool, sofar: Callable[[Sofar], None]) -> "Callable[[Plan], None]":
    def tell(plan: "Plan") -> None:
        sofar(
            Sofar(
                tuple((*_ids(pool, p), round(100 * p.score, 1)) for p in plan.pairings),
                100 * plan.total,
                100 * _ceiling(plan.total, plan.bound, plan.gap),
                plan.gap,
            )
        )

    return tell


def _ceiling(total: float, bound: float, gap: float) -> float:
    """What no total can be above: a bound is one of worth, in which the loyalty of what is kept counts, too."""
    return total + bound * gap


def _ids(pool: Pool, triple: Any) -> "Ids":
    return (
        pool.candidates[triple.candidate],
        pool.university.ids[triple.university],
        pool.firm.ids[triple.firm],
    )


def _saved(pool: Pool, made: "Made", run_id: int, who: str, inputs: str, based_on: int | None) -> SavedPlan:
    clash = made.clash
    return SavedPlan(
        run_id=run_id,
        who=who,
        status=made.plan.status.value,
        total=100 * made.plan.total,
        bound=None if made.bound is None else 100 * made.bound,
        gap=made.gap,
        level=made.fair.level,
        reachable=made.fair.reachable,
        settled=len(pool.settled),
        considered=made.considered,
        based_on_id=based_on,
        inputs_sha256=inputs,
        clash=[_term(pool, term) for term in clash.terms] if clash else [],
        relaxation=[{**_term(pool, eased.term), "by": eased.by, "limit": eased.limit} for eased in clash.relaxation]
        if clash
        else [],
        lapsed=[{"triple": ids, "why": why} for ids, why in made.lapsed],
        worst=[int(organisation) for organisation in made.fair.worst],
    )


def _term(pool: Pool, term: "Rule | tuple[int, int, int]") -> dict[str, Any]:
    """A rule, or a pinned triple, as plain data."""
    if isinstance(term, tuple):
        row, university, firm = term
        return {"code": "pin", "subject": [pool.candidates[row], pool.university.ids[university], pool.firm.ids[firm]]}
    return {"code": term.code, "subject": term.subject}


def _pairings(
    pool: Pool, made: "Made", plan_id: int, recommendations: Sequence[Recommendation]
) -> list[PlannedPairing]:
    kept = {triple_of(item): id_of(item) for item in recommendations}
    return [
        PlannedPairing(
            plan_id=plan_id,
            recommendation_id=kept[_ids(pool, one.pairing)],
            pinned=(one.pairing.candidate, one.pairing.university, one.pairing.firm) in made.pinned,
            forgone=[max(0.0, round(100 * value, 1)) for value in one.forgone],
            alternates=[[pool.candidates[other.candidate], round(100 * other.score, 1)] for other in one.alternates],
        )
        for one in made.standings
    ]


def _unmatched(pool: Pool, made: "Made", plan_id: int) -> list[Unmatched]:
    return [
        Unmatched(
            plan_id=plan_id,
            candidate_id=pool.candidates[row],
            why=missed.why.value,
            score=None if missed.best is None else round(100 * missed.best.score, 1),
            university_project_id=None if missed.best is None else pool.university.ids[missed.best.university],
            firm_project_id=None if missed.best is None else pool.firm.ids[missed.best.firm],
            full=[_term(pool, rule) for rule in missed.full],
        )
        for row, missed in made.missed.items()
    ]

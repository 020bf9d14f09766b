"""Everything that is read from the database. Ids first, then rows: a long list never loads more than is shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased, load_only
from sqlmodel import Session, SQLModel, col

from talentapp.domain.identity import Identity
from talentapp.domain.mentions import letters_in, readings_in
from talentapp.domain.plan_records import PlannedPairing
from talentapp.domain.records import (
    RECOMMEND,
    Candidate,
    Decision,
    Exclusion,
    ImportBatch,
    Organisation,
    Pairing,
    Project,
    Recommendation,
    Run,
)
from talentapp.domain.states import TAKES_PLACE
from talentapp.domain.terms import Form, Kind, OrganisationKind, Side, State, Verdict

Record = TypeVar("Record", bound=SQLModel)
Key = TypeVar("Key")

IDS: Any = bindparam("ids", expanding=True)
_CHUNK = 500  # bound parameters a statement: below every database's limit


def latest_run(session: Session) -> Run | None:
    """The newest recommendation run; plans are runs of another purpose."""
    return session.scalars(
        select(Run).where(col(Run.purpose) == RECOMMEND).order_by(col(Run.id).desc()).limit(1)
    ).first()


def latest_run_id(session: Session) -> int | None:
    """The id of the newest recommendation run, or None before the first."""
    return session.scalar(select(func.max(Run.id)).where(col(Run.purpose) == RECOMMEND))


def mark_of(session: Session, table: type[Any]) -> list[int]:
    """A cheap mark of a table of records: it differs once one was added, changed or removed, also where a new one has
    come to bear the number of one that was removed."""
    columns = table.__table__.c
    count, last, versions = session.execute(select(func.count(), func.max(columns.id), func.sum(columns.version))).one()
    newest = session.scalar(select(columns.get("created_at", columns.import_batch_id)).where(columns.id == last))
    told = int(newest.timestamp() * 1_000_000) if isinstance(newest, datetime) else newest
    return [int(value or 0) for value in (count, last, versions, told)]


def labels_of_runs(session: Session) -> dict[str, dict[str, str]]:
    """The labels of concepts as the runs kept them, the newest word for each."""
    found: dict[str, dict[str, str]] = {}
    for labels in session.scalars(select(col(Run.labels)).order_by(col(Run.id))):
        found.update(labels)
    return found


def by_ids(session: Session, table: type[Record], ids: Iterable[int]) -> dict[int, Record]:
    """The records with these ids, by id; missing ones are left out."""
    wanted = list(dict.fromkeys(ids))
    key: Any = table.__table__.c.id  # type: ignore[attr-defined]
    found: dict[int, Record] = {}
    for start in range(0, len(wanted), _CHUNK):
        for record in session.scalars(select(table).where(key.in_(wanted[start : start + _CHUNK]))):
            found[record.id] = record  # type: ignore[attr-defined]
    return found


def columns_by_ids(session: Session, columns: Sequence[Any], ids: Sequence[int]) -> dict[int, Any]:
    """Only these columns, the id first, of the records with these ids: a list needs no long texts."""
    statement = _of_ids(tuple(columns))
    return {row[0]: row for some in pieces(ids) for row in session.execute(statement, {"ids": some})}


@cache
def _of_ids(columns: tuple[Any, ...]) -> Select[Any]:
    """Made once, as the two below: while one types, a list asks for rows with each keystroke."""
    return select(*columns).where(columns[0].in_(IDS))


def called(session: Session, text: str) -> Iterator[Any]:
    """The id and both names of everybody who may be named in a text; some more than once."""
    people = select(col(Candidate.id), col(Candidate.name_zh), col(Candidate.name_en))
    for column, wanted in (
        (col(Candidate.sort_key), readings_in(text)),
        (col(Candidate.letters_key), letters_in(text)),
    ):
        for some in pieces(sorted({*wanted})):
            yield from session.execute(people.where(column.in_(some)))


def pieces(keys: Sequence[Key]) -> Iterator[list[Key]]:
    """Keys in as many lists as one statement each can take."""
    return (list(keys[start : start + _CHUNK]) for start in range(0, len(keys), _CHUNK))


def drafts(session: Session, table: type[Record], kind: type[Record], ids: Sequence[int]) -> dict[int, Any]:
    """Plain rows with the id, the version and the fields of the draft `kind`, of the records with these ids."""
    columns = table.__table__.c  # type: ignore[attr-defined]
    return columns_by_ids(session, [columns.id, columns.version, *(columns[name] for name in kind.model_fields)], ids)


def candidates_with_email(session: Session, email: str) -> list[int]:
    """The candidates who have this e-mail, in whichever case it is written."""
    wanted = func.lower(col(Candidate.email)) == email.strip().lower()
    return list(session.scalars(select(col(Candidate.id)).where(wanted).order_by(col(Candidate.id)))) if email else []


def candidates_named(session: Session, keys: Iterable[str]) -> list[Candidate]:
    """The candidates whose searched text has one of these keys of names in it; read in one scan of all."""
    held = [col(Candidate.search_text).contains(key, autoescape=True) for key in keys]
    query = select(Candidate).where(or_(*held), col(Candidate.merged_into_id).is_(None))
    return list(session.scalars(query.order_by(col(Candidate.id)))) if held else []


def identities(session: Session) -> Iterator[tuple[int, Identity]]:
    """Every candidate by what makes two people look like one, and nothing else; read in pieces. Who was merged into
    another is found by that one's names."""
    columns = Candidate.__table__.c  # type: ignore[attr-defined]
    query = select(columns.id, *(columns[name] for name in Identity.__slots__)).order_by(columns.id)
    query = query.where(columns.merged_into_id.is_(None))
    for row in session.execute(query.execution_options(yield_per=2000)):
        yield row[0], Identity(*row[1:])


def all_of(session: Session, table: type[Record]) -> Sequence[Record]:
    """Every record of a table in the order of its ids."""
    return session.scalars(select(table).order_by(table.__table__.c.id)).all()  # type: ignore[attr-defined]


def each_of(session: Session, table: type[Record]) -> Iterator[Record]:
    """The same, for many: they are read as they are asked for, and none is kept."""
    ordered = select(table).order_by(table.__table__.c.id)  # type: ignore[attr-defined]
    yield from session.scalars(ordered.execution_options(yield_per=_CHUNK))


def pairing_ids(
    session: Session,
    *,
    states: Sequence[State] = (),
    organisation_id: int | None = None,
    partner_id: int | None = None,
    plan_id: int | None = None,
    terms: Sequence[str] = (),
    min_score: float = 0.0,
) -> list[int]:
    """The ids of the pairings put forward that fit, best score first. Both organisations take part, where named; a plan
    has them among its own, where one is."""
    university, firm = aliased(Project), aliased(Project)
    query = (
        select(col(Pairing.id))
        .join(Recommendation, col(Recommendation.id) == col(Pairing.recommendation_id))
        .join(Candidate, col(Candidate.id) == col(Pairing.candidate_id))
        .join(university, col(university.id) == col(Pairing.university_project_id))
        .join(firm, col(firm.id) == col(Pairing.firm_project_id))
        .where(col(Recommendation.score) >= min_score)
    )
    if states:
        query = query.where(col(Pairing.state).in_(states))
    for one in (organisation_id, partner_id):
        if one is not None:
            query = query.where(or_(col(university.organisation_id) == one, col(firm.organisation_id) == one))
    if plan_id is not None:
        proposed = aliased(Recommendation)
        of_plan = (
            select(col(proposed.id))
            .join(PlannedPairing, col(PlannedPairing.recommendation_id) == col(proposed.id))
            .where(col(PlannedPairing.plan_id) == plan_id)
        )
        for name in ("candidate_id", "university_project_id", "firm_project_id"):
            of_plan = of_plan.where(getattr(proposed, name) == getattr(Pairing, name))
        query = query.where(of_plan.exists())
    for term in terms:
        columns = (Candidate.search_text, university.search_text, firm.search_text)
        query = query.where(or_(*(col(column).contains(term, autoescape=True) for column in columns)))
    return list(session.scalars(query.order_by(col(Recommendation.score).desc(), col(Pairing.id))))


def recommendations(
    session: Session,
    run_id: int,
    *,
    candidate_id: int | None = None,
    project_id: int | None = None,
    limit: int | None = None,
) -> Sequence[Recommendation]:
    """A run's recommendations, best first, of one candidate or one project where one is named."""
    query = select(Recommendation).where(col(Recommendation.run_id) == run_id)
    if candidate_id is not None:
        query = query.where(col(Recommendation.candidate_id) == candidate_id)
    if project_id is not None:
        query = query.where(
            or_(
                col(Recommendation.university_project_id) == project_id,
                col(Recommendation.firm_project_id) == project_id,
            )
        )
    return session.scalars(query.order_by(col(Recommendation.score).desc(), col(Recommendation.id)).limit(limit)).all()


def recommendations_from(session: Session, run_id: int, most: int, score: float) -> list[Recommendation]:
    """The recommendations of a run that are each candidate's best, or among the `most` best with this score. Parts and
    reasons are read only where somebody asks for them."""
    rank = col(Recommendation.rank)
    wanted = or_(rank == 1, (rank > 1) & (rank <= most) & (col(Recommendation.score) >= score))
    light: list[Any] = [
        Recommendation.id,
        Recommendation.candidate_id,
        Recommendation.university_project_id,
        Recommendation.firm_project_id,
    ]
    query = select(Recommendation).options(load_only(*light)).where(col(Recommendation.run_id) == run_id, wanted)
    return list(session.scalars(query.order_by(col(Recommendation.id)).execution_options(yield_per=_CHUNK)))


def pairings_of(session: Session, triples: Iterable[tuple[int, int, int]]) -> dict[tuple[int, int, int], Pairing]:
    """The pairings of these triples (candidate, university project, firm project), where there are any."""
    wanted = set(triples)
    candidates = sorted({triple[0] for triple in wanted})
    found: dict[tuple[int, int, int], Pairing] = {}
    for start in range(0, len(candidates), _CHUNK):
        some = candidates[start : start + _CHUNK]
        for pairing in session.scalars(select(Pairing).where(col(Pairing.candidate_id).in_(some))):
            triple = (pairing.candidate_id, pairing.university_project_id, pairing.firm_project_id)
            if triple in wanted:
                found[triple] = pairing
    return found


def triples_by_state(session: Session, states: Sequence[State]) -> dict[State, list[tuple[int, int, int]]]:
    """The triples (candidate, university project, firm project) of the pairings in each of these states."""
    found: dict[State, list[tuple[int, int, int]]] = {state: [] for state in states}
    columns = (Pairing.state, Pairing.candidate_id, Pairing.university_project_id, Pairing.firm_project_id)
    query = select(*map(col, columns)).where(col(Pairing.state).in_(states)).order_by(col(Pairing.id))
    for state, candidate, university, firm in session.execute(query):
        found[state].append((candidate, university, firm))
    return found


def outlines(session: Session, ids: Sequence[int]) -> Iterator[tuple[State, Form, int, int]]:
    """The state, form, university project and firm project of each of these pairings."""
    columns = (Pairing.state, Recommendation.form, Pairing.university_project_id, Pairing.firm_project_id)
    joined = col(Recommendation.id) == col(Pairing.recommendation_id)
    for start in range(0, len(ids), _CHUNK):
        some = col(Pairing.id).in_(ids[start : start + _CHUNK])
        for row in session.execute(select(*map(col, columns)).join(Recommendation, joined).where(some)):
            yield row[0], row[1], row[2], row[3]


def runs_of_pairings(session: Session, ids: Sequence[int]) -> Iterator[tuple[Run, int]]:
    """The runs that the scores of these pairings come from, and how many come from each."""
    counts: Counter[int] = Counter()
    joined = col(Recommendation.id) == col(Pairing.recommendation_id)
    for start in range(0, len(ids), _CHUNK):
        some = col(Pairing.id).in_(ids[start : start + _CHUNK])
        query = select(col(Recommendation.run_id), func.count()).join(Pairing, joined).where(some)
        for key, number in session.execute(query.group_by(col(Recommendation.run_id))):
            counts[key] += number
    runs = by_ids(session, Run, counts)
    yield from ((runs[key], number) for key, number in counts.items())


def states_of(session: Session, ids: Sequence[int]) -> dict[int, State]:
    """The state of each of these pairings."""
    found: dict[int, State] = {}
    for start in range(0, len(ids), _CHUNK):
        some = col(Pairing.id).in_(ids[start : start + _CHUNK])
        found.update(
            (row[0], row[1]) for row in session.execute(select(col(Pairing.id), col(Pairing.state)).where(some))
        )
    return found


def candidates_of(session: Session, ids: Sequence[int]) -> set[int]:
    """The candidates of these pairings."""
    found: set[int] = set()
    for start in range(0, len(ids), _CHUNK):
        some = col(Pairing.id).in_(ids[start : start + _CHUNK])
        found.update(session.scalars(select(col(Pairing.candidate_id)).where(some)))
    return found


def fields_of_projects(session: Session) -> Iterator[tuple[int, str, int]]:
    """The id, field and organisation of every project."""
    for row in session.execute(select(col(Project.id), col(Project.field), col(Project.organisation_id))):
        yield row[0], row[1], row[2]


def pairings_with(session: Session, project_id: int) -> list[Pairing]:
    """The pairings that have been put forward for a project, whatever became of them."""
    projects = or_(col(Pairing.university_project_id) == project_id, col(Pairing.firm_project_id) == project_id)
    return list(session.scalars(select(Pairing).where(projects)))


def pairing_counts(
    session: Session,
    key: Literal["candidate_id", "university_project_id", "firm_project_id"],
    states: Sequence[State],
    ids: Sequence[int] | None = None,
) -> dict[int, int]:
    """How many pairings in these states there are by candidate or by project: of these ids, or of all."""
    found: dict[int, int] = {}
    for some in (None,) if ids is None else pieces(ids):
        given = {"states": list(states)} if some is None else {"states": list(states), "ids": some}
        found.update(session.execute(_counted_by(key, some is None), given).all())
    return found


@cache
def _counted_by(key: str, of_all: bool) -> Select[Any]:
    columns = Pairing.__table__.c  # type: ignore[attr-defined]
    query = select(columns[key], func.count()).where(columns.state.in_(bindparam("states", expanding=True)))
    return (query if of_all else query.where(columns[key].in_(IDS))).group_by(columns[key])


def counts_by_state(session: Session, among: Select[Any] | None = None) -> dict[State, int]:
    """How many pairings stand in each state: of all, or of those whose ids a select finds."""
    query = select(col(Pairing.state), func.count()).group_by(col(Pairing.state))
    if among is not None:
        query = query.where(col(Pairing.id).in_(among))
    return dict.fromkeys(State, 0) | {row[0]: row[1] for row in session.execute(query)}


def stopped_by(session: Session, among: Select[Any] | None = None) -> dict[str, int]:
    """By cause: how many pairings are suspended now without anybody having said so."""
    newest = select(func.max(col(Decision.id))).where(col(Decision.verdict) == Verdict.SUSPEND)
    newest = newest.group_by(col(Decision.pairing_id))
    return _by_cause(session, State.SUSPENDED, col(Decision.id).in_(newest), among)


def lapsed_by(session: Session, run: Run, among: Select[Any] | None = None) -> dict[str, int]:
    """By cause: how many pairings wait no longer by a run."""
    since = (col(Decision.verdict) == Verdict.EXPIRE) & (col(Decision.at) >= run.at)
    by_cause = _by_cause(session, State.EXPIRED, since, among)
    return {cause: n for cause, n in by_cause.items() if cause.startswith("run_")}


def _by_cause(session: Session, state: State, said: Any, among: Select[Any] | None) -> dict[str, int]:
    """How many pairings in a state have got there by these decisions, by what the program says caused it."""
    pairing, cause = col(Pairing.id), col(Decision.facts)["cause"].as_string()
    query = select(cause, func.count(pairing.distinct())).join(Pairing, pairing == col(Decision.pairing_id))
    query = query.where(col(Pairing.state) == state, said, cause.is_not(None)).group_by(cause).order_by(cause)
    if among is not None:
        query = query.where(pairing.in_(among))
    return {row[0]: row[1] for row in session.execute(query)}


def flows(session: Session, states: Sequence[State], among: Select[Any] | None = None) -> list[tuple[int, int, int]]:
    """University, firm, and how many pairings in these states bring the two together, the most first: of all pairings,
    or of those whose ids a select finds."""
    university, firm = aliased(Project), aliased(Project)
    both = (col(university.organisation_id), col(firm.organisation_id))
    query = (
        select(*both, func.count())
        .select_from(Pairing)
        .join(university, col(university.id) == col(Pairing.university_project_id))
        .join(firm, col(firm.id) == col(Pairing.firm_project_id))
        .where(col(Pairing.state).in_(states))
    )
    if among is not None:
        query = query.where(col(Pairing.id).in_(among))
    return [
        (row[0], row[1], row[2]) for row in session.execute(query.group_by(*both).order_by(func.count().desc(), *both))
    ]


def count(session: Session, table: type[SQLModel], *conditions: Any) -> int:
    """How many records there are."""
    query = select(func.count()).select_from(table)
    return session.scalar(query.where(*conditions)) or 0


def is_there(session: Session, table: type[SQLModel], *conditions: Any) -> bool:
    """Whether there is any such record."""
    query = select(table.__table__.c.id).where(*conditions).limit(1)  # type: ignore[attr-defined]
    return session.execute(query).first() is not None


def projects_by_side(session: Session, organisation_id: int | None = None) -> dict[Side, int]:
    """How many projects stand on each side: of all organisations, or of one."""
    query = select(col(Organisation.kind), func.count()).join(
        Project, col(Project.organisation_id) == col(Organisation.id)
    )
    if organisation_id is not None:
        query = query.where(col(Organisation.id) == organisation_id)
    sides = dict.fromkeys(Side, 0)
    for kind, number in session.execute(query.group_by(col(Organisation.kind))):
        sides[OrganisationKind(kind).side] += number
    return sides


def is_named(session: Session, kind: Kind, record_id: int) -> bool:
    """Whether recommendations, exclusions or projects speak of a record, so that it cannot be removed."""
    told: tuple[tuple[Any, ColumnElement[bool]], ...]
    if kind is Kind.CANDIDATES:
        told = (
            (Recommendation, col(Recommendation.candidate_id) == record_id),
            (Exclusion, col(Exclusion.candidate_id) == record_id),
        )
    elif kind is Kind.PROJECTS:
        either = or_(
            col(Recommendation.university_project_id) == record_id, col(Recommendation.firm_project_id) == record_id
        )
        told = ((Recommendation, either), (Exclusion, col(Exclusion.project_id) == record_id))
    else:
        told = ((Project, col(Project.organisation_id) == record_id),)
    return any(is_there(session, table, condition) for table, condition in told)


def decisions(session: Session, pairing_id: int) -> Sequence[Decision]:
    """All that was said of a pairing, oldest first."""
    return session.scalars(
        select(Decision).where(col(Decision.pairing_id) == pairing_id).order_by(col(Decision.id))
    ).all()


def decisions_of(session: Session, pairing_ids: Iterable[int]) -> Mapping[int, list[Decision]]:
    """By pairing: all that was said of it, oldest first; of which nothing was said is not in it."""
    found: dict[int, list[Decision]] = {}
    wanted = list(pairing_ids)
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        query = select(Decision).where(col(Decision.pairing_id).in_(some)).order_by(col(Decision.id))
        for decision in session.scalars(query):
            found.setdefault(decision.pairing_id, []).append(decision)
    return found


def spoken_of(session: Session, pairing_ids: Iterable[int]) -> set[int]:
    """Those of these pairings of which a person has said something that was not taken back."""
    by_run = (Verdict.EXPIRE, Verdict.RENEW)
    back = select(col(Decision.retracts_id)).where(col(Decision.retracts_id).is_not(None))
    found: set[int] = set()
    wanted = list(pairing_ids)
    for start in range(0, len(wanted), _CHUNK):
        some = col(Decision.pairing_id).in_(wanted[start : start + _CHUNK])
        said = ~col(Decision.verdict).in_(by_run), col(Decision.id).not_in(back.where(some))
        found.update(session.scalars(select(col(Decision.pairing_id)).where(some, *said)))
    return found


def taken(session: Session, project_id: int) -> int:
    """How many places of a project are taken."""
    mine = or_(col(Pairing.university_project_id) == project_id, col(Pairing.firm_project_id) == project_id)
    return count(session, Pairing, col(Pairing.state).in_(TAKES_PLACE), mine)


def full_projects(session: Session) -> set[int]:
    """The projects of which every place is taken."""
    taken: Counter[int] = Counter()
    for key in ("university_project_id", "firm_project_id"):
        taken.update(pairing_counts(session, key, TAKES_PLACE))
    return {row[0] for row in session.execute(select(col(Project.id), col(Project.places))) if taken[row[0]] >= row[1]}


def waiting_without_place(session: Session, among: Select[Any] | None = None) -> set[int]:
    """The pairings that wait for review for a project of which every place is taken: of all, or of those whose ids a
    select finds."""
    full = full_projects(session)
    columns = (Pairing.id, Pairing.university_project_id, Pairing.firm_project_id)
    query = select(*map(col, columns)).where(col(Pairing.state) == State.RECOMMENDED)
    if among is not None:
        query = query.where(col(Pairing.id).in_(among))
    return {key for key, university, firm in session.execute(query) if {university, firm} & full}


def owner_of(session: Session, project_id: int) -> int | None:
    """The organisation of a project."""
    return session.scalar(select(col(Project.organisation_id)).where(col(Project.id) == project_id))


def exclusions(session: Session, run_id: int, candidate_id: int) -> Sequence[Exclusion]:
    """The good fits of a candidate that a run ruled out, best first."""
    query = select(Exclusion).where(col(Exclusion.run_id) == run_id, col(Exclusion.candidate_id) == candidate_id)
    return session.scalars(query.order_by(col(Exclusion.score).desc())).all()


def recent_imports(session: Session, limit: int) -> Sequence[ImportBatch]:
    """The latest imports, newest first."""
    return session.scalars(select(ImportBatch).order_by(col(ImportBatch.id).desc()).limit(limit)).all()

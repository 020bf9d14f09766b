"""Handing out: the roster as a workbook, and the recommendations as one plain document."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.handout import Handout
from talentapp.domain.masking import HANDED_BY, SIGHTS, Reader, Recipient, Sight, code_name
from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import PARTS
from talentapp.domain.records import Candidate, Organisation, Pairing, now
from talentapp.domain.roles import Act
from talentapp.domain.rosters import CONTACT, RosterChoice
from talentapp.domain.states import STAGES
from talentapp.domain.terms import Export, State
from talentapp.domain.words import Words, day, in_letters, moment
from talentapp.office.cases.dossiers import Dossiers
from talentapp.office.cases.facts import running
from talentapp.office.guarding import guarded
from talentapp.office.handouts import pages
from talentapp.office.handouts.rostering import PairingRows, due_rows, tally, weights_said
from talentapp.office.handouts.standards import Standard, export_candidate
from talentapp.office.records.look import Look
from talentapp.office.records.rows import candidate_name, other_name
from talentapp.office.records.veils import Veil
from talentapp.office.views.handouts import ExportResult, RosterPreview
from talentapp.office.views.pairings import PairingCard, PairingQuery, PairingRow
from talentapp.office.views.records import Contact
from talentapp.outfile import whole_file
from talentapp.settings import Language
from talentapp.store import queries, writes
from talentapp.store.engine import Store
from talentapp.store.trail import note

if TYPE_CHECKING:
    from talentapp.files.rosters.roster import Roster
    from talentapp.files.rosters.rows import DueRow

_ON_PAGE = ("name", "employer", "post", "phone", "email", "orcid", "graduated_from", "country", "expertise", "evidence")

_PREVIEWED = 40  # rows of a sheet that are looked at


@guarded
class Publishing:
    """Rosters and documents."""

    def __init__(self, store: Store, look: Look, dossiers: Dossiers) -> None:
        self._store, self._look, self._dossiers = store, look, dossiers

    def export_roster(
        self,
        path: Path,
        words: Words,
        query: PairingQuery | None = None,
        progress: Progress = silent,
        choice: RosterChoice | None = None,
    ) -> ExportResult:
        """Write the roster of the pairings that fit `query` (all of them by default), in the language of `words`.

        `choice` says which sheets and columns, and for whom: `domain.masking` says what that reader sees. Without a
        choice it is for the first of `readers`. A partner is the organisation of `query`. Rows are read by the page,
        all of one moment. The workbook is written whole or not at all: an older one stays when it fails. Raises
        FOLDER_NOT_WRITABLE, DISK_FULL; NOT_ALLOWED for a reader whom this role may not make a roster for,
        PARTNER_NEEDED for a partner who is not named, ROSTER_EMPTY where no pairing fits.
        """
        from talentapp.files.rosters import roster  # late: the window is painted without it

        with self._preparing(words, query, choice, progress) as made:
            roster.write(path, made, words, progress)
            return ExportResult(str(path), len(made.rows))

    def fill_roster(
        self,
        path: Path,
        template: Path,
        words: Words,
        query: PairingQuery | None = None,
        progress: Progress = silent,
        choice: RosterChoice | None = None,
    ) -> ExportResult:
        """Write the roster into a copy of an office's own workbook, see `files.rosters.template`.

        Raises what `export_roster` raises, and TEMPLATE_WITHOUT_ROW, TEMPLATE_PLACEHOLDER, FILE_MISSING,
        FILE_UNREADABLE, FILE_NOT_WORKBOOK, FILE_TOO_LARGE for a template that cannot be filled; TEMPLATE_ITSELF where
        that is what would be written over.
        """
        if path.exists() and template.exists() and path.samefile(template):
            raise TalentError(Fault.TEMPLATE_ITSELF, path=str(path))
        with self._preparing(words, query, choice, progress) as made:
            unfilled = self._fill(template, path, made, words, progress)
            return ExportResult(str(path), len(made.rows), unfilled)

    @staticmethod
    def _fill(template: Path, path: Path, made: "Roster", words: Words, progress: Progress) -> tuple[str, ...]:
        from talentapp.files.rosters import template as workbook
        from talentapp.files.rosters.splice import CAUTIONED

        facts = {
            "title": words("roster-title"),
            "unit": made.choice.unit,
            "date": day(words, made.made_at.date()),
            "time": words("roster-made", time=moment(words, made.made_at)),
            "filters": words("list-separator").join(f"{label} {value}" for label, value in made.filters),
            "reader": "  ·  ".join(
                filter(
                    None,
                    (
                        words(f"roster-for-{made.choice.reader}"),
                        words(f"roster-sample-{made.sample}") if made.sample else "",
                        f"{CAUTIONED}{words('caution-thin')}" if len(made.rows) else "",
                    ),
                )
            ),
            "model": made.model_version,
        }
        return workbook.fill(template, path, made.rows, facts, made.made_at, made.masked, words, progress)

    def starter_template(self, path: Path, words: Words, choice: RosterChoice | None = None) -> ExportResult:
        """Write a template to restyle, and then to fill. Raises FOLDER_NOT_WRITABLE, DISK_FULL."""
        from talentapp.files.rosters import starter

        starter.write(path, choice or RosterChoice(), words, now().astimezone())
        return ExportResult(str(path), 0)

    @contextmanager
    def _preparing(
        self,
        words: Words,
        query: PairingQuery | None,
        choice: RosterChoice | None,
        progress: Progress,
        first: int | None = None,
    ) -> "Iterator[Roster]":
        """A roster whose rows are read as they are asked for, all of one moment; the export is in the trail. To be
        looked at only, it has no more than the `first` rows of a sheet, and the trail tells of nothing."""
        from talentapp.files.rosters.roster import Roster

        query = query or PairingQuery(states=())
        recipient = self._recipient(choice.reader if choice else None, query.organisation_id)
        choice = replace(choice or RosterChoice(), reader=recipient.reader)
        progress(0, None)
        ids = self._find(query, recipient)
        if not ids and first is None:
            raise TalentError(Fault.ROSTER_EMPTY)
        progress(0, None)  # a cancel is heard between the steps
        theirs = query.organisation_id if recipient.reader is Reader.PARTNER else None  # of others they hear no number
        every = PairingQuery(states=(), organisation_id=theirs)
        of = len(ids) if query == every else len(self._look.find_pairings(every, recipient))
        progress(0, None)
        if first is None:
            with self._store.writing() as session:  # before it is written: one that fails was still tried
                note(session, "export", "pairing", ids, (), Export.ROSTER)
                progress(0, None)
                note(session, "export", "candidate", queries.candidates_of(session, ids), _named(choice), Export.ROSTER)
            progress(0, None)
        counts = self._look.counts()
        labels = self._look.concept_labels(words.language)
        made_at = now().astimezone()
        with self._store.reading() as session:
            states = queries.states_of(session, ids)
            ids = [key for key in ids if key in states]  # one may have been erased since they were found

            def veil(people: Collection[int]) -> Veil:
                return Veil(session, self._store.actor, people, recipient)

            def brief(some: Sequence[int]) -> PairingRows:
                return PairingRows(session, some, words, labels, veil, brief=True, first=first)

            in_force = running(session, states, made_at.date())
            at_work = [key for key in ids if key in in_force]
            said = weights_said(session, ids, words)
            weighed = ((words("roster-weights"), said),) if said else ()
            yield Roster(
                rows=PairingRows(session, ids, words, labels, veil, first=first),
                made_at=made_at,
                model_version=counts.latest_run.model_version if counts.latest_run else "",
                filters=(*_filters(query, words, self._look), *weighed),
                sample=("some" if counts.own else "all") if counts.sample else "",
                choice=choice,
                of=of,
                states=query.states,
                tally=tally(session, ids, words.language),
                active=brief(at_work),
                due=self._due(session, ids, veil, made_at.date(), words.language, progress)
                if choice.has("due") else (),
                ended=brief([key for key in ids if states[key] in STAGES["over"]]),
            )  # fmt: skip

    def _find(self, query: PairingQuery, recipient: Recipient) -> list[int]:
        """What a roster is about, best first: who asks for what is in force asks for what is being renewed, too."""
        ids, again = self._look.find_pairings(query, recipient), (State.TERMS, State.SIGNING)
        if State.ACTIVE not in query.states or set(again) <= set(query.states):
            return ids
        renewing = self._look.find_pairings(replace(query, states=again), recipient)
        with self._store.reading() as session:
            wanted = {*ids, *running(session, queries.states_of(session, renewing), date.today())}
        every = self._look.find_pairings(replace(query, states=(*query.states, *again)), recipient)
        return [key for key in every if key in wanted]

    def _due(
        self, session: Session, ids: Sequence[int], veil: Callable[[Collection[int]], Veil], today: date,
        language: Language, progress: Progress,
    ) -> "list[DueRow]":  # fmt: skip
        wanted = frozenset(ids)
        due = [row for row in self._dossiers.due(today, progress) if row.pairing_id in wanted]
        pairings = queries.by_ids(session, Pairing, (row.pairing_id for row in due))
        people = {key: pairing.candidate_id for key, pairing in pairings.items()}
        veiled = veil(set(people.values()))
        found = queries.by_ids(session, Candidate, set(people.values()))
        called = {
            key: in_letters(language, candidate_name(found[person]), other_name(found[person]))[0]
            for key, person in people.items()
        }
        called |= {key: code_name(person) for key, person in people.items() if veiled.hides(person)}
        return list(due_rows(due, called, language))

    # For whom, and before it is written

    def readers(self, organisation_id: int | None = None) -> tuple[Reader, ...]:
        """Whom the person before the screen may hand something to, the usual one first: what is about one organisation
        is usually for it."""
        readers = HANDED_BY[self._store.actor.role]
        return tuple(sorted(readers, key=lambda one: one is not Reader.PARTNER)) if organisation_id else readers

    def _recipient(self, reader: Reader | None, organisation_id: int | None) -> Recipient:
        """Who gets something; None is the usual one. Raises NOT_ALLOWED, PARTNER_NEEDED, RECORD_GONE."""
        own = self._store.actor.limit(Act.EXPORT_ROSTER)
        readers = self.readers(organisation_id)
        reader = reader or readers[0]
        if reader not in readers:
            raise TalentError(Fault.NOT_ALLOWED, role=self._store.actor.role, act=Act.REVEAL_CONTACT)
        if reader is Reader.PARTNER and not (own or organisation_id):
            raise TalentError(Fault.PARTNER_NEEDED)
        if own is not None and organisation_id not in (None, own):  # who speaks for one hands out what that one may see
            raise TalentError(Fault.NOT_ALLOWED, role=self._store.actor.role, act=Act.EXPORT_ROSTER)
        if organisation_id is not None:  # else what is about it would be empty, and nobody would know why
            with self._store.reading() as session:
                writes.get(session, Organisation, organisation_id)
        return Recipient(reader, own or organisation_id if reader is Reader.PARTNER else None)

    def preview(
        self,
        words: Words,
        query: PairingQuery,
        choice: RosterChoice,
        template: Path | None = None,
        progress: Progress = silent,
    ) -> RosterPreview:
        """The beginning of each sheet of the roster as it would be written, or of `template` as it would be filled.

        Contact data are always masked, whatever is said of the file: nothing leaves the office yet that the trail would
        tell of. Progress tells no end. Raises what `fill_roster` raises of a template.
        """
        from talentapp.files.rosters import looking, roster

        def beat(_done: int, _total: int | None) -> None:
            progress(0, None)

        shown = replace(choice, reader=Reader.MANAGER) if choice.reader is Reader.OFFICE else choice
        with TemporaryDirectory() as folder, self._preparing(words, query, shown, beat, first=_PREVIEWED) as masked:
            made = replace(masked, choice=replace(masked.choice, reader=choice.reader))
            path = Path(folder) / "roster.xlsx"
            if template is not None:
                self._fill(template, path, made, words, beat)
            else:
                roster.write(path, made, words, beat)
            counts = {"roster": len(made.rows), "active": len(made.active), "ended": len(made.ended)}
            of = {words(f"roster-sheet-{sheet}"): count for sheet, count in counts.items()}
            return RosterPreview(len(made.rows), looking.look(path, beat), {} if template else of)

    # Documents of one person, of one pairing

    def called(self, candidate_id: int) -> str:
        """What a file about a person may be called: by the name, where who usually gets it sees that. RECORD_GONE."""
        with self._store.reading() as session:
            veil = Veil(session, self._store.actor, [candidate_id], self._recipient(None, None))
            return veil.name(candidate_id, candidate_name(writes.get(session, Candidate, candidate_id)))

    def profile(
        self, candidate_id: int, words: Words, reader: Reader | None = None, organisation_id: int | None = None
    ) -> Handout:
        """A candidate's page, in the language of `words`, as `reader` may see it (None: the first of `readers`).

        A partner is the organisation named. Raises RECORD_GONE, NOT_ALLOWED, PARTNER_NEEDED.
        """
        card, recipient = self._look.candidate(candidate_id), self._recipient(reader, organisation_id)
        with self._store.writing() as session:
            veil = Veil(session, self._store.actor, [candidate_id], recipient)
            card, contact = veil.candidate_card(card), self._contact(session, candidate_id, veil)
            shown = _full(_ON_PAGE, veil.reader(candidate_id))
            note(session, "export", "candidate", (candidate_id,), shown, Export.PROFILE)
        pairings = self._look.pairings_of_candidate(candidate_id)
        return pages.profile(card, pairings, words, now().astimezone(), contact, self._sample)

    def dossier(
        self, pairing_id: int, words: Words, reader: Reader | None = None, organisation_id: int | None = None
    ) -> Handout:
        """A pairing's dossier, for `reader` as in `profile`. Raises what that raises."""
        recipient = self._recipient(reader, organisation_id)
        rows = self._look.pairing_rows([pairing_id])
        if not rows:
            raise TalentError(Fault.RECORD_GONE, kind="pairing", id=pairing_id)
        card, case = self._look.pairing(rows[0].recommendation_id), self._dossiers.dossier(pairing_id)
        with self._store.writing() as session:
            person = card.row.candidate_id
            veil = Veil(session, self._store.actor, [person], recipient)
            card, contact = veil.pairing_card(card), self._contact(session, person, veil)
            note(session, "export", "pairing", (pairing_id,), (), Export.DOSSIER)
            note(session, "export", "candidate", (person,), _full(_ON_PAGE, veil.reader(person)), Export.DOSSIER)
        labels = self._look.concept_labels(words.language)
        code, runs = case.runs
        days = runs if code != "never_ran" else {}
        agreed = case.in_force.values if days and case.in_force else {}
        return pages.dossier(card, words, labels, now().astimezone(), contact, days, agreed, self._sample)

    @property
    def _sample(self) -> str:
        """Whether "all" people are of the sample programme, "some", or "" none."""
        counts = self._look.counts()
        return ("some" if counts.own else "all") if counts.sample else ""

    def _contact(self, session: Session, candidate_id: int, veil: Veil) -> Contact | None:
        """Contact data in full, where the reader sees them."""
        if not _full(sorted(CONTACT), veil.reader(candidate_id)):
            return None
        candidate = writes.get(session, Candidate, candidate_id)
        return Contact(candidate.email, candidate.phone)

    def write_docx(self, handout: Handout, path: Path) -> ExportResult:
        """Write a document as Word. Raises FOLDER_NOT_WRITABLE, DISK_FULL."""
        from talentapp.files.documents import docx_out

        docx_out.write(path, handout)
        return ExportResult(str(path), 1)

    def _note(self, rows: Sequence[PairingRow], what: Export) -> None:
        """Put an export into the audit trail, before it is written: one that fails was still tried."""
        with self._store.writing() as session:
            note(session, "export", "pairing", (row.pairing_id for row in rows if row.pairing_id), (), what)
            named = (row.candidate_id for row in rows if not row.masked)
            note(session, "export", "candidate", named, ("name_en", "name_zh"), what)
            unnamed = (row.candidate_id for row in rows if row.masked)
            note(session, "export", "candidate", unnamed, (), what)

    def export_candidate(self, candidate_id: int, standard: Standard, path: Path) -> ExportResult:
        """Write all that is kept of a candidate as a JSON Resume or a vCard 4.0, contact data in full.

        Raises RECORD_GONE, FOLDER_NOT_WRITABLE, DISK_FULL; NOT_ALLOWED where this is not for the role.
        """
        export_candidate(self._store, candidate_id, standard, path)
        return ExportResult(str(path), 1)

    def export_recommendations(self, path: Path, language: Language) -> ExportResult:
        """Write `recommendations` as a JSON file, whole or not at all. Raises FOLDER_NOT_WRITABLE, DISK_FULL."""
        document = self.recommendations(language)
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        with whole_file(path) as partial:
            partial.write_text(text, "utf-8", newline="\n")
        return ExportResult(str(path), len(document["recommendations"]))

    def recommendations(self, language: Language, limit: int | None = None) -> dict[str, Any]:
        """The latest run's recommendations as plain data, best first; the same run gives the same document.

        `limit` keeps that many of each candidate. Names of organisations and concepts are in `language`; texts are as
        they were written. There is nothing personal in it but the name.
        """
        labels = self._look.concept_labels(language)
        rows = [row for row in self._look.recommended() if row.rank and (limit is None or row.rank <= limit)]
        with self._store.reading() as session:
            people = {row.candidate_id for row in rows}
            veil = Veil(session, self._store.actor, people, self._recipient(None, None))
            cards = [veil.pairing_card(self._look.pairing(row.recommendation_id)) for row in rows]
        self._note([card.row for card in cards], Export.RECOMMENDATIONS)
        run = self._look.counts().latest_run
        return {
            "model": run.model_version if run else None,
            "weights": dict(run.weights) if run else {},
            "recommendations": [self._document(card, language, labels) for card in cards],
        }

    def _document(self, card: PairingCard, language: Language, labels: Mapping[str, str]) -> dict[str, Any]:
        row = card.row
        return {
            "candidate": {
                "id": row.candidate_id,
                "name": row.candidate,
                "other_name": row.candidate_other_name,
                "masked": row.masked,
            },
            "university_project": {
                "id": row.university_project_id,
                "title": row.university_project,
                "organisation": row.university[language],
            },
            "firm_project": {
                "id": row.firm_project_id,
                "title": row.firm_project,
                "organisation": row.firm[language],
            },
            "form": row.form.value,
            "rank": row.rank,
            "score": row.score,
            "parts": dict(row.parts),
            "state": row.state.value if row.state else None,
            "reasons": _reasons(card, labels),
            "standing": _standing(card, labels),
            "missing": [labels.get(code, code) for code in row.missing_concepts],
        }


def _reasons(card: PairingCard, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "part": part,
            "concept": shared.concept,
            "label": labels.get(shared.concept, shared.concept),
            "points": points,
            "words": [span.text for span in shared.left],
            "asked": [span.text for span in shared.right],
        }
        for part in PARTS
        for shared, points in zip(card.explanations[part].shared, card.points(part), strict=True)
    ]


def _standing(card: PairingCard, labels: Mapping[str, str]) -> dict[str, Any]:
    """The candidate's place for each project by topic alone, and what would change it."""
    return {
        part: {
            "rank": one.rank,
            "of": one.of,
            "changes": [
                {**vars(change), "label": labels.get(change.concept, change.concept)} for change in one.changes
            ],
        }
        for part, one in card.explanations.items()
        if one.rank
    }


def _named(choice: RosterChoice) -> tuple[str, ...]:
    """The columns about the person that a roster has in full, for the trail."""
    return _full([code.replace("-", "_") for code in choice.ordered], choice.reader)


def _full(wanted: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """Those of some fields about a person that this reader sees in full and not everybody does."""
    return tuple(
        field for field in wanted
        if SIGHTS.get(field, {}).get(reader) is Sight.FULL and SIGHTS[field][Reader.UNNAMED] is not Sight.FULL
    )  # fmt: skip


def _filters(query: PairingQuery, words: Words, look: Look) -> tuple[tuple[str, str], ...]:
    """What was chosen, in the recipient's words."""
    chosen = []
    if query.states and set(query.states) != set(State):
        states = words("list-separator").join(words.code("state", state.value) for state in query.states)
        chosen.append((words("roster-filter-states"), states))
    if query.organisation_id is not None:
        names = (row.names[words.language] for row in look.organisations() if row.id == query.organisation_id)
        chosen += [(words("roster-filter-organisation"), name) for name in names]  # a reader may not see them all
    if query.text:
        chosen.append((words("roster-filter-text"), query.text))
    if query.min_score:
        chosen.append((words("roster-filter-score"), f"{query.min_score:g}"))
    return tuple(chosen)

"""Handing out: the roster as a workbook, and the recommendations as one plain document."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from talentapp.domain.masking import masked_email, masked_phone
from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import PARTS, Span, explanation_from_json
from talentapp.domain.records import Candidate, Decision, Recommendation, now
from talentapp.domain.terms import State
from talentapp.office.guarding import guarded
from talentapp.office.look import Look
from talentapp.office.views import ExportResult, PairingCard, PairingQuery, PairingRow
from talentapp.outfile import whole_file
from talentapp.settings import Language
from talentapp.store import queries
from talentapp.store.engine import Store
from talentapp.store.trail import note

if TYPE_CHECKING:
    from talentapp.files.roster import RosterRow


class Words(Protocol):
    """Says messages in the recipient's language, which need not be the user's."""

    @property
    def language(self) -> Language:
        """Which language that is."""
        ...

    def __call__(self, message: str, /, **facts: Any) -> str:
        """The text of a message."""
        ...

    def code(self, group: str, code: str, /, **facts: Any) -> str:
        """The label of a code."""
        ...


@guarded
class Publishing:
    """Rosters and documents."""

    def __init__(self, store: Store, look: Look) -> None:
        self._store = store
        self._look = look

    def export_roster(
        self, path: Path, words: Words, query: PairingQuery | None = None, progress: Progress = silent
    ) -> ExportResult:
        """Write the roster of the pairings that fit `query` (all of them by default), in the language of `words`.

        Contact data are masked. The workbook is written whole or not at all: an older one stays when it fails. Raises
        FOLDER_NOT_WRITABLE, DISK_FULL.
        """
        from talentapp.files import roster  # late: the window is painted without it

        query = query or PairingQuery(states=())
        rows = self._look.pairing_rows(self._look.find_pairings(query))
        self._note(rows, "roster")
        counts = self._look.counts()
        roster.write(
            path,
            roster.Roster(
                rows=self._roster_rows(rows, words),
                made_at=now().astimezone(),
                model_version=counts.latest_run.model_version if counts.latest_run else "",
                filters=_filters(query, words, self._look),
                sample=counts.sample,
            ),
            words,
            progress,
        )
        return ExportResult(str(path), len(rows))

    def _note(self, rows: Sequence[PairingRow], what: str) -> None:
        """Put an export into the audit trail, before it is written: one that fails was still tried."""
        with self._store.writing() as session:
            note(session, "export", "pairing", (row.pairing_id for row in rows if row.pairing_id), (), what)
            note(session, "export", "candidate", (row.candidate_id for row in rows), (), what)

    def _roster_rows(self, rows: Sequence[PairingRow], words: Words) -> list["RosterRow"]:
        from talentapp.files.roster import ReasonLine, RosterRow

        labels = self._look.concept_labels(words.language)
        with self._store.reading() as session:
            candidates = queries.by_ids(session, Candidate, (row.candidate_id for row in rows))
            said = queries.last_decisions(session, (row.pairing_id for row in rows if row.pairing_id))
            reasons = {
                key: record.reasons
                for key, record in queries.by_ids(
                    session, Recommendation, (row.recommendation_id for row in rows)
                ).items()
            }
        made = []
        for row in rows:
            candidate = candidates[row.candidate_id]
            decision = said.get(row.pairing_id or 0)
            lines = [
                ReasonLine(
                    part=part,
                    concept=labels.get(shared.concept, shared.concept),
                    points=reasons[row.recommendation_id]["weights"][part] * shared.points,
                    left=_quoted(shared.left),
                    right=_quoted(shared.right),
                )
                for part in PARTS
                for shared in explanation_from_json(reasons[row.recommendation_id]["parts"][part]).shared
            ]
            made.append(
                RosterRow(
                    key=f"pairing:{row.pairing_id}",
                    name=row.candidate,
                    other_name=row.candidate_other_name,
                    employer=candidate.employer,
                    post=candidate.post,
                    phone=masked_phone(candidate.phone),
                    email=masked_email(candidate.email),
                    university=row.university[words.language],
                    university_project=row.university_project,
                    firm=row.firm[words.language],
                    firm_project=row.firm_project,
                    form=row.form,
                    effort=candidate.effort,
                    available_from=candidate.available_from,
                    score=row.score,
                    reasons=tuple(sorted(lines, key=lambda line: -line.points)),
                    missing=tuple(labels.get(code, code) for code in row.missing_concepts),
                    state=row.state or State.RECOMMENDED,
                    decided_by=decision.who if decision else "",
                    decided_at=decision.at.astimezone() if decision else None,
                    decision=_said(decision, words) if decision else "",
                )
            )
        return made

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
        self._note(rows, "recommendations")
        run = self._look.counts().latest_run
        return {
            "model": run.model_version if run else None,
            "weights": dict(run.weights) if run else {},
            "recommendations": [self._document(row, language, labels) for row in rows],
        }

    def _document(self, row: PairingRow, language: Language, labels: Mapping[str, str]) -> dict[str, Any]:
        card = self._look.pairing(row.recommendation_id)
        return {
            "candidate": {"id": row.candidate_id, "name": row.candidate, "other_name": row.candidate_other_name},
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
            "missing": [labels.get(code, code) for code in row.missing_concepts],
        }


def _reasons(card: PairingCard, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "part": part,
            "concept": shared.concept,
            "label": labels.get(shared.concept, shared.concept),
            "points": round(card.weights[part] * shared.points, 1),
            "words": [span.text for span in shared.left],
            "asked": [span.text for span in shared.right],
        }
        for part in PARTS
        for shared in card.explanations[part].shared
    ]


def _quoted(spans: Sequence[Span]) -> str:
    """The words of some spans, each once."""
    return "; ".join(dict.fromkeys(span.text for span in spans))


def _said(decision: Decision, words: Words) -> str:
    label = words.code("verdict-done", decision.verdict.value)
    return words("roster-said", verdict=label, reason=decision.reason) if decision.reason else label


def _filters(query: PairingQuery, words: Words, look: Look) -> tuple[tuple[str, str], ...]:
    """What was chosen, in the recipient's words."""
    chosen = []
    if query.states:
        states = words("list-separator").join(words.code("state", state.value) for state in query.states)
        chosen.append((words("roster-filter-states"), states))
    if query.organisation_id is not None:
        names = {row.id: row.names[words.language] for row in look.organisations()}
        chosen.append((words("roster-filter-organisation"), names[query.organisation_id]))
    if query.text:
        chosen.append((words("roster-filter-text"), query.text))
    if query.min_score:
        chosen.append((words("roster-filter-score"), f"{query.min_score:g}"))
    return tuple(chosen)

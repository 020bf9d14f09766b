"""Handing out: the roster as a workbook, and the recommendations as one plain document."""

from typing import Any

from talentapp.domain.reasons import PARTS
from talentapp.office.look import Look
from talentapp.office.views import PairingCard, PairingRow
from talentapp.settings import Language
from talentapp.store.engine import Store


class Publishing:
    """Rosters and documents."""

    def __init__(self, store: Store, look: Look) -> None:
        self._store = store
        self._look = look

    def recommendations(self, language: Language, limit: int | None = None) -> dict[str, Any]:
        """The latest run's recommendations as plain data, best first; the same run gives the same document.

        `limit` keeps that many of each candidate. Names of organisations and concepts are in `language`; texts are as
        they were written. There is nothing personal in it but the name.
        """
        labels = self._look.concept_labels(language)
        rows = [row for row in self._look.recommended() if row.rank and (limit is None or row.rank <= limit)]
        run = self._look.counts().latest_run
        return {
            "model": run.model_version if run else None,
            "weights": dict(run.weights) if run else {},
            "recommendations": [self._document(row, language, labels) for row in rows],
        }

    def _document(self, row: PairingRow, language: Language, labels: Any) -> dict[str, Any]:
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


def _reasons(card: PairingCard, labels: Any) -> list[dict[str, Any]]:
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

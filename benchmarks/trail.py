"""What the audit trail costs: the same bulk import and update with its triggers and without, in the same run."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import insert, text

from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.store import trail, watching
from talentapp.store.engine import Store, open_store

_ROWS = 20_000


def main() -> str:
    """A table as Markdown."""
    rows = [_measured(watched) for watched in (False, True, False, True)]
    lines = [
        f"{_ROWS:,} rows, CPU seconds, two runs each",
        "",
        "| | without | with the trail | ratio |",
        "|---|---|---|---|",
    ]
    ratios = []
    for name in rows[0]:
        plain, kept = (min(row[name] for row in rows[start::2]) for start in (0, 1))
        ratios.append(kept / plain)
        lines.append(f"| {name} | {plain:.2f} | {kept:.2f} | {kept / plain:.2f} |")
    lines.append(f"| checking the whole trail of 2,000 entries | | {_verified():.2f} | |")
    lines.append(f"\n> Inserting {_ROWS:,} rows with the audit trail | {ratios[0]:.2f} × | without it")
    return "\n".join(lines)


def _measured(watched: bool) -> dict[str, float]:
    nothing: Callable[[Any], dict[str, list[str]]] = lambda _: {}  # noqa: E731 - a stand-in for one function
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(watching, "watched", watching.watched if watched else nothing),
    ):
        store = open_store(f"sqlite:///{Path(folder) / 'b.db'}")
        draft = CandidateDraft(name_en="x", expertise="y" * 300, skills=["a", "b"])
        row = {**Candidate.model_validate(draft).model_dump(exclude={"id"}), "version": 1}
        found = {
            "insert in one statement": _timed(
                store, insert(Candidate), [{**row, "name_en": f"n{n}"} for n in range(_ROWS)]
            ),
            "update of all rows": _timed(store, text("UPDATE candidate SET notes = 'q', version = version + 1"), None),
            "delete of all rows": _timed(store, text("DELETE FROM candidate"), None),
        }
        store.close()
        return found


def _timed(store: Store, statement: Any, rows: Any) -> float:
    begin = time.process_time()
    with store.writing() as session:
        session.execute(statement, rows)
    return time.process_time() - begin


def _verified() -> float:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'v.db'}")
        for number in range(2_000):
            with store.writing() as session:
                trail.note(session, "reveal", "candidate", [number], ("email",), "contact")
        begin = time.process_time()
        with store.reading() as session:
            assert not trail.verify(session, store.anchor).findings
        spent = time.process_time() - begin
        store.close()
        return spent


if __name__ == "__main__":
    print(main())

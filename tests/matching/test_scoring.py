"""`talentapp score`: two JSON Lines files in, one csv out, by the app's own path."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.matching.matcher import Matcher
from talentapp.matching.scoring import candidate_of, project_of, score_jsonl
from tests.matching.test_matcher import ENGLISH, SIMPLIFIED

CANDIDATES = [
    {"id": "c1", "headline": "Timing", "text": ENGLISH[0]},
    {"id": "c2", "text": ENGLISH[1], "evidence": [ENGLISH[1], ENGLISH[2]]},
    {"id": "c3"},
]
PROJECTS = [{"id": f"p{i}", "side": "firm", "title": "项目", "text": text} for i, text in enumerate(SIMPLIFIED)]


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_every_pair_is_written_with_the_app_s_score(tmp_path: Path, matcher: Matcher) -> None:
    out = tmp_path / "scores.csv"
    count = score_jsonl(write(tmp_path / "c", CANDIDATES), write(tmp_path / "p", PROJECTS), out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["candidate_id", "project_id", "score"]
    assert [tuple(row[:2]) for row in rows[1:]] == [(c["id"], p["id"]) for c in CANDIDATES for p in PROJECTS]
    assert count == 12
    people, projects = [candidate_of(row) for row in CANDIDATES], [project_of(row) for row in PROJECTS]
    expected = matcher.refined(people, projects).similarity(people, projects).ravel()
    assert [float(row[2]) for row in rows[1:]] == pytest.approx(expected.tolist(), abs=1e-7)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "p", "scores.csv"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        "{}",
        '{"id": 7}',
        '{"id": "c1"}',
        '{"id": "c9", "text": 5}',
        '{"id": "c9", "evidence": [1]}',
        "\ud800",
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = write(tmp_path / "c", CANDIDATES)
    path.write_bytes(path.read_bytes() + b"\n" + line.encode("utf-8", "surrogatepass") + b"\n")
    with pytest.raises(TalentError) as caught:
        score_jsonl(path, write(tmp_path / "p", PROJECTS), tmp_path / "scores.csv")
    assert caught.value.code is Fault.JSONL_BAD_LINE
    assert caught.value.facts["path"] == str(path)
    assert caught.value.facts["line"] == 5
    assert not (tmp_path / "scores.csv").exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TalentError) as caught:
        score_jsonl(tmp_path / "none", tmp_path / "none", tmp_path / "scores.csv")
    assert caught.value.code is Fault.FILE_MISSING


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "scores.csv"
    out.write_text("old")

    def stop(done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        score_jsonl(write(tmp_path / "c", CANDIDATES), write(tmp_path / "p", PROJECTS), out, stop)
    assert out.read_text() == "old"


def test_no_folder_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(TalentError) as caught:
        score_jsonl(write(tmp_path / "c", CANDIDATES), write(tmp_path / "p", PROJECTS), tmp_path / "no" / "s.csv")
    assert caught.value.code is Fault.FOLDER_NOT_WRITABLE

"""The artefact: what is damaged, foreign or missing is said, and nothing in it can run."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from talentapp import assets
from talentapp.domain.errors import Fault, TalentError
from talentapp.matching import artefact
from talentapp.matching.matcher import Matcher
from talentapp.office.runs.scored import Scorer
from tests.matching.test_matcher import ENGLISH, SIMPLIFIED, profiles

SHIPPED = assets.path("models/matching")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in artefact.FILES:
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path


def fault(folder: Path) -> Fault:
    with pytest.raises(TalentError) as caught:
        artefact.load(folder)
    assert Path(caught.value.facts["path"]).parent == folder
    return caught.value.code


@pytest.mark.long
def test_what_is_saved_is_loaded_and_saved_again_byte_for_byte(matcher: Matcher, tmp_path: Path) -> None:
    """On one machine. Elsewhere another zlib may press the same arrays into other bytes, and that is no other model."""
    first, second = tmp_path / "first", tmp_path / "second"
    version = artefact.save(matcher, artefact.labels(SHIPPED), first)
    again = artefact.load(first)
    assert again.version == version
    assert artefact.labels(first) == artefact.labels(SHIPPED)
    artefact.save(again, artefact.labels(first), second)
    for name in artefact.FILES:
        assert (first / name).read_bytes() == (second / name).read_bytes()
    pair = profiles(ENGLISH), profiles(SIMPLIFIED)
    assert np.array_equal(again.similarity(*pair), matcher.similarity(*pair))


@pytest.mark.parametrize("name", artefact.FILES)
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert fault(folder) is Fault.ARTEFACT_MISSING


@pytest.mark.parametrize("name", artefact.FILES)
@pytest.mark.parametrize("keep", [0, 100, -1])
def test_a_truncated_file(folder: Path, name: str, keep: int) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:keep] if keep >= 0 else data[: len(data) * 9 // 10])
    assert fault(folder) is Fault.ARTEFACT_DAMAGED


def test_a_changed_byte(folder: Path) -> None:
    data = bytearray((folder / "arrays.npz").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "arrays.npz").write_bytes(data)
    assert fault(folder) is Fault.ARTEFACT_DAMAGED


@pytest.mark.parametrize("text", ["[]", "null", "{}", '{"format": "other"}', "\ufeff", "[" * 100_000])
def test_a_foreign_manifest(folder: Path, text: str) -> None:
    (folder / "model.json").write_text(text, encoding="utf-8")
    assert fault(folder) is Fault.ARTEFACT_DAMAGED


def test_an_edited_manifest(folder: Path) -> None:
    content = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    content["recipe"]["link"] = 99
    (folder / "model.json").write_text(json.dumps(content), encoding="utf-8")
    assert fault(folder) is Fault.ARTEFACT_DAMAGED


def test_another_format_version(folder: Path) -> None:
    content = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    content["format_version"] = 99
    (folder / "model.json").write_text(json.dumps(content), encoding="utf-8")
    assert fault(folder) is Fault.ARTEFACT_VERSION


def test_labels_in_three_languages_without_the_learning_library() -> None:
    labels = artefact.labels(SHIPPED)
    assert len(labels) > 500
    assert all(set(names) == {"zh_CN", "zh_TW", "en"} and all(names.values()) for names in labels.values())
    code = (
        "import sys; from talentapp import assets; from talentapp.matching import artefact;"
        "artefact.labels(assets.path('models/matching'));"
        "sys.exit(any(name in sys.modules for name in ('sklearn', 'scipy', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_offices_share_the_shipped_model() -> None:
    """A copy for each would stay in memory with what was read by it."""
    assert Scorer().shipped is Scorer().shipped

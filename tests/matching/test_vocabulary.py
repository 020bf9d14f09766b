"""The vocabulary that people edit: whole as shipped, and its flaws named by file and concept."""

from pathlib import Path

import numpy as np
import pytest

from talentapp import assets
from talentapp.matching import artefact, training
from talentapp.matching.vocabulary import Problem, Vocabulary, read

SOURCE = assets.path("resources/vocabulary")
HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:talentapp:vocabulary:> .
:area-a a skos:Concept ; skos:topConceptOf <urn:talentapp:vocabulary> ;
    skos:prefLabel "A"@en , "甲"@zh-Hans , "甲"@zh-Hant .
"""
GOOD = """:one a skos:Concept ; skos:broader :area-a ;
    skos:prefLabel "One"@en , "一号"@zh-Hans , "一號"@zh-Hant ;
    skos:altLabel "first"@en ; skos:hiddenLabel "1st"@en ;
    skos:definition "The first."@en , "第一。"@zh-Hans ; skos:scopeNote "What comes first."@en .
"""


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return read(SOURCE)


def problems(folder: Path, text: str) -> list[Problem]:
    (folder / "a.ttl").write_text(HEAD + text, encoding="utf-8")
    return read(folder).problems


def test_the_shipped_vocabulary_has_no_flaw(shipped: Vocabulary) -> None:
    assert shipped.problems == []
    assert len(shipped.concepts) >= 600
    assert all(shipped.areas[concept.area] for concept in shipped.concepts)


@pytest.mark.long
def test_the_shipped_model_is_built_from_the_shipped_vocabulary(shipped: Vocabulary) -> None:
    """Counts are the same everywhere; sums of fractions differ in their last places from machine to machine."""
    words = training.word_lists(SOURCE / "words")
    background = training.background(SOURCE.parent / "background" / "english.npz", shipped, words)
    built = training.build(shipped, words, background)
    kept = artefact.load(assets.path("models/matching"))
    assert (built.concepts, built.features, built.words, built.recipe) == (
        kept.concepts,
        kept.features,
        kept.words,
        kept.recipe,
    )
    for name, counts in kept.articles.items():
        assert (built.articles[name] != counts).nnz == 0
    assert np.array_equal(built.topical, kept.topical)
    assert (background.terms, background.words) == (kept.background.terms, kept.background.words)
    assert np.array_equal(background.vectors, kept.background.vectors)
    np.testing.assert_allclose(background.meanings.data, kept.background.meanings.data, rtol=1e-5)
    np.testing.assert_allclose(built.links.toarray(), kept.links.toarray(), rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(built.means, kept.means, rtol=1e-3, atol=1e-6)
    for ours, theirs in zip(built.scales, kept.scales, strict=True):
        np.testing.assert_allclose(ours.mean, theirs.mean, rtol=1e-2, atol=1e-4)
        np.testing.assert_allclose(ours.deviation, theirs.deviation, rtol=1e-2, atol=1e-4)
    assert training.names(shipped) == artefact.labels(assets.path("models/matching"))


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []
    concept = read(tmp_path).concepts[0]
    assert (concept.code, concept.area) == ("one", "area-a")
    assert concept.names["en"] == ("first", "1st")
    assert concept.plain == {"en": "What comes first."}


@pytest.mark.parametrize(
    ("text", "flaw", "concept", "detail"),
    [
        (GOOD.replace(', "一號"@zh-Hant', ""), "no_label", "one", "zh-Hant"),
        (GOOD.replace('"One"@en', '"One"@en , "Uno"@en'), "two_labels", "one", "en"),
        (GOOD.replace('"The first."@en , ', ""), "no_definition", "one", "en"),
        (GOOD.replace("skos:broader :area-a ;", ""), "no_area", "one", ""),
        (GOOD.replace("skos:altLabel", "skos:related :two ; skos:altLabel"), "dangling_link", "one", "two"),
        (GOOD + GOOD.replace(":one", ":two"), "duplicate_label", "two", "en one"),
        (GOOD + "oops", "unreadable", "", ""),
    ],
)
def test_a_flaw_is_named(tmp_path: Path, text: str, flaw: str, concept: str, detail: str) -> None:
    found = problems(tmp_path, text)
    named = [p for p in found if p.flaw == flaw and p.concept == concept and detail in p.detail and p.file == "a.ttl"]
    assert named, found
    line = (tmp_path / "a.ttl").read_text(encoding="utf-8").splitlines()[named[0].line - 1]
    marks = {"no_definition": ":one", "no_area": ":one", "dangling_link": ":two", "unreadable": "oops"}
    assert marks.get(flaw, "prefLabel") in line


def test_a_concept_in_two_files(tmp_path: Path) -> None:
    (tmp_path / "b.ttl").write_text(HEAD.split(":area-a")[0] + GOOD, encoding="utf-8")
    assert Problem("twice", "b.ttl", "one", "a.ttl", 3) in problems(tmp_path, GOOD)


def test_a_flawed_vocabulary_is_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.ttl").write_text(HEAD + GOOD.replace('"One"@en , ', ""), encoding="utf-8")
    monkeypatch.setattr(assets, "path", lambda name: tmp_path)
    assert training.main([str(tmp_path / "out")]) == 1
    assert "a.ttl:6: one: no_label en" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()

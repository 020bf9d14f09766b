"""The shipped model on disk: a manifest in JSON and arrays in npz, checked when loaded. Loading runs no code of theirs.

`labels` reads the manifest alone, so it is cheap and needs no scikit-learn.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.outfile import whole_file

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

__all__ = ["FILES", "Matcher", "concepts_of", "labels", "load", "loaded", "save"]

FORMAT, FORMAT_VERSION = "talentapp-matching", 3
_MANIFEST, _ARRAYS, _WORDS = "model.json", "arrays.npz", "words.npz"
FILES = (_MANIFEST, _ARRAYS, _WORDS)
"""What an artefact's folder has. The words are apart for their licence, which is their dictionary's."""
_ARTICLES = ("en", "zh", "en_plain", "zh_plain")


def _version(content: Mapping[str, Any]) -> str:
    text = json.dumps({k: v for k, v in content.items() if k != "version"}, ensure_ascii=False, sort_keys=True)
    return f"{FORMAT_VERSION}.{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / _MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TalentError(Fault.ARTEFACT_MISSING, path=str(path)) from None
    except (OSError, ValueError, RecursionError):
        raise TalentError(Fault.ARTEFACT_DAMAGED, path=str(path)) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise TalentError(Fault.ARTEFACT_DAMAGED, path=str(path))
    if content.get("format_version") != FORMAT_VERSION:
        raise TalentError(
            Fault.ARTEFACT_VERSION, path=str(path), found=content.get("format_version"), expected=FORMAT_VERSION
        )
    if content.get("version") != _version(content):
        raise TalentError(Fault.ARTEFACT_DAMAGED, path=str(path))
    return content


def labels(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Concept code -> its label in "zh_CN", "zh_TW" and "en". Raises TalentError as `load` does."""
    found: Mapping[str, Mapping[str, str]] = _manifest(folder)["labels"]
    return found


def load(folder: Path) -> "Matcher":
    """The matcher kept in `folder`.

    Raises TalentError: ARTEFACT_MISSING, ARTEFACT_VERSION for another format version, ARTEFACT_DAMAGED for anything
    truncated, changed or foreign.
    """
    manifest = _manifest(folder)
    data = {name: _data(folder / name, manifest["sha256"].get(name)) for name in (_ARRAYS, _WORDS)}

    import io

    import numpy as np
    import scipy.sparse as sp

    from talentapp.matching.background import Background
    from talentapp.matching.features import Words
    from talentapp.matching.matcher import Matcher
    from talentapp.matching.recipe import Recipe
    from talentapp.matching.scale import Scale
    from talentapp.matching.translating import Translations

    with np.load(io.BytesIO(data[_WORDS]), allow_pickle=False) as arrays:
        words, meanings = _lines(arrays["words"]), [arrays[f"meanings_{part}"] for part in _PARTS]
    with np.load(io.BytesIO(data[_ARRAYS]), allow_pickle=False) as arrays:
        features, terms = _lines(arrays["features"]), _lines(arrays["terms"])
        count = len(manifest["concepts"])
        shapes = dict.fromkeys(_ARTICLES, (count, len(features))) | {"links": (count, count)}
        matrices = {
            name: sp.csr_array(
                (arrays[f"{name}_data"].astype(np.float64), arrays[f"{name}_indices"], arrays[f"{name}_indptr"]), shape
            )
            for name, shape in shapes.items()
        }
        background = Background(
            terms=terms,
            idf=arrays["terms_idf"],
            vectors=arrays["terms_vectors"],
            scale=arrays["terms_scale"],
            words=words,
            meanings=sp.csr_array(tuple(meanings), (len(words), len(terms))),
        )
        mean, deviation = arrays["translations"].tolist()
        return Matcher(
            version=manifest["version"],
            concepts=tuple(manifest["concepts"]),
            features=features,
            words=Words(frozenset(manifest["silent"]), frozenset(manifest["protected"])),
            articles={name: matrices[name] for name in _ARTICLES},
            links=matrices["links"],
            areas=arrays["areas"],
            topical=arrays["topical"],
            means=arrays["means"],
            scales=tuple(Scale(*scale) for scale in arrays["scales"]),  # type: ignore[arg-type]
            background=background,
            translations=Translations(mean, deviation),
            recipe=Recipe(**manifest["recipe"]),
            labels=manifest["labels"],
        )


_PARTS = ("data", "indices", "indptr")  # of a CSR matrix


def _data(path: Path, sha256: object) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TalentError(Fault.ARTEFACT_MISSING, path=str(path)) from None
    except OSError:
        raise TalentError(Fault.ARTEFACT_DAMAGED, path=str(path)) from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise TalentError(Fault.ARTEFACT_DAMAGED, path=str(path))
    return data


def _lines(array: Any) -> tuple[str, ...]:
    return tuple(array.tobytes().decode("utf-8").split("\n"))


def concepts_of(folder: Path, terms: Sequence[str]) -> dict[str, str]:
    """The concept that each term names, by code: the one it activates most, if a word of the term stands in one of
    its labels and no other concept comes near. Terms that name none are left out."""
    from talentapp.domain.profiles import Passage, Profile
    from talentapp.matching.features import tokens

    if not terms:
        return {}
    matcher = loaded(folder)
    names, words = labels(folder), matcher.words

    @cache
    def said_of(code: str) -> set[str]:
        return {token.feature for name in names[code].values() for token in tokens(name, words)}

    read = matcher.reader.read([Profile(term, (Passage("skills", term),)) for term in terms], itemwise=False)
    activations = matcher.activations(read)
    found = {}
    for term, best, activation in zip(terms, activations.argmax(axis=1), activations, strict=True):
        most = activation[best]
        if most < _LEAST_ACTIVE or (most < _SURE and _CLEAR * sorted(activation)[-2] > most):
            continue
        code = matcher.concepts[best]
        if any(token.feature in said_of(code) for token in tokens(term, words)):
            found[term] = code
    return found


_LEAST_ACTIVE, _SURE, _CLEAR = 0.15, 0.28, 1.2


@lru_cache(maxsize=1)
def loaded(folder: Path) -> "Matcher":
    """The matcher kept in `folder`, loaded once for all who only read it. Raises TalentError as `load` does."""
    return load(folder)


def save(matcher: "Matcher", labels: Mapping[str, Mapping[str, str]], folder: Path) -> str:
    """Write `matcher` into `folder`, whole files only, the same bytes for the same matcher; its version."""
    import numpy as np

    background, usual = matcher.background, matcher.translations
    arrays: dict[str, Any] = {
        "features": _array(matcher.features),
        "areas": matcher.areas,
        "topical": matcher.topical,
        "means": matcher.means,
        "scales": np.stack([np.stack([scale.mean, scale.deviation]) for scale in matcher.scales]),
        "translations": np.array([usual.mean, usual.deviation]),
        "terms": _array(background.terms),
        "terms_idf": background.idf,
        "terms_vectors": background.vectors,
        "terms_scale": background.scale,
    }
    for name, matrix in sorted({**matcher.articles, "links": matcher.links}.items()):
        arrays |= _csr(name, matrix)
    words = {"words": _array(background.words)} | _csr("meanings", background.meanings)
    data = {name: _pressed(content) for name, content in ((_ARRAYS, arrays), (_WORDS, words))}
    content: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "sha256": {name: hashlib.sha256(some).hexdigest() for name, some in data.items()},
        "recipe": asdict(matcher.recipe),
        "concepts": list(matcher.concepts),
        "labels": {code: dict(names) for code, names in labels.items()},
        "silent": sorted(matcher.words.silent),
        "protected": sorted(matcher.words.protected),
    }
    content["version"] = _version(content)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    for name, body in (*data.items(), (_MANIFEST, text.encode("utf-8"))):
        with whole_file(folder / name) as partial:
            partial.write_bytes(body)
    return str(content["version"])


def _array(lines: Sequence[str]) -> Any:
    import numpy as np

    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def _csr(name: str, matrix: Any) -> dict[str, Any]:
    parts = matrix.data.astype("float32"), matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return {f"{name}_{part}": array for part, array in zip(_PARTS, parts, strict=True)}


def _pressed(arrays: Mapping[str, Any]) -> bytes:
    import io

    import numpy as np

    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()

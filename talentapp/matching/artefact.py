"""The shipped model on disk: a manifest in JSON and arrays in npz, checked when loaded. Loading runs no code of theirs.

`labels` reads the manifest alone, so it is cheap and needs no scikit-learn.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.outfile import whole_file

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

__all__ = ["Matcher", "labels", "load", "save"]

FORMAT, FORMAT_VERSION = "talentapp-matching", 2
_MANIFEST, _ARRAYS = "model.json", "arrays.npz"
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
    path = folder / _ARRAYS
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TalentError(Fault.ARTEFACT_MISSING, path=str(path)) from None
    except OSError:
        raise TalentError(Fault.ARTEFACT_DAMAGED, path=str(path)) from None
    if hashlib.sha256(data).hexdigest() != manifest["arrays_sha256"]:
        raise TalentError(Fault.ARTEFACT_DAMAGED, path=str(path))

    import io

    import numpy as np
    import scipy.sparse as sp

    from talentapp.matching.features import Words
    from talentapp.matching.matcher import Matcher, Recipe
    from talentapp.matching.scale import Scale

    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        features = tuple(arrays["features"].tobytes().decode("utf-8").split("\n"))
        count = len(manifest["concepts"])
        shapes = dict.fromkeys(_ARTICLES, (count, len(features))) | {"links": (count, count)}
        matrices = {
            name: sp.csr_array(
                (arrays[f"{name}_data"].astype(np.float64), arrays[f"{name}_indices"], arrays[f"{name}_indptr"]), shape
            )
            for name, shape in shapes.items()
        }
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
            scales=(Scale(*arrays["scale_concepts"]), Scale(*arrays["scale_wording"])),
            recipe=Recipe(**manifest["recipe"]),
            labels=manifest["labels"],
        )


def concepts_of(folder: Path, terms: Sequence[str]) -> dict[str, str]:
    """The concept that each term names, by code: the one it activates most, if a word of the term stands in one of
    its labels and no other concept comes near. Terms that name none are left out."""
    from talentapp.domain.profiles import Passage, Profile
    from talentapp.matching.features import tokens

    if not terms:
        return {}
    matcher = _loaded(folder)
    names = labels(folder)
    read = matcher.reader.read([Profile(term, (Passage("skills", term),)) for term in terms], itemwise=False)
    found: dict[str, str] = {}
    for term, activation in zip(terms, matcher.activations(read), strict=True):
        best, second = sorted(range(len(activation)), key=lambda at: -activation[at])[:2]
        code = matcher.concepts[best]
        said = {token.feature for token in tokens(term, matcher.words)}
        label = {token.feature for name in names[code].values() for token in tokens(name, matcher.words)}
        clear = activation[best] >= _SURE or activation[best] >= _CLEAR * activation[second]
        if activation[best] >= _LEAST_ACTIVE and clear and said & label:
            found[term] = code
    return found


_LEAST_ACTIVE, _SURE, _CLEAR = 0.15, 0.28, 1.2


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> "Matcher":
    return load(folder)


def save(matcher: "Matcher", labels: Mapping[str, Mapping[str, str]], folder: Path) -> str:
    """Write `matcher` into `folder`, whole files only, the same bytes for the same matcher; its version."""
    import io

    import numpy as np

    arrays: dict[str, Any] = {
        "features": np.frombuffer("\n".join(matcher.features).encode("utf-8"), dtype=np.uint8),
        "areas": matcher.areas,
        "topical": matcher.topical,
        "means": matcher.means,
        "scale_concepts": np.stack([matcher.scales[0].mean, matcher.scales[0].deviation]),
        "scale_wording": np.stack([matcher.scales[1].mean, matcher.scales[1].deviation]),
    }
    for name, matrix in sorted({**matcher.articles, "links": matcher.links}.items()):
        arrays[f"{name}_data"] = matrix.data.astype(np.float32)
        arrays[f"{name}_indices"] = matrix.indices.astype(np.int32)
        arrays[f"{name}_indptr"] = matrix.indptr.astype(np.int32)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    data = buffer.getvalue()
    content: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "arrays_sha256": hashlib.sha256(data).hexdigest(),
        "recipe": asdict(matcher.recipe),
        "concepts": list(matcher.concepts),
        "labels": {code: dict(names) for code, names in labels.items()},
        "silent": sorted(matcher.words.silent),
        "protected": sorted(matcher.words.protected),
    }
    content["version"] = _version(content)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    for name, body in ((_ARRAYS, data), (_MANIFEST, text.encode("utf-8"))):
        with whole_file(folder / name) as partial:
            partial.write_bytes(body)
    return str(content["version"])

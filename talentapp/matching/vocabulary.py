"""The bilingual vocabulary of the field as people edit it: SKOS in Turtle, one file an area.

The app never reads it: it is read when the model is built.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

LANGUAGES: Mapping[str, str] = {"en": "en", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
"""Language tags in the files -> locales of the app."""

_NAMESPACE = "urn:talentapp:vocabulary:"

Flaw = Literal[
    "unreadable", "no_label", "two_labels", "no_definition", "duplicate_label", "dangling_link", "no_area", "twice"
]


@dataclass(frozen=True)
class Concept:
    """One concept: its code, its area, its neighbours' codes, and by language tag its names, its
    definition and how someone outside the field would describe it (scopeNote)."""

    code: str
    area: str
    label: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    definition: Mapping[str, str]
    plain: Mapping[str, str]
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """What is wrong in the vocabulary and where: file, concept's code, a detail such as the other concept, and line."""

    flaw: Flaw
    file: str
    concept: str = ""
    detail: str = ""
    line: int = 0  # where the concept begins, or in it what is wrong; 0 if unknown


@dataclass
class Vocabulary:
    """All concepts in order of code, the areas' labels, and what is wrong with the files."""

    concepts: list[Concept] = field(default_factory=list)
    areas: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def word_list(path: Path) -> Iterator[str]:
    """The terms of a word list: one a line, '#' begins a comment line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if (term := line.strip()) and not term.startswith("#"):
            yield term


def read(folder: Path) -> Vocabulary:
    """The vocabulary in `folder`, with every flaw found; a flawed concept is kept as far as it can be read.

    Needs rdflib (dependency group `train`).
    """
    from rdflib import Graph, URIRef
    from rdflib.namespace import RDF, SKOS

    found = Vocabulary()
    where: dict[str, str] = {}
    links: list[tuple[str, str, str]] = []
    labels: dict[tuple[str, str], str] = {}
    sources: dict[str, str] = {}

    def code(node: object) -> str:
        return str(node).removeprefix(_NAMESPACE)

    def texts(graph: Graph, node: URIRef, predicate: URIRef) -> dict[str, list[str]]:
        by_language: dict[str, list[str]] = {tag: [] for tag in LANGUAGES}
        for value in graph.objects(node, predicate):
            by_language.setdefault(str(getattr(value, "language", "")), []).append(str(value))
        return {tag: sorted(values) for tag, values in by_language.items()}

    for path in sorted(folder.glob("*.ttl")):
        try:
            source = path.read_text(encoding="utf-8")
            graph = Graph().parse(data=source, format="turtle")
        except Exception as error:  # whatever the parser raises, the file and the place are what its editor needs
            line = int(getattr(error, "lines", -1)) + 1
            found.problems.append(Problem("unreadable", path.name, detail=str(error).splitlines()[0], line=line))
            continue
        sources[path.name] = source
        nodes = sorted(n for n in graph.subjects(RDF.type, SKOS.Concept) if isinstance(n, URIRef))
        for node in nodes:
            name = code(node)

            def flaw(kind: Flaw, detail: str = "", file: str = path.name, concept: str = name) -> None:
                word = "prefLabel" if kind in ("no_label", "two_labels", "duplicate_label") else ""
                found.problems.append(Problem(kind, file, concept, detail, _line(sources[file], concept, word)))

            preferred = texts(graph, node, SKOS.prefLabel)
            for tag in LANGUAGES:
                if not preferred[tag]:
                    flaw("no_label", tag)
                elif len(preferred[tag]) > 1:
                    flaw("two_labels", tag)
            label = {tag: preferred[tag][0] for tag in LANGUAGES if preferred[tag]}
            if graph.value(node, SKOS.topConceptOf) is not None:
                found.areas[name] = label
                continue
            if name in where:
                flaw("twice", where[name])
                continue
            where[name] = path.name
            for tag, text in label.items():
                other = labels.setdefault((tag, " ".join(text.casefold().split())), name)
                if other != name:
                    flaw("duplicate_label", f"{tag} {other}")
            wider = sorted(code(o) for o in graph.objects(node, SKOS.broader))
            area = next((other for other in wider if other.startswith("area-")), "")
            if not area:
                flaw("no_area")
            alternatives, hidden = texts(graph, node, SKOS.altLabel), texts(graph, node, SKOS.hiddenLabel)
            definitions, notes = texts(graph, node, SKOS.definition), texts(graph, node, SKOS.scopeNote)
            if area != "area-hr":
                for tag in ("en", "zh-Hans"):
                    if not definitions[tag]:
                        flaw("no_definition", tag)
            related = tuple(sorted(code(o) for p in (SKOS.related, SKOS.broader) for o in graph.objects(node, p)))
            links.extend((path.name, name, other) for other in related)
            found.concepts.append(
                Concept(
                    name,
                    area,
                    label,
                    {tag: tuple(alternatives[tag] + hidden[tag]) for tag in LANGUAGES},
                    {tag: " ".join(values) for tag, values in definitions.items() if values},
                    {tag: " ".join(values) for tag, values in notes.items() if values},
                    tuple(other for other in related if not other.startswith("area-")),
                )
            )
    known = where.keys() | found.areas.keys()
    found.problems += [
        Problem("dangling_link", file, name, other, _line(sources[file], name, f":{other}"))
        for file, name, other in links
        if other not in known
    ]
    found.concepts.sort(key=lambda concept: concept.code)
    return found


def _line(source: str, concept: str, word: str) -> int:
    """The line, from 1, on which `concept` is described or, if it stands there, the one with `word`; 0 if neither."""
    lines = source.splitlines()
    begin = next((n for n, line in enumerate(lines) if re.match(rf":{re.escape(concept)}\s+a\s", line)), None)
    if begin is None:
        return 0
    for number, line in enumerate(lines[begin:], begin):
        if number > begin and line.startswith(":"):
            break
        if word and re.search(rf"{re.escape(word)}(?![\w-])", line):
            return number + 1
    return begin + 1

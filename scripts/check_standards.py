"""Holds what is read of public standards against what their publishers say.

    python scripts/check_standards.py --orcid FOLDER --openalex openapi.json

FOLDER is a copy of github.com/ORCID/orcid-model (MIT-style licence): ORCID publishes its record 3.0 as XSD alone, so a
JSON Schema is derived of that, by the rules of `derived`, and ORCID's own samples in JSON are held against it.
openapi.json is the OpenAPI file of OpenAlex (public/openapi.json of github.com/ourresearch/openalex-help, CC0). Every
name in the schemas of tests/files/standards must be theirs, the samples must pass both, and be read without a problem.
Nothing of theirs is kept in this repository.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
OURS = ROOT / "tests" / "files" / "standards"
XS = "{http://www.w3.org/2001/XMLSchema}"
IN_JSON = ("value", "content", "summaries", "path", "uri", "host", "source")
"""Names that the JSON of the API has and the XSD has not: the text of an element, what groups hold, its source."""
Schema = dict[str, Any]


class Model:
    """The elements and types of ORCID's XSD files, by name: `prefix:name`, and within a file without the prefix."""

    def __init__(self, files: list[Path]) -> None:
        self.known: dict[tuple[str, str], ElementTree.Element] = {}
        for path in files:
            root = ElementTree.parse(path).getroot()
            space = root.get("targetNamespace", "").rpartition("/")[2]
            for one in root:
                if one.tag != f"{XS}import" and (name := one.get("name")):
                    self.known[one.tag, f"{space}:{name}"] = one
                    for inside in one.iter():
                        inside.set("space", space)

    def named(self, kind: str, name: str, space: str) -> ElementTree.Element | None:
        full = name if ":" in name else f"{space}:{name}"
        prefix, _, local = full.partition(":")
        return self.known.get((f"{XS}{kind}", f"{_SPACES.get(prefix, prefix)}:{local}"))


_SPACES = {"internal": "internal"}


def derived(model: Model, element: ElementTree.Element, above: tuple[str, ...] = ()) -> Schema:
    """The JSON Schema of an element, as the API writes it in JSON.

    An element with others inside is an object; one that may come more than once is a list; one with text alone is the
    text, or an object with the text as its `value` or `content`; attributes are fields. Anything may be null.
    """
    space = element.get("space", "")
    if reference := element.get("ref"):
        found = model.named("element", reference, space)
        return {} if found is None else derived(model, found, above)
    fields: Schema = {}
    kind = element.get("type", "")
    if kind in above:  # a type within itself
        return {}
    inside = [element] if not kind else []
    if kind and (found := model.named("complexType", kind, space)) is not None:
        inside = [found]
    for one in inside:
        fields |= _fields(model, one, (*above, kind) if kind else above)
    plain: Schema = {"type": ["string", "number", "boolean", "null"]}
    if not fields:
        return {"anyOf": [plain, {"type": "object", "properties": dict.fromkeys(IN_JSON[:2], plain)}]}
    known = {**{name: {} for name in IN_JSON}, **fields}
    if "affiliation-group" not in fields and any(name.endswith("-summary") for name in fields):
        one_each = {name: schema.get("items", schema) for name, schema in fields.items()}
        known["summaries"] = {"type": "array", "items": {"type": "object", "properties": one_each}}
    shape: Schema = {"type": ["object", "null"], "properties": known, "additionalProperties": False}
    return {"anyOf": [shape, plain]} if _text_alone(inside) else shape


def _text_alone(inside: list[ElementTree.Element]) -> bool:
    return any(next(one.iter(f"{XS}simpleContent"), None) is not None for one in inside)


def _fields(model: Model, holder: ElementTree.Element, above: tuple[str, ...]) -> Schema:
    fields: Schema = {}
    for one in holder:
        if one.tag == f"{XS}element":
            name = (one.get("ref") or one.get("name") or "").rpartition(":")[2]
            schema = derived(model, one, above)
            many = one.get("maxOccurs", "1") != "1" or holder.get("maxOccurs", "1") != "1"
            fields[name] = {"type": ["array", "null"], "items": schema} if many else schema
        elif one.tag == f"{XS}attribute":
            fields[(one.get("ref") or one.get("name") or "").rpartition(":")[2]] = {}
        elif one.tag in (f"{XS}extension", f"{XS}restriction"):
            base = model.named("complexType", one.get("base", ""), one.get("space", ""))
            fields |= (_fields(model, base, above) if base is not None else {}) | _fields(model, one, above)
        elif one.tag in (f"{XS}attributeGroup", f"{XS}group"):
            kind = one.tag.removeprefix(XS)
            group = model.named(kind, one.get("ref", ""), one.get("space", ""))
            fields |= _fields(model, group, above) if group is not None else {}
        else:
            fields |= _fields(model, one, above)
    return fields


def properties(schema: Schema, whole: Schema, path: str = "") -> Iterator[str]:
    """The path of every property in a schema; an item of a list has the path of the list."""
    while "$ref" in schema:
        target: Any = whole
        for key in schema["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        schema = target
    for branch in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        yield from properties(branch, whole, path)
    for name, inside in schema.get("properties", {}).items():
        yield f"{path}/{name}"
        yield from properties(inside, whole, f"{path}/{name}")


def check_orcid(folder: Path) -> Iterator[str]:
    """What does not hold for ORCID's record."""
    model = Model(sorted(folder.rglob("*-3.0.xsd")))
    theirs = derived(model, model.known[f"{XS}element", "record:record"])
    ours = json.loads((OURS / "orcid-record.schema.json").read_text("utf-8"))
    named = set(properties(theirs, theirs))
    print(f"ORCID: {len(named)} names in the XSD, {len(list(properties(ours, ours)))} of them in our schema")
    yield from (f"not in ORCID's XSD: {path}" for path in properties(ours, ours) if path not in named)
    for path in sorted(folder.rglob("record-*.json")):
        sample = json.loads(path.read_text("utf-8"))
        for name, schema in (("the XSD", theirs), ("our schema", ours)):
            for error in jsonschema.Draft202012Validator(schema).iter_errors(sample):
                worst = jsonschema.exceptions.best_match([error])
                yield f"{path.name} against {name}: {worst.json_path}: {worst.message[-200:]}"
        yield from _read(path)


def check_openalex(path: Path) -> Iterator[str]:
    """What does not hold for OpenAlex's author."""
    document: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    author = document["components"]["schemas"]["Author"]
    ours = json.loads((OURS / "openalex-author.schema.json").read_text("utf-8"))
    named = set(properties(author, dict(document)))
    print(
        f"OpenAlex: {len(named)} names in its OpenAPI file, {len(list(properties(ours, ours)))} of them in our schema"
    )
    yield from (f"not in OpenAlex's file: {name}" for name in properties(ours, ours) if name not in named)


def _read(path: Path) -> Iterator[str]:
    from talentapp.files.records import standards

    reading = standards.people(path)
    print(path.name, {name: str(value)[:60] for name, value in reading.rows[0].values.items()})
    yield from (f"{path.name}: {problem.trouble} at {problem.column}" for problem in reading.problems)


def main() -> int:
    """Say what does not hold; 1 if anything does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orcid", type=Path)
    parser.add_argument("--openalex", type=Path)
    asked = parser.parse_args()
    found = list(check_orcid(asked.orcid)) if asked.orcid else []
    found += check_openalex(asked.openalex) if asked.openalex else []
    print("\n".join(found) or "all of it holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

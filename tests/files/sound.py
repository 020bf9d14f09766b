"""What makes Excel offer to repair a workbook: looked for in the parts of a file, by the rules of ECMA-376."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip


def faults(path: Path) -> list[str]:
    """What is wrong with a workbook, in words; empty for a sound one."""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        found = [f"{name} twice" for name in set(names) if names.count(name) > 1]
        parts = {name: book.read(name) for name in names}
    trees = {}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = ElementTree.fromstring(data)
            except ElementTree.ParseError as error:
                found.append(f"{name}: {error}")
    types = trees["[Content_Types].xml"]
    said = {one.get("PartName", "").lstrip("/") for one in types} | {one.get("Extension", "") for one in types}
    found += [f"{name} has no content type" for name in names if name not in said and name.split(".")[-1] not in said]
    found += [f"{name} is in the content types only" for name in said if "/" in name and name not in names]
    for name, tree in trees.items():
        if name.endswith(".rels"):
            folder = name.rpartition("_rels/")[0]
            for one in tree:
                target = one.get("Target", "")
                place = target.lstrip("/") if target.startswith("/") else _joined(folder + target)
                if one.get("TargetMode") != "External" and place not in names:
                    found.append(f"{name} points to {place}")
    return found + list(_workbook(trees))


def _joined(path: str) -> str:
    kept: list[str] = []
    for one in path.split("/"):
        kept = kept[:-1] if one == ".." else [*kept, one]
    return "/".join(kept)


def _workbook(trees: dict[str, ElementTree.Element]) -> Iterator[str]:
    book = trees["xl/workbook.xml"]
    sheets = [one.get("name", "") for one in book.iter(f"{_MAIN}sheet")]
    if len({one.casefold() for one in sheets}) < len(sheets):
        yield "two sheets of one name"
    for one in sheets:
        if not 0 < len(one) <= 31 or re.search(r"[\[\]:*?/\\]", one) or one[0] == "'" or one[-1] == "'":
            yield f"sheet name {one!r}"
    defined = [(one.get("name", "").casefold(), one.get("localSheetId")) for one in book.iter(f"{_MAIN}definedName")]
    if len(set(defined)) < len(defined):
        yield "a defined name twice"
    if any("#REF!" in (one.text or "") for one in book.iter(f"{_MAIN}definedName")):
        yield "a defined name without a place"
    styles = trees["xl/styles.xml"]
    formats = len(styles.findall(f"{_MAIN}cellXfs/{_MAIN}xf"))
    looks = len(styles.findall(f"{_MAIN}dxfs/{_MAIN}dxf"))
    strings = len(trees["xl/sharedStrings.xml"].findall(f"{_MAIN}si")) if "xl/sharedStrings.xml" in trees else 0
    for name, tree in trees.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            for fault in _sheet(tree, formats, looks, strings):
                yield f"{name}: {fault}"


def _sheet(tree: ElementTree.Element, formats: int, looks: int, strings: int) -> Iterator[str]:
    order = [_ORDER.index(one.tag.removeprefix(_MAIN)) for one in tree if one.tag.startswith(_MAIN)]
    if order != sorted(order):
        yield "elements out of order"
    last = 0
    for row in tree.iter(f"{_MAIN}row"):
        number = int(row.get("r", "0"))
        if not last < number <= 1_048_576:
            yield f"row {number} after {last}"
        last, before = number, 0
        if float(row.get("ht", "0")) > 409.5:
            yield f"row {number} too high"
        for cell in row:
            place = re.fullmatch(r"([A-Z]{1,3})(\d+)", cell.get("r", ""))
            if place is None or int(place[2]) != number or not before < _column(place[1]) <= 16_384:
                yield f"cell {cell.get('r')} in row {number}"
                continue
            before = _column(place[1])
            yield from _cell(cell, formats, strings)
    merged = [_corners(one.get("ref", "")) for one in tree.iter(f"{_MAIN}mergeCell")]
    for at, one in enumerate(merged):
        if any(one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3] for two in merged[:at]):
            yield "merged cells overlap"
    for rule in tree.iter(f"{_MAIN}cfRule"):
        if rule.get("dxfId") and int(rule.get("dxfId", "0")) >= looks:
            yield "a rule with a look that is not there"
    for one in tree.iter(f"{_MAIN}dataValidation"):
        for part in one:
            if len(part.text or "") > 255:
                yield "a validation of more than 255 characters"
        if len(one.get("error", "")) > 225 or len(one.get("errorTitle", "")) > 32 or len(one.get("prompt", "")) > 255:
            yield "a validation says too much"
    if len(list(tree.iter(f"{_MAIN}hyperlink"))) > 65_530:
        yield "too many links"
    for part in tree.iter(f"{_MAIN}headerFooter"):
        if any(len(one.text or "") > 255 for one in part):
            yield "a footer of more than 255 characters"
    extended = {one.text for one in tree.iter() if one.tag.endswith("main}sqref")}
    plain = {
        one.get("sqref")
        for one in tree.iter(f"{_MAIN}conditionalFormatting")
        if one.find(f".//{_MAIN}extLst") is not None
    }
    if plain and not plain <= extended:
        yield "a rule and its extension stand at different cells"


def _cell(cell: ElementTree.Element, formats: int, strings: int) -> Iterator[str]:
    place, kind, value = cell.get("r"), cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
    if int(cell.get("s", "0")) >= formats:
        yield f"{place}: no such style"
    if kind == "s" and not 0 <= int(value or "-1") < strings:
        yield f"{place}: no such string"
    if kind == "n" and value is not None:
        try:
            float(value)
        except ValueError:
            yield f"{place}: {value!r} is no number"
    text = "".join(one.text or "" for one in cell.iter(f"{_MAIN}t")) if kind == "inlineStr" else value or ""
    if len(text.encode("utf-16-le")) // 2 > 32_767:
        yield f"{place}: too long"
    if len(cell.findtext(f"{_MAIN}f") or "") > 8_192:
        yield f"{place}: formula too long"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _corners(reference: str) -> tuple[int, int, int, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", reference)
    assert found is not None
    return _column(found[1]), int(found[2]), _column(found[3] or found[1]), int(found[4] or found[2])

"""Which rows of a table hold records: no sections, totals, examples, repeated headers, instructions or notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.terms import Kind
from talentapp.files.tables.forms import label_of_any_kind
from talentapp.files.tables.headers import REQUIRED, heading
from talentapp.files.tables.opening import Sheet
from talentapp.files.tables.table import Table, has_numbers
from talentapp.files.values.cells import Cell, shown

_TOTAL = re.compile(
    r"^(?:.{0,4}(?:合计|总计|小计)$|共 ?\d+ ?[案项件人名位家个](?!月)|人数$|"
    r"合计|总计|小计|共计|总人数|总人次|人数合计|汇总|本页|平均值?|均值|total|"
    r"sub-?total|sum|average|avg|mean|median|head ?count|summe|gesamt|grand ?total|count)(?:\b|[:：\s(人项共\d]|$)",
    re.I,
)
_FOOT = re.compile(
    r"^(?:注|备注|说明|附注|填表说明|填报说明|制表|填表|审核|经办|负责人签|签字|签章|盖章|日期|联系人|数据来源|资料来源|来源|"
    r"单位盖章|.{0,8}[(](?:公?章|盖章|签字|签名|签章)[)]|.{2,8}(?:签字|签名|签章|盖章)(?=\s*[:：])|图例|legend|"
    r"第.{1,4}页|以上|以下空白|note|notes|source|signature|signed|prepared by|approved by|"
    r"checked by|date|remark|remarks|\*|※|—+以下)\s*(?:[\d一二三]*\s*[:：、.．)]|人|表|$|[(]|\s)",
    re.I,
)
_SIGNS = re.compile(
    r"(?:(?:承办|经办|制表|填表|审核|复核|核定|校对|主管|负责)(?:人员?)?|[课科处院校局部系所]长|主任|会计|秘书长|总经理)[:：]?"
)
"""Who signs, where several do beside each other."""
_EXAMPLE = re.compile(
    r"^(?:示例|范例|样例|例|例如|填写示例|举例|example|e\.g\.|sample)(?:\b|[:：\s\d(]|$|行|数据)", re.I
)


_BREAK = re.compile(
    r"(?:(?:coffee|tea|lunch|dinner)(?: ?(?:break|reception))?|break|registration|茶歇|午餐|晚餐|午休|休息|签到|报到)"
    r"(?: ?[(（][^()（）]*[)）])?"
)
"""What the programme of a conference has between its speakers."""


_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第.{1,3}[批组类部]|[ivxIVX]+\.|[A-Z][.、]"
)


_INSTRUCTION = re.compile(
    r"^[(]?(?:必填|选填|可选|必须|文本|数字|日期|单选|多选|下拉|格式|请填|请选|required|optional|mandatory|text|number|date|choose|select)"
    r"|^(?:如|例|例如|e\.g\.)[:：,， ]|yyyy|自动|与证件|一致$|^含.{0,4}[码号]$|选中|"
    r"^\d+\s?-\s?\d+$|^\d+位$|^姓在|逗号|分号|顿号|隔开|分隔|separated"
)
_TO_DELETE = re.compile(
    r"[示样范]例行|模板行|请?勿删|填写[示样范]例|此行.{0,6}(?:示例|删除)|example row|sample row|delete this row"
    r"|^(?:测试(?:数据|记录|行)|test (?:data|record|row))(?:\W.{0,12})?$|^.{0,12}请忽略\W?$|^.{0,20}please ignore\W?$",
    re.I | re.M,
)
_NOTES_BEGIN = re.compile(
    r"^(?:注|备注|说明|附注|填表说明|填报说明|填写说明|填表须知|注意事项|notes?|remarks?|instructions)\s*[:：.]?", re.I
)


_CODE = re.compile(r"[A-Z][A-Z_]{0,11}|[a-z][a-z_]{0,19}\d?")  # the name of a column in some database
_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")  # 合  计
_FORM = 20  # rows that tell a form from a table


@dataclass(frozen=True)
class BodyRow:
    """A row below the header that holds a record, and the section that it stands in."""

    row: int
    section: str


def body(table: Table) -> Iterator[BodyRow]:
    """The rows that hold records: no sections, totals, examples, repeated headers, signatures or notes."""
    sheet = table.sheet
    section = ""
    noting = False  # below the heading of the notes, lines of a single text are notes too
    places = [column.place for column in table.columns if column.heading.target != "row_number"]
    if any(column.row is not None for column in table.columns):
        yield BodyRow(table.first, "")
        return
    rows = range(table.first, table.last)
    named = [column.place for column in table.columns if column.heading.target in REQUIRED[table.kind]]
    labels = sum(
        _of_labels(sheet.rows[row]) or any(label_of_any_kind(sheet.cell(row, place)) for place in named)
        for row in rows[:_FORM]
    )
    if labels > 2 and labels * 2 > len(rows[:_FORM]):
        return  # a form that nobody has filled in
    for row in rows:
        cells = sheet.rows[row]
        filled = [shown(cell).strip() for cell in cells if cell is not None and shown(cell).strip()]
        if not filled:
            continue
        single = len(set(filled)) == 1
        noting = noting or (single and _NOTES_BEGIN.match(folded(filled[0])) is not None)
        if is_aside(filled) or _repeats_header(table, cells) or (single and noting):
            continue
        if row < table.first + 3 and _instructs(filled):
            continue
        if len(filled) == 2 and _counts_sections(table, row):
            section = filled[1]
        elif all(_empty(sheet, row, place) for place in places):
            section = filled[0] if single else section
        elif single and len(places) > 2 and _is_section(table, row, filled[0]):
            section = filled[0]
        else:
            yield BodyRow(row, section)


def _counts_sections(table: Table, row: int) -> bool:
    """Whether the column that numbers the records of a table has a Chinese numeral here: 一 | 芯片与部件."""
    cell = table.sheet.cell
    counted = next((column.place for column in table.columns if column.heading.target == "row_number"), None)
    if counted is None or not re.fullmatch(
        r"[一二三四五六七八九十]{1,3}[、.．]?", str(cell(row, counted) or "").strip()
    ):
        return False
    return any(re.fullmatch(r"\d+(?:\.0)?", str(cell(at, counted))) for at in range(table.first, table.last))


def _of_labels(cells: list[Cell]) -> bool:
    """Whether what stands in a row are labels, or most of it."""
    filled = [cell for cell in cells if cell is not None and shown(cell).strip()]
    return sum(map(label_of_any_kind, filled)) * 2 > len(filled)


def _empty(sheet: Sheet, row: int, place: int) -> bool:
    cell = sheet.cell(row, place)
    if cell is None and ((row, place) in sheet.unvalued or (row, place) in sheet.errors):
        return False
    return cell is None or not shown(cell).strip()


def _instructs(filled: list[str]) -> bool:
    """A row under the header that says how to fill in the columns, or counts them."""
    if len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]:
        return True
    if len(filled) >= 4 and all(_CODE.fullmatch(cell) for cell in filled):
        return True
    hints = sum(bool(_INSTRUCTION.search(folded(cell))) for cell in filled)
    return hints >= 2 and hints * 2 >= len(filled)


def is_total(plain: str) -> bool:
    """Whether a folded cell begins a line that sums up."""
    return _TOTAL.match(plain) is not None


def is_aside(filled: list[str]) -> bool:
    """Whether a row is a total, an example, a signature or a note."""
    first, second = (_GAP.sub("", folded(cell).lstrip("(（[【 ")) for cell in (*filled, "")[:2])
    if all(cell.endswith((":", "：")) or re.search("[:：]", cell[:8]) for cell in filled):
        return True
    if len(filled) <= 3 and any(_BREAK.fullmatch(folded(cell)) for cell in filled):
        return True
    if is_total(first) or (is_total(second) and len(filled) <= 6):
        return True
    if _EXAMPLE.match(first.lstrip("*※")) or _EXAMPLE.match(second) or _TO_DELETE.search("\n".join(filled)):
        return True
    if len(filled) > 1 and all(_SIGNS.fullmatch(_GAP.sub("", folded(cell))) for cell in filled):
        return True
    if not _FOOT.match(first):
        return False
    return len(filled) <= 4 or sum(bool(_FOOT.match(folded(cell))) for cell in filled) >= 2


def _repeats_header(table: Table, cells: list[Cell]) -> bool:
    """A row of which most cells are headings: the header again on a new page, or in a second language."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    if len(texts) > 1 and all(squeezed(text) in table.headings for text in texts):
        return not has_numbers(cells)
    named = [column.place for column in table.columns if column.heading.target in REQUIRED[table.kind]]
    if has_numbers(cells) or any(len(cell) > 60 for cell in texts):
        return False
    at = next((cells[place] for place in named if place < len(cells) and isinstance(cells[place], str)), None)
    if at is None or not (known_at := heading(str(at), table.kind)) or known_at.target not in REQUIRED[table.kind]:
        return False  # asked first, since it is asked of every row
    known = [heading(cell, table.kind) for cell in texts]
    sure = sum(1 for each in known if each and each.surety >= 0.9)
    return sure >= 2 and (sure == len(texts) or (sure >= 3 and sure * 5 >= len(texts) * 3))


_NO_NAME = re.compile(r"[\u3400-\u9fff][,，]|[：:=＝；;。！!？?\d]|[\u3400-\u9fff]{7}")


def _is_section(table: Table, row: int, written: str) -> bool:
    """A row with one text: a section if it is merged across, counted as one, or stands where no record would."""
    sheet = table.sheet
    if any(top <= row <= bottom and right - left >= 2 for top, left, bottom, right in sheet.merged if top <= row):
        return True
    required = [c.place for c in table.columns if c.heading.target in REQUIRED[table.kind]]
    place = next(i for i, cell in enumerate(sheet.rows[row]) if cell is not None and shown(cell).strip())
    numbered = _NUMBERED.match(written)
    if numbered or (place not in required and place == 0):
        return True
    if place not in required:
        return False
    if table.kind is Kind.CANDIDATES:
        return _NO_NAME.search(written) is not None
    long = len(squeezed(written)) > 14 and re.search(r"[，。；：]|\s\w+\s\w+\s\w+\s", written)
    return bool(long)

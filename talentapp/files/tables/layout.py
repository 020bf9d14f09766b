"""Where in a sheet the tables are: their header rows, and what each column means."""

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.intake import KIND, FirstRow
from talentapp.domain.terms import LISTED, Kind
from talentapp.files.tables.beside import by_the_others, told_in_sentences
from talentapp.files.tables.body import is_total
from talentapp.files.tables.forms import LEAST, forms, label, label_of_any_kind
from talentapp.files.tables.guesses import aside, by_cells, entitles, instead, names_people
from talentapp.files.tables.headers import FIELDS, REQUIRED, Heading, bare, foreign, heading
from talentapp.files.tables.kinds import may_mean, rather_people, said_to_be
from talentapp.files.tables.lettered import first_row_said, holds_values, lettered, names_nothing
from talentapp.files.tables.opening import Sheet
from talentapp.files.tables.table import Column, Corrections, Table, has_numbers
from talentapp.files.values.cells import Cell, shown

_LONGEST = 60  # characters of a heading that tell it from others
_LOOK = 60  # rows in which a header is looked for
_ROWS_APART = 3  # columns whose two headings name two things, where records have two rows
_NARROW = 3  # columns of a list that counts


def tables(sheet: Sheet, corrections: Corrections = MappingProxyType({})) -> list[Table]:
    """Every table of the sheet, for each kind that its header may be of. Tables may stand below or beside each other,
    or lie on their side."""
    if first_row_said(sheet, corrections) is FirstRow.DATA:
        return [table] if (table := _without_headings(sheet, None, corrections)) else []
    if _lies_on_its_side(sheet):
        sheet = sheet.turn()
    elif pairs := _two_rows_each(sheet):
        sheet = sheet.paired(*pairs)
    elif filled := [form for kind in LISTED for form in forms(sheet, kind)]:
        return filled
    beside = [part for part in _beside_each_other(sheet) if not _sums_up(part)]
    if len(beside) == 1:
        return _below_each_other(beside[0], corrections)
    parts = [_below_each_other(part, corrections) for part in beside]
    apart = len(parts) > 1 and all(any(table.complete for table in part) for part in parts)
    if apart and not _one_list([table for part in parts for table in part if table.complete]):
        return [table for part in parts for table in part]
    return _below_each_other(sheet, corrections)


def _one_list(parts: list[Table]) -> bool:
    """Whether tables beside each other are one with an empty column between: of one kind, and no two say the same."""
    targets = [column.heading.target for part in parts for column in part.columns]
    return len({part.kind for part in parts}) == 1 and len(set(targets)) == len(targets)


def likeliest_header(sheet: Sheet, kind: Kind | None, corrections: Corrections) -> Table | None:
    """A table without the column that names its records, for a person to say which one that is: the best that is
    understood in part, or the row with most texts above others; or the columns by their letters, where no row has
    headings."""
    said, found = first_row_said(sheet, corrections), _below_each_other(sheet, corrections)
    kept = found if kind else rather_people(found)
    best = max((table for table in kept if kind in (None, table.kind)), key=lambda table: table.score, default=None)
    if said is FirstRow.DATA or (said is None and best and holds_values(sheet.rows[best.first - 1])):
        return _without_headings(sheet, kind, corrections)
    if best:
        best.first_row = FirstRow.HEADINGS
        return best
    widths = {
        row: len({cell for cell in cells if isinstance(cell, str) and 0 < len(cell.strip()) <= _LONGEST})
        for row, cells in enumerate(sheet.rows[:_LOOK])
        if not has_numbers(cells) and any(sheet.rows[row + 1 : row + 3])
    }
    row = max(widths, key=lambda row: widths[row], default=0)
    if widths.get(row, 0) < 2:
        numbered = any(has_numbers(cells) and sum(cell is not None for cell in cells) > 1 for cells in sheet.rows)
        return _without_headings(sheet, kind, corrections) if numbered else None
    if said is None and (holds_values(sheet.rows[row]) or names_nothing(sheet.rows[row], LISTED)):
        return _without_headings(sheet, kind, corrections)
    labels = _labels(sheet, _covering(sheet), row, 1)
    table = _table(sheet, kind or Kind.CANDIDATES, labels, row + 1, len(sheet.rows), corrections)
    table.first_row = FirstRow.HEADINGS
    return table


def _without_headings(sheet: Sheet, kind: Kind | None, corrections: Corrections) -> Table | None:
    """The table of a sheet that has no row of headings; its kind is what a person said of it."""
    said = corrections.get(sheet.own, {})
    table = lettered(sheet, kind or Kind(said.get(KIND, Kind.CANDIDATES)), said)
    if table:
        _by_their_cells(table, said)
    return table


def _below_each_other(sheet: Sheet, corrections: Corrections) -> list[Table]:
    over = _covering(sheet)
    starts = _starts(sheet)
    found = []
    for start, stop in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        here = [table for kind in LISTED if (table := _find(sheet, kind, over, start, stop, corrections))]
        found += [table for table in here if said_to_be(table, corrections)] or here
    for below in [table for table in found if table.complete]:
        found += _above(sheet, over, below, corrections)
    if not any(table.complete for table in found):
        for table in found:
            if len(table.columns) >= LEAST:
                _find_names(table)
    return found


def _above(
    sheet: Sheet, over: dict[tuple[int, int], tuple[int, int]], below: Table, corrections: Corrections
) -> list[Table]:
    """A table above another whose header was better understood: complete, and with records of its own."""
    start = max((at for at in _starts(sheet) if at < below.first), default=0)
    head = next((at for at in range(below.first - 1, start, -1) if not any(sheet.rows[at - 1])), start)
    table = _find(sheet, below.kind, over, start, head, corrections) if head > start else None
    if table is None or not table.complete or len(table.columns) < LEAST:
        return []
    told = (
        sum(sheet.cell(row, column.place) is not None for column in table.columns)
        for row in range(table.first, table.last)
    )
    return [table] if max(told, default=0) >= LEAST else []


def _beside_each_other(sheet: Sheet) -> list[Sheet]:
    """The parts of a sheet between empty columns, and where a row of headings begins anew (姓名 邮箱 | 姓名 邮箱)."""
    rows = sheet.rows[: _LOOK + 20]
    width = max(map(len, rows), default=0)
    texts = [[shown(cell).strip() for cell in cells] for cells in rows]
    # titles and notes stand in one cell of their row and may be wide: they do not fill a column
    filled = {place for line in texts if sum(map(bool, line)) > 1 for place, text in enumerate(line) if text}
    begins = [place for place in sorted(filled) if place - 1 not in filled]
    for line in texts:
        named = [(place, squeezed(text)) for place, text in enumerate(line) if text and len(text) < 24]
        first = next(iter(named), (0, ""))
        again = [place for place, text in named[1:] if text == first[1]]
        if again and len(named) >= 2 * (len(again) + 1) and label_of_any_kind(first[1]):
            begins = sorted({*begins, *again})
            break
    if len(begins) < 2:
        return [sheet]
    edges = [0, *begins[1:], width]
    return [sheet.part(left, right) for left, right in pairwise(edges)]


def _sums_up(part: Sheet) -> bool:
    """Whether a part of a sheet counts what stands beside it: narrow, and its last line is a total."""
    lines = [filled for cells in part.rows if (filled := [shown(cell).strip() for cell in cells if cell is not None])]
    return len(lines) > 1 and all(len(line) <= _NARROW for line in lines) and is_total(folded(lines[-1][0]))


def _lies_on_its_side(sheet: Sheet) -> bool:
    """Whether the headings stand below each other in one column, and two or more records beside them."""
    rows = sheet.rows[:_LOOK]
    for place in range(min(3, max(map(len, rows), default=0))):
        for kind in LISTED:
            labels = [
                (row, known.target) for row, cells in enumerate(rows) if (known := label(_at(cells, place), kind))
            ]
            named = [row for row, target in labels if target in REQUIRED[kind]]
            if len({target for _, target in labels}) < LEAST or not named:
                continue
            head = rows[named[0]]
            records = [
                column
                for column in range(place + 1, len(head))
                if head[column] is not None
                and sum(_at(rows[row], column) is not None for row, _ in labels) * 2 >= len(labels)
            ]
            beside = [_at(rows[row], column) for row, _ in labels for column in records]
            if len(records) > 1 and not any(isinstance(cell, str) and label_of_any_kind(cell) for cell in beside):
                return True
    return False


def _two_rows_each(sheet: Sheet) -> tuple[int, int] | None:
    """The rows from the header to behind the last record, where two rows of headings stand over records of two rows
    each (国籍 over 居住国, 单位 over 职务); else None."""
    for row in range(min(_LOOK, len(sheet.rows) - 3)):
        if has_numbers(sheet.rows[row]) or has_numbers(sheet.rows[row + 1]):
            continue
        width = max(len(sheet.rows[row]), len(sheet.rows[row + 1]))
        for kind in LISTED:
            both = [(label(sheet.cell(row, at), kind), label(sheet.cell(row + 1, at), kind)) for at in range(width)]
            if sum(bool(one and other and one.target != other.target) for one, other in both) < _ROWS_APART:
                continue
            once = [at for at, (one, _) in enumerate(both) if one and sheet.cell(row + 1, at) is None]
            for at in once:
                last = row + 2
                while last + 1 < len(sheet.rows) and _is_pair(sheet, last, at):
                    last += 2
                if last > row + 2:
                    return row, last
    return None


def _is_pair(sheet: Sheet, row: int, at: int) -> bool:
    """Whether a record of two rows begins here: what names or counts it stands in the first alone."""
    upper, lower = sheet.cell(row, at), sheet.cell(row + 1, at)
    return upper is not None and lower is None and sum(cell is not None for cell in sheet.rows[row + 1]) > 1


def _at(cells: list[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _starts(sheet: Sheet) -> list[int]:
    """The first row, and each further row that is the header of another table than the one above."""
    starts, above = [0], frozenset[str]()
    previous = -9
    for row, cells in enumerate(sheet.rows):
        texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
        if len(texts) < 3 or any(len(text) > 24 for text in texts) or has_numbers(cells):
            continue
        if above and sum(cell is not None for cell in sheet.rows[row - 1]) > 1:
            continue  # a further table stands below an empty row or a title of its own
        for kind in LISTED:
            known = [found.target for text in texts if (found := heading(text, kind)) and found.surety >= 0.9]
            if len(set(known)) >= 3 and len(known) * 5 >= len(texts) * 3 and set(known) & set(REQUIRED[kind]):
                if above and frozenset(texts) != above and row - previous > 2:
                    starts.append(row)
                above, previous = frozenset(texts), row
                break
    return starts


def _covering(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell under a merge that a header may have, the cell whose value it shows."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in sheet.merged
        for row in range(top, min(bottom, top + 3) + 1)
        for column in range(left, min(right, left + 200) + 1)
        if (row, column) != (top, left)
    }


def _find(
    sheet: Sheet,
    kind: Kind,
    over: dict[tuple[int, int], tuple[int, int]],
    start: int,
    stop: int,
    corrections: Corrections,
) -> Table | None:
    """The best table of this kind whose header is among the first rows from `start`, or None."""
    best: Table | None = None
    above: list[list[Cell]] = []
    for row in range(start, min(stop, start + _LOOK)):
        for deep in (1, 2, 3):
            if row + deep > stop or (deep > 1 and sheet.rows[row + deep - 1] in above):
                continue  # on each printed page the header stands again
            labels = _labels(sheet, over, row, deep)
            if sum(bool(label) for label in labels) < 2 or (deep > 1 and not _goes_on(sheet, over, row, deep)):
                continue
            table = _table(sheet, kind, labels, row + deep, stop, corrections)
            table.score -= 0.6 * (deep - 1)  # a further row must bring something
            if said_to_be(table, corrections):
                _by_their_cells(table, corrections[table.shape])
                return table
            if table.shape in corrections and table.complete:
                return table  # a person has said what stands in it
            if len({column.heading.target for column in table.columns}) < 2 or table.score < 1.6:
                continue
            if best is None or table.score > best.score + 0.01:
                best = table
        above.append(sheet.rows[row])
    if best:
        _by_their_cells(best, corrections.get(best.shape, {}))
    return best


def _by_their_cells(table: Table, corrected: Mapping[str, str]) -> None:
    """Take in the columns whose headings mean nothing but whose cells leave no doubt."""
    for column in list(table.columns):
        taken = {other.heading.target for other in table.columns if other is not column}
        sample = _sample(table, column.place)
        said = told_in_sentences(column, sample, taken) or instead(column.heading.target, sample, table.kind, taken)
        if said is None or column.written in corrected:
            continue
        table.columns.remove(column)
        if said:
            table.columns.append(Column(column.place, Heading(said, 0.6, column.heading.unit), column.written))
        else:
            table.unread.append((column.place, column.written))
    for place, written in list(table.unread):
        if foreign(written) or written in corrected:
            continue
        taken = {column.heading.target for column in table.columns}
        if target := by_cells(_sample(table, place), table.kind, taken):
            table.columns.append(Column(place, Heading(target, 0.6), written))
            table.unread.remove((place, written))
    table.columns.sort(key=lambda column: column.place)


def _sample(table: Table, place: int) -> list[Cell]:
    """The cells of a column that say something of a record: not the header once more, below a section."""
    cells = [table.sheet.cell(row, place) for row in range(table.first, min(table.last, table.first + _LOOK))]
    return [cell for cell in cells if not (isinstance(cell, str) and squeezed(cell[:_LONGEST]) in table.headings)]


_NAMING = {Kind.CANDIDATES: ("name", names_people), Kind.PROJECTS: ("title", entitles)}
"""What names the records of a kind, and how its cells are known."""


def _find_names(table: Table) -> None:
    """Take a column of people's names for those of the candidates, or one of titles for those of the projects, where no
    heading says which one that is."""
    if table.kind not in _NAMING:
        return
    target, names = _NAMING[table.kind]
    for place, written in table.unread:
        if not foreign(written) and names(_sample(table, place)):
            table.columns.append(Column(place, Heading(target, 0.6), written))
            table.columns.sort(key=lambda column: column.place)
            table.unread.remove((place, written))
            return


def _goes_on(sheet: Sheet, over: dict[tuple[int, int], tuple[int, int]], row: int, deep: int) -> bool:
    """Whether each of these rows but the last is the upper part of a header: it has cells that are merged across or
    down, or fewer texts than the row below it."""
    for line in range(row, row + deep - 1):
        if has_numbers(sheet.rows[line]) or has_numbers(sheet.rows[line + 1]):
            return False
        merged = any(line in (place[0], source[0]) for place, source in over.items() if place[0] in (line, line + 1))
        above, below = (sum(cell is not None for cell in sheet.rows[at]) for at in (line, line + 1))
        if not merged and above >= below and not _groups(sheet, line):
            return False
    return True


def _groups(sheet: Sheet, line: int) -> bool:
    """Whether each text of the next row stands under a heading that goes over several columns, though no cells are
    merged: below it, or below the empty cells to its right; none stands under a heading of one column."""
    above, below = sheet.rows[line], sheet.rows[line + 1]
    width = max(len(above), len(below))
    over = [sheet.cell(line, place) is not None for place in range(width)]
    texts = [place for place in range(width) if sheet.cell(line + 1, place) is not None]
    wide = [place for place in texts if not over[place] or (place + 1 < width and not over[place + 1])]
    return (
        len(texts) > 1
        and wide == texts
        and any(over[place] for place in texts)
        and any(not over[place] for place in texts)
    )


def _labels(sheet: Sheet, over: dict[tuple[int, int], tuple[int, int]], row: int, deep: int) -> list[tuple[str, ...]]:
    """For each column the heading's texts, from above to below, without repeats; no title that goes over them all, and
    nothing for a column that is empty but for the cells merged over it."""
    width = max(len(cells) for cells in sheet.rows[row : row + deep])
    empty = [
        all(sheet.cell(line, column) is None for line in range(row, min(len(sheet.rows), row + deep + _LOOK)))
        for column in range(width)
    ]
    lines = []
    for line in range(row, row + deep):
        places = (over.get((line, column), (line, column)) for column in range(width))
        values = [sheet.cell(*place) if place[0] < len(sheet.rows) else None for place in places]
        if line + 1 < row + deep and _groups(sheet, line):
            for column in range(1, width):
                if values[column] is None and sheet.cell(line + 1, column) is not None:
                    values[column] = values[column - 1]
        texts = [shown(value).strip() if isinstance(value, str) else "" for value in values]
        lines.append(texts if deep == 1 or len(set(filter(None, texts))) > 1 else [""] * width)
    columns = zip(*lines, strict=True)
    return [
        () if none else tuple(dict.fromkeys(text for text in column if text))
        for none, column in zip(empty, columns, strict=True)
    ]


def _table(
    sheet: Sheet, kind: Kind, labels: list[tuple[str, ...]], first: int, last: int, corrections: Corrections
) -> Table:
    found: list[Column] = []
    unread: list[tuple[int, str]] = []
    shape = sha256("|".join(squeezed(" ".join(texts)[:_LONGEST]) for texts in labels).encode()).hexdigest()
    corrected = corrections.get(shape, {})
    for place, texts in enumerate(labels):
        known = _meaning(texts, kind)
        written = " ".join(texts[-1].split()) if texts else ""
        if (target := corrected.get(written)) is not None and may_mean(target, kind):
            known = Heading(target, 1.0, known.unit if known else "") if target else None
        if known:
            found.append(Column(place, known, written))
        elif written:
            unread.append((place, written))
    found = by_the_others(found)
    # a heading read by likeness gives way to one that names its field exactly; a contact has several columns
    sure = {column.heading.target for column in found if column.heading.surety >= 0.8}
    kept = [
        c for c in found if c.heading.surety >= 0.8 or c.heading.target not in sure or c.heading.target == "contact"
    ]
    unread += [(column.place, column.written) for column in found if column not in kept]
    best: dict[str, float] = {}
    for column in kept:
        if column.heading.target not in ("row_number", "notes"):
            best[column.heading.target] = max(best.get(column.heading.target, 0.0), column.heading.surety)
    score = sum(best.values()) - 0.15 * len(unread)
    headings = frozenset(squeezed(text[:_LONGEST]) for texts in labels for text in texts)
    table = Table(sheet, kind, kept, first, last, score, unread, headings, shape)
    if any(column.heading.target in REQUIRED[kind] and corrected.get(column.written) for column in kept):
        table.first_row = FirstRow.HEADINGS  # as a person has said, who may say something else
    if table.complete:
        table.score += 1.0
    return table


# Last words of a heading whose sense lies in the words above it (单位信息 over 名称, 联系人 over 电话).
_GENERIC = re.compile(
    r"^(?:名称|名|全称|姓名|类别|类型|性质|电话|手机|邮箱|邮件|电邮|信箱|信息|情况|内容|时间|日期|说明|国家|地区|中文|英文|外文|"
    r"开始|结束|起|止|单位|职务|学校|name|type|kind|category|phone|mobile|tel|e-?mail|from|to|start|end|date|title|country)$"
)


def _generic(written: str) -> bool:
    """Whether a heading says little without those above it, in each of its languages: 名称 Name."""
    parts = re.findall(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z -]*[A-Za-z]", written)
    return bool(parts) and all(_GENERIC.match(folded(part)) for part in parts)


_FRAME = re.compile(r"(?:基本)?(?:信息|情况|资料|概况|安排|要求)$|\b(?:information|info|details|data)$")


def _meaning(texts: tuple[str, ...], kind: Kind) -> Heading | None:
    if not texts:
        return None
    if len(texts) == 1:
        return heading(texts[0], kind)
    texts = tuple(map(bare, texts))
    last = texts[-1]
    if any(foreign(above) and not heading(above, kind) for above in texts[:-1]):
        return None
    known = heading(last, kind)
    if known and known.surety >= 0.8 and known.target not in ("contact", "name") and not _generic(last):
        return known
    framed = [heading(f"{_FRAME.sub('', folded(above))}{last}", kind) for above in texts[-2::-1]]
    sure = [each for each in framed if each and each.surety >= 0.8]
    likely = next((each for each in framed if each), None)
    if known and likely and known.target in FIELDS.get(likely.target, ()):
        return replace(known, surety=max(known.surety, 0.9))  # 起止时间 over 开始 and 结束
    if sure:
        return sure[0]
    if likely and _generic(last) and (above := heading(texts[-2], kind)) and above.target == likely.target:
        return Heading(likely.target, 0.9, likely.unit)  # 需求单位 over 名称
    if known and known.surety >= 0.8:
        return known
    if known or likely or aside(folded(last)):
        return known or likely
    above = heading(texts[0], kind)
    # of its group no more is known than what it is about
    return above and replace(above, surety=min(above.surety, 0.6))

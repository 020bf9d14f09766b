"""What follows when one row of a sheet becomes many: references below it move down, ranges across it grow."""

import re
from collections.abc import Mapping
from html import unescape
from xml.sax.saxutils import escape

_SHEET = r"(?:'(?:[^']|'')+'|[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*)!"
_REFERENCE = re.compile(
    rf"(?<![\w.$])({_SHEET})?(\$?[A-Z]{{1,3}})(\$?)(\d{{1,7}})(?::(\$?[A-Z]{{1,3}})(\$?)(\d{{1,7}}))?(?![\w(.])"
)
_OWN = re.compile(r'\b(ref|sqref|r1|r2)="([A-Z0-9: $]+)"')


class Moved:
    """Where rows have gone. `grown` says for sheets by name which row became how many more."""

    def __init__(self, grown: Mapping[str, tuple[int, int]]) -> None:
        self._grown = grown

    def reference(self, text: str, home: str | None) -> str:
        """A formula or a reference after the move. `home` is the sheet it stands on, None where every reference names
        its sheet."""
        pieces = text.split('"')  # every other one is a text
        pieces[::2] = [_REFERENCE.sub(lambda hit: self._one(hit, home), piece) for piece in pieces[::2]]
        return '"'.join(pieces)

    def _one(self, hit: re.Match[str], home: str | None) -> str:
        sheet = hit[1][:-1].strip("'").replace("''", "'") if hit[1] else home
        if sheet not in self._grown:
            return hit[0]
        model, more = self._grown[sheet]  # type: ignore[index]
        first = int(hit[4])
        if hit[7] is None:
            return f"{hit[1] or ''}{hit[2]}{hit[3]}{first + more if first > model else first}"
        last = int(hit[7])
        first, last = first + more if first > model else first, last + more if last >= model else last
        return f"{hit[1] or ''}{hit[2]}{hit[3]}{first}:{hit[5]}{hit[6]}{last}"

    def formulas(self, xml: str, home: str) -> str:
        """The XML of a sheet with its formulas moved, and without their results, which no longer hold."""
        xml = re.sub(r"(<f\b[^>]*(?:/>|>[^<]*</f>))\s*<v>[^<]*</v>", r"\1", xml)
        return re.sub(r"(<f\b[^>/]*>)([^<]*)(</f>)", lambda hit: self._in_tags(hit, home), xml)

    def _in_tags(self, hit: re.Match[str], home: str | None) -> str:
        return f"{hit[1]}{escape(self.reference(unescape(hit[2]), home))}{hit[3]}"

    def below(self, xml: str, home: str) -> str:
        """The XML of a sheet from below the row that has become many: rows, cells and all that is said of ranges."""
        model, more = self._grown[home]

        def row(hit: re.Match[str]) -> str:
            return f'{hit[1]}r="{hit[2]}{int(hit[3]) + more}"'

        end = xml.index("</sheetData>")
        rows, rest = xml[:end], xml[end:]
        rows = re.sub(r'(<(?:row|c)\b[^>]*?\b)r="([A-Z]*)(\d+)"', row, self.formulas(rows, home))
        rest = re.sub(r"<mergeCells\b.*?</mergeCells>", lambda hit: self._merges(hit[0], home), rest, flags=re.S)
        before, merges, after = rest.partition("</mergeCells>")
        head, rest = (before + merges, after) if merges else ("", before)
        rest = _OWN.sub(lambda hit: f'{hit[1]}="{self._ranges(hit[2], home)}"', rest)
        rest = re.sub(
            r"(<(?:formula|formula1|formula2|xm:f)>)([^<]*)(</[^>]*>)", lambda hit: self._in_tags(hit, home), rest
        )
        rest = re.sub(r"(<xm:sqref>)([^<]*)(<)", lambda hit: f"{hit[1]}{self._ranges(hit[2], home)}{hit[3]}", rest)
        rest = re.sub(
            r'(<brk\b[^>]*?\bid=")(\d+)"', lambda hit: f'{hit[1]}{self._line(int(hit[2]), model, more)}"', rest
        )
        head = re.sub(
            r"(<autoFilter\b[^>]*?\bref=\")([A-Z0-9:]+)\"", lambda h: f'{h[1]}{self._ranges(h[2], home)}"', head
        )
        return rows + head + rest

    def _merges(self, xml: str, home: str) -> str:
        """Merged cells: those within the row that has become many are merged in each of its rows."""
        model, more = self._grown[home]
        made = []
        for first, top, last, bottom in re.findall(r'ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', xml):
            if int(top) == int(bottom) == model:
                made += [f"{first}{row}:{last}{row}" for row in range(model, model + more + 1)]
            else:
                made.append(self._ranges(f"{first}{top}:{last}{bottom}", home))
        return (
            f'<mergeCells count="{len(made)}">' + "".join(f'<mergeCell ref="{ref}"/>' for ref in made) + "</mergeCells>"
        )

    def drawing(self, xml: str, home: str) -> str:
        """Pictures and charts on a sheet, moved with the rows that they are fixed to."""
        if home not in self._grown:
            return xml
        model, more = self._grown[home]
        return re.sub(
            r"(<(?:\w+:)?row>)(\d+)(</)",
            lambda hit: f"{hit[1]}{int(hit[2]) + more if int(hit[2]) >= model else hit[2]}{hit[3]}",  # from 0
            xml,
        )

    def table(self, xml: str, home: str) -> str:
        """A table on a sheet, grown with it."""
        if home not in self._grown:
            return xml
        return _OWN.sub(lambda hit: f'{hit[1]}="{self._ranges(hit[2], home)}"', xml)

    def _line(self, row: int, model: int, more: int) -> int:
        return row + more if row >= model else row

    def _ranges(self, text: str, home: str) -> str:
        """Ranges separated by spaces; one that is just the row that has become many covers all of them."""
        model, _ = self._grown[home]

        def whole(hit: re.Match[str]) -> str:
            return f"{hit[0]}:{hit[0]}" if int(hit[2]) == model else hit[0]

        wide = " ".join(
            re.sub(r"^(\$?[A-Z]{1,3}\$?)(\d+)$", whole, one) if ":" not in one else one for one in text.split(" ")
        )
        return self.reference(wide, home)

    def names(self, workbook: str) -> str:
        """The workbook with its named ranges moved."""
        return re.sub(r"(<definedName\b[^>]*>)([^<]*)(</definedName>)", lambda hit: self._in_tags(hit, None), workbook)

    def chart(self, xml: str) -> str:
        """A chart with what it draws moved; its saved numbers are dropped, since they are no longer true."""
        xml = re.sub(r"<(c:)?(numCache|strCache)>.*?</(?:c:)?\2>", "", xml, flags=re.S)
        return re.sub(r"(<(?:c:)?f>)([^<]*)(</(?:c:)?f>)", lambda hit: self._in_tags(hit, None), xml)

    def copied(self, cell: str, row: int) -> str:
        """A cell of the row that has become many, as it stands in another of its rows: formulas look beside them."""
        formula = re.search(r"<f\b[^>]*>([^<]*)</f>", cell)
        if formula is None:
            return cell

        def beside(hit: re.Match[str]) -> str:
            same = hit[1] is None and hit[3] == "" and hit[7] is None and int(hit[4]) in self._models()
            return f"{hit[2]}{row}" if same else hit[0]

        text = _REFERENCE.sub(beside, unescape(formula[1]))
        return re.sub(r"<f\b.*", f"<f>{escape(text)}</f></c>", cell, flags=re.S)

    def _models(self) -> set[int]:
        return {model for model, _ in self._grown.values()}

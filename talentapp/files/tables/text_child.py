"""Opens a text table (CSV, TSV) for its cells and nothing else: its encoding, its delimiter, its rows; or a JSON file.

Run as a script it does so in a process of its own, within the limits that `opening` sets, as a file of fifty megabytes
may be one line, one quote or a million columns. It imports nothing of the app.
"""

import codecs
import csv
import json
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

MAX_CELLS = 8_000_000
_LONGEST = 50 * 2**20  # a long line is one field to the delimiters that it is not made with
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
Answer = tuple[Any, str]


def read(path: Path) -> Answer:
    """The cells by row, an empty one None, and ""; or None and the code of the refusal."""
    written = decoded(path.read_bytes())
    if written is None:
        return None, "file_not_workbook"
    csv.field_size_limit(_LONGEST)
    delimiter = _delimiter(written)
    rows: list[list[str | None]] = []
    widest = 0
    try:
        for row in csv.reader(written.splitlines(keepends=True), delimiter=delimiter, strict=False):
            rows.append([cell if cell.strip() else None for cell in row])
            widest = max(widest, len(row))
            if len(rows) * widest > MAX_CELLS:
                return None, "file_too_large"
    except csv.Error:
        return None, "file_unreadable"
    filled = any(cell is not None for row in rows for cell in row)
    return (rows, "") if filled else (None, "file_empty")


def read_json(path: Path) -> Answer:
    """What a JSON file holds, and ""; or None and the code of the refusal."""
    written = decoded(path.read_bytes())
    try:
        return (None, "file_unreadable") if written is None else (json.loads(written), "")
    except (ValueError, RecursionError):
        return None, "file_unreadable"


def decoded(data: bytes) -> str | None:
    """The text of a file whose encoding nobody has noted, or None where it is no text.

    UTF-8 proves itself. GB18030, Big5 and Windows' Western European accept each other's bytes, so the one whose text
    has the commoner characters is taken.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _try(data[len(bom) :], encoding)
    if data[:400].count(0) > 20:
        even, odd = data[0:400:2].count(0), data[1:400:2].count(0)
        found = _try(data, "utf-16-be" if even > odd else "utf-16-le")
        return found if found is not None and "\0" not in found else None
    if b"\0" in data[:4096]:
        return None
    if (text := _try(data, "utf-8")) is not None:
        return text
    encodings = ("gb18030", "big5", "big5hkscs", "cp1252")
    candidates = [(text, encoding) for encoding in encodings if (text := _try(data, encoding)) is not None]
    return max(candidates, key=lambda one: _commonness(*one), default=(None, ""))[0]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _commonness(written: str, encoding: str) -> float:
    """How much a text looks like what people write in its encoding."""
    others = [ch for ch in written[:20000] if ord(ch) > 127]
    return sum(_weight(ch, encoding) for ch in others) / max(len(others), 1)


def _weight(ch: str, encoding: str) -> float:
    """GB 2312's first level and Big5's first plane hold the characters in use; one that only the other encoding has
    there is rarer than one of its own."""
    if ch in "，。、；：（）“”《》":
        return 1.0
    if "À" <= ch <= "ÿ" and ch not in "×÷":
        return 0.6  # less than a common Chinese character, since every byte of one is such a letter
    if not "\u4e00" <= ch <= "\u9fff":
        return -0.5
    simplified, traditional = _within(ch, "gb2312", 0xB0A1, 0xD7F9), _within(ch, "big5", 0xA440, 0xC67E)
    own, foreign = (simplified, traditional) if encoding == "gb18030" else (traditional, simplified)
    return 1.0 if own else 0.8 if foreign else 0.0


def _within(ch: str, encoding: str, low: int, high: int) -> bool:
    try:
        return low <= int.from_bytes(ch.encode(encoding), "big") <= high
    except UnicodeEncodeError:
        return False


def _delimiter(written: str) -> str:
    """The delimiter that cuts most lines into the same number of cells, of at least two."""
    lines = [line for line in written.splitlines()[:60] if line.strip()]

    def evenness(delimiter: str) -> float:
        widths = [len(row) for row in csv.reader(_balanced(lines), delimiter=delimiter)]
        usual = max(set(widths), key=widths.count, default=1)
        return widths.count(usual) * min(usual, 50) if usual > 1 else 0.0

    return max(",\t;|", key=evenness)


def _balanced(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.count('"') % 2 == 0]


def main(path: str, memory: str, what: str, out: BinaryIO) -> None:
    """Write what `read` or `read_json` (`what`: table or json) answers to `out`, pickled."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows, where the time limit must do

        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read_json(Path(path)) if what == "json" else read(Path(path))
    except MemoryError:
        answer = None, "file_too_large"
    pickle.dump(answer, out, protocol=5)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.stdout.buffer)

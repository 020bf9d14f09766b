"""What kind of file somebody sent, by its content: a table, a document to read as a CV, or a record in a standard."""

import re
from pathlib import Path
from typing import Literal

from talentapp.domain.errors import Fault, TalentError
from talentapp.files.containing import size_of
from talentapp.files.decoding import decoded
from talentapp.files.tables.opening import SQLITE, mentions

Arrival = Literal["table", "pdf", "word", "text", "json", "bibtex"]

_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_PROSE = (".md", ".markdown")
_TEXTS = (*_PROSE, ".txt", ".bib", ".json")
_WORD, _OLD_WORD = b"word/document.xml", "WordDocument".encode("utf-16-le")
_FOREIGN = (
    b"{\\rtf",
    b"<?xml",
    b"<html",
    b"<!DOCTYPE",
    b"<!doctype",
    b"\x89PNG",
    b"\xff\xd8",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
)


def arrival(path: Path) -> Arrival:
    """How a file is to be read. What cannot be opened, or is nothing of the kind, is left to the reader of tables,
    which says why; a picture, a web page, an old Word document or a text that is none is refused here, with the remedy
    (FILE_NOT_CV), as is what is missing or no file at all (FILE_MISSING, NOT_A_FILE, FILE_UNREADABLE)."""
    size_of(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(65_536)
    except OSError:
        return "table"
    suffix = path.suffix.lower()
    if head.startswith(SQLITE):
        return "table"
    if b"%PDF-" in head[:1024]:
        return "table" if suffix in _TABLES else "pdf"
    if head.startswith(b"PK"):
        return "word" if suffix not in _TABLES and mentions(path, _WORD) else "table"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if suffix == ".doc" or (suffix not in _TABLES and mentions(path, _OLD_WORD)):
            raise TalentError(Fault.FILE_NOT_CV, path=str(path))
        if suffix == ".docx":
            raise TalentError(Fault.FILE_LOCKED, path=str(path))
        return "table"
    if suffix not in _TABLES and head.lstrip().startswith(_FOREIGN):
        raise TalentError(Fault.FILE_NOT_CV, path=str(path))
    if suffix in (".csv", ".tsv", *_TABLES):
        return "table"
    text = decoded(head[: len(head) - len(head) % 4])
    if text is None:
        with path.open("rb") as stream:
            text = decoded(stream.read(2**22))
    if text is None:
        if suffix in _TEXTS and head.strip(b"\0"):
            raise TalentError(Fault.FILE_NOT_CV, path=str(path))
        return "table"
    if text.lstrip("\ufeff \r\n\t").startswith(("{", "[")) and suffix in (".json", ".txt", ""):
        return "json"
    if suffix == ".bib" or re.match(r"\s*(?:%[^\n]*\n\s*)*@\w+\s*[{(]", text):
        return "bibtex"
    if suffix in _PROSE:
        return "text"
    return "table" if not text.strip() or _is_table(text) else "text"


def _is_table(text: str) -> bool:
    """Whether nearly all lines fall into the same number of cells, of at least three."""
    lines = [line for line in text.splitlines()[:80] if line.strip()]
    if len(lines) < 2:
        return False
    for delimiter in ("\t", ";", "|", ","):
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=counts.count)
        # a cell of several lines breaks its row; but nobody writes sentences with many tabs
        share = 0.5 if delimiter == "\t" and usual >= 4 else 0.8
        if usual >= 2 and counts.count(usual) >= share * len(lines) and counts[0] >= 2:
            return True
    return False

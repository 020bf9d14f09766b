"""Mutated workbooks: each is read or refused with a code, soon, and nothing else ever happens."""

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from talentapp.domain.errors import TalentError
from talentapp.domain.progress import silent
from talentapp.office.imports.documents import read_any
from tests.files.mess import workbook
from tests.files.reading import read

BITS = [b"<", b">", b'"', b"&#x0;", b'r="A1048576"', b'r="XFD1"', b't="e"', b't="d"', b's="999999"', b"-1", b"9" * 20,
        b"<f>", b"</c>", b"<v>NaN</v>", b"<v>1e308</v>", b"\xff\xfe", b'<mergeCell ref="A1:XFD1048576"/>', b"<is><t>",
        b"]]>", b'<row r="0">']  # fmt: skip


def mutated(rng: random.Random, parts: dict[str, bytes]) -> bytes:
    """The workbook with some bytes of its parts, and sometimes of the archive itself, changed."""
    changed = dict(parts)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        name = rng.choice([*parts, *[name for name in parts if "sheet" in name.lower()] * 3])
        data = bytearray(changed[name]) or bytearray(b" ")
        at = rng.randrange(len(data))
        match rng.randrange(4):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                data[at:at] = rng.choice(BITS)
            case 2:
                del data[at : at + rng.choice([1, 5, 50, 500])]
            case _:
                other = rng.randrange(len(data))
                data[at:at] = data[other : other + rng.choice([10, 100])]
        changed[name] = bytes(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    whole = bytearray(out.getvalue())
    if rng.random() < 0.2:
        for _ in range(5):
            whole[rng.randrange(len(whole))] = rng.randrange(256)
    return bytes(whole[: rng.randrange(len(whole))] if rng.random() < 0.05 else whole)


def try_it(reading: Callable[[], object], ended: Counter[str]) -> None:
    """Read, and count how it ended: read, or refused by a code; soon, either way."""
    begun = time.monotonic()
    try:
        reading()
        ended["read"] += 1
    except TalentError as refused:
        ended[refused.code] += 1
    assert time.monotonic() - begun < 20


@pytest.mark.slow
def test_mutated_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    rng = random.Random(20261124)
    path = tmp_path / "fuzz.xlsx"
    workbook(rng, path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    ended: Counter[str] = Counter()
    for _ in range(300):
        path.write_bytes(mutated(rng, parts))
        try_it(lambda: read(path), ended)
    print(dict(ended))
    assert ended["read"] > 30


@pytest.mark.slow
def test_mutated_text_tables_and_records_are_read_or_refused(tmp_path: Path) -> None:
    """Bytes of tables in four encodings, and of records in three standards, changed at random."""
    rng = random.Random(20261127)
    table = "姓名,邮箱,技能,到岗时间\r\n" + "".join(
        f'甲{n},p{n}@example.com,"HBM、CXL",2027-0{n}-01\r\n' for n in range(1, 9)
    )
    resume = '{"basics": {"name": "Maren Ostby", "email": "m@example.org"}, "work": [{"name": "A", "position": "B"}]}'
    bibtex = "@article{a, title={Wide roads}, author={Ostby, Maren and Lu, Xingye}, year={2020}}"
    sources = [(table.encode(encoding, "replace"), "csv") for encoding in ("utf-8-sig", "gb18030", "big5", "utf-16")]
    sources += [(resume.encode(), "json"), (bibtex.encode(), "bib")]
    ended: Counter[str] = Counter()
    for _ in range(300):
        content, suffix = rng.choice(sources)
        data = bytearray(content)
        for _ in range(rng.choice([1, 3, 20])):
            at = rng.randrange(len(data) + 1)
            data[at : at + rng.choice([0, 1, 40])] = rng.choice(
                [b"", b"\0", b'"', b",", b"\n", b"\xff", b"{", b"9" * 40]
            )
        path = tmp_path / f"fuzz.{suffix}"
        path.write_bytes(bytes(data) or b" ")
        try_it(lambda: read_any(path, None, silent, "", lambda: ((), False), {}), ended)  # noqa: B023
    print(dict(ended))
    assert ended["read"] > 30

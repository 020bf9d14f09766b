"""What one cell says, as a value of the right type. A cell that cannot be read without doubt raises `Unclear`.

Every reader here takes a cell as the workbook gave it (text, number, date, or None) and returns a value, or nothing
("" / None / []) where the cell is empty or says that there is nothing to say. None of them guesses.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from talentapp.domain import tidying
from talentapp.domain.folding import folded, squeezed
from talentapp.domain.intake import Trouble
from talentapp.domain.tidying import HAN as _HAN
from talentapp.files.words.numerals import chinese_number

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_NOTHING = frozenset(
    """
    无 暂无 没有 空 未填 跳过 不详 未知
    na n/a n.a. nil none null nan unknown 待补充 待填 请选择 请选 下拉选择 --请选择-- - -- --- — —— – / // \\ · . …
    """.split()  # noqa: SIM905
)
_ERRORS = frozenset(
    ["#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#getting_data", "#spill!", "#calc!"]
)
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "{": "}", "《": "》", "「": "」", "“": "”", "<": ">"}


class Unclear(Exception):  # noqa: N818 - a finding, not a failure
    """A cell says something, but not without doubt: left open, and reported as `trouble` with `facts`."""

    def __init__(self, trouble: Trouble, **facts: str) -> None:
        super().__init__(trouble.value)
        self.trouble, self.facts = trouble, facts


def shown(cell: Cell) -> str:
    """A cell as a person sees it in the workbook, for a report."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def text(cell: Cell) -> str:
    """Text on one line, full-width letters and digits made plain, "" for the ways of writing that there is nothing."""
    return " ".join(block(cell).split())


def block(cell: Cell) -> str:
    """Text with its line breaks."""
    joined = tidying.block(shown(cell))
    if joined.startswith("#") and joined.casefold() in _ERRORS:
        raise Unclear(Trouble.VALUE_UNCLEAR)
    return "" if _says_nothing(joined) else joined


def _says_nothing(written: str) -> bool:
    return len(written) < 8 and folded(written).strip("()[]【】") in _NOTHING


def outside_brackets(written: str) -> Iterable[tuple[int, str]]:
    """The characters of a text that stand in no bracket, with their places. An unclosed bracket is no bracket."""
    closing = ""
    for place, ch in enumerate(written):
        if closing:
            closing = "" if ch == closing else closing
        elif ch in _BRACKETS and written.find(_BRACKETS[ch], place) > 0:
            closing = _BRACKETS[ch]
        else:
            yield place, ch


def split(written: str, separators: str) -> list[str]:
    """The parts of a text between separators, of which those within brackets or numbers (1,000) do not count."""
    if not any(separator in written for separator in separators):
        return [written.strip()] if written.strip() else []
    parts: list[str] = []
    begin = 0
    for place, ch in outside_brackets(written):
        if ch not in separators:
            continue
        if ch == "," and written[place - 1 : place].isdigit() and re.match(r"\d{3}(?!\d)", written[place + 1 :]):
            continue
        parts.append(written[begin:place])
        begin = place + 1
    parts.append(written[begin:])
    return [part.strip() for part in parts if part.strip()]


_BULLET = re.compile(r"^(?:[•●○■□◆◇▪▸►✓√*·‧]|[-–—](?=\s)|[(（]?\d{1,2}[)）.．、](?!\d)|[①-⑳])\s*")


_MARK = r"(?:[(（]\d{1,2}[)）]|(?<!\d)\d{1,2}[.．、)）](?=\s*[^\d\s])|[①-⑳])"


def numbered(written: str) -> str:
    """A text that counts its items (1. … 2. …) with each on a line of its own."""
    return re.sub(_MARK, lambda hit: "\n" + hit[0], written) if re.match(rf"\s*{_MARK}", written) else written


def unbulleted(part: str) -> str:
    """An item of a list without its bullet or number before it and the full stop after it."""
    bare: str = _BULLET.sub("", part)
    return bare.strip().rstrip("。;；").strip()


def listed(cell: Cell, slashes: bool = False) -> list[str]:
    """The items of a list in one cell, each once. "C, C++" is two; "C/C++" and "HBM (TSV, 2.5D)" stay whole."""
    if not text(cell):
        return []
    written = numbered(tidying.plain(shown(cell)))
    written = re.sub(r"[ \t]{2,}|\s[/|]\s|\t", "\n", written)
    written = "\n".join(unbulleted(line) for line in written.split("\n"))
    parts = split(written, "、,，;；\n|" + ("/／" if slashes else ""))
    if len(parts) == 1:
        parts = _by_lesser_signs(parts[0])
    parts = [re.sub(r"(?<=\S)\s*等(?:等)?$|^(?:and|以及|及)\s+(?=\S)", "", unbulleted(text(part))) for part in parts]
    return list(dict.fromkeys(part for part in parts if part and not _says_nothing(part)))


_HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,}")


def _by_lesser_signs(written: str) -> list[str]:
    """The parts of a list that nothing but spaces, slashes or # separate: 编译器 驱动, CUDA/LLVM/MLIR, #A #B.

    Two words with a slash are one thing (C/C++, TCP/IP, 软/硬件), unless both are Chinese.
    """
    if written.startswith("#") and written.count("#") > 1:
        return [part.strip() for part in written.split("#") if part.strip()]
    words = written.split(" ")
    if len(words) > 1 and all(_HAN_WORD.fullmatch(word) for word in words):
        return words
    parts = split(written, "/／")
    chinese = all(_HAN_WORD.search(part) for part in parts)
    if len(parts) > 1 and (chinese or (len(parts) > 2 and all(len(part) > 2 for part in parts))):
        return parts
    return [written]


def passages(cell: Cell) -> list[str]:
    """The entries of a list whose entries hold commas: publications, patents, achievements."""
    parts = (unbulleted(part) for part in split(numbered(block(cell)), ";；\n"))
    return list(dict.fromkeys(part for part in parts if part and not _says_nothing(part)))


_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


def email(cell: Cell) -> str:
    """The one e-mail address in a cell, however it is decorated; one that hides itself (a(at)b.org) is reported."""
    written = tidying.email(text(cell))
    if not written:
        return ""
    found: list[str] = list(dict.fromkeys(_EMAIL.findall(written)))
    rest = _EMAIL.sub("", written)
    before = written.partition(found[0])[0] if found else ""
    cut = re.fullmatch(r"(?!e?-?mail)[a-z][a-z._-]*\s+", before)  # dawei fang@b.org
    if len(found) == 1 and "@" not in rest and not cut and not (len(found[0]) < len(written) and ".." in written):
        return found[0]
    raise Unclear(Trouble.VALUE_UNCLEAR if len(found) > 1 else Trouble.EMAIL_MALFORMED)


def without_email(written: str) -> str:
    """What stands beside the e-mail addresses in a text."""
    return _EMAIL.sub(" ", unicodedata.normalize("NFKC", written))


_PHONE = re.compile(r"(?:\(?\+|00)?\(?\d[\d\s().－–\-]{5,}\d(?:\s*(?:ext\.?|x|转|#)\s*\d{1,6})?", re.I)


def phone(cell: Cell) -> str:
    """A telephone number as written, without labels; digits that Excel turned into a number are text again."""
    written = unicodedata.normalize("NFKC", text(cell))
    if re.fullmatch(r"\d\.\d+e\+\d+", written, re.I):
        raise Unclear(Trouble.NUMBER_UNCLEAR)  # the workbook itself has lost the last digits
    if not written:
        return ""
    found = [hit.group().strip() for hit in _PHONE.finditer(without_email(written))]
    if found and re.search(r"\d", _PHONE.sub("", without_email(written))):
        raise Unclear(Trouble.VALUE_UNCLEAR)  # 13x-5555-0000
    if len(found) == 1 and 7 <= sum(ch.isdigit() for ch in found[0]) <= 22:
        return found[0]
    raise Unclear(Trouble.VALUE_UNCLEAR)


def orcid(cell: Cell) -> str:
    """An ORCID iD in its usual form, of sixteen digits or a web address."""
    written = unicodedata.normalize("NFKC", text(cell)).upper()
    if not written:
        return ""
    digits = re.sub(r"[\s\-–—−]", "", re.sub(r"^.*ORCID(?:\.ORG/)?[:：\s]*(?:ID)?[:：\s]*", "", written))
    if not re.fullmatch(r"\d{15}[\dX]", digits) or not _orcid_checks(digits):
        raise Unclear(Trouble.ORCID_MALFORMED)
    return "-".join(digits[i : i + 4] for i in (0, 4, 8, 12))


def _orcid_checks(digits: str) -> bool:
    # domain.records has the same rule, but importing it costs 0.8 s of SQLModel
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


def _grouped(written: str) -> str:
    """A number without the commas of thousands, and with a point for the comma of decimals (4,5)."""
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", re.sub(r"^(\d+),(\d{1,2})(?!\d)", r"\1.\2", written))


def number(cell: Cell) -> float | None:
    """A plain number, such as years of experience or places; "约12年" and "8-10" are unclear."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if not abs(cell) < 1e15:
            raise Unclear(Trouble.NUMBER_UNCLEAR)
        return float(cell)
    written = _grouped(unicodedata.normalize("NFKC", text(cell)))
    written = re.sub(r"(?<=[人名位个])\s*\([^()]*\)$", "", written)  # 3人（其中博士后1人）
    if not written:
        return None
    if (word := re.match(r"[a-z]+", written, re.I)) and word[0].casefold() in _NUMBER_WORDS:
        written = f"{_NUMBER_WORDS.index(word[0].casefold())}{written[word.end() :]}"
    unit = r"\s*(?:年|人|名|位|个|岁|years?|yrs?|y|persons?|people|places?|fte|posts?|headcount)?\s*(?:以内|经验)?"
    if found := re.fullmatch(rf"([0-9]+(?:\.[0-9]+)?){unit}", written, re.I):
        return float(found[1])
    if (found := re.fullmatch(rf"([零〇一二两三四五六七八九十]{{1,3}}){unit}", folded(written))) and (
        value := chinese_number(found[1])
    ) is not None:
        return float(value)
    raise Unclear(Trouble.NUMBER_UNCLEAR)


_LATIN = r"A-Za-zÀ-ÖØ-öø-ž"
_HONORIFIC = re.compile(
    r"^(?:(?:dr\.?-ing|prof(?:essor)?|dr|mr|mrs|ms|mx|sir|dipl\.?-ing|ing)\b\.?\s*)+|(?:[,，]|(?<![A-Za-zÀ-ž]))\s*(?:ph\.?\s?d\.?|m\.?d\.?|(?<=\s)(?:jr|sr)\.)$",
    re.I,
)
_HONORIFIC_ZH = re.compile(r"(?<=[" + _HAN + r"]{2})\s*(?:先生|女士|小姐|博士|教授|副教授|老师|老師|研究员|研究員)$")
_NAME_LABEL = re.compile(r"^\s*(?:姓名|名字|中文名|name)\s*[:：]\s*", re.I)
_GENDER = re.compile(r"[(（\s][男女MF][)）]?$")


_SUFFIX = re.compile(r"(?:jr|sr|ph\.?\s?d|m\.?d|[ivx]+|esq|dr|prof|m\.?sc|mba)\.?", re.I)


def _given_first(name: str) -> str:
    """A Latin name as it is spoken: "Chien, Chung-Lin" is Chung-Lin Chien."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given and "," not in given and not _SUFFIX.fullmatch(given):
        name = f"{given} {family}"
    return " ".join(name.split())


_MASKS = "*＊×✕○◯●□■△"  # for characters that are not told: 张*强
_IN_HAN = rf"(?:[^\s,，、:：/／()（）{_LATIN}]|(?<![{_LATIN}])[A-Za-z](?![{_LATIN}.'’\-]|\s[A-Za-z]))"
"""What stands in a name in characters right beside them: kana, a digit, a mask, a letter alone (王伟A)."""
_NAME_IN_HAN = rf"[{re.escape(_MASKS)}]*[{_HAN}](?:{_IN_HAN}|\s+(?=[{_HAN}])|(?<=[{_HAN}])\s(?=[\u3041-\u309f]+$))*"
_PIECES = re.compile(rf"{_NAME_IN_HAN}|[^{_HAN}]+?(?=[{re.escape(_MASKS)}]*[{_HAN}]|$)")
_COUNTED = re.compile(r"^\s*(?:[(（]?\d{1,3}[.．、)）]|[①-⑳])\s*(?=\D)")
_ALIAS = re.compile(r"\s*(?:原名|又名|曾用名|别名|別名|笔名|英文名|中文名|a\.?k\.?a\.?|formerly|née|nee)[:：\s]*", re.I)
_STARRED = re.compile(rf"(?<=[{_HAN}]{{2}})\s*[*＊]$")  # a footnote, behind a whole name
_EDGES = " ,，、:：·•-–—()（）[]【】"


@dataclass(frozen=True)
class _Named:
    """The names in a cell by field, and what of the cell is in none of them: other people, or anything else."""

    found: dict[str, str | list[str]]
    others: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def names(written: str) -> dict[str, str | list[str]]:
    """The names in one cell, by field: "张伟 (Wei ZHANG)" has a Chinese and an English one, "原名…" is an alias. They
    are as written, with one kind of dot between their parts; what `name_cut` tells is not in them."""
    return _named(written).found


def name_cut(written: str) -> Unclear | None:
    """What stands in a cell beside the `names` and titles that are taken from it, as a doubt to be raised: a second
    person, signs or numbers. None where nothing is left."""
    named = _named(written)
    if not named.found or not (named.others or named.rest):
        return None
    trouble = Trouble.SEVERAL_NAMES if named.others else Trouble.NAME_CUT
    return Unclear(trouble, rest=" ".join((*named.others, *named.rest)))


@lru_cache(maxsize=4096)
def _named(written: str) -> _Named:
    whole = _GENDER.sub("", _COUNTED.sub("", _NAME_LABEL.sub("", written))).strip()
    kinds = [(ch, unicodedata.category(ch)) for ch in whole]
    rest = [ch for ch, kind in kinds if kind in ("So", "Sk", "Co") and ch not in _MASKS]  # 😀
    whole = "".join(ch for ch, kind in kinds if kind not in ("So", "Sk", "Co", "Cf", "Cs") or ch in _MASKS)
    whole = tidying.one_dot(whole.replace("\ufe0f", ""))
    inside: list[str] = re.findall(r"[(（\[【]([^)）\]】]*)[)）\]】]", whole)
    outside = re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", " ", whole)
    found: dict[str, str | list[str]] = {}
    aliases: list[str] = []
    other: list[str] = []
    people: list[str] = []
    parts = re.split(r"[/／|\n;；]|\s[-–—]\s|(?<=[" + _HAN + r"])[,，、](?=\s*[A-Za-z])", outside)
    for part, bracketed in [*((part, False) for part in parts), *((part, True) for part in inside)]:
        alias = _ALIAS.match(part)
        for piece in _PIECES.findall(part[alias.end() :] if alias else part):
            name = _STARRED.sub("", _HONORIFIC_ZH.sub("", _HONORIFIC.sub("", piece.strip(_EDGES)))).strip(_EDGES)
            han = re.search(rf"[{_HAN}]", name) is not None
            if not name or _says_nothing(name) or not any(ch.isalpha() for ch in name):
                rest += [name] if name and not _says_nothing(name) else []
                continue
            if not han and not re.search(r"[A-Za-z]", name):
                other.append(name)  # Иван Петров, 김민준
                continue
            name = tidying.person_name(name) if han else _given_first(name)
            key = "name_zh" if han else "name_en"
            said_so = alias is not None and not re.match(r"\s*(?:英文名|中文名)", part)
            if key not in found and not said_so:
                found[key] = name
            elif key in found and not (alias or bracketed) and _another_person(str(found[key]), name):
                people.append(name)
            elif name != found.get(key):
                aliases.append(name)
    if other and not found:
        found["name_en"] = other.pop(0)
    aliases += other
    if len(str(found.get("name_zh", "12"))) == 1 and found.get("name_en", " ") in parts[0].split():
        found = {"name_zh": " ".join(parts[0].split())}  # Zhang 三: two halves of one name
    if aliases:
        found["aliases"] = list(dict.fromkeys(aliases))
    return _Named(found, tuple(dict.fromkeys(people)), tuple(dict.fromkeys(rest)))


def _another_person(one: str, other: str) -> bool:
    """Whether two names in one script, side by side, are two people's: of one person's a part is the same."""
    if re.search(rf"[{_HAN}]", one):
        return squeezed(one) != squeezed(other)
    mine, yours = set(folded(one).split()), set(folded(other).split())
    return len(mine) > 1 and len(yours) > 1 and not mine & yours

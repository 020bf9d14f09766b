"""When two candidates are likely one person, and which organisation a name means."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias
from unicodedata import combining, normalize

from talentapp.domain.folding import folded, simplified, squeezed

if TYPE_CHECKING:
    from talentapp.domain.records import CandidateDraft

_NOT_DIGITS = re.compile(r"\D")
_HAN = re.compile(r"[\u3007\u3400-\u9fff]")
BLANKS = r"[\s\u200b\u2060\ufeff]{0,4}"
"""What may stand between the characters of a name: blanks, as names are set below longer ones, and what is not seen."""
TITLE = r"(?:dr|prof|professor|mr|ms|mrs)\.?"
"""The pattern of a title before a name, in small letters."""
_FINALS = "ai|ei|ao|ou|ang?|eng?"
SYLLABLE = (
    f"(?:[bpmf](?:a|o|u|i|ie|iao|iu|ian|ing?|{_FINALS})"
    f"|[dtnl](?:a|e|i|ia|ie|iao|iu|iang?|ing?|u|uo|ui|uan|un|ue|ong|{_FINALS})|[nl](?:v|ve|yu)"
    f"|(?:[gkhrzcs]|[zcs]h)(?:a|e|i|u|ua|uo|uai|ui|uang?|un|ong|{_FINALS})"
    "|[jqx](?:i|ia|ie|iao|iu|iang?|ing?|iong|u|ue|uan|un)"
    f"|y(?:a|e|i|o|ao|ou|ang?|ing?|ong|u|ue|uan|un)|w(?:a|o|u|{_FINALS})|a|o|e|er|{_FINALS})"
)
"""The pattern of a syllable of pinyin in small letters."""


class Likeness(StrEnum):
    """What makes two records look like one."""

    SAME_ORCID = "same_orcid"
    SAME_CODE = "same_code"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    SAME_TITLE = "same_title"
    SAME_NEED = "same_need"


@dataclass(frozen=True)
class Alike:
    """One reason to think that two records are one."""

    likeness: Likeness
    value: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two people look like one, and nothing else of them."""

    name_zh: str = ""
    name_en: str = ""
    aliases: Sequence[str] = ()
    email: str = ""
    phone: str = ""
    orcid: str = ""
    employer: str = ""
    graduated_from: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Identity":
        """That of the values of a row, by the field names of the draft."""
        return cls(**{name: values[name] for name in cls.__slots__ if values.get(name)})


Person: TypeAlias = "CandidateDraft | Identity"


@lru_cache(maxsize=65536)
def syllables(name: str) -> tuple[str, ...]:
    """How a name is read, character by character as its phrases want it (重庆: chong, qing); a word in other letters
    counts as one. Loads a dictionary of 40,000 characters at the first one."""
    text = "".join(filter(str.isalnum, folded(name)))
    if not _HAN.search(text):
        return (text,) if text else ()
    return tuple(_dictionary()(text))


@cache
def _dictionary() -> Callable[[str], list[str]]:
    from pypinyin import Style, lazy_pinyin, load_phrases_dict  # late: it takes its time

    load_phrases_dict({"查重": [["chá"], ["chóng"]]})  # which it reads as weighing
    return partial(lazy_pinyin, style=Style.NORMAL)


def reading(name: str) -> str:
    """The pinyin of a name written in characters, in one word (张伟: zhangwei), or "" where there are none."""
    return "".join(syllables(name)) if _HAN.search(folded(name)) else ""


def initials(name: str) -> str:
    """The first letters of the pinyin of a name in characters (张伟民: zwm), or "" for fewer than two of them."""
    letters = "".join(one[0] for one in syllables("".join(_HAN.findall(folded(name)))))
    return letters if len(letters) > 1 else ""


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_LETTERS_MORE = _LETTERS | str.maketrans({"ð": "d", "þ": "th"})


def unmarked(text: str) -> tuple[str, list[int]]:
    """A text without case, width, script and accents, and for each of its characters the place it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    text = normalize("NFC", text)
    pieces = [
        "".join(ch for ch in normalize("NFKD", one) if not combining(ch)).casefold().translate(_LETTERS_MORE)
        for one in simplified(text)
    ]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]


def _as_person(name: str) -> tuple[str, ...]:
    """How the name of a person is read: its first character as a family name (曾国强: zeng, guo, qiang)."""
    sounds = syllables(name)
    family = _FAMILY.get(next(iter(filter(str.isalnum, folded(name))), ""))
    return (family, *sounds[1:]) if family else sounds


def read_apart(name: str) -> tuple[str, str] | None:
    """How the family name and the given name of a person are read, each in one word of pinyin; None for a name that is
    not in characters, or that is one character."""
    letters = "".join(filter(str.isalnum, folded(name)))
    if len(letters) < 2 or not all(map(_HAN.match, letters)):
        return None
    sounds, family = _as_person(letters), 2 if len(letters) > 2 and letters[:2] in COMPOUND else 1
    return "".join(sounds[:family]), "".join(sounds[family:])


def read_as_names(letters: str, shortest: int, longest: int) -> Iterator[str]:
    """How each part of these characters, so many of them, is read in one word if it is the name of a person: as its
    phrases want it, and character by character."""
    plain, sounds = simplified(letters), syllables(letters)
    for length in range(shortest, min(longest, len(plain)) + 1):
        for at in range(len(plain) - length + 1):
            part = plain[at : at + length]
            for read in {sounds[at : at + length], tuple(map(_syllable, part))}:
                yield "".join((_FAMILY.get(part[0], read[0]), *read[1:]))


def person_reading(name: str) -> str:
    """The pinyin of a person's name in characters, in one word, or "" where there are none."""
    return "".join(_as_person(name)) if _HAN.search(folded(name)) else ""


def typed_as(name: str) -> frozenset[str]:
    """How a person's name may be typed by whoever looks for it: in pinyin, its family name read as one or as the
    character is otherwise (单雄飞), by first letters, alone or after the family name (sxf, shanxf), ü as v, u or yu; in
    characters without dots, 〇 as 零; Latin letters without their marks, and all parts in one word, without hyphens,
    the family name first or last (weilinchen, chenweilin)."""
    if not _HAN.search(folded(name)):
        plain = "".join(filter(str.isascii, normalize("NFKD", folded(name).translate(_LETTERS))))
        marked = folded(name) if "ü" in folded(name) else ""
        forms = {plain, marked.replace("ü", "yu"), marked.replace("ü", "v")}
        whole = {one for form in forms for one in _run_together(form.split())}
        return frozenset({one.strip() for one in forms | whole} - {"", folded(name)})
    person = _as_person(name)
    whole = {"".join(person), reading(name)}
    whole |= {"".join((*person[:at], *(one[0] for one in person[at:]))) for at in (1, 2) if len(person) > at + 1}
    vowels = {one.replace("v", other) for one in whole for other in ("u", "yu") if "v" in one}
    letters = {"".join(one[0] for one in person) if len(person) > 1 else "", initials(name)}
    bare = "".join(filter(str.isalnum, folded(name)))
    written = {bare, bare.replace("〇", "零")} - {folded(name)}
    return frozenset((whole | vowels | letters | written) - {""})


def _run_together(parts: Sequence[str]) -> Iterator[str]:
    """The parts of a name in letters as one word, also with the first of them last, and the last first."""
    bare = ["".join(filter(str.isalnum, part)) for part in parts]
    yield from ("".join(bare), "".join([*bare[1:], *bare[:1]]), "".join([*bare[-1:], *bare[:-1]]))


def heard_at(name: str, typed: str) -> int | None:
    """The character of a name from which on it sounds like what was typed, in pinyin or by first letters
    (开始推荐 by "tuijian" or "tj": 2), or None."""
    for sounds in dict.fromkeys((syllables(name), _as_person(name))):
        letters = "".join(one[0] for one in sounds)
        for at in range(len(sounds)):
            if letters.startswith(typed, at) or "".join(sounds[at:]).startswith(typed):
                return at
    return None


@cache
def _syllable(ch: str) -> str:
    """A character alone: a given name has no phrases."""
    return syllables(ch)[0]


_FAMILY = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "缪": "miao", "薄": "bo",
    "朴": "piao", "翟": "zhai", "覃": "qin", "盖": "ge", "尉": "yu", "种": "chong", "乐": "yue", "员": "yun",
    "黑": "he", "繁": "po", "召": "shao", "祭": "zhai",
}  # fmt: skip
"""Characters that are read otherwise where they are a family name."""
COMPOUND = frozenset(
    """
    欧阳 司马 上官 诸葛 夏侯 皇甫 东方 慕容 令狐 尉迟 公孙 长孙 司徒 司空 端木 闻人 澹台 公冶 宗政 濮阳 淳于
    单于 太叔 申屠 轩辕 钟离 宇文 鲜于 闾丘 仲孙 独孤 南宫 西门 百里 呼延 完颜 拓跋 东郭 羊舌 微生 梁丘 左丘
    万俟 赫连 第五 范姜 张简
    """.split()  # noqa: SIM905
)
"""Family names of two characters. A name in Traditional is folded first."""


@lru_cache(maxsize=65536)
def pinyin_key(name: str) -> str:
    """The letters of a name without tones, spaces and order of parts: 张伟, 張偉, ZHANG Wei and Wei Zhang are alike."""
    text = folded(name)
    if _HAN.search(text):
        family, *given = filter(str.isalnum, text)
        parts = [_FAMILY.get(family) or _syllable(family), "".join(map(_syllable, given))]
    else:
        parts = [part for part in re.split(r"[^a-z0-9]+", text) if part]
    return " ".join(sorted(filter(None, parts)))


def name_keys(candidate: Person) -> frozenset[str]:
    """The keys of all the names of a candidate; two people with a key in common have the same name."""
    names = (candidate.name_zh, candidate.name_en, *candidate.aliases)
    return frozenset(key for key in map(pinyin_key, names) if len(key) > 1)


def phone_key(phone: str) -> str:
    """The last nine digits: country code and trunk prefix are written in many ways."""
    digits = _NOT_DIGITS.sub("", phone)
    return digits[-9:] if len(digits) >= 7 else ""


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers are one: those that both say their country are compared whole."""
    if not (key := phone_key(one)) or key != phone_key(other):
        return False
    whole = [re.match(r"\s*(?:\+|00)(.*)", normalize("NFKC", number), re.DOTALL) for number in (one, other)]
    said = [_NOT_DIGITS.sub("", found[1]) for found in whole if found]
    return len(said) < 2 or said[0] == said[1]


@dataclass(frozen=True, slots=True)
class Compared:
    """What two people say in one field of who they are, and whether it is the same however it is written."""

    field: str  # of the draft; "name" for the names together
    one: str
    other: str
    same: bool
    sounds: bool = False  # the same only as it is read: in other characters, or another script


def compared(one: Person, other: Person) -> tuple[Compared, ...]:
    """What speaks for two people being one, then what speaks against it: the fields that both have."""
    same = not name_keys(one).isdisjoint(name_keys(other))
    mine, yours = (person.name_zh or person.name_en for person in (one, other))
    sounds = same and (_sound_alike(one, other) or not _written_alike(one, other))
    names = Compared("name", mine, yours, same, sounds)
    keys: Mapping[str, Callable[[str], str]] = {
        "orcid": str, "email": folded, "phone": phone_key, "employer": squeezed, "graduated_from": squeezed,
    }  # fmt: skip
    both = [(name, getattr(one, name), getattr(other, name), key) for name, key in keys.items()]
    told = [
        Compared(name, mine, yours, same_phone(mine, yours) if name == "phone" else key(mine) == key(yours))
        for name, mine, yours, key in both
        if mine and yours
    ]
    return tuple(sorted([names, *told], key=lambda each: not each.same))


def likeness(one: Person, other: Person) -> tuple[Alike, ...]:
    """Why the two look like one person, strongest first; empty where they do not.

    A name alone, in the same characters, counts only where nothing speaks against it: two people of one name stay two
    who have different ORCID iDs, e-mails or employers. A name in another script or spelling (张伟, Wei Zhang) counts
    only beside something else that they share; one in other characters that sounds alike (张伟, 张玮) only where
    nothing speaks against it either.
    """
    found: list[Alike] = []
    if one.orcid and one.orcid == other.orcid:
        found.append(Alike(Likeness.SAME_ORCID, one.orcid))
    if one.email and folded(one.email) == folded(other.email):
        found.append(Alike(Likeness.SAME_EMAIL, one.email))
    if same_phone(one.phone, other.phone):
        found.append(Alike(Likeness.SAME_PHONE, one.phone))
    if name_keys(one) & name_keys(other):
        shared = _share(one.employer, other.employer) or _share(one.graduated_from, other.graduated_from)
        apart = (
            _differ(one.orcid, other.orcid)
            or _differ(folded(one.email), folded(other.email))
            or _differ(squeezed(one.employer), squeezed(other.employer))
        )
        against = apart if _sound_alike(one, other) else _differ(one.orcid, other.orcid)
        if found or (shared and not against) or (_written_alike(one, other) and not apart):
            found.append(Alike(Likeness.SAME_NAME, one.name_zh or one.name_en))
    return tuple(found)


def filed(one: Person) -> list[str]:
    """The keys that a candidate is kept under, so that whoever has a likeness to them is found by `sought`."""
    return [*_marks(one), *(f"{name}|{_facts(one)}" for name in _written(one))]


def sought(one: Person) -> list[str]:
    """The keys to look under for all who have a `likeness` to a candidate, the surest first.

    They are few even where hundreds have one name: a name counts beside an employer or a school, or where no fact is
    known of both that could tell them apart.
    """
    own = _facts(one)
    return [*_marks(one), *(f"{name}|{other}" for name in _written(one) for other in range(8) if not own & other)]


def named(one: Person) -> list[str]:
    """The keys to look under for all who have a name of a candidate, in the same characters, and may be others."""
    return [f"{name}|{facts}" for name in sorted(_written(one)) for facts in range(8)]


def _marks(one: Person) -> list[str]:
    phone = phone_key(one.phone)
    names = sorted(name_keys(one))
    mail, employer, school = folded(one.email), squeezed(one.employer), squeezed(one.graduated_from)
    return [
        *([f"orcid {one.orcid}"] if one.orcid else ()),
        *((f"mail {mail} {name}" for name in names) if mail else ()),
        *([f"mail {mail}"] if mail else ()),
        *([f"tel {phone}"] if phone else ()),
        *((f"at {employer} {name}" for name in names) if employer else ()),
        *((f"of {school} {name}" for name in names) if school else ()),
    ]


def _facts(one: Person) -> int:
    """Which facts are known that can tell two people of one name apart, as bits."""
    return bool(one.orcid) + 2 * bool(folded(one.email)) + 4 * bool(squeezed(one.employer))


def _written(one: Person) -> set[str]:
    return {key for name in (one.name_zh, one.name_en, *one.aliases) if (key := squeezed(name))}


def _written_alike(one: Person, other: Person) -> bool:
    return not _written(one).isdisjoint(_written(other))


def _sound_alike(one: Person, other: Person) -> bool:
    """Whether both have names in characters, and none in common: they are two in all likelihood, or one is mistyped."""
    mine, yours = ({name for name in _written(person) if _HAN.search(name)} for person in (one, other))
    return bool(mine and yours) and mine.isdisjoint(yours)


def _share(one: str, other: str) -> bool:
    return bool(one) and squeezed(one) == squeezed(other)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


class Directory:
    """Finds organisations by any of their names, in either script and without regard to punctuation."""

    def __init__(self, named: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._ids: dict[str, int] = {}
        for organisation_id, names in named:
            self.add(organisation_id, names)

    def add(self, organisation_id: int, names: Iterable[str]) -> None:
        """Make an organisation findable under further names; the first to use a name keeps it."""
        for name in names:
            if key := squeezed(name):
                self._ids.setdefault(key, organisation_id)

    def find(self, name: str) -> int | None:
        """The id of the organisation of this name, or None."""
        return self._ids.get(squeezed(name))

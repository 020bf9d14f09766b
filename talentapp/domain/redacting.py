"""Free words about a person, where the reader may not see who it is: what the person is known by is taken out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from talentapp.domain.exonyms import also_called
from talentapp.domain.folding import simplified
from talentapp.domain.identity import COMPOUND, LETTERS, read_apart, reading
from talentapp.domain.masking import HIDDEN
from talentapp.domain.merging import LEGAL, NUMBER

_WORDS = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_HAN_GIVEN = 2  # characters
_PART = 3  # letters of a part of a name
_CAPITAL = "capital"  # the part of the pattern that counts only where it begins with a capital letter
_CONTACT = "contact"  # the part that is a number or an address, not what the person is called
_SEVERAL = re.compile(r"[;；、,，/\n]+|转|轉|ext", re.IGNORECASE)  # what stands between two numbers, or an extension
_WHOLE = 6  # letters of a name that is found within other letters, too
_FEW = 3  # words of a name that are tried in any order
_SPLIT = 5  # letters of a word that may be written in two
_BETWEEN = r"[\W_]{0,2}"  # between the words of a name
_APART = r"[\W_]{0,3}"  # between the digits of a number
_COUNTRY = 3  # digits before it that are not written at home
_BRACKETED = re.compile(r"\s*[（(][^（）()]*[）)]")
_SPACED = r"\s?"  # between the characters of a word
_HAN_NAME = 4  # characters of a company without its legal form
_SHORT_NAME = 6  # letters of a name of an organisation that may be another word, too
_FIRST_WORD = 5  # letters of the first word of an employer that is telling
_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"}
_PLAIN = LETTERS | str.maketrans({"ð": "d", "þ": "th"})
_GENERIC = re.compile(
    r"(?:科技|技术|软件|硬件|系统|网络|信息|通信|电子|微电子|半导体|集成电路|芯片|晶圆|封装|先进|存储|计算|云|数据|人工智能"
    r"|智能|智慧|自动化|机器人|验证|顾问|咨询|设计|服务|编译器|图形|图像|影像|医学|语言|语音|视觉|加速|互连|迁移|数值|边缘"
    r"|类比|模拟|矽智财|移动|出行|材料|能源|制造|工程|研究所|研究院|研究中心|实验室|学院|大学|科学|理工|工业|集团|控股|国际"
    r"|股份|中国|全球|亚洲|人才|产业)+$"
)
"""What a Chinese organisation does, at the end of its name; simplified."""
_PLACES = re.compile(
    "^(?:中国|北京|上海|深圳|广州|杭州|南京|苏州|成都|武汉|西安|合肥|天津|重庆|厦门|台湾|台北|新竹|香港|澳门)市?"
)
_MAIL = (
    r"(?<![\w.+%-])[a-z0-9][\w.+%-]*\s?(?:@|[\[({]\s?at\s?[\])}])\s?"
    r"[a-z0-9-]+(?:\s?(?:\.|[\[({]\s?dot\s?[\])}])\s?[a-z0-9-]+)+"
)
_MESSENGERS = (  # "QQ plots" and "WeChat backend" are no names: there is a sign between, or a digit within
    r"微信\s?(?:号|id)?\s?:?\s?[a-z][\w.-]{5,}|qq\s?号?\s?:?\s?\d{5,}"
    r"|(?<![a-z])(?:(?:wechat|weixin|telegram|whatsapp|skype)\s?(?:(?:id|live)?\s?:|id\s)|line\s?id\s?:?)"
    r"\s?[a-z0-9_][\w.-]{2,}"
    r"|(?:wechat|weixin|telegram|whatsapp|skype)\s(?=[a-z_.-]*\d)[\w.-]{5,}"
)
_ORCID = r"0000(?:-\d{4}){2}-\d{3}[\dx](?![\w-])"  # which says who somebody is, but is no telephone number
_PHONES = (
    rf"(?<![\w+])(?<!\d{{4}}-)(?!{_ORCID})(?:\+|00)\d[\d\s().-]{{6,}}\d(?!\w)",
    r"(?<![\w.])1[3-9]\d(?:[\s-]?\d{4}){2}(?!\w|\s?[条个次行倍亿万])",
    rf"(?<![\w.])(?<!\d{{4}}-)(?!{_ORCID})\(?0\d{{2,3}}\)?[\s-]?\d{{3,4}}[\s-]?\d{{4}}(?!\w)",
    r"(?<![\w.])(?:3[1349]|358|4[4679]|61|65|8[126]|852|886|91)\s\d{2,4}\s\d{3,4}\s\d{4}(?!\w)",
    r"(?<![\w.])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\w)",
    r"(?:电话|手机|座机|直线|传真|\btel|\bphone|\bmobile|\bfax)\s?[:.]?\s?[+\d(][\d\s().-]{5,}\d",
)
_WEB = (
    rf"(?:orcid(?:\s?id)?\s?:?\s?)?(?<![\w-]){_ORCID}",
    r"(?:https?://|www\.)[^\s,;，。；、()（）<>\"']+",
    r"(?<![\w.@/-])(?:[a-z0-9-]+\.)+(?:com|org|edu|gov|info|io|ai|dev|cn|tw|hk|sg|jp|kr|de|uk|fr|cz|nl|se|eu)"
    r"(?![\w-])(?:/[^\s,;，。；、()（）<>\"']*)?",
    r"(?<![\w.@/-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s,;，。；、()（）<>\"']+",
    r"(?<![\w.@])@[a-z0-9_][\w.-]{2,}",
)
_CONTACTS = re.compile(f"(?P<{_CONTACT}>{'|'.join((_MAIL, _MESSENGERS, *_PHONES))})", re.ASCII)
_ADDRESSES = re.compile(f"(?P<{_CONTACT}>{'|'.join((_MAIL, _MESSENGERS, *_WEB, *_PHONES))})", re.ASCII)


def known_by(
    names: Iterable[str], employer: str, contact: Iterable[str], university: str = ""
) -> "re.Pattern[str] | None":
    """What a person is known by, to be found in folded text: names, given names and surnames, the employer, the
    university, contact data; None where nothing is known. Parts of a name and of an employer count only as words of
    their own."""
    contact, names = [*contact], [*names]
    said, spelled, capitals = [*names, *_called(employer), *_called(university)], [], []
    for name in _spellings(names):
        words = [_folded(word)[0] for word in _WORDS.findall(name) if not _HAN.search(word)]
        said += (word for word in (*words, *_joined(name)) if len(word) >= _PART)
        spelled += [_in_parts(word) for word in words if len(word) >= _SPLIT] + _in_one(words)
        if len(name) > _HAN_GIVEN and _HAN.fullmatch(name):
            said += (name[-_HAN_GIVEN:], *_family(name))  # the given name, as friends and colleagues write it
    said += [mail.partition("@")[0] for mail in contact if mail.find("@") >= _PART]
    written = [_alone(word) for word in _longest_first(contact)]
    written += filter(None, (_number(one) for several in contact for one in _SEVERAL.split(several)))
    patterns = [f"(?P<{_CONTACT}>{'|'.join(written)})"] if written else []  # first: an address holds its own beginning
    for one in (*_in_other_words(employer), *_in_other_words(university)):
        if not one.isascii():
            said.append(one)
        elif len(one) < _SHORT_NAME:  # "eth" may be a word, "ETH" is none
            capitals.append(_alone(one))
        else:  # of "HuaweiCloud" the beginning says enough
            spelled.append(rf"(?<![a-z0-9]){re.escape(one)}")
    patterns += [*spelled, *(_alone(word) for word in _longest_first(said))]
    first = employer.partition(" ")[0]
    if len(first) >= _FIRST_WORD and not _HAN.search(first):
        capitals.append(f"(?<![a-z0-9]){re.escape(_folded(first)[0])}")
    patterns += [f"(?P<{_CAPITAL}>{'|'.join(capitals)})"] if capitals else []
    return re.compile("|".join(patterns)) if patterns else None


def redacted(text: str, known: "re.Pattern[str] | None", instead: str) -> str:
    """`text` with `instead` wherever it says what `known_by` knows, in either script, whatever the case or width; of
    contact data nothing but that there were some."""
    made, at, text = "", 0, unicodedata.normalize("NFC", text)
    for begins, ends, group in _found(text, known):
        made += text[at:begins] + (HIDDEN if group == _CONTACT else instead)
        at = ends
    return made + text[at:]


def silent(
    items: Iterable[str], names: Sequence[str], employer: str, contact: Sequence[str], university: str = ""
) -> tuple[str, ...]:
    """Those of these words of a person's own that say nothing of what the person is known by, nor any address."""
    plain = {one: _squeezed(one) for one in items}
    marks = _marks(names, employer, contact, university)
    asked = [one for one, squeezed in plain.items() if any(mark in squeezed for mark in marks)]
    known = known_by(names, employer, contact, university) if asked else None  # which takes longer than all the rest
    telling = {one for one in asked if redacted(one, known, "") != one}
    return tuple(one for one in plain if one not in telling and without_addresses(one) == one)


def without_addresses(text: str) -> str:
    """`text` without any e-mail or web address, handle or telephone number, whosever it is."""
    return redacted(text, _ADDRESSES, HIDDEN)


def without_contact(text: str, known: "re.Pattern[str] | None") -> str:
    """`text` without e-mail addresses, telephone numbers and names in messengers, as long as before: what points into
    it still does. `known` are those of which one knows."""
    for pattern in (known, _CONTACTS):
        for begins, ends, _ in _found(text, pattern):
            text = text[:begins] + HIDDEN[0] * (ends - begins) + text[ends:]
    return text


def _marks(names: Iterable[str], employer: str, contact: Iterable[str], university: str) -> set[str]:
    """Of all that `known_by` would find at least one is in a text, once what is between its letters is left out."""
    marks = {one.partition("@")[0] if one.find("@") >= _PART else one for one in contact if one}
    numbers = (re.sub(r"\D", "", _folded(one)[0]) for several in contact for one in _SEVERAL.split(several))
    marks |= {one[-NUMBER:] for one in numbers if len(one) >= NUMBER}
    for name in _spellings(names):
        words = [_folded(word)[0] for word in _WORDS.findall(name)]
        if _HAN.search(name):
            marks |= {name[-_HAN_GIVEN:], *_family(name)}
        marks |= {word for word in words if len(word) >= _PART} or set(map("".join, permutations(words[:_FEW])))
    for place in (employer, university):
        called = _called(place)
        marks |= {min(filter(None, called), key=len, default=""), *_in_other_words(place)}
        first = place.partition(" ")[0]
        marks |= {first} if len(first) >= _FIRST_WORD else set()
    return {mark for mark in map(_squeezed, marks) if mark}


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, _folded(text)[0]))


def _found(text: str, known: "re.Pattern[str] | None") -> Iterator[tuple[int, int, str | None]]:
    """Where a text says what is known, from and to, and which part of the pattern it is."""
    if not text or known is None:
        return
    plain, places = _folded(text)
    for match in known.finditer(plain):
        begins, ends = places[match.start()], places[match.end() - 1] + 1
        # "advanced" is no employer, "Advanced" may be, and "AdvancedCC" is of its making
        if match.lastgroup != _CAPITAL or not (text[begins].islower() or text[ends : ends + 1].islower()):
            yield begins, ends, match.lastgroup


def _spellings(names: Iterable[str]) -> set[str]:
    """Names as they are and otherwise: marks as two letters (Müller, Mueller), and characters in pinyin, whatever the
    way of writing that their owner has chosen."""
    found = set(names)
    for name in names:
        if any(mark in name for mark in "äöüåÄÖÜÅ"):
            found.add("".join(_TWO_LETTERS.get(ch, ch) for ch in unicodedata.normalize("NFC", name).lower()))
        if (parts := read_apart(name)) is not None:
            found.add(" ".join(parts))
    return found


def _family(name: str) -> frozenset[str]:
    """The family name where it has two characters."""
    return COMPOUND & {simplified(name)[:_HAN_GIVEN]}


def _joined(name: str) -> list[str]:
    """The words of a name that have a sign within them (O'Connell, Ting-Hsuan), without it."""
    tokens = ([_folded(part)[0] for part in _WORDS.findall(token)] for token in name.split())
    return ["".join(parts) for parts in tokens if len(parts) > 1 and not _HAN.search(parts[0])]


def _in_one(words: list[str]) -> list[str]:
    """Patterns of a whole name, its words in any order and run together or apart, as names of files and of accounts
    have them; of long names in their own order, and with the last word first."""
    if len(words) < 2:
        return []
    orders = permutations(words) if len(words) <= _FEW else ((*words,), (words[-1], *words[:-1]))
    found = (_BETWEEN.join(map(re.escape, one)) for one in orders)
    whole = sum(map(len, words)) >= _WHOLE
    return [one if whole else f"(?<![a-z0-9]){one}(?![a-z0-9])" for one in found]


def _in_parts(word: str) -> str:
    """A pattern of a word that is written in two, as syllables of a given name are: Qing-yang, Qing yang."""
    parts = (f"{re.escape(word[:at])}[-\\s'’]{re.escape(word[at:])}" for at in range(2, len(word) - 1))
    return rf"(?<![a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])"


def _called(employer: str) -> list[str]:
    """An employer as it is written, and as people write it: without what stands in brackets, and its legal form."""
    plain = _folded(_BRACKETED.sub("", employer))[0].strip()
    short = LEGAL.sub("", plain).strip(" ,.")
    if not _HAN.search(short):
        return [employer, plain, *([short] if " " in short else ())]
    stem = _GENERIC.sub("", _PLACES.sub("", short))  # nothing is left of a name that only says what is done there
    return [
        employer,
        plain,
        *([short] if stem and len(short) >= _HAN_NAME else ()),
        *([stem] if len(stem) >= _HAN_GIVEN else ()),
    ]


def _in_other_words(place: str) -> tuple[str, ...]:
    """What else an organisation is called, folded: in short, in the other script, or in pinyin."""
    sounds = (reading(one) for one in _called(place)[-1:] if _HAN.fullmatch(one))
    return (*also_called(place), *(one for one in sounds if len(one) >= _SPLIT))


def _number(written: str) -> str:
    """A pattern of a number however it is set apart, with what may stand before it at home or abroad, or without; ""
    where it is none."""
    plain = _folded(written)[0].strip()
    signs = re.sub(r"\D", "", plain) + ("x" if plain.endswith("x") else "")  # with which an ORCID iD may end
    if len(signs) < NUMBER or "@" in written:
        return ""
    first = min(_COUNTRY, len(signs) - NUMBER)
    before = "".join(f"(?:{sign}{_APART})?" for sign in signs[:first])
    code = rf"(?:\+|00)?(?:\d{{1,{_COUNTRY}}}{_APART})?"
    return rf"(?<![a-z0-9]){code}{before}{_APART.join(signs[first:])}(?![a-z0-9])"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({_folded(word)[0] for word in words if len(word) >= _HAN_GIVEN}, key=len, reverse=True)


def _alone(word: str) -> str:
    """A pattern of a word; one in Latin letters must not be a part of a longer one."""
    before = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{before}{_SPACED.join(word) if _HAN.fullmatch(word) else re.escape(word)}{after}"


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without case, width, script and accents, and for each of its characters the place it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    text = unicodedata.normalize("NFC", text)
    pieces = [
        "".join(ch for ch in unicodedata.normalize("NFKD", one) if not unicodedata.combining(ch))
        .casefold()
        .translate(_PLAIN)
        for one in simplified(text)
    ]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]

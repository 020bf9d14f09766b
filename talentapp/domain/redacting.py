"""Free words about a person, where the reader may not see who it is: what the person is known by is taken out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from talentapp.domain.addresses import ADDRESSES, CONTACT, CONTACTS, LABEL
from talentapp.domain.folding import simplified
from talentapp.domain.houses import called_so, first_words, in_other_words, initials_of
from talentapp.domain.identity import BLANKS, COMPOUND, SYLLABLE, TITLE, read_apart, unmarked
from talentapp.domain.masking import HIDDEN
from talentapp.domain.merging import NUMBER
from talentapp.domain.namesakes import HAN_NAMESAKES, NAMESAKES, NO_NAMES_ALONE
from talentapp.domain.notations import in_full, pattern_of

_WORDS = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_HAN_GIVEN = 2  # characters
_PART = 3  # letters of a part of a name
_CAPITAL = "capital"  # the part of the pattern that counts only where it begins with a capital letter
_TITLED = "titled"  # and the part of which every word has to
_AT_ONCE = "at_once"  # that in which a name and initials are one word: HAaltonen, linhr.pdf
_PLACE, _PLACE_CAPITAL = "place", "place_capital"  # the same of what an employer or a university is called
_OF_THE_NAME = ("name", _TITLED, _CAPITAL, _AT_ONCE)
_CALLED_BEFORE = rf"(?:(?<![a-z0-9])(?:{TITLE}\s|(?:[a-z]\.[-\s]?)+))"
"""What stands before a name: a title, or initials."""
_SEVERAL = re.compile(r"[;；、,，/\n]+|转|轉|ext", re.IGNORECASE)  # what stands between two numbers, or an extension
_WHOLE = 6  # letters of a name that is found within other letters, too
_FEW = 3  # words of a name that are tried in any order
_SPLIT = 5  # letters of a word that may be written in two
_BETWEEN = r"[\W_]{0,2}"  # between the words of a name
_APART = r"[\W_]{0,3}"  # between the digits of a number
_SIGNS = " \t\u3000"  # that may stand between the words of a name
_COUNTRY = 3  # digits before it that are not written at home
_LONG_NAME = 6  # letters of a name of an organisation that is found at the beginning of other words, too
_OF_ITS_OWN = (
    "(?:internal|trained|developed|designed|built|made|invented|patented|published|style|led|owned|funded|sponsored"
    "|backed|employed|affiliated|proprietary|confidential)(?![a-z])"
)
"""What follows the name of an organisation after a hyphen: Meta-internal, but not Meta-learning, nor Arm-based."""
_BEFORE, _AFTER = re.compile(r"\b([A-Z][a-z]+)[^\S\n]\Z"), re.compile(r"[^\S\n]([A-Z][a-z]+)\b")
_FAMILIES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪姜范姚谭廖邹熊"
    "陆郝孔崔康邱秦史顾侯邵孟钱汤尹黎武贺赖龚庞樊兰殷施陶洪翟颜倪严温芦季俞鲁葛伍韦尤毕聂"
)
"""The commonest family names that are no other words before a name."""
_SMALL_WITHIN = NO_NAMES_ALONE & {
    "an", "as", "at", "be", "by", "do", "he", "in", "is", "it", "me", "my", "no", "of", "on", "or", "so", "to", "up",
    "us", "we",
}  # fmt: skip
"""Of these a capital letter within a sentence makes names."""
_BREAK = re.compile(r"[,;.\n]")
_NAME = re.compile(f"(?:{SYLLABLE}){{1,2}}")  # a family name or a given name in pinyin
_TWO_SYLLABLES = re.compile(f"{SYLLABLE}({SYLLABLE})")
_NO_NAMES_BESIDE = NO_NAMES_ALONE | {
    "can", "china", "dean", "fine", "here", "hence", "line", "machine", "man", "men", "mine", "nine", "none", "one",
    "page", "she", "sure",
}  # fmt: skip
"""Words that are read like one, and stand before the name of whom they are about (Dean Wang)."""
_LETTERS = r"[A-Z](?:[.\s-]{0,2}[A-Z]){0,2}"  # initials of up to three names, with points or without
_LETTERS_BEFORE = re.compile(rf"(?<![^\W_])({_LETTERS})(?:\.[\s-]?|[^\S\n])\Z")
_LETTERS_AFTER = re.compile(  # one alone is no word of its own: "Bouzid, I/O", "Fontenay, C compilers", "Tavares, R&D"
    r"(?:,[^\S\n]?|[^\S\n])(?:([A-Z](?:[.\s-]{0,2}[A-Z]){1,2})(?:\.(?!\w)|(?![\w+#'’&/-]))"
    r"|([A-Z])(?:\.(?!\w)|(?![\w+#'’&/.-]|\s+[a-z0-9])))"
)
_CAMEL = re.compile(r"[A-Z]{2,4}[^\W\d_A-Z]+|[A-Z][^\W\d_]*[^\W\d_A-Z][A-Z]{1,3}")
_LONG_ALONE = 7  # letters of a name that no word ends with
_CALLS = re.compile(
    r"(?:@|\b(?:cv|resume|user(?:name)?|login|account|id)(?:[_-]|[:：]?\s)"
    r"|(?:用户名?|使用者(?:名稱)?|[账帐帳][号號户戶])[:：]?\s?)"
    r"(?:[\w.-]+\s?[,，、/]\s?){0,3}\Z",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[\w.-]{0,40}\.(?:pdf|docx?|md|txt|rtf|xlsx?|pptx?|zip|jpe?g|png)\b|[_-](?:cv|resume)", re.IGNORECASE
)
"""What stands before and after the name of a user or of a file."""
_IRISH = re.compile(r"\bO['’]\Z")  # before a name: that of another
_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"}


@dataclass(frozen=True)
class Known:
    """What somebody is known by: what is found in folded text, and the letters that stand for one of the names beside
    another (Leila F., RJ Miller, Tseng, Y.-C.)."""

    pattern: "re.Pattern[str]"
    initials: frozenset[str] = frozenset()


def known_by(names: Iterable[str], employer: str, contact: Iterable[str], university: str = "") -> Known | None:
    """What a person is known by: names, given names and surnames, the employer, the university, contact data; None
    where nothing is known. Parts of a name and of an employer count only as words of their own."""
    contact, names = [*contact], [*names]
    said: list[str] = [*names]
    spelled: list[str] = []
    capitals: list[str] = []
    titled: list[str] = []
    initials = frozenset(_initials(names))
    at_once: list[str] = []
    for name in _spellings(names):
        words = [unmarked(word)[0] for word in _WORDS.findall(name) if not _HAN.search(word)]
        long = [word for word in (*words, *_joined(name)) if len(word) >= _PART]
        no_words = [word for word in long if word not in NAMESAKES]
        said += [*no_words, *(f"{word}s" for word in no_words if len(word) >= _SPLIT)]  # the Dvoraks
        capitals += (_namesake(word) for word in long if word in NAMESAKES)
        titled += (pattern for word in words if len(word) == _PART - 1 for pattern in _short_name(word))
        spelled += [_in_parts(word) for word in words if len(word) >= _SPLIT] + _in_one(words) + _of_several(name)
        at_once += (pattern for word in words if len(word) > 1 for pattern in _at_once(word, initials))
        spelled += _user_names(words) if any(map(_HAN.search, names)) else ()
        said += _han_parts(name)
    said += [mail.partition("@")[0] for mail in contact if mail.find("@") >= _PART]
    written = [_alone(word) for word in _longest_first(contact)]
    written += filter(None, (_number(one) for several in contact for one in _SEVERAL.split(several)))
    places, in_capitals = _places_known((employer, university))
    groups = {
        CONTACT: written,  # first: an address holds its own beginning
        _PLACE: places,
        "name": [*spelled, *(_alone(word) for word in _longest_first(said))],
        _TITLED: titled,
        _CAPITAL: capitals,
        _PLACE_CAPITAL: in_capitals,
        _AT_ONCE: at_once,
    }
    patterns = [f"(?P<{group}>{'|'.join(some)})" for group, some in groups.items() if some]
    return Known(re.compile("|".join(patterns)), initials) if patterns else None


def _places_known(cells: Iterable[str]) -> tuple[list[str], list[str]]:
    """Patterns of what the organisations in these cells are called, and of what counts only with a capital letter."""
    said: list[str] = []
    spelled: list[str] = []
    capitals: list[str] = []
    for place in cells:
        others = in_other_words(place)
        for one in (*called_so(place), *others):
            if one in NAMESAKES:  # "eth" may be a word, "ETH" is none
                capitals.append(_namesake(one, _OF_ITS_OWN))
            elif one in others and one.isascii() and len(one) >= _LONG_NAME:  # of "HuaweiCloud" the beginning is enough
                spelled.append(rf"(?<![a-z0-9]){pattern_of(one)}")
            else:
                said.append(one)
        capitals += map(_alone, initials_of(place))
        capitals += (f"(?<![a-z0-9]){pattern_of(first)}" for first in first_words(place))
    return [
        *spelled,
        *(_alone(word, HAN_NAMESAKES.get(word) or pattern_of(word)) for word in _longest_first(said)),
    ], capitals


def redacted(text: str, known: Known | None, instead: str, *, wholly: bool = True) -> str:
    """`text` with `instead` wherever it says what `known_by` knows of the person's name, in either script, whatever the
    case or width, once for all its words; of contact data and of organisations nothing but that there were some,
    however many names touch. A part of the name stays that is a part of somebody else's: of Chen Wei, for Wang Wei; if
    not `wholly`, of any name with another word (Karen Smith)."""
    made, at, text = "", 0, unicodedata.normalize("NFC", text)
    found = [*_found(text, known)]
    own = {place for begins, ends, _ in found for place in range(begins, ends)}
    for begins, ends, group in found:
        if group in _OF_THE_NAME and _is_of_another(text, begins, ends, own, wholly=wholly):
            continue
        if group in _OF_THE_NAME and known is not None:
            begins, ends = _with_initials(text, begins, ends, known.initials, own)
        said = instead if group in _OF_THE_NAME else HIDDEN
        between = text[at:begins] if said == HIDDEN else text[at:begins].strip(_SIGNS)
        if between or not said or not made.endswith(said):
            made += text[at:begins] + said
        at = ends
    return made + text[at:]


def silent(
    items: Iterable[str], names: Sequence[str], employer: str, contact: Sequence[str], university: str = ""
) -> tuple[str, ...]:
    """Those of these words of a person's own that say nothing of what the person is known by, nor any address."""
    plain = {one: _squeezed(one) for one in items}
    marks, short = _marks(names, employer, contact, university)
    asked = [one for one, squeezed in plain.items() if any(mark in squeezed for mark in marks) or _tokens(one) & short]
    known = known_by(names, employer, contact, university) if asked else None  # which takes longer than all the rest
    telling = {one for one in asked if redacted(one, known, "") != one}
    return tuple(one for one in plain if one not in telling and without_addresses(one) == one)


def without_addresses(text: str) -> str:
    """`text` without any e-mail or web address, account, telephone number, paper, birth or home, whosever it is."""
    return redacted(text, Known(ADDRESSES), HIDDEN)


def without_contact(text: str, known: Known | None) -> str:
    """`text` without e-mail addresses, telephone numbers, names in messengers, papers, birth and home; as long as
    before: what points into it still does. `known` are those of which one knows."""
    for one in (known, Known(CONTACTS)):
        for begins, ends, _ in _found(text, one):
            text = text[:begins] + HIDDEN[0] * (ends - begins) + text[ends:]
    return text


def _marks(names: Iterable[str], employer: str, contact: Iterable[str], university: str) -> tuple[set[str], set[str]]:
    """Of all that `known_by` would find at least one is in a text: of the first once what is between its letters is
    left out, of the second as a word of its own."""
    marks = {one.partition("@")[0] if one.find("@") >= _PART else one for one in contact if one}
    numbers = (re.sub(r"\D", "", unmarked(one)[0]) for several in contact for one in _SEVERAL.split(several))
    marks |= {one[-NUMBER:] for one in numbers if len(one) >= NUMBER}
    short: set[str] = set()
    for name in _spellings(names):
        words = [unmarked(word)[0] for word in _WORDS.findall(name)]
        marks |= {*_han_parts(name), *([name] if _HAN.search(name) else [])}
        marks |= {word for word in words if len(word) >= _PART} or set(map("".join, permutations(words[:_FEW])))
        short |= {word for word in words if len(word) == _PART - 1 and not _HAN.search(word)}
    for place in (employer, university):
        marks |= {*called_so(place), *in_other_words(place), *initials_of(place), *first_words(place)}
    return {mark for mark in map(_squeezed, marks) if mark}, short


def _tokens(text: str) -> set[str]:
    return {unmarked(word)[0] for word in _WORDS.findall(text)}


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, in_full(unmarked(text)[0])))


def _found(text: str, known: Known | None) -> Iterator[tuple[int, int, str | None]]:
    """Where a text says what is known, from and to, and which part of the pattern it is."""
    if not text or known is None:
        return
    plain, places = unmarked(text)
    for match in known.pattern.finditer(plain):
        label = LABEL.match(match[0]) if match.lastgroup == CONTACT else None
        begins, ends = places[match.start() + (label.end() if label else 0)], places[match.end() - 1] + 1
        # "advanced" is no employer, "Advanced" may be, and "AdvancedCC" is of its making; "he" is not Dr. He
        group = match.lastgroup
        if group in (_CAPITAL, _PLACE_CAPITAL) and (text[begins].islower() or text[ends : ends + 1].islower()):
            continue
        if group == _AT_ONCE and not _is_name_at_once(text, begins, ends):
            continue
        within = match[0] not in _SMALL_WITHIN or text[begins - 2].islower()
        if group != _TITLED or (text[begins:ends].istitle() and within):
            yield begins, ends, group


def _is_of_another(text: str, begins: int, ends: int, own: set[int], *, wholly: bool) -> bool:
    """Whether a part of a name in letters stands beside a word that makes it the name of another, or what was taken for
    the whole name is the end of one and the beginning of the next; `own` are the places of all that is of the person's.
    """
    found, part = text[begins:ends], text[begins:ends].isalpha()
    if part and _IRISH.search(text, 0, begins):  # O'Gallagher, for Gallagher
        return True
    if _HAN.fullmatch(found):  # of a given name, another family's: 陈浩然, for 林浩然
        return len(found) == _HAN_GIVEN and begins - 1 not in own and simplified(text[begins - 1 : begins]) in _FAMILIES
    if not (found.isascii() and found[0].isupper() and (part or _BREAK.search(found))):
        return False
    before, after = _BEFORE.search(text, 0, begins), _AFTER.match(text, ends)
    beside = [one for one in (before, after) if one is not None and one.start(1) not in own]
    named = [one for one in beside if _NAME.fullmatch(one[1].lower()) and one[1].lower() not in _NO_NAMES_BESIDE]
    if not part:
        return len(named) > 1
    return bool(named) or (not wholly and any(one is after or one.start() > 0 for one in beside))


def _with_initials(text: str, begins: int, ends: int, initials: frozenset[str], own: set[int]) -> tuple[int, int]:
    """From and to where a name goes, with the person's other names beside it that are written as letters, and with the
    bracket that the last of them closes."""
    if _HAN.search(text, begins, ends):
        return begins, ends
    before, after = _LETTERS_BEFORE.search(text, 0, begins), _LETTERS_AFTER.match(text, ends)
    if before is not None and initials.issuperset(re.findall("[a-z]", before[1].lower())):
        begins = before.start()
    if after is not None and initials.issuperset(re.findall("[a-z]", (after[1] or after[2]).lower())):
        follows = after.end() + text.startswith(" ", after.end())
        ends = ends if follows in own else after.end()  # of the name that follows: Li, M. Li
    open_still = text.count("(", begins, ends) > text.count(")", begins, ends)
    return begins, ends + (open_still and text[ends : ends + 1] == ")")


def _at_once(word: str, initials: frozenset[str]) -> Iterator[str]:
    """Patterns of a name of one word with up to three initials before or behind it, as in the names of files."""
    letters = f"[{''.join(sorted(initials))}]{{1,3}}"
    yield f"(?<![a-z0-9]){letters}{re.escape(word)}(?![a-z0-9])"
    yield f"(?<![a-z0-9]){re.escape(word)}{letters}(?![a-z0-9])"


def _user_names(words: list[str]) -> Iterator[str]:
    """Patterns of what people in China call their accounts: the family name, and the letters of both characters of the
    given name before it or behind it (qyzhao, zhaoqy). Two consonants before or behind one of these are no other word,
    but for the shortest (links, for Lin K. S.)."""
    for at, family in enumerate(words):
        others = [word for place, word in enumerate(words) if place != at]
        given = [letter for word in others for letter in _letters_of(word)]
        if len(given) == 2 and not set(given) & set("aeiou") and len(family) >= _PART:
            yield f"(?<![a-z0-9]){''.join(given)}{family}(?![a-z0-9])"
            if len(family) > _PART:
                yield f"(?<![a-z0-9]){family}{''.join(given)}(?![a-z0-9])"


def _letters_of(word: str) -> str:
    """The first letter of a word, and of the second syllable of what may be pinyin."""
    read = _TWO_SYLLABLES.fullmatch(word)
    return word[:1] + (read[1][0] if read else "")  # of a mark alone nothing is left


def _is_name_at_once(text: str, begins: int, ends: int) -> bool:
    """Whether a name and initials in one word are no other word (drivers, for D. Rivers): by capitals, or by what
    stands around it, or because it is long."""
    found = text[begins:ends]
    if _CAMEL.fullmatch(found) or len(found) > _LONG_ALONE:
        return True
    return _CALLS.search(text, 0, begins) is not None or _FILE.match(text, ends) is not None


def _initials(names: Iterable[str]) -> Iterator[str]:
    """The first letters of the words of names, and of the syllables of what may be pinyin, in small letters."""
    for name in _spellings(names):
        for word in (unmarked(word)[0] for word in _WORDS.findall(name) if not _HAN.search(word)):
            yield from _letters_of(word)


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


def _han_parts(name: str) -> list[str]:
    """What a name in characters is called by in part: the given name, as friends and colleagues write it, a family name
    of two characters, and the parts of one from elsewhere (约翰·史密斯, 鈴木健太)."""
    if not _HAN.fullmatch(name):
        parts = re.split(r"[·•・‧∙\s]+", name)
        return [one for one in parts if len(one) >= _HAN_GIVEN and _HAN.fullmatch(one)] if len(parts) > 1 else []
    if len(name) <= _HAN_GIVEN:
        return []
    family = simplified(name)[:_HAN_GIVEN]
    return [name[-_HAN_GIVEN:], *([family] if family in COMPOUND or len(name) > _HAN_GIVEN + 1 else [])]


def _short_name(word: str) -> Iterator[str]:
    """Patterns of a name of two letters: after a title or initials, and alone where that is no other word, or one that
    has a small letter within a sentence (we met He)."""
    yield f"{_CALLED_BEFORE}{word}(?![a-z0-9])"
    if word not in NO_NAMES_ALONE:
        yield f"(?<![a-z0-9-]){word}(?![a-z0-9-])"
    elif word in _SMALL_WITHIN:
        yield f"(?<=[a-z] ){word}(?![a-z0-9-])"


def _namesake(word: str, but: str = "") -> str:
    """A pattern of a name that is a word: Long, but not Long-context; before a sign only where this follows."""
    return rf"{_alone(word)}(?![-‐-―]{f'(?!{but})' if but else ''})"


def _joined(name: str) -> list[str]:
    """The words of a name that have a sign within them (O'Connell, Ting-Hsuan), without it."""
    tokens = ([unmarked(part)[0] for part in _WORDS.findall(token)] for token in name.split())
    return ["".join(parts) for parts in tokens if len(parts) > 1 and not _HAN.search(parts[0])]


def _of_several(name: str) -> list[str]:
    """Patterns of a part of a name that is several words: with a sign within it (Yi-An), and of a long name all but its
    first word, as family names are (Te Whare), each with initials before it or without."""
    tokens = [[unmarked(part)[0] for part in _WORDS.findall(token)] for token in name.split()]
    tokens = [parts for parts in tokens if parts and not _HAN.search(parts[0])]
    signed = [r"[-‐'’\s]?".join(parts) for parts in tokens if len(parts) > 1]
    initials = "".join(sorted({part[0] for parts in tokens[:-1] for part in parts}))
    before = rf"(?:[{initials}]\.\s?-?){{1,3}}"
    long = len(tokens) > _FEW - 1
    family = [f"(?:{before})?{_BETWEEN.join(part for parts in tokens[1:] for part in parts)}"] if long else []
    last = _BETWEEN.join(tokens[-1]) if len(tokens) > 1 and len("".join(tokens[-1])) >= _PART else ""
    called = [before + last] if last else []
    return [f"(?<![a-z0-9]){one}(?![a-z0-9])" for one in (*family, *called, *signed)]


def _in_one(words: list[str]) -> list[str]:
    """Patterns of a whole name, its words in any order and run together or apart, as names of files and of accounts
    have them; of long names in their own order, and with the last word first or the first one last."""
    if len(words) < 2:
        return []
    orders = (
        permutations(words) if len(words) <= _FEW else ((*words,), (words[-1], *words[:-1]), (*words[1:], words[0]))
    )
    found = (_BETWEEN.join(map(re.escape, one)) for one in orders)
    whole = sum(map(len, words)) >= _WHOLE
    return [one if whole else f"(?<![a-z0-9]){one}(?![a-z0-9])" for one in found]


def _in_parts(word: str) -> str:
    """A pattern of a word that is written in two, as syllables of a given name are: Qing-yang, Qing yang."""
    parts = (f"{re.escape(word[:at])}[-\\s'’]{re.escape(word[at:])}" for at in range(2, len(word) - 1))
    return rf"(?<![a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])"


def _number(written: str) -> str:
    """A pattern of a number however it is set apart, with what may stand before it at home or abroad, or without; ""
    where it is none."""
    plain = unmarked(written)[0].strip()
    signs = re.sub(r"\D", "", plain) + ("x" if plain.endswith("x") else "")  # with which an ORCID iD may end
    if len(signs) < NUMBER or "@" in written:
        return ""
    first = min(_COUNTRY, len(signs) - NUMBER)
    before = "".join(f"(?:{sign}{_APART})?" for sign in signs[:first])
    code = rf"(?:\+|00)?(?:\d{{1,{_COUNTRY}}}{_APART})?"
    return rf"(?<![a-z0-9]){code}{before}{_APART.join(signs[first:])}(?![a-z0-9])"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({unmarked(word)[0] for word in words if len(word) >= _HAN_GIVEN}, key=len, reverse=True)


def _alone(word: str, spelled: str = "") -> str:
    """A pattern of a word, or of how it is `spelled`; one in Latin letters must not be a part of a longer one."""
    before = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{before}{spelled or (BLANKS.join(word) if _HAN.fullmatch(word) else re.escape(word))}{after}"

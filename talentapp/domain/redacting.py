"""Free words about a person, where the reader may not see who it is: what the person is known by is taken out."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import permutations

from talentapp.domain.folding import simplified
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
_FIRST_WORD = 5  # letters of the first word of an employer that is telling


def known_by(names: Iterable[str], employer: str, contact: Iterable[str]) -> "re.Pattern[str] | None":
    """What a person is known by, to be found in folded text: names, given names and surnames, the employer, contact
    data; None where nothing is known. Parts of a name and of an employer count only as words of their own."""
    contact = [*contact]
    said, spelled = [*names, *_called(employer)], []
    for name in names:
        words = [_folded(word)[0] for word in _WORDS.findall(name) if not _HAN.search(word)]
        said += (word for word in words if len(word) >= _PART)
        spelled += [_in_parts(word) for word in words if len(word) >= _SPLIT] + _in_one(words)
        if len(name) > _HAN_GIVEN and _HAN.fullmatch(name):
            said.append(name[-_HAN_GIVEN:])  # the given name, as friends and colleagues write it
    said += [mail.partition("@")[0] for mail in contact if mail.find("@") >= _PART]
    written = [_alone(word) for word in _longest_first(contact)]
    written += filter(None, (_number(one) for several in contact for one in _SEVERAL.split(several)))
    patterns = [f"(?P<{_CONTACT}>{'|'.join(written)})"] if written else []  # first: an address holds its own beginning
    patterns += [*spelled, *(_alone(word) for word in _longest_first(said))]
    first = employer.partition(" ")[0]
    if len(first) >= _FIRST_WORD and not _HAN.search(first):
        patterns.append(f"(?P<{_CAPITAL}>{_alone(_folded(first)[0])})")
    return re.compile("|".join(patterns)) if patterns else None


def redacted(text: str, known: "re.Pattern[str] | None", instead: str) -> str:
    """`text` with `instead` wherever it says what `known_by` knows, in either script, whatever the case or width; of
    contact data nothing but that there were some."""
    if not text or known is None:
        return text
    text = unicodedata.normalize("NFC", text)
    plain, places = _folded(text)
    made, at = "", 0
    for match in known.finditer(plain):
        begins = places[match.start()]
        if match.lastgroup != _CAPITAL or not text[begins].islower():  # "advanced" is no employer, "Advanced" may be
            made += text[at:begins] + (HIDDEN if match.lastgroup == _CONTACT else instead)
            at = places[match.end() - 1] + 1
    return made + text[at:]


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
    telling = len(short) >= _HAN_NAME if _HAN.search(short) else " " in short
    return [employer, plain, short] if telling else [employer, plain]


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
    text = unicodedata.normalize("NFC", text)
    pieces = [
        "".join(ch for ch in unicodedata.normalize("NFKD", one) if not unicodedata.combining(ch)).casefold()
        for one in simplified(text)
    ]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]

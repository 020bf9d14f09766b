"""Who may be named in free words: the keys by which people are listed, of all in a text that may be a name."""

import re
from collections.abc import Iterator

from talentapp.domain.folding import folded, simplified
from talentapp.domain.identity import read_apart, read_as_names

_HAN = "\u3007\u3400-\u9fff"
_DOT = re.compile("[·•・‧∙・]")
_RUN = re.compile(rf"[{_HAN}](?:{_DOT.pattern}?[{_HAN}])*")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ＇"), "'")
_SHORT = 2  # characters of the shortest name, which within other words may be none (性能高峰)
_LONG, _WITH_DOTS = 4, 12  # of the longest
_WORDS = range(2, 5)  # of a name in letters
_PARTICLE = 3  # letters of the longest word within a name that may be small (van der Berg)
_BEFORE = re.compile(rf"(?:^|[^{_HAN}]|[与和跟同由让请把给对被找选推荐换是如像比或及向有叫任为人士授师生])$")
_AFTER = re.compile(
    rf"$|[^{_HAN}]|[的更也是在与和跟同比已曾将可会能有做任说认为老博先女教及或较不未还都则来去过负主参提带接牵担兼合共联沟"
    r"面谈加完写指审评签讲建反表愿想希需应正刚没无拒]"
)
"""What stands before and after a short name."""


def keys_of_names(text: str) -> frozenset[str]:
    """The keys (`search.person_sort_key`) of all in a text that may be the name of a person: in two characters or more,
    or in words with capital letters, whichever of them is the family name."""
    spelled = {*_spelled(text)}
    return frozenset({*_read(text)} | spelled | {"".join(filter(str.isalpha, one)) for one in spelled})


def is_named(text: str, name_zh: str, name_en: str) -> bool:
    """Whether a text names somebody who is called so in characters and in letters; without the latter, in pinyin."""
    read = read_apart(name_zh) if not name_en else None
    letters = " ".join(_WORD.findall(folded(" ".join(read) if read else name_en.translate(_APOSTROPHES))))
    return (" " in letters and letters in {*_spelled(text)}) or (len(name_zh) >= _SHORT and _is_written(text, name_zh))


def _read(text: str) -> Iterator[str]:
    """How all in characters is read that may be a name; a dot is a part of one from elsewhere."""
    for run in _RUN.findall(text):
        letters = _DOT.sub("", run)
        yield from read_as_names(letters, _SHORT, _LONG if letters == run else _WITH_DOTS)


def _spelled(text: str) -> Iterator[str]:
    """Words with capital letters that may be a name, folded: in their order, the first one last, the last one first."""
    for some in re.split(r"[^\w\s,.'-]|\.\s|\n", text.translate(_APOSTROPHES)):
        words = _WORD.findall(some)
        for number in _WORDS:
            for at in range(len(words) - number + 1):
                named = words[at : at + number]
                small = [word for word in named if not word[0].isupper()]
                if not {named[0], named[-1]} & {*small} and all(len(word) <= _PARTICLE for word in small):
                    for order in (named, [*named[1:], named[0]], [named[-1], *named[:-1]]):
                        yield folded(" ".join(order))


def _is_written(text: str, name: str) -> bool:
    plain, within = (simplified(_DOT.sub("", one)) for one in (text, name))
    for match in re.finditer(re.escape(within), plain):
        before, after = plain[: match.start()], plain[match.end() :]
        if len(within) > _SHORT or (_BEFORE.search(before) and _AFTER.match(after)):
            return True
    return False

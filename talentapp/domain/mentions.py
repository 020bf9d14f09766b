"""Who may be named in free words: the keys under which people are kept, of all in a text that may be a name, and where
in it somebody is named."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar
from unicodedata import normalize

from talentapp.domain.folding import folded, simplified
from talentapp.domain.identity import BLANKS, SYLLABLE, TITLE, person_reading, read_apart, read_as_names, unmarked
from talentapp.domain.namesakes import HAN_WORDS, NAMESAKES, NO_NAMES_ALONE

T = TypeVar("T")

_HAN = "\u3007\u3400-\u9fff"
_DOT = re.compile("[·•・‧∙]")
_RUN = re.compile(rf"[{_HAN}](?:{_DOT.pattern}?[{_HAN}])*")
_SET_APART = re.compile(rf"(?<=[{_HAN}]){BLANKS}(?=[{_HAN}])")
_LETTER = rf"[^\W\d_{_HAN}]"
_WORD = re.compile(rf"{_LETTER}+(?:['’‘ʼ‐-]{_LETTER}+)*")
_JOINED = ("[‐-]", "(?<=[a-z])(?=[A-Z])")  # Wei-Lin, WeiLin: words of their own, too
_OPEN, _CLOSED = "(（", ")）"
_POSSESSIVE = re.compile("['’‘ʼ]s$")
_APART = r"[\W_]{1,4}"  # between words that may be those of a name
_ON_A_LINE = r"(?:[^\S\n]{1,4}|[-_‐.]?)"  # between those that are: Sam  Lin, Sam-Lin, sam.lin, SamLin
_ACROSS = r"[^\S\n]?\n[^\S\n]?|[^\S\n]?\(|\)[^\S\n]?"  # or, where they belong to no others, a line's end, a bracket
_COMMA = r",[^\S\n]{0,2}"  # or one after the family name
_WITHIN = r"[-‐'’\s]?"  # within a word that may be written in two: Xiao-Ming, Xiao Ming
_LAST_WORD = re.compile(rf"{_LETTER}+\.?[^\S\n]$")  # before what may be a name, and the next one after it
_NEXT_WORD = re.compile(rf"[^\S\n]{_LETTER}")
_SHORT = 2  # characters of the shortest name
_LONG, _WITH_DOTS = 4, 12  # of the longest
_WORDS = range(1, 5)  # of a name in pinyin
_FAR = 4  # words from the first to the last of a name in letters
_SPLIT = 4  # letters of a word that may be written in two
_PINYIN = re.compile(f"(?:{SYLLABLE})+")
_UMLAUT = re.compile("(?<=[ln])y?u")  # 吕: Lü, Lyu or Lu, and listed as lv
_SOUNDS = {"v": "(?:v|y?u)"}
_BEFORE = re.compile(rf"(?:^|[^{_HAN}]|[与和跟同由让请把给对被找选推荐换是如像比或及向有叫任为人士授师生])$")
_AFTER = re.compile(
    rf"$|[^{_HAN}]|[的更也是在与和跟同比已曾将可会能有做任说认为老博先女教及或较不未还都则来去过负主参提带接牵担兼合共联沟"
    r"面谈加完写指审评签讲建反表愿想希需应正刚没无拒]"
)
"""What stands before and after a name that is a word, too, or that begins with the end of one."""
_ENDS = frozenset(
    """
    如何 任何 为何 几何 由于 关于 对于 基于 位于 属于 等于 大于 小于 处于 至于 鉴于 用于 高于 低于 优于 便于
    利于 在于 善于 同时 及时 实时 随时 临时 有时 当时 小时 方向 面向 定向 反向 双向 单向 导向 意向 完成 构成
    形成 生成 组成 集成 达成 合成 过程 工程 流程 编程 课程 进程 线程 远程 里程 简单 订单 清单 名单 相关 有关
    无关 开关 主管 尽管 不管 保管 责任 担任 信任 主任 兼任 说明 证明 发明 表明 声明 论文 中文 英文 原文 资金
    基金 奖金 电路 线路 思路 阶段 手段 提高 较高 更高 最高 地方 双方 对方 三方 多方 各方
    """.split()  # noqa: SIM905
)
"""Words that end like a family name (如何力争: 何力 is nobody there)."""


def readings_in(text: str) -> frozenset[str]:
    """The keys (`search.person_sort_key`) of all in a text that may be a name in characters, written so or in pinyin,
    whichever of its words is the family name."""
    spelled = {
        "".join(order)
        for run in _runs(text)
        for number in _WORDS
        for at in range(len(run) - number + 1)
        if all(map(_PINYIN.fullmatch, run[at : at + number]))
        for order in _orders(run[at : at + number])
    }
    return frozenset({*_read(text)} | spelled | {_UMLAUT.sub("v", one) for one in spelled})


def letters_in(text: str) -> frozenset[str]:
    """The keys (`key_of_letters`) of all in a text that may be a name in letters."""
    return frozenset(key for run in _runs(text) for key in _keys(run))


def key_of_letters(name: str) -> str:
    """The key of a name in letters, whatever its order, case, marks and hyphens, with or without what stands between
    its first word and its last; "" for fewer than two words."""
    words = _words(name)
    return _key(words[0], words[-1]) if len(words) > 1 else ""


def is_called(typed: str, name_zh: str, name_en: str) -> bool:
    """Whether this, and nothing else, is the name of somebody who is called so in characters and in letters."""
    typed = normalize("NFC", typed.strip())
    in_one = person_reading(name_zh)
    return (0, len(typed)) in places_of(typed, name_zh, name_en) or (in_one != "" and in_one == folded(typed))


def places_of(text: str, name_zh: str, name_en: str) -> Iterator[tuple[int, int]]:
    """From and to where a text, composed (NFC), names somebody who is called so in characters and in letters, or in
    pinyin. In small letters a name counts that is not made of words only (will long)."""
    if len(name_zh) >= _SHORT:
        yield from _written_at(text, name_zh)
    plain, places = unmarked(text)
    for words, family_first in ((_words(name_en), False), (read_apart(name_zh) or (), True)):
        only_words = all(word in NAMESAKES or word in NO_NAMES_ALONE for word in words)
        for spelled in _patterns(words, family_first=family_first):
            for match in re.finditer(rf"(?<!{_LETTER}){spelled}(?!{_LETTER})", plain):
                begins, ends = places[match.start()], places[match.end() - 1] + 1
                written = text[begins:ends]
                in_one = written.isalpha() and not 1 < sum(map(str.isupper, written)) < len(written)
                apart = match["apart"] is not None and _is_of_others(text, begins, ends)
                if not in_one and not apart and (written[0].isupper() or not only_words):
                    yield _with_brackets(text, begins, ends)


def _is_of_others(text: str, begins: int, ends: int) -> bool:
    """Whether words that a comma, a bracket or a line's end sets apart belong to the words around them: of Chen Wei,
    Wang Fang, nobody is Wang Wei."""
    before, after = _LAST_WORD.search(text[:begins]), _NEXT_WORD.match(text[ends:])
    is_name = before is not None and before[0][0].isupper() and re.fullmatch(TITLE, before[0].strip().lower()) is None
    return is_name or (after is not None and after[0].strip()[0].isupper())


def _with_brackets(text: str, begins: int, ends: int) -> tuple[int, int]:
    """A part of a text, and the other one of two brackets of which one is in it."""
    opened, closed = (sum(map(text[begins:ends].count, signs)) for signs in (_OPEN, _CLOSED))
    ends += opened > closed and text[ends : ends + 1] in (*_CLOSED,)
    begins -= closed > opened and text[begins - 1 : begins] in (*_OPEN,)
    return begins, ends


def _runs(text: str) -> list[list[str]]:
    """The words in letters of a text, without marks, as far as a name may go on from one to the next; those that are
    joined also in two."""
    runs: list[list[str]] = []
    for written in {text, *(re.sub(sign, " ", text) for sign in _JOINED)}:
        plain, end = unmarked(written)[0], -1
        for match in _WORD.finditer(plain):
            if end < 0 or not re.fullmatch(_APART, plain[end : match.start()]):
                runs.append([])
            runs[-1].append(_bare(match[0]))
            end = match.end()
    return runs


def _words(text: str) -> list[str]:
    return [_bare(match[0]) for match in _WORD.finditer(unmarked(text)[0])]


def _bare(word: str) -> str:
    return "".join(filter(str.isalpha, _POSSESSIVE.sub("", word)))


def _orders(words: Sequence[T]) -> set[tuple[T, ...]]:
    """Words in their order, with the first of them last, and with the last one first."""
    return {(*words,), (*words[1:], *words[:1]), (*words[-1:], *words[:-1])}


def _keys(words: Sequence[str]) -> Iterator[str]:
    for at, one in enumerate(words):
        yield from (_key(one, other) for other in words[at + 1 : at + 1 + _FAR])
    for one, two, three in zip(words, words[1:], words[2:], strict=False):  # Xiao Ming Li is called Xiaoming Li
        yield _key(one + two, three)
        yield _key(one, two + three)


def _key(one: str, other: str) -> str:
    return " ".join(sorted((one, other)))


def _patterns(words: Sequence[str], *, family_first: bool) -> Iterator[str]:
    """Patterns of a name in letters: in either order, what is between its first word and its last left out, or an
    initial. Where a sign parts its two ends that may part the names of two people, that is the group `apart`."""
    if len(words) < 2:
        return
    needed = {0, len(words) - 1}
    family = 0 if family_first else len(words) - 1
    spelled = [(_WITHIN if len(word) >= _SPLIT else "").join(_SOUNDS.get(one, one) for one in word) for word in words]
    for order in sorted(_orders(range(len(words)))):
        first, last = (at for at, one in enumerate(order) if one in needed)
        before, between, after = ([f"(?:{spelled[one]}|{words[one][0]})" for one in some]
                                  for some in (order[:first], order[first + 1 : last], order[last + 1 :]))  # fmt: skip
        middle = "".join(f"(?:{one}{_APART})?" for one in between) or f"(?:[a-z]{_APART})?"
        apart = f"{_ACROSS}|{_COMMA}" if order[first] == family else _ACROSS
        yield "".join((
            *(f"(?:{one}{_APART})?" for one in before), spelled[order[first]],
            f"(?:{_APART}(?!{spelled[order[last]]}){middle}|{_ON_A_LINE}|(?P<apart>{apart}))", spelled[order[last]],
            *(f"(?:{_APART}{one})?" for one in after),
        ))  # fmt: skip


def _read(text: str) -> Iterator[str]:
    """How all in characters is read that may be a name; a dot is a part of one from elsewhere."""
    for run in _RUN.findall(_SET_APART.sub("", text)):
        letters = _DOT.sub("", run)
        yield from read_as_names(letters, _SHORT, _LONG if letters == run else _WITH_DOTS)


def _written_at(text: str, name: str) -> Iterator[tuple[int, int]]:
    plain, within = simplified(text), simplified(_DOT.sub("", name))
    for match in re.finditer(rf"(?:{_DOT.pattern}|{BLANKS})".join(map(re.escape, within)), plain):
        before, after = _BEFORE.search(plain[: match.start()]), _AFTER.match(plain[match.end() :])
        a_word = len(within) == _SHORT and (within in HAN_WORDS or plain[: match.start()][-1:] + within[0] in _ENDS)
        set_apart = len(match[0].split()) > 1
        if (before and after) or not (a_word or set_apart) or (set_apart and not a_word and (before or after)):
            yield match.span()

"""Who may be named in free words: the keys by which people are listed, of all in a text that may be a name."""

import re
from collections.abc import Iterator

from talentapp.domain.folding import folded, simplified
from talentapp.domain.identity import read_apart, read_as_names
from talentapp.domain.namesakes import HAN_WORDS

_HAN = "\u3007\u3400-\u9fff"
_DOT = re.compile("[·•・‧∙]")
_RUN = re.compile(rf"[{_HAN}](?:{_DOT.pattern}?[{_HAN}])*")
_WORD = re.compile(rf"[^\W\d_{_HAN}]+(?:['-][^\W\d_{_HAN}]+)*")
_LETTER = rf"[^\W\d_{_HAN}]"
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ＇"), "'")
_SHORT = 2  # characters of the shortest name
_LONG, _WITH_DOTS = 4, 12  # of the longest
_WORDS = range(2, 5)  # of a name in letters
_PARTICLE = 3  # letters of the longest word within a name that may be small (van der Berg)
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


def keys_of_names(text: str) -> frozenset[str]:
    """The keys (`search.person_sort_key`) of all in a text that may be the name of a person: in two characters or more,
    or in words with capital letters, whichever of them is the family name."""
    spelled = {*map(folded, spelled_names(text))}
    return frozenset({*_read(text)} | spelled | {"".join(filter(str.isalpha, one)) for one in spelled})


def spelled_names(text: str) -> Iterator[str]:
    """All in words with capital letters that may be the name of a person: in their order, the first one last, the last
    one first, each as it is written and with a capital only at the beginning."""
    for some in re.split(rf"[^\w\s,.'-]|[{_HAN}]|\.\s|\n", text.translate(_APOSTROPHES)):
        words = [word.removesuffix("'s") for word in _WORD.findall(some)]
        for number in _WORDS:
            for at in range(len(words) - number + 1):
                named = words[at : at + number]
                small = [word for word in named if not word[0].isupper()]
                if not {named[0], named[-1]} & {*small} and all(len(word) <= _PARTICLE for word in small):
                    for order in (named, [*named[1:], named[0]], [named[-1], *named[:-1]]):
                        yield " ".join(order)
                        yield " ".join(one.title() if one.isupper() else one for one in order)


def places_of(text: str, name_zh: str, name_en: str) -> Iterator[tuple[int, int]]:
    """From and to where a text names somebody who is called so in characters and in letters, or in pinyin."""
    if len(name_zh) >= _SHORT:
        yield from _written_at(text, name_zh)
    plain = text.translate(_APOSTROPHES)
    for name in (name_en, " ".join(read_apart(name_zh) or ())):
        words = _WORD.findall(name.translate(_APOSTROPHES))
        for order in {(*words,), (*words[1:], *words[:1]), (*words[-1:], *words[:-1])} if len(words) > 1 else ():
            spelled = r"[\s,.]{1,3}".join(map(re.escape, order))
            for match in re.finditer(rf"(?<!{_LETTER}){spelled}(?!{_LETTER})", plain, re.IGNORECASE):
                if match[0][0].isupper():
                    yield match.span()


def _read(text: str) -> Iterator[str]:
    """How all in characters is read that may be a name; a dot is a part of one from elsewhere."""
    for run in _RUN.findall(text):
        letters = _DOT.sub("", run)
        yield from read_as_names(letters, _SHORT, _LONG if letters == run else _WITH_DOTS)


def _written_at(text: str, name: str) -> Iterator[tuple[int, int]]:
    plain, within = simplified(text), simplified(_DOT.sub("", name))
    for match in re.finditer(f"{_DOT.pattern}?".join(map(re.escape, within)), plain):
        before, after = plain[: match.start()], plain[match.end() :]
        a_word = len(within) == _SHORT and (within in HAN_WORDS or before[-1:] + within[0] in _ENDS)
        if not a_word or (_BEFORE.search(before) and _AFTER.match(after)):
            yield match.span()

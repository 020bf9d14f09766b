"""What an organisation is called: in either script, in short, by its first letters, as well-known ones are known."""

import re
from collections.abc import Iterator

from talentapp.domain.exonyms import also_called
from talentapp.domain.identity import reading, unmarked
from talentapp.domain.merging import LEGAL

_HAN = re.compile(r"[\u3400-\u9fff]+")
_BETWEEN_NAMES = re.compile(r"[()（）\[\]【】/／|;；、,，\n]+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_OF_ONE_SCRIPT = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff·]*|[^\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z&]+")
_SMALL = frozenset("of and the for at in de del di la le les des du der die das fur und e y et &".split())  # noqa: SIM905
_INITIALS = 3  # words whose first letters are a name
_FULL = 4  # characters of a company without its legal form
_SHORT = 2  # characters of what people call it
_SHORTEST = 3  # letters of a name in Latin letters
_TELLING = 5  # letters of a first word, or of a name in pinyin, that is told from other words
_WHAT_AND_WHERE = re.compile(
    r"(?:科技|技术|软件|硬件|系统|网络|信息|通信|电子|微电子|光电|半导体|集成电路|芯片|晶圆|封装|先进|存储|计算|云|数据|人工智能"
    r"|智能|智慧|自动化|机器人|验证|顾问|咨询|设计|服务|编译器|图形|图像|影像|医学|语言|语音|视觉|加速|互连|迁移|数值|边缘"
    r"|类比|模拟|矽智财|移动|出行|材料|能源|制造|工程|研究所|研究院|研究中心|实验室|学院|大学|科学|理工|工业|集团|控股|国际"
    r"|股份|中国|全球|亚洲|人才|产业|总部|分公司|分部|分院|事业部|办事处|研发中心|校区|团队|部门)+$"
)
"""What a Chinese organisation does, and which part of it this is, at the end of its name; simplified."""
_PLACES = re.compile(
    "^(?:国立|省立|市立|私立|中国|北京|上海|深圳|广州|杭州|南京|苏州|成都|武汉|西安|合肥|天津|重庆|厦门|台湾|台北|新竹|香港|澳门)市?"
)
_NO_NAMES = frozenset(
    """
    ai ic gpu lab labs cloud research technology technologies tech semiconductor semiconductors microelectronics
    electronics systems group center centre university institute college school department office branch division
    headquarters hq team international global r d sample example the and of for
    inc ltd co corp company limited gmbh ag sa llc plc bv kk
    china asia europe america usa us uk eu shenzhen shanghai beijing hangzhou nanjing suzhou chengdu wuhan xian
    guangzhou hefei tianjin taipei hsinchu taiwan hong kong singapore germany japan korea canada france sweden
    netherlands israel india toronto
    """.split()  # noqa: SIM905
)
"""Words that alone are no name: what an organisation does, its legal form, and where it is."""


def called_so(place: str) -> list[str]:
    """An organisation as it is written, folded, and as people write it: each of the names that stand in the cell, also
    without its legal form and without what it does."""
    found = [unmarked(place)[0]]
    for name in _names_in(place):
        short = LEGAL.sub("", name).strip(" ,.")
        found.append(name)
        if not _HAN.search(short):
            found += [short] if len(short) >= _SHORTEST else []
            continue
        stem = _stem(short)  # nothing is left of a name that only says what is done there
        found += [short] if stem and len(short) >= _FULL else []
        found += [stem] if len(stem) >= _SHORT else []
    return [one for one in dict.fromkeys(found) if len(one) >= _SHORT]


def in_other_words(place: str) -> tuple[str, ...]:
    """What else an organisation is called, folded: in short, in the other script, or in pinyin."""
    sounds = (reading(one) for one in called_so(place)[-1:] if _HAN.fullmatch(one))
    return (*also_called(place), *(one for one in sounds if len(one) >= _TELLING))


def first_words(place: str) -> list[str]:
    """The first words of an organisation's Latin names, folded, where they are telling."""
    first = (name.partition(" ")[0] for name in _names_in(place) if not _HAN.search(name))
    return [word for word in first if len(word) >= _TELLING and word not in _NO_NAMES]


def initials_of(place: str) -> list[str]:
    """The first letters of an organisation's Latin names of several words, folded."""
    names = (LEGAL.sub("", name) for name in _names_in(place) if not _HAN.search(name))
    split = ([word for word in _LATIN.findall(name) if word not in _SMALL] for name in names)
    return ["".join(word[0] for word in words) for words in split if len(words) >= _INITIALS]


def _names_in(place: str) -> list[str]:
    """The names that stand in a cell, folded: in either script, without a branch of it and where it is."""
    found: list[str] = []
    for name in _parts(unmarked(place)[0]):
        if _HAN.search(name):
            tells = not found or bool(_stem(LEGAL.sub("", name)))
        else:  # a second one in Latin letters alone is rather a city
            words = _LATIN.findall(name)
            tells = bool(words) and not {*words} <= _NO_NAMES
            tells = tells and (not found or len(words) > 1 or _HAN.search(found[0]) is not None)
        found += [name] if tells else []
    return found


def _parts(text: str) -> Iterator[str]:
    for cell in _BETWEEN_NAMES.split(text):
        yield from filter(None, (part.strip(" .·-–—&") for part in _OF_ONE_SCRIPT.findall(cell)))


def _stem(name: str) -> str:
    return _WHAT_AND_WHERE.sub("", _PLACES.sub("", name))

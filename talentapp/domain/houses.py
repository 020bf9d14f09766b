"""What an organisation is called: in either script, in short, by its first letters, as well-known ones are known."""

import re
from collections.abc import Iterator

from talentapp.domain.exonyms import also_called
from talentapp.domain.folding import compatible
from talentapp.domain.identity import reading, unmarked
from talentapp.domain.merging import LEGAL
from talentapp.domain.namesakes import NAMESAKES
from talentapp.domain.notations import closed_up, in_full

_HAN = re.compile(r"[\u3400-\u9fff]+")
_BETWEEN_NAMES = re.compile(r"([()（）\[\]【】/／|;；、,，\n]+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff]))")
_FORM_BEFORE = re.compile(r"^(?:the |株式会社|有限会社|合同会社|\(株\)|formerly |previously |now |原名|前身|曾用名)\s*")
"""What may stand before a name: an article, the legal form, and that it was another."""
_OF_ONE_SCRIPT = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
_CAMPUS = re.compile(r".*大学([\u3400-\u9fff]{2,}分校)")
"""A university with the part of it that is called after a place."""
_LATIN = re.compile(r"[a-z&]+")
_COINED = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+[A-Z][A-Za-z]*")
"""A word with a capital letter within, which is nobody else's (DeepMind)."""
_SMALL = frozenset("of and the for at in de del di la le les des du der die das fur und e y et &".split())  # noqa: SIM905
_INITIALS = 3  # words whose first letters are a name
_FULL = 4  # characters of a company without its legal form
_SHORT = 2  # characters of what people call it
_SHORTEST = 3  # letters of a name in Latin letters
_PAIR = 2  # words that are a name though each is a word of the language
_TELLING = 5  # letters of a first word, or of a name in pinyin, that is told from other words
_WHAT_AND_WHERE = re.compile(
    r"(?:科技|技术|软件|硬件|系统|网络|信息|通信|电子|微电子|光电|半导体|集成电路|芯片|晶圆|封装|先进|存储|计算|云|数据|人工智能"
    r"|智能|智慧|自动化|机器人|验证|顾问|咨询|设计|服务|编译器|图形|图像|影像|医学|语言|语音|视觉|加速|互连|迁移|数值|边缘"
    r"|类比|模拟|矽智财|移动|出行|材料|能源|制造|工程|研究所|研究院|研究中心|实验室|学院|大学|科学|理工|工业|集团|控股|国际"
    r"|股份|中国|全球|亚洲|人才|产业|交通|石油|地质|矿业|农业|师范|医科|财经|政法|民族|邮电|航空|航天|电力|化工|海洋|林业"
    r"|建筑|纺织|体育|传媒|外国语|水利|铁道|量子|光子|内存|显存|汽车|生物|医药|医疗|金融|教育|总部|分公司|分部|分院|事业部|办事处|研发中心|校区|团队|部门)+$"
)
"""What a Chinese organisation does, and which part of it this is, at the end of its name; simplified."""
_PLACES = re.compile(
    "^(?:国立|省立|市立|私立|中国|北京|上海|深圳|广州|杭州|南京|苏州|成都|武汉|西安|合肥|天津|重庆|厦门|台湾|台北|新竹|香港|澳门)市?"
)
_NO_NAMES = frozenset(
    """
    ai ic gpu lab labs laboratory laboratories cloud research technology technologies tech semiconductor semiconductors
    microelectronics electronics systems group center centre university institute college school department office
    branch division headquarters hq team international global r d sample example the and of for
    inc ltd co corp company limited gmbh ag sa llc plc bv kk
    china asia europe america usa us uk eu shenzhen shanghai beijing hangzhou nanjing suzhou chengdu wuhan xian
    guangzhou hefei tianjin taipei hsinchu taiwan hong kong singapore germany japan korea canada france sweden
    netherlands israel india toronto austin cambridge munich paris london tokyo seoul bangalore bengaluru dublin zurich
    grenoble dresden haifa bristol oxford berlin boston seattle vancouver montreal ottawa kyoto osaka stockholm
    helsinki hongkong
    """.split()  # noqa: SIM905
)
"""Words that alone are no name: what an organisation does, its legal form, and where it is."""
_DOES = frozenset(
    """
    memory storage computing compute semiconductor semiconductors microelectronics electronics technology technologies
    tech systems labs laboratories networks networking software solutions devices photonics optics materials robotics
    research group holdings industries international microsystems micro silicon circuits design intelligence ai
    """.split()  # noqa: SIM905
)
"""Words at the end of a Latin name that people leave out."""
_OF_MANY = frozenset(
    """
    national technical royal imperial federal state northern southern eastern western american asian chinese european
    german indian korean universitat universite universita universidad technische politecnico
    """.split()  # noqa: SIM905
)
"""Words that many names begin with, and many sentences."""
_SCHOOLS = frozenset("university college institute school academy".split())  # noqa: SIM905
_OF_PLACES = frozenset("new north south east west san santa los las saint st tel cape rio sao".split())  # noqa: SIM905
"""Words that the names of places begin with: without what is there, a name is only where it is."""
_WORDS_TOO = NAMESAKES | _DOES | _OF_MANY
_TECHNICAL = frozenset("bicmos devops finfet lidar mlops".split())  # noqa: SIM905
"""Words with a capital letter within that are anybody's."""


def called_so(place: str) -> list[str]:
    """An organisation as it is written, folded, and as people write it: each of the names that stand in the cell, also
    without its legal form and without what it does, and the words in them that were coined for it."""
    found = [unmarked(place)[0], *_coined_in(place)]
    for name in _names_in(place):
        short = LEGAL.sub("", name).strip(" ,.")
        found.append(name)
        if not _HAN.search(short):
            found += [one for one in (short, _without_what(short)) if len(one) >= _SHORTEST]
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
    """The first words of an organisation's Latin names, folded, where they are telling: of one that is a word of the
    language, too, the first two (advanced micro)."""
    found = []
    for name in _names_in(place):
        first, _, rest = name.partition(" ")
        if len(first) >= _TELLING and first not in _NO_NAMES | _OF_PLACES and not _HAN.search(name):
            found.append(f"{first} {rest.partition(' ')[0]}".strip() if first in _WORDS_TOO else first)
    return found


def initials_of(place: str) -> list[str]:
    """The first letters of an organisation's Latin names of several words, folded."""
    names = (LEGAL.sub("", name) for name in _names_in(place) if not _HAN.search(name))
    split = ([word for word in _LATIN.findall(name) if word not in _SMALL] for name in names)
    return ["".join(word[0] for word in words) for words in split if len(words) >= _INITIALS]


def _names_in(place: str) -> list[str]:
    """The names that stand in a cell, folded: in either script, without a branch of it and where it is."""
    found: list[str] = []
    for name, in_brackets in _parts(in_full(unmarked(place)[0])):
        words = _LATIN.findall(name)
        if _HAN.search(name):
            tells = not found or bool(_stem(LEGAL.sub("", name)))
        elif not words:  # in another script than these two
            tells = sum(map(str.isalpha, name)) >= _SHORT
        else:  # a second one in Latin letters alone is rather a city, but for a short name in brackets
            tells = not {*words} <= _NO_NAMES
            tells = tells and (not found or in_brackets or len(words) > 1 or _HAN.search(found[0]) is not None)
        found += [name] if tells else []
    return found


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a cell, each of one script, apart where a sign stands between and as one, and whether they stand in
    brackets."""
    before = ""
    for at, cell in enumerate(_BETWEEN_NAMES.split(text)):
        if at % 2:
            before = cell
            continue
        written = _FORM_BEFORE.sub("", cell.strip())
        parts = [part for one in dict.fromkeys((written, closed_up(written))) for part in _OF_ONE_SCRIPT.findall(one)]
        parts += [campus[1] for part in parts if (campus := _CAMPUS.fullmatch(part))]
        for part in dict.fromkeys(parts):
            if name := _FORM_BEFORE.sub("", part.strip(" .·-–—&")):
                yield name, bool(set(before) & set("([（【"))


def _coined_in(place: str) -> list[str]:
    """The words of a cell that were coined as names, folded."""
    words = (word.lower() for word in _COINED.findall(compatible(place)))
    return [word for word in words if len(word) >= _TELLING and word not in _NO_NAMES | _TECHNICAL]


def _without_what(name: str) -> str:
    """A Latin name without what the organisation does or is (han river memory, stony brook university): at least two
    words are left, else it is told from other words by its first one alone."""
    words = name.split()
    while len(words) > _PAIR and (words[-1] in _DOES | _SMALL or (words[-1] in _SCHOOLS and _tells(words[:-1]))):
        words.pop()
    return " ".join(words)


def _tells(words: list[str]) -> bool:
    """Whether the first words of a name are more than where it is and words of the language."""
    return words[0] not in _OF_PLACES and not {*words} <= _NO_NAMES | _WORDS_TOO | _SMALL


def _stem(name: str) -> str:
    return _WHAT_AND_WHERE.sub("", _PLACES.sub("", name))

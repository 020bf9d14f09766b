"""The lists of a CV: skills, research fields, languages, publications, and the texts about the person."""

import re
from collections.abc import Iterator, Sequence

from talentapp.domain.folding import squeezed
from talentapp.files.cvs.labels import emails
from talentapp.files.cvs.text import Found, Para, Part
from talentapp.files.papers.line_ends import BULLET
from talentapp.files.values.cells import split
from talentapp.files.words.headings import Section, section_of
from talentapp.files.words.marks import LANGUAGE, is_table_head

_HAN = r"\u3400-\u9fff"
_LEVELS = (
    r"native(?: speaker)?|mother tongue|fluent(?:ly)?|bilingual|proficient|"
    r"professional(?: working)?(?: proficiency)?|advanced|intermediate|"
    r"basic|beginner|elementary|conversational|working(?: knowledge| proficiency)?|"
    r"limited(?: working)?(?: proficiency)?|full professional(?: proficiency)?|native or bilingual(?: proficiency)?|"
    r"[abc][12](?:\s?[-–/]\s?[abc][12])?|hsk\s?\d|jlpt\s?n\d|n\d|good|excellent|expert|strong|familiar|very good|"
    r"business(?: level)?|proficiency|"
    r"toefl.*|ielts.*|母语|母語|流利|流利(?:使用)?|熟练|熟練|精通|良好|一般|基础|基礎|日常(?:交流|会话)|工作语言|"
    r"工作語言|商务|商務|初级|初級|中级|中級|高级|高級|中等|略懂|"
    r"精熟|掌握|熟悉|了解|可.{0,6}|"
    r"cet-?[46]|英语六级|六级|四级|雅思.*|托福.*|多益.*|toeic.*|c1水平|muttersprache|fließend|courant|reading|"
    r"spoken|written|良|优秀|"
    r"優秀|精|入门|入門|普通|專業|专业"
)
_LEVEL = re.compile(rf"(?:{_LEVELS})", re.I)
_SKILL_LEVEL = re.compile(
    r"\s*[(（](?:expert|advanced|proficient|intermediate|basic|beginner|fluent|familiar|good|excellent|精通|熟练|"
    r"熟練|熟悉|"
    r"掌握|了解|擅长|擅長|\d+\+?\s*(?:years?|yrs?|年)(?:经验|經驗)?)[)）]\s*$|\s+[-–—:：]\s*(?:expert|advanced|"
    r"proficient|"
    r"intermediate|basic|beginner)\s*$|\s*[★☆●○◐■□◆◇⬤◯⚫⚪▮▯▰▱█░]{2,}$|\s+\d{1,3}\s?[%％]$|\s+\d{1,3}\s?/\s?(?:5|10|100)$|"
    r"\s+\d{1,2}\+?\s?(?:years?|yrs?)$",
    re.I,
)
_SKILL_LEAD = re.compile(
    r"^(?:精通|熟练掌握|熟練掌握|熟练使用|熟練使用|熟练运用|熟练|熟練|熟悉|掌握|了解|擅长|擅長|具备|具備|"
    r"proficient (?:in|with)|experienced (?:in|with)|"
    r"experience (?:in|with)|expert in|familiar with|knowledge of|expertise in|skilled in|strong in)\s*[:：]?\s*",
    re.I,
)
_LABEL = re.compile(r"^\s*([^:：\t]{2,40}?)\s*[:：]\s*(?=\S)")
_LABEL_CELL = re.compile(r"^([^\t]{2,36})\t(?=[^\t]*[,，、;；#])")
_CELL = re.compile(r"(?<=\t)([^\t:：]{2,36})[:：]\s*(?=[^\t])")
_STOPS = "、,，;；|｜•●·∙"
_HOW_LONG = re.compile(r"\d{1,3}\+?\s?(?:个月|個月|months?|years?|yrs?|年)(?:经验|經驗)?", re.I)
_NO_SKILL = re.compile(r"^(?:and|etc\.?|等|以及|other|others|其他|skills?|技能)$", re.I)


def _bodies(part: Part) -> Iterator[tuple[str, int, Para]]:
    """The text of each paragraph without bullet, with its offset. The heads of a table are left out, and the heading
    that a further cell repeats in another language."""
    for para in part.paras:
        cells = para.text.split("\t")
        if len(cells) > 1 and all(map(is_table_head, cells)):
            continue
        if any(True for _ in emails(para)):
            continue  # how to reach somebody
        begin = bullet.end() if (bullet := BULLET.match(para.text)) else 0
        yield _CELL.sub(lambda hit: "" if section_of(hit[1]) else hit[0], para.text[begin:]), begin, para


def _items(text: str, slashes: bool = False) -> list[str]:
    """The items of a list on one line; one without separators is itself an item, unless it can only be several."""
    words = text.split()
    if len(words) > 2 and not re.search(rf"[{_STOPS}/\t]", text):
        marked = sum(bool(re.search(rf"[{_HAN}+#\d]|^[A-Z]{{2,}}", word)) for word in words)
        if marked * 2 > len(words) - 1 and all(re.match(rf"[{_HAN}A-Z.]", word) for word in words):
            return words
    text = re.sub(r"\s+[/／*]\s+|\s+[-–—]\s+(?=[A-Z])" if slashes else r"\s+[/／*]\s+", "、", text)
    text = re.sub(r"\t|\s{3,}", "、", text)
    if text.count("#") > 1 and text.lstrip().startswith("#"):
        text = text.replace("#", "、")  # tags
    parts = split(text, _STOPS)
    made = []
    for part in parts:
        part = BULLET.sub("", part).strip(" .。;；,，")
        part = (
            re.sub(r"^(?:and|以及|及|和|与|與)\s*(?=\S)(?![\u3400-\u9fff]{0,1}$)", "", part)
            if re.match(r"and\s|以及", part)
            else part
        )
        part = re.sub(r"(?<=\S)\s*(?:等(?:等)?|etc\.?)$", "", part)
        if part and not _NO_SKILL.match(part):
            made.append(part)
    return made


def skills(parts: Sequence[Part]) -> list[Found]:
    """The skills of the sections about them, each once, as written."""
    made: list[Found] = []
    for part in parts:
        for text, begin, para in _bodies(part):
            label = _LABEL.match(text) or _LABEL_CELL.match(text)
            content = text[label.end() :] if label else text
            at = begin + (label.end() if label else 0)
            if label and _only_level(content):
                content, at = label[1], begin  # 片上网络：精通 | 120个月
            if _SKILL_LEAD.match(content) and content.isascii():  # Proficient in A, B and C. Familiar with D.
                content = re.sub(r",?\s+and\s+(?=[^\s,.]+(?:\s[^\s,.]+)?(?:[.,;]|$))|\.\s+(?=[A-Z])", ", ", content)
            content = re.sub(r"(?<=[|｜])\s*[^:：|｜,，、;；]{2,30}[:：](?=\s*\S)", " ", content)
            if _is_sentence(content):
                content = _SKILL_LEAD.sub("", content)
                if _is_sentence(content):
                    continue
            for place, item in enumerate(_items(content)):
                if place and "\t" in content and _only_level(item):
                    continue  # in a table, beside what is known
                item = _SKILL_LEVEL.sub("", _SKILL_LEAD.sub("", item)).strip()
                if _spoken(item) or is_table_head(item):
                    continue
                if 0 < len(item) <= (24 if re.search(f"[{_HAN}]{{6}}", item) else 60) and not _is_sentence(item):
                    made.append(_one("skills", item, para, at))
    return made


def _only_level(text: str) -> bool:
    """Whether a text says nothing but how well or how long something is known."""
    pieces = [
        piece.strip() for piece in re.split(rf"[|｜,，/／、()（）]|(?<=[{_HAN}])\s+(?=[A-Za-z])", text) if piece.strip()
    ]
    return bool(pieces) and all(_LEVEL.fullmatch(piece) or _HOW_LONG.fullmatch(piece) for piece in pieces)


def _is_sentence(text: str) -> bool:
    """Whether a text tells rather than lists."""
    if re.search(f"[{_HAN}]", text):
        if re.search(r"(?:我|本人|希望|可以).*[，,].*。$", text):
            return True
        return len(text) > 40 and not re.search(r"[、;；]", text) and bool(re.search(r"[，。]", text))
    words = text.split()
    return len(words) > 12 and text.count(",") < len(words) / 6 and not re.search(r"[;|•]", text)


def _one(field_name: str, item: str, para: Para, begin: int) -> Found:
    at = para.text.find(item, begin)
    places = para.places(at, at + len(item)) if at >= 0 else para.places(0, len(para.text))
    return Found(field_name, [item], places, item)


def fields(parts: Sequence[Part]) -> list[Found]:
    """Research fields, as written."""
    made: list[Found] = []
    for part in parts:
        for text, begin, para in _bodies(part):
            label = _LABEL.match(text)
            content = text[label.end() :] if label and len(label[1]) < 16 else text
            content = _ABOUT_FIELDS.sub("", content) if len(content) < 220 else content
            if _is_sentence(content) or len(content) > 400:
                continue
            commas = content.count(",")
            if commas > 1 or (commas and content != text) or (content != text and _TWO_AND_TWO.fullmatch(content)):
                content = re.sub(r",?\s+and\s+(?=[a-zA-Z])", ", ", content)
            items = _items(content)
            for item in items:
                item = _AND_SUCH.sub("", item) if len(item) > 6 else item
                if 1 < len(item) <= 80:
                    made.append(_one("research_fields", item, para, begin))
    return made


_ABOUT_FIELDS = re.compile(
    r"^(?:my |our )?(?:current )?(?:research )?(?:interests?|work|research|focus)\s*(?:is|are|lies?|include[sd]?|"
    r"focus(?:es)?)?\s*(?:on|in|include[sd]?|are|cover[s]?)?\s+(?=[a-z].*)|"
    r"^I (?:work|do research|speciali[sz]e|focus) (?:on|in)\s+|"
    r"^(?:主要)?(?:从事|主要研究(?!方向|领域|領域)|從事|研究方向(?:为|為|包括)?|研究兴趣(?:为|包括)?|聚焦(?:于|於)?)\s*[:：]?",
    re.I,
)
"""How a sentence about research fields begins."""
_AND_SUCH = re.compile(r"\s*(?:等?(?:方面|领域|領域|方向)(?:的(?:研究|工作))?|等?的研究)$")
_TWO_AND_TWO = re.compile(r"\S+ \S+(?: \S+)? and \S+ \S+(?: \S+)?\.?")
"""Two fields of several words each, in a sentence about them."""


def languages(parts: Sequence[Part]) -> list[Found]:
    """Languages by their names as written, without how well they are spoken."""
    made: list[Found] = []
    for part in parts:
        for text, begin, para in _bodies(part):
            made += language_items(para, text, begin)
    seen: set[str] = set()
    kept = []
    for one in made:
        key = squeezed(one.written)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _spoken(item: str) -> bool:
    """Whether an item of a list is a language that people speak, with no more than how well."""
    hit = LANGUAGE.match(item)
    rest = item[hit.end() :].strip(" \t:：-–—()（）") if hit else "?"
    return not rest or bool(_LEVEL.fullmatch(rest) or re.search(r"工作[语語]言|working language", rest))


def languages_among(skilled: Sequence[Part]) -> list[Found]:
    """The languages that people speak among skills, on lines of their own."""
    lines = [
        para
        for part in skilled
        for para in part.paras
        if LANGUAGE.fullmatch(re.split(r"[\t(（:：]", para.text)[0]) or all(map(_spoken, _items(para.text) or ["?"]))
    ]
    return languages([Part(Section.LANGUAGES, paras=lines)]) if lines else []


_BETWEEN = re.compile(r"(?:^|[,，、;；|•·])\s*(?:and\s+)?([A-Z][a-z]{2,14})(?=\s*(?:[,，、;；|•·(（]|$))")


def language_items(para: Para, value: str, at: int) -> list[Found]:
    """The languages of a list of them; a name that is not known counts where it stands between those that are."""
    hits = [(hit.start(), hit[0]) for hit in LANGUAGE.finditer(value)]
    if hits:
        hits += [
            (hit.start(1), hit[1])
            for hit in _BETWEEN.finditer(value)
            if not LANGUAGE.search(hit[1]) and not _LEVEL.fullmatch(hit[1])
        ]
    return [
        Found("languages", [written], para.places(at + start, at + start + len(written)), written)
        for start, written in sorted(hits)
    ]


def writings(parts: Sequence[Part]) -> list[Found]:
    """Publications and patents: each item is a piece of evidence."""
    made: list[Found] = []
    for part in parts:
        for text, begin, para in _bodies(part):
            text = re.sub(r"^\s*(?:\[\d{1,3}\]|[A-Z]\d{1,2}[.)])\s*", "", text).strip()
            if len(text) < 12 or re.fullmatch(r"[\w\s]{0,24}[:：]?", text):
                continue
            made.append(Found("evidence", [text], para.places(begin, len(para.text)), text))
    return made


def prose(parts: Sequence[Part], field_name: str) -> list[Found]:
    """The text of sections, paragraph by paragraph."""
    paras = [para for part in parts for para in part.paras]
    if not paras:
        return []
    text = "\n".join(BULLET.sub("", para.text).replace("\t", " ").strip() for para in paras)
    places = tuple(place for para in paras for place in para.places(0, len(para.text)))
    return [Found(field_name, text, places, text)]

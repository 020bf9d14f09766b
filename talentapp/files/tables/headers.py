"""What a heading means: looked up among the synonyms, with its hints, units and joined words taken into account."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from talentapp.domain.folding import folded, has_han, squeezed
from talentapp.domain.terms import Kind
from talentapp.files.tables.guesses import by_words
from talentapp.files.tables.synonyms import SYNONYMS
from talentapp.files.tables.tongues import TONGUES
from talentapp.files.values.coded import form

REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.CANDIDATES: ("name", "name_zh", "name_en", "family_name"),
    Kind.PROJECTS: ("title",),
    Kind.ORGANISATIONS: ("name_zh", "name_tw", "name_en"),
}
"""For each kind the targets of which one must have a column."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name_zh", "name_en"),
    "family_name": ("name_zh", "name_en"),
    "employer_post": ("employer", "post"),
    "school_degree": ("graduated_from", "highest_degree"),
    "contact_way": ("phone", "email"),
    "effort": ("effort_percent", "months_per_year"),
    "effort_range": ("effort_min", "effort_max"),
    "period": ("start", "end"),
    "noncompete": ("noncompete_until", "noncompete_with"),
    "nationality_country": ("nationality", "country"),
    "given_name": (),
    "row_number": (),
}
"""The fields that a target is read into, where they are not the one of its name."""


def fields_of(target: str) -> tuple[str, ...]:
    """The fields that a column of this target is read into."""
    return ("forms",) if target.startswith("form:") else FIELDS.get(target, (target,))


# Columns about somebody or something else: a heading with one of these words is never read by likeness.
_FOREIGN = re.compile(
    "导入问题|汇入问题|import problem|"
    "(?<!被)推荐|紧急|配偶|导师|父亲|母亲|介绍|填表|填报|审核|经办|出生|身份证|护照号|证件(?!国籍)|父母|家属|助理|秘书|创建|更新|录入|登记|前单位|原单位|"
    "用人单位|申请截止|报名|发布|申报单位|拟聘(?![用任]?(?:方式|形式|模式|类型)|.{0,4}数)|引进单位|意向单位|接收单位|依托单位|派出单位|签约|(?:顾问|猎头|客户经理)(?:邮箱|邮件|电话|手机|姓名|微信)|"
    "referee|emergency|spouse|supervisor|advisor'?s|assistant|birth|passport ?n(?!at)|created|updated|modified|"
    "recommender|reviewer|recruiter'?s? ?(?:e-?mail|phone|name|$)|filled|previous|former|past"
)
NEVER = re.compile(
    r"出生|生日|性别|年龄|民族|籍贯|政治面貌|婚姻|婚否|宗教|健康状况|\bbirth|\bborn\b|\bdob\b|\bgender\b|\bsex\b|\bage\b|"
    r"\bmarital\b|\bethnic|\breligion"
)
"""In a folded heading: what the app has no field for, and wants none."""
_HINT = re.compile(
    r"[(（\[【<][^)）\]】>]*[)）\]】>]|[:：*＊※]|必填|选填|可选(?!技能)"
    r"|required(?! ?(?:skills?|expertise))|optional(?! ?skills?)"
)
_LEAD = re.compile(
    r"^(?:候选人|申请人|人才|专家|人选|本人|请问|请填写|请选择|请输入|填写|您|你|个人|目前|当前|现在?|拟|的)+"
)
_BEFORE = re.compile(  # as surveys and forms count and mark their headings: Q3. 3、(3) ③ 三、*
    r"(?:第\s?\d{1,3}\s?题|[qQ]\s?\d{1,3}|\d{1,3}(?:\.\d{1,2})?)\s*(?:[、.．:：)）]\s*|\s)(?=\D)"
    r"(?!\s*(?:个?月|[天年周週日%％]|days?\b|weeks?\b|months?\b|years?\b|fte\b))"
    r"|[(（]\d{1,3}[)）]\s*|[\u2460-\u2473*＊※★●•▪■◆]+\s*|[一二三四五六七八九十]{1,3}[、.．]\s*"
)
_AFTER = re.compile(r"[\s*＊※★:：?？]+$|\s*[(（](?:必填|选填|可选|必選填|required|optional)[)）]$", re.I)
_WHOLE = re.compile(r"[【\[「『《<](.+)[】\]」』》>]")
_QUESTION = 60  # characters of a heading that asks in words
_TAIL = re.compile(r"(?:情况|信息|说明|一览|详情|描述|明细|列表|清单|简述|概述|list|details|information|info)+$")
_BRACKET = re.compile(r"(.+?)\s*[(（]\s*([^()（）]+?)\s*[)）]")  # degree (school)
_JOINED = re.compile(
    r"\s*(?:[/／\\|&＆+＋、,，;；\n—–・·@]|\s-\s|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])|与|及|和|\band\b)\s*"
)
_PAIRS = {
    frozenset(("employer", "post")): "employer_post",
    frozenset(("graduated_from", "highest_degree")): "school_degree",
    frozenset(("graduated_from", "research_fields")): "school_degree",
    frozenset(("graduated_from", "highest_degree", "research_fields")): "school_degree",
    frozenset(("phone", "email")): "contact_way",
    frozenset(("start", "end")): "period",
    frozenset(("effort_min", "effort_max")): "effort_range",
    frozenset(("effort_percent", "months_per_year")): "effort",
    frozenset(("noncompete_until", "noncompete_with")): "noncompete",
    frozenset(("family_name", "given_name")): "name",
    frozenset(("nationality", "country")): "nationality_country",
    frozenset(("name", "given_name")): "name",  # Name, Vorname
    frozenset(("name_zh", "name_en")): "name",
    frozenset(("name", "name_en")): "name",
    frozenset(("name", "name_zh")): "name",
}

_OF_PERIOD = re.compile(  # 计划期间(起), period (to)
    r".*(?:期间?|期程|期限|时间|日期|周期|period|dates?|duration|term)\s*[(（\[]\s*"
    r"(?:(?P<start>起始?|始|开始|自|start|from|begin)|迄|止|讫|结束|至|end|to|until)\s*[)）\]]"
)
_EITHER = frozenset(("现职", "目前任职", "currentposition"))  # a post, and often the employer before it
_TOGETHER = frozenset(_PAIRS.values())
_EFFORT_IN = {"percent": "effort_percent", "months": "months_per_year"}


@dataclass(frozen=True)
class Heading:
    """What a heading means: its target, how surely (1 exact, less by likeness), the unit that it states, and where it
    names several facts, their targets in its order."""

    target: str
    surety: float
    unit: str = ""
    order: tuple[str, ...] = ()


@cache
def _words(kind: Kind) -> dict[str, str]:
    table: dict[str, str] = {}
    for known in (SYNONYMS[kind], *TONGUES[kind]):
        for target, words in known.items():
            for word in words.split():
                table.setdefault(squeezed(word), target)
    return table


def _ways(written: str) -> Iterator[tuple[str, float]]:
    """The readings of a heading with how sure they are: as written, without hints, in one of its two languages."""
    plain = _HINT.sub(" ", written)
    yield written, 1.0
    yield plain, 1.0
    han = " ".join(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3、；，/&和与及或]+", plain))
    latin = " ".join(re.findall(r"[A-Za-z][A-Za-z '.,;&/-]*", plain))
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", han) and re.search(r"[a-z]{2}", latin):
        yield han, 0.95
        yield latin, 0.95
    if bare := _LEAD.sub("", squeezed(plain)):
        yield bare, 0.9


def _paired(plain: str, words: Mapping[str, str], kind: Kind) -> Heading | None:
    """A heading of two facts: 单位/职务, school and degree."""
    parts = [part for part in _JOINED.split(plain) if squeezed(part)]
    targets = [words.get(squeezed(part)) or words.get(_LEAD.sub("", squeezed(part))) for part in parts]
    if len(parts) == 2 and sum(map(bool, targets)) < 2:  # 现职公司/职称: known by its words only
        guessed = [target or by_words(part, kind) for target, part in zip(targets, parts, strict=True)]
        if pair := _PAIRS.get(frozenset(guessed)):
            return Heading(pair, 0.8, order=tuple(guessed))
    meant = frozenset(target for target in targets if target)
    if len(parts) < 2 or not all(targets):
        return None
    if meant in _PAIRS:
        return Heading(_PAIRS[meant], 0.95, order=tuple(target for target in targets if target))
    return Heading(min(meant), 0.85) if len(meant) == 1 else None


@lru_cache(maxsize=4096)
def heading(written: str, kind: Kind) -> Heading | None:
    """What `written` means as a heading of a table of this kind, or None. Long text is no heading."""
    found = _meant(written, kind)
    if not found and "\n" in written:
        found = _meant(written.replace("\n", ""), kind)  # a word that was broken to fit its column
    if found and found.target == "effort" and found.unit in _EFFORT_IN:
        return replace(found, target=_EFFORT_IN[found.unit])
    return found


def _meant(written: str, kind: Kind) -> Heading | None:
    if len(written) > 400:
        return None
    plain = bare(folded(written.replace("\n", " / ").replace("_", " ")))
    if not plain or len(_HINT.sub("", plain)) > (40 if has_han(plain) else _QUESTION):
        return None
    unit = _unit(plain)
    words = _words(kind)
    ways = list(_ways(plain))
    pairs = [pair for way, _ in ways if (pair := _paired(way, words, kind))]
    if (found := _BRACKET.fullmatch(plain)) and squeezed(plain) not in words:
        pairs += [pair for pair in [_paired(f"{found[1]} / {found[2]}", words, kind)] if pair]
    if kind is Kind.PROJECTS and (end := _OF_PERIOD.fullmatch(plain)):
        return Heading("start" if end["start"] else "end", 0.95)
    if pair := next((pair for pair in pairs if pair.target in _TOGETHER), None):
        # asked first: 最高学历/毕业院校 is two things, without / one
        return Heading(pair.target, pair.surety, unit, pair.order)
    if squeezed(plain) in _EITHER:
        return Heading("employer_post", 0.9, order=("post",))
    for way, surety in ways:
        if target := words.get(squeezed(way)):
            return Heading(target, surety, unit)
    if pairs:
        return Heading(pairs[0].target, 0.95, unit)
    if kind is not Kind.ORGANISATIONS and (known := form(plain)):
        return Heading(f"form:{known}", 0.8)
    if _FOREIGN.search(plain):
        return None
    parts = [part for part in _JOINED.split(_HINT.sub(" ", plain)) if squeezed(part)]
    if len(parts) > 1 and (target := words.get(squeezed(parts[0])) or words.get(_LEAD.sub("", squeezed(parts[0])))):
        return Heading(target, 0.7, unit)  # the first of several words, where not all are known
    if target := by_words(_HINT.sub(" ", plain).strip(), kind):
        return Heading(target, 0.55, unit)
    return _alike(squeezed(_HINT.sub(" ", plain)), words, unit)


def bare(written: str) -> str:
    """A heading without what forms put around one: numbers, stars, colons, 必填, brackets."""
    plain, text = written.strip(), ""
    while plain and plain != text:
        text = plain
        plain = _AFTER.sub("", text[found.end() :] if (found := _BEFORE.match(text)) else text)
        if whole := _WHOLE.fullmatch(plain):
            plain = whole[1].strip()
    return plain or text


def foreign(written: str) -> bool:
    """Whether a heading is about somebody or something else: a referee, a spouse, the person who filled the form in."""
    return _FOREIGN.search(folded(written)) is not None


def _alike(key: str, words: Mapping[str, str], unit: str) -> Heading | None:
    """The longest synonym that the heading ends with: the last word of a heading, in both languages, is what it is
    about (单位地址 is an address, "primary e-mail" an e-mail)."""
    bare = _TAIL.sub("", key)
    ends = (bare[start:] for start in range(len(bare)))
    best = next((word for word in ends if word in words and len(word) >= (4 if word.isascii() else 2)), "")
    if best and len(best) * (2.5 if best.isascii() else 3) >= len(bare):
        return Heading(words[best], 0.6 * len(best) / len(bare), unit)
    return None


_DAYS_A_WEEK = re.compile(r"每[周星].{0,8}[日天]|[日天] ?/ ?周|days? ?(?:per|/|a|each) ?(?:week|wk)|days? weekly")


def _unit(plain: str) -> str:
    if _DAYS_A_WEEK.search(plain):
        return "days"
    if "%" in plain or "percent" in plain or "百分" in plain:
        return "percent"
    if "月" in plain or "month" in plain:
        return "months"
    return "percent" if "比例" in plain or "占比" in plain else ""

"""Cells that hold two facts: employer and post, school and degree, the end of a non-compete and with whom."""

import re
from datetime import date

from talentapp.domain.folding import folded
from talentapp.domain.intake import Trouble
from talentapp.files import dates
from talentapp.files.cells import Cell, Unclear, block, listed, split

_POST = re.compile(
    r"工程师|工程師|教授|研究员|研究員|总监|总監|總監|经理|經理|科学家|科學家|主任|院长|院長|所长|所長|主管|专家|專家|架构师|架構師|"
    r"讲师|講師|博士后|博士後|顾问|顧問|总裁|總裁|董事|首席|负责人|負責人|院士|创始人|創辦人|处长|部长|组长|高工|助理|"
    r"\b(?:engineer|professor|scientist|director|manager|lead|leader|architect|researcher|fellow|c[teo]o|vp|"
    r"vice president|president|head|chief|principal|staff|postdoc\w*|lecturer|consultant|chair|dean|founder|"
    r"co-founder|specialist|developer|designer|analyst|member of technical staff|mts|technologist)\b",
    re.I,
)
_BODY = re.compile(
    r"大学|大學|学院|學院|公司|研究所|研究院|实验室|實驗室|集团|集團|中心|科学院|\b(?:university|institute|college|school|inc|corp\w*|ltd|llc|gmbh|"
    r"laborator\w+|labs?|co|company|group|ag|plc|eth|epfl|mit)\b\.?",
    re.I,
)
_CUT = re.compile(r"^(.*(?:大学|大學|学院|學院|公司|研究所|研究院|实验室|實驗室|集团|集團|中心|科学院))\s*(\S.*)$")


def _halves(written: str) -> list[str]:
    """The two halves that a cell is written in, by the strongest sign between them."""
    for separators in ("\n", "|｜", ";；", "/／", "，,", "、"):
        parts = split(written, separators)
        if len(parts) > 1:
            return parts
    for sign in (
        r"\s+[-–—]+\s+|\s*——\s*",
        r"\s*[:：]\s*",
        r"(?<=[\u3400-\u9fff)）])\s+(?=\S)|(?<=\S)\s+(?=[\u3400-\u9fff])",
    ):
        parts = [part for part in re.split(sign, written) if part]
        if len(parts) > 1:
            return parts
    return [written]


def employer_and_post(written: str) -> dict[str, str]:
    """Employer and post from one cell, in either order. Where neither can be told from the other it is unclear."""
    if not written:
        return {}
    if found := re.fullmatch(r"(.+?)\s+(?:at|@)\s+(.+)", written, re.I):
        return {"post": found[1].strip(" ,"), "employer": found[2].strip()}
    found = re.fullmatch(r"(.+?)\s*[(（]([^()（）]+)[)）]", written)
    if found and _POST.search(found[2]) and not _POST.search(found[1]):
        return {"employer": found[1], "post": found[2]}
    parts = _halves(" \n".join(written.split("\n")).replace(" \n", "\n"))
    if len(parts) == 1:
        cut = _CUT.match(written)
        if cut and _POST.search(cut[2]) and not _POST.search(cut[1]):
            return {"employer": cut[1], "post": cut[2]}
        if _BODY.search(written) and not _POST.search(written):
            return {"employer": written}
        raise Unclear(Trouble.VALUE_UNCLEAR)
    posts = [bool(_POST.search(part)) and not re.search(r"(?:公司|大学|大學)$", part) for part in parts]
    if posts[0] and not posts[-1]:
        first = posts.index(False)
    elif posts[-1] and not posts[0]:
        first = posts.index(True)
    elif len(parts) == 2 and all(posts) and _BODY.search(parts[0]) and not _BODY.search(parts[1]):
        first = 1
    else:
        raise Unclear(Trouble.VALUE_UNCLEAR)
    joint = ", " if written.isascii() else "，"
    halves = joint.join(parts[:first]).strip(), joint.join(parts[first:]).strip()
    post, employer = halves if posts[0] else halves[::-1]
    return {"employer": employer, "post": post}


_DEGREE = re.compile(
    r"博士后|博士後|博士研究生|硕士研究生|碩士研究生|工学博士|理学博士|工學博士|理學博士|工学硕士|理学硕士|博士|硕士|碩士|本科|"
    r"学士|學士|大专|专科|研究生|"
    r"(?<![a-z])(?:ph\.?\s?d\.?|d\.?phil\.?|doctorate|doctoral degree|doctor|dr\.?[- ]?ing\.?|sc\.?d\.?|m\.?sc\.?|"
    r"m\.?s\.?|m\.?eng\.?|m\.?phil\.?|m\.?a\.?|mba|master(?:'s)?(?: degree)?|b\.?sc\.?|b\.?eng\.?|b\.?s\.?|"
    r"b\.?a\.?|bachelor(?:'s)?(?: degree)?)(?![a-z])",
    re.I,
)
_SCHOOL = re.compile(
    r"大学|大學|学院|學院|研究所|研究院|科学院|universit|institut|college|school|école|\b(?:eth|epfl)\b|(?-i:\b[A-Z]{3,}\b)",
    re.I,
)


def school_and_degree(written: str) -> dict[str, str]:
    """Institution and highest degree from one cell ("博士，清华大学", "PhD (Stanford University), 2012")."""
    if not written:
        return {}
    found = list(_DEGREE.finditer(written))
    if not found:
        schools = [part for part in split(written, "\n;；,，/／、|") if _SCHOOL.search(part)]
        if len(schools) == 1:
            return {"graduated_from": schools[0]}
        raise Unclear(Trouble.VALUE_UNCLEAR)
    if len({folded(hit.group()) for hit in found}) > 1 and len(split(written, "\n;；")) > 1:
        written = _highest(split(written, "\n;；"))
        found = list(_DEGREE.finditer(written))
    degree = found[0].group().strip()
    rest = written[: found[0].start()] + "|" + written[found[0].end() :]
    rest = re.sub(r"(?:学位|學位|毕业|畢業|degree)", "|", rest)
    rest = re.sub(
        r"(?:19|20)\d{2}(?:[./-]\d{1,2})?\s*年?|\b(?:in|of|from|at)\b(?=\s*\|)|(?<=\|)\s*(?:from|at)\s", "|", rest
    )
    parts = [part.strip(" .,，") for part in re.split(r"[|/／,，、;；()（）\n:：]|\s[-–—]\s|\bfrom\b|\bat\b", rest)]
    schools = [part for part in parts if part and _SCHOOL.search(part)]
    others = [part for part in parts if part]
    if not schools and len(others) == 1:
        schools = others
    if len(schools) != 1:
        if others:
            raise Unclear(Trouble.VALUE_UNCLEAR)
        return {"highest_degree": degree}
    return {"highest_degree": degree, "graduated_from": re.sub(r"^(?:in|of)\s.*", "", schools[0]) or schools[0]}


def _highest(lines: list[str]) -> str:
    ranks = ("博士", "ph", "doctor", "dr", "d.phil", "硕士", "碩士", "m", "本科", "学士", "學士", "b")

    def rank(line: str) -> int:
        hit = _DEGREE.search(line)
        word = folded(hit.group()) if hit else ""
        return next((place for place, start in enumerate(ranks) if start in word[: len(start) + 2]), len(ranks))

    return min(lines, key=rank)


_EVERYBODY = re.compile(
    r"^(?:\*|所有|全部|全行业|全行業|任何|同行业|all|any)(?:.{0,8}(?:企业|企業|公司|单位|firms?|compan\w+|employers?))?$",
    re.I,
)
_NO = re.compile(r"^(?:无|否|没有|不适用|未签|无竞业.*|no|none|n/?a|not applicable)$", re.I)


def noncompete(cell: Cell) -> tuple[date | None, list[str]]:
    """Until when a non-compete runs and with whom, from one cell; ["*"] where it bars every firm."""
    if isinstance(cell, (int, float, date)):
        return dates.day(cell, last=True), []
    written = block(cell)
    if not written or _NO.match(folded(written)):
        return None, []
    until: date | None = None
    bodies: list[str] = []
    for part in listed(re.sub(r"[()（）]", "；", written)):
        try:
            found = dates.day(part, last=True)
        except Unclear:
            if re.search(r"\d{4}", part) or re.fullmatch(r"有|是|yes|待定|tbd|待确认", folded(part)):
                raise
            bodies.append("*" if _EVERYBODY.match(folded(part)) else re.sub(r"^(?:与|和|单位)[:：]?\s*", "", part))
            continue
        until = max(until, found) if until and found else until or found
    return until, bodies

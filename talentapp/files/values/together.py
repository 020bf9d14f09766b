"""Cells that hold two facts: employer and post, school and degree, the end of a non-compete and with whom."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from talentapp.domain.folding import folded
from talentapp.domain.intake import Trouble
from talentapp.files.values import dates
from talentapp.files.values.cells import Cell, Unclear, block, listed, outside_brackets, split, text
from talentapp.files.words.marks import BODY, POST, SCHOOL, SUBJECT, rank_of

_CUT = re.compile(
    r"^(.*(?:大学|大學|学院|學院|公司|研究所|研究院|实验室|實驗室|集团|集團|中心|科学院)(?:\s*[(（][^()（）]*[)）])?)\s*([^\s(（].*)$"
)
_LATIN_CUT = re.compile(
    r"^(.*(?<![A-Za-z])(?:University|Univ|Institute|Inc|Corp|Ltd|LLC|GmbH|AG|Co|Labs?)\.?)\s+([A-Za-z].*)$"
)


_LABEL = re.compile(
    r"(?:^|(?<=[\s;；,，/|、\n]))(?:现?(?:工作|任职|所在)?单位|公司|机构|雇主|现?任?职务|职称|职位|岗位|(?:毕业)?(?:院校|学校)|"
    r"(?:最高)?(?:学历|学位)|employer|company|organi[sz]ation|affiliation|(?:job )?title|position|school|university|"
    r"degree)\s*[:：]\s*",
    re.I,
)
_SIGNS = (
    r"\n", r"[|｜]", r"[;；]", r"[/／]", r"，|,\s*", r"、", r"\s+[-–—·•]+\s+|\s*——\s*", r"\s*[:：]\s*",
    r"(?<=[\u3400-\u9fff)）])\s+(?=\S)|(?<=\S)\s+(?=[\u3400-\u9fff])",
)  # fmt: skip


def _pieces(written: str) -> list[tuple[str, str]]:
    """The parts that a cell is written in, by the strongest sign between them, each with the sign behind it."""
    outside = {place for place, _ in outside_brackets(written)}
    for sign in _SIGNS:
        cuts = [hit.span() for hit in re.finditer(sign, written) if hit.start() in outside and written[: hit.start()]]
        if cuts and written[cuts[-1][1] :].strip():
            begins = [0, *(end for _, end in cuts)]
            ends = [*cuts, (len(written), len(written))]
            return [(written[b:e].strip(), written[e:f]) for b, (e, f) in zip(begins, ends, strict=True)]
    return [(written, "")]


def _joined(pieces: list[tuple[str, str]]) -> str:
    """Parts put together again with the signs that stood between them; a line break becomes a comma."""
    *most, (last, _) = pieces
    whole = ""
    for part, sign in most:
        whole += part + ((", " if part.isascii() else "，") if "\n" in sign else sign)
    return (whole + last).strip()


def employer_and_post(written: str, order: Sequence[str] = ()) -> dict[str, str]:
    """Employer and post from one cell, in either order. Where neither can be told from the other the order that the
    heading names them in decides, and without one it is unclear."""
    written = _LABEL.sub("", written).strip()
    if not written:
        return {}
    if found := re.fullmatch(r"(.+?)(?:\s+at\s+|\s*@\s*)(.+)", written, re.I):
        return {"post": found[1].strip(" ,"), "employer": found[2].strip()}
    found = re.fullmatch(r"(.+?)\s*[(（]([^()（）]+)[)）]", written)
    if found and POST.search(found[2]) and not POST.search(found[1]):
        return {"employer": found[1], "post": found[2]}
    pieces = _pieces(written)
    if len(pieces) == 1:
        for cut in (_CUT.match(written), _LATIN_CUT.match(written)):
            if cut and POST.search(cut[2]) and not POST.search(cut[1]):
                return {"employer": cut[1], "post": cut[2]}
        behind = re.fullmatch(r"(.+?)\s*[-–—]\s*([\u3400-\u9fffA-Z][^-–—]*)", written)
        if behind and is_post(behind[2]) and not POST.search(behind[1]):
            return {"employer": behind[1], "post": behind[2]}  # 某某公司-首席工程师
        if BODY.search(written) and not POST.search(written):
            return {"employer": written}
        raise Unclear(Trouble.VALUE_UNCLEAR)
    posts = [bool(POST.search(part)) and not re.search(r"(?:公司|大学|大學)$", part) for part, _ in pieces]
    if posts[0] and posts[-1] and BODY.search(pieces[0][0]):  # 某大学 教授、博导: the employer may stand in the first
        within = _pieces(pieces[0][0])
        if len(within) > 1 and not POST.search(within[0][0]):
            first = next(place for place, (part, _) in enumerate(within) if POST.search(part))
            posts_of = [*within[first:-1], (within[-1][0], pieces[0][1]), *pieces[1:]]
            return {"employer": _joined(within[:first]), "post": _joined(posts_of)}
    if posts[0] and not posts[-1]:
        first = posts.index(False)
    elif posts[-1] and not posts[0]:
        first = posts.index(True)
    elif len(pieces) == 2 and all(posts) and BODY.search(pieces[0][0]) and not BODY.search(pieces[1][0]):
        first = 1
    elif len(pieces) == 2 and not any(posts):
        # a post that no list of posts has: the side that says what kind of body it is, is the employer
        bodies = [bool(BODY.search(part)) for part, _ in pieces]
        if bodies == [True, False]:
            return {"employer": pieces[0][0], "post": pieces[1][0]}
        if bodies == [False, True]:
            return {"employer": pieces[1][0], "post": pieces[0][0]}
        if sorted(order) == ["employer", "post"]:
            return {name: part for name, (part, _) in zip(order, pieces, strict=True)}
        raise Unclear(Trouble.VALUE_UNCLEAR)
    else:
        raise Unclear(Trouble.VALUE_UNCLEAR)
    halves = _joined(pieces[:first]), _joined(pieces[first:])
    post, employer = halves if posts[0] else halves[::-1]
    return {"employer": employer, "post": post}


_RANK = re.compile(
    r"(?:(?:senior|sr\.?|junior|lead|principal|distinguished|staff|chief|associate|assistant|deputy|executive|founding|"
    r"technical|research|general|managing)\s+)+$|(?:技术|技術|研发|研發|产品|產品|市场|市場|高级|高級|资深|資深|首席|特聘|副|总|總)+$",
    re.I,
)


def likely_employer_and_post(written: str) -> str:
    """How a cell that `employer_and_post` finds unclear was most likely meant, written so that it is clear: the words
    of a post at its end or beginning stand apart. "" where there is nothing like that."""
    written = text(written)
    found = list(POST.finditer(written))
    if not found:
        return ""
    begins = _RANK.search(written[: found[0].start()])
    first, last = begins.start() if begins else found[0].start(), found[-1].end()
    parts = (written[:first], written[first:]) if first else (written[last:], written[:last])
    employer, post = (part.strip(" ,，、/-") for part in parts)
    likely = f"{employer}, {post}" if written.isascii() else f"{employer}，{post}"
    try:
        agrees = employer_and_post(likely) == {"employer": employer, "post": post}
    except Unclear:
        return ""
    return likely if employer and agrees else ""


def is_post(cell: Cell) -> bool:
    """Whether a cell names a post and no body that one works for."""
    return isinstance(cell, str) and POST.search(cell) is not None and BODY.search(cell) is None


def is_body(cell: Cell) -> bool:
    """Whether a cell names a company, a university or another organisation by what such names have in them."""
    return isinstance(cell, str) and (BODY.search(cell) is not None or _SCHOOL.search(cell) is not None)


def is_degree(cell: Cell) -> bool:
    """Whether a cell names a degree and nothing else."""
    return isinstance(cell, str) and _DEGREE.fullmatch(cell.strip()) is not None


def employer_or_post(written: str, asked: str) -> dict[str, str]:
    """Employer and post from a cell that was asked for one of them (`asked`), where it names both beyond doubt; else
    what was asked for, as written."""
    try:
        found = employer_and_post(written)
    except Unclear:
        found = {}
    employer, post = found.get("employer", ""), found.get("post", "")
    ends = max((hit.end() for hit in POST.finditer(post)), default=-1) == len(post)  # Research Director names no body
    names_body = BODY.search(post) is not None and not (ends and (asked == "employer" or BODY.search(employer)))
    beyond_doubt = POST.search(post) and not names_body and not POST.search(employer)
    # a department may stand beside a post (Director, Compilers), but hardly with more than a comma and before it
    apart = re.match(rf"{re.escape(employer)}\s*[/／|｜;；\n]", written)
    if employer and beyond_doubt and (asked == "employer" or BODY.search(employer) or apart):
        return found
    return {asked: text(written)}


_DEGREE = re.compile(
    rf"博士后|博士後|博士研究生|硕士研究生|碩士研究生|{SUBJECT}(?:博士|硕士|碩士|学士|學士)|博士|硕士|碩士|本科|"
    r"学士|學士|大专|专科|研究生|박사|석사|학사|"
    r"(?<![a-z])(?:doctorat|doctorado|doutorado|dottorato|"
    r"ph\.?\s?d\.?|d\.?phil\.?|doctorate|doctoral degree|dr\.?[- ]?ing\.?|sc\.?d\.?|d\.?sc\.?|m\.?sc\.?|"
    r"dr\.?\s?(?:sc|rer|phil|techn)\.?(?:\s?nat\.?)?|dipl\.?[- ]?(?:ing|phys|inf|math)\.?|"
    r"mgr(?:\sin[żz]\.)?|in[żz]\.|ing\.|"
    r"m\.?a\.?sc\.?|b\.?a\.?sc\.?|m\.e\.|b\.e\.|m\.?s\.?|m\.?tech\.?|b\.?tech\.?|m\.?eng\.?|m\.?phil\.?|m\.?a\.?|mba|b\.?sc\.?|b\.?eng\.?|b\.?s\.?|b\.?a\.?|"
    r"(?:master|bachelor|doctor)(?:'?s)?(?: of (?:science|engineering|arts|philosophy))?(?: degree)?)(?![a-z])",
    re.I,
)
_SCHOOL = re.compile(rf"{SCHOOL.pattern}|(?-i:(?<![A-Za-z])[A-Z]{{3,}}(?![A-Za-z]))", re.I)
"""Beside a degree, or where a school is asked for, capitals are one."""


def school_and_degree(written: str) -> dict[str, str]:
    """Institution and highest degree from one cell ("博士，清华大学", "PhD (Stanford University), 2012")."""
    written = _LABEL.sub("", written).strip()
    if not written:
        return {}
    found = list(_DEGREE.finditer(written))
    if not found:
        schools = [part for part in split(written, "\n;；,，/／、|") if _SCHOOL.search(part)]
        if len(schools) == 1:
            return {"graduated_from": schools[0]}
        raise Unclear(Trouble.VALUE_UNCLEAR)
    if len({folded(hit.group()) for hit in found}) > 1 and len(split(written, "\n;；")) > 1:
        written = max(split(written, "\n;；"), key=rank_of)
        found = list(_DEGREE.finditer(written))
    degree = found[0].group().strip()
    rest = written[: found[0].start()] + "|" + written[found[0].end() :]
    rest = re.sub(r"(?:学位|學位|毕业|畢業|degree)", "|", rest)
    rest = re.sub(
        r"(?:19|20)\d{2}(?:[./-]\d{1,2})?\s*年?|(?<![A-Za-z])(?:in|of|from|at)(?=\s*\|)|(?<=\|)\s*(?:from|at)\s",
        "|",
        rest,
    )
    parts = [
        re.sub(r"^[于於自]|^(?:in|of)(?=\s)", "", part.strip(" .,，")).strip()
        for part in re.split(r"[|/／,，、;；()（）\n:：]|\s[-–—]\s|(?<![A-Za-z])(?:from|at)(?![A-Za-z])", rest)
    ]
    if len({folded(hit.group()) for hit in found}) > 1 and any(_DEGREE.fullmatch(part) for part in parts):
        raise Unclear(Trouble.VALUE_UNCLEAR)  # 硕士/博士
    others = [part for part in parts if part and not _SUBJECT.fullmatch(part)]
    schools = [_without_subject(part) for part in others if _SCHOOL.search(part)]
    if not schools and len(others) == 1:
        schools = others
    if len(schools) != 1:
        if others:
            raise Unclear(Trouble.VALUE_UNCLEAR)
        return {"highest_degree": degree}
    return {"highest_degree": degree, "graduated_from": re.sub(r"^(?:in|of)\s.*", "", schools[0]) or schools[0]}


def degree_and_school(written: str) -> dict[str, str]:
    """A cell about the highest degree, which may name its school: "PhD (Stanford University)", "M.S., Purdue, 2011"."""
    several = re.findall(r"([^()（）,，;；、/]+?)\s*[(（]([^()（）]+)[)）]", written)
    if len(several) > 1 and all(_DEGREE.fullmatch(each.strip()) for each, _ in several):  # PhD (NUS), BEng (NTU)
        degree, school = max(several, key=lambda each: rank_of(each[0]))
        return {"highest_degree": degree.strip(), "graduated_from": school.strip()}
    found = re.fullmatch(r"(.+?)\s*[(（](.+)[)）]", written)
    if found and _DEGREE.fullmatch(found[1]) and _SCHOOL.search(found[2]) and not _DEGREE.search(found[2]):
        return {"highest_degree": found[1], "graduated_from": found[2].strip()}
    if _DEGREE.search(written) and (_SCHOOL.search(written) or re.search("[,，;；/]", written)):
        with suppress(Unclear):
            return school_and_degree(written)
    return {"highest_degree": written}


_SUBJECT = re.compile(r"EECS|EE|ECE|ECSE|CSE?|CSEE|AI|VLSI|STEM", re.I)
_SUBJECT_BEHIND = re.compile(
    r"(?<=大[学學])(?:微?[电電]子|[电電]机|[电電]機|[计計]算[机機]|[资資][讯訊工]|集成[电電]路|物理|[数數][学學]|材料|[自][动動]化|[软軟]件|通信|机械|機械)"
    r"(?:信息|[资資][讯訊])?(?:工程|科[学學](?:与技术)?)?(?:系|所|[专專][业業])?$"
)


def _without_subject(part: str) -> str:
    """A school without the subject behind it: 某理工大学 微电子学, 某大学电机系."""
    part = _SUBJECT_BEHIND.sub("", part)
    first, _, rest = part.partition(" ")
    return first if re.search(r"(?:大学|大學|学院|學院|研究所|研究院)$", first) and not _SCHOOL.search(rest) else part


_EVERYBODY = re.compile(
    r"^(?:\*|所有|全部|全行业|全行業|任何|同行业|all|any)(?:.{0,8}(?:企业|企業|公司|单位|firms?|compan\w+|employers?))?$",
    re.I,
)
_NO = re.compile(r"^(?:无|否|没有|不适用|未签|无竞业.*|no|none|n/?a|not applicable)$", re.I)

_FOR = re.compile(  # for how long, which is no day: 签约后两年, 24 months after leaving
    r"(?:.{0,12}[后起内]|为期|for|within)?\s*约?\s*(?:[一二两三四五六七八九十半]+|\d{1,3}|one|two|three|six|twelve|eighteen)\s*"
    r"个?\s*(?:年半?|月|years?|yrs?|months?)\s*(?:以?[内后]|期|(?:after|from|following)\b.*)?"
)


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
            said = folded(part)
            if re.search(r"\d{4}", part) or re.fullmatch(r"有|是|yes|待定|tbd|待确认", said) or _FOR.fullmatch(said):
                raise
            bodies.append("*" if _EVERYBODY.match(folded(part)) else re.sub(r"^(?:与|和|单位)[:：]?\s*", "", part))
            continue
        until = max(until, found) if until and found else until or found
    return until, bodies

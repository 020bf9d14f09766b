"""Facts that a CV states behind a label: 电话：…, E-mail: …, cells of a form, and the bare ones at its head."""

import re
from collections.abc import Iterator

from talentapp.domain.folding import squeezed
from talentapp.domain.terms import Kind
from talentapp.files.cvs.headings import Section
from talentapp.files.cvs.text import Found, Para, Part, found
from talentapp.files.tables.headers import heading
from talentapp.files.values import cells as single
from talentapp.files.values.cells import Unclear

_MORE = {
    label: target
    for target, labels in {
        "phone": """
            tel telephone mob mobile cell cellphone m t p ph phone handy whatsapp mobil mobilephone 手机微信
            电话微信 手机号微信 微信手机
        """,
        "email": """
            e email mail 电邮 邮箱
        """,
        "location": """
            address location 地址 通讯地址 住址 通信地址 现住址 家庭住址 居住地 现居 现居住地 现居地 所在地
            basedin residence currentlocation currentresidence 居住城市 现居城市 所在城市 工作地点 home
            homeaddress 常住地 联络地址 city
        """,
        "country": """
            现居住国家 countryofresidence 现居住国 现工作国家
        """,
        "nationality": """
            nationality citizenship citizen 国籍 citizenships citizenof
        """,
        "availability": """
            availability
        """,
        "available_from": """
            available earlieststart
        """,
        "effort": """
            timecommitment 每年可来华时间 可来华时间 每年来华时间 在华时间 每年在华时间 每年在华工作时间 可投入
        """,
        "": """
            noticeperiod skype wechat 微信 linkedin github website homepage fax 传真 出生日期 出生年月
            dateofbirth born birth dob 性别 gender sex age 年龄 民族 籍贯 政治面貌 婚姻状况 maritalstatus 出生地
            placeofbirth qq 专业 主修 所学专业 婚否
            兵役状况 兵役 身份证号 护照号 passport visa visastatus birthday 出生 健康状况 身高 个人主页 主页
            网址 googlescholar scholar webpage web url
        """,
        "title": """
            title
        """,
        "employer_post": """
            now today
            现任 现职 目前任职 现任职 currently
        """,
        "employer_post_or_post": """
            currentrole currentposition
        """,
        "orcid": """
            orcidid orcid
        """,
    }.items()
    for label in labels.split()
}
"""Labels of a CV beside those of the columns of a workbook; "" where what stands behind it is not taken."""

_TAKEN = frozenset(
    """
    name name_zh name_en family_name given_name email phone contact_way orcid nationality country employer post
    employer_post highest_degree graduated_from school_degree languages research_fields available_from effort
    effort_percent months_per_year forms noncompete noncompete_until notes years_experience location availability skills
    employer_post_or_post title
    """.split()  # noqa: SIM905
)
_PERSONAL = frozenset(
    {"employer", "post", "title", "employer_post", "highest_degree", "graduated_from", "school_degree"}
)
_CUT = re.compile(r"\t|\s+[|｜/／•·∙●◆■]\s+|[|｜•●◆■]|\s{3,}|(?<=\S)[;；](?=\s*\S{1,20}[:：])")
_LABELLED = re.compile(r"\s*([^:：\t]{1,32}?)\s*[:：]\s*(.+)", re.S)
_BRACKETED = re.compile(r"\s*[【\[［]([^】\]］]{2,12})[】\]］]\s*(.+)", re.S)
_NEXT_ZH = re.compile(r"[\s,，;；、]+(?=[\u3400-\u9fff]{2,8}\s*[:：])")
_NEXT_EN = re.compile(
    r"[\s,;]+(?=(?:e-?mail|tel(?:ephone)?|phone|mobile|mob|cell|fax|orcid(?: id)?|nationality|address|linkedin|github|"
    r"web(?:site)?|citizenship|date of birth|dob|wechat|location|skype|gender)\s*[:：])",
    re.I,
)


def meaning(label: str) -> str | None:
    """The target of a label, "" for one that is known and not taken, or None."""
    key = squeezed(re.sub(r"[(（].*?[)）]", "", label))
    if not key or len(label) > 40:
        return None
    if (known := _MORE.get(key)) is not None:
        return known
    form = heading(label, Kind.CANDIDATES)
    if form is None or form.surety < 0.9:
        return next((target for target, stem in _STEMS if len(key) <= 12 and re.search(stem, key)), None)
    return form.target if form.target in _TAKEN else None


_STEMS = (
    ("forms", "(?:参与|合作|聘用|聘任|任职|服务|引进)(?:方式|形式|模式|形态|型态|意愿|类型)"),
    ("months_per_year", "月数|每年.{0,6}月$"),
    ("available_from", "到岗|到任|报到|可上班|上班日|可开始|入职(?:时间|日期)|可来华(?:时间|日期)|启动时间"),
    ("effort", "(?:投入|在岗|工作|来华|在华|服务)(?:比例|时间|月数|比重|精力)"),
    ("graduated_from", "毕业(?:院校|学校|大学)"),
    ("highest_degree", "最高(?:学历|学位)"),
)
"""Labels that only an office would think of, by what is in them."""


def labelled(para: Para) -> Iterator[tuple[str, str, int]]:
    """(target, value, offset) of each labelled value of a paragraph."""
    pieces: list[tuple[str, int]] = []
    begin = 0
    for cut in [*_CUT.finditer(para.text), None]:
        end = cut.start() if cut else len(para.text)
        pieces += _more(para.text[begin:end], begin)
        begin = cut.end() if cut else end
    waiting: str | None = None
    for piece, at in pieces:
        if not piece.strip():
            continue
        hit = _LABELLED.fullmatch(piece) or _BRACKETED.fullmatch(piece)
        if hit and (target := meaning(hit[1])) is not None:
            waiting = None
            if target:
                yield target, hit[2].strip(), at + hit.start(2)
            continue
        target = meaning(re.sub(r"[:：]\s*$", "", piece))
        if waiting is not None:
            if waiting and target is None:
                yield waiting, piece.strip(), at + len(piece) - len(piece.lstrip())
            if waiting and target is not None and not piece.rstrip().endswith((":", "：")) and target == waiting:
                yield waiting, piece.strip(), at
            waiting = None if target is None else target
            continue
        if target is not None and ("\t" in para.text or piece.rstrip().endswith((":", "："))):
            waiting = target


_LABEL = re.compile(r"[^:：]{1,60}(?=[:：]|$)")


def _more(piece: str, at: int) -> list[tuple[str, int]]:
    """A piece cut where a further label begins in it."""
    places = [0]
    for pattern in (_NEXT_ZH, _NEXT_EN):
        for hit in pattern.finditer(piece):
            label = _LABEL.match(piece, hit.end())
            if label and meaning(label[0]) is not None:
                places.append(hit.end())
    places = sorted(set(places))
    return [(piece[one:other], at + one) for one, other in zip(places, [*places[1:], len(piece)], strict=True)]


_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_AT = re.compile(
    r"([A-Za-z0-9._%+-]+)\s*[\[(（{<]\s*(?:at|@)\s*[\])）}>]\s*((?:[A-Za-z0-9-]+\s*(?:\.|[\[(（{]\s*(?:dot|"
    r"\.)\s*[\])）}])\s*)+[A-Za-z]{2,})",
    re.I,
)
_ORCID = re.compile(r"\b\d{4}\s?[-–‐‑−]?\s?\d{4}\s?[-–‐‑−]?\s?\d{4}\s?[-–‐‑−]?\s?\d{3}[\dXx]\b")
_PHONE = re.compile(
    r"(?<![A-Za-z0-9./-])(?:\+|"
    r"00)\s?\d{1,3}[\s().\-–/]*(?:\(0\)[\s.\-–]*)?(?:[(（]?\d{1,5}[)）]?[\s.\-–/]*){2,6}(?:\s?(?:ext\.?|x|"
    r"转)\s?\d{1,6})?(?![A-Za-z0-9@])"
    r"|(?<![A-Za-z0-9.+/-])1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])09\d{2}[\s-]?\d{3}[\s-]?\d{3}(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])[(（]\d{2,4}[)）][\s-]?\d{3,4}[\s.-]?\d{4}(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])0(?:\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}|\d-\d{4}-?\d{4})(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])\d{3}[.-]\d{3}[.-]\d{4}(?!\d)"
)


def emails(para: Para) -> Iterator[tuple[str, int, int]]:
    """(address, start, end) of each e-mail address, written plainly or against robots."""
    for hit in _EMAIL.finditer(para.text):
        yield re.sub(r"\s", "", hit[0]).strip(".'"), hit.start(), hit.end()
    for hit in _AT.finditer(para.text):
        domain = re.sub(r"\s*[\[(（{]\s*(?:dot|\.)\s*[\])）}]\s*", ".", hit[2], flags=re.I)
        bare_domain = re.sub(r"\s", "", domain)
        yield f"{hit[1]}@{bare_domain}", hit.start(), hit.end()


def bare(parts: list[Part]) -> Iterator[Found]:
    """E-mail, telephone and ORCID iD without a label, from the parts that speak of the person."""
    for part in parts:
        if part.section is Section.OTHERS:
            continue
        for para in part.paras:
            for address, start, end in emails(para):
                yield Found("email", address, para.places(start, end), para.text[start:end])
            for hit in _ORCID.finditer(para.text):
                try:
                    number = single.orcid(re.sub(r"\s", "", hit[0]))
                except Unclear:
                    continue
                yield Found("orcid", number, para.places(hit.start(), hit.end()), hit[0])
            if part.section not in (Section.ABOUT, Section.SUMMARY, Section.NOTES, Section.AVAILABILITY):
                continue
            if re.search(r"\bfax\b|传真|傳真", para.text, re.I) and not re.search(
                r"tel|phone|电话|電話", para.text, re.I
            ):
                continue
            for hit in _PHONE.finditer(para.text):
                digits = sum(ch.isdigit() for ch in hit[0])
                before = para.text[max(0, hit.start() - 12) : hit.start()].casefold()
                if 7 <= digits <= 17 and not re.search(r"fax|传真|傳真|qq|orcid|身份证|护照", before):
                    written = hit[0].rstrip(" \t.-–/(").lstrip(" .-–/" if ")" in hit[0] else " .-–/(")
                    yield found("phone", written, para, written, hit.start())


def personal(target: str, part: Part) -> bool:
    """Whether a label speaks of the person as they are now, not of an entry of their history."""
    return target not in _PERSONAL or part.section not in (Section.WORK, Section.EDUCATION)

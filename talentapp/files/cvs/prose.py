"""What a CV tells in sentences: a letter, a biography, a line of introduction. It fills what no heading and no label
gave, and takes only what is said of the person today."""

import re
from collections.abc import Iterator, Sequence

from talentapp.files.cvs import lists
from talentapp.files.cvs.countries import country_in
from talentapp.files.cvs.entries import Entry
from talentapp.files.cvs.names import chinese_name, english_name
from talentapp.files.cvs.text import Found, Para, Part, found
from talentapp.files.cvs.work import employer_and_post
from talentapp.files.words.headings import Section
from talentapp.files.words.marks import BODY, DEGREE, POST, SCHOOL, rank_of

_HAN = r"\u3400-\u9fff"
_CAPITALS = r"[A-ZÀ-Þ0-9][\w.&'’À-ÿ-]*"
_ORGANISATION = (
    rf"(?:the\s+)?(?P<employer>{_CAPITALS}(?:\s+(?:of|for|and|de|du|der|&|{_CAPITALS}))*(?:,\s*(?:Inc|Ltd)\.?)?)"
)
_EMPLOYED = (
    re.compile(
        rf"\b(?:I|[Hh]e|[Ss]he|[Dd]r\.?|[A-Z]\w+)\b(?:\s+\w+)?\s+(?:(?:am|is|'m)\s+(?:currently\s+|now\s+)?|"
        rf"(?:have|has) been\s+(?:working\s+)?(?:as\s+)?|(?:currently\s+)?(?:works?|serves?)\s+as\s+)"
        rf"(?:an?\s+|the\s+)?(?P<post>[A-Z]?[\w -]{{3,60}}?)\s+"
        rf"(?:at|with|(?:of|for)(?![^.;]{{0,40}}\s(?:at|with)\s[A-ZÀ-Þ]))\s+{_ORGANISATION}"
    ),
    re.compile(
        rf"(?:^|[.;]\s+)(?:[Cc]urrently|[Nn]ow|[Pp]resently)[,:]?\s+(?:an?\s+|"
        rf"the\s+)?(?P<post>[A-Z][\w -]{{3,60}}?)\s+(?:at|with)\s+{_ORGANISATION}"
    ),
    re.compile(rf"(?:^|[.;]\s+)(?P<post>[A-Z][\w -]{{3,50}}?)\s+at\s+{_ORGANISATION}(?=\s*(?:$|[.,;|(]))"),
)
_EMPLOYED_ZH = re.compile(
    r"(?:现任|現任|现为|現為|目前任职于|目前任職於|目前在|现任职于|現任職於|现就职于|現就職於|就职于|就職於|"
    r"现在|現在|目前担任|目前擔任|现担任|現擔任|(?:至今|年起|月起)\s*[在任担擔](?:任)?(?=\S{4}))\s*(?P<all>[^，,。；;\n]{4,50})"
)
_DEGREE_FROM = re.compile(
    rf"\b(?:hold|holds|received|obtained|earned|completed|have|has|got|gained|did|awarded)\b[^.;]{{0,30}}?\b(?:an?|"
    rf"his|her|my|the)\s+(?P<degree>{DEGREE.pattern})"
    rf"[^.;()]{{0,70}}?\b(?:from|at)\s+(?:the\s+)?(?P<school>{_CAPITALS}(?:\s+(?:of|for|and|de|{_CAPITALS}))*)"
)
_LIVES = re.compile(
    r"\b(?:I\s+(?:currently\s+|now\s+)?live|living|lives|(?:I am |I'm |[Ii]s |currently |^)?[Bb]ased|residing|"
    r"[Rr]esident|reside[sd]?)\s+in\s+(?P<where>[A-ZÀ-Þ][\w À-ÿ,]{2,50})"
)
_LIVES_ZH = re.compile(
    r"(?:[现現]居住?[于於在]?|居[于於]|旅居[于於]?|定居[于於在]?|常居[于於]?|常[驻駐住][于於在]?|[现現]住[在于於]?|居住[在于於]|"
    r"(?:目前|[现現])?(?:住在|人在|[现現]在)(?=\S{2,10}(?:[，,。；;]|$)))\s*[:：]?\s*(?P<where>[^，,。；;\s|·]{2,12})"
)
_CITIZEN = re.compile(
    r"(?:\b(?:an?|my)\s+|^|[.;,|·•\t]\s*)(?P<who>(?!Dual|Senior|Permanent|EU\b)(?:U\.?S\.?A?\.?|U\.?K\.?|"
    r"[A-Z][a-z]+(?:\s(?:and\s)?[A-Z][a-z]+)?))\s+(?i:citizen|national)\b|"
    r"(?<![\u3400-\u9fff])(?P<short>(?:[美英法德日韩韓加澳俄意荷]|中[华華]民[国國])籍)(?:[华華][人裔])?(?![\u3400-\u9fff])|"
    r"(?P<zh>[\u3400-\u9fff]{2,7}?)(?:籍|公民)"
)
_NAME = re.compile(
    r"\b(?:[Mm]y name is|I am|I'm|[Tt]his is)\s+(?:[Dd]r\.?\s+|"
    r"[Pp]rof\.?\s+)?(?P<name>[A-ZÀ-Þ][\w'’À-ÿ-]+(?:\s+(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’À-ÿ-]+|van|von|de|der|da)){1,4})"
)
_NAME_ZH = re.compile(
    r"(?:我叫|我是|本人叫?|姓名是)\s*(?P<name>[\u3400-\u9fff]{2,4})(?=[，,。、（(])"
    r"|^(?P<first>[\u3400-\u9fff]{2,4})(?=[，,](?:男|女|现[任为居]|現[任為居]|生[于於]|博士|教授|研究员|研究員|(?:19|20)\d\d年))"
)
_FIELDS = re.compile(
    r"\b(?:[Mm]y (?:work|research|research interests|interests)(?: is| are)?(?: mainly)? (?:about|on|in|cover|"
    r"covers|include|includes|focus(?:es)? on|lies? in|focused on|concerns?)|"
    r"[Mm]y (?:current |main )?(?:research interests|interests) (?:are|include)|"
    r"I (?:work|do research|specialise|specialize|focus) (?:on|in))\s+(?P<list>[^.;\n]{4,160})"
    r"|(?:研究方向|研究领域|研究領域|研究兴趣|研究興趣|主要研究)(?:为|為|是|包括|集中在|"
    r"涵盖)\s*(?P<zh>[^。；;\n]{2,80})"
    r"|(?:主要|长期|長期|一直)?(?:从事|從事)(?!博士[后後])\s*(?P<doing>[^，,。；;\n]{2,60}?)(?:的?(?:研究|工作|研发|研發|方面))"
)
_SKILLS = re.compile(
    r"\bI (?:use|work (?:daily )?with|am (?:fluent|proficient|experienced|skilled) (?:in|with)|program in|code in|"
    r"master|know)\s+(?P<list>[^.;\n]{2,160}?)(?=\s+(?:every day|daily|regularly|in my|at work|well|for)\b|[.;\n]|$)"
    r"|(?:精通|熟练掌握|熟練掌握|熟悉|擅长|擅長|熟练使用|熟練使用|掌握)\s*(?P<zh>[^。；;\n]{2,80})"
)
_SPEAKS = re.compile(
    r"\b(?:speaks?|fluent in|languages? (?:are|include)|native)\b\s*(?P<list>[^.;\n]{3,100})|"
    r"(?:工作语言|工作語言|语言能力|語言能力|会说|能说|會說|語言(?:為|是)|语言(?:为|是)|能用)\s*[:：]?\s*(?P<zh>[^。；;\n]{2,40})"
)
_MOST = 3_000  # characters of a paragraph that are searched for sentences
_PAST = re.compile(
    r"\b(?:was|were|had been|before|previously|formerly|until|used to|ex-)\b|曾|原任|之前|此前|"
    r"历任|歷任",
    re.I,
)


def told(parts: Sequence[Part]) -> Iterator[Found]:
    """What is told in sentences, the first mention of each first."""
    for part in parts:
        for para in part.paras if part.section is Section.LANGUAGES else ():
            yield from (one for one in _who(para) if one.field == "nationality")
        if part.section not in (Section.ABOUT, Section.SUMMARY, Section.NOTES):
            continue
        for para in part.paras:
            yield from _who(para)
            yield from _employed(para)
            yield from _studied(para)
            yield from _lists(para)


def _who(para: Para) -> Iterator[Found]:
    text = para.text[:_MOST]
    if (hit := _NAME.search(text)) and (name := english_name(hit["name"])):
        yield found("name_en", name, para, name, hit.start())
    if (hit := _NAME_ZH.search(text)) and (name := chinese_name(hit["name"] or hit["first"])):
        yield found("name_zh", name, para, name, hit.start())
    for pattern in (_LIVES, _LIVES_ZH):
        if (hit := pattern.search(text)) and (where := country_in(hit["where"])):
            yield found("country", where[0], para, where[0], hit.start())
    if hit := _CITIZEN.search(text):
        who = hit["who"] or hit["short"] or ((of := country_in(hit["zh"])) and of[0])
        if who:
            yield found("nationality", who, para, who, hit.start())


def _sentence_end(name: str) -> str:
    """A name without the sentence that begins behind it; "Inc." keeps its point."""
    hit = re.match(r".+?(?:\b(?:Inc|Ltd|Co|Corp)\.|(?=\.(?:\s|$))|$)", name)
    return (hit[0] if hit else name).strip(" ,")


def _employed(para: Para) -> Iterator[Found]:
    for pattern in _EMPLOYED:
        for hit in pattern.finditer(para.text[:_MOST]):
            post, employer = hit["post"].strip(), _sentence_end(hit["employer"])
            before = para.text[max(0, hit.start() - 20) : hit.start("post")]
            if POST.search(post) and not _PAST.search(before) and len(employer) > 1:
                yield found("post", post, para, post, hit.start())
                yield found("employer", employer, para, employer, hit.start("employer"))
                return
    chinese = _EMPLOYED_ZH.search(para.text[:_MOST])
    if chinese is None:
        return
    said = re.sub(r"(?:担任|擔任|任职?)", "\t", re.sub(r"^(?:在|于|於|为|為)", "", chinese["all"]))
    both = employer_and_post(Entry(head=[Para(said, para.pieces)]))
    if len(both) == 2 and BODY.search(both["employer"][0]):
        for name, (text, _) in both.items():
            yield found(name, text, para, text, chinese.start())


def _studied(para: Para) -> Iterator[Found]:
    best: tuple[int, re.Match[str]] | None = None
    for one in _DEGREE_FROM.finditer(para.text[:_MOST]):
        rank = 3 if one["doc"] else 2 if one["mas"] else 1
        if SCHOOL.search(one["school"]) and (best is None or rank > best[0]):
            best = rank, one
    if best:
        degree = best[1]
        yield found("highest_degree", degree["degree"], para, degree["degree"], degree.start())
        school = re.sub(r"^the\s+|\s+and\s+an?\b.*", "", _sentence_end(degree["school"]))
        yield found("graduated_from", school, para, school, degree.start("school"))
        return
    hits = list(_STUDIED_ZH.finditer(para.text[:_MOST]))
    if hits:
        zh = max(hits, key=lambda hit: rank_of(hit["degree"]))
        yield found("highest_degree", zh["degree"], para, zh["degree"], zh.start())
        yield found("graduated_from", zh["school"], para, zh["school"], zh.start())


_STUDIED_ZH = re.compile(
    r"(?:毕业于|畢業於|毕业在|获得?|獲得?|取得|[在于於])\s*(?P<school>[^，,。；;\s在于於]{2,20}?(?:大学|大學|学院|學院|研究所|"
    r"科学院))[^。；;]{0,24}?(?P<degree>(?:[工理文医法]学|[工理文]學|管理学|經濟學)?(?:博士(?!后|後)|硕士|碩士|学士|學士))"
)


def _lists(para: Para) -> Iterator[Found]:
    for pattern, reader in ((_FIELDS, lists.fields), (_SKILLS, lists.skills)):
        if hit := pattern.search(para.text[:_MOST]):
            group = next(name for name, value in hit.groupdict().items() if value)
            begin, end = hit.span(group)
            piece = para.cut(begin)
            said = re.sub(r"(?:,\s*)?\b(?:and|as well as)\b|以及|和|与|與|及", "、", piece.text[: end - begin])
            for one in reader([Part(Section.SKILLS, paras=[Para(said, piece.pieces)])]):
                yield found(one.field, one.value, para, one.written, begin)
    if hit := _SPEAKS.search(para.text[:_MOST]):
        group = "list" if hit["list"] else "zh"
        yield from lists.language_items(para, hit[group], hit.start(group))

# ruff: noqa: E501 - lists of invented facts, and documents made line by line
"""The words of a CV around its facts, in three languages, and the facts put into lines."""

import calendar
from collections.abc import Sequence

from tests.files.cvs.people import FORM_WORDS, Person

HEADS = {
    "en": {
        "about": ["Contact", "Personal details"], "work": ["Experience", "Employment History", "Professional Experience"],
        "education": ["Education", "Academic Background"], "skills": ["Technical Skills", "Skills", "Core Competencies"],
        "fields": ["Research Interests", "Research Areas"], "languages": ["Languages", "Language Skills"],
        "papers": ["Selected Publications", "Publications"], "offer": ["Availability", "Engagement"],
    },
    "zh_CN": {
        "about": ["联系方式", "基本信息"], "work": ["工作经历", "任职经历", "职业经历"], "education": ["教育背景", "教育经历"],
        "skills": ["专业技能", "技术专长"], "fields": ["研究方向", "研究领域"], "languages": ["语言能力", "外语水平"],
        "papers": ["代表性论文", "发表论文"], "offer": ["合作意向", "意向与时间"],
    },
    "zh_TW": {
        "about": ["聯絡方式", "基本資料"], "work": ["工作經歷", "經歷"], "education": ["學歷", "教育背景"],
        "skills": ["專業技能", "技術專長"], "fields": ["研究領域", "研究方向"], "languages": ["語言能力", "語文能力"],
        "papers": ["代表著作", "論文發表"], "offer": ["合作意願", "參與方式"],
    },
}  # fmt: skip
LABELS = {
    "en": {"name": "Name", "email": "E-mail", "phone": "Tel", "nationality": "Nationality", "country": "Country of residence", "born": "Date of birth",
           "employer": "Current employer", "post": "Position", "degree": "Highest degree", "school": "University", "fields": "Research interests",
           "skills": "Skills", "languages": "Languages", "from": "Available from", "effort": "Time commitment", "forms": "Engagement modes", "orcid": "ORCID iD"},
    "zh_CN": {"name": "姓名", "email": "电子邮箱", "phone": "联系电话", "nationality": "国籍", "country": "所在国家", "born": "出生年月",
              "employer": "现工作单位", "post": "职务", "degree": "最高学历", "school": "毕业院校", "fields": "研究方向",
              "skills": "专业技能", "languages": "语言", "from": "最早到岗时间", "effort": "每年可投入时间", "forms": "意向合作方式", "orcid": "ORCID"},
    "zh_TW": {"name": "姓名", "email": "電子郵件", "phone": "聯絡電話", "nationality": "國籍", "country": "所在國家", "born": "出生年月",
              "employer": "現職單位", "post": "職稱", "degree": "最高學歷", "school": "畢業學校", "fields": "研究領域",
              "skills": "專業技能", "languages": "語言能力", "from": "可到任日", "effort": "每年可投入時間", "forms": "合作方式", "orcid": "ORCID"},
}  # fmt: skip
_NOW = {"en": ["present", "now", "Present"], "zh_CN": ["至今", "今"], "zh_TW": ["迄今", "至今"]}


def head(person: Person, key: str, style: int = 0) -> str:
    """A heading in one of its wordings."""
    words = HEADS[person.language][key]
    return words[style % len(words)]


def name(person: Person) -> str:
    """Both names on one line."""
    zh, en = person.truth["name_zh"], person.truth["name_en"]
    return f"{zh} ({en})" if zh and en else zh or en


def period(person: Person, begin: str, end: str, style: int = 0) -> str:
    """A time of the history, in one of the notations."""
    now = _NOW[person.language][style % len(_NOW[person.language])]
    sign = (" – ", "-", "—", " to ")[style % (4 if person.language == "en" else 3)]
    return f"{_month(person, begin, style)}{sign}{now if end == 'now' else _month(person, end, style)}"


def _month(person: Person, written: str, style: int) -> str:
    year, _, month = written.partition(".")
    if not month:
        return year
    if person.language == "en":
        return f"{calendar.month_abbr[int(month)]} {year}" if style % 2 == 0 else f"{month}/{year}"
    return f"{year}年{int(month)}月" if style % 3 == 1 else written if style % 3 == 0 else f"{year}/{month}"


def available(person: Person, style: int = 0) -> str:
    """From when, as the language writes a month."""
    year, month = person.truth["available_from"].split("-")
    if person.language == "en":
        return (
            f"{calendar.month_name[int(month)]} {year}"
            if style % 2 == 0
            else f"1 {calendar.month_name[int(month)]} {year}"
        )
    return f"{year}年{int(month)}月"


def effort(person: Person) -> str:
    """How much of a year."""
    months, share = person.truth.get("months_per_year"), person.truth.get("percent_time")
    if person.language == "en":
        return f"{months} months per year" if months else f"{share} % of my time"
    unit = "个月" if person.language == "zh_CN" else "個月"
    return f"每年{months}{unit}" if months else f"{share}%"


def forms(person: Person) -> str:
    """In which forms."""
    words = [FORM_WORDS[person.language][form] for form in person.truth["engagement_modes"]]
    return (" or " if person.language == "en" else "、").join(words)


def offer(person: Person, style: int = 0) -> str:
    """The offer in a sentence."""
    if person.language == "en":
        return (
            f"Available from {available(person, style)} for {forms(person)}, {effort(person)}.",
            f"I could start in {available(person)} and would like {forms(person)} ({effort(person)}).",
        )[style % 2]
    time = (
        effort(person)
        if person.truth.get("months_per_year")
        else f"投入{effort(person)}的" + ("时间" if person.language == "zh_CN" else "時間")
    )
    if person.language == "zh_CN":
        return (
            f"可于{available(person)}到岗，希望以{forms(person)}方式参与，{time}。",
            f"{available(person)}起可参与，{time}，意向为{forms(person)}。",
        )[style % 2]
    return (
        f"可於{available(person)}到任，希望以{forms(person)}方式參與，{time}。",
        f"{available(person)}起可參與，{time}，意向為{forms(person)}。",
    )[style % 2]


def listed(items: Sequence[str], person: Person, style: int = 0) -> str:
    """A list on one line."""
    return ((", ", "; ", " | ", " • ") if person.language == "en" else ("、", "，", "；", " / "))[style % 4].join(items)


def contact(person: Person) -> list[str]:
    """The bare contact data of a head."""
    said = [person.truth["email"], person.truth["phone"], _place(person)]
    if orcid := person.truth.get("orcid"):
        said.append(f"ORCID: {orcid}")
    return said


def _place(person: Person) -> str:
    country = person.truth["country"]
    return f"{person.city}, {country}" if person.language == "en" else country


def labelled(person: Person) -> list[tuple[str, str]]:
    """Personal data behind labels, with what nobody should take over."""
    words, truth = LABELS[person.language], person.truth
    pairs = [
        (words["name"], name(person)), (words["born"], person.secret[0] + "4"), (words["email"], truth["email"]),
        (words["phone"], truth["phone"]), (words["country"], truth["country"]),
    ]  # fmt: skip
    if truth.get("nationality"):
        pairs.append((words["nationality"], truth["nationality"]))
    if truth.get("orcid"):
        pairs.append((words["orcid"], truth["orcid"]))
    return pairs


def degree_line(person: Person, study: tuple[str, str, str, str, str], style: int = 0) -> str:
    """A degree on one line."""
    begin, end, school, subject, degree = study
    if person.language == "en":
        return (
            f"{degree} in {subject}, {school}, {end}",
            f"{begin}–{end}  {school}, {degree} ({subject})",
            f"{degree}, {subject} — {school} ({end})",
        )[style % 3]
    return (
        f"{begin}—{end}  {school}  {subject}  {degree}",
        f"{school}，{subject}，{degree}（{end}）",
        f"{end}  {school} {subject}{degree}",
    )[style % 3]

"""Makes messy workbooks with their truth: the same people, as one office or another would have typed them."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from talentapp.domain.terms import Form

Truth = list[dict[str, Any]]

_FAMILY, _GIVEN = "张王李赵陈林黄吴周徐欧阳", "伟芳娜敏静丽强磊洋勇艳杰志明怡君"
_LATIN = ["Wei Zhang", "Ana Souza", "Jürgen Müller", "Ting-Hsuan Hsu", "Tom O'Neil", "María José Ruiz", "LI Na"]
_EMPLOYERS = [
    "示例星衍芯片有限公司",
    "Overbridge Software Inc.",
    "某湖畔大学",
    "北桥半导体股份有限公司",
    "Institute of Heat",
]
_POSTS = ["首席架构师", "Senior Compiler Engineer", "教授", "技术总监", "Research Scientist"]
_SCHOOLS = ["某理工大学", "Lakeside University", "北岸科技大学", "ETH Zürich"]
_DEGREES = ["博士", "硕士", "PhD", "M.Sc."]
_SKILLS = ["C++", "CUDA", "编译器优化", "HBM（TSV、2.5D）", "C/C++", "时序收敛", "LLVM", "PCIe 5.0", "RTL design"]
_LANGUAGES = ["中文", "英文（流利）", "German", "日语"]
_FIELDS = ["GPU 微架构", "存算一体", "compiler technology", "先进封装"]
_FORMS = {
    Form.DUAL_APPOINTMENT: ["双聘", "雙聘", "dual appointment"],
    Form.DUAL_POST: ["双挂", "雙掛", "dual post"],
    Form.PROJECT_COOPERATION: ["项目合作", "專案合作", "project cooperation"],
    Form.TECHNICAL_CONSULTING: ["技术咨询", "技術諮詢", "technical consulting"],
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_DAY_NOTATIONS: tuple[Callable[[date], Any], ...] = (
    lambda d: d,
    lambda d: d.isoformat(),
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
    lambda d: (d - date(1899, 12, 30)).days,
    lambda d: int(f"{d:%Y%m%d}"),
)
_SEPARATORS = ["、", "；", "; ", "\n", "，", ", "]

HEADINGS: dict[str, list[str]] = {
    "name_zh": ["中文姓名", "姓名（中文）", "中文名", "Chinese name"],
    "name_en": ["英文姓名", "姓名（英文/拼音）", "英文名（护照）", "English name"],
    "name": ["姓名", "姓 名*", "专家姓名", "候选人姓名", "Name / 姓名", "Full name"],
    "email": ["电子邮箱", "邮箱（必填）", "E-mail", "電子郵件", "Email 邮箱"],
    "phone": ["联系电话", "手机号码", "聯絡電話", "Phone", "行動電話"],
    "contact_way": ["联系方式", "电话/邮箱", "聯絡方式", "Phone / E-mail"],
    "nationality": ["国籍", "國籍", "Nationality"],
    "country": ["现所在国家/地区", "目前所在国家", "Country of residence", "現居地"],
    "employer": ["现工作单位", "任职单位", "服務機構", "Current employer", "工作单位（全称）"],
    "post": ["现任职务", "职务/职称", "職稱", "Job title"],
    "employer_post": ["现工作单位及职务", "单位/职务", "Current employer & title"],
    "highest_degree": ["最高学历", "学历/学位", "最高學歷", "Highest degree"],
    "graduated_from": ["毕业院校", "畢業學校", "Alma mater"],
    "school_degree": ["毕业院校及学历", "最高学历/毕业院校", "School and degree"],
    "languages": ["语言", "语言能力", "語言能力", "Languages"],
    "research_fields": ["研究方向", "主要研究方向", "研究領域", "Research fields"],
    "skills": ["专业技能", "技能标签", "專長", "Key skills"],
    "years_experience": ["从业年限", "工作年限（年）", "年資", "Years of experience"],
    "forms": ["意向合作方式", "合作方式（可多选）", "Preferred forms"],
    "effort": ["每年可投入时间", "投入时间", "Time commitment"],
    "available_from": ["最早到岗时间", "可到崗日期", "Available from", "到岗时间"],
    "orcid": ["ORCID", "ORCID iD"],
    "notes": ["备注", "備註", "Remarks"],
}
_NOISE = [
    ("性别", ["男", "女"]),
    ("出生年月", ["1980.5", "1975年"]),
    ("推荐人邮箱", ["r@example.org"]),
    ("附件", ["有", "见邮件"]),
]


def _orcid(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    whole = digits + "0123456789X"[(12 - total % 11) % 11]
    return "-".join(whole[at : at + 4] for at in (0, 4, 8, 12))


def person(rng: random.Random, number: int) -> dict[str, Any]:
    """What is true of a made-up person."""
    values: dict[str, Any] = {}
    if rng.random() < 0.7:
        values["name_zh"] = rng.choice(_FAMILY[:10]) + "".join(rng.sample(_GIVEN, rng.choice([1, 2])))
    if rng.random() < 0.6 or not values:
        values["name_en"] = rng.choice(_LATIN)
    every = {
        "email": f"person{number}@example.com",
        "phone": rng.choice([f"1380000{number:04}", f"+1 650 555 {number:04}"]),
        "nationality": rng.choice(["美国", "German", "加拿大"]),
        "country": rng.choice(["美国", "Germany", "新加坡"]),
        "employer": rng.choice(_EMPLOYERS),
        "post": rng.choice(_POSTS),
        "highest_degree": rng.choice(_DEGREES),
        "graduated_from": rng.choice(_SCHOOLS),
        "languages": rng.sample(_LANGUAGES, rng.choice([1, 2, 3])),
        "research_fields": rng.sample(_FIELDS, rng.choice([1, 2])),
        "skills": rng.sample(_SKILLS, rng.choice([1, 2, 4])),
        "years_experience": float(rng.randrange(1, 40)),
        "forms": [form for form in Form if rng.random() < 0.5] or [Form.DUAL_POST],
        "available_from": date(2027, rng.randrange(1, 13), rng.randrange(1, 29)),
        "orcid": _orcid(f"0000000{rng.randrange(10**8):08}"),
        "notes": rng.choice(["已联系", "等待答复，下周再问", "met at a conference; follow up"]),
    }
    if rng.random() < 0.5:
        every["effort_percent"] = float(rng.choice([10, 20, 25, 40, 50, 100]))
    else:
        every["months_per_year"] = float(rng.randrange(1, 12))
    return values | {field: value for field, value in every.items() if rng.random() < 0.85}


def workbook(rng: random.Random, path: Path, count: int = 12) -> Truth:
    """Write a messy workbook of people to `path`, and say what is true of them."""
    truth = [person(rng, number) for number in range(1, count + 1)]
    targets = _targets(rng)
    headings = [rng.choice(HEADINGS[target]) for target in targets]
    for name, _ in rng.sample(_NOISE, rng.choice([0, 1, 3])):
        place = rng.randrange(len(targets) + 1)
        targets.insert(place, f"noise:{name}")
        headings.insert(place, name)
    if counted := rng.random() < 0.7:
        targets.insert(0, "number")
        headings.insert(0, rng.choice(["序号", "No.", "編號"]))
    book = Workbook()
    if rng.random() < 0.5:
        book.worksheets[0].title = "填表说明"
        for line in ("填表说明", "1. 姓名须与护照一致", "2. 邮箱必填"):
            book.worksheets[0].append([line])
        sheet = book.create_sheet(rng.choice(["名单", "Sheet2", "专家信息"]))
    else:
        sheet = book.worksheets[0]
    width = get_column_letter(len(targets))
    if rng.random() < 0.7:
        sheet.append(["海外专家信息汇总表（2027年度）"])
        sheet.merge_cells(f"A1:{width}1")
    if rng.random() < 0.5:
        sheet.append(["填报单位：某某办公室", None, "填报日期：2026年11月"])
    for _ in range(rng.choice([0, 0, 2])):
        sheet.append([])
    sheet.append(headings)
    if rng.random() < 0.3:
        sheet.append(["示例" if place == 0 else _shown(rng, truth[0], target) for place, target in enumerate(targets)])
    for number, values in enumerate(truth, 1):
        if rng.random() < 0.1:
            sheet.append([])
        if rng.random() < 0.1:
            sheet.append([rng.choice(["一、芯片设计方向", "（二）编译器与软件方向", "第三批"])])
            if rng.random() < 0.5:
                sheet.merge_cells(f"A{sheet.max_row}:{width}{sheet.max_row}")
        if rng.random() < 0.08:
            sheet.append(headings)
        sheet.append([number if target == "number" else _shown(rng, values, target) for target in targets])
    if rng.random() < 0.5 and counted:
        sheet.append(["合计", f"{count}人"])
    if rng.random() < 0.5:
        sheet.append([])
        sheet.append(["注：本表仅供内部使用，请勿外传。"])
    if rng.random() < 0.5:
        sheet.append(["制表人：赵六", None, "审核人：钱七"])
    book.save(path)
    given = {field for target in targets for field in _GIVES.get(target, (target,))} | {"words"}
    return [{field: value for field, value in values.items() if field in given} for values in truth]


_CONTRACT = {"employer": "current_employer", "post": "current_title", "effort_percent": "percent_time"}
_CONTRACT |= {"words": "engagement_modes"}


def contract_truth(truth: Truth) -> Truth:
    """The truth by the keys of the JSON contract, without the fields that it has no key for."""
    return [
        {
            _CONTRACT.get(field, field): value.isoformat() if isinstance(value, date) else value
            for field, value in values.items()
            if field not in ("forms", "years_experience")
        }
        for values in truth
    ]


_GIVES = {
    "name": ("name_zh", "name_en"),
    "contact_way": ("phone", "email"),
    "employer_post": ("employer", "post"),
    "school_degree": ("graduated_from", "highest_degree"),
    "effort": ("effort_percent", "months_per_year"),
}


def _targets(rng: random.Random) -> list[str]:
    chosen = [["name"], ["name_zh", "name_en"]][rng.random() < 0.5]
    chosen += [["email", "phone"], ["contact_way"]][rng.random() < 0.3]
    chosen += [["employer", "post"], ["employer_post"]][rng.random() < 0.4]
    chosen += [["highest_degree", "graduated_from"], ["school_degree"]][rng.random() < 0.4]
    others = ["nationality", "country", "languages", "research_fields", "skills", "years_experience", "forms", "effort",
              "available_from", "orcid", "notes"]  # fmt: skip
    chosen += rng.sample(others, rng.randrange(2, len(others) + 1))
    if rng.random() < 0.4:
        rng.shuffle(chosen)
    return chosen


def _shown(rng: random.Random, values: dict[str, Any], target: str) -> Any:
    if target.startswith("noise:"):
        return rng.choice(dict(_NOISE)[target[6:]])
    both = [values.get(field) for field in _GIVES.get(target, (target,))]
    first, second = [*both, None][:2]
    if target == "name":
        if first and second:
            return rng.choice(["{} ({})", "{}（{}）", "{}\n{}", "{} {}", "{}/{}"]).format(first, second)
        return first or second
    if target == "contact_way":
        return rng.choice(["\n", " / ", "；"]).join(each for each in both if each) or None
    if target == "employer_post":
        if first and second:
            return rng.choice(["{}，{}", "{} / {}", "{}\n{}", "{}；{}"]).format(first, second)
        return None if values.pop("post", None) and not first else first
    if target == "school_degree":
        if first and second:
            return rng.choice(["{0}/{1}", "{1}，{0}", "{0} {1}", "{0}（{1}）", "{1}, {0}"]).format(first, second)
        return first or second
    if target == "effort":
        if first is not None:
            return rng.choice([f"{first:g}%", f"{first:g} %", f"{first / 100:g} FTE", first / 100, f"投入{first:g}%"])
        if second is not None:
            return rng.choice([f"{second:g}个月/年", f"每年{second:g}个月", f"{second:g} months/yr"])
        return None
    if first is None:
        return rng.choice([None, None, None, "", "无", "—", "/", "N/A"])
    if target == "forms":
        values["words"] = [rng.choice(_FORMS[form]) for form in first]
        return rng.choice(["、", "/", "；"]).join(values["words"])
    if isinstance(first, list):
        return rng.choice(_SEPARATORS).join(first)
    if isinstance(first, date):
        return rng.choice(_DAY_NOTATIONS)(first)
    if target == "phone" and first.isdigit():
        return rng.choice([first, int(first), "".join(chr(ord(ch) + 0xFEE0) for ch in first)])
    if target == "years_experience":
        return rng.choice([first, f"{first:g}", f"{first:g}年", f"{first:g} years"])
    if target == "orcid":
        return rng.choice([first, f"https://orcid.org/{first}"])
    return first

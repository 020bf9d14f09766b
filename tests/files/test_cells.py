"""The readers of single cells: what they must read, what they must leave open, and what holds for anything."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Form, OrganisationKind
from talentapp.files.decoding import decoded
from talentapp.files.values import cells, coded, dates, efforts
from talentapp.files.values.cells import Unclear
from talentapp.files.values.together import (
    employer_and_post,
    likely_employer_and_post,
    noncompete,
    school_and_degree,
)

ENGLISH = "January February March April May June July August September October November December".split()  # noqa: SIM905
CHINESE = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()  # noqa: SIM905
DAYS = st.dates(date(1990, 1, 1), date(2098, 12, 31))

FULL = (
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y/%m/%d}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}. {d.month}. {d.day}.",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month:02} 月 {d.day:02} 日",
    lambda d: f"{d.year}年{CHINESE[d.month - 1]}月{d.day}号",
    lambda d: f"{d:%Y%m%d}",
    lambda d: int(f"{d:%Y%m%d}"),
    lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    lambda d: f"{ENGLISH[d.month - 1][:3]} {d.day}, {d.year}",
    lambda d: f"{d.day:02}-{ENGLISH[d.month - 1][:3]}-{d.year}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.isoformat()} 00:00:00",
    lambda d: f"{d.isoformat()}T00:00:00",
    lambda d: datetime(d.year, d.month, d.day, 9),
    lambda d: (d - date(1899, 12, 30)).days,
    lambda d: float((d - date(1899, 12, 30)).days),
    lambda d: str((d - date(1899, 12, 30)).days),
    lambda d: f"民國{d.year - 1911}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month}月{d.day}日起",
    lambda d: "".join(chr(ord(ch) + 0xFEE0) if ch.isdigit() else ch for ch in f"{d.year}年{d.month}月{d.day}日"),
)
MONTHLY = (
    lambda d: f"{d:%Y-%m}",
    lambda d: f"{d.year}.{d.month:02}",
    lambda d: f"{d.year}/{d.month}",
    lambda d: f"{d.year}年{d.month}月",
    lambda d: f"{d.year}年{d.month}月份",
    lambda d: f"{ENGLISH[d.month - 1]} {d.year}",
    lambda d: f"{ENGLISH[d.month - 1][:3]}. {d.year}",
    lambda d: f"{d.month}/{d.year}",
)


@given(DAYS, st.sampled_from(FULL))
def test_every_notation_of_a_day_is_that_day(day: date, written: Any) -> None:
    assert dates.day(written(day)) == day
    assert dates.day(written(day), last=True) == day


@given(DAYS, st.sampled_from(MONTHLY))
def test_a_month_is_its_first_day_or_its_last(day: date, written: Any) -> None:
    first = day.replace(day=1)
    last = (first + timedelta(32)).replace(day=1) - timedelta(1)
    assert (dates.day(written(day)), dates.day(written(day), last=True)) == (first, last)


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_makes_a_reader_fail_otherwise(cell: Any) -> None:
    readers = (
        dates.day, dates.span, efforts.effort, efforts.share_range, cells.number, cells.email, cells.phone, cells.orcid,
        coded.forms, cells.listed, cells.passages, coded.organisation_kind, noncompete,
    )  # fmt: skip
    for reader in readers:
        try:
            reader(cell)
        except Unclear:
            continue


@given(st.text(max_size=40))
def test_two_facts_and_names_never_fail(text: str) -> None:
    cells.names(text)
    for reader in (employer_and_post, school_and_degree):
        try:
            reader(text)
        except Unclear:
            continue


@pytest.mark.parametrize(
    "cell",
    ["随时", "ASAP", "即日起", "待定", "2027", "2027年", 2027, "2027年上半年", "Q3 2027", "2027年底", "03/04/2027",
     2023.1, "2027-13-01", "2027-02-30", "negotiable", "长期", True, "明年3月", "3月", "下个月", "2027年3月前后", 12,
     "spring 2027", "2027.3/5"],
)  # fmt: skip
def test_what_is_no_day_without_doubt_is_left_open(cell: Any) -> None:
    with pytest.raises(Unclear):
        dates.day(cell)


@pytest.mark.parametrize("cell", ["2027-02-30", "2027年13月1日", "31/04/2027", 20270230])
def test_a_day_that_does_not_exist_is_said_to_be_none(cell: Any) -> None:
    with pytest.raises(Unclear) as unclear:
        dates.day(cell)
    assert unclear.value.trouble is Trouble.NO_SUCH_DAY


@pytest.mark.parametrize("cell", ["n/a", "N/A", "无", "暂无", "-", "null"])
def test_a_phone_that_says_nothing_is_nothing(cell: str) -> None:
    assert cells.phone(cell) == ""


@pytest.mark.parametrize("cell", [None, "", "  ", "无", "N/A", "—", "/", "暂无", "none"])
def test_nothing_is_nothing(cell: Any) -> None:
    assert dates.day(cell) is None
    assert efforts.effort(cell) == (None, None)
    assert cells.text(cell) == ""
    assert (cells.listed(cell), cells.email(cell), cells.number(cell)) == ([], "", None)


@pytest.mark.parametrize(
    ("cell", "unit", "percent", "months"),
    [
        ("40 %", "", 40, None),
        ("４０％", "", 40, None),
        (0.4, "", 40, None),
        ("0.4", "percent", 40, None),
        (40, "percent", 40, None),
        (40, "", 40, None),
        (1, "", 100, None),
        ("40% FTE", "", 40, None),
        ("0.5 FTE", "", 50, None),
        ("FTE 0.5", "", 50, None),
        ("60% of full-time", "", 60, None),
        ("20% (每周1天)", "", 20, None),
        ("每周2天", "", 40, None),
        ("2 days/week", "", 40, None),
        ("全职", "", 100, None),
        ("每年4个月", "", None, 4),
        ("4个月/年", "", None, 4),
        ("5 months/yr", "", None, 5),
        ("5 months per year", "", None, 5),
        ("每年可投入5个月", "", None, 5),
        ("一年四个月", "", None, 4),
        ("5", "months", None, 5),
        (5, "months", None, 5),
        ("半年", "", None, 6),
        ("40%（约5个月/年）", "", 40, None),
    ],
)
def test_efforts(cell: Any, unit: str, percent: float | None, months: float | None) -> None:
    assert efforts.effort(cell, unit) == (percent, months)


@pytest.mark.parametrize(
    "cell",
    [4, "4", "兼职", "寒暑假", "30%-50%", "120%", "14个月", "看情况", "TBD", -0.5, 0, "10%（8个月）", True],
)
def test_efforts_in_doubt(cell: Any) -> None:
    with pytest.raises(Unclear):
        efforts.effort(cell)


@given(st.integers(1, 100), st.sampled_from(["{}%", "{} %", "{} percent", "{}％", "投入{}%", "{}%工作时间"]))
def test_every_percentage(share: int, written: str) -> None:
    assert efforts.effort(written.format(share)) == (share, None)


@given(st.integers(1, 12), st.sampled_from(["{}个月/年", "每年{}个月", "{} months/year", "{} months p.a.", "{}月/年"]))
def test_every_number_of_months(count: int, written: str) -> None:
    assert efforts.effort(written.format(count)) == (None, count)


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("30%-50%", "", (30, 50)),
        ("30-50%", "", (30, 50)),
        ("30 ~ 50", "percent", (30, 50)),
        ("20-40", "", (20, 40)),
        ("0.2-0.5", "", (20, 50)),
        ("3-6个月/年", "", (25, 50)),
        ("不低于30%", "", (30, None)),
        ("≤50%", "", (None, 50)),
        ("40%", "", (40, 40)),
        ("30%至50%", "", (30, 50)),
        ("30% to 50%", "", (30, 50)),
        ("每年3-6个月", "", (25, 50)),
        ("每年 3 至 6 個月", "", (25, 50)),
        ("每周1-2天", "", (20, 40)),
        ("每年至少3个月", "", (25, None)),
    ],
)
def test_ranges_of_effort(cell: Any, unit: str, expected: tuple[float | None, float | None]) -> None:
    assert efforts.share_range(cell, unit) == expected


@pytest.mark.parametrize(
    "cell",
    ["2026.3-2027.12", "2026年3月-2027年12月", "2026/3/1—2027/12/31", "2026-03-01 至 2027-12-31", "2026.03~2027.12",
     "Mar 2026 – Dec 2027", "March 2026 to December 2027", "2026-03-01 - 2027-12-31",
     "自2026年3月1日至2027年12月31日止"],
)  # fmt: skip
def test_spans(cell: str) -> None:
    assert dates.span(cell) == (date(2026, 3, 1), date(2027, 12, 31), None)


ITEM = (
    st.text(alphabet="编译器显存ABCxyz+#/.- ", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda item: item[:1].isalpha() and item[-1] not in "/.-" and cells.listed(item) == [item])
)


@given(
    st.lists(ITEM, min_size=1, max_size=6, unique=True), st.sampled_from(["、", "；", ";", "\n", "，", "、\n", " | "])
)
def test_a_list_comes_apart_where_it_was_joined(items: list[str], separator: str) -> None:
    assert cells.listed(separator.join(items)) == items


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("C, C++", ["C", "C++"]),
        ("C/C++、CI/CD", ["C/C++", "CI/CD"]),
        ("HBM（TSV、2.5D，CoWoS）；DDR", ["HBM（TSV、2.5D，CoWoS）", "DDR"]),
        ("1. CUDA\n2. Triton", ["CUDA", "Triton"]),
        ("（1）CUDA（2）Triton", ["CUDA", "Triton"]),
        ("①编译器②驱动", ["编译器", "驱动"]),
        ("• A\n• B", ["A", "B"]),
        ("编译器、驱动等", ["编译器", "驱动"]),
        ("2.5D 封装；3D NAND", ["2.5D 封装", "3D NAND"]),
        ("1,000 卡集群, RDMA", ["1,000 卡集群", "RDMA"]),
        ("A、A、B", ["A", "B"]),
    ],
)
def test_lists(cell: str, expected: list[str]) -> None:
    assert cells.listed(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("张伟 (Wei ZHANG)", {"name_zh": "张伟", "name_en": "Wei ZHANG"}),
        ("Wei Zhang（張偉）", {"name_zh": "張偉", "name_en": "Wei Zhang"}),
        ("张 伟", {"name_zh": "张伟"}),
        ("张伟/Wei Zhang", {"name_zh": "张伟", "name_en": "Wei Zhang"}),
        ("张伟\nWei Zhang", {"name_zh": "张伟", "name_en": "Wei Zhang"}),
        ("Dr. Wei Zhang", {"name_en": "Wei Zhang"}),
        ("Wei Zhang, Ph.D.", {"name_en": "Wei Zhang"}),
        ("Jane Roe MD", {"name_en": "Jane Roe"}),
        ("Mohamed Ahmd", {"name_en": "Mohamed Ahmd"}),  # no doctor of medicine
        ("张伟 博士", {"name_zh": "张伟"}),
        ("王芳（女）", {"name_zh": "王芳"}),
        ("王芳（原名王小芳）", {"name_zh": "王芳", "aliases": ["王小芳"]}),
        ("阿里·汗", {"name_zh": "阿里·汗"}),
        ("Zhang, Wei", {"name_en": "Wei Zhang"}),
        ("Jean-Luc O’Neil", {"name_en": "Jean-Luc O’Neil"}),
        ("William (Bill) Chen", {"name_en": "William Chen", "aliases": ["Bill"]}),
        ("1. 王伟", {"name_zh": "王伟"}),
        ("张伟*", {"name_zh": "张伟"}),  # a footnote
        ("陈〇一", {"name_zh": "陈〇一"}),
        *((f"古丽{dot}阿不都", {"name_zh": "古丽·阿不都"}) for dot in "·‧•・･．."),
        ("古丽-阿不都", {"name_zh": "古丽-阿不都"}),
        *((name, {"name_zh": name}) for name in ("张*强", "张×强", "张〇〇", "*伟", "高橋ゆう", "高橋 ゆう", "王伟A")),
        ("王伟1", {"name_zh": "王伟1"}),
        ("王伟2（女）", {"name_zh": "王伟2"}),
        ("王伟Wei Wang", {"name_zh": "王伟", "name_en": "Wei Wang"}),
        ("张伟 / 張偉", {"name_zh": "张伟", "aliases": ["張偉"]}),
        ("Zhang 三", {"name_zh": "Zhang 三"}),
        ("田中太郎 タナカ タロウ", {"name_zh": "田中太郎", "aliases": ["タナカ タロウ"]}),
    ],
)
def test_names(cell: str, expected: dict[str, Any]) -> None:
    assert cells.names(cell) == expected and cells.name_cut(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected", "trouble", "rest"),
    [
        ("王伟、李娜", {"name_zh": "王伟"}, Trouble.SEVERAL_NAMES, "李娜"),
        ("王伟/李娜", {"name_zh": "王伟"}, Trouble.SEVERAL_NAMES, "李娜"),
        ("Wei Wang; Na Li", {"name_en": "Wei Wang"}, Trouble.SEVERAL_NAMES, "Na Li"),
        ("赵😀强", {"name_zh": "赵强"}, Trouble.NAME_CUT, "😀"),
        ("王伟（1）", {"name_zh": "王伟"}, Trouble.NAME_CUT, "1"),
        ("王伟 13800001111", {"name_zh": "王伟"}, Trouble.NAME_CUT, "13800001111"),
    ],
)
def test_what_is_no_part_of_a_name_is_told(cell: str, expected: dict[str, Any], trouble: Trouble, rest: str) -> None:
    cut = cells.name_cut(cell)
    assert cells.names(cell) == expected
    assert cut is not None and (cut.trouble, cut.facts) == (trouble, {"rest": rest})


@pytest.mark.parametrize(
    ("cell", "employer", "post"),
    [
        ("NVIDIA，高级工程师", "NVIDIA", "高级工程师"),
        ("高级工程师 / NVIDIA", "NVIDIA", "高级工程师"),
        ("清华大学 教授", "清华大学", "教授"),
        ("清华大学教授", "清华大学", "教授"),
        ("某某半导体有限公司技术总监", "某某半导体有限公司", "技术总监"),
        ("Senior Engineer, Northgate Systems", "Northgate Systems", "Senior Engineer"),
        ("Northgate Systems - Principal Architect", "Northgate Systems", "Principal Architect"),
        ("Professor at University of Lakeside", "University of Lakeside", "Professor"),
        ("某公司（首席科学家）", "某公司", "首席科学家"),
        ("University of Lakeside\nAssociate Professor, Dept. of EE", "University of Lakeside",
         "Associate Professor, Dept. of EE"),
        ("某大学", "某大学", None),
        ("Polarsil, Evangelist", "Polarsil", "Evangelist"),  # as in a CV: both know the same posts and bodies
        ("博導，Polarsil", "Polarsil", "博導"),
        ("Polarsil Foundry / Ingénieure principale", "Polarsil Foundry", "Ingénieure principale"),
    ],
)  # fmt: skip
def test_employer_and_post(cell: str, employer: str, post: str | None) -> None:
    assert employer_and_post(cell) == {"employer": employer} | ({"post": post} if post else {})


@pytest.mark.parametrize(
    ("cell", "school", "degree"),
    [
        ("博士，清华大学", "清华大学", "博士"),
        ("清华大学 博士", "清华大学", "博士"),
        ("清华大学/博士", "清华大学", "博士"),
        ("清华大学博士", "清华大学", "博士"),
        ("PhD, Lakeside University, 2012", "Lakeside University", "PhD"),
        ("Ph.D. in Computer Science, Lakeside University", "Lakeside University", "Ph.D."),
        ("Lakeside University (M.Sc.)", "Lakeside University", "M.Sc."),
        ("博士（某理工大学，2015年）", "某理工大学", "博士"),
        ("硕士 MIT", "MIT", "硕士"),
    ],
)
def test_school_and_degree(cell: str, school: str, degree: str) -> None:
    assert school_and_degree(cell) == {"graduated_from": school, "highest_degree": degree}


@pytest.mark.parametrize(
    ("cell", "until", "bodies"),
    [
        ("无", None, []),
        ("2027年6月", date(2027, 6, 30), []),
        ("2027-06-30（NVIDIA）", date(2027, 6, 30), ["NVIDIA"]),
        ("NVIDIA、AMD，至2027-06-30", date(2027, 6, 30), ["NVIDIA", "AMD"]),
        ("所有芯片企业；2027.6", date(2027, 6, 30), ["*"]),
        ("全部企业", None, ["*"]),
        ("三年科技有限公司", None, ["三年科技有限公司"]),
    ],
)
def test_noncompetes(cell: str, until: date | None, bodies: list[str]) -> None:
    assert noncompete(cell) == (until, bodies)


@pytest.mark.parametrize(
    "cell", ["签约后两年", "離職後24個月", "两年", "半年内", "2 years after leaving", "NVIDIA；12个月"]
)
def test_for_how_long_a_noncompete_runs_is_neither_its_last_day_nor_whom_it_is_with(cell: str) -> None:
    with pytest.raises(Unclear):
        noncompete(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("双聘、技术咨询", [Form.DUAL_APPOINTMENT, Form.TECHNICAL_CONSULTING]),
        ("雙聘/雙掛", [Form.DUAL_APPOINTMENT, Form.DUAL_POST]),
        ("项目合作或技术咨询", [Form.PROJECT_COOPERATION, Form.TECHNICAL_CONSULTING]),
        ("Dual appointment; consulting", [Form.DUAL_APPOINTMENT, Form.TECHNICAL_CONSULTING]),
        ("双聘 双挂", [Form.DUAL_APPOINTMENT, Form.DUAL_POST]),
        ("均可", list(Form)),
        ("1.双聘 2.项目合作", [Form.DUAL_APPOINTMENT, Form.PROJECT_COOPERATION]),
        ("dual_post", [Form.DUAL_POST]),
    ],
)
def test_forms(cell: str, expected: list[Form]) -> None:
    assert coded.forms(cell) == expected


@pytest.mark.parametrize(
    ("reader", "cell", "expected"),
    [
        (cells.email, "mailto:a.b@example.com", "a.b@example.com"),
        (cells.email, "A B <a@example.com>", "a@example.com"),
        (cells.email, "ａ＠example．com", "a@example.com"),
        (cells.email, "a @ example.com", "a@example.com"),
        (cells.phone, 13800001234.0, "13800001234"),
        (cells.phone, "'+86 138-0000-1234", "+86 138-0000-1234"),
        (cells.phone, "手机：138 0000 1234", "138 0000 1234"),
        (cells.phone, "(021) 5555 0100 转 12", "(021) 5555 0100 转 12"),
        (cells.orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (cells.orcid, "0000000218250097", "0000-0002-1825-0097"),
        (cells.number, "约 12 年".replace("约 ", ""), 12.0),
        (cells.number, "十二年", 12.0),
        (cells.number, "2人", 2.0),
        (cells.number, "１５", 15.0),
        (coded.organisation_kind, "芯片企业", OrganisationKind.FIRM),
        (coded.organisation_kind, "科研院所", OrganisationKind.INSTITUTE),
        (coded.organisation_kind, "雲端服務商", OrganisationKind.CLOUD),
        (coded.organisation_kind, "University", OrganisationKind.UNIVERSITY),
    ],
)
def test_plain_facts(reader: Any, cell: Any, expected: Any) -> None:
    assert reader(cell) == expected


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (cells.email, "不是邮箱"),
        (cells.email, "a@b"),
        (cells.email, "a@example.com, b@example.com"),
        (cells.phone, "1.38E+10"),
        (cells.phone, "见附件"),
        (cells.phone, "12345"),
        (cells.orcid, "0000-0002-1825-0098"),
        (cells.number, "8-10"),
        (cells.number, "约10年"),
        (coded.forms, "兼职"),
        (coded.forms, "双聘、兼职"),
        (coded.organisation_kind, "其他"),
    ],
)
def test_facts_in_doubt(reader: Any, cell: Any) -> None:
    with pytest.raises(Unclear):
        reader(cell)


@given(st.text(alphabet="候选人姓名邮箱专业技能编译器显存优化张王李，。、\nabc,;@.", min_size=8, max_size=80))
def test_simplified_text_is_decoded_from_what_wrote_it(text: str) -> None:
    assume(sum(ord(ch) > 127 for ch in text) >= 6)
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert decoded(text.encode(encoding)) == text


@given(st.text(alphabet="候選人姓名郵箱專業技能編譯器顯存優化張王李陳林黃，。、\nabc,;@.", min_size=8, max_size=80))
def test_traditional_text_is_decoded_from_what_wrote_it(text: str) -> None:
    assume(len({ch for ch in text if ord(ch) > 127}) > 6)  # 器譯 alone are 竟亩 as well, and nobody could tell
    assert decoded(text.encode("big5")) == text


@pytest.mark.parametrize(
    ("cell", "likely"),
    [
        ("Pacific Chiplets CTO", "Pacific Chiplets, CTO"),
        ("CTO Pacific Chiplets", "Pacific Chiplets, CTO"),
        ("Lumen Senior Staff Engineer", "Lumen, Senior Staff Engineer"),
        ("VP Engineering Lumen", "Lumen, VP Engineering"),
        ("华芯技术总监", "华芯，技术总监"),
        ("教授", ""),
        ("Lumen", ""),
    ],
)
def test_what_was_most_likely_meant_is_offered_and_not_taken(cell: str, likely: str) -> None:
    with pytest.raises(Unclear):
        employer_and_post(cell)
    assert likely_employer_and_post(cell) == likely
    assert not likely or set(employer_and_post(likely)) == {"employer", "post"}


@given(st.text(max_size=60))
def test_what_is_offered_is_clear(cell: str) -> None:
    likely = likely_employer_and_post(cell)
    assert not likely or set(employer_and_post(likely)) == {"employer", "post"}

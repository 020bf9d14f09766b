"""What headings mean, and what they must not be taken for."""

import pytest

from talentapp.domain.folding import squeezed
from talentapp.domain.terms import Kind
from talentapp.files.tables.headers import heading
from talentapp.files.tables.synonyms import SYNONYMS


def test_a_word_means_one_thing() -> None:
    for kind, fields in SYNONYMS.items():
        words = [(squeezed(word), field) for field, text in fields.items() for word in text.split()]
        meanings = {word: {field for each, field in words if each == word} for word, _ in words}
        assert {word: fields for word, fields in meanings.items() if len(fields) > 1} == {}, kind


@pytest.mark.parametrize(
    ("written", "target", "unit"),
    [
        ("姓 名*", "name", ""),
        ("姓名/Name", "name", ""),
        ("英文名（与护照一致）", "name_en", ""),
        ("電子郵件", "email", ""),
        ("Email 邮箱", "email", ""),
        ("手机/微信", "phone", ""),
        ("电话/邮箱", "contact_way", ""),
        ("目前所在国家/城市", "country", ""),
        ("目前任职机构及职务", "employer_post", ""),
        ("Current employer & title", "employer_post", ""),
        ("最高學歷及畢業學校", "school_degree", ""),
        ("Degree & Institution", "school_degree", ""),
        ("主要研究方向（3-5个关键词）", "research_fields", ""),
        ("每年可投入时间（月）", "months_per_year", "months"),
        ("投入比例（％）", "effort_percent", "percent"),
        ("Months per year available", "months_per_year", "months"),
        ("竞业限制至", "noncompete_until", ""),
        ("双聘", "form:dual_appointment", ""),
        ("Current co.", "employer", ""),
        ("Affil.", "employer", ""),
        ("ETA", "available_from", ""),
        ("Sits at", "employer", ""),
        ("Known for", "research_fields", ""),
        ("學術專長", "research_fields", ""),
        ("6、您在该单位担任什么职务？", "post", ""),
        ("Top degree (school)", "school_degree", ""),
        ("最高学历（学校）", "school_degree", ""),
        ("现单位（职务）", "employer_post", ""),
        ("Months in China p.a.", "months_per_year", "months"),
        ("意向合作方式（可多选：双聘、双挂、项目合作、技术咨询；没有特别要求的请填写均可，不得留空）", "forms", ""),
    ],
)
def test_headings_of_candidates(written: str, target: str, unit: str) -> None:
    found = heading(written, Kind.CANDIDATES)
    assert found is not None
    assert (found.target, found.unit) == (target, unit)


@pytest.mark.parametrize(
    "written",
    ["性别", "出生年月", "推荐人姓名", "推荐人邮箱", "紧急联系人电话", "导师姓名", "用人单位", "单位地址", "身份证号",
     "论文数量",
     "毕业时间", "填表日期", "Date of birth", "Referee e-mail", "Passport no.", "Previous employer", "附件",
     "本表由各单位填写后于月底前发至人才办公室邮箱，逾期不再受理，特此通知，谢谢配合，如有疑问请致电"],
)  # fmt: skip
def test_what_is_about_somebody_else_is_not_taken(written: str) -> None:
    assert heading(written, Kind.CANDIDATES) is None


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("專案名稱", "title"),
        ("课题名称/方向", "title"),
        ("需求单位名称", "organisation"),
        ("技能要求（优先）", "nice_skills"),
        ("技能要求（必备）", "must_skills"),
        ("合作方式（双聘/双挂/项目合作/技术咨询）", "forms"),
        ("計畫期程", "period"),
        ("联系人/电话", "contact"),
        ("No. of positions", "places"),
        ("HC", "places"),
        ("拟解决问题", "need"),
        ("附記", "notes"),
        ("Univ.", "organisation"),
        ("Ends", "end"),
    ],
)
def test_headings_of_projects(written: str, target: str) -> None:
    found = heading(written, Kind.PROJECTS)
    assert found is not None
    assert found.target == target

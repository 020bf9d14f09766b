"""What offices call the columns of their own rosters: by these a template without placeholders is understood."""

import re
from collections.abc import Mapping

from talentapp.domain.folding import simplified

_NAMES: Mapping[str, str] = {
    "number": "序号 编号 no no. number #",
    "name": "姓名 人才 人才姓名 专家 专家姓名 候选人 name candidate expert",
    "employer": "现单位及职务 现职单位及职称 现单位 工作单位 现工作单位 单位及职务 employer employer_and_post",
    "university": "高校 高校(院所) 高校(研究机构) 院校 拟聘高校 拟聘院校 依托高校 university",
    "university-project": "高校项目 高校任务 高校课题 高校岗位 university_project",
    "firm": "企业 拟聘企业 用人企业 合作企业 firm company",
    "firm-project": "企业项目 企业任务 企业课题 企业岗位 firm_project company_project",
    "form": "合作形式 合作方式 引进方式 聘用方式 form engagement",
    "effort": "投入 投入比例 工作量 effort",
    "available-from": "到岗 可到职日期 可到岗日期 到岗日期 到岗时间 到职 到职日期 available_from",
    "score": "匹配分 匹配度 得分 媒合分数 score",
    "state": "状态 进展 当前状态 state status",
    "field": "应用领域 领域 field",
    "reasons": "主要依据 main_reasons_(points) 主要依据(得分) 推荐理由 推荐依据 reasons main_reasons",
    "missing": "尚缺 尚缺技能 不足 待核实 待核实技能 待确认技能 not_shown skills_not_shown skills_to_ask_about missing",
    "decided-by": "决定人 审批人 decided_by",
    "decided-on": "决定日期 审批日期 decided_on",
    "decision": "决定理由 决定意见 reason_given decision",
    "phone": "电话 联系电话 手机 phone",
    "email": "电子邮箱 邮箱 电子邮件 e-mail email",
}
_CODES = {heading.replace("_", " "): code for code, headings in _NAMES.items() for heading in headings.split()}
LEAST = 3
"""So many headings of a row are known, the name among them, where it is the head of a list."""


def column_of(heading: str) -> str | None:
    """The column of a roster that a heading means, in either script or in English; None where it is none of ours. What
    a heading says of a mark below itself is no part of it."""
    plain = simplified(heading.partition("\n*")[0]).strip().lower().replace("（", "(").replace("）", ")")
    plain = re.sub(r"\s+", " " if plain.isascii() else "", plain)
    return _CODES.get(plain)

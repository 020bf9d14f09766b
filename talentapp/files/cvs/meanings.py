"""What the labels of a CV mean: those of the columns of a workbook, and more that only CVs have."""

import re

from talentapp.domain.folding import squeezed
from talentapp.domain.terms import Kind
from talentapp.files.tables.headers import heading

_MORE = {
    label: target
    for target, labels in {
        "name": """
            surnamefirstname firstnamesurname surnamegivenname familynamegivenname familynamefirstname lastnamefirstname
            surnamename namesurname 姓名拼音
        """,
        "forms": """
            preferredarrangement arrangement engagementtype typeofengagement preferredmode preferredform
            modeofparticipation 希望性质 希望工作性质
        """,
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
            现居住国家 居住国家 居住国 常住国家 所在国家 countryofresidence 现居住国 现工作国家
        """,
        "nationality": """
            nationality citizenship citizen 国籍护照 国籍 citizenships citizenof passport 护照
        """,
        "languages": """
            mothertongue mothertongues nativelanguage nativelanguages otherlanguages 母语 muttersprache
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
            兵役状况 兵役 身份证号 护照号 passportno visa visastatus birthday 出生 健康状况 身高 个人主页 主页
            passportnumber 网址 googlescholar scholar webpage web url
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


def meaning(label: str) -> str | None:
    """The target of a label, "" for one that is known and not taken, or None."""
    if len(label) > 40:
        return None
    key = squeezed(re.sub(r"[(（].*?[)）]", "", label))
    if not key:
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
    ("available_from", "到岗|到任|到职|报到|可上班|上班日|可开始|入职(?:时间|日期)|可来华(?:时间|日期)|启动时间"),
    ("effort", "(?:投入|在岗|工作|来华|在华|服务)(?:比例|时间|月数|比重|精力)"),
    ("graduated_from", "毕业(?:院校|学校|大学)"),
    ("highest_degree", "最高(?:学历|学位)"),
)
"""Labels that only an office would think of, by what is in them."""

"""What a heading that no synonym fits is likely about, by the words in it; what a column is about, by its cells."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, time, timedelta

from talentapp.domain.countries import code_of_country, country_of_code
from talentapp.domain.terms import Kind
from talentapp.files.values import cells, coded, dates, efforts
from talentapp.files.values.cells import Cell, Unclear
from talentapp.files.values.together import employer_and_post, is_body, is_degree, is_post


def _rules(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One rule a line: the target, and the words (folded) that a heading about it has."""
    rules = (line.split(maxsplit=1) for line in table.strip().splitlines())
    return tuple((target, re.compile(pattern)) for target, pattern in rules)


# In the order in which they are asked: what is narrower comes first.
_RULES: Mapping[Kind, tuple[tuple[str, re.Pattern[str]], ...]] = {
    Kind.CANDIDATES: _rules(r"""
        orcid            orcid
        post             ^(?:现|目前|当前)任职[称务位衔]|担任.{0,4}职[称务位衔]
        email            邮箱|邮件|メール|电邮|信箱|e-?mail|\bmail\b
        noncompete       竞业|non-?compete
        conflicts        利益冲突|回避|conflicts? of interest
        months_per_year  月数|\bm(?:on)?ths?\b.{0,12}(?:/|\bp\.?\s?a\b)|(?:个?月|months?|mos?\b).{0,8}(?:年|year|yr|annum|annual)|(?:年|year|annual|annum).{0,8}(?:月(?!份|日)|months?)|(?:每年|一年).{0,16}(?:几|多少)个?月|monate pro jahr|月\s?/\s?年|\bm\s?/\s?yr?\b
        effort_percent   (?:投入|工作|时间|工时|精力|effort|time|work).{0,6}(?:占比|比例|百分|%|percent|pct|fraction|share)|占比|fte|%|percent|\bpct\b|share of|time ?/ ?(?:yr|year)|time per (?:yr|year)|capacity
        effort           在[华岗校].{0,2}时[间长]|(?:每|^)年.{0,8}(?:时间|时长)|每年(?:在岗|在华|来华|在校|工作|投入|能待|可待)|エフォート|工作时长|[待来].{0,2}多[久长]|capacity
        languages        ^(?:spoken|tongues)$|speaks|^语文$
        contact_way      (?:reach|contact|find) (?:me|him|her|them|you)\b|how to reach
        employer         ^(?:firm|institute)$|^sits? (?:at|with|in)$|where do .{0,12}work|employed (?:by|at)|\b(?:now|currently|presently) (?:at|with)\b|(?:就职|任职|供职).{0,6}(?:公司|单位|机构|学校|院校)
        available_from   ^(?:from|时间|可到岗|earliest)$|(?:can|could|would|may|might|will) (?:start|begin|join|come)|(?:would|could|can|will|may) .{0,24}\bfrom$|ready (?:from|by)|着任|可能日|最[早快].{0,6}(?:[来到返]|参与|开始|加入)|来院|可上班|free from|verfügbar|disponib|\bavail\b|^eta\b|^doj$|date of joining|^到岗$|何时|起聘|啥时|beschikbaar|什么时候|到岗$|到任|到职|报到|入职|上岗|起始|开始|到位|(?:可|能|拟).{0,2}[来到回返赴].{0,3}(?:时间|日期)|(?:来华|来汉|回国|返国|归国).{0,8}(?:时间|日期)|(?:到岗|到任|报到|入职)日|available|availability|earliest|\bstart|can join|joining
        effort           每[周星].{0,8}(?:投入|工作|能来|可来)|days? ?(?:per|/|a) ?(?:week|wk)|^share$|time .{0,12}(?:can|could|will) (?:give|offer|spend)|工作时间安排|投入|精力|工时|工作量|effort|commitment|workload|how much time|^umfang|^inzet
        years_experience (?:工作|从业|行业|经验).{0,4}(?:年限|年数|年资|经验)|experience
        forms            ^(?:合作|mode)$|way of working|preferred mode|involvement|what kind|^how$|\bcoop\b|(?:合作|参与|聘用|聘任|引进|意向|任职|来华|服务|聘|引[才智]).{0,4}(?:方式|形式|模式|类型|型态|形态|意向|意愿|途径)|合作意向|引[才智进].{0,3}(?:方式|形式)|^意向$|怎么合作|方式合作|希望形态|engagement|cooperation|collaboration|arrangement|\bprefers\b|(?:preferred|type of|form of) contract|contract (?:type|form|mode)
        name_zh          (?:local|native) script|in characters|^汉字$|(?:中文|汉字|华文|chinese|native).{0,8}(?:名|name)|(?:名|name).{0,8}(?:中文|汉字|chinese)
        name_en          ローマ字|(?:英文|外文|拼音|护照|罗马|西文|english|latin|passport|roman).{0,10}(?:名|name)|(?:名|name).{0,10}(?:英文|外文|拼音|护照|english|latin|passport|pinyin)|拼音
        family_name      (?:family|last|sur).?name|\bname.?(?:last|family)\b
        given_name       (?:given|first|fore).?name|\bname.?(?:first|given)\b
        aliases          フリガナ|别名|曾用名|alias|also known
        nationality      国籍|\bpassport\b(?! ?n)|citizen of|nationaliteit|staatsangeh|哪国护照|\bnat\b|nationalit|citizenship
        country          ^place$|^现居$|^(?:常|现)住地|^工作地$|^(?:现在|目前)?(?:人|住)?在哪(?:里|儿|国|个国家)?$|\b(?:lives?|living|residing) in\b|^based$|^land$|在住国|住哪个国家|现在哪|(?:所在|居住|常住|常驻|工作|目前|现).{0,4}(?:国|地区|国别)|居住地|居住国|国家|国别|country|residence|based|located|location|^loc\b
        graduated_from   (?:degree|ph\.?d|awarding|doctoral).{0,10}(?:from|institution|body)|hochschule|(?:ph\.?d|doctorate|博士).{0,6}(?:from|univ|school|学校|院校)|毕业|母校|\buni(?:v)?\b|awarded by|授予|院校|学校|就读|university|school|alma|graduat|studied|college
        highest_degree   ^diploma$|abschluss|diplôme|^层次$|学段|学历|学歴|\bqual\b|学位|文化程度|教育程度|degree|education|qualification
        skills           ^knows$|^会(?:什么|哪些|啥)(?:技术|技能)?$|\btech\b|good (?:at|with)|strong (?:at|in|with)|software|kenntnisse|vaardigheden|fähigkeiten|编程|程式语言|programming|工具.{0,2}语言|语言.{0,2}工具
        languages        sprachen|langues|语言|言语|能说的|\blang\b|语种|外语|language|speaks
        research_fields  ^(?:subject|focus)$|^known for$|\bworks? on\b|working on|forschung|做什么|研究什么|domaines|(?:研究|学科|学术|从事).{0,4}(?:方向|领域|范畴|范围|主题|专长|兴趣|内容|课题)|(?:专业|技术|擅长|专长).{0,2}(?:方向|领域)|^方向|方向$|^领域|research|field|area|discipline|speciali[sz]ation|interest|topic|専门|domain|special(?:ty|ism|ity)
        skills           strengths?$|技能|技术|专长|特长|能力|擅长|工具|关键词|标签|skill|tool|expertise|competenc|stack|keyword|technolog|know-?how|\btags\b
        evidence         成果|论文|专利|著作|业绩|publication|patent|achievement|papers
        employer         ^where(?: now)?$|arbeitgeber|employeur|高就|上班|东家|所属|单位|机构|机关|公司|雇主|就职|任职|供职|服务处|工作地点?单位|employer|affiliation|^aff(?:il)?\b|company|\b(?:current|present) (?:co|firm|org)\b|^(?:co|org)\.?$|organi[sz]ation|institution|workplace|works? (?:at|for)|(?:presently|currently) (?:at|with)
        post             ^function$|职级|役职|funktion\b|fonction\b|职务|役职|职位|职称|岗位|头衔|职衔|身份|^desig|title|position|\brole\b|\bjob\b|\bpost\b|rank|headline
        phone            telefon|téléphone|携帯|携带电话|电话|手机|行动|移动|号码|\bphone|\btel|mobile|\bmob\b|\bcell|whatsapp
        contact_way      联系(?!情况|记录)|联络(?!情况|记录)|通讯|contact
        expertise        简介|介绍|简历|经历|履历|profile|\bbio|summary|statement|about
        notes            ^补充|(?:想|要)说的$|\bour (?:view|take|impression|comments?)|assessment|impression|备注|备考|bemerkung|remarques|想(?:[对跟和同].{0,6})?说的?|想告诉|碎碎念|吐槽|唠叨|联系情况|联络情况|联系记录|additional info|备考|附注|说明|其他|其它|意见|留言|群里|纪要|沟通记录|跟进|^misc|memo|remark|\bnote|comment|other
        name             ^谁$|^(?:professor|researcher|prospect)$|人才$|(?:引进|推荐|拟聘|引荐)(?:对象|人员|人选|专家)|\bnominee|^talent$|^person$|\bscholar\b|嘉宾|来宾|讲者|\bguest\b|\bspeaker\b|称呼|氏名|姓名|名字|注册人|被推荐人|registrant|delegate|attendee|participant|invitee|专家|人选|候选人|申请人|\bname\b|candidate|applicant|expert
    """),
    Kind.PROJECTS: _rules(r"""
        organisation_kind ^kind$|^sector$|soort|^art der|typ der|\borg\b.{0,3}(?:type|kind)|(?:单位|机构|组织|主体|企业|法人).{0,3}(?:类型|类别|性质|属性)|(?:organi[sz]ation|institution|host|entity|company).{0,4}(?:type|kind|category|sector)|(?:type|kind|category) of (?:organi|instit|host|entity|unit|partner|body)
        organisation     ^需求方$|(?:单位|机构|公司|企业|高校|院校|学校)(?:名称|全称|名)?$
        need             卡在哪|痛点|难点|tell us more|more about|^details?$|project summary|problem statement|任务要求|技术难点|项目概况|要?做什么$|^(?:background|about|goals)$
        places           要几个$|^(?:qty|persons|count|experts)$|(?:专家|人员|人才|学者)数$|plaatsen|plätze|\bhc\b|^#\s?of\b|aantal|anzahl|\bno\. of\b|几位|几个人|人数|名额|员额|数量|几人|headcount|places|positions?\b|openings|vacanc|number of|seats|how many
        period           ^(?:when|timeline)$|时间段|时限$|^schedule$|running time|起止|起讫|起迄|周期|期限|期程|执行期|工期|period|duration|timeframe|term\b|dates
        start            啥时候(?:开始|启动)?|when (?:should|do|will|can|could)|begindatum|startdatum|^beginn?$|什么时候(?:开始|启动)|(?:开始|起始|启动|开工|立项|起).{0,4}(?:日期|时间|年月|日|月)?$|启动|\bstart(?!-?up)|begin|kick-?off
        end              ^(?:due|ending|expiry)$|until when|till when|einddatum|enddatum|^ende$|[做干]到(?:.{0,4}时候)?|(?:结束|终止|完成|截止|结题|到期|完工|止|迄).{0,4}(?:日期|时间|年月|日|月)?$|结题|\bends?\b|finish|until|deadline|complet
        nice_skills      优先|加分|可选|nice|prefer|desir|bonus|optional
        must_skills      本事$|expert profile|所需专业$|需要什么(?:人|样的人)才?$|(?:需要|会|懂).{0,4}(?:什么|哪些)(?:技术|技能|专长|本事)?$|能力$|具备|able to do|(?:profile|expert|specialist|person).{0,12}(?:sought|needed|wanted|required)|(?:must|should) .{0,24}(?:know|bring|master|be able)|expertise|anforderung|kenntnisse|特长|(?<!学历)(?<!学位)要求$|技术背景|专业背景|know-?how|要什么样的?人|会什么|专长要求|技能|技术要求|技能要求|专长|能力要求|任职要求|任职条件|人才要求|应具备|专业要求|skill|expertise|competenc|requirements? for|qualif
        forms            合作形式|合作方式|^arrangement|^(?:合作|聘用|how)$|how (?:could|can|should|will) .{0,12}work|working (?:arrangement|mode)|involvement|(?:合作|参与|聘用|聘任|引进|用人|意向|聘|引[才智]).{0,4}(?:方式|形式|模式|类型|型态|形态|意向)|engagement|cooperation|mode
        effort_range     投入|工时|精力|effort|commitment|workload
        contact          who to (?:ask|contact|call)|找谁|接口人|^(?:ask|responsible|owner|manager)$|^经办人?$|^your name$|hiring manager|e-?mail|\bphone|电话|手机|邮箱|电邮|邮件|contactpersoon|ansprechpartner|找谁|\bpoc\b|联系|联络|对接|负责人|经办|contact|liaison|\bpi\b|leader|coordinator|in charge
        site             地点|地址|工作地|site|location|where
        field            应用|领域|行业|方向|场景|field|domain|area|sector
        title            要做的事|做什么事|合作主题|topic of|position title|^(?:challenge|theme|subject|opportunity)$|work package|requisition|program(?:me)?\b|what is (?:the|your) project|project (?:name|title|called)|in one (?:line|sentence)|projecttite?l|^titel|[课榜选]题|需求名称|(?:项目|课题|专案|计划|任务).{0,3}(?:名称|标题|题目|名$)|(?:岗位|需求)(?:名称|标题|题目)|课题(?!单位)|题目|标题|title|topic|project name|\bproject\b
        need             (?:细节|具体|详细)说明$|omschrijving|beschreibung|解决.{0,3}问题|解决什么|解决的|描述|内容|简介|任务|需求|目标|职责|摘要|概述|说明(?!$)|要点|description|\bneed|abstract|summary|scope|objective|task|content|what
        organisation     ^(?:哪|谁)家(?:的|出)?$|^(?:who|client|department|faculty|sponsor)$|需求方$|^lab\b|institute$|submitted by|研究院$|提出部门|需求部门|承担部门|学院$|院系|系所|legal entity|name of your|start-?up|instelling|einrichtung|unternehmen|bedrijf|\borg\b|单位|机构|机关|公司|企业|高校|学校|院校|大学|甲方|提出方|需求方|用人|organi[sz]ation|institution|company|university|\buniv\b|\bhost|employer|firm|unit|partner
        notes            ^补充|碎碎念|吐槽|唠叨|anything else|opmerking|bemerkung|备注|备考|附注|说明|其他|其它|^misc|memo|remark|\bnote|comment|other
    """),
    Kind.ORGANISATIONS: (),
}  # fmt: skip


# An address, a date or a number of something is not the thing itself.
_ASIDE = re.compile(
    r"地址|邮编|经费|预算|金额|万元|时间|日期|年份|年月|数量|数目|篇数|人数|编号|代码|\bid$|证号|号码|等级|排名|规模|网址|链接|照片|附件|电话|"
    r"address|postcode|budget|amount|\bcost|\bzip\b|\bdate|\byear|\bcount\b|number|\brank|\burl\b|website|photo|attachment|phone"
)


def aside(plain: str) -> bool:
    """Whether a folded heading is about something beside the thing that it names."""
    return _ASIDE.search(plain) is not None


_FUNDS = re.compile(r"经费|预算|资金|万元|薪酬|年薪|budget|funding|salary|day rate")
_THINGS = frozenset(
    ("employer", "graduated_from", "highest_degree", "evidence", "post", "name", "name_zh", "name_en", "nationality", "country",
     "skills", "research_fields", "languages", "expertise", "forms", "organisation", "title", "need", "must_skills", "field")
)  # fmt: skip


def by_words(plain: str, kind: Kind) -> str:
    """The target that the words of a folded heading point to, or ""."""
    if _FUNDS.search(plain):
        return ""
    target = next((target for target, words in _RULES[kind] if words.search(plain)), "")
    return "" if target in _THINGS and _ASIDE.search(plain) else target


_SAMPLE = 30
_FACT = 200  # characters: what is longer is none of these
_MOST = 0.6  # of the cells of a column must say the same kind of thing; the others are then in doubt, and reported
_NATIONAL = re.compile(r"[A-Z][a-z]+(?:ish|ese|ian|ean|can|man|tch|nch|iss|eek|ai|eli|lic|ani|qi|pino)(?: national)?")
_UNIT = re.compile(r"月|周|週|天|%|％|month|week|day|fte|年", re.I)

Reader = Callable[[Cell], object]


def by_cells(column: Sequence[Cell], kind: Kind, taken: Collection[str]) -> str:
    """The target that the cells of a column leave no doubt about, whatever its heading, unless it is `taken`: e-mail
    addresses, ORCID iDs, telephone numbers, forms of taking part, effort, degrees, countries, posts. Or ""."""
    filled = _filled(column)
    if not filled or kind is Kind.ORGANISATIONS:
        return ""
    for target, reader, others in _READERS[kind]:
        if {target, *others} & set(taken):
            continue
        read = sum(_reads(reader, cell) for cell in filled)
        if read == len(filled) or (len(filled) > 2 and read >= _MOST * len(filled)):
            return target
    return ""


def _filled(column: Sequence[Cell]) -> Sequence[Cell]:
    """The first cells of a column that say something; none where one is longer than a fact is."""
    filled = [cell for cell in column[:_SAMPLE] if cell is not None and str(cell).strip()]
    if any(len(str(cell)) > _FACT for cell in filled):
        return []
    return filled


_EFFORT = ("effort", "effort_percent", "months_per_year")
_ADDRESSED = re.compile(
    r"(?:(?:univ\.-)?(?:prof|dr|ing|mr|mrs|ms|mx|pd|h\.\s?c|dipl\.?-ing|herr|frau|sir)\.?[\s,/-]*)+|先生|女士|小姐",
    re.I,
)


def instead(target: str, column: Sequence[Cell], kind: Kind, taken: Collection[str]) -> str | None:
    """What a column is about whose cells deny what its heading was taken for: another target, "" for nothing that we
    know. None where they do not deny it.

    A column of ticks for a form has ticks in it (顾问 over the names of advisers has none), a post is more than how
    somebody is addressed, a number is no skill, and no share of a year is a day.
    """
    filled = _filled(column)
    if not filled:
        return None
    if target == "period" and all(re.fullmatch(r"\d{1,3}(?:\.\d+)?", str(cell).strip()) for cell in filled):
        return ""  # how many months it lasts
    if target.startswith("form:"):
        return None if any(coded.mark(cell) is not None or coded.form(str(cell)) for cell in filled) else ""
    if target == "post":
        addressed = sum(_ADDRESSED.fullmatch(str(cell).strip()) is not None for cell in filled)
        return "" if addressed >= (_MOST if "post" in taken else 1) * len(filled) else None
    if target in ("must_skills", "skills") and sum(_count(cell) for cell in filled) >= _MOST * len(filled):
        return "places" if kind is Kind.PROJECTS and "places" not in taken else ""  # Experts needed: 2
    if target == "research_fields" and not {"employer", "post", "employer_post"} & set(taken):
        told = sum(_reads(_post_and_employer, cell) for cell in filled)
        return "employer_post" if told >= _MOST * len(filled) else None  # what do they do: a post, and where
    if target in _EFFORT and not any(_reads(efforts.effort, cell) for cell in filled):
        days = "available_from" not in taken and any(_reads(dates.first_day, cell) for cell in filled)
        return "available_from" if days else None
    if target == "available_from" and not any(_reads(dates.first_day, cell) for cell in filled):
        return by_cells(column, kind, taken) or None
    return None


_PERSON = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,2}[ \u3000·][\u3400-\u9fff]{1,3}|"
    r"(?!(?:[^,]*,){2})[^\W\d_][\w'’.-]*(?:,? [^\W\d_][\w'’.-]*){1,4}"
)


def names_people(column: Sequence[Cell]) -> bool:
    """Whether nearly every cell of a column is the name of somebody, each of another."""
    filled = [str(cell).strip() for cell in _filled(column)]
    parts = [[part for part in re.split(r"[()（）/]", name) if part.strip()] for name in filled]
    people = sum(
        all(_PERSON.fullmatch(word) for part in some for word in _by_script(part)) and not _is_other(name)
        for name, some in zip(filled, parts, strict=True)
    )
    return len(filled) > 1 and people >= 0.9 * len(filled) and len(set(filled)) >= 0.9 * len(filled)


def entitles(column: Sequence[Cell]) -> bool:
    """Whether every cell of a column may be the title of a project: a few words each, and no two the same."""
    filled = [str(cell).strip() for cell in _filled(column)]
    spoken = [
        text for text in filled if 4 <= len(text) <= 80 and re.search(r"[\u3400-\u9fff]{3}|[A-Za-z]{3,} [A-Za-z]", text)
    ]
    return len(filled) > 1 and len(spoken) == len(filled) == len(set(filled)) and not any(map(is_body, filled))


def _by_script(part: str) -> list[str]:
    """The Chinese and the Latin words of a name apart: Chen, Yu-Ting 陳玉婷."""
    return [
        word
        for word in re.split(r"(?<=[\u3400-\u9fff])\s+(?=[A-Za-z])|(?<=[a-z])\s+(?=[\u3400-\u9fff])", part.strip())
        if word
    ]


def _is_other(name: str) -> bool:
    return is_post(name) or is_degree(name) or _country(name) or _nationality(name) or is_body(name)


def _reads(reader: Reader, cell: Cell) -> bool:
    try:
        return bool(reader(cell))
    except Unclear:
        return False


def _phone(cell: Cell) -> bool:
    return (
        not isinstance(cell, (date, time, timedelta))
        and not _reads(dates.day, cell)
        and bool(cells.phone(cell))
        and not re.search(r"[A-Za-z\u3400-\u9fff]{3}", str(cell))
    )


def _post_and_employer(cell: Cell) -> bool:
    return len(employer_and_post(str(cell).strip())) == 2


def _count(cell: Cell) -> bool:
    return re.fullmatch(r"\d{1,2}(?:\.0)?\s*[人名位个]?", str(cell).strip()) is not None


def _effort(cell: Cell) -> bool:
    return isinstance(cell, str) and _UNIT.search(cell) is not None and any(efforts.effort(cell))


def _country(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(
        code_of_country(cell.strip()) or country_of_code(cell.strip()) != cell.strip()
    )


def _school_and_degree(cell: Cell) -> bool:
    """A degree with its school behind it: PhD (Cambridge), PhD, Uppsala University."""
    parts = re.fullmatch(r"([^()（）]+?)\s*[(（]([^()（）]+)[)）]", str(cell).strip())
    if parts is None:
        parts = re.fullmatch(r"([^,，]+)[,，]\s*([^,，]+)", str(cell).strip())
        return parts is not None and is_degree(parts[1]) and is_body(parts[2])
    return is_degree(parts[1])


def _nationality(cell: Cell) -> bool:
    return isinstance(cell, str) and _NATIONAL.fullmatch(cell.strip()) is not None


# Each with the targets that say the same; in the order in which they are asked.
_READERS: Mapping[Kind, Sequence[tuple[str, Reader, tuple[str, ...]]]] = {
    Kind.CANDIDATES: (
        ("orcid", cells.orcid, ()),
        ("email", cells.email, ("contact_way",)),
        ("phone", _phone, ("contact_way",)),
        ("forms", coded.forms, ()),
        ("effort", _effort, ("effort_percent", "months_per_year")),
        ("school_degree", _school_and_degree, ("highest_degree", "graduated_from")),
        ("highest_degree", is_degree, ("school_degree",)),
        ("post", is_post, ("employer_post",)),
        ("nationality", _nationality, ()),
        ("country", _country, ()),
        ("nationality", _country, ()),
    ),
    Kind.PROJECTS: (("forms", coded.forms, ()), ("organisation_kind", coded.organisation_kind, ())),
}

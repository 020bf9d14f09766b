"""The words by which a line of a document is known: as a post, an organisation, a degree, a school or a department."""

import re

from talentapp.domain.folding import folded

HAN = r"\u3400-\u9fff"
POST = re.compile(
    r"工程师|工程師|教授|研究员|研究員|研究助理|总监|总監|總監|经理|經理|科学家|科學家|主任|院长|院長|所长|所長|"
    r"主管|专家|專家|架构师|架構師|讲师|講師|博导|博導|[硕碩博]士生[导導][师師]|博士后|博士後|社长|社長|役員|"
    r"顾问|顧問|总裁|總裁|董事|首席|负责人|負責人|院士|创始人|創始人|創辦人|处长|部长|部長|组长|組長|高工|技术员|"
    r"访问学者|訪問學者|合伙人|经理人|总工|總工|设计师|設計師|"
    r"副理|协理|協理|处长|處長|课长|課長|理事|助理|会长|技师|技師|带头人|学者|分析师|分析師|开发者|技术官|技術長|"
    r"执行官|執行長|产品官|科長|组长|"
    r"\w*(?<!halb)leiter(?:in)?\b|\w*ingenieur\w*|\w+professor(?:in)?\b|\w*entwickler(?:in)?\b|"
    r"(?<![A-Za-z])(?:engineer\w*|professor|prof\.?|scientist|director|manager|lead|leader|architect|researcher|fellow|"
    r"c[tesoi]o|vp|svp|evp|"
    r"vice president|president|head|chief|principal|staff|postdoc\w*|post-doc\w*|lecturer|consultant|chair|dean|"
    r"founder|"
    r"co-founder|specialist|developer|designer|analyst|member of (?:the )?technical staff|mts|smts|pmts|"
    r"technologist|officer|"
    r"intern|reader|technician|advisor|adviser|supervisor|expert|partner|associate|assistant|coordinator|programmer|"
    r"ingénieur\w*|chargée?|directeur|directrice|wissenschaftlich\w*|mitarbeiter\w*|owner|"
    r"freelance\w*|"
    r"architecte|responsable|chercheu(?:r|se)|concept(?:eur|rice)|chef(?:fe)? d[eu]|"
    r"director|directora|jef[ea]|gerente|ingenier[oa]|arquitect[oa]|investigador[a]?|profesor[a]?|catedrátic[oa]|"
    r"diseñador[a]?|direttore|direttrice|responsabile|ingegnere|ricercatore|ricercatrice|architetto|progettista|"
    r"professoressa|professore|engenheir[oa]|diretor[a]?|pesquisador[a]?|arquitet[oa]|projetista|"
    r"hoogleraar|onderzoeker|ontwerper|ingenjör|forskare|chefsingenjör|inżynier|kierownik|dyrektor|architekt|"
    r"investigator|doktorand\w*|maître|docent|evangelist|strategist)(?![A-Za-z])",
    re.I,
)
BODY = re.compile(
    r"大学|大學|学院|學院|公司|研究所|研究院|实验室|實驗室|集团|集團|中心|科学院|半导体|半導體|微电子|科技|電子|"
    r"电子|股份|医院|基金会|株式会社|有限会社|合同会社|中研院|系統|工场|"
    r"(?<![A-Za-z])(?:universit\w+|universidad|institut\w*|college|school|inc|corp\w*|ltd|llc|gmbh|laborator\w+|"
    r"labs?|co|"
    r"company|group|ag|plc|s\.?a\.?|b\.?v\.?|"
    r"eth|epfl|mit|imec|technolog(?:y|ies)|semiconductors?|microsystems|systems|electronics|micro\w*|computing|"
    r"compute|silicon|"
    r"foundation|centre|center|academy|politecnico|école|hochschule|research|networks|devices|robotics|photonics|"
    r"cloud|ai|semicondut\w*|"
    r"polytechni\w+|politechnika|holdings?|industries|instruments|kk|k\.k\.|oy|ab|as|sas|sarl|nv|kg|se|spa|pvt|pte|"
    r"pty|srl|s\.r\.l|s\.p\.a|s\.n\.c|s\.l|e\.v|a\.s|n\.v|s\.r\.o|d\.o\.o|"
    r"sp\.? ?z ?o\.? ?o|limited|ltda|lda|aps|asa|oyj|kgaa|llp|sdn|bhd|consortium|"
    r"hospital|agency)(?![A-Za-z])\.?",
    re.I,
)
_IN_FULL = (
    r"(?:(?:Technical|Natural|Engineering|Applied|Computer|Physical|Mathematical|Information|Electrical|Business) )?"
    r"(?:Sciences?|Engineering|Technology|Philosophy|Arts|Physics|Mathematics|Informatics|Computing|Administration|"
    r"Research)(?![A-Za-z])"
)
"""What a degree is of, as its name in full says it: Doctor of Technical Sciences."""
SUBJECT = r"(?:[工理哲医醫文法农農商]|经济|經濟|管理|教育)[学學]"
"""What stands before a degree in Chinese: 工学 of 工学博士."""
DEGREE = re.compile(
    rf"(?P<doc>(?:{SUBJECT})?博士(?:研究生)?(?!后|後|生导|生導|导师|導師)|"
    rf"(?<![A-Za-z])(?:Ph\.?\s?D\.?|D\.?\s?Phil\.?|Doctor(?:ate)?(?: of {_IN_FULL})?|Doctoral [Dd]egree|"
    r"Dr\.?[- ]?[Ii]ng\.?|Dr\.?\s?rer\.?\s?nat\.?|Sc\.?\s?D\.?|Eng\.?D\.?|D\.?Eng\.?|D\.?Sc\.?|"
    r"(?i:doctorate?|doctorado|dottorat[oi](?: di ricerca)?|doutorado|doctor in|doctoral degree)|Doktor\w*|"
    r"DOCTOR(?: OF [A-Z]+)?|"
    r"Dr\. ?techn\.?)(?![A-Za-z]))"
    r"|(?P<lic>(?<![A-Za-z])(?:Licentiate(?: of \w+)?|(?:Teknologie |Filosofie )?[Ll]icentiat(?:examen)?|"
    r"Tekn\. ?[Ll]ic\.?|Tech\. ?[Ll]ic\.?|Lic\. ?Tech\.?)(?![A-Za-z]))"
    r"|(?P<mas>(?:" + SUBJECT + r")?[硕碩]士(?:研究生)?|"
    r"(?<![A-Za-z])(?:M\.?\s?Sc\.?(?:\s?\(?Eng\)?)?|"
    r"M\.?\s?S\.?(?![A-Za-z])|M\.?\s?Eng\.?|M\.?\s?Phil\.?|M\.?\s?Tech\.?|"
    r"M\.?A\.?Sc\.?|M\.A\.?|MBA|M\.B\.A\.|S\.?M\.(?=[\s,])|Master(?:['’]?s)?(?: degree)?"
    rf"(?: of {_IN_FULL})?|Dipl\.?[- ]?Ing\.?|Diplom\w*|Diplôme d['’]ingénieur|"
    r"MASTER(?:['’]?S)?(?: DEGREE)?(?: OF [A-Z]+)?|"
    r"(?i:master['’]s degree|maestría|máster|mestrado|magister|laurea magistrale)|MASc|MRes)(?![A-Za-z]))"
    r"|(?P<bac>(?:" + SUBJECT + r")?[学學]士|本科|(?<![A-Za-z])(?:B\.?\s?Sc\.?(?:\s?\(?Hons\.?\)?)?|"
    r"B\.?\s?S\.?(?![A-Za-z])|B\.?\s?Eng\.?|B\.?\s?Tech\.?|B\.?A\.?Sc\.?|B\.A\.?|B\.?E\.(?=[\s,])|S\.?B\.(?=[\s,])|"
    rf"Bachelor(?:['’]?s)?(?: degree)?(?: of {_IN_FULL})?|"
    r"BACHELOR(?:['’]?S)?(?: DEGREE)?(?: OF [A-Z]+)?|Licence|"
    r"(?i:bachelor['’]s degree|licenciatura|laurea))(?![A-Za-z]))"
    r"|(?P<dip>大专|專科|专科)"
)
_RANKS = {"doc": 5, "lic": 4, "mas": 3, "bac": 2, "dip": 1}


def rank(degree: re.Match[str]) -> int:
    """How high what DEGREE has found is, from 5 (doctor) down to 1."""
    return _RANKS[degree.lastgroup or "dip"]


def rank_of(written: str) -> int:
    """The same of the first degree in a text; 0 where there is none."""
    found = DEGREE.search(written)
    return rank(found) if found else 0


SCHOOL = re.compile(
    r"大学|大學|学院|學院|研究所|研究院|科学院|\buniv\b\.?|universi|institut|college|\bschool\b|école|ecole|politecnico|"
    r"politechnika|hochschule|"
    r"polytechni|academy|"
    r"(?<![A-Za-z])(?-i:(?<=[a-z] )(?<!of )Tech|"
    r"ETH|EPFL|MIT|KAIST|UCLA|UCSD|USC|NUS|NTU|HKUST|POSTECH|TU|TH|FH|RWTH|KU|IIT|INSA|ENS|UIUC|"
    r"CMU|UC)\b",
    re.I,
)
DEPARTMENT = re.compile(
    r"^(?:department|dept|school|faculty|division|laboratory|lab|group|college of|institute of (?:microelectronics|"
    r"electronics))\b|(?:学院|學院|系|学部|實驗室|实验室|专业|課題組|课题组|所)$",
    re.I,
)
LANGUAGE = re.compile(
    r"\b(?:english|chinese|mandarin|cantonese|german|french|spanish|italian|portuguese|russian|japanese|korean|"
    r"hindi|tamil|telugu|bengali|urdu|marathi|"
    r"arabic|hebrew|turkish|persian|farsi|dutch|swedish|norwegian|danish|finnish|polish|czech|slovak|hungarian|"
    r"romanian|bulgarian|greek|ukrainian|"
    r"vietnamese|thai|malay|indonesian|filipino|tagalog|swahili|catalan|basque|galician|serbian|croatian|slovenian|"
    r"estonian|latvian|lithuanian|"
    r"icelandic|irish|welsh|hokkien|taiwanese|punjabi|gujarati|kannada|malayalam|sinhala|nepali|kazakh|uzbek|"
    r"armenian|georgian|mongolian|deutsch|"
    r"englisch|chinesisch|französisch|spanisch|italienisch|niederländisch|russisch|polnisch|türkisch|japanisch|koreanisch|"
    r"portugiesisch|schwedisch|arabisch|néerlandais|espagnol|italien|russe|japonais|francés|alemán|chino|inglese|francese|tedesco|"
    r"anglais|français|allemand|chinois|español|inglés|bahasa|"
    r"putonghua|afrikaans|amharic|yoruba|igbo|hausa|zulu|xhosa|pidgin|(?:(?:scottish|irish) )?gaelic|scots|flemish|"
    r"luxembourgish|breton|maltese|hakka|shanghainese|teochew|burmese|khmer|lao|pashto|dari|kurdish|azerbaijani|belarusian|"
    r"macedonian|albanian|bosnian|maori|lingala|wolof|odia|assamese|latin)\b"
    r"|(?:汉|漢|中|英|法|德|日|韩|韓|俄|西|葡|意|荷|荷兰|荷蘭|瑞典|挪威|丹麦|丹麥|芬兰|芬蘭|波兰|波蘭|捷克|希腊|希臘|"
    r"土耳其|阿拉伯|希伯来|希伯來|印地|泰|越南|马来|馬來|西班牙|葡萄牙|意大利|"
    r"義大利|泰米尔|印尼|波斯|乌克兰|匈牙利|罗马尼亚)(?:语|語|文)|普通话|普通話|国语|國語|粤语|粵語|华语|華語|"
    r"闽南语|閩南語|台语|台語|客家话|客語|上海话|中文|日文",
    re.I,
)
SHORT_LABELS = frozenset(
    """
    姓名 性别 性別 电话 電話 手机 手機 邮箱 郵箱 学历 學歷 学位 學位 专业 專業 职称 職稱 职务 職務
    国籍 國籍 备注 備註 籍贯 籍貫 民族 地址 单位 單位 年龄 年齡 简历 簡歷 语言 語言 电邮 電郵 职位 職位 微信 住址 婚姻
    专长 專長 语文 語文 特长 特長 技能 外语 外語
    """.split()  # noqa: SIM905
)
"""Labels of two characters, which are often set apart to fill their cell."""
_TABLE_HEAD = re.compile(
    r"(?:起止)?(?:时间|年月|日期)|起迄|起讫(?:时间|年月)?|期间|(?:工作|任职|服务)?(?:单位|公司|机构|机关)(?:名称)?|毕/?肄|毕业?/肄业?|工作内容|主要工作|技能/?语言|"
    r"(?:职务|职位|岗位|职称|职称)(?:/职称)?|职称|系所|部门|"
    r"when|where|what|period|dates?|month|年|月|employer|organi[sz]ation|company|position|title|role|from|to|学校|院校|毕业院校|专业|科系|"
    r"学历|学位|"
    r"institution|degree|field|major|subject|school|university|years?|地点|area|category|tools?|skills?|level|proficiency|类别|技能|熟练程度|水平|程度|地点|location|序号|no\.?|备注|证明人"
)


POST_AT_END = re.compile(rf"(?:{POST.pattern})$", re.I)
BODY_AT_END = re.compile(rf"(?:{BODY.pattern})$", re.I)
DUTY = re.compile(
    r"(?:负责(?!人)|負責(?!人)|主持(?!人)|主导|主導|带领|帶領|领导|領導|牵头|牽頭|参与|參與|主要从事|主要從事|从事|從事|承担|承擔).{3}|"
    r"(?:Led|Leading|Built|Building|Ran|Running|Wrote|Drove|Grew|Own(?:s|ed)?|Cut|Oversaw|Responsible for|In charge of|"
    r"Signed off|Taped out|Set up|Work(?:ed|ing) on|(?:Design|Develop|Manag|Creat|Implement|Defin|Deliver|Reduc|Improv|"
    r"Architect|Launch|Supervis|Optimi[sz]|Maintain|Introduc|Establish|Contribut|Coordinat|Port|Verifi|Shipp|Mentor|"
    r"Head|Spearhead|Direct|Research|Investigat|Prototyp|Automat|Validat)(?:ed|ing))\s+[\w“\"']"
)
"""The beginning of a sentence about what was done in a post."""


def is_table_head(text: str) -> bool:
    """Whether a text is the heading of a column in a table of posts or degrees."""
    plain = folded(text)
    both = re.fullmatch(rf"([{HAN}/]+)[\s/]*([a-z ]+)", plain)  # 技能 Skill
    return all(_TABLE_HEAD.fullmatch(one.strip()) for one in (both.groups() if both else (plain,)))

"""The headings of a CV in English, Simplified and Traditional Chinese, as data, and what a line means as one."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache

from talentapp.domain.folding import folded, squeezed
from talentapp.files.words.marks import is_table_head


class Section(StrEnum):
    """The parts of a CV, by what is read from them."""

    ABOUT = "about"  # who, where, how to reach
    SUMMARY = "summary"
    WORK = "work"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    RESEARCH = "research"
    WRITINGS = "writings"  # papers, patents, tape-outs: evidence
    AVAILABILITY = "availability"
    NOTES = "notes"
    OTHERS = "others"  # read, and nothing taken from it: referees, hobbies, courses


# Compared without script, case, spaces and punctuation: each stands here once, in Simplified Chinese.
_WORDS: Mapping[Section, str] = {
    Section.ABOUT: """
        个人信息 基本信息 个人资料 基本资料 联系方式 联络方式 联系信息 通讯方式 个人基本信息 联络资料 联络资讯
        基本情况 个人概况 个人情况 联系我
        personal information|personal details|personal data|contact|contact information|contact details|contact info|
        contact me|about the applicant|particulars|personal particulars|basic information|details|personalia|bio data|
        persönliche daten|persönliche angaben|angaben zur person|kontakt|kontaktdaten|coordonnées|état civil|
        informations personnelles|datos personales|contacto|dati personali
    """,
    Section.SUMMARY: """
        个人简介 简介 自我评价 自我介绍 个人总结 个人概述 专业简介 职业概述 个人评价 个人优势 核心优势 职业摘要
        简历摘要 概述 个人介绍 摘要
        专长简介 自传 简要自传 专业概述 职业简介 关于我 个人专长简介 专业背景 个人陈述 专长概述 学术简介 工作概述
        职涯摘要 专业摘要
        summary|profile|professional summary|executive summary|career summary|about|about me|personal statement|
        professional profile|career profile|biography|short biography|bio|short bio|objective|career objective|overview|
        introduction|highlights|career highlights|statement|personal profile|career overview|biographical sketch|
        profil|kurzprofil|über mich|zusammenfassung|resumen|perfil|profilo
    """,
    Section.WORK: """
        工作经历 工作经验 职业经历 任职经历 工作履历 主要工作经历 专业经历 工作背景 职业经验 从业经历 经历
        工作及任职经历 现任职务 现职 学术经历 职业履历
        学术任职 科研经历与任职 主要经历 教学与科研工作经历 科研工作经历 现任 任职 任职情况 现职与经历 经历与现职
        职涯经历 专业经验 学术与工作经历 履历
        工作经历含兼职 海外工作经历 工作简历 目前职务 当前职位 现职资料 工作
        work|experience|work experience|professional experience|employment|employment history|career history|work
        history|
        professional background|career|academic positions|academic appointments|appointments|positions|positions held|
        academic experience|professional appointments|industry experience|relevant experience|research experience|
        current position|professional history|experience and positions|employment record|academic employment|
        work and research experience|current appointment|career experience|professional positions|selected experience|
        current employment|industrial experience|academic and professional experience|working experience|
        work experiences|professional experiences|employment details|positions and employment|
        professional career|previous positions|experience highlights|current role|appointments held|
        academic and industrial positions|scientific career|academic career|career to date|employment to date|
        berufserfahrung|beruflicher werdegang|berufspraxis|berufliche erfahrung|werdegang|berufliche tätigkeit|
        tätigkeiten|expérience professionnelle|expériences professionnelles|parcours professionnel|expérience|
        experiencia|experiencia profesional|experiencia laboral|esperienza lavorativa|where i have worked|
        where i have been
    """,
    Section.EDUCATION: """
        教育背景 教育经历 学历 教育 学习经历 学历背景 教育及培训背景 学历与学位 教育程度 求学经历 教育履历 学术背景
        学习背景 学历学位 最高学历
        教育与培训 高等教育经历 教育培训经历 学历资料 教育情况 学位
        education|academic background|educational background|academic qualifications|qualifications|degrees|
        education and training|academic education|university education|education history|academic record|
        academic training|academic degrees|education and qualifications|higher education|studies|academic history|
        educational qualifications|educational qualification|academic qualification|
        educational details|academic credentials|
        ausbildung|akademische ausbildung|studium|hochschulstudium|bildungsweg|schulbildung|studium und ausbildung|
        ausbildung und studium|akademischer werdegang|formation|formations|diplômes|études|formación|
        formación académica|educación|istruzione|istruzione e formazione|where i studied
    """,
    Section.SKILLS: """
        擅长领域 擅长方向 擅长 技能 专业技能 技术专长 核心技能 技术技能 专业能力 技能专长 专长 技术能力 技术栈
        掌握技能 核心能力 专业专长
        技能特长 专业特长 关键技能 个人技能
        技能清单 核心技术 专业技术 技能与工具 技术领域 技能标签 专业技能与工具 专业技术能力 专长技能 技术特长
        主要技能 专长领域 技术 关键技术 工具与技能
        技能总结 专业技能及工具 it技能 编程语言 程式语言 工作技能 擅长工具 专业工具
        熟悉工具 使用工具 常用工具 掌握工具 开发工具 熟练工具 软件工具
        工具 计算机技能 电脑技能 软件技能
        job related skills|digital competence|
        stack|programming languages|programming|computer skills|software skills|it skills|digital skills|software|
        frameworks|frameworks and tools|programming skills|digital competences|technologies and tools|
        computer literacy|key competences|core competences|competences|technical competences|
        skills|technical skills|key skills|core skills|core competencies|technical expertise|
        expertise|
        competencies|
        technologies|areas of expertise|professional skills|technical proficiency|technical competencies|skill set|
        tools|tools and technologies|skills and tools|technical strengths|specialties|specialities|strengths|
        skills and expertise|computing skills|key competencies|technical skill|technical proficiencies|skills summary|
        core expertise|key technical skills|technology|tools and skills|main skills|hard skills|technical knowledge|
        technical profile|skills and competencies|engineering skills|skills and technologies|top skills|
        skills and competences|know how|technical toolbox|toolbox|toolkit|technical summary|technology stack|tech stack|
        kenntnisse|fachkenntnisse|edv kenntnisse|it kenntnisse|fähigkeiten|kompetenzen|fachliche kompetenzen|
        compétences|compétences techniques|compétences informatiques|habilidades|competencias|conocimientos|
        competenze
    """,
    Section.LANGUAGES: """
        语文 语言能力 语言 外语水平 语言技能 外语能力 语言水平 语文能力 工作语言 外语 掌握语言 语种 语言专长 语言程度
        mother tongue|mother tongues|mother tongue s|native language|other language|other languages|other language s|
        tongues|languages|language skills|language|language proficiency|spoken languages|languages spoken|
        languages known|language known|working languages|
        language abilities|linguistic skills|foreign languages|human languages|natural languages|
        sprachen|sprachkenntnisse|langues|idiomas|lingue|compétences linguistiques|spoken
    """,
    Section.RESEARCH: """
        研究方向 研究领域 研究兴趣 主要研究方向 研究专长 研究主题 专业方向 科研方向 专业领域 研究方向与兴趣 学术专长
        研究领域与方向 主要研究领域 研究范畴
        研究专长与领域 研究重点
        research lines|lines of research|
        research interests|research areas|research fields|research focus|fields of research|areas of research|
        areas of interest|research|research directions|research topics|research interest|fields of interest|
        research field|research area|academic interests|scientific interests|research themes|fields of expertise|
        research expertise|fields|field of research|main research areas|research domains|interests in research|
        professional interests|current research|research profile|
        forschungsschwerpunkte|forschungsinteressen|forschungsgebiete|arbeitsgebiete|domaines de recherche|
        thèmes de recherche|líneas de investigación
    """,
    Section.WRITINGS: """
        代表性论文 论文 发表论文 代表论文 学术论文 论文发表 代表性成果 代表作 主要论文 学术成果 科研成果 专利
        发明专利 论文与专利 论文及专利 论文专利
        主要成果 著作 代表著作 期刊论文 会议论文 研究成果 代表性工作 发表文章 学术发表 专利与论文 代表性论文及专利
        主要业绩 业绩成果 代表性论文与专利
        论文著作 学术著作 出版物 流片经历 代表性专利 近期论文 论著 代表性论著 研究论文 开源项目 开源贡献
        代表性论文专利 代表成果
        publications|selected publications|patents|papers|journal papers|conference papers|journal articles|
        publications and patents|patents and publications|selected papers|list of publications|recent publications|
        refereed publications|peer reviewed publications|key publications|representative publications|selected patents|
        books|selected works|granted patents|publication list|journal publications|conference publications|articles|
        tape outs|tapeouts|open source|open source contributions|publications selected|preprints|theses|
        research output|scholarly work|bibliography|patent|publication|selected publications and patents|
        publications and patents selected|research outputs|representative papers|main publications|patents selected|
        veröffentlichungen|publikationen|ausgewählte publikationen|patente|brevets|publicaciones|patentes|
        pubblicazioni
    """,
    Section.AVAILABILITY: """
        合作意向 意向 求职意向 合作方式 意向合作方式 到岗时间 可投入时间 工作意向 参与意向 回国意向 来华意向
        应聘意向 合作形式 投入时间 时间安排
        参与方式 意向与时间 合作意愿 来华工作计划 工作安排 可到岗时间 意向信息 合作意向与时间 投入意向 可参与方式
        合作意向及时间 合作条件 参与条件 合作安排 参与安排 求职目标
        求职条件 希望条件 求职偏好 求职状态 期望工作 工作期望 职业期望
        应征条件 可配合方式 配合方式 可合作方式 可投入方式 参与意愿
        desired conditions|conditions|personal requests|objective and availability|
        availability|engagement|availability and engagement|engagement preferences|preferred engagement|
        intended engagement|availability and effort|commitment|terms of engagement|desired engagement|
        cooperation|form of cooperation|collaboration preferences|availability and commitment|expectations|preferences|
        engagement and availability|preferred form of engagement|engagement modes|availability for the programme|
        availability for the program|participation|preferred cooperation|mode of engagement|work preferences|
        verfügbarkeit|disponibilité|disponibilidad|disponibilità|what i look for|what i am looking for|looking for|
        open to
    """,
    Section.NOTES: """
        备注 附注 说明 其他说明 补充说明 附加信息 备考 其他信息 特别说明
        notes|remarks|note|additional information|additional notes|other information|further information|comments|
        additional remarks|additional info|additional|miscellaneous|supplementary information
    """,
    Section.OTHERS: """
        获奖情况 荣誉奖项 所获荣誉 荣誉 奖项 获奖 获奖经历 荣誉与奖项 推荐人 推荐信 证明人 兴趣爱好 爱好 培训经历
        证书 资格证书 社会兼职 学术兼职 学术服务
        项目经历 科研项目 主要项目 项目经验 代表项目 教学经历 讲授课程 家庭情况 家庭成员 学术交流 会议报告 特邀报告
        指导学生 学会会员 会员 社会活动 志愿活动
        证照 兼职 紧急联系人 主持项目 承担项目 研究计划 专业认证 奖励与荣誉 荣誉奖励 审稿 社会服务 专业服务 教学
        科研经历 研究经历 研究项目 紧急联络人
        学术兼职与服务 参与项目 项目 重点项目 代表性项目 奖励 实习经历 校园经历 媒体报道 隐私声明 声明 个人声明 附件
        执照 国际交流 学术活动 兴趣
        reference|referee|driving licence|driving license|patents pending|strengths finder|most proud of|
        life philosophy|a day of my life|quotes|endorsements|recommendations|
        communication skills|organisational skills|organisational managerial skills|
        awards|honors|honours|awards and honors|honors and awards|honours and awards|references|referees|hobbies|
        interests|certifications|certificates|training|courses|memberships|professional memberships|service|
        professional service|teaching|teaching experience|projects|selected projects|key projects|research projects|
        volunteering|volunteer experience|grants|funding|invited talks|talks|presentations|conference presentations|
        professional activities|activities|professional affiliations|affiliations|students supervised|supervision|
        emergency contact|licenses|licences|licenses and certifications|scholarships|fellowships|achievements|
        academic service|extracurricular activities|personal interests|professional development|media|family|
        awards and fellowships|reviewing|editorial work|visits|hobbies and interests|certifications and training|
        thesis|declaration|coursework|relevant coursework|project experience|major projects|soft skills|
        selected awards|awards and recognition|recognition|community|professional activities and service|
        selected talks|patents reviewed|internships|committees|conferences|privacy|consent|data protection|gdpr|
        interessen|hobbys|auszeichnungen|preise|referenzen|weiterbildung|weiterbildungen|ehrenamt|mitgliedschaften|
        centres d'intérêt|loisirs|intereses|premios|führerschein
    """,
}


# Labels that begin a section where something stands behind them, and mean nothing on a line of their own.
_INLINE = {
    squeezed(word): section
    for section, words in (
        (
            Section.SKILLS,
            "熟悉 熟练 精通 掌握 擅长 uses using stack 会用 技能点 会的东西 会的 拿手的 computing",
        ),
        (Section.RESEARCH, "主要研究 研究 fields topics works_on 从事 方向 focus"),
        (Section.LANGUAGES, "speaks 会说 外语 spoken"),
        (Section.AVAILABILITY, "when how 何时 方式 时间 free start can_start effort 形式 mode"),
        (Section.WRITINGS, "wrote 发表 代表作"),
    )
    for word in words.split()
}


@cache
def _known() -> dict[str, Section]:
    table: dict[str, Section] = {}
    for section, words in _WORDS.items():
        for part in words.replace("\n", " ").split("|"):
            han = re.findall(r"[a-z]*[\u3400-\u9fff]+", part)
            for word in han:
                table.setdefault(squeezed(word), section)
            latin = re.sub(r"[a-z]*[\u3400-\u9fff]+", " ", part)
            if latin.strip():
                table.setdefault(squeezed(latin), section)
    return table


_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．)）:：]|[(（][一二三四五六七八九十\d]{1,2}[)）]|"
    r"\d{1,2}(?:\.\d)?\s*[.、)）:．]?(?=\s*\D)|"
    r"[IVX]{1,4}\s*[.)、]|[A-H]\s*[.)]"
    r"|[#*■◆●▌▍▎▊►▶◇□○★☆❖§>»|—–\-=~•·\uf000-\uf0ff]+)\s*"
)
_TAIL = re.compile(r"[\s:：\-–—=~_|#*■◆●▌►▶◇□○★☆❖·•.。]+$")
_ASIDE = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
_LINK = re.compile(r"\s*(?:[/／|｜&＆+、,，·•\t–—-]|与|与|及|和|以及|\band\b)\s*")
_QUALIFIER = re.compile(
    r"^(?:selected|key|main|my|major|relevant|recent|core|other|representative|current|professional|主要|部分|"
    r"近期|个人|相关|"
    r"其他|代表性|精选|核心)\s*"
)


@lru_cache(maxsize=8192)
def section_of(written: str) -> Section | None:
    """The section that a whole line is the heading of, or None."""
    if len(written) > 64 or not written.strip():
        return None
    if "\t" in written:  # the same in two languages, or the heads of a table
        both = {_meaning(cell) for cell in written.split("\t") if not is_table_head(cell)}
        return both.pop() if len(both) == 1 else None
    return _meaning(written)


def _meaning(written: str) -> Section | None:
    plain = _TAIL.sub("", _NUMBERED.sub("", folded(written)))
    known = _known()
    for form in (plain, _ASIDE.sub(" ", plain)):
        if not (key := squeezed(form)):
            continue
        if (found := known.get(key)) is not None:
            return found
        han, latin = "".join(re.findall(r"[\u3400-\u9fff]+", form)), " ".join(re.findall(r"[a-z][a-z' &/-]*", form))
        if (
            han
            and latin
            and not re.search(r"\d", form)
            and (one := known.get(squeezed(han)))
            and (known.get(squeezed(latin)) or len(latin) < 3)
        ):
            return one
        if han == key and 4 <= len(key) <= 8:  # 技能证书
            halves = [(known.get(key[:cut]), known.get(key[cut:])) for cut in range(2, len(key) - 1)]
            if both := [first for first, second in halves if first and second]:
                return both[0]
        parts = [part for part in _LINK.split(form) if squeezed(part)]
        if len(parts) > 1 and len(parts) <= 4:
            found_parts = [known.get(squeezed(part)) or known.get(squeezed(_QUALIFIER.sub("", part))) for part in parts]
            if all(found_parts):
                return found_parts[0]
        if (bare := _QUALIFIER.sub("", form)) != form and (found := known.get(squeezed(bare))) is not None:
            return found
    return None


_STEMS = (
    (Section.WRITINGS, "论文|专利|著作|成果|发表|流片|publication|patent|paper|article|tape-?out"),
    (Section.EDUCATION, "教育|学历|学位|求学|education|degree|academic background|studied|ausbildung|studium"),
    (Section.LANGUAGES, "语言|外语|语文|language"),
    (
        Section.RESEARCH,
        "研究(?:方向|领域|兴趣|重点|主题)|research (?:interest|area|field|focus|direction|topic|line|theme)",
    ),
    (
        Section.OTHERS,
        "获奖|荣誉|兴趣|爱好|推荐|证书|培训|award|honou?r|referee|reference|hobb|certif|voluntee|membership",
    ),
    (
        Section.AVAILABILITY,
        "意向|意愿|到岗|到任|参与|合作|投入|可配合|时间安排|来华|回国|规划|计划|availab|engage|cooperat|collaborat|commitment|"
        "participat|when and how|terms|^时间$|^意$|offer|looking for|look for|verfügbar|"
        "work(?:ing)? (?:with (?:you|us|me)|together)|how (?:we|i) (?:can|could|might)|"
        "take part|next step|would like|what i want|joining",
    ),
    (
        Section.WORK,
        "工作|任职|职务|职位|履历|就职|从业|经历|career|employment|experience|position|appointment|work|werdegang|berufs",
    ),
    (
        Section.SKILLS,
        "技能|技术|专长|能力|工具|擅长|拿手|会的|会什么|skill|competenc|expertise|tools|technolog|"
        "good at|^(?:what )?i (?:can|know|use)|computing",
    ),
    (Section.SUMMARY, "简介|评价|概述|自传|摘要|profile|summary|about"),
    (Section.ABOUT, "联系|联络|基本|个人|contact|personal"),
    (Section.NOTES, "备注|附注|note|remark|^other"),
)


@lru_cache(maxsize=8192)
def likely_section(written: str) -> Section | None:
    """The section of what looks like a heading without being one of the known, by the words in it, or None."""
    plain = folded(written)
    return next((section for section, stems in _STEMS if re.search(stems, plain)), None)


@lru_cache(maxsize=8192)
def inline_heading(written: str) -> tuple[Section, int] | None:
    """A heading with its content on the same line ("Skills: C++, CUDA"): its section, and where the content begins."""
    if written.count("\t") > 1 and all(_meaning(cell) for cell in written.split("\t")):
        return None
    found = re.match(r"([^:：\t]{2,48}?)\s*(?:[:：]\s*\t?|\t\s*)(?=\S)", written) or re.match(
        r"[【\[［]([^】\]］]{2,12})[】\]］]\s*(?=\S)", written
    )
    if not found:
        return None
    section = _meaning(found[1]) or (None if "\t" in found[0] else _INLINE.get(squeezed(found[1])))
    return (section, found.end()) if section else None

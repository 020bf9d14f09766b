"""What offices write above their columns: the synonyms of every field, as data.

Headings are compared without script, case, spaces and punctuation (`squeezed`), so each word stands here once, in
Simplified Chinese; what Taiwan and Hong Kong say differently stands beside it. A word means one thing in a kind.
"""

from collections.abc import Mapping

from talentapp.domain.terms import Kind

# A target is a field of the draft, or one of these for columns that hold several facts:
#   name           a name in either script           employer_post   employer and post
#   school_degree  institution and degree            contact_way     phone and e-mail
#   effort         per cent or months a year         noncompete      until when, and with whom
#   period         first and last day                effort_range    least and greatest effort
#   form:<code>    a column of ticks for one form    organisation, organisation_kind (of a project)
#   row_number     the file's own counting           example         marks a row as an example

_COMMON = {
    "row_number": "序号 编号 次序 项次 no number sn serialno index 行号 id",
    "notes": "备注 附注 附记 备考 说明 其他说明 补充说明 备注说明 其他 remarks remark notes note comments comment",
}

SYNONYMS: Mapping[Kind, Mapping[str, str]] = {
    Kind.CANDIDATES: {
        "name": """
            姓名 候选人 候选人姓名 专家姓名 人才姓名 申请人 申请人姓名 专家 人选 人选姓名 名字 姓名全称 name
            fullname who candidate candidatename expert expertname specialist nameofcandidate nameofexpert applicant
            中英文姓名 姓名中英文 推荐专家 被引进人 联系专家 学者 应聘人 邀请对象 受聘人 recommendedperson
        """,
        "name_zh": """
            中文姓名 中文名 中文名字 姓名中文 汉字姓名 chinesename nameinchinese namechinese namezh 华文姓名
            zhname
        """,
        "name_en": """
            英文姓名 英文名 英文名字 姓名英文 外文姓名 外文名 护照姓名 护照英文名 拼音 姓名拼音 拼音姓名
            英文姓名拼音 englishname nameinenglish nameenglish nameen passportname pinyin latinname
            romanizedname nameinpassport
        """,
        "family_name": "姓 姓氏 surname familyname lastname nachname",
        "given_name": "名 givenname firstname givennames vorname prénom",
        "aliases": """
            其他姓名 曾用名 别名 又名 其他名字 别称 alias aliases othernames othername alsoknownas formername
        """,
        "email": """
            电子邮箱 邮箱 电子邮件 电邮 邮件 邮件地址 邮箱地址 电子信箱 信箱 email emailaddress mail 电邮地址
            电子邮件地址
        """,
        "phone": """
            联系电话 电话 手机 手机号 手机号码 电话号码 联络电话 行动电话 移动电话 联系方式电话 联络手机 phone
            telephone tel mobile cell phonenumber contactnumber mobilephone contactphone 电话手机 手机电话
            连络电话
        """,
        "contact_way": """
            联系方式 联络方式 联系信息 通讯方式 联系资料 联络资讯 contact contactdetails contactinfo
            contactinformation 电话邮箱 邮箱电话 电话电子邮箱 手机邮箱 phoneemail emailphone 连络方式
        """,
        "orcid": "orcid orcidid orcid号 orcid编号 orcid识别码",
        "nationality": "国籍 国籍地区 nationality citizenship 国别",
        "country": """
            现所在国家地区 所在国家 所在国家地区 现所在国家 现居国家 现居地 所在地 居住国 居住地 现居住地 所在国
            现所在地 目前所在地 常住国家 国家地区 国家 所在国家及地区 常驻国家 country location residence
            currentlocation countryofresidence currentcountry countryregion basedin 工作所在国 现居国家地区
            目前所在国家 现在国家 所在国家城市 工作所在地 工作国家 现工作国家
            现居城市 居住城市 homebase
        """,
        "employer": """
            现工作单位 工作单位 现单位 单位 所在单位 任职单位 现任职单位 目前单位 现任单位 就职单位 雇主 现雇主
            现职单位 任职机构 服务单位 现职机构 服务机构 工作机构 单位名称 所属机构 所属单位 现工作机构
            目前任职单位 employer currentemployer affiliation currentaffiliation company organisation
            organization institution currentcompany workplace currentorganization currentorganisation
            currentinstitution 任职公司 服务公司 就职公司 现公司 任职单位名称 目前服务机构
            在哪工作 公司学校 currentplaceofwork placeofwork universityorcompany companyoruniversity whereemployer
        """,
        "post": """
            现任职务 职务 职位 职称 岗位 现职务 现职 担任职务 职务职称 现任职位 目前职位 目前职务 现岗位 职衔
            title position post jobtitle currenttitle currentposition role currentrole currentpost 技术职务
            专业技术职务 职称职务 现职务职称 职务或职称 whattheydo
        """,
        "employer_post": """
            任职 工作单位及职务 现工作单位及职务 单位及职务 单位职务 现单位及职务 现任单位及职务 任职单位及职务
            单位和职务 工作单位与职务 单位及职称 任职情况 现任职情况 服务单位及职称
            presentappointment currentappointment presentposition employerandtitle
            employertitle currentemployerandtitle currentposition&employer affiliationandtitle employerposition
            affiliationposition positionandemployer titleandemployer currentemployment 现工作单位职务 单位职位
        """,
        "highest_degree": """
            最高学历 学历 学位 最高学位 学历学位 文化程度 最高学历学位 教育程度 degree highestdegree education
            educationlevel qualification highestqualification
        """,
        "graduated_from": """
            毕业院校 毕业学校 毕业大学 院校 学校 最高学历院校 最高学历毕业院校 博士毕业院校 毕业院校系 毕业校院
            就读学校 university school almamater graduatedfrom graduateschool universityofgraduation
            institutionofhighestdegree 最高学位授予单位 学位授予单位
        """,
        "school_degree": """
            毕业院校及学历 毕业院校及学位 学历及毕业院校 学历毕业院校 院校及学历 毕业学校及学历 教育背景
            最高学历及毕业院校 最高学历及院校 学历背景 学位及毕业院校 学历学校 schoolanddegree degreeandschool
            degreeanduniversity educationbackground highestdegreeandinstitution degreeinstitution
            universitydegree degreeuniversity 毕业院校学历 毕业院校学位
        """,
        "languages": """
            语言 语言能力 工作语言 掌握语言 外语 外语能力 语种 语文能力 languages language languageskills
            spokenlanguages 外语水平 语言水平 语言及水平
        """,
        "research_fields": """
            研究方向 研究领域 专业方向 研究专长领域 专业领域 主要研究方向 学科方向 领域 研究兴趣 专业 从事专业
            researchfields researchfield researcharea researchareas researchinterests researchdirection field
            fields areaofresearch fieldofresearch areasofexpertise fieldofexpertise specialty discipline
            研究主题 专业类别 所属领域 技术路线
        """,
        "skills": """
            专业技能 技能 技术专长 技能标签 专长 专业特长 技术特长 核心技术 技术技能 掌握技能 关键技术
            技能关键词 技能专长 专业专长 技术方向 技术领域 技术标签 技术能力 核心技能 关键技能 skills skill
            technicalskills keyskills expertise corecompetence competences competencies expertiseskills
            coreskills keywords 关键词 专业能力 专长技能 强项 techstack technologystack technologies toolstack
        """,
        "expertise": """
            个人专长简介 个人简介 专长简介 简介 个人介绍 专长描述 专长说明 个人专长 专业背景 个人简历 主要经历
            工作简介 自我介绍 业务专长 主要业绩 专业简介 人才简介 专家简介 expertisestatement profile bio
            biography summary statement introduction expertisesummary about professionalsummary shortbio
            专业背景简介 工作经历 简历 专长简述 专长介绍
        """,
        "evidence": """
            代表性成果 代表成果 主要成果 代表作 论文 论文专利 代表性论文 成果 学术成果 科研成果 代表性业绩
            主要论文 专利 著作 代表著作 publications evidence achievements selectedpublications keypublications
            representativeworks patents papers 代表性论文专利 代表性工作 论文及专利 研究成果
        """,
        "years_experience": """
            从业年限 工作年限 工作经验 行业经验 相关工作年限 从业年数 年资 工作年资 经验年限 yearsofexperience
            experience experienceyears yearsexperience workexperience industryexperience 工作经验年 yearsofexp
            yrsofexperience yoe experienceyrs 从业时间
        """,
        "forms": """
            方式 形式 意向合作方式 合作方式 意向方式 合作形式 合作意向 意向合作形式 参与方式 聘用方式 合作模式
            意向聘用方式 任职方式 意向参与方式 聘任方式 引进方式 意愿合作方式 希望合作方式 engagementmodes
            engagementmode preferredforms form forms engagement cooperationform preferredengagement
            modeofengagement cooperationmode typeofengagement engagementtype
            怎么个合作法 inwhichform formofparticipation
        """,
        "effort": """
            每年可投入时间 可投入时间 投入时间 投入比例 投入 工作投入 可投入精力 每年投入 投入精力 年投入时间
            每年可工作时间 每年可投入 每年在岗时间 投入工时 availability effort timecommitment commitment
            annualeffort workload timeavailable annualcommitment 可投入时间比例 时间投入 拟投入时间
            可投入时间比例或月数 每年投入时间 timeperyear
            时间月年 参与时间 howlongperyear peryear timeavailableperyear
        """,
        "effort_percent": """
            投入比例百分比 投入百分比 工时比例 percenttime percentoftime effortpercent percenteffort fte
            percentageoftime 可投入比例 工作时间占比 投入占比 ftepercent time timepercentage timepercent
            percenttimeavailable 时间占比 工作投入比例
        """,
        "months_per_year": """
            每年可投入月数 每年月数 投入月数 可投入月数 每年工作月数 每年可工作月数 每年在沪月数 每年在岗月数
            monthsperyear months availablemonths monthsayear monthsavailable monthsyear 年投入月数 每年到岗月数
            每年来华月数 monthsyr monthsperyr monthsperyearavailable monthsavailableperyear 月数 每年投入月数
            每年可在岗月数 年可工作月数
        """,
        "available_from": """
            最早到岗时间 到岗时间 可到岗时间 可到岗日期 最早到岗日期 到岗日期 预计到岗时间 可开始时间 可入职时间
            可上岗时间 最快到岗时间 可报到日期 预计到任日期 最早可到任日 到任时间 availablefrom startdate
            earlieststart available availabledate dateavailable earlieststartdate earliestavailability
            最早可到岗时间 可到任日期 最早到任日期 预计报到日 start 可开始日期 可开始工作日期 startfrom
            可入职日期 入职时间 上岗时间 报到时间 预计到岗日期 canstart
            最早时间 几时能来 可上任日期 可配合时间 onboarddate fromwhen
        """,
        "noncompete_until": """
            竞业限制截止 竞业限制到期 竞业限制截止日期 竞业限制到期日 竞业期限 竞业限制期限 竞业禁止截止
            竞业禁止期限 竞业截止日期 竞业限制期至 竞业禁止到期日 noncompeteuntil noncompeteend noncompeteexpiry
            noncompeteenddate 竞业限制至 竞业至 竞业禁止至 竞业限制截至 竞业限制终止日期
        """,
        "noncompete_with": """
            竞业限制单位 竞业单位 竞业限制企业 竞业限制范围 竞业禁止单位 竞业范围 竞业禁止范围 noncompetewith
            noncompetescope noncompeteorganisations noncompeteorganizations 竞业限制对象 竞业限制涉及单位
            竞业涉及单位 竞业限制涉及企业 涉及单位 竞业限制所涉单位
        """,
        "noncompete": """
            竞业限制 竞业禁止 竞业协议 竞业限制情况 竞业情况 竞业 noncompete noncompeteclause 竞业禁止条款
            是否有竞业限制 有无竞业限制 是否竞业限制
        """,
        "conflicts": """
            利益冲突单位 利益冲突 回避单位 需回避单位 回避机构 利益冲突机构 利益回避单位 conflicts
            conflictofinterest conflictorganisations conflictsofinterest 须回避单位 利益冲突声明
            存在利益冲突的单位 利益冲突情况
        """,
        "legal_basis": """
            处理依据 法律依据 合法性基础 个人信息处理依据 处理个人信息的依据 合法依据 处理法律依据 legalbasis
            lawfulbasis basisofprocessing legalground 蒐集依据 个资依据 个资处理依据 特定情形
        """,
        "purpose": """
            处理目的 使用目的 收集目的 个人信息处理目的 个人信息用途 purpose purposeofprocessing processingpurpose
            蒐集目的 特定目的 利用目的
        """,
        "notice_version": """
            告知书版本 隐私告知版本 隐私声明版本 告知版本 告知书编号 隐私政策版本 noticeversion
            privacynoticeversion privacynotice 告知声明版本
        """,
        "noticed_on": """
            告知日期 告知时间 履行告知日期 告知书日期 隐私告知日期 noticedate noticedon dateofnotice noticegiven
            noticegivenon
        """,
        "retain_until": """
            保存期限 保存期至 保存至 保留期限 保留至 留存期限 资料保存期限 信息保存期限 存储期限 retainuntil
            retentiondate retentionuntil keepuntil keptuntil retention 保管期限 保管至 资料保留期限
        """,
        **_COMMON,
    },
    Kind.PROJECTS: {
        "title": """
            项目名称 课题名称 项目 项目标题 课题 需求名称 岗位名称 课题项目名称 名称 计划名称 专案名称 题目
            project projecttitle projectname title topic nameofproject 项目课题名称 合作项目 合作项目名称 专案
            计划题目 标题 需求项目 需求岗位 岗位 课题方向 攻关任务
        """,
        "organisation": """
            单位名称 所属单位 单位 承担单位 项目单位 依托单位 需求单位 申报单位 用人单位 牵头单位 机构 机构名称
            执行单位 所在单位 企业名称 学校 高校 企业 公司 学校名称 高校名称 合作单位 主办单位 提出单位 发布单位
            organisation organization institution company university employer hostorganisation hostorganization
            host unit organisationname organizationname firm hostinstitution 公司名称 项目承担单位 主持单位
            项目所属单位 谁提的 合作方 fromunit
        """,
        "organisation_kind": """
            单位类别 单位类型 单位性质 机构类别 机构类型 机构性质 类别 organisationtype organizationtype
            typeoforganisation typeoforganization organisationkind organizationkind institutiontype
        """,
        "field": """
            应用领域 领域 技术领域 所属领域 应用方向 行业领域 应用场景 研究领域 field applicationfield
            applicationarea domain area researchfield applicationdomain researcharea 应用范畴 技术方向 所属方向
            行业 应用行业
        """,
        "need": """
            项目需求描述 需求描述 项目描述 需求 项目简介 研究内容 项目内容 需求说明 主要任务 任务描述 工作内容
            职责描述 项目说明 需求内容 岗位职责 技术需求 项目需求 项目需求说明 项目概述 课题简介 计划内容
            计划简介 description need needs requirement requirements projectdescription summary abstract tasks
            scope scopeofwork 简介 合作内容 内容 内容简介 描述 研究任务 主要研究内容 研究内容及目标
            主要工作 技术指标 项目背景 deliverables
            研究内容与目标 研究目标 主要内容 计划说明 课题说明 专案说明 人才需求 合作需求 技术需求描述 具体需求
        """,
        "must_skills": """
            必备技能 技能要求 所需技能 必要技能 必须技能 核心技能 技术要求 专业要求 需要技能 必备条件 必备专长
            所需专长 专业技能 所需技术 requiredskills mustskills musthave skills mandatoryskills skillsrequired
            requiredexpertise essentialskills musthaveskills keyskills 技能需求 必备能力 技能 人才要求
            所需专业技能 任职要求 技能要求必备 所需技能必备 技能必备 skillsmusthave
            技术关键词 whoweneed idealcandidate neededknowhow
        """,
        "nice_skills": """
            优先技能 加分技能 优先条件 加分项 可选技能 优先考虑 加分条件 优先专长 niceskills nicetohave
            preferredskills desirableskills desiredskills optionalskills bonusskills 次要技能 优先考虑技能
            技能要求优先 所需技能优先 技能优先 技能加分 skillspreferred skillsnicetohave
        """,
        "places": """
            需求人数 人数 名额 需求名额 接收名额 招收人数 招聘人数 拟引进人数 岗位数 岗位数量 需求数量 拟聘人数
            places headcount positions numberofpositions openings vacancies numberofplaces noofpositions
            人员需求 需求员额 员额 拟接收人数 拟聘 需求量 peopleneeded
        """,
        "forms": """
            方式 形式
            合作方式 合作形式 合作模式 意向合作方式 聘用方式 参与方式 可接受合作方式 提供方式 聘任方式 用人方式
            引进方式 engagementmodes forms form engagementmode engagement modeofengagement cooperationform
            formsoffered cooperationmode engagementtype 怎么合作 collaborationtype
        """,
        "effort_min": """
            投入比例下限 最低投入比例 最低投入 最少投入 投入下限 投入比例下限百分比 mineffort effortmin
            minimumeffort effortfrom 最小投入比例 最低投入要求 minimumcommitment 工时下限 minfte
        """,
        "effort_max": """
            投入比例上限 最高投入比例 最高投入 最多投入 投入上限 maxeffort effortmax maximumeffort effortto
            最大投入比例 工时上限 maximumcommitment maxfte
        """,
        "effort_range": """
            投入比例 投入要求 投入比例要求 工作投入 投入时间 投入时间要求 投入比例范围 每年投入 每年投入时间
            effort effortrange commitment timecommitment workload 时间要求 投入 effortrequired 每年投入要求
        """,
        "site": """
            工作地点 地点 实施地点 工作所在地 工作地址 办公地点 所在地 项目地点 site worksite location place
            workplace worklocation 执行地点 工作城市
        """,
        "start": """
            开始日期 开始时间 起始日期 起始时间 启动时间 启动日期 项目开始时间 项目开始日期 计划开始时间
            commencement
            拟开始时间 起始 开始 start startdate begin begindate from projectstart 起日 开始年月 起始年月
        """,
        "end": """
            结束日期 结束时间 截止日期 终止日期 完成时间 完成日期 截止时间 项目结束时间 项目结束日期
            到什么时候
            计划完成时间 到期日 截止 结束 end enddate finish until to deadline duedate projectend 迄日 结束年月 终止时间
        """,
        "period": """
            起止时间 起止日期 项目周期 执行期 起止年月 合作期限 实施期限 项目期限 合作时间 执行期间 期间
            项目时间 起讫日期 起迄日期 实施周期 周期 period duration term projectperiod dates startend timeframe
            执行年限
            项目起止时间 时间 startandenddate 计划期程 期程 项目起止日期 项目执行期 合作起止时间
        """,
        "contact": """
            联系人 联络人 项目联系人 负责人 项目负责人 联系方式 联络方式 联系人及电话 contact contactperson
            projectcontact pi projectleader projectlead 对接人 项目对接人 联系人及联系方式 窗口 承办人
            联系人信息 计划主持人 谁负责 负责老师
        """,
        **_COMMON,
    },
    Kind.ORGANISATIONS: {
        "name_zh": """
            单位名称 机构名称 单位 名称 单位全称 机构 企业名称 学校名称 公司名称 中文名称 单位名称简体 高校名称
            单位中文名称 中文全称 简体名称 机构全称 organisation organization institution name organisationname
            organizationname company companyname nameinchinese chinesename 机构中文名称 单位名称中文 名称简体
            简体中文名称
        """,
        "name_tw": """
            单位名称繁体 繁体名称 名称繁体 繁体中文名称 机构名称繁体 traditionalname traditionalchinesename
            正体名称 单位名称正体 繁体中文 nametraditionalchinese
        """,
        "name_en": """
            英文名称 英文名 单位英文名称 英文全称 机构英文名称 名称英文 englishname nameinenglish nameenglish
            单位名称英文 外文名称
        """,
        "aliases": """
            别名 简称 曾用名 其他名称 又名 alias aliases shortname abbreviation othernames 单位简称 缩写
        """,
        "kind": """
            单位类别 单位类型 类别 类型 单位性质 机构类别 机构类型 性质 机构性质 kind type category
            organisationtype organizationtype sector 单位属性
        """,
        "city": "城市 所在城市 市 city",
        "district": "所在区 区 所在区县 所属区 行政区 辖区 区县 所在地区 district area 所在行政区",
        "credit_code": """
            统一社会信用代码 社会信用代码 信用代码 unifiedsocialcreditcode creditcode uscc 统一信用代码 统一编号
        """,
        "liaison": """
            联络人 联系人 对接人 单位联系人 联络员 联系人姓名 联络人姓名 liaison contact contactperson 窗口
            承办人 liaisonname
        """,
        "liaison_email": """
            联络邮箱 联系邮箱 联络人邮箱 联系人邮箱 邮箱 电子邮箱 电子邮件 联络电邮 联络信箱 联络电子邮件
            liaisonemail contactemail email emailaddress 联系人电子邮箱 联络人电子邮箱
        """,
        "places_cap": """
            接收名额上限 名额上限 接收名额 名额 最大接收人数 接收人数上限 人数上限 接收上限 placescap places
            capacity maxplaces quota 员额上限 maximumplaces
        """,
        "competitors": """
            竞争单位 竞争对手 竞争企业 竞争机构 竞争关系单位 同业竞争单位 competitors competitor
            competingorganisations competingorganizations 竞争者
        """,
        **_COMMON,
    },
}  # fmt: skip

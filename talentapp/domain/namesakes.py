"""Names of people and of organisations that are words of the language, too: they count only with a capital letter."""

NAMESAKES = frozenset(
    """
    abstract access active advanced alpha amber amp analog anchor angel apex apple applied april arc archer arm
    art ash atlas atom august aurora autumn axis baker ban bang banks beam best beta bill bin bird bishop bit
    black blank blue bolt boost booth bow brand bridge bright brook burns butler cadence can cash central chance
    chase chin chip church circuit clay cliff cloud coal cook core cross cube dash data dawn day dean delta
    digital ding dong dot drop duke early east edge element engine epic eth faith falls fan fast field fields
    fine flex flint flood flower focus ford forest forge fort fox frank free frost fusion future galaxy gamma
    gang gates gene general glass global gold golden good grace grant graph graphics gray green grid grove hall
    hand hang hash hen high hill hook hope horn house hub hung hunt hunter icon imagination impact infinity
    integral intelligence inter iris ivy jasmine joy june just kernel key king kit knight lake lan lance land lane
    lass law layer level light lightning lily lime ling link list little lock logic long loop love lumen lung
    man mark marks marsh mason masters matrix max may mead meadows men mentor mercy merit meta micro micron
    miles mill min mit mobile modular momentum moon moor moss nano native network neural next noble node nordic
    norm north nova oak ocean olive omega omni open optical oracle orbit pace page pan pang park parks patch
    peak pearl penny pepper phoenix photon pierce pike pin pine ping pixel plus pollard pool poole pope porter
    post potter power price prime prince prism program pulse pure quantum queen quest radiant rain ran rang
    rapid ray reason reed rice rich richer ridge ring rise river rivers robin rock rocket rod root rose ruby
    rush sage salt sand sands sang scale self sense shade sharp shaw she shepherd shield short shun signal
    silicon silver sin sing singer sit skip small smart smith snap snow solid son song sonic source spark
    spectrum speed sphere spirit spring square stack star stark steel stellar stern stone storm stream street
    strong summer summers summit sun sung swan sweet swift switch syntax tab tan tang tensor terra tesla thorn
    thread tie titan torch tower trace tree true unity universal vale van vector velocity vertex vine vision
    vista wall wan ward warner waters wave way weeks wells west white wild will wing wise wolf wood woods worth
    yen yin you young zen zenith zero zoom
    """.split()  # noqa: SIM905
)
NO_NAMES_ALONE = frozenset(
    """
    ai al am an as at be by cu do ga ge go he hi ic id if in io ip is it me mu my no nu of oh ok on or os pa ph
    pi qa ra so st to up us we
    """.split()  # noqa: SIM905
)
"""Words of two letters that are a name only after an initial or a title."""
HAN_NAMESAKES = {
    "苹果": "苹果(?![树园派汁醋酱])",
    "字节": r"(?<![\d个每单双多])(?<!\d\s)字节(?![码序流数]|对齐)",
    "高通": "高通(?!量)",
    "新思": "新思(?![路想维潮])",
    "阿里": "阿里(?!山)",
    "三星": "三星(?!级)",
    "北大": "北大(?!西洋)",
    "上交": "上交(?!所)",
    "天大": "天大(?!的)",
    "多大": "(?<!有)多大(?!的)",
}
"""Organisations in short whose characters are words of the language or the beginning of longer ones, and patterns of
where they are the organisation."""

HAN_WORDS = frozenset(
    """
    高峰 高原 高明 高远 高洁 高歌 高兴 高度 高速 高温 高能 高效 高压 高频 高通 高端 高级 高校 高层 高性 方程
    方向 方法 方案 方面 方便 方式 方圆 方正 方舟 方才 张力 张量 张开 张望 张贴 时钟 时间 时序 时延 时光 时代
    时段 程序 程度 程控 包装 包含 包括 单元 单位 单个 单独 单一 项目 向量 向上 向下 向阳 向前 温度 温控 温馨
    温泉 常数 常用 常见 常规 常青 平台 平衡 平均 平安 平面 计算 计划 计时 成功 成本 成果 成熟 成立 成品 安全
    安排 安装 安静 安宁 安定 全部 全面 全局 全球 通信 通过 通用 通道 和平 于是 于今 从事 从而 能力 能够 任务
    任何 任意 任命 连接 连续 管理 管道 管控 符合 符号 解决 解码 解析 解释 曲线 曲面 光学 白色 白板 白云 白皮
    黄金 黄河 黄山 金属 金星 金融 石英 石墨 石化 云端 云海 文档 文件 文献 文本 文明 文静 文化 明确 明显 明朗
    路径 路由 路线 路口 顾问 顾虑 强化 强度 关键 关于 关联 关注 支持 支撑 英语 万能 万一 万里 江山 江河 江湖
    丁香 武器 武装 应用 应该 应对 冷却 边缘 边界 易用 易于 洪水 洪流 严格 严谨 严重 严密 施工 施加 宣布 有关
    有效 海外 海洋 国家 国际 原理 原型 原因 阵列 康宁 康复 康健 余量 余地 余数 余生 陈列 陈述 陈旧 孙子 周到
    周围 周密 周全 周边 周期 胡同 林业 何时 何处 何必 何况 罗列 罗盘 罗马 宋体 谢意 谢绝 谢谢 董事 许多 许可
    曾经 苏醒 叶片 杜绝 夏季 夏天 钟表 汪洋 田野 范围 范例 范畴 陆地 陆续 孔径 孔隙 毛病 史料 龙头 段落 雷达
    雷同 钱包 黎明 贺信 庞大 殷切 陶瓷 颜色 牛顿 季度 章节 鲁棒 申请 尤其 毕业 焦点 齐全 梅花 庄重 庄严 辛苦
    祝贺 左右 涂层 谷底 舒适 苗头 凌晨 费用 纪要 盛大 欧洲 甄别 马力 马上 马达 车间 车辆 车载 农业 水平 水准
    水利 党员 政策 相关 相同 相位 后端 后期 元件 元素 阳光 阳极 商业 商用 盘点 巩固 简单 简化 简历 别的 查看
    查重 卫星 来自 来源 沙盘 初步 展示 展开 权重 权限 空间 经验 经过 信号 信息 信任 印刷 宫殿 宿舍 花费 花园
    景象 司机 桂花 茶叶 游戏 暴露 终端 终止 过程 过滤 练习 真实 强大 富裕 古典 苍白 户外 衣服 化学 步骤 步进
    幸福 甘愿 麻烦 库存 开放 开发
    """.split()  # noqa: SIM905
)
"""Words of two characters that begin like a family name: they count as the name of a person only as `mentions` says."""

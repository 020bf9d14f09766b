"""What well-known universities and firms are called in other words than their own: in the other script, in short."""

import re
from functools import lru_cache

from talentapp.domain.folding import folded

_GROUPS = tuple(
    tuple(line.split(", "))
    for line in """
清华, tsinghua, qinghua
北京大学, 北大, peking university, peking, pku
浙江大学, 浙大, zhejiang university, zju
复旦, fudan
上海交通大学, 上海交大, 上交大, 上交, 交大, shanghai jiao tong, shanghai jiaotong, sjtu
中国科学技术大学, 中科大, university of science and technology of china, ustc
中国科学院, 中科院, chinese academy of sciences
南京大学, 南大, nanjing university, nju
武汉大学, 武大, wuhan university
华中科技大学, 华科, huazhong university, hust
西安交通大学, 西安交大, 交大, xi'an jiaotong, xjtu
哈尔滨工业大学, 哈工大, harbin institute of technology
国防科技大学, 国防科大, nudt
北京航空航天大学, 北航, beihang, buaa
电子科技大学, uestc
西安电子科技大学, 西电, xidian
同济, tongji
中山大学, sun yat-sen
台湾大学, 台大, national taiwan university
阳明交通大学, 阳明交大, 交大, chiao tung, nycu
成功大学, 成大, cheng kung, ncku
香港科技大学, 港科大, hkust
香港大学, 港大, university of hong kong, hku
香港中文大学, 港中文, chinese university of hong kong, cuhk
新加坡国立大学, 国大, national university of singapore
南洋理工, nanyang
东京大学, 东大, university of tokyo
京都大学, kyoto university
首尔大学, seoul national
科学技术院, kaist
麻省理工, massachusetts institute of technology, mit
斯坦福, 史丹佛, stanford
伯克利, 柏克莱, berkeley
卡内基梅隆, 卡内基美隆, carnegie mellon, cmu
伊利诺伊, illinois, uiuc
加州理工, caltech
佐治亚理工, georgia tech, georgia institute of technology
多伦多大学, university of toronto
滑铁卢大学, university of waterloo
剑桥, cambridge
牛津, oxford
帝国理工, imperial college
爱丁堡, edinburgh
苏黎世联邦理工, 苏黎世理工, eth zurich, eth zürich, ethz, eth
洛桑联邦理工, 洛桑理工, epfl
慕尼黑工业, 慕尼黑工大, technical university of munich, tu munich
亚琛工业, 亚琛工大, rwth
代尔夫特, delft
鲁汶, leuven
华为, huawei
海思, hisilicon
中兴, zte
阿里巴巴, 阿里云, 阿里, alibaba, aliyun
平头哥, t-head
腾讯, tencent
百度, baidu
昆仑芯, kunlunxin
字节跳动, 字节, bytedance
寒武纪, cambricon
摩尔线程, moore threads
壁仞, biren
燧原, enflame
沐曦, metax
天数智芯, iluvatar
景嘉微, jingjia
海光, hygon
龙芯, loongson
飞腾, phytium
兆芯, zhaoxin
芯原, verisilicon
紫光展锐, unisoc
中芯国际, 中芯, smic
长江存储, 长存, ymtc
长鑫, cxmt
英伟达, 辉达, nvidia
超威, 超微半导体, advanced micro devices, amd
英特尔, intel
高通, qualcomm
苹果, apple
谷歌, google
微软, microsoft
脸书, facebook, meta platforms
亚马逊, amazon
特斯拉, tesla
国际商业机器, ibm
台湾积体电路, 台积电, 台积, tsmc
联发科, mediatek
联电, umc
日月光, ase group
三星, samsung
海力士, hynix
美光, micron
铠侠, kioxia
西部数据, western digital
博通, broadcom
美满, marvell
赛灵思, xilinx
安谋, arm ltd, arm limited, arm holdings
想象科技, imagination technologies
新思, synopsys
铿腾, 楷登, 益华, cadence design
明导, siemens eda, mentor graphics
瑞萨, renesas
索尼, sony
东芝, toshiba
富士通, fujitsu
英飞凌, infineon
意法半导体, stmicroelectronics
恩智浦, nxp
阿斯麦, 艾司摩尔, asml
图核, graphcore
""".strip().splitlines()
)


@lru_cache(maxsize=4096)
def also_called(name: str) -> tuple[str, ...]:
    """The other names of an organisation that this name says in full or in short, folded; none of one that is not
    known well."""
    text = folded(name)
    found = (group for group in _GROUPS if any(_says(text, one) for one in group))
    return tuple(dict.fromkeys(one for group in found for one in group))


def _says(text: str, name: str) -> bool:
    if not name.isascii():
        return (len(name) > 2 and name in text) or (len(name) == 2 and text.startswith(name))
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None

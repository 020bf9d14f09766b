"""What well-known universities and firms are called in other words than their own: in the other script, in short."""

import re
from functools import lru_cache

from talentapp.domain.folding import folded
from talentapp.domain.notations import in_full, without_signs

_WHOLLY = "="  # a word of the language: said only where it is the whole name
_OF_THE_STATE = re.compile(r"^(?:国立|省立|市立|私立)")
_GROUPS = tuple(
    tuple(line.split(", "))
    for line in """
清华, 清大, tsinghua, qinghua, nthu
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
电子科技大学, 电子科大, 成电, uestc, university of electronic science and technology
西安电子科技大学, 西电, xidian
同济, tongji
中山大学, sun yat-sen
台湾大学, 台大, national taiwan university, ntu
阳明交通大学, 阳明交大, 交大, chiao tung, nycu
成功大学, 成大, cheng kung, ncku
香港科技大学, 港科大, 科大, hkust, hong kong university of science and technology
香港大学, 港大, university of hong kong, hku
香港中文大学, 港中文, chinese university of hong kong, cuhk
新加坡国立大学, 国大, national university of singapore, nus
南洋理工, nanyang, ntu
东京大学, 东大, university of tokyo, utokyo
京都大学, 京大, kyoto university
首尔大学, seoul national
韩国科学技术院, 科学技术院, 한국과학기술원, korea advanced institute, kaist
麻省理工, massachusetts institute of technology, mit
斯坦福, 史丹佛, stanford
伯克利, 柏克莱, berkeley
卡内基梅隆, 卡内基美隆, 卡耐基梅隆, 卡内基, 卡耐基, carnegie mellon, cmu
约翰斯霍普金斯, 约翰霍普金斯, 霍普金斯, johns hopkins, jhu
伊利诺伊, 伊利诺, 厄巴纳香槟, 香槟分校, illinois, urbana champaign, uiuc
加州理工, caltech
佐治亚理工, georgia tech, georgia institute of technology
多伦多大学, 多大, university of toronto, utoronto, u of t
滑铁卢, waterloo
剑桥, cambridge
牛津, oxford
帝国理工, imperial college
爱丁堡, edinburgh
苏黎世联邦理工, 苏黎世理工, eth zurich, eth zürich, ethz, eth
洛桑联邦理工, 洛桑理工, epfl
慕尼黑工业, 慕尼黑工大, university of munich, technische universität münchen, tu munich, tu münchen, tum
亚琛工业, 亚琛工大, rwth
代尔夫特, delft
鲁汶, leuven
印度理工, indian institute of technology, iit, iitb, iitm, iitd, iitk
印度科学理工, indian institute of science, iisc
加泰罗尼亚理工, catalunya, catalonia, upc
巴塞罗那超算, barcelona supercomputing, bsc
哈佛, harvard
普林斯顿, princeton
耶鲁, yale
康奈尔, cornell
哥伦比亚大学, columbia university
宾夕法尼亚大学, university of pennsylvania, upenn
密歇根, michigan, umich
威斯康星, wisconsin
普渡, purdue
得克萨斯大学, 德州大学, university of texas, ut austin
华盛顿大学, university of washington
圣迭戈, 圣地亚哥, uc san diego, university of california, san diego, ucsd
洛杉矶, uc los angeles, university of california, los angeles, ucla
南加州大学, 南加大, southern california, usc
杜克, duke university
麦吉尔, mcgill
英属哥伦比亚, 不列颠哥伦比亚, british columbia, ubc
曼彻斯特, manchester
布里斯托, bristol
南安普顿, 南安普敦, southampton
伦敦大学学院, university college london, ucl
新南威尔士, new south wales, unsw
墨尔本大学, university of melbourne
悉尼大学, university of sydney
巴黎综合理工, école polytechnique, ecole polytechnique
索邦, sorbonne
米兰理工, politecnico di milano, polimi
都灵理工, politecnico di torino, polito
柏林工业, 柏林工大, technische universität berlin, tu berlin
卡尔斯鲁厄, karlsruhe
达姆施塔特, darmstadt
德累斯顿, dresden
维也纳工业, technische universität wien, tu wien
埃因霍温, eindhoven
隆德, lund university
查尔姆斯, chalmers
瑞典皇家理工, royal institute of technology, kth
阿尔托, aalto
丹麦技术大学, technical university of denmark, dtu
布拉格查理, 布拉格查尔斯, charles university
延世, yonsei
高丽大学, korea university
浦项, postech
大阪大学, 阪大, osaka university
日本东北大学, tohoku
东京工业大学, 东工大, tokyo institute of technology, tokyo tech, titech
天津大学, 天大, tianjin university, tju
大连理工, dalian university of technology, dlut
东南大学, southeast university
北京理工, 北理工, beijing institute of technology
北京邮电, 北邮, bupt
华南理工, 华工, scut
厦门大学, 厦大, xiamen university, xmu
山东大学, 山大, shandong university
四川大学, 川大, sichuan university
南方科技大学, 南科大, sustech
上海科技大学, 上科大, shanghaitech
国科大, 中国科学院大学, ucas
西北工业大学, 西工大, nwpu
湖南大学, 湖大, hunan university
中南大学, central south university
西湖大学, westlake university
台湾科技大学, 台科大, ntust
中央大学, national central university
华为, huawei, 海思, hisilicon
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
deepmind, 深度思维
annapurna
mobileye
waymo
微软, microsoft
脸书, facebook, meta platforms, =meta
亚马逊, amazon
特斯拉, tesla
国际商业机器, ibm
台湾积体电路, 台积电, 台积, taiwan semiconductor manufacturing, tsmc
联发科, mediatek
联电, umc
日月光, ase group
三星, 삼성, samsung
海力士, 하이닉스, hynix
美光, micron
铠侠, kioxia
西部数据, western digital
博通, broadcom
美满, marvell
赛灵思, xilinx
安谋, arm ltd, arm limited, arm holdings, =arm
想象科技, imagination technologies, =imagination
新思, synopsys
铿腾, 楷登, 益华, cadence design, =cadence
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
    text = _plain(_OF_THE_STATE.sub("", folded(name)))
    found = (group for group in _GROUPS if any(_says(text, one) for one in group))
    return tuple(dict.fromkeys(one.removeprefix(_WHOLLY) for group in found for one in group))


def _says(text: str, name: str) -> bool:
    if name.startswith(_WHOLLY):
        return text == name.removeprefix(_WHOLLY)
    if not name.isascii():
        return (len(name) > 2 and name in text) or (len(name) == 2 and text.startswith(name))
    return re.search(rf"(?<![a-z0-9]){re.escape(_plain(name))}(?![a-z0-9])", text) is not None


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """A folded name as names are compared: its words in full, without signs between them."""
    return without_signs(in_full(name))

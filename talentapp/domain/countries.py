"""Countries and regions: their ISO 3166 codes, and what they are called in each language."""

import re
from functools import cache

from talentapp.domain.folding import folded, has_han

_NAMES = """
    United States|United States of America|USA|U.S.A.|U.S.|US|美国|美國
    United Kingdom|UK|U.K.|Great Britain|England|Scotland|Wales|Northern Ireland|英国|苏格兰|英格兰|英國
    Canada|加拿大
    Germany|Deutschland|德国|德國
    France|法国|法國
    Switzerland|Schweiz|Suisse|瑞士
    Netherlands|The Netherlands|Holland|荷兰|荷蘭
    Belgium|比利时|比利時
    Austria|Österreich|奥地利|奧地利
    Italy|Italia|意大利|義大利
    Spain|España|西班牙
    Portugal|葡萄牙
    Ireland|爱尔兰|愛爾蘭
    Sweden|瑞典
    Norway|挪威
    Denmark|丹麦|丹麥
    Finland|芬兰|芬蘭
    Iceland|冰岛|冰島
    Poland|波兰|波蘭
    Czech Republic|Czechia|捷克
    Slovakia|斯洛伐克
    Slovenia|斯洛文尼亚|斯洛維尼亞
    Hungary|匈牙利
    Romania|罗马尼亚|羅馬尼亞
    Bulgaria|保加利亚|保加利亞
    Greece|希腊|希臘
    Croatia|克罗地亚|克羅埃西亞
    Serbia|塞尔维亚|塞爾維亞
    Estonia|爱沙尼亚|愛沙尼亞
    Latvia|拉脱维亚|拉脫維亞
    Lithuania|立陶宛
    Luxembourg|卢森堡|盧森堡
    Ukraine|乌克兰|烏克蘭
    Belarus|白俄罗斯|白俄羅斯
    Russia|Russian Federation|俄罗斯|俄羅斯
    Turkey|Türkiye|土耳其
    Israel|以色列
    United Arab Emirates|UAE|U.A.E.|阿联酋|阿聯
    Saudi Arabia|沙特阿拉伯|沙特|沙烏地阿拉伯
    Qatar|卡塔尔|卡達
    Iran|伊朗
    Egypt|埃及
    South Africa|南非
    Nigeria|尼日利亚|奈及利亞
    Kenya|肯尼亚|肯亞
    Ethiopia|埃塞俄比亚|衣索比亞
    Ghana|加纳|迦納
    Morocco|摩洛哥
    Tunisia|突尼斯|突尼西亞
    India|印度
    Pakistan|巴基斯坦
    Bangladesh|孟加拉国|孟加拉
    Sri Lanka|斯里兰卡|斯里蘭卡
    Nepal|尼泊尔|尼泊爾
    Singapore|新加坡
    Malaysia|马来西亚|馬來西亞
    Indonesia|印度尼西亚|印尼
    Thailand|泰国|泰國
    Vietnam|Viet Nam|越南
    Philippines|The Philippines|菲律宾|菲律賓
    Japan|日本
    South Korea|Republic of Korea|Korea|韩国|韓國
    China|People's Republic of China|P.R. China|PR China|P. R. China|中国|中华人民共和国|中國
    Hong Kong|Hong Kong SAR|中国香港|香港
    Macau|Macao|澳门|澳門
    Taiwan|中国台湾|台湾|台灣|臺灣
    Mongolia|蒙古
    Kazakhstan|哈萨克斯坦|哈薩克
    Uzbekistan|乌兹别克斯坦|烏茲別克
    Armenia|亚美尼亚|亞美尼亞
    Georgia|格鲁吉亚|喬治亞
    Australia|澳大利亚|澳大利亞|澳洲
    New Zealand|新西兰|紐西蘭
    Brazil|Brasil|巴西
    Argentina|阿根廷
    Chile|智利
    Colombia|哥伦比亚|哥倫比亞
    Mexico|México|墨西哥
    Peru|秘鲁|秘魯
    Uruguay|乌拉圭|烏拉圭
    Cyprus|塞浦路斯|賽普勒斯
    Malta|马耳他|馬爾他
    Lebanon|黎巴嫩
    Jordan|约旦|約旦
"""
"""A country a line: its names, English ones first, then the one used on the mainland; the last is Taiwan's."""

_CODES = """
    US GB CA DE FR CH NL BE AT IT ES PT IE SE NO DK FI IS PL CZ SK SI HU RO BG GR HR RS EE LV LT LU UA BY RU TR IL AE SA
    QA IR EG ZA NG KE ET GH MA TN IN PK BD LK NP SG MY ID TH VN PH JP KR CN HK MO TW MN KZ UZ AM GE AU NZ BR AR CL CO MX
    PE UY CY MT LB JO
"""
"""ISO 3166 codes, in the order of the names."""

_CITIES = """
    US San Francisco|Silicon Valley|San Jose|Santa Clara|Palo Alto|Mountain View|Sunnyvale|Los Angeles|San Diego|Seattle
    US Austin|Dallas|Houston|Boston|New York|New York City|Chicago|Pittsburgh|Atlanta|Portland|Philadelphia
    US California|Texas|Massachusetts|加州|加利福尼亚|德州|麻州|硅谷|矽谷|旧金山|舊金山|圣何塞|聖荷西|洛杉矶|洛杉磯
    US 西雅图|西雅圖|奥斯汀|奧斯汀|达拉斯|達拉斯|休斯顿|休士頓|波士顿|波士頓|纽约|紐約|芝加哥
    US 匹兹堡|匹茲堡|亚特兰大|亞特蘭大
    GB London|Oxford|Manchester|Edinburgh|Bristol|伦敦|倫敦|牛津|曼彻斯特|曼徹斯特|爱丁堡|愛丁堡|布里斯托尔
    CA Toronto|Vancouver|Montreal|Montréal|Ottawa|Calgary|多伦多|多倫多|温哥华|溫哥華
    CA 蒙特利尔|蒙特婁|渥太华|渥太華|卡尔加里
    DE Berlin|Munich|München|Hamburg|Frankfurt|Stuttgart|Dresden|Aachen|柏林|慕尼黑|汉堡|漢堡|法兰克福|法蘭克福|斯图加特
    DE 德累斯顿|亚琛
    FR Paris|Lyon|Grenoble|Toulouse|巴黎|里昂|格勒诺布尔|图卢兹
    CH Zurich|Zürich|Geneva|Genève|Lausanne|Basel|苏黎世|蘇黎世|日内瓦|日內瓦|洛桑|巴塞尔
    NL Amsterdam|Eindhoven|Delft|Rotterdam|阿姆斯特丹|埃因霍温|代尔夫特|鹿特丹
    BE Brussels|Leuven|布鲁塞尔|鲁汶
    AT Vienna|Wien|Graz|维也纳|維也納
    IT Rome|Milan|Milano|Turin|Torino|罗马|羅馬|米兰|米蘭|都灵
    ES Madrid|Barcelona|马德里|馬德里|巴塞罗那|巴塞隆納
    IE Dublin|都柏林
    SE Stockholm|Gothenburg|Göteborg|Lund|斯德哥尔摩|斯德哥爾摩|哥德堡
    NO Oslo|Trondheim|奥斯陆|奧斯陸
    DK Copenhagen|哥本哈根
    FI Helsinki|Espoo|Oulu|Tampere|赫尔辛基|赫爾辛基
    PL Warsaw|Kraków|Krakow|华沙|華沙
    CZ Prague|布拉格
    HU Budapest|布达佩斯|布達佩斯
    RU Moscow|莫斯科
    IL Tel Aviv|Haifa|Jerusalem|特拉维夫|特拉維夫|海法|耶路撒冷
    AE Dubai|Abu Dhabi|迪拜|杜拜|阿布扎比
    IN Bangalore|Bengaluru|Hyderabad|Mumbai|New Delhi|Delhi|Chennai|班加罗尔|班加羅爾|海得拉巴|孟买|孟買|新德里
    MY Kuala Lumpur|Penang|吉隆坡|槟城|檳城
    TH Bangkok|曼谷
    JP Tokyo|Osaka|Kyoto|Yokohama|Nagoya|Tsukuba|东京|東京|大阪|京都|横滨|橫濱|名古屋|筑波
    KR Seoul|Daejeon|Suwon|Busan|首尔|首爾|大田|水原|釜山
    TW Taipei|Hsinchu|Tainan|Kaohsiung|台北|臺北|新竹|台南|臺南|高雄
    CN Beijing|Shanghai|Shenzhen|Hangzhou|Guangzhou|Nanjing|北京|上海|深圳|杭州|广州|廣州|南京
    AU Sydney|Melbourne|Brisbane|Canberra|悉尼|雪梨|墨尔本|墨爾本|布里斯班|堪培拉|坎培拉
    NZ Auckland|奥克兰|奧克蘭
    BR São Paulo|Sao Paulo|圣保罗|聖保羅
"""
"""Cities, and states that people name in place of their country: those of which there is one in the world's mind."""


@cache
def _coded() -> dict[str, list[str]]:
    lines = [line.strip().split("|") for line in _NAMES.split("\n") if line.strip()]
    return dict(zip(_CODES.split(), lines, strict=True))


@cache
def _as_spelt() -> dict[str, str]:
    """Codes by names as they stand above: lists of people are painted without folding what is written like this."""
    return {name: code for code, names in reversed(_coded().items()) for name in names}


@cache
def _by_name() -> dict[str, str]:
    return {folded(name): code for code, names in reversed(_coded().items()) for name in names}


def all_names() -> tuple[str, ...]:
    """Every name of every country."""
    return tuple(name for names in _coded().values() for name in names)


def country_of_code(code: str) -> str:
    """The English name of a country by its ISO 3166 code of two letters; another code stays as it is."""
    return _coded().get(code.upper(), [code])[0]


def code_of_country(name: str) -> str:
    """The ISO 3166 code of a country by any of its names, or ""."""
    return _by_name().get(folded(name), "")


@cache
def _by_place() -> dict[str, str]:
    lines = (line.strip().split(" ", 1) for line in _CITIES.split("\n") if line.strip())
    return {folded(city): code for code, cities in lines for city in cities.split("|")}


@cache
def code_of_place(place: str) -> str:
    """The ISO 3166 code of the country that a place is or lies in ("Toronto", "美国加州", "Munich, Germany"), or ""."""
    parts = [part for part in re.split(r"[,，、/()（）·]\s*", place.strip()) if part]
    codes = [code_of_country(part) or _by_place().get(folded(part), "") for part in (*parts[::-1], place)]
    if len(parts) > 1 and not codes[0] and len(parts[-1]) > 3 and parts[-1].isascii():
        return ""  # San José, Costa Rica
    text = folded(place)
    begins = [code for name, code in _by_name().items() if has_han(name) and text.startswith(name)]  # 美国加州
    return next(filter(None, (*codes, *begins)), "")


def country_said(name: str, language: str) -> str:
    """A country by any of its names, as a language calls it; a place in one, or another text, stays."""
    return country_in_language(name, language) if code_of_country(name) else name


def country_in_language(name: str, language: str) -> str:
    """A country by any of its names, by its code or by a place in it, as "zh_CN", "zh_TW" or "en" calls it; another
    text stays."""
    code = name if name in _coded() else _as_spelt().get(name) or code_of_place(name)
    if not code:
        return name
    names = _coded()[code]
    if language == "en":
        return names[0]
    return names[-1] if language == "zh_TW" else next(one for one in names if "\u3400" <= one[0] <= "\u9fff")

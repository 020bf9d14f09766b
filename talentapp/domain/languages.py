"""Languages by the names that people write them with, in English, in Chinese and in themselves."""

from functools import cache

from talentapp.domain.folding import folded

_NAMES = """
    en English|英语|英文
    zh Chinese|Mandarin|Mandarin Chinese|Putonghua|中文|汉语|普通话|国语|华语|中国语
    yue Cantonese|粤语|广东话
    nan Hokkien|Taiwanese|Min Nan|闽南语|台语
    de German|德语|德文|Deutsch
    fr French|法语|法文|Français
    es Spanish|西班牙语|西班牙文|Español
    ca Catalan|加泰罗尼亚语
    pt Portuguese|葡萄牙语|葡萄牙文|Português
    it Italian|意大利语|意大利文|义大利语|义大利文|Italiano
    nl Dutch|荷兰语|荷兰文|Nederlands
    sv Swedish|瑞典语|瑞典文|Svenska
    no Norwegian|挪威语|挪威文|Norsk
    da Danish|丹麦语|丹麦文|Dansk
    fi Finnish|芬兰语|芬兰文|Suomi
    is Icelandic|冰岛语|冰岛文
    ga Irish|爱尔兰语
    pl Polish|波兰语|波兰文|Polski
    cs Czech|捷克语|捷克文|Čeština
    sk Slovak|斯洛伐克语
    hu Hungarian|匈牙利语|匈牙利文|Magyar
    ro Romanian|罗马尼亚语
    bg Bulgarian|保加利亚语
    el Greek|希腊语|希腊文
    sr Serbian|塞尔维亚语
    hr Croatian|克罗地亚语
    uk Ukrainian|乌克兰语
    ru Russian|俄语|俄文|Русский
    tr Turkish|土耳其语|土耳其文|Türkçe
    he Hebrew|希伯来语|希伯来文
    ar Arabic|阿拉伯语|阿拉伯文
    fa Persian|Farsi|波斯语|波斯文
    hy Armenian|亚美尼亚语
    hi Hindi|印地语|印地文
    ur Urdu|乌尔都语
    bn Bengali|Bangla|孟加拉语
    ta Tamil|泰米尔语|坦米尔语
    te Telugu|泰卢固语
    mr Marathi|马拉地语
    ja Japanese|日语|日文|日本语
    ko Korean|韩语|韩文|朝鲜语
    vi Vietnamese|越南语|越南文
    th Thai|泰语|泰文
    ms Malay|Bahasa Melayu|马来语|马来文
    id Indonesian|Bahasa Indonesia|印尼语|印尼文|印度尼西亚语
    sw Swahili|斯瓦希里语
"""
"""A language a line: its ISO 639 code, and its names; Traditional characters are folded into these."""


@cache
def _by_name() -> dict[str, str]:
    lines = (line.strip().partition(" ") for line in _NAMES.split("\n") if line.strip())
    return {folded(name): code for code, _, names in lines for name in names.split("|")}


def code_of_language(name: str) -> str:
    """The ISO 639 code of a language by any of its names; "" for another text, and for one that says a level, too."""
    return _by_name().get(folded(name), "")


def names_of_language(name: str) -> frozenset[str]:
    """All names of the language that this is a name of, folded; of another text, the text alone."""
    code = code_of_language(name)
    return frozenset(other for other, of in _by_name().items() if of == code) if code else frozenset((folded(name),))

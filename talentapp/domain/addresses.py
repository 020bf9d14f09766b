"""Ways to reach a person, and what else tells one person from all others, as they are written in free text."""

import re

CONTACT = "contact"
"""The group of a pattern that is a number or an address, not what a person is called."""
_MAIL = (
    r"(?<![\w.+%-])[a-z0-9][\w.+%-]*\s?(?:@|[\[({]\s?at\s?[\])}])\s?"
    r"[a-z0-9-]+(?:\s?(?:\.|[\[({]\s?dot\s?[\])}])\s?[a-z0-9-]+)+"
)
_SPELT = (
    r"[a-z0-9][\w.+%-]*\sat\s[a-z0-9-]+(?:\sdot\s[a-z0-9-]+)*"
    r"\sdot\s(?:com|org|net|edu|gov|io|ai|cn|tw|de|uk|jp|kr)(?!\w)"
)
_MESSENGERS = (  # "QQ plots" and "WeChat backend" are no names: there is a sign between, or a digit within
    r"微信\s?(?:号|id)?\s?:?\s?[a-z][\w.-]{5,}|qq\s?号?\s?:?\s?\d{5,}"
    r"|(?<![a-z])(?:(?:wechat|weixin|telegram|whatsapp|skype)\s?(?:(?:id|live)?\s?:|id\s)|line\s?id\s?:?)"
    r"\s?[a-z0-9_][\w.-]{2,}"
    r"|(?:wechat|weixin|telegram|whatsapp|skype)\s(?=[a-z_.-]*\d)[\w.-]{5,}"
    r"|(?<![a-z])line\s[a-z][a-z_.-]{2,}\d[\w.-]*"
)
_ORCID = r"0000(?:-\d{4}){2}-\d{3}[\dx](?![\w-])"  # which says who somebody is, but is no telephone number
_PHONES = (
    rf"(?<![\w+])(?<!\d{{4}}-)(?!{_ORCID})(?:\+|00)\d[\d\s().-]{{6,}}\d(?!\w)",
    r"(?<![\w.])1[3-9]\d(?:[\s-]?\d{4}){2}(?!\w|\s?[条个次行倍亿万])",
    rf"(?<![\w.])(?<!\d{{4}}-)(?!{_ORCID})\(?0\d{{2,3}}\)?[\s-]?\d{{3,4}}[\s-]?\d{{4}}(?!\w)",
    r"(?<![\w.])(?:3[1349]|358|4[4679]|61|65|8[126]|852|886|91)\s\d{2,4}\s\d{3,4}\s\d{4}(?!\w)",
    r"(?<![\w.])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\w)",
    r"(?:电话|手机|座机|直线|传真|\btel|\bphone|\bmobile|\bfax)\s?[:.]?\s?[+\d(][\d\s().-]{5,}\d",
)
_WEB = (
    rf"(?:orcid(?:\s?id)?\s?:?\s?)?(?<![\w-]){_ORCID}",
    r"(?:https?://|www\.)[^\s,;，。；、()（）<>\"']+",
    r"(?<![\w.@/-])(?:[a-z0-9-]+\.)+(?:com|org|edu|gov|info|io|ai|dev|cn|tw|hk|sg|jp|kr|de|uk|fr|cz|nl|se|eu)"
    r"(?![\w-])(?:/[^\s,;，。；、()（）<>\"']*)?",
    r"(?<![\w.@/-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s,;，。；、()（）<>\"']+",
    r"(?<![\w.@])@[a-z0-9_][\w.-]{2,}",
)
_NAMED = r"\s?(?:id|号码?|编号|账号|帐号|用户名|no\.?|number|user(?:name)?|handle)?\s?[:#]?\s?"
_ACCOUNTS = (
    r"(?<![a-z])(?:github|gitee|gitlab|知乎|kaggle|linkedin|领英|google scholar|twitter|facebook|weibo"
    r"|微博|抖音|小红书|钉钉|dingtalk|飞书|discord)\s?(?:id|号|账号|帐号|用户名|user(?:name)?|handle)?\s?:\s?"
    r"(?:(?=[\w.-]*[\d_])[\w.-]{3,}|[a-z][\w.-]{2,}(?=\s*(?:$|[\n,;，。；、)）])))",
    r"(?<![a-z])google scholar id\s[\w-]{6,}",
    r"(?:知乎|微博|抖音|小红书|领英)\s?(?:账号|帐号|用户名)?\s?:\s?[\u3400-\u9fff]{2,12}",
)
_PAPERS = (  # numbers that the state gives
    r"(?<!\w)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?!\w)",
    rf"(?:身份证|护照|台胞证|回乡证|通行证|居留证|签证|驾驶证|驾照|社保|passport|identity card|national id"
    rf"|driver'?s licen[cs]e)"
    rf"{_NAMED}(?=[a-z]{{0,3}}\d)[a-z\d][a-z\d-]{{4,}}",
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_BIRTH = (
    r"(?:出生(?:日期|年月日?|于)?|生日|生于"
    r"|(?<![a-z])(?:born(?:\s(?:on|in))?|date of birth|d\.?o\.?b\.?|birth(?:day|\sdate)))"
    r"\s?(?:是|为|is)?\s?:?\s?(?:"
    r"(?:19|20)\d{2}(?:\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}\s?日?|月)?|年)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})",
    r"(?<!\d)(?:19|20)\d{2}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?出?生(?![\u3400-\u9fff])",
)
_HOME = (
    r"(?:家住|住址|现住|家庭(?:住址|地址)|居住地址|通讯地址|邮寄地址"
    r"|(?<![a-z])(?:home|postal|mailing|residential) address)\s?(?:是|为|is)?\s?:?\s?[^\n,;，。；、()（）]{3,}",
)
LABEL = re.compile(
    r"(?:微信|电话|手机|座机|直线|传真)\s?(?:号码?|id)?\s?:?\s?"
    r"|(?:tel|phone|mobile|fax|wechat|weixin|telegram|whatsapp|skype)(?:\sid)?(?:\s?:\s?|\.?\s)"
)
"""What says how somebody is reached, before the number or the name: by itself it tells nothing."""
_SENSITIVE = (*_PAPERS, *_BIRTH, *_HOME)
CONTACTS = re.compile(f"(?P<{CONTACT}>{'|'.join((_MAIL, _SPELT, _MESSENGERS, *_SENSITIVE, *_PHONES))})", re.ASCII)
"""E-mail addresses, telephone numbers and names in messengers, papers, birth and home, in folded text."""
ADDRESSES = re.compile(
    f"(?P<{CONTACT}>{'|'.join((_MAIL, _SPELT, _MESSENGERS, *_SENSITIVE, *_ACCOUNTS, *_WEB, *_PHONES))})", re.ASCII
)
"""These and web addresses and accounts, by which anybody finds who somebody is."""

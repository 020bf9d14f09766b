"""The name of the person a CV is about: where it is labelled, or at its head; in characters, in letters, or both."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median

from talentapp.domain.folding import simplified
from talentapp.domain.identity import COMPOUND, reading
from talentapp.domain.intake import Trouble
from talentapp.domain.tidying import DOTS as _DOTS
from talentapp.domain.tidying import HAN as _HAN
from talentapp.files.cvs.countries import ends_with_country, is_country
from talentapp.files.cvs.text import Found, Para, Part, found
from talentapp.files.values import cells as single
from talentapp.files.words.headings import Section, section_of
from talentapp.files.words.marks import BODY
from talentapp.files.words.surnames import PARTICLES

_OTHER = r"\u0370-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7a3"
"""Letters of scripts in which a name may stand beside the one in Latin letters."""
# In Simplified Chinese: a name in Traditional is folded first.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷"
    "祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚"
    "佟言练郎巩简冼麦沙尚向鄢鄂区佘蓝梁闫崔曲闻禹蒲裘竺桑仲戈匡寇鞠丰蒯荆桓楼岑雍濮寿扈冀浦晏茹艾隗郁虞卞巫栾厉戎符宿邰"
    "卓蔺屠蒙莘党劳姬逄郦谌亓仝冷奚妫宓巢庾揭狄甄琚甯窦笪缪羿胥臧荀蓟訾贡逯郜郏酆鹿麻黎齐邬阙阚芮汲邴仇璩晁敖暨庹邝"
)
_ZH_NAME = re.compile(rf"[{_HAN}]{{1,4}}(?:[{_DOTS}][{_HAN}]{{1,8}})*")
_ODD_ZH_NAME = re.compile(rf"[{_HAN}][{_HAN}\u3041-\u30ff·*×○ -]{{1,11}}\d{{0,2}}")
"""What else a label may call a name: with kana, a hyphen, a masked character or a number that tells two apart."""
_WORD = r"(?:[A-ZÀ-ÖØ-ÞŁŚŻĆČŠŽĐİ][\w'’‘\-.À-ž]*|[dlm]['’][A-Z]\w+|al-\w+|[a-zà-ÿ]{1,3})"
_EN_NAME = re.compile(rf"{_WORD}(?:,?\s+{_WORD}){{1,5}}")
_NO_NAME = re.compile(
    r"\b(?:curriculum|vitae|resume|résumé|cv|profile|engineer\w*|scientist|professor|director|manager|university|"
    r"institute|"
    r"school|college|department|laborator\w+|lab|gmbh|inc|ltd|corp\w*|llc|company|research\w*|development|design|"
    r"senior|"
    r"principal|staff|lead|architect\w*|consultant|fellow|page|confidential|street|road|avenue|contact|phone|email|"
    r"address|summary|experience|education|skills|languages?|publications?|technology|technologies|systems?|software|"
    r"hardware|compiler\w*|gpu|hbm|memory|semiconductor\w*|electronics?|computing|computer|science|engineering|"
    r"personal|surname|forename|given|information|details|data|of|and|for|the|in|at|with|to|chief|officer|head|president|about|expert|"
    r"specialist|developer|analyst|physicist|programmer|application|dossier|date|updated|overview|team|group|centre|"
    r"center|"
    r"dear|regards|sincerely|yours|kind|hello|academic|professional|biographical|sketch|short|full|updated|last|"
    r"north|south|east|west|new|united|national|"
    r"avenida|strasse|straße|rue|via|calle|tel|mobile|dual|post|appointment|project|member|europe|asia)\b|"
    r"[@\d/\\:;|%+]",
    re.I,
)
_NO_NAME_ZH = re.compile(
    r"^(?:高级|高級|资深|資深|主管|助理|副|专职)|简历|簡歷|履历|履歷|个人|個人|基本|信息|资料|資料|联系|聯絡|"
    r"电话|電話|教育|工作|技能|经历|經歷|大学|大學|"
    r"公司|研究|工程|教授|博士|硕士|碩士|专家|專家|候选|申请|登记|"
    r"中国|美国|专业|專業|姓名|性别|自我|评价|评估|应聘|求职|人才|推荐|照片|海外|科学|首席|主任|经理|总监|作品|自荐|自薦|封面|附件|求職|報名|报名|申請|檔案|档案"
)
_LEAD = re.compile(
    r"^(?:curriculum\s+vitae|c\.?v\.?|r[ée]sum[ée]|lebenslauf|个人简历|個人簡歷|简历|簡歷|履历|履歷|"
    r"biographical sketch|full name|"
    r"name)\s*(?:of|for|[:：\-–—|·,])?\s*",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:[-–—|:：·,，]\s*)?(?:的?(?:[个個]人)?(?:简历|簡歷|履历|履歷)[表書书]?|curriculum vitae|c\.?v\.?|"
    r"r[ée]sum[ée])\s*$",
    re.I,
)
_POST_NOMINAL = re.compile(
    r"(?:[,，]\s*|\s+)(?:ph\.?\s?d\.?|d\.?phil\.?|m\.?sc\.?|m\.?s\.?|m\.?eng\.?|mba|b\.?sc\.?|b\.?eng\.?|"
    r"dr\.?-?ing\.?|sc\.?d\.?|"
    r"p\.?eng\.?|p\.?e\.?|cfa|cissp|citp|mbcs|fbcs|smieee|"
    r"f?ieee|fellow ieee|senior member,? ieee|c\.?eng\.?|fiet|miet|facm|frs|freng|pmp|m\.?phil\.?|"
    r"eng\.?d\.?|"
    r"[Dd]octor|ing\.?)(?=$|[\s,，)])\.?",
    re.I,
)
_TITLE = re.compile(
    r"^(?:(?:univ\.?-?)?(?:(?:assoc(?:iate|\.)?|asst\.?|assistant|adj(?:unct|\.)?|emer(?:itus|"
    r"\.)?)\s+)?prof(?:essor|\.)?(?![a-z])|dr(?![a-z])\.?(?:-ing\.?)?|dipl\.?-?ing\.?|mr(?![a-z])\.?|mrs(?![a-z])\.?|"
    r"ms(?![a-z])\.?|mx(?![a-z])\.?|sir(?![a-z])|eng(?![a-z])\.?|ing(?![a-z])\.?|herr(?![a-z])|frau(?![a-z])|"
    r"habil\.?|mag\.?(?![a-z])|h\.?c\.?)\s*",
    re.I,
)
_TITLE_ZH = re.compile(
    rf"(?<=[{_HAN}])\s*[,，、（(]?\s*(?:先生|女士|小姐|博士后?|教授|副教授|助理教授|老师|老師|研究员|研究員|"
    rf"副研究员|工程师|工程師|院士|硕士|碩士|总监|總監|高级工程师)+[)）]?$"
)


_NICKNAME = re.compile(r"""\s+["“”'‘][A-Z][\w-]+["“”'’](?=\s)""")


def _without_signs(written: str) -> str:
    """A text without pictures and marks that no name has (👋)."""
    return "".join(ch for ch in written if unicodedata.category(ch) not in ("So", "Sk", "Cf", "Co") and ch != "\ufe0f")


def _bare_english(written: str) -> str:
    text = _NICKNAME.sub("", _without_signs(written).strip(" ,，.;；:：-–—|·"))
    while True:
        shorter = _POST_NOMINAL.sub("", _TITLE.sub("", text)).strip(" ,，;")
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"\s*[(（\[].*$", "", text).strip(" ,，")
    return " ".join(text.split())


def english_name(written: str) -> str:
    """The name in letters that a text is, without titles, or ""."""
    text = _bare_english(written)
    if not 3 <= len(text) <= 48 or not _EN_NAME.fullmatch(text) or _NO_NAME.search(text) or is_country(text):
        return ""
    words = text.replace(",", " ").split()
    if "," in text and ends_with_country(text):
        return ""
    big = [
        word for word in words if word.casefold() not in PARTICLES and re.match(r"(?:[dlm]['’])?[^\W\d_a-zà-ÿ]", word)
    ]
    if len(big) < 2 or any(word.islower() and word not in PARTICLES for word in words):
        return ""
    if not any(re.search(r"\w{3}|\w[a-zà-ÿ]", word) for word in big) or section_of(text) is not None:
        return ""
    return text


def chinese_name(written: str, sure: bool = False) -> str:
    """The name in characters that a text is, or ""; `sure` where something else says that it is a name."""
    text = re.sub(
        rf"(?<=[{_HAN}])\s+(?=[{_HAN}])", "", _TITLE_ZH.sub("", _without_signs(written).strip(" ,，.;；:：-–—|"))
    ).strip()
    text = _TITLE_ZH.sub("", text)
    if not _ZH_NAME.fullmatch(text) or _NO_NAME_ZH.search(text) or section_of(text) is not None:
        return ""
    if sure or re.search(f"[{_DOTS}]", text):
        return text if len(text) > 1 else ""
    if is_country(text):
        return ""
    plain = simplified(text)
    if plain[:2] in COMPOUND and len(text) > 2:
        return text if len(text) <= 4 else ""
    longest = 4 if plain[1:2] in _SURNAMES else 3
    return text if plain[0] in _SURNAMES and 2 <= len(text) <= longest else ""


def _pieces(text: str) -> Iterator[str]:
    """The pieces of a line of which one may be a name."""
    yield text
    for piece in re.split(r"[|｜/／\t•·]|\s[-–—]\s|\s{2,}", text):
        yield piece
        yield from re.findall(r"[(（\[【]([^)）\]】]+)[)）\]】]", piece)
        without = re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", " ", piece)
        yield without
        if re.search(r"[，。；]", without):
            continue  # a sentence
        yield from re.findall(rf"^\s*([{_HAN}]{{2,4}})[\s,，]+(?=[男女](?:\s|[,，]|$))", without)
        yield from re.findall(rf"[{_HAN}][{_HAN}·‧•・\s]*|[^{_HAN}{_OTHER}]+", without)
        if re.match(r"[^,]+,\s*[^,]+$", without):
            yield without
        elif "," in without or "，" in without:
            yield re.split(r"[,，]", without)[0]


def labelled_names(para: Para, value: str, at: int) -> list[Found | tuple[Trouble, Para, str]]:
    """The names in a labelled value, and what else stands in it as if it were one."""
    made: list[Found | tuple[Trouble, Para, str]] = []
    value = re.split(r"\t|\s{3,}", value)[0]
    value = re.sub(r"[（(]\s*(?:pinyin|拼音|英文名?|english)\s*[:：]?", "(", value, flags=re.I)
    read = single.names(value)
    if isinstance(written := read.get("name_zh"), str) and (name := _labelled_zh(written)):
        made.append(found("name_zh", name, para, _as_written(name, para.text), at))
    if isinstance(written := read.get("name_en"), str):
        name = _bare_english(written)
        if len(name) > 2 and not re.search(r"[@\d]", name):
            made.append(found("name_en", name, para, name, at))
    if isinstance(aliases := read.get("aliases"), list):
        made += [found("aliases", [alias], para, alias, at) for alias in aliases if not re.search(r"[@\d]", alias)]
    if made and (cut := single.name_cut(value)):
        made.append((cut.trouble, para, cut.facts["rest"]))
    return made


def _labelled_zh(written: str) -> str:
    odd = _ODD_ZH_NAME.fullmatch(written) and not _NO_NAME_ZH.search(written)
    return chinese_name(written, sure=True) or (written if odd else "")


def head_names(parts: Sequence[Part], addresses: Sequence[str]) -> list[Found]:
    """The names at the head of a CV: the likeliest in each script by place, size and the e-mail address."""
    best: dict[str, tuple[float, Found]] = {}
    locals_ = [re.sub(r"[^a-z]", "", address.split("@")[0].casefold()) for address in addresses]
    number = 0
    usual = median([para.line.size for part in parts for para in part.paras] or [10.0]) or 10.0
    largest = max((para.line.size for part in parts for para in part.paras[:12]), default=10.0) or 10.0
    for part in parts:
        for para in part.paras:
            number += 1
            if number > 60 or part.section in (Section.OTHERS, Section.WRITINGS):
                break
            if para.heading and part.section in (Section.WORK, Section.EDUCATION):
                continue  # a firm or a school
            early = part.section is Section.ABOUT
            if not early and (para.line.size < largest * 0.95 or para.line.size < usual * 1.15):
                continue
            text = _TAIL.sub("", _LEAD.sub("", para.text.strip()))
            if len(text) > 120:
                continue
            for order, piece in enumerate(_pieces(text)):
                for field_name, name in (("name_en", english_name(piece)), ("name_zh", chinese_name(piece))):
                    if not name:
                        continue
                    lower = 5 if para.line.size >= largest * 0.95 else 12  # what is set largest may stand anywhere
                    score = 30 - 2.0 * min(number, lower) - 0.2 * order + 14 * (para.line.size / largest)
                    score += 4 * para.line.bold + 4 * (piece.strip() == text.strip())
                    score += 20 * _address_fits(name, locals_) if field_name == "name_en" else 0
                    if score > best.get(field_name, (8.0, None))[0]:
                        spoken = single.names(name).get(field_name, name)  # the given name first
                        best[field_name] = score, found(field_name, spoken, para, _as_written(name, para.text))
    if "name_en" not in best and (whole := _on_two_lines(parts, max(0.95 * largest, 1.15 * usual))):
        best["name_en"] = 30.0, whole
    if "name_zh" not in best and (proved := _characters_proved(parts, locals_, max(0.95 * largest, 1.5 * usual))):
        best["name_zh"] = 30.0, proved
    if "name_en" in best and "name_zh" not in best and (beside := _characters_beside(best["name_en"][1], parts)):
        best["name_zh"] = best["name_en"][0], beside
    made = sorted(best.values(), key=lambda one: -one[0])
    if len(made) == 2 and not _together(made[0][1], made[1][1]):
        made = made[:1]
    return [hit for _, hit in made]


def _on_two_lines(parts: Sequence[Part], large: float) -> Found | None:
    """The name in letters whose halves are set one below the other, both in large type."""
    about = [para for part in parts if part.section is Section.ABOUT for para in part.paras]
    for one, other in itertools.pairwise(about):
        name = english_name(f"{one.text} {other.text}")
        if name and min(one.line.size, other.line.size) >= large and len(name.split()) <= 4:
            places = [place for para in (one, other) for place in para.places(0, len(para.text))]
            return Found("name_en", name, tuple(places), name)
    return None


def _characters_proved(parts: Sequence[Part], locals_: Sequence[str], large: float) -> Found | None:
    """The name in characters that stands alone on a line at the head, whatever its surname: the e-mail address is made
    of its sounds, or it is set large."""
    about = [para for part in parts if part.section is Section.ABOUT for para in part.paras]
    for place, para in enumerate(about):
        name = chinese_name(_TAIL.sub("", _LEAD.sub("", para.text.strip())), sure=True)
        sounds = [reading(part) for part in (name, name[1:] + name[:1])]
        large_type = place < 3 and para.line.size >= large and not (is_country(name) or BODY.search(name))
        if 1 < len(name) < 5 and (large_type or set(sounds) & set(locals_)):
            return found("name_zh", name, para, _as_written(name, para.text))
    return None


def _characters_beside(one: Found, parts: Sequence[Part]) -> Found | None:
    """The name in characters that stands right before or behind a name in letters, whatever its surname."""
    letters = re.escape(str(one.value))
    characters = rf"(?<![{_HAN}])([{_HAN}]{{2,4}})(?![{_HAN}])"
    beside = re.compile(rf"{characters}\s*[(（]?\s*{letters}|{letters}\s*[(（]?\s*{characters}")
    about = [para for part in parts if part.section is Section.ABOUT for para in part.paras]
    for para in about:
        if (hit := beside.search(para.text)) and (name := chinese_name(hit[1] or hit[2], sure=True)):
            return found("name_zh", name, para, name, hit.start())
    for para in about:
        name = chinese_name(_TAIL.sub("", _LEAD.sub("", para.text.strip())), sure=True)
        if name and _sounds_like(name, str(one.value)) and _close_by(one, para):
            return found("name_zh", name, para, _as_written(name, para.text))
    return None


def _sounds_like(zh: str, en: str) -> bool:
    """Whether the words of a name in letters are all the sounds of a name in characters, the surname first or last."""
    words = [re.sub(r"[^a-z]", "", word) for word in en.casefold().split()]
    return len(zh) > 1 and reading(zh) in ("".join(words), "".join([*words[-1:], *words[:-1]]))


def _close_by(one: Found, para: Para) -> bool:
    """Whether a paragraph stands at most two lines from what was found."""
    return any(place.page == para.line.page and abs(place.line - para.line.number) <= 2 for place in one.places)


def name_of_halves(family: Found, given: Found) -> Found:
    """The whole name of which a form asks the halves apart; in characters the family stands first."""
    one, other = str(family.value), str(given.value)
    if re.fullmatch(rf"[{_HAN}]+", one + other):
        return Found("name_zh", one + other, (*family.places, *given.places), one + other)
    whole = f"{other} {one}"
    return Found("name_en", whole, (*given.places, *family.places), whole)


def _together(one: Found, other: Found) -> bool:
    """Whether two names in two scripts are one person's: they stand together, or sound alike."""
    if _near(one, other):
        return True
    zh, en = (str(one.value), str(other.value)) if one.field == "name_zh" else (str(other.value), str(one.value))
    sound = reading(zh)
    words = [re.sub(r"[^a-z]", "", word) for word in en.casefold().split()]
    return sum(len(word) > 1 and word in sound for word in words) >= 2


def _near(one: Found, other: Found) -> bool:
    if not one.places or not other.places:
        return False
    return one.places[0].page == other.places[0].page and abs(one.places[0].line - other.places[0].line) <= 1


def _as_written(name: str, text: str) -> str:
    """The name as it stands in the line, where characters were spread or its dot is another."""
    if name in text:
        return name
    letters = (rf"[{_DOTS}]" if ch == "·" else re.escape(ch) for ch in name.replace(" ", ""))
    spread = re.search(r"\s*".join(letters), text)
    return spread[0] if spread else name


def fits_address(line: str, addresses: Sequence[str]) -> bool:
    """Whether a line is nothing but a name in letters of whose words one of these addresses is made."""
    locals_ = [re.sub(r"[^a-z]", "", address.split("@")[0].casefold()) for address in addresses]
    return bool(name := english_name(line)) and name == line.strip() and _address_fits(name, locals_) > 0


def _address_fits(name: str, locals_: Sequence[str]) -> float:
    words = [re.sub(r"[^a-z]", "", word) for word in name.casefold().replace("-", "").split()]
    words = [word for word in words if word]
    for local in locals_:
        if sum(len(word) > 2 and word in local for word in words) >= 2 or (
            words and any(len(word) > 2 and word in local and (local[0] in {w[0] for w in words}) for word in words)
        ):
            return 1.0
    return 0.0

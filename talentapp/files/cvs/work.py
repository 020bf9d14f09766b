"""The current employer and post, from the entries of work in a CV."""

import itertools
import re
from collections.abc import Sequence

from talentapp.domain.countries import code_of_place
from talentapp.files.cvs.countries import PROVINCES, REGION, STATES, ends_with_country
from talentapp.files.cvs.entries import Entry, commas, entries, key, pieces
from talentapp.files.cvs.meanings import meaning
from talentapp.files.cvs.text import Found, Para, Part, found
from talentapp.files.words.marks import BODY, DEGREE, DEPARTMENT, HAN, POST, SCHOOL, is_table_head
from talentapp.files.words.periods import Period, periods

_AT = re.compile(r"^(.+?)\s+(?:at|@|with|bei|chez)\s+(.+)$")


def is_place(piece: str) -> bool:
    """Whether a piece names a place, such as a city with its country."""
    if re.fullmatch(r"[A-ZÀ-Þ][\w.À-ÿ' -]{1,24}, [A-Z]{2}(?: \d{5})?", piece):
        return True
    if POST.search(piece) or len(piece) > 48 or piece.count(",") > 1:
        return False
    hit = ends_with_country(piece)
    if hit is not None and not (BODY.search(piece) and re.search(r"[,，]", piece) is None):
        return not BODY.search(piece[: hit[1]]) or hit[1] == 0
    return re.fullmatch(
        r"[A-ZÀ-Þ][\w.À-ÿ' -]{1,24},\s*(?:[A-Z]{2}|[A-Z][a-zà-ÿ]+)", piece
    ) is not None and not BODY.search(piece)


def employer_and_post(entry: Entry) -> dict[str, tuple[str, Para]]:
    """Employer and post of an entry of work, with the paragraphs they stand in."""
    if entry.said:
        firm, para = entry.said["employer"]
        whole = [part for part in _split(firm) if not _is_post(part) and not is_place(part)]
        return {"employer": (whole[0] if whole else firm, para), "post": entry.said["post"]}
    said = [(text, para) for text, para in pieces(entry) if not is_table_head(text) and meaning(text) is None]
    divided = [
        (text, para, [part for part in _split(text) if not _SUPERVISES.fullmatch(part)])
        for text, para in said
        if not is_place(text)
    ]
    posts = [(part, para) for _, para, parts in divided for part in parts if _is_post(part)]
    others = [(part, para) for _, para, parts in divided for part in parts if not _is_post(part) and not is_place(part)]
    answer: dict[str, tuple[str, Para]] = {}
    if posts:
        text, para = posts[0]
        rest = [one for one in posts[1:] if one[1] is para and para.text.find(one[0]) >= 0]
        answer["post"] = _joint(text, rest, para) if rest else (text, para)
    like_places = [*said, *((part, para) for _, para, parts in divided for part in parts)]
    placed = [(firm, para) for text, para in like_places if is_place(text) and (firm := _firm_in(text))]
    beside = {part for _, _, parts in divided if any(map(_is_post, parts)) for part in parts}
    bodies = [one for one in others if BODY.search(one[0]) and not DEPARTMENT.search(one[0])]
    bodies = [one for one in bodies if _names_body(one[0])] or bodies
    if any(SCHOOL.search(text) for text, _ in bodies):
        bodies = [one for one in bodies if not _PART_OF_ONE.search(one[0])] or bodies
    others = bodies or [one for one in others if not _tells(one[0])]
    if not bodies and placed and all(text in beside for text, _ in others):
        answer["employer"] = placed[0]  # what stands beside the post tells more of it
    elif others:
        answer["employer"] = (bodies or [one for one in others if not DEPARTMENT.search(one[0])] or others)[0]
    elif len(posts) > 1 and (bodies := [one for one in posts if BODY.search(one[0])]):
        answer["employer"] = bodies[-1]
        answer["post"] = next(one for one in posts if one is not bodies[-1])
    if posts and not bodies and _OWN_MASTER.search(posts[0][0]):
        answer.pop("employer", None)  # a town, mostly
    return _whole_post(answer, divided)


_SUPERVISES = re.compile(r"[博硕碩]士(?:研究)?生?[导導][师師]?")
_PART_OF_ONE = re.compile(r"(?:\blabs?|laboratory|group|实验室|實驗室|中心|课题组|課題組)$", re.I)
"""An end of what belongs to a university where one is named beside it."""


def _tells(text: str) -> bool:
    """Whether a line says what was done ("Tuning of kernels on GPUs") rather than names an organisation."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word not in _SMALL]
    return len(words) > 3 and sum(word.islower() for word in words) * 2 >= len(words)


_SMALL = ("of", "for", "and", "the", "de", "du", "di", "für", "und")
_OWN_MASTER = re.compile(r"freelance|self-employed|independent|自由职业|自由職業", re.I)


def _firm_in(text: str) -> str:
    """The firm of "Tekapo, Dunedin" or "AMD（加拿大）", which look like places, or ""; a town before its country or
    state is none."""
    if (paren := _PAREN.match(text)) and code_of_place(paren[2]) and not code_of_place(paren[1]):
        return paren[1]
    firm, _, place = text.partition(", ")
    return "" if not place or ends_with_country(text) or REGION.fullmatch(place) else firm


def _whole_post(
    answer: dict[str, tuple[str, Para]], divided: Sequence[tuple[str, Para, list[str]]]
) -> dict[str, tuple[str, Para]]:
    """The same, but the post with all of its piece where the employer is named in another ("Senior Director, Cluster
    Software" under a firm, HBM 测试主管 behind one)."""
    if len(answer) < 2:
        return answer
    (post, para), (employer, _) = answer["post"], answer["employer"]
    own = next((one for one in divided if one[1] is para and post in one[2]), None)
    if own is None or employer in own[0] or len(own[2]) < 2 or (own[2][0] != post and own[2][-1] != post):
        return answer
    rest = [part for part in own[2] if part != post]
    if any(_names_body(part) or DEPARTMENT.search(part) or is_place(part) or _is_post(part) for part in rest):
        return answer
    if any(ends_with_country(part) or re.search(r"[部组組处處室]$", part) or len(part) > 40 for part in rest):
        return answer
    return {**answer, "post": (own[0], para)}


def _names_body(text: str) -> bool:
    """Whether a text is by more an organisation than by a word that fields of work have too (Memory Systems)."""
    return any(not _FIELD_TOO.fullmatch(hit[0]) for hit in BODY.finditer(text))


_FIELD_TOO = re.compile(
    r"systems|comput(?:e|ing)|silicon|research|networks|devices|robotics|photonics|cloud|ai|technolog(?:y|ies)|"
    r"semiconductors?|micro\w*|electronics|电子|電子|系統|科技",
    re.I,
)


def _joint(text: str, rest: Sequence[tuple[str, Para]], para: Para) -> tuple[str, Para]:
    """Two posts on one line belong together where nothing but a sign stands between them (教授、系主任)."""
    last = rest[-1][0]
    begin = para.text.find(text)
    end = para.text.find(last, begin + len(text)) + len(last)
    between = para.text[begin:end]
    if (
        begin >= 0
        and end > begin
        and "\t" not in between
        and len(between) <= len(text) + sum(len(r[0]) + 5 for r in rest)
    ):
        return between, para
    return text, para


_PAREN = re.compile(r"^(.+?)\s*[(（]([^()（）]+)[)）]$")
_GLUED = re.compile(
    r"^(.*(?:大学|大學|学院|學院|公司|研究所|研究院|实验室|實驗室|集团|集團|中心|科学院|半导体|半導體|微电子|"
    r"微電子|科技|电子|電子)(?:\s*[(（][^()（）]+[)）])?)\s*(\S.*)$"
)


_CHAIR = re.compile(
    rf"[{HAN}]{{2,12}}?(?:学系|學系|系|学院|學院|研究所)((?:特聘|讲座|講座|助理|副|客座|名誉|名譽|榮譽|荣誉|长聘|長聘|兼任)?"
    r"(?:教授|研究[员員]|讲师|講師).*)"
)


def _split(text: str) -> list[str]:
    """A piece in parts that are each a post, an organisation or a place."""
    if paren := _PAREN.match(text):
        inside, outside = paren[2], paren[1]
        latin_firm = re.fullmatch(rf"[^{HAN}]+", outside) and re.fullmatch(f"[{HAN}]{{2,5}}", inside)
        if (
            is_place(inside)
            or (latin_firm and not POST.search(inside) and not BODY.search(inside))
            or (re.fullmatch(r"[A-Z][A-Za-z .]+", inside) and not POST.search(inside) and not BODY.search(inside))
        ):
            return _split(outside)
        if POST.search(inside) and not POST.search(outside):
            return [*_split(outside), inside]
    sides = re.split(r"\s*[／/]\s*", text)
    if len(sides) == 2 and _is_post(sides[0]) != _is_post(sides[1]) and _parts_a_firm(text, min(sides, key=_is_post)):
        return [part for side in sides for part in _split(side)]
    parts = commas(text)
    if len(parts) > 1:
        made: list[str] = []
        for part in parts:
            at = _AT.match(part)
            made += [at[1], *_glued(at[2])] if at and POST.search(at[1]) else _glued(part)
        posts = [bool(_is_post(part)) for part in made]
        made = _without_place(made)
        return _headed(made) if posts[0] and not posts[-1] else made
    if (found_at := _AT.match(text)) and POST.search(found_at[1]):
        return [found_at[1], *_split(found_at[2])]
    return _glued(text)


def _parts_a_firm(text: str, side: str) -> bool:
    """Whether a slash parts a post from an employer or a department, and is not within it ("I/O architect")."""
    names = BODY.search(side) or DEPARTMENT.search(side) or side.endswith(("部", "处", "處", "组", "組", "室"))
    return bool(names or (re.search(r"\s[／/]\s", text) and not side[:1].islower()))


def _headed(made: list[str]) -> list[str]:
    """ "Senior Engineer, GPU Compiler, Nordlicht": what stands between post and firm belongs to the post."""
    middle = made[1:]
    bodies = [part for part in middle if BODY.search(part) and not DEPARTMENT.search(part)]
    if len(middle) > 1 and not bodies and not POST.search(middle[0]):
        return [f"{made[0]}, {middle[0]}", *middle[1:]]
    return made


def _without_place(made: list[str]) -> list[str]:
    """The parts of a piece without the town, state and country behind a firm ("Halden Micro, Fort Collins, CO")."""
    end = next((place for place in range(len(made), 1, -1) if _is_where(made[place - 1])), 0)
    begin = end
    while begin > 1 and _is_where(made[begin - 1]):
        begin -= 1
    if begin < end and begin > 1 and not (BODY.search(made[begin - 1]) or _is_post(made[begin - 1])):
        begin -= any(not _is_post(part) for part in made[: begin - 1])  # the town, where a firm stands before it
    return [*made[:begin], *made[end:]]


def _is_where(part: str) -> bool:
    code = re.fullmatch(rf"(?:{STATES}|{PROVINCES})(?: \w{{3}} ?\w{{2,3}})?", part)
    return code is not None or is_place(part) or (code_of_place(part) != "" and not BODY.search(part))


def _glued(text: str) -> list[str]:
    """某某公司高级工程师, written in one word or with a space."""
    if re.search(f"[{HAN}]", text):
        words = text.split()
        department = len(words) == 2 and (DEPARTMENT.search(words[1]) or re.search(r"[部处處室组組科课課]$", words[1]))
        if department and _ends_in_body(words[0]) and not POST.search(words[1]):
            return words
        if len(words) > 1 and ends_with_country(words[0]) and not (BODY.search(words[0]) or _firm_in(words[0])):
            return _glued(" ".join(words[1:]))
        if len(words) > 1 and _ends_in_body(words[0]) and _is_post(words[-1]) and not any(map(_is_post, words[1:-1])):
            return [words[0], words[-1]]  # a department may stand between
        latin = re.match(rf"^([A-Za-z][A-Za-z0-9&.,'’ -]+?)\s*(?=[{HAN}])(.+)$", text)
        if latin and BODY.search(latin[1]) and POST.search(latin[2]):
            return [latin[1], latin[2]]
        hit = _GLUED.match(text)
        if hit and POST.search(hit[2]) and not _ends_in_body(hit[2]):
            department = re.match(r"^(.*(?:系|部|组|組|处|處|课题组|事业部|事業部|团队))\s+(.+)$", hit[2])
            if department and POST.search(department[2]) and not POST.search(department[1]):
                return [hit[1], department[2]]
            chair = _CHAIR.match(hit[2])
            return [*_split(hit[1]), chair[1] if chair else re.sub(r"^(?:[担擔出]?任)(?=\S{2})", "", hit[2])]
        spaced = text.split()
        if (
            len(spaced) > 1
            and any(POST.search(word) for word in spaced)
            and any(not POST.search(word) for word in spaced)
        ):
            return spaced if all(re.search(f"[{HAN}]", word) for word in spaced) else _mixed(spaced)
    return [text]


def _mixed(words: Sequence[str]) -> list[str]:
    posts = [place for place, word in enumerate(words) if POST.search(word)]
    if posts[-1] == len(words) - 1:
        return [*_split(" ".join(words[: posts[0]])), *words[posts[0] :]] if posts[0] else [" ".join(words)]
    return [" ".join(words[: posts[-1] + 1]), " ".join(words[posts[-1] + 1 :])]


def _ends_in_body(text: str) -> bool:
    return re.search(r"(?:大学|大學|分校|学院|學院|公司|会社|研究所|研究院|集团|集團|科学院)$", text) is not None


_DEPARTMENT_OF = re.compile(r"(?:dept\.?|department|school|faculty|division|section) (?:of|for)\b", re.I)


def _is_post(text: str) -> bool:
    if not POST.search(text) or _ends_in_body(text) or _DEPARTMENT_OF.match(text):
        return False
    if re.search(r"\b(?:inc|ltd|llc|gmbh|corp|university|institute|laborator\w+|plc|ag)\b\.?$", text, re.I):
        return False
    return not (
        re.search(r"\b(?:university|institute|college) of\b", text, re.I)
        and not re.search(r"\bprofessor|engineer|director|fellow|lecturer|head|scientist|dean|chair\b", text, re.I)
    )


def current_entry(found_entries: Sequence[Entry]) -> Entry | None:
    """The entry of today: the first that goes on, and else none but a first one without an end."""
    going = [entry for entry in found_entries if entry.period and entry.period.current and not _side_job(entry)]
    going = going or [entry for entry in found_entries if entry.period and entry.period.current]
    if going:
        return max(going, key=lambda entry: (entry.period.start if entry.period else None) or (0, 0))
    dated = [entry for entry in found_entries if entry.period]
    if not dated:
        return found_entries[0] if found_entries else None
    return max(dated, key=lambda entry: key(entry.period))


def _side_job(entry: Entry) -> bool:
    text = " ".join(para.text for para in entry.head)
    return (
        re.search(
            r"兼职|兼職|客座|visiting|adjunct|part[- ]time|advisor|adviser|顾问|顧問|volunteer|board member|editor|"
            r"member of",
            text,
            re.I,
        )
        is not None
    )


def work(parts: Sequence[Part], elsewhere: Sequence[Part] = ()) -> list[Found]:
    """Current employer and post from the sections about work; where there are none, from entries `elsewhere`."""
    own = [entry for part in parts for entry in entries(part)]
    everything = [entry for entry in own if pieces(entry) and not _studies(entry) and not _pauses(entry)]
    if not everything:
        others = [_by_itself(entry) for part in elsewhere for entry in entries(part) if not _sentence(entry)]
        everything = [e for e in others if e.period and e.period.is_range and _works(e) and not _studies(e)]
    entry = current_entry(everything)
    if entry is None:
        return []
    said = employer_and_post(entry)
    if entry in own and not ("employer" in said and _names_body(said["employer"][0])):
        said |= _firm_above(entry, own, said)
    elif "post" not in said and entry in own:
        said |= _post_below(entry, own)
    return [found(name, text, para, text) for name, (text, para) in said.items()]


def _firm_above(entry: Entry, own: Sequence[Entry], said: dict[str, tuple[str, Para]]) -> dict[str, tuple[str, Para]]:
    """The employer of a post that stands, with others, under one firm: that of the nearest entry above which names one,
    where only posts of the same time stand between. What stands beside the post is then part of it."""
    for above in reversed(own[: own.index(entry)]):
        firm = employer_and_post(above)
        if "employer" in firm and ("post" not in firm or "employer" not in said):
            if not _within(entry.period, above.period):
                return {}
            whole = [one for one in pieces(entry) if "post" in said and said["post"][0] in one[0]]
            return {"employer": firm["employer"]} | ({"post": whole[0]} if "employer" in said and whole else {})
        if "post" not in firm or "employer" in firm:
            break
    return {}


def _post_below(entry: Entry, own: Sequence[Entry]) -> dict[str, tuple[str, Para]]:
    """The post of today where the entry names no more than the firm, and its posts follow as entries of their own."""
    below = own[own.index(entry) + 1 :][:1]
    said = employer_and_post(below[0]) if below else {}
    return {"post": said["post"]} if "post" in said and "employer" not in said else {}


def _within(one: Period | None, other: Period | None) -> bool:
    """Whether a time lies in another, or in one that is not told."""
    if one is None or other is None or not other.is_range:
        return True
    return (one.start or (9999, 0)) >= ((other.start or (0, 0))[0], 0) and (other.current or key(one) <= key(other))


def at_the_head(about: Sequence[Part]) -> list[Found]:
    """Employer and post as the head of a CV states them without a time: the post on one line, and on the next the
    organisation with its department or its place."""
    paras = [para for part in about for para in part.paras][:8]
    for post, body in itertools.pairwise(paras):
        title = post.text.strip()
        if len(title) > 70 or not _is_post(title) or re.search(r"[@\d\t|:：。]|\.$", title):
            continue
        said = employer_and_post(Entry(head=[post, body]))
        if len(body.text) < 120 and "@" not in body.text and _names_body(said.get("employer", ("",))[0]):
            employer, para = said["employer"]
            if para is body:
                return [found("employer", employer, para, employer), found("post", title, post, title)]
    return []


def _by_itself(entry: Entry) -> Entry:
    """An entry outside of a history: of its head the line with its time, where that says who and as what."""
    dated = next((para for para in entry.head if any(time.is_range for time in periods(para.text))), None)
    if dated is None or len(employer_and_post(alone := Entry([dated], entry.period, entry.body))) < 2:
        return entry
    return alone


def _sentence(entry: Entry) -> bool:
    """Whether what looks like an entry tells in a sentence, which may be of anything."""
    return any(re.search(r"，.*。$", para.text) for para in entry.head)


def _works(entry: Entry) -> bool:
    return any(_is_post(text) or POST.search(text) for text, _ in pieces(entry))


_PAUSE = re.compile(
    r"career break|(?:parental|maternity|paternity|family|medical|sick|caring) leave|sabbatical|gap year|"
    r"育[儿兒嬰婴]|[产產]假|待[业業]|空窗|休[养養]|留[职職]停薪|[离離][职職]|[职職]业中断",
    re.I,
)


def _pauses(entry: Entry) -> bool:
    """Whether an entry is of a time without work."""
    return any(_PAUSE.search(text) for text, _ in pieces(entry)[:2]) and not _works(entry)


def _studies(entry: Entry) -> bool:
    """Whether an entry is of a degree, in a history of both."""
    text = "\t".join(text for text, _ in pieces(entry))
    return bool(DEGREE.search(text)) and not _works(entry)

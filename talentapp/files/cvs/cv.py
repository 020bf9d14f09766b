"""Reads a CV to a draft of a candidate, each value with the place it was read from. Nothing is guessed: what the CV
does not say stays open, and what it says unclearly is reported."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from talentapp.domain.intake import Problem, Reading, ReadRow, Trouble
from talentapp.domain.languages import code_of_language
from talentapp.domain.papers import Paper, Place
from talentapp.domain.terms import Kind
from talentapp.files.cvs import day_order, education, labels, lists, names, offering, prose, several, side_bar, work
from talentapp.files.cvs.countries import country_in, ends_with_country
from talentapp.files.cvs.entries import Entry
from talentapp.files.cvs.meanings import meaning
from talentapp.files.cvs.text import Found, Para, Part, found, parts
from talentapp.files.papers import unmapped
from talentapp.files.papers.line_ends import BULLET
from talentapp.files.values import cells as single
from talentapp.files.values.cells import Unclear
from talentapp.files.words.headings import Section
from talentapp.files.words.marks import DEGREE, POST

_LISTS = ("aliases", "languages", "research_fields", "skills", "evidence")
_TOLD = (
    "name_zh", "name_en", "nationality", "country", "employer", "post", "highest_degree", "graduated_from",
    "languages", "research_fields", "skills",
)  # fmt: skip
_MOST, _LABELS = 200, 60  # items of a list, labels of a line


def understood(document: Paper) -> Reading:
    """What a document says of a candidate: of the first, where it holds several."""
    divided, another = _divided(document)
    draft = _Draft(day_order.order_of(divided), unmapped.untrusted(document.lines))
    for part in divided:
        draft.labels(part)
    of = {section: [part for part in divided if part.section is section] for section in Section}
    for bare in labels.bare(divided):
        draft.take(bare)
    draft.names(divided)
    draft.country(of[Section.ABOUT])
    for one in (*work.work(*_history(of, Section.WORK)), *education.education(*_history(of, Section.EDUCATION))):
        draft.put(one)
    if not {"employer", "post"} & draft.values.keys():
        for one in work.at_the_head(of[Section.ABOUT]):
            draft.put(one)
    for offer in offering.offers(divided, draft.order):
        draft.take(offer)
    skilled, research = _fields_apart(of[Section.SKILLS], of[Section.RESEARCH])
    for items in (
        lists.skills(skilled),
        lists.fields(research),
        lists.languages(of[Section.LANGUAGES]) or lists.languages_among(skilled),
        lists.writings(of[Section.WRITINGS]),
    ):
        for one in items[:_MOST]:
            draft.put(one)
        draft.tell_cut(items)
    draft.told(divided)
    for one in (*lists.prose(of[Section.SUMMARY], "expertise"), *lists.prose(of[Section.NOTES], "notes")):
        draft.put(one)
    if another is not None:
        draft.unclear.append((Trouble.ANOTHER_PERSON, another, another.text))
    return draft.reading(document)


def _divided(document: Paper) -> tuple[list[Part], Para | None]:
    """The CV by sections, of the first person in it; and where another begins."""
    return several.first_person(offering.in_own_words(side_bar.name_apart(parts(document))))


def told_of(document: Paper) -> Iterator[Para]:
    """The paragraphs in which somebody speaks of their work, rather than of their studies, papers or hobbies; neither
    lines of a head nor the fields, which are taken as what they are."""
    for part in _divided(document)[0]:
        if part.section in (Section.SUMMARY, Section.WORK):
            yield from part.paras
        elif part.section is Section.ABOUT:
            yield from (para for para in part.paras if len(para.text.split()) > 8 or re.search(r"，.*。", para.text))


def unread(document: Paper, places: Mapping[str, Sequence[Place]]) -> Iterator[Place]:
    """The lines of paragraphs from which none of some values was read, each whole; headings are no paragraphs."""
    taken = {(place.page, place.line) for each in places.values() for place in each}
    for part in parts(document):
        for para in part.paras:
            lines = [line for _, line, _ in para.pieces]
            if not taken & {(line.page, line.number) for line in lines}:
                yield from (Place(line.page, line.number, 0, len(line.text)) for line in lines)


def work_told(document: Paper, places: Mapping[str, Sequence[Place]]) -> tuple[Place, str] | None:
    """Where the work history begins to tell more than who employed somebody, and when, and what it says from there on,
    but for the lines from which `places` took who somebody is; None where it does not. A line that gave a skill tells
    of the work all the same."""
    heads = {(place.page, place.line) for name in places.keys() - set(_LISTS) for place in places[name]}
    for part in _divided(document)[0]:
        if part.section is not Section.WORK:
            continue
        first = next((at for at, para in enumerate(part.paras) if _tells(para)), None)
        if first is not None:
            told = (
                BULLET.sub("", para.text.replace("\t", " ")).strip()
                for para in part.paras[first:]
                if _tells(para) or not heads & {(line.page, line.number) for _, line, _ in para.pieces}
            )
            begins = part.paras[first]
            return next(iter(begins.places(0, len(begins.text)))), "\n".join(told)
    return None


def _tells(para: Para) -> bool:
    dated = re.search(r"(?:19|20)\d{2}", para.text) is not None
    room = len(para.text) + sum(ch > "\u2e80" for ch in para.text)  # a character says more than a letter
    return room >= (_TELLS_BESIDE_DATES if dated else _TELLS) or _DUTY.search(para.text) is not None


_TELLS, _TELLS_BESIDE_DATES = 36, 80  # what takes less room is a name or a post, or both with their years
_DUTY = re.compile(
    r"(?:负责|負責|主持)(?!人)|主导|主導|参与|參與|从事|從事|领导|領導|带领|帶領|承担|承擔"
    r"|^\W*(?:开发|開發|设计|設計|实现|實現|优化|優化|构建|建置|搭建|研究)(?!工程|人员|人員|者|[师師部]|总监|總監|经理|經理|主管)"
    r"|\b(?:responsible|led|designed|developed|built|implemented|in charge)\b",
    re.I,
)


def _history(of: Mapping[Section, list[Part]], wanted: Section) -> tuple[list[Part], list[Part]]:
    """Where the history of one kind stands: under its heading, and, for what is not there, elsewhere."""
    other = Section.EDUCATION if wanted is Section.WORK else Section.WORK
    return of[wanted], [*of[other], *of[Section.ABOUT], *of[Section.OTHERS]]


def _fields_apart(skilled: list[Part], research: list[Part]) -> tuple[list[Part], list[Part]]:
    """Areas of expertise are research fields where skills have a heading of their own and research has none."""
    areas = [part for part in skilled if _AREAS.search(part.title)]
    if research or not areas or len(areas) == len(skilled):
        return skilled, research
    return [part for part in skilled if part not in areas], areas


_AREAS = re.compile(r"专长|專長|领域|領域|方向|areas?\b|expertise|special", re.I)


def _asks_forms(part: Part) -> bool:
    """Whether a heading is a label for the forms of taking part, with the answer on its line."""
    title = BULLET.sub("", part.title)
    return part.section is Section.AVAILABILITY and title.rstrip().endswith((":", "：")) and meaning(title) == "forms"


def _in_other_script(language: str, known: Sequence[str]) -> bool:
    """Whether a language is among those known, in the other script (中文 Chinese)."""
    code = code_of_language(language)
    return code != "" and any(code_of_language(one) == code and one.isascii() != language.isascii() for one in known)


class _Draft:
    """The values found so far: the first of each field counts, lists grow."""

    def __init__(self, order: day_order.Order, untrusted: Mapping[tuple[int, int], list[tuple[int, int]]]) -> None:
        self.order, self._untrusted = order, untrusted
        self.values: dict[str, Any] = {}
        self.places: dict[str, tuple[Place, ...]] = {}
        self.items: dict[str, list[tuple[str, tuple[Place, ...]]]] = {}
        self.words: list[str] = []  # the forms of taking part, as the CV puts them
        self.unclear: list[tuple[Trouble, Para, str]] = []
        self.cut: list[Problem] = []
        self.halves: dict[str, Found] = {}  # of a name that a form asks in two

    def put(self, one: Found) -> None:
        """Keep a value unless its field has one, or it was read where the document does not tell all letters; items of
        lists are added."""
        if unmapped.touched(one.places, self._untrusted):
            return
        if one.field in ("family_name", "given_name"):
            self.halves.setdefault(one.field, one)
            if len(self.halves) == 2:
                self.put(names.name_of_halves(self.halves["family_name"], self.halves["given_name"]))
            return
        before = self.values.get(one.field)
        if one.field == "words":
            self.words += [word for word in cast(list[str], one.value) if word not in self.words]
            return
        if one.field == "forms":
            self.words += offering.form_words(one.written)
        if isinstance(one.value, list) and one.field in _LISTS:
            known = {single.text(item).casefold() for item in before or []}
            fresh = [item for item in one.value if single.text(item).casefold() not in known]
            if one.field == "languages":
                fresh = [item for item in fresh if not _in_other_script(item, before or [])]
            if fresh:
                self.values[one.field] = [*(before or []), *fresh]
                self.places[one.field] = (*self.places.get(one.field, ()), *one.places)
                self.items.setdefault(one.field, []).extend((item, one.places) for item in fresh)
        elif one.field == "forms" and before:
            both = {*before, *one.value}  # type: ignore[misc]
            self.values["forms"] = [form for form in type(before[0]) if form in both]
            self.places["forms"] = (*self.places["forms"], *one.places)
        elif before is None and one.value not in (None, "", []):
            self.values[one.field] = one.value
            self.places[one.field] = one.places

    def take(self, one: Found | tuple[Trouble, Para, str]) -> None:
        """Keep a value, or remember what was unclear."""
        if isinstance(one, Found):
            self.put(one)
        elif not any(one[0] is trouble and one[1].line is para.line for trouble, para, _ in self.unclear):
            self.unclear.append(one)  # a label within a section may have asked first

    def tell_cut(self, items: Sequence[Found]) -> None:
        """Put down where a list goes on that is taken no further."""
        if left := [one.places[0] for one in items[_MOST:] if one.places]:
            facts = {"kept": _MOST, "count": len(items)}
            self.cut.append(Problem(Trouble.LIST_CUT, str(left[0].page), left[0].line, facts=facts))

    def labels(self, part: Part) -> None:
        """Take the labelled values of a part."""
        if part.section is Section.OTHERS:
            return
        heading = meaning(part.title) if part.title and part.section is Section.ABOUT else None
        for place, para in enumerate(part.paras):
            said = labels.labelled(para)
            if (heading or _asks_forms(part)) and not place:
                said = itertools.chain(said, [(heading or "forms", para.text, 0)])
            for target, value, at in itertools.islice(said, _LABELS):
                if not value or not labels.personal(target, part):
                    continue
                if part.section in (Section.WORK, Section.EDUCATION, Section.WRITINGS) and target not in _ANYWHERE:
                    continue
                if target == "notes" and part.section in (Section.SKILLS, Section.RESEARCH, Section.LANGUAGES):
                    continue
                for one in _labelled(target, para, value, at, self.order):
                    self.take(one)

    def names(self, divided: Sequence[Part]) -> None:
        """The name at the head, where no label gave one."""
        address = [self.values["email"]] if "email" in self.values else []
        labelled = {"name_zh", "name_en"} & self.values.keys()
        for one in names.head_names(divided, address):
            other = "name_zh" if one.field == "name_en" else "name_en"
            if one.field in self.values or (other in labelled and not self._beside(one, other)):
                continue
            self.put(one)

    def _beside(self, one: Found, other: str) -> bool:
        """Whether a name in the other script stands with the one that is known; at the very head it stands for all."""
        known = self.places.get(other, ())
        if not known or not one.places or known[0].page != one.places[0].page:
            return False
        return abs(known[0].line - one.places[0].line) <= (_HEAD if one.places[0].line == 1 else 3)

    def told(self, divided: Sequence[Part]) -> None:
        """What sentences say, for the fields that nothing else gave."""
        open_ = {name for name in _TOLD if name not in self.values}
        if {"employer", "post"} & self.values.keys():
            open_ -= {"employer", "post"}
        if "highest_degree" in self.values:
            open_ -= {"highest_degree", "graduated_from"}
        for one in prose.told(divided):
            if one.field in open_:
                self.put(one)

    def country(self, about: Sequence[Part]) -> None:
        """Where somebody lives, from a line of the head that is a place."""
        for part in about:
            for para in part.paras:
                for piece, begin in _pieces(para.text):
                    hit = ends_with_country(piece) or ends_with_country(
                        re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", piece)
                    )
                    if hit and re.search(r"\d{4}\s*[(（]$", piece[: hit[1]]):
                        continue  # of a telephone
                    if hit and re.search(r"birth|born|出生|籍[贯貫]|hometown", piece[: hit[1]], re.I):
                        continue
                    if hit and re.match(r"\s?(?:籍|公民|[国國]民|[护護]照)", piece[hit[2] :]):
                        continue  # whose citizen somebody is
                    if hit and not re.search(
                        r"nationality|citizen|国籍|國籍|passport|籍$", para.text[: begin + hit[1]], re.I
                    ):
                        self.put(found("country", hit[0], para, hit[0], begin + hit[1]))

    def reading(self, document: Paper) -> Reading:
        """The draft as the one row of a reading. It stands where the name stands."""
        values = dict(self.values)
        if aliases := values.get("aliases"):
            values["aliases"] = [name for name in aliases if name not in (values.get("name_zh"), values.get("name_en"))]
        first = next((self.places[f][0] for f in ("name_zh", "name_en") if self.places.get(f)), Place(1, 1, 0, 0))
        sheet = str(first.page)
        problems = [
            Problem(trouble, str(para.line.page), para.line.number, value=written[:300], facts={"rest": written[:300]})
            for trouble, para, written in self.unclear
            if not _FIELDS_OF[trouble] & values.keys()
        ]
        problems += self.cut
        problems += [
            Problem(Trouble.VALUE_UNCLEAR, str(run[0].page), run[0].number, value=run[0].text[:300],
                    facts={"target": "letters", "lines": len(run)})
            for run in unmapped.runs_of_lines(document.lines)
        ]  # fmt: skip
        if not values.get("name_zh") and not values.get("name_en"):
            problems.append(Problem(Trouble.NAME_MISSING, sheet, first.line, blocking=True))
        words = self.words
        row = ReadRow(
            sheet, first.line, values, words=tuple(dict.fromkeys(words)), places=self.places, items=self.items
        )
        return Reading(Kind.CANDIDATES, (row,), tuple(problems), {}, (sheet,), paper=document)


_HEAD = 12  # lines that a heading with the name may stand above the labels
_ANYWHERE = frozenset(
    """
    email phone orcid nationality forms available_from effort effort_percent months_per_year languages name name_zh
    name_en
    """.split()  # noqa: SIM905
)
_FIELDS_OF = {
    Trouble.ANOTHER_PERSON: set[str](),
    Trouble.DATE_UNCLEAR: {"available_from"},
    Trouble.NO_SUCH_DAY: {"available_from"},
    Trouble.EFFORT_UNCLEAR: {"effort_percent", "months_per_year"},
    Trouble.FORM_OTHER: {"forms"},
    Trouble.FORM_UNKNOWN: {"forms"},
    Trouble.OUT_OF_RANGE: {"effort_percent", "months_per_year"},
    Trouble.NAME_CUT: set[str](),
    Trouble.SEVERAL_NAMES: set[str](),
    Trouble.VALUE_UNCLEAR: set[str](),
    Trouble.CONFLICTING_EFFORT: {"effort_percent", "months_per_year"},
    Trouble.NUMBER_UNCLEAR: {"years_experience"},
    Trouble.EMAIL_MALFORMED: {"email"},
    Trouble.ORCID_MALFORMED: {"orcid"},
}


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for piece in re.split(r"([\t|｜•·●◆/／;；]|\s[-–—]\s|\s{3,})", text):
        yield piece, at
        at += len(piece)


def _labelled(
    target: str, para: Para, value: str, at: int, order: day_order.Order
) -> Iterator[Found | tuple[Trouble, Para, str]]:
    """What a labelled value says, by the meaning of its label."""
    one_line = value.split("\t")[0].strip()
    if target in ("name", "name_zh", "name_en"):
        yield from names.labelled_names(para, value, at)
    elif target in ("family_name", "given_name"):
        if one_line and not re.search(r"[@\d]", one_line):
            yield found(target, one_line, para, one_line, at)
    elif target in ("phone", "email", "contact_way"):
        yield from _contact(target, para, one_line, at)
    elif target == "orcid":
        try:
            yield found("orcid", single.orcid(one_line), para, one_line, at)
        except Unclear as unclear:
            yield unclear.trouble, para, one_line
    elif target == "nationality":
        said = re.split(r"[;；,，(（|]", one_line)[0].strip()
        said = re.sub(r"(?<=[^\W\d_]{3})\.$", "", said)
        if not re.search(r"\d", said):  # of a passport
            yield found("nationality", said, para, one_line, at)
    elif target in ("country", "location"):
        if (
            hit := country_in(one_line)
            if target == "country"
            else (ends_with_country(re.sub(r"\s*[(（][^()（）]{2,8}[)）]$", "", one_line)) or _first_country(one_line))
        ):
            yield found("country", hit[0], para, hit[0], at)
        elif target == "country" and len(one_line) < 24 and not re.search(r"\d", one_line):
            yield found("country", one_line, para, one_line, at)
    elif target == "title":  # of a person, or of the document, or how to address them
        if POST.search(one_line) and not re.fullmatch(r"(?:prof|dr|mr|mrs|ms)\b[\w. ]{0,8}", one_line, re.I):
            yield from _present("post", para, one_line, at)
    elif target in ("employer", "post"):
        yield from _present(target, para, one_line, at)
    elif target in ("employer_post", "employer_post_or_post"):
        entry = Entry(head=[para.cut(at)])
        for name, (text, _) in work.employer_and_post(entry).items():
            yield found(name, text, para, text, at)
    elif target in ("highest_degree", "school_degree", "graduated_from"):
        yield from _schooling(target, para, value, at)
    elif target == "languages":
        yield from lists.language_items(para, value, at)
    elif target in ("research_fields", "skills"):
        section = Section.RESEARCH if target == "research_fields" else Section.SKILLS
        part = Part(section, paras=[para.cut(at)])
        yield from (lists.fields if target == "research_fields" else lists.skills)([part])
    elif target in ("available_from", "effort", "effort_percent", "months_per_year", "forms"):
        yield from offering.labelled_offer(target, para, value, at, order)
    elif target == "availability":
        part = Part(Section.AVAILABILITY, paras=[para.cut(at)])
        yield from offering.offers([part], order)
    elif target == "years_experience":
        try:
            if (years := single.number(one_line)) is not None:
                yield found("years_experience", years, para, one_line, at)
        except Unclear:
            return
    elif target == "notes":
        yield found("notes", one_line, para, one_line, at)


def _first_country(value: str) -> tuple[str, int, int] | None:
    """德国慕尼黑: the country stands first, without a sign."""
    hit = country_in(value)
    return hit if hit and hit[1] == 0 else None


_NEARLY_AN_ADDRESS = re.compile(r"(?!www\.)[A-Za-z0-9._+'-]{3,}\.[A-Za-z]{2,}|[^\s@]+@\S*")


def _contact(target: str, para: Para, value: str, at: int) -> Iterator[Found | tuple[Trouble, Para, str]]:
    for address, start, end in labels.emails(para.cut(at)):
        if start < len(value) + 2:
            yield Found("email", address, para.cut(at).places(start, end), value)
            break
    else:
        if target == "email" and _NEARLY_AN_ADDRESS.fullmatch(value):
            yield Trouble.EMAIL_MALFORMED, para, value
    if target == "email":
        return
    bare = single.without_email(re.split(r"[/／,，;；|]\s*(?=[+\d(])|\s+(?:or|或)\s+", value)[0])
    try:
        if number := single.phone(bare):
            yield found("phone", number, para, number, at)
    except Unclear:
        return


def _present(target: str, para: Para, value: str, at: int) -> Iterator[Found]:
    """The employer or the post behind a label; a label for one may hold both."""
    both = work.employer_and_post(Entry(head=[para.cut(at)])) if "\t" not in para.text else {}
    if len(both) == 2 and all(text != value for text, _ in both.values()):
        for name, (text, _) in both.items():
            yield found(name, text, para, text, at)
    else:
        yield found(target, value.strip(" ,，;；。"), para, value, at)


def _schooling(target: str, para: Para, value: str, at: int) -> Iterator[Found]:
    one_line = value.split("\t")[0].strip()
    degree = DEGREE.search(one_line)
    if target == "graduated_from" and not degree:
        yield found("graduated_from", re.split(r"[,，;；(（]", one_line)[0].strip(), para, one_line, at)
        return
    yield from education.education([Part(Section.EDUCATION, paras=[para.cut(at)])])

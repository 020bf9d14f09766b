"""A CV as paragraphs in sections: lines joined where text goes on, and assigned to the heading they stand under."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from talentapp.domain.papers import Line, Paper, Place
from talentapp.files.cvs.meanings import meaning
from talentapp.files.papers.line_ends import BULLET
from talentapp.files.words.headings import Section, inline_heading, likely_section, section_of
from talentapp.files.words.marks import LANGUAGE
from talentapp.files.words.periods import periods

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_WIDE_END = re.compile(rf"[{_HAN}\u3000-\u303f\uff00-\uffef]$")
_WIDE_START = re.compile(rf"^[{_HAN}\u3000-\u303f\uff00-\uffef]")


@dataclass(frozen=True)
class Para:
    """A paragraph: its text, and for each piece of it the offset at which a line begins, with the line."""

    text: str
    pieces: tuple[tuple[int, Line, int], ...]  # offset in the text, the line, offset in the line
    heading: bool = False

    @property
    def line(self) -> Line:
        """The line that it begins in."""
        return self.pieces[0][1]

    @property
    def bullet(self) -> bool:
        """Whether it is an item of a list."""
        return BULLET.match(self.text) is not None

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where some of its characters stand, line by line."""
        found = []
        for number, (offset, line, begin) in enumerate(self.pieces):
            after = self.pieces[number + 1][0] if number + 1 < len(self.pieces) else len(self.text)
            one, other = max(start, offset), min(end, after)
            if one < other:
                first = min(one - offset + begin, len(line.text))
                last = min(other - offset + begin, len(line.text))
                if first < last:
                    found.append(Place(line.page, line.number, first, last))
        return tuple(found)

    def cut(self, start: int) -> "Para":
        """The paragraph from a character on."""
        pieces = []
        for number, (offset, line, begin) in enumerate(self.pieces):
            after = self.pieces[number + 1][0] if number + 1 < len(self.pieces) else len(self.text) + 1
            if after > start:
                shift = max(start - offset, 0)
                pieces.append((max(offset - start, 0), line, begin + shift))
        return Para(self.text[start:], tuple(pieces), self.heading)


@dataclass
class Part:
    """What stands under one heading."""

    section: Section
    title: str = ""
    paras: list[Para] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A value of a field, and the characters it was read from."""

    field: str
    value: object
    places: tuple[Place, ...]
    written: str = ""


def found(field_name: str, value: object, para: Para, written: str, start: int = 0) -> Found:
    """A value with its place: `written` is looked for in the paragraph from `start` on."""
    at = para.text.find(written, start)
    if at < 0:
        at = para.text.find(written)
    if at < 0:  # tidied on the way: the first word tells the place
        return Found(field_name, value, para.places(0, len(para.text)), written)
    return Found(field_name, value, para.places(at, at + len(written)), written)


_FIGURE_DASH = {0x2012: "–"}


def paragraphs(paper: Paper) -> list[Para]:
    """Lines joined to paragraphs. Where a word was broken by a hyphen it is whole again."""
    made: list[Para] = []
    text = ""
    pieces: list[tuple[int, Line, int]] = []
    words = frozenset(word for line in paper.lines for word in re.findall(r"[a-zà-ÿ-]{4,}", line.text.casefold()))
    for line in paper.lines:
        body = line.text
        begin = len(body) - len(body.lstrip())
        body = _CHOICES.sub(r"\1 ", body.strip()).translate(_FIGURE_DASH)
        if not body:
            continue
        if pieces:
            if re.match(r"[a-zà-ÿ]", body) and re.search(r"[a-zà-ÿ]-$", text):
                text = text if _hyphenated(text.split()[-1], body.split()[0], words) else text[:-1]
            elif re.search(r"\S*@\S*$", text) and _broken_address(text, body):
                pass
            elif not (_WIDE_END.search(text) or _WIDE_START.match(body)) and not text.endswith(("-", "/")):
                text += " "
        pieces.append((len(text), line, begin))
        text += body
        if not line.joins:
            made.append(Para(text, tuple(pieces), pieces[0][1].heading))
            text, pieces = "", []
    if pieces:
        made.append(Para(text, tuple(pieces), pieces[0][1].heading))
    return made


_FIRST_HALVES = frozenset(
    """
    co multi near high low large small real open end cross self non on off in out over under fine coarse full half
    hard soft hardware software power energy cache data fault long short time cost state well two three four double
    single many mixed post pre sub ultra tree graph domain user fast chip die wafer thread memory
    """.split()  # noqa: SIM905
)


def _hyphenated(first: str, rest: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at the end of a line belongs to the word: as the document writes it elsewhere, else by its
    first half; it stays in an address."""
    if re.search(r"[@/]|www\.", first):
        return True
    one, other = re.sub(r"^[^\w]+", "", first.casefold()), re.sub(r"[^\wà-ÿ-]+$", "", rest.casefold())
    if one[:-1] + other in words:
        return False
    return one + other in words or one[:-1] in _FIRST_HALVES


def _broken_address(text: str, body: str) -> bool:
    """Whether an e-mail address had to break at the end of a line."""
    if re.fullmatch(r"[a-z.]{1,8}", body):
        return True  # its last letters alone on a line
    last = text.split()[-1]
    return re.match(r"[a-z0-9]", body) is not None and (
        last.endswith((".", "@", "-")) or "." not in last.split("@")[-1]
    )


def parts(paper: Paper) -> list[Part]:
    """The CV by sections, in reading order; what stands before the first heading is ABOUT."""
    from talentapp.files.cvs.covering import before_the_cv  # it asks for paragraphs

    paras = [
        one for para in _paired(paragraphs(paper)) for one in _by_headings(para) if not _FORM_HEADS.fullmatch(one.text)
    ]
    letter = before_the_cv(paras)
    usual = _usual_size(paper.lines)
    looks = _looks(paras, usual)
    marks = Counter(para.text[0] for para in paras if para.bullet and section_of(para.text) is not None)
    made = [Part(Section.ABOUT)]
    columns: list[tuple[float, Section]] = []
    before: Para | None = None
    for place, para in enumerate(paras):
        if place in letter:
            if made[-1].section is not Section.OTHERS:
                made.append(Part(Section.OTHERS))
            made[-1].paras.append(para)
            if place + 1 not in letter:
                made.append(Part(Section.ABOUT))
            continue
        if before is not None and para.line.block != before.line.block:
            _change_column(made, columns, para, before)
        before = para
        section = section_of(para.text)
        if _TITLE.search(para.text) and (para is paras[0] or _titles(paras, place)):
            section = None  # what the document calls itself, not its first section
        if section is None and _looks_like_heading(para, looks, usual) and (len(made) > 1 or len(made[0].paras) > 1):
            section = likely_section(para.text) or _of_label(para.text)
            if section is None and (para.heading or para.text[0] in "【[〔［" or _ends_list(para, made[-1], usual)):
                section = Section.OTHERS
        if section is None and not _is_history(made[-1]) and _labels_the_next(paras, place):
            section = Section.ABOUT
        if section is not None and (marks[para.text[0]] > 1 or not _just_a_cell(para, made[-1])):
            made.append(Part(section, para.text))
            continue
        inline = inline_heading(para.text)
        if inline is not None and inline[0] is Section.WRITINGS and not para.bullet and _is_history(made[-1]):
            history = made[-1]  # goes on behind what it names of their papers
            made.append(Part(inline[0], para.text[: inline[1]], [para.cut(inline[1])]))
            made.append(Part(history.section, history.title))
            continue
        if inline is not None and _inline_counts(inline[0], para, made[-1]):
            made.append(Part(inline[0], para.text[: inline[1]]))
            made[-1].paras.append(para.cut(inline[1]))
            continue
        goes_on = made[-1].title.endswith((":", "：", "\t")) and made[-1].section is not Section.OTHERS
        if goes_on and _of_person(para.text):
            made.append(Part(Section.ABOUT))  # the facts of a form go on
        if para.line.size >= 1.45 * usual and len(para.text) < 60 and made[-1].section is not Section.ABOUT:
            made.append(Part(Section.ABOUT))  # a name that stands behind a side bar
        made[-1].paras.append(para)
    made = [part for part in made if part.paras]
    if not any(part.section is Section.WORK for part in made):
        for part in made:  # "Career summary" over a history
            if part.section is Section.SUMMARY and sum(map(_begins_entry, part.paras)) > 0:
                part.section = Section.WORK
    return made


_FORM_HEADS = re.compile(
    r"(?:项目|項目|字段|栏位|欄位|类别|類別|field|item)\t\s*(?:内容|內容|值|说明|說明|value|details?|content)", re.I
)
"""The heads of a table of labels and their values."""
_VALUED = re.compile(r"[:：]\s*\S")
"""A label with its value behind it."""
_CHOICES = re.compile(r"(?<![^\t])([☐□☑☒■✓✔√][^\t]*)\t(?=[☐□☑☒■✓✔√])")
"""Choices of one label that stand in cells of their own."""


def _by_headings(para: Para) -> Iterator[Para]:
    """A row of a form in which headings and their content alternate, heading by heading; another paragraph as it is."""
    cells = _cells(para)
    words = [para.text[begin:end] for begin, end in cells]
    known = [section_of(word) for word in words]
    if len(cells) < 4 or len(cells) % 2 or not all(known[::2]) or any(known[1::2]):
        yield para
        return
    for (begin, _), (_, end) in zip(cells[::2], cells[1::2], strict=True):
        row = para.cut(begin)
        yield Para(row.text[: end - begin], row.pieces, para.heading)


def _labels_the_next(paras: Sequence[Para], place: int) -> bool:
    """Whether a line is no more than a label of what a person has, and the next line is its value."""
    words = [one.text for one in paras[max(place - 1, 0) : place + 2]]
    label = paras[place].text.rstrip(":：")
    if (
        len(label) > 24
        or re.search(r"[:：@\d\t]", label)
        or place + 1 == len(paras)
        or paras[place].bullet
        or meaning(label) not in _ALONE
    ):
        return False
    return sum(meaning(word) is not None or section_of(word) is not None for word in words) == 1


_ALONE = frozenset({"nationality", "country", "email", "phone", "orcid"})


def _is_history(part: Part) -> bool:
    return part.section in (Section.WORK, Section.EDUCATION)


def _of_label(text: str) -> Section | None:
    """The section of a label that stands as a heading (NATIONALITY over "Irish")."""
    if _VALUED.search(text):
        return None
    target = meaning(text)
    return None if target is None else Section.ABOUT if target else Section.OTHERS


_OF_PERSON = frozenset(
    """
    name name_zh name_en email phone contact_way orcid nationality country location available_from effort
    effort_percent months_per_year forms
    """.split()  # noqa: SIM905
)


def _of_person(text: str) -> bool:
    """Whether a line begins with a label of what only the person has."""
    label = re.match(r"\s*([^:：\t]{1,24}?)\s*[:：\t]", text)
    return label is not None and meaning(label[1]) in _OF_PERSON


def _paired(paras: Sequence[Para]) -> Iterator[Para]:
    """The paragraphs, but where a row of labels stands over the row of their values, each label with its value."""
    rest = iter(range(len(paras)))
    for at in rest:
        labels, values = _cells(paras[at]), _cells(paras[at + 1]) if at + 1 < len(paras) else []
        targets = [meaning(paras[at].text[begin:end]) for begin, end in labels]
        if (
            len(labels) < 2
            or len(labels) != len(values)
            or None in targets
            or not _OF_PERSON & set(targets)
            or any(meaning(paras[at + 1].text[begin:end]) is not None for begin, end in values)
        ):
            yield paras[at]
            continue
        next(rest)
        for (begin, end), (first, last) in zip(labels, values, strict=True):
            label, value = paras[at].cut(begin), paras[at + 1].cut(first)
            text = label.text[: end - begin] + "\t"
            yield Para(
                text + value.text[: last - first],
                (label.pieces[0], *((offset + len(text), line, begin) for offset, line, begin in value.pieces[:1])),
            )


def _cells(para: Para) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end; none where it is no row."""
    if "\t" not in para.text or len(para.pieces) > 1:
        return []
    return [hit.span() for hit in re.finditer(r"[^\t]+", para.text)]


def _begins_entry(para: Para) -> bool:
    """Whether a short line gives a time from until, as the head of an entry does."""
    return len(para.text) < 90 and not para.bullet and any(period.is_range for period in periods(para.text))


def _titles(paras: Sequence[Para], place: int) -> bool:
    """Whether what could be the heading of a history stands below a name and above another heading for work."""
    if not _TITLE_ALONE.fullmatch(paras[place].text.strip()):
        return False
    kinds = [section_of(para.text) for para in paras]
    return not any(kinds[:place]) and Section.WORK in kinds[place + 1 :]


_TITLE_ALONE = re.compile(r"(?:[个個]人|中文)?\s*(?:简\s*历|簡\s*歷|履\s*[历歷])\s*[表书書]?")
_TITLE = re.compile(r"履\s*[历歷]\s*(?:表|书|書)?\s*$|简\s*历|簡\s*歷")


def _looks(paras: Sequence[Para], usual: float) -> list[tuple[float, bool, bool]]:
    """How the known headings of this document look (size, boldness, capitals), where that is not how text looks."""
    found = {_look(para) for para in paras if section_of(para.text) is not None}
    return [look for look in found if look[1] or look[2] or look[0] > 1.05 * usual]


def _look(para: Para) -> tuple[float, bool, bool]:
    letters = re.sub(r"[^A-Za-z]", "", para.text)
    return round(para.line.size, 1), para.line.bold, len(letters) > 3 and letters.isupper()


def _looks_like_heading(para: Para, looks: Sequence[tuple[float, bool, bool]], usual: float) -> bool:
    """Whether an unknown line is a heading: short, without a sign at its end, and set as the headings are."""
    text = para.text
    if re.fullmatch(r"[【\[〔［][^【\[〔［】\]〕］]{2,14}[】\]〕］]", text):
        return True
    if para.heading and len(text) < 64 and likely_section(text) and not re.search(r"\d{4}|@|\t", text):
        return True
    if (
        para.bullet
        or len(text) > (16 if re.search(rf"[{_HAN}]", text) else 40)
        or re.search(r"[\d@\t,，。；;|]|[.:：]$", text)
    ):
        return False
    if len(text.split()) > 5:
        return False
    size, bold, capitals = _look(para)
    if para.heading and not looks:
        return size == usual  # deeper ones, which Markdown's readers get in larger sizes, are entries
    return any(abs(size - one) < 0.35 and bold == b and capitals == c for one, b, c in looks)


def _ends_list(para: Para, part: Part, usual: float) -> bool:
    """Whether a line that is set as the headings are, in words that no list has, ends a list: in a history it may be a
    firm or a post, and capitals alone may be an item."""
    heading = (para.line.bold or para.line.size > 1.15 * usual) and not _VALUED.search(para.text)
    return heading and part.section not in (Section.ABOUT, Section.WORK, Section.EDUCATION)


def _usual_size(lines: Sequence[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return (sizes.most_common(1)[0][0] if sizes else 0.0) or 10.0


def _change_column(made: list[Part], columns: list[tuple[float, Section]], para: Para, before: Para) -> None:
    """Text in another column goes on with what that column was about."""
    if para.line.box is None or before.line.box is None:
        return
    if para.line.page == before.line.page and para.line.box[1] >= before.line.box[1]:
        return  # further down: not beside what stood before
    left, old = para.line.box[0], before.line.box[0]
    columns[:] = [(x, s) for x, s in columns if abs(x - old) > 25] + [(old, made[-1].section)]
    if abs(left - old) > 25 or para.line.page != before.line.page:
        known = next((section for x, section in columns if abs(x - left) <= 25), None)
        section = known or (made[-1].section if para.line.page != before.line.page else Section.ABOUT)
        if section is not made[-1].section:
            made.append(Part(section))


def _just_a_cell(para: Para, part: Part) -> bool:
    """Whether a word that could be a heading is rather an item of a list of skills or languages."""
    return para.bullet and part.section in (Section.SKILLS, Section.RESEARCH, Section.OTHERS) and not para.heading


def _inline_counts(section: Section, para: Para, part: Part) -> bool:
    """Whether a label within a paragraph begins a section of its own."""
    if part.section is Section.SKILLS and section is Section.LANGUAGES:
        return LANGUAGE.search(para.text, inline_end(para)) is not None  # else those that programs are written in
    if part.section is Section.SKILLS and section in (Section.SKILLS, Section.RESEARCH):
        return not para.bullet
    if "\t" in para.text[: inline_end(para)] and not para.bullet:
        return section is not Section.ABOUT
    if part.section in (Section.WORK, Section.EDUCATION, Section.WRITINGS) and (
        para.bullet or section in (Section.SUMMARY, Section.WORK, Section.ABOUT, Section.OTHERS, Section.WRITINGS)
    ):
        return False
    return section not in (Section.ABOUT,)


def inline_end(para: Para) -> int:
    """Where the content begins behind a heading on the same line."""
    inline = inline_heading(para.text)
    return inline[1] if inline else 0

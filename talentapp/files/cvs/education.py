"""The highest degree and the institution that gave it, from the entries of education in a CV."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from talentapp.files.cvs.countries import STATES, ends_with_country, is_country
from talentapp.files.cvs.entries import Entry, entries, key
from talentapp.files.cvs.text import Found, Para, Part, found
from talentapp.files.papers.line_ends import BULLET
from talentapp.files.words.marks import DEGREE, HAN, SCHOOL, rank
from talentapp.files.words.periods import periods


@dataclass(frozen=True)
class Degree:
    """A degree as written, its rank, and the institution that gave it."""

    rank: int
    written: str
    para: Para
    school: tuple[str, Para] | None
    year: int


def degrees(parts: Sequence[Part]) -> list[Degree]:
    """All degrees in the sections about education, in the order of the CV."""
    made: list[Degree] = []
    for part in parts:
        dated = entries(part)
        kept = {id(para) for entry in dated for para in (*entry.head, *entry.body)}
        alone = [Entry(head=[para]) for para in part.paras if id(para) not in kept and DEGREE.search(para.text)]
        for entry in (*alone, *dated):
            hits = [(hit, para) for para in [*entry.head, *entry.body] for hit in DEGREE.finditer(para.text)]
            if not hits:
                if school := _school(list(entry.head)):
                    made.append(Degree(0, "", school[1], school, key(entry.period)[0]))
                continue
            if len({rank(hit) for hit, _ in hits}) > 1 and len({para for _, para in hits}) > 1:
                paras = list(dict.fromkeys(para for _, para in hits))
                for para in paras:
                    own = max((hit for hit, other in hits if other is para), key=rank)
                    made.append(_degree(own, para, [_clause(own, para), *entry.head], entry))
            else:
                best = max(hits, key=lambda one: rank(one[0]))
                near = [_clause(*best), *entry.head, *entry.body[:1]]
                made.append(_degree(best[0], best[1], near, entry))
    return made


def _weight(degree: Degree) -> tuple[int, bool, bool, int]:
    """By what degrees are put in order: how high, whether its school is told, and on the same line, and when."""
    school = degree.school
    beside = school is not None and school[1].line is degree.para.line
    return degree.rank, school is not None, beside, degree.year


def _clause(hit: re.Match[str], para: Para) -> Para:
    """The part of a paragraph between two signs that names a degree, where it names others elsewhere."""
    if len(list(DEGREE.finditer(para.text))) < 2:
        return para
    ends = [place for sign in "；;。" if (place := para.text.find(sign, hit.end())) >= 0]
    begin = max(para.text.rfind(sign, 0, hit.start()) for sign in "；;。") + 1
    whole = para.cut(begin)
    return Para(whole.text[: min(ends, default=len(para.text)) - begin], whole.pieces)


def _degree(hit: re.Match[str], para: Para, near: list[Para], entry: Entry) -> Degree:
    written = (
        hit[0].strip(" .,")
        if not re.search(r"[A-Za-z]\.$", hit[0].strip()) or "." not in hit[0].strip()[:-1]
        else hit[0].strip()
    )
    studying = re.search(r"candidate|在读|在讀|expected|ongoing|student", para.text, re.I)
    return Degree(1 if studying else rank(hit), written, para, _school(near), key(entry.period)[0])


def _unless_campus(at: re.Match[str]) -> str:
    """A tab for "at" before a school; "University of Texas at Austin" stays whole."""
    before = re.split(r"[\t,;(]", at.string[: at.start()])[-1]
    return at[0] if SCHOOL.search(before) else "\t"


_WORKS = re.compile(r"(?:[现現]任|任[职職]|就[职職]|供[职職])")  # a sentence about the post


_BEFORE_SCHOOL = re.compile(r"^the\s+(?=[A-Z])|^.*(?:毕业|畢業|就读|就讀)[于於]|^[在于於](?=\S{3})")
_LONGEST = 2_000  # characters of a paragraph in which a school is looked for


def _school(near: Sequence[Para]) -> tuple[str, Para] | None:
    for para in near:
        text = para.text[:_LONGEST]
        for hit in reversed(periods(text)):
            text = text[: hit.span[0]] + "\t" + text[hit.span[1] :]
        text = BULLET.sub("", text)
        text = re.sub(r"\s+and\s+an?\s+(?=[A-Z])|\s+with\s+(?=\d|[CG]PA|first|distinction|hono)", "\t", text)
        text = re.sub(r"\bfrom\s+(?=(?:the\s+)?[A-ZÀ-Þ])", "\t", text)
        text = re.sub(r"\bat\s+(?=(?:the\s+)?[A-ZÀ-Þ])", _unless_campus, text)
        text = re.sub(r"(?<=[a-zà-ÿ]{4})\.\s+(?=[A-ZÀ-Þ])", "\t", text)
        best: list[str] = []
        for piece in re.split(r"[\t|｜•·;；:：()（）【】]|\s[-–—]+\s|——|—|\s{3,}|\s/\s", text):
            for part in _school_parts(piece):
                bare = _BEFORE_SCHOOL.sub("", part.strip(" ,，.。、-–—"))
                if _WORKS.match(bare):
                    continue
                if (degree := DEGREE.match(bare)) and SCHOOL.match(rest := bare[degree.end() :].strip(" ,")):
                    bare = rest
                if bare and SCHOOL.search(bare) and len(bare) < 90:
                    best.append(bare)
        if best:
            whole = [
                one
                for one in best
                if not re.match(r"^(?:department|school|faculty|dept)\b", one, re.I)
                and not re.fullmatch(rf"[{HAN}]{{2,12}}(?:学院|學院|系)", one)
            ]
            return (whole or best)[0], para
    return None


def _school_parts(piece: str) -> list[str]:
    """A piece between its commas; "University of California, Berkeley" stays whole, and 某大学 is cut out of its
    line."""
    piece = piece.strip()
    first, _, rest = piece.partition(" ")
    if rest and not first.isascii() and (is_country(first) or DEGREE.fullmatch(first)):
        piece = rest.strip()  # 美國 Severn University, 博士 Severn University
    if re.search(f"[{HAN}]", piece):
        made: list[str] = []
        for part in re.split(r"[,，、]", piece):
            if re.fullmatch(r"\s*[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .&'’-]+", part) and SCHOOL.search(part):
                return [part]
        latin = re.match(rf"^([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.,'& -]+?)[\s,，]+(?=[{HAN}])", piece)
        if latin and SCHOOL.search(latin[1]):
            return [latin[1]]
        for part in re.split(r"[,，、]|\s+", piece):
            hit = re.match(r"^(.*?(?:大学|大學|科学院(?:\S{0,12}(?:研究所|大学))?|理工学院|研究院|研究所))(?=\S)", part)
            made.append(hit[1] if hit and not re.search(r"(?:分校|校区|校區)", part) else part)
        spaced = [part for part in made if not re.fullmatch(r"[A-Za-z .&]+", part)]
        return spaced if any(SCHOOL.search(part) for part in spaced) else [piece]
    parts = [part.strip() for part in piece.split(",")]
    made = []
    for part, after in itertools.zip_longest(parts, parts[1:], fillvalue=""):
        town = re.fullmatch(STATES, after) and re.search(
            r"(?<!California )state university$", made[-1] if made else "", re.I
        )
        if (
            made
            and not town
            and re.search(
                r"university of california|university of (?:illinois|texas|wisconsin|maryland|massachusetts|"
                r"north carolina|michigan)|state university|\bUC$",
                made[-1],
                re.I,
            )
            and "," not in made[-1]
            and not DEGREE.search(part)
            and not ends_with_country(part)
            and not re.fullmatch(r"[A-Z]{2}|\d+|[A-Z]{3}", part)
        ):
            made[-1] += f", {part}"
        else:
            made.append(part)
    return [re.sub(r"^(?:.*\b(?:in|of)\s.*?\s+)?(?=$)", "", part) or part for part in made]


def education(parts: Sequence[Part], elsewhere: Sequence[Part] = ()) -> list[Found]:
    """Highest degree and the institution that gave it; where no section is about education, from `elsewhere`."""
    made = [degree for degree in degrees(parts) if degree.written or degree.school]
    if not any(degree.rank for degree in made):
        made += [degree for degree in degrees(elsewhere) if degree.rank and degree.school]
    if not made:
        return []
    best = max(made, key=_weight)
    answer: list[Found] = []
    if best.written:
        answer.append(found("highest_degree", best.written, best.para, best.written))
    if best.school:
        answer.append(found("graduated_from", best.school[0], best.school[1], best.school[0]))
    return answer

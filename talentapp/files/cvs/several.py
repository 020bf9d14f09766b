"""A document that holds the CVs of several people: only the first is read, so that no two are mixed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from talentapp.domain.folding import squeezed
from talentapp.files.cvs import labels, names
from talentapp.files.cvs.text import Found, Para, Part
from talentapp.files.words.headings import Section

_NEAR = 8  # paragraphs behind a name in which its address stands
_LARGE = 1.3  # sizes of the usual type: a name that stands alone as a heading


def first_person(parts: Sequence[Part]) -> tuple[list[Part], Para | None]:
    """The parts up to where another person begins, and the paragraph with that person's name: another name than the
    first, labelled or standing as a heading, with another e-mail address soon behind it, outside of referees."""
    paras = [(part, para) for part in parts for para in part.paras]
    usual = min((para.line.size for _, para in paras), default=10.0)
    known: set[str] = set()
    addresses: set[str] = set()
    for place, (part, para) in enumerate(paras):
        if part.section is Section.OTHERS:
            continue  # of whoever sent it, or vouches for them
        named = set(_names(part, para, usual))
        alike = {name for name in known if named and name.isascii() == next(iter(named)).isascii()}
        if alike and addresses and not named & known:
            near = [one for _, after in paras[place : place + _NEAR] for one, _, _ in labels.emails(after)]
            if near and near[0] not in addresses:
                return _until(parts, para), para
        known |= named
        addresses |= {one for one, _, _ in labels.emails(para)}
    return list(parts), None


def _names(part: Part, para: Para, usual: float) -> Iterator[str]:
    """The names that a paragraph gives as a head does, in a form in which the order of words does not count."""
    for target, value, at in labels.labelled(para):
        if target in ("name", "name_zh", "name_en"):
            for one in names.labelled_names(para, value, at):
                if isinstance(one, Found) and one.field != "aliases":
                    yield _key(str(one.value))
    stands = part.section is Section.ABOUT or para.heading or para.line.size >= _LARGE * usual
    if stands and (name := names.english_name(para.text) or names.chinese_name(para.text)):
        yield _key(name)


def _key(name: str) -> str:
    return "".join(sorted(squeezed(name)))


def _until(parts: Sequence[Part], end: Para) -> list[Part]:
    kept: list[Part] = []
    for part in parts:
        if end not in part.paras:
            kept.append(part)
            continue
        kept.append(replace(part, paras=part.paras[: part.paras.index(end)]))
        break
    return [part for part in kept if part.paras]

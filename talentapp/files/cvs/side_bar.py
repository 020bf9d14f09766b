"""A name that stands behind a side bar, where a network's profile was copied out as text: contact, skills and languages
come first, and nothing but the address tells the name from the items of the list above it."""

import re
from collections.abc import Sequence

from talentapp.files.cvs import labels, names
from talentapp.files.cvs.text import Para, Part
from talentapp.files.words.headings import Section

_PROFILE = re.compile(r"linkedin\.com/in/([\w%-]+)", re.I)
_BAR = frozenset({Section.ABOUT, Section.SKILLS, Section.LANGUAGES, Section.WRITINGS, Section.OTHERS})


def name_apart(parts: Sequence[Part]) -> list[Part]:
    """The parts, but where lists of a side bar run on into the name: there it begins a part about the person. A name is
    a line of its own whose words the e-mail address or the profile's address is made of."""
    bar = next((at for at, part in enumerate(parts) if part.section not in _BAR), len(parts))
    addresses = [address for part in parts[:bar] for para in part.paras for address in _addresses(para)]
    for at, part in enumerate(parts[:bar]):
        if not part.title:
            continue  # no list of a side bar: the head of the CV, or what was written before it
        for place, para in enumerate(part.paras):
            if names.fits_address(para.text, addresses):
                listed = [Part(part.section, part.title, part.paras[:place])] if place else []
                return [*parts[:at], *listed, Part(Section.ABOUT, "", part.paras[place:]), *parts[at + 1 :]]
    return list(parts)


def _addresses(para: Para) -> list[str]:
    return [*(address for address, _, _ in labels.emails(para)), *_PROFILE.findall(para.text)]

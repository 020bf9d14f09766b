"""The shipped matcher, loaded once."""

import pytest

from talentapp import assets
from talentapp.domain.profiles import Passage, Profile, Section
from talentapp.matching import artefact
from talentapp.matching.matcher import Matcher


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return artefact.load(assets.path("models/matching"))


def profile(text: str, key: str = "x", section: Section = "text") -> Profile:
    return Profile(key, (Passage(section, text),))

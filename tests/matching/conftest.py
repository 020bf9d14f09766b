"""The shipped matcher, loaded once."""

import pytest

from talentapp import assets
from talentapp.domain.profiles import Passage, Profile, Section
from talentapp.matching import artefact
from talentapp.matching.matcher import Matcher

from .counting import COMPARED


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return artefact.load(assets.path("models/matching"))


def profile(text: str, key: str = "x", section: Section = "text") -> Profile:
    return Profile(key, (Passage(section, text),))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much the proofs of equality compared."""
    if COMPARED:
        terminalreporter.section("compared one by one, and equal")
        for what, number in sorted(COMPARED.items()):
            terminalreporter.line(f"{what}: {number:,}")

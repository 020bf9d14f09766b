"""What the tests of a pairing's life share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from talentapp.office import Office
from tests.conftest import once
from tests.office import lives


@pytest.fixture(scope="session")
def life_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small prepared database. Copy it; never write to it."""
    return once(tmp_path_factory, "life", lives.make)


@pytest.fixture
def life(life_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office on a copy of it."""
    with lives.office_on(life_template, tmp_path) as office:
        yield office

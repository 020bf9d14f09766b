"""The gates that an office works by: what is shipped, and the office's own beside its database."""

import json
from pathlib import Path

from talentapp import assets
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Catalogue, CatalogueError, catalogue_from

OWN = "gates.json"


def shipped() -> Catalogue:
    """The thirteen gates of resources/gates."""
    return catalogue_from(json.loads(assets.path("resources/gates/catalogue.json").read_text("utf-8")))


def load(folder: Path) -> Catalogue:
    """The shipped gates with those of gates.json in `folder`, where an office has written one.

    Raises GATES_FILE_BAD, with the place in the file.
    """
    path = folder / OWN
    if not path.exists():
        return shipped()
    try:
        return shipped().extended(catalogue_from(json.loads(path.read_text("utf-8")), own=True))
    except CatalogueError as error:
        raise TalentError(Fault.GATES_FILE_BAD, path=str(path), place=error.place, trouble=error.trouble) from error
    except (OSError, ValueError, RecursionError) as error:
        raise TalentError(Fault.GATES_FILE_BAD, path=str(path), place="$", trouble="not JSON in UTF-8") from error

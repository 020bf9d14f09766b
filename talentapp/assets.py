"""Where the shipped files are: in a checkout, an editable install or a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The shipped file or folder `name`, such as "resources/i18n/en.json" or "models/matching".

    A wheel carries the files inside the package; a checkout keeps them at its top level.
    Raises FileNotFoundError when there is no such file: the installation is damaged.
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        found = root / name
        if found.exists():
            return found
    raise FileNotFoundError(name)

"""What a narrow page shows in place of its list: drawn with `--size 640x520`, or `--screen 1280x800 --scale 2`."""

from collections.abc import Iterator

from scenes import SCENES, Scene, read, screen

from talentapp.gui.gallery import Gallery

_FOLDS = ("candidates", "projects", "organisations", "matching", "review", "plan", "rosters")


def reading(page: str) -> Scene:
    """A page that has been turned from its list to what is read of it, as far as it goes."""

    def turned(gallery: Gallery) -> Iterator[None]:
        shown = screen(gallery, page)
        read(shown)
        yield
        shown.turn_back()

    return turned


SCENES.update({f"{page}-read": reading(page) for page in _FOLDS})

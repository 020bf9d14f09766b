"""Every scene of the gallery can be brought about, and holds for what it shows, over the page and in it: controls have
names and roles, all words stand out, and the window is left without a fault."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from talentapp.gui.gallery import Gallery
from talentapp.gui.kit.screen import Screen
from talentapp.settings import Settings, Theme, database_url
from tests.gui.test_access import wrong
from tests.gui.test_contrast import Looked

pytestmark = pytest.mark.slow


@pytest.fixture
def gallery(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gallery]:
    """A window on the sample programme at work."""
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "scripts")
    monkeypatch.setattr(sys, "path", list(sys.path))  # the script adds to it
    from gallery import prepare

    chosen = Settings(database_url(tmp_path / "gallery.db"), "zh_CN", "light")
    prepare(chosen)
    gallery = Gallery(qapp, chosen)
    gallery.window.resize(1440, 900)
    yield gallery
    gallery.close()


def in_view(window: QWidget) -> list[QWidget]:
    """What is open over the window, or else the window: words behind what is open are not to be read now."""
    over = [one for one in QApplication.topLevelWidgets() if one.parentWidget() is not None]
    over += window.findChildren(QWidget, "popup")
    return [one for one in dict.fromkeys(over) if one.isVisible()] or [window]


def primary(part: QWidget) -> list[str]:
    """What the primary buttons in view say: on a page there is one."""
    found = [one for one in part.findChildren(QPushButton) if one.property("kind") == "primary"]
    return [one.text() for one in found if one.isVisible() and not one.visibleRegion().isEmpty()]


def test_every_scene_stands_can_be_used_and_goes(gallery: Gallery) -> None:
    import scenes_above  # noqa: F401
    import scenes_cases  # noqa: F401
    import scenes_imports  # noqa: F401
    from scenes import SCENES, standing

    looked, nameless, left, louder = Looked(), list[str](), list[str](), list[str]()
    themes: tuple[Theme, ...] = ("light", "dark")
    for theme in themes:
        gallery.wear("zh_CN", theme)
        for name in SCENES:
            with standing(name, gallery):
                for part in in_view(gallery.window):
                    looked.at(f"{name}, {theme}", part)
                    nameless += [f"{name}: {one}" for one in wrong(part)]
                    louder += [f"{name} has primary buttons: {', '.join(said)}" for said in [primary(part)] if said[1:]]
            screens = gallery.window.findChildren(Screen)
            left += [f"{name} leaves: {one.error.text}" for one in screens if one.error.isVisible()]
    assert "\n".join(dict.fromkeys([*nameless, *looked.faint, *left, *louder])) == ""

"""Every scene of the gallery can be brought about, and leaves the window without a fault."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from talentapp.gui.gallery import Gallery
from talentapp.gui.kit.screen import Screen
from talentapp.settings import Settings, database_url

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
    yield gallery
    gallery.close()


def test_every_scene_stands_and_goes(gallery: Gallery) -> None:
    import scenes_above  # noqa: F401
    import scenes_cases  # noqa: F401
    from scenes import SCENES, standing

    wrong = []
    for name in SCENES:
        with standing(name, gallery):
            assert not gallery.window.grab().isNull(), name
        left = [one.error.text() for one in gallery.window.findChildren(Screen) if one.error.isVisible()]
        wrong += [f"{name} leaves: {text}" for text in left]
    assert wrong == []

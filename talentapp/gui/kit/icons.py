"""The window's own icons: 24 px strokes in resources/icons, coloured by tokens, drawn at the screen's pixel ratio."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from talentapp import assets

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@cache
def _source(name: str) -> str:
    return assets.path(f"resources/icons/{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def draw(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw an icon into `box`, for delegates and painted widgets."""
    _renderer(name, colour).render(painter, box)


def pixmap(name: str, colour: str, size: int = 18, gap: int = 0) -> QPixmap:
    """An icon as a picture of `size` logical pixels, with an empty `gap` at its right."""
    app = QGuiApplication.instance()
    return _pixmap(name, colour, size, gap, app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0)


@cache
def _pixmap(name: str, colour: str, size: int, gap: int, ratio: float) -> QPixmap:
    made = QPixmap(round((size + gap) * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw(painter, name, colour, QRectF(0, 0, size, size))
    painter.end()
    return made


def icon(name: str, colour: str, size: int = 18, gap: int = 0, off: str = "") -> "QIcon":
    """An icon for a button, in the colour `off` while it is disabled; without one Qt pales it itself."""
    from PySide6.QtGui import QIcon  # late: the window is painted without one

    made = QIcon(pixmap(name, colour, size, gap))
    if off:
        made.addPixmap(pixmap(name, off, size, gap), QIcon.Mode.Disabled)
    return made

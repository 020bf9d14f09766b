"""The composition root: opens the office and the window, and draws the window into a picture."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from talentapp import settings
from talentapp.private import private_file, private_folder
from talentapp.settings import Language, Settings, Theme
from talentapp.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from talentapp.domain.handout import Handout
    from talentapp.domain.progress import Progress
    from talentapp.gui.frame.main_window import MainWindow
    from talentapp.office import Office

TURN = 0.001
"""Seconds after which work on a lane hands the interpreter over to the window that waits for it; Python takes 5 ms."""
_STARTED = 3000  # milliseconds after which the window is there with its first page


def main(chosen: Settings | None = None, files: Sequence[Path] = (), sample: bool = False) -> int:
    """Open the window, with a preview of `files` if there are any, or on the sample programme. Returns the exit code.

    Without a display, or without the libraries that a window needs, it says so in one line and returns 1.
    """
    chosen = chosen or settings.load()
    if missing := missing_libraries():
        print(Wording(chosen.language)("error-window-libraries", missing=", ".join(missing)), file=sys.stderr)  # noqa: T201
        return 1
    if not _has_display():
        print(Wording(chosen.language)("error-no-display"), file=sys.stderr)  # noqa: T201
        return 1
    if chosen.text_size != 100:  # everything grows, not the letters alone; Qt reads it when it starts
        os.environ.setdefault("QT_SCALE_FACTOR", f"{chosen.text_size / 100:g}")
    sys.setswitchinterval(TURN)
    app, window = prepare(chosen)
    if sample:
        window.want_sample()
    _hook(window)
    window.show()
    window.start_soon()
    if files:
        window.take_files(list(files))
    return app.exec()


def prepare(chosen: Settings) -> tuple["QApplication", "MainWindow"]:
    """The application and its window, which has not been shown yet."""
    gc.disable()  # nothing of a start is garbage: the collector would only search it
    from PySide6.QtCore import QTimer

    app = _application()
    QTimer.singleShot(_STARTED, partial(_collect, app))
    return app, _window(app, chosen)


def _collect(app: "QApplication") -> None:
    from talentapp.gui.kit.collector import Collector  # late: the window has been painted

    gc.freeze()
    Collector(app)
    gc.enable()


def missing_libraries() -> list[str]:
    """The system libraries that Qt's platform plugin needs and this Linux lacks. Qt itself would abort."""
    if not sys.platform.startswith("linux"):
        return []
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    wanted = [
        "libEGL.so.1",
        "libGL.so.1",
        "libfontconfig.so.1",
        "libglib-2.0.so.0",
        "libdbus-1.so.3",
        "libxkbcommon.so.0",
    ]
    if platform in ("", "xcb") and not os.environ.get("WAYLAND_DISPLAY"):
        wanted += ["libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"]
    missing = []
    try:
        known = Path("/etc/ld.so.cache").read_bytes()  # as a list of names; ctypes takes 2 ms of a start
    except OSError:
        known = b""
    for name in [name for name in wanted if name.encode() not in known]:
        import ctypes

        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM")
    return bool(chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _application() -> "QApplication":
    from PySide6.QtWidgets import QApplication

    # The style by argument: `setStyle` hands a QStyle out, whose enumerations take Python 4 ms to make.
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["talentapp", "-style", "fusion"])
    app.setApplicationName("TalentApp")
    app.setDesktopFileName("talentapp")
    return app


def _window(app: "QApplication", chosen: Settings) -> "MainWindow":
    from PySide6.QtCore import QSettings

    from talentapp.gui.frame.main_window import MainWindow
    from talentapp.gui.kit.dress import Dress
    from talentapp.gui.kit.jobs import Jobs

    kept = private_folder(settings.data_folder()) / "window.ini"
    with suppress(OSError):  # what cannot be kept is no reason not to open
        private_file(kept)
    memory = QSettings(str(kept), QSettings.Format.IniFormat)

    def opening(wanted: Settings, progress: "Progress") -> "Office":
        from talentapp.office import open_office  # late: once the empty window has been painted

        return open_office(wanted, progress)

    return MainWindow(Dress(app, chosen.language, chosen.theme), Jobs(), chosen, opening, memory)


def _hook(window: "MainWindow") -> None:
    """Unexpected errors are logged without personal data, and shown calmly in the window."""

    def unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
        if isinstance(error, KeyboardInterrupt):
            window.close()
            return
        try:
            raise error
        except BaseException:
            settings.log_unexpected()
        window.notice_unexpected()

    sys.excepthook = unexpected


def print_document(handout: "Handout", path: Path) -> int:
    """Write a document as PDF; returns the number of pages. Needs no display. Raises FOLDER_NOT_WRITABLE, DISK_FULL."""
    if (sys.platform.startswith("linux") and not _has_display()) or missing_libraries():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from talentapp.gui.rosters.printing import print_pdf

    _application()
    return print_pdf(handout, path)


def render(
    chosen: Settings,
    out_png: Path,
    page: str = "candidates",
    size: tuple[int, int] = (1440, 900),
    language: Language | None = None,
    theme: Theme | None = None,
) -> None:
    """Draw the real window, on the database of `chosen`, into a PNG file. Needs no display.

    Raises a TalentError when the database cannot be opened.
    """
    if (sys.platform.startswith("linux") and not _has_display()) or missing_libraries():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from talentapp.gui.gallery import Gallery

    chosen = chosen.with_(
        language=language or chosen.language, theme=theme or ("light" if chosen.theme == "system" else chosen.theme)
    )
    gallery = Gallery(_application(), chosen)
    try:
        gallery.window.go(page)
        gallery.draw(out_png, size)
    finally:
        gallery.close()

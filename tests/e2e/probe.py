"""The app itself, with an observer inside: it tells where widgets are and takes pictures, and never touches them.

Run as a script with the arguments of the command `talentapp`. On the local socket that TALENTAPP_PROBE names it
answers one line a connection: "look" with what is visible as JSON, any other line as the name of a PNG file to draw
the whole screen into. Clicks and keys come from outside, through the X server, as a user's do.
"""

import json
import os
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from talentapp import app, cli


class Beside:
    """Complains where a module that uses Qt is imported on another thread than the window's; finds nothing itself."""

    def find_spec(self, name: str, *_others: object) -> None:
        """Look at what is about to be imported."""
        if name.startswith(("PySide6", "talentapp.gui")) and threading.current_thread() is not threading.main_thread():
            print(f"{name} is imported beside the window's thread", file=sys.stderr)


class Probe(QObject):
    """Answers what is on the screen, from the thread of the window."""

    def __init__(self, application: QApplication, name: str) -> None:
        super().__init__(application)
        self._app = application
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(name):
            raise OSError(self._server.errorString())

    def _answer(self) -> None:
        caller = self._server.nextPendingConnection()
        while not caller.canReadLine() and caller.waitForReadyRead(5000):
            pass
        asked = bytes(caller.readLine().data()).decode().strip()
        if asked == "look":
            answer = json.dumps([one for widget in self._app.allWidgets() for one in visible(widget)])
        else:
            answer = json.dumps(self._app.primaryScreen().grabWindow(0).save(asked, "PNG"))
        caller.write(answer.encode() + b"\n")
        caller.waitForBytesWritten(5000)
        caller.disconnectFromServer()
        caller.deleteLater()


def visible(widget: QWidget) -> list[dict[str, Any]]:
    """A widget that can be seen, and the rows of a table, with the place on the screen of the part that shows."""
    if not widget.isVisible() or widget.visibleRegion().isEmpty():
        return []
    shown = widget.visibleRegion().boundingRect()
    text = widget.property("text") or widget.property("plainText") or ""
    found = [
        {
            "kind": type(widget).__name__,
            "object": widget.objectName(),
            "name": widget.accessibleName(),
            "text": text if isinstance(text, str) else "",
            "enabled": widget.isEnabled(),
            "checked": bool(widget.property("checked")),
            "focus": widget.hasFocus(),
            "rect": place(widget, shown),
        }
    ]
    if isinstance(widget, QTableView):
        model, port = widget.model(), widget.viewport()
        for at in range(model.rowCount()):
            row = widget.visualRect(model.index(at, 0)).intersected(port.rect())
            if row.isEmpty():
                continue  # above or below what is in view
            texts = [
                model.index(at, column).data(Qt.ItemDataRole.AccessibleTextRole) or model.index(at, column).data()
                for column in range(model.columnCount())
            ]
            found.append(
                {
                    "kind": "row",
                    "name": widget.accessibleName(),
                    "text": " | ".join(str(one or "") for one in texts),
                    "enabled": widget.isEnabled(),
                    "current": widget.currentIndex().row() == at,
                    "rows": model.rowCount(),
                    "rect": place(port, row),
                }
            )
    return found


def place(widget: QWidget, part: QRect) -> list[int]:
    """A part of a widget as x, y, width and height on the screen."""
    corner = widget.mapToGlobal(QPoint(part.x(), part.y()))
    return [corner.x(), corner.y(), part.width(), part.height()]


def main() -> int:
    """Run the app, observed."""
    make = app._application
    sys.meta_path.insert(0, Beside())  # type: ignore[arg-type]

    def observed() -> QApplication:
        application = make()
        Probe(application, os.environ["TALENTAPP_PROBE"])
        return application

    app._application = observed
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

"""Cold start: from the call of the program to the painted window, against a bare window of the same toolkit.

python -m benchmarks.start [--rounds N] [--database FILE]

The app opens on the sample programme (prepared first, unless a database that holds it is given); the two windows take
turns, each in a process of its own, and medians are compared. CPU time is what a busy machine cannot distort; wall
time is what a user waits. Prints Markdown.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("sklearn", "scipy", "numpy", "openpyxl", "alembic", "pypinyin", "opencc", "rjieba", "python_calamine")

_TIMING = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer

class Watch(QObject):
    '''Notes when a widget has been painted for the first time with all that is in it.'''

    def __init__(self, name, widget, then=None):
        super().__init__(widget)
        self.name, self.then = name, then
        widget.installEventFilter(self)

    def eventFilter(self, widget, event):
        if event.type() == QEvent.Type.Paint:
            widget.removeEventFilter(self)
            QTimer.singleShot(0, self.note)  # once the loop turns again, what is inside has been painted too
        return False

    def note(self):
        print(json.dumps([self.name, time.process_time(), time.time() - float(sys.argv[1])]), flush=True)
        if self.then:
            self.then()
"""

BARE = (
    _TIMING
    + """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["bare"])
window = QLabel("Hello")
window.resize(1440, 900)
Watch("bare", window, application.quit)
window.show()
application.exec()
"""
)

# The program's own way in, from its first import on; the watch is laid as soon as there is a window.
APP = (
    """
import sys
from talentapp import app, settings
prepare = app.prepare

def prepare_watched(chosen):
    application, window = prepare(chosen)
"""
    + indent(_TIMING, "    ")
    + """
    Watch("shell", window)
    made = window._pages._make

    def make(page):
        screen = made(page)
        screen._reading.done.connect(lambda _: Watch("page", screen._column.widget(), end))
        return screen

    def end():
        print(json.dumps(sorted(sys.modules)))
        window.close()
        application.quit()

    window._pages._make = make
    return application, window

app.prepare = prepare_watched
app.main(settings.load(sys.argv[2]))
"""
)


def start(code: str, database: Path, *flags: str) -> tuple[list[str], str]:
    """Run one window to its end; returns the lines that it printed and what Python said of its imports."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"TALENTAPP_HOME": str(database.parent), "PYTHONPYCACHEPREFIX": str(database.parent / "compiled")}
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={ROOT / 'scripts' / 'screen.json'}"
    command = [sys.executable, *flags, "-c", code, repr(time.time()), str(database)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.splitlines(), done.stderr


def imports(said: str, shown: int = 14) -> list[tuple[str, float]]:
    """The packages whose own modules took longest to import, in milliseconds, from `-X importtime`."""
    spent: dict[str, float] = defaultdict(float)
    for own, name in re.findall(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", said, re.M):
        parts = name.split(".")
        spent[".".join(parts[:2]) if parts[0] in ("talentapp", "PySide6") else parts[0]] += int(own) / 1000
    return sorted(spent.items(), key=lambda item: -item[1])[:shown]


def prepare(database: Path) -> None:
    """Import and recommend the sample programme."""
    from talentapp import settings
    from talentapp.office import open_office

    office = open_office(settings.Settings(database=settings.database_url(database), language="zh_CN"))
    with contextlib.closing(office):
        for file in office.intake.sample_files():
            office.intake.commit(office.intake.preview(file))
        office.recommending.run()


def measure(database: Path, rounds: int) -> tuple[dict[str, list[list[float]]], list[str]]:
    """CPU seconds, wall seconds and megabytes of every moment in every round, and the modules loaded at the end."""
    found: dict[str, list[list[float]]] = defaultdict(list)
    loaded: list[str] = []
    for turn in range(rounds + 1):
        for code in (BARE, APP):
            lines, _ = start(code, database)
            for name, *figures in (json.loads(line) for line in lines[: 1 if code is BARE else 2]):
                if turn:  # the first compiles the modules, as an installation does, and warms the disk's cache
                    found[name].append(figures)
        loaded = json.loads(lines[-1])
    return found, loaded


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--database", type=Path, help="one that holds the sample programme; it is copied, not changed")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        database = Path(folder) / "talentapp.db"
        if chosen.database:
            shutil.copyfile(chosen.database, database)
        else:
            prepare(database)
        (database.parent / "settings.json").write_text('{"language": "zh_CN"}')  # whose font is the largest
        found, loaded = measure(database, chosen.rounds)
        _, said = start(APP, database, "-X", "importtime")
    medians = {name: [statistics.median(one) for one in zip(*rows, strict=True)] for name, rows in found.items()}
    bare = medians["bare"]
    print(f"Medians of {chosen.rounds} starts, Python {sys.version.split()[0]}\n")
    print("| From the call to | CPU s | × bare | wall s | × bare |\n|---|---|---|---|---|")
    names = {"bare": "a bare PySide6 window", "shell": "the window painted", "page": "the first page with its figures"}
    for name, title in names.items():
        cpu, wall = medians[name]
        print(f"| {title} | {cpu:.3f} | {cpu / bare[0]:.2f} | {wall:.3f} | {wall / bare[1]:.2f} |")
    packages = {module.partition(".")[0] for module in loaded}
    print(f"\nModules loaded by then: {len(loaded)}; of the heavy ones:", end=" ")
    print(", ".join(name for name in HEAVY if name in packages) or "none")
    print("\n| Importing | ms of its own |\n|---|---|")
    for name, spent in imports(said):
        print(f"| {name} | {spent:.0f} |")
    shell, page = (medians[name][0] / bare[0] for name in ("shell", "page"))
    print(f"\n> Start: the window painted; its first page filled | {shell:.2f} ×; {page:.1f} × | a bare PySide6 window")


if __name__ == "__main__":
    main()

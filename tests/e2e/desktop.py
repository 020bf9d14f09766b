"""A screen of its own with a window manager, and on it the app, worked by real clicks and keys."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "output" / "e2e"
PROGRAMS = ("Xvfb", "openbox", "xdotool")
PATIENCE = 60.0  # seconds to wait for anything; on a quiet machine each takes a fraction of one
QUIET = subprocess.DEVNULL

Widget = dict[str, Any]


def lacking() -> list[str]:
    """What this machine lacks of the programs that are needed."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


@contextmanager
def ended(process: subprocess.Popen[Any]) -> Iterator[subprocess.Popen[Any]]:
    """Whatever happens, the process is gone at the end."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def desktop(home: Path) -> Iterator[dict[str, str]]:
    """A virtual screen with openbox; gives the environment for programs that are to appear on it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    with ended(subprocess.Popen(command, pass_fds=[writing], stdout=QUIET, stderr=QUIET)):
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        left_out = ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "XMODIFIERS")
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        environment |= {"DISPLAY": f":{number}", "HOME": str(home), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}
        environment["PYTHONFAULTHANDLER"] = "1"
        with ended(subprocess.Popen(["openbox"], env=environment, stdout=QUIET, stderr=QUIET)):
            yield environment


@contextmanager
def app(home: Path, folder: Path, language: str, *arguments: str) -> Iterator["Window"]:
    """The command `talentapp window --sample` on a screen of its own, with its data in `home`."""
    with desktop(folder) as environment:
        command = ["window", "--sample", "--lang", language, *arguments]
        window = Window(environment | {"TALENTAPP_HOME": str(home)}, command, folder)
        try:
            yield window
        finally:
            window.close()


class Window:
    """The running app as a user has it: eyes, a mouse and a keyboard."""

    def __init__(self, environment: dict[str, str], arguments: list[str], folder: Path) -> None:
        # A socket's name may have a hundred characters, and the folder of a test is often deeper.
        self._short = tempfile.TemporaryDirectory(prefix="e2e-")
        self._socket = f"{self._short.name}/probe"
        self._environment = environment | {"TALENTAPP_PROBE": self._socket}
        self._errors = (folder / "stderr.txt").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", "tests.e2e.probe", *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stderr=self._errors)
        self.day = ""  # what pictures are called first
        self._pictures = 0

    def close(self) -> None:
        """End the app if it still runs, and forget it."""
        with ended(self.process):
            pass
        self._errors.close()
        self._short.cleanup()

    @property
    def said(self) -> str:
        """What the app wrote to stderr."""
        self._errors.seek(0)
        return self._errors.read()

    def leave(self) -> None:
        """Close the window by its key: it ends calmly, and has complained of nothing."""
        self.key("ctrl+q")
        assert self.process.wait(60) == 0
        system = ("libEGL", "MESA", "dbus")  # the machine's own worries
        assert [line for line in self.said.splitlines() if not any(one in line for one in system)] == []

    # Eyes

    def look(self) -> list[Widget]:
        """All that is visible now; nothing while the app does not answer."""
        found: list[Widget] = self._ask("look")
        return found

    def _ask(self, question: str) -> Any:
        """What the app answers; [] while it does not."""
        with suppress(ConnectionError, FileNotFoundError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(self._socket)
            line.sendall(question.encode() + b"\n")
            return json.loads(b"".join(iter(lambda: line.recv(65536), b"")) or b"[]")
        assert self.process.poll() is None, f"the app has ended with {self.process.returncode}: {self.said}"
        return []

    def rows(self, table: str) -> list[Widget]:
        """The rows in view of the table with this accessible name."""
        return [one for one in self.look() if one["kind"] == "row" and one["name"] == table]

    def find(self, **wanted: object) -> list[Widget]:
        """The visible widgets with exactly these properties, from the top of the screen to its foot."""
        found = [one for one in self.look() if wanted.items() <= one.items()]
        return sorted(found, key=lambda one: one["rect"][1])

    def wait(self, condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
        """Look until the condition holds; returns what it gave."""
        until = time.monotonic() + patience
        while True:
            if found := condition():
                return found
            assert time.monotonic() < until, f"waited in vain for {what}; stderr: {self.said}"
            time.sleep(0.05)

    def see(self, **wanted: object) -> Widget:
        """Wait until such a widget is there and stands still."""
        before: Widget = {}

        def still() -> Widget | None:
            nonlocal before
            found = next(iter(self.find(**wanted)), {})
            same, before = found.get("rect") == before.get("rect"), found
            return found if found and same else None

        return dict(self.wait(still, f"a widget with {wanted}"))

    def picture(self, name: str) -> Path:
        """Draw the whole screen into output/e2e."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self._pictures += 1
        path = PICTURES / f"{self.day}{self._pictures:02d}-{name}.png"
        self.wait(lambda: self._ask(str(path)) is True, f"the picture {path}")
        return path

    # Hands

    def click(self, times: int = 1, **wanted: object) -> Widget:
        """Click into the middle of a widget, or of a row."""
        found = self.see(**wanted, enabled=True)
        x, y, width, height = found["rect"]
        middle = (str(x + width // 2), str(y + height // 2))
        self._xdotool("mousemove", *middle, "click", "--repeat", str(times), "--delay", "60", "1")
        return found

    def wheel(self, notches: int, **wanted: object) -> None:
        """Turn the wheel over a widget, towards oneself."""
        x, y, width, height = self.see(**wanted)["rect"]
        middle = (str(x + width // 2), str(y + height // 2))
        self._xdotool("mousemove", *middle, "click", "--repeat", str(notches), "--delay", "40", "5")

    def key(self, *keys: str) -> None:
        """Press keys one after another: "ctrl+f", "Return", "a"."""
        self._xdotool("key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self._xdotool("type", "--delay", "15", "--", text)

    def has_title(self, title: str) -> bool:
        """Whether the window manager shows a window of this name."""
        command = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
        return bool(subprocess.run(command, env=self._environment, capture_output=True, timeout=PATIENCE).stdout)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, timeout=PATIENCE)

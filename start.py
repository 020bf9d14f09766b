#!/usr/bin/env python3
"""Sets up what is missing and runs TalentApp. Needs Python 3.11 or newer and nothing else.

    python3 start.py              the main job: the window on the sample programme, or without a display the same
                                  job headless, into the folder output/
    python3 start.py demo         the headless job, display or not
    python3 start.py test [...]   the tests; what follows goes to pytest
    python3 start.py check        lint, types, import contracts
    python3 start.py run [...]    the talentapp command: `run import my.xlsx`, `run --help`

Everything it installs goes into .venv beside this file, pinned by hash. Only on Linux, and only what is missing, it
also installs the libraries that Qt needs and a Chinese font with apt-get, where it may; else it says the command.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

LOCKS = ("requirements.lock", "requirements-dev.lock")
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}
# A process a core, of about a gigabyte each; `-n 0` after it puts all into one. Files stay together till one is idle.
SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "worksteal")
FONT_PACKAGE = "fonts-noto-cjk"
FONT_NAMES = ("notosanscjk", "notoserifcjk", "sourcehansans", "wqy-", "wqyzenhei", "uming", "ukai", "droidsansfallback")


def main(arguments: list[str]) -> int:
    """Set up and run; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything is checked
        return complain(f"TalentApp needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in ("", "demo", "test", "check", "run"):
        print(__doc__)
        return 0 if command in ("-h", "--help") else 2
    developing = command in ("test", "check")
    if sys.platform.startswith("linux"):
        missing = missing_packages(testing=command == "test")
        if missing and not install_packages(missing) and command not in ("check", "run"):
            return 1
    if not set_up(LOCKS[1] if developing else LOCKS[0]):
        return 1
    if command == "test":
        return run([PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *rest])
    if command == "check":
        return check()
    talentapp = [PYTHON, "-m", "talentapp"]
    if command == "run":
        return run([*talentapp, *rest], folder=None)
    if command == "demo" or not has_display():
        return run([*talentapp, "demo", "--out", "output", *rest])
    return run([*talentapp, "window", "--sample", *rest])


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# The system (Linux only)


def missing_packages(*, testing: bool) -> list[str]:
    """The Debian packages of what Qt, a window, Chinese text and, for the tests, a virtual screen lack."""
    libraries = dict(QT_LIBRARIES)
    if testing or has_display():
        libraries |= WINDOW_LIBRARIES
    missing = [package for library, package in libraries.items() if not loads(library)]
    if not has_chinese_font():
        missing.append(FONT_PACKAGE)
    if testing:
        missing += [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart
    except ImportError:
        missing.append(f"python3.{sys.version_info.minor}-venv")
    return missing


def loads(library: str) -> bool:
    """Whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese, or a font folder holds one by its name."""
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh", "file"], capture_output=True, text=True)
        if listed.returncode == 0:
            return bool(listed.stdout.strip())
    home = Path.home()
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]
    names = (path.name.lower() for folder in folders if folder.is_dir() for path in folder.rglob("*.[to]t[cf]"))
    return any(wanted in name for name in names for wanted in FONT_NAMES)


def install_packages(packages: list[str]) -> bool:
    """Install with apt-get as root or with sudo; where that cannot be done, say what is to be done."""
    by_hand = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    rights: list[str] | None = None
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            rights = []
        elif shutil.which("sudo") and sys.stdin.isatty():
            rights = ["sudo", "env", "DEBIAN_FRONTEND=noninteractive"]
    if rights is None:
        complain(said("start-lacks", packages=" ".join(packages), command=by_hand))
        return False
    say(said("start-apt", packages=" ".join(packages)))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*rights, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if subprocess.run(install, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return True
    subprocess.run([*rights, "apt-get", "update", "-q"], env=environment, stdout=subprocess.DEVNULL)
    if subprocess.run(install, env=environment, stdout=subprocess.DEVNULL).returncode == 0:
        return True
    complain(said("start-apt-failed", command=by_hand))
    return False


# Python


def set_up(lock: str) -> bool:
    """A virtual environment with what `lock` lists, and this checkout; nothing to do when it is there."""
    sources = [*(ROOT / name for name in (*LOCKS, "pyproject.toml")), Path(__file__)]
    parts = [*(path.read_bytes() for path in sources), sys.version.encode(), bytes(ROOT)]
    wanted = hashlib.sha256(b"\0".join(parts)).hexdigest()
    # The lock for development lists all that the other does, in the same versions.
    enough = [VENV / f".{name}" for name in LOCKS[LOCKS.index(lock) :]]
    if PYTHON.exists() and any(stamp.is_file() and stamp.read_text() == wanted for stamp in enough):
        return True
    if not PYTHON.exists() or run([PYTHON, "-c", "import pip"], quiet=True) != 0:
        say(said("start-venv", folder=VENV.name))
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    say(said("start-install", file=lock))
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-input"]
    steps = (
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / lock],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT],
    )
    for step in steps:
        if run(step) != 0:
            complain(said("start-failed"))
            return False
    (VENV / f".{lock}").write_text(wanted)
    return True


def check() -> int:
    """Lint, format, types, import contracts; stops at the first that fails."""
    steps = (
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [BIN / "lint-imports"],
    )
    return next((code for step in steps if (code := run(step)) != 0), 0)


def run(command: list[str | Path], *, quiet: bool = False, folder: Path | None = ROOT) -> int:
    """Run a command in this folder, or with None in the user's; returns its exit code."""
    output = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run(
            [os.fspath(part) for part in command], cwd=folder, stdout=output, stderr=output
        ).returncode
    except KeyboardInterrupt:
        return 130


def said(message: str, **facts: str) -> str:
    """A message in the user's language. What says it needs the standard library alone."""
    from talentapp.settings import system_language  # late: an older Python has been refused by then
    from talentapp.wording import Wording

    return Wording(system_language())(message, **facts)


def say(line: str) -> None:
    """Tell what is being done."""
    print(f"start.py: {line}", file=sys.stderr, flush=True)


def complain(line: str) -> int:
    """Tell what is wrong; returns the exit code for it."""
    say(line)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

"""The wheel as a user gets it: built from the source archive, installed elsewhere, it does the whole job by itself."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"

# Put into the installation under test: no connection, and no file opened for writing outside of the test's folder.
# It sees what Python opens; what SQLite and Qt open is looked for afterwards.
WATCH = """
import os, sys

def watch(event, arguments, allowed=os.environ.get("TALENTAPP_TEST_FOLDER")):
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        raise RuntimeError(f"no network at run time: {arguments}")
    if event == "open" and allowed and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        path = os.path.realpath(arguments[0])
        if not (path + os.sep).startswith((allowed + os.sep, "/dev/")):
            raise RuntimeError(f"written outside: {path}")

sys.addaudithook(watch)
"""


def run(command: list[str | Path], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder; what it says is shown when it fails."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "TALENTAPP_HOME")}
    done = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=folder,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source archive."""
    folder = tmp_path_factory.mktemp("sources")
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], ROOT)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        # Early releases of Python 3.11 do not know the filter; the archive is our own.
        packed.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    return unpacked


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive as an index would."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], sources)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands' folder of an environment with the wheel and what the lock lists, but not this checkout."""
    folder = tmp_path_factory.mktemp("installed").resolve()
    venv.create(folder, with_pip=True)
    python = folder / BIN / Path(sys.executable).name
    run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel], folder)
    said = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    packages = Path(said.stdout.strip())
    # A folder that a .pth file names is searched after, and its own .pth files (the editable install's) are not read.
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    (packages / "sitecustomize.py").write_text(WATCH, "utf-8")
    return folder / BIN


def shipped(name: str) -> set[str]:
    """The files of a folder of this checkout that git knows."""
    listed = run(["git", "ls-files", "-z", name], ROOT).stdout.split("\0")
    return {path for path in listed if path and (ROOT / path).is_file()}


def test_the_source_archive_holds_what_a_build_and_a_reader_need(sources: Path) -> None:
    held = {path.relative_to(sources).as_posix() for path in sources.rglob("*") if path.is_file()}
    wanted = {"pyproject.toml", "LICENSE", "README.md", "start.py", "requirements.lock", "tests/conftest.py"}
    if (ROOT / ".git").exists():
        wanted |= shipped("models") | shipped("resources") | shipped("talentapp")
    assert wanted <= held
    assert not [path for path in held if path.startswith((".venv", "output/", "dist/")) or path.endswith(".db")]


def test_the_wheel_holds_the_app_and_nothing_else(wheel: Path, sources: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if not name.endswith("/")}
        metadata = packed.read(next(name for name in held if name.endswith(".dist-info/METADATA"))).decode()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {PurePosixPath(name).parts[0] for name in held} == {
        "talentapp",
        f"talentapp-{project['version']}.dist-info",
    }
    assert not [name for name in held if name.endswith((".pyc", ".db", ".ttl.bak", ".jsonl")) or "/tests/" in name]
    for name in ("models", "resources"):
        there = {path.relative_to(sources).as_posix() for path in (sources / name).rglob("*") if path.is_file()}
        assert {f"talentapp/_data/{path}" for path in there} <= held
    for line in (
        f"License-Expression: {project['license']}",
        "License-File: LICENSE",
        f"Version: {project['version']}",
    ):
        assert line in metadata.splitlines()
    assert metadata.count("Requires-Dist: ") >= len(project["dependencies"])


@pytest.mark.long
def test_the_installed_wheel_does_the_whole_job(installed: Path, tmp_path: Path) -> None:
    elsewhere, out, home = tmp_path / "elsewhere", tmp_path / "out", tmp_path / "home"
    elsewhere.mkdir()
    home.mkdir()
    environment = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "TALENTAPP_TEST_FOLDER": str(tmp_path.resolve()),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }
    where = "from talentapp import assets; print(assets.path('models/matching'), assets.path('resources/i18n/en.json'))"
    python = installed / Path(sys.executable).name
    for found in run([python, "-c", where], elsewhere, **environment).stdout.split():
        assert Path(found).is_relative_to(installed.parent)

    try:
        done = run([installed / "talentapp", "demo", "--out", out], elsewhere, **environment)
    finally:
        for log in home.rglob("*.log"):
            print(log.read_text("utf-8"))
    written = ["roster.xlsx", "recommendations.json", "window.png"]
    assert done.stdout.splitlines()[-3:] == [str(out / name) for name in written]
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [*written, "backups", "models", "talentapp.db", "talentapp.db.audit"]
    )
    assert json.loads((out / "recommendations.json").read_bytes())["recommendations"]
    assert (out / "window.png").read_bytes().startswith(b"\x89PNG")
    assert zipfile.is_zipfile(out / "roster.xlsx")
    assert list(elsewhere.iterdir()) == []
    assert [path for path in home.rglob("*") if path.is_file() and "fontconfig" not in path.parts] == []


def test_the_installed_commands_are_there(installed: Path, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    said = run([installed / "talentapp", "--version"], tmp_path).stdout
    assert said.strip() == f"talentapp {project['version']}"
    for name in (*project["scripts"], *project["gui-scripts"]):
        assert list(installed.glob(f"{name}*"))

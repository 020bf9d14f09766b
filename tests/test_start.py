"""What start.py says while it sets up, in the user's language; it needs nothing that it has not yet installed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh_CN.UTF-8", "正在建立虚拟环境 .venv"),
        ("zh_TW.UTF-8", "正在建立虛擬環境 .venv"),
        ("C", "Making a virtual environment in .venv"),
    ],
)
def test_setting_up_speaks_the_users_language_without_any_package(locale: str, said: str) -> None:
    code = "import start; print(start.said('start-venv', folder='.venv'))"
    bare = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}",
    ]  # no site-packages
    environment = {"LC_ALL": locale, "PYTHONUTF8": "1"}
    done = subprocess.run(bare, capture_output=True, text=True, encoding="utf-8", env=environment, check=True)
    assert done.stdout.strip() == said

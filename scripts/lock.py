"""Write the lock files anew: exact versions with hashes, for every platform. Needs `uv` (pip install uv).

python scripts/lock.py            keep what is locked, add what is missing
python scripts/lock.py --upgrade  take the newest allowed
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ["--group", "build"],
    # Held to the first, so that one environment serves both.
    "requirements-dev.lock": ["--group", "dev", "--constraint", "requirements.lock"],
}


def main() -> None:
    """Compile both lock files from pyproject.toml."""
    for name, flags in LOCKS.items():
        command = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes", "--no-header"]
        command += ["--no-emit-index-url", "--quiet", "--python-version", "3.11", "--output-file", name]
        subprocess.run([*command, *flags, *sys.argv[1:]], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()

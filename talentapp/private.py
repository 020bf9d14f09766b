"""Files and folders that hold people's data: nobody but their owner looks into them, whatever the umask is.

On Windows a user's own folders are closed to others already; what is kept elsewhere there has its folder's rights.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path


def private_folder(path: Path) -> Path:
    """The folder, made where it is missing, and closed to others with all that is in it. Raises OSError."""
    if not path.parent.exists():
        private_folder(path.parent)
    path.mkdir(exist_ok=True, mode=0o700)
    _close(path)
    return path


def private_file(path: Path) -> Path:
    """The file, made empty where it is missing, and closed to others. Raises OSError where it cannot be made."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    _close(path)
    return path


def _close(path: Path) -> None:
    """Take away what others may do; what is somebody else's, or everybody's as /tmp is, stays as it is."""
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if os.name != "nt" and mode & 0o077 and not mode & stat.S_ISVTX:
            path.chmod(mode & 0o700)

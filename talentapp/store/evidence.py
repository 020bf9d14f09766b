"""Files kept with the records: beside the database, each under the hash of its content, never changed."""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from talentapp.domain.errors import Fault, TalentError
from talentapp.outfile import whole_file
from talentapp.private import private_folder

MOST_BYTES = 50 * 1024 * 1024
_COPIES = "talentapp-evidence-"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
}
"""What may be kept: papers and pictures of papers. What an office would run, not read, is not evidence."""


@dataclass(frozen=True)
class Kept:
    """A file as it was kept."""

    file_name: str
    sha256: str
    media_type: str
    size: int


def folder_of(url: str, otherwise: Path) -> Path:
    """Where a database's files are: a folder beside an SQLite file, else below `otherwise`. It need not exist."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        path = Path(parsed.database)
        return path.with_name(f"{path.stem}.files")
    name = hashlib.sha256(parsed.render_as_string(hide_password=True).encode()).hexdigest()[:12]
    return otherwise / f"{name}.files"


def keep(folder: Path, source: Path) -> Kept:
    """Copy a file into the folder under its hash; the same content is kept once.

    Raises FILE_MISSING, FILE_EMPTY, FILE_UNREADABLE, EVIDENCE_KIND, FILE_TOO_LARGE, DISK_FULL, FOLDER_NOT_WRITABLE.
    """
    ending = source.suffix.lower()
    if not source.is_file():
        raise TalentError(Fault.FILE_MISSING, path=str(source))
    if ending not in MEDIA_TYPES:
        raise TalentError(Fault.EVIDENCE_KIND, path=str(source), kinds=", ".join(sorted(MEDIA_TYPES)))
    try:
        size, digest = _digest(source)
    except OSError as error:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(source)) from error
    if size == 0:
        raise TalentError(Fault.FILE_EMPTY, path=str(source))
    if size > MOST_BYTES:
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(source), limit=MOST_BYTES // 1024 // 1024)
    target = _place(folder, digest, ending)
    if not target.exists():
        try:
            private_folder(folder)
            private_folder(target.parent)
        except OSError as error:
            raise TalentError(Fault.FOLDER_NOT_WRITABLE, path=str(target.parent)) from error
        with whole_file(target, private=True) as partial:
            shutil.copyfile(source, partial)
            if _digest(partial)[1] != digest:  # it changed while it was read
                raise TalentError(Fault.FILE_UNREADABLE, path=str(source))
    return Kept(source.name, digest, MEDIA_TYPES[ending], size)


def opened_copy(folder: Path, kept: Kept) -> Path:
    """A copy of a kept file under its own name, to be opened outside: what another program does to it harms nothing.

    Raises EVIDENCE_DAMAGED where the file is gone or is no longer what was kept.
    """
    source = _place(folder, kept.sha256, Path(kept.file_name).suffix.lower())
    with suppress(OSError):
        if _digest(source)[1] == kept.sha256:
            target = Path(tempfile.mkdtemp(prefix=_copies_of(folder))) / Path(kept.file_name).name
            shutil.copyfile(source, target)
            if sys.platform != "win32":
                target.chmod(0o400)
            return target
    raise TalentError(Fault.EVIDENCE_DAMAGED, file=kept.file_name, path=str(source))


def remove(folder: Path, kept: Kept) -> None:
    """Take a file away; nothing happens where it is gone already. The caller knows that no other record needs it."""
    with suppress(OSError):
        _place(folder, kept.sha256, Path(kept.file_name).suffix.lower()).unlink()


def sweep(folder: Path, kept: Collection[str]) -> int:
    """Delete the files whose digest is not among those that records keep, and all copies of this folder's files that
    were opened outside.

    Returns how many kept files were deleted.
    """
    gone = 0
    for path in folder.glob("*/*"):
        if path.is_file() and path.name.partition(".")[0] not in kept:
            path.unlink(missing_ok=True)
            gone += 1
    for copies in Path(tempfile.gettempdir()).glob(f"{_copies_of(folder)}*"):
        shutil.rmtree(copies, ignore_errors=True)
    return gone


def _copies_of(folder: Path) -> str:
    """How the folders begin that hold opened copies: those of another database stay where they are."""
    return f"{_COPIES}{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]}-"


def _place(folder: Path, digest: str, ending: str) -> Path:
    return folder / digest[:2] / f"{digest}{ending}"


def _digest(path: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            size += len(block)
            if size > MOST_BYTES:
                break
    return size, digest.hexdigest()

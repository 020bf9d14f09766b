"""What the user chose: where the data is, the language, the appearance."""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from talentapp.private import private_file, private_folder

Language = Literal["zh_CN", "zh_TW", "en"]
Theme = Literal["light", "dark", "system"]
RoleCode = Literal["hr_officer", "liaison", "manager"]  # of domain.terms.Role, which stands on a higher floor
LANGUAGES: tuple[Language, ...] = ("zh_CN", "zh_TW", "en")
TEXT_SIZES = (100, 125, 150, 175, 200)
THEMES: tuple[Theme, ...] = ("system", "light", "dark")
_LATE = 8  # databases that are kept in mind
ROLES: tuple[RoleCode, ...] = ("hr_officer", "liaison", "manager")


def data_folder() -> Path:
    """The user's own folder for this app (not created here). TALENTAPP_HOME moves it, for tests and portable use."""
    moved = os.environ.get("TALENTAPP_HOME")
    if moved:
        return Path(moved)
    from platformdirs import user_data_path  # late, as all below that a start can do without

    return user_data_path("TalentApp", appauthor=False, roaming=False)


def language_of(tag: str | None) -> Language:
    """The interface language for a locale tag such as "zh_HK.UTF-8", "zh-Hant" or "en_GB"."""
    tag = (tag or "").replace("-", "_").lower()
    if not tag.startswith("zh"):
        return "en"
    return "zh_TW" if any(part in tag for part in ("tw", "hk", "mo", "hant")) else "zh_CN"


def system_language() -> Language:
    """The language of the user's locale."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name)
        if tag:
            return language_of(tag)
    import locale

    return language_of(locale.getlocale()[0])


class Settings(NamedTuple):
    """The choices of one user on one machine. A tuple: data classes would take a start 3 ms."""

    database: str
    language: Language
    theme: Theme = "system"
    role: RoleCode = "hr_officer"
    organisation_id: int | None = None  # a liaison's own in this database; kept while another role is chosen
    learned_order: bool = True  # used only where the office's own decisions show it better
    text_size: int = 100  # per cent
    gone: str = ""  # the database that was opened last, where it is there no more: this one is opened instead

    def with_(self, **changes: Any) -> "Settings":
        """A copy with some choices changed."""
        return self._replace(**changes)


def scheduler() -> str:
    """Where an existing Dask cluster is to be asked to score, such as "tcp://host:8786"; "" scores on this machine."""
    return os.environ.get("TALENTAPP_SCHEDULER", "")


def account_name() -> str:
    """The name of the user's account on this machine, or "" where there is none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def sample_database() -> str:
    """The database of the sample programme, beside one's own: what is tried there touches no record of one's own."""
    return database_url(data_folder() / "sample.db")


def database_url(text: str | os.PathLike[str]) -> str:
    """A database URL for what a user wrote: a URL stays as it is, a path becomes an SQLite URL."""
    text = os.fspath(text)
    if "://" in text:
        return text
    path = os.path.abspath(os.path.expanduser(text))  # noqa: PTH100, PTH111 - an unknown ~user stays as it is
    return "sqlite:///" + quote(path, safe="/\\: ")


def database_file(url: str) -> Path | None:
    """The file of a database; None for a server's."""
    return Path(unquote(url.removeprefix("sqlite:///"))) if url.startswith("sqlite:///") else None


def database_shown(url: str) -> str:
    """A database as a user may see it: a path, or a URL without its password."""
    if file := database_file(url):
        return str(file)
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@"), query=""))


def database_named(url: str) -> tuple[str, str]:
    """What a database is called, and where it is."""
    file = database_file(url)
    return (file.name, str(file.parent)) if file else (urlsplit(url).path.strip("/"), database_shown(url))


def own_database() -> str:
    """The database that is opened where no other is named and none was opened before."""
    return database_url(data_folder() / "talentapp.db")


def recent_databases() -> list[str]:
    """The databases that the window has opened of late, the latest first, and one's own."""
    kept = _saved().get("databases")
    late = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
    return list(dict.fromkeys([*late, own_database()]))


def late_databases() -> list[str]:
    """Those of them that are there: a file that has gone cannot be opened again."""
    files = ((url, database_file(url)) for url in recent_databases())
    return [url for url, file in files if file is None or file.exists()]


def keep_database(former: str, url: str) -> None:
    """Open the database at `url` from now on where none is named; both are of late. No URL with a password is kept."""
    both = [one for one in (url, former) if not urlsplit(one).password]
    late = list(dict.fromkeys([*both, *recent_databases()]))[:_LATE]
    _write(_saved() | {"databases": late, "database": url if url in both and url != own_database() else ""})


def _saved() -> dict[str, Any]:
    """What the file of settings holds; nothing where it cannot be read."""
    try:
        read = json.loads((data_folder() / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _organisations(saved: Mapping[str, Any]) -> dict[str, int | None]:
    """By database, a liaison's own organisation: a number means nothing in another."""
    kept = saved.get("organisations")
    return kept if isinstance(kept, dict) else {}


def load(database: str | None = None) -> Settings:
    """The saved choices, with defaults for what is missing; an unreadable file counts as missing."""
    saved, gone = _saved(), ""
    url = database_url(database or str(saved.get("database") or own_database()))
    if not database and url != own_database() and (file := database_file(url)) and not file.exists():
        url, gone = own_database(), url
    language, theme = saved.get("language"), saved.get("theme")
    role, organisation = saved.get("role"), _organisations(saved).get(database_shown(url))
    return Settings(
        database=url,
        gone=gone,
        language=language if language in LANGUAGES else system_language(),
        theme=theme if theme in THEMES else "system",
        role=role if role in ROLES else "hr_officer",
        organisation_id=organisation if isinstance(organisation, int) else None,
        learned_order=saved.get("learned_order") is not False,
        text_size=size if (size := saved.get("text_size")) in TEXT_SIZES else 100,
    )


def elsewhere(chosen: Settings, url: str) -> Settings:
    """The same choices for another database, with the organisation that was chosen in that one."""
    return chosen.with_(database=url, gone="", organisation_id=load(url).organisation_id)


def save(settings: Settings) -> None:
    """Keep the choices for the next start, but for the database (`keep_database`)."""
    saved = _saved()
    choices = {
        "language": settings.language,
        "theme": settings.theme,
        "role": settings.role,
        "organisations": _organisations(saved) | {database_shown(settings.database): settings.organisation_id},
        "learned_order": settings.learned_order,
        "text_size": settings.text_size,
    }
    _write({name: saved[name] for name in ("database", "databases") if name in saved} | choices)


def _write(choices: Mapping[str, Any]) -> None:
    target = private_folder(data_folder()) / "settings.json"
    partial = target.with_suffix(".json.part")
    private_file(partial).write_text(json.dumps(choices), "utf-8")
    partial.replace(target)


def logs() -> list[Path]:
    """The logs that there are."""
    return sorted((data_folder() / "logs").glob("*"))


def typed(candidate_ids: Iterable[int] = ()) -> tuple[list[Path], list[Path]]:
    """The files in which the window keeps what was typed: those of settings and unsaved forms, and of the latter those
    about these candidates alone."""
    folder = data_folder()
    drafts = sorted((folder / "drafts").rglob("*.json"))
    theirs = {f"candidates-{key}" for key in candidate_ids}
    return [*folder.glob("*.ini"), *drafts], [path for path in drafts if path.stem in theirs]


def log_unexpected() -> Path:
    """Append the exception being handled to the log in the data folder, if that can be written; the log's path.

    Only the traceback goes in: database messages hide their parameters, so that no personal data is logged.
    """
    import traceback
    from datetime import UTC, datetime

    log = data_folder() / "logs" / "talentapp.log"
    with suppress(OSError):
        private_folder(log.parent)
        with private_file(log).open("a", encoding="utf-8") as file:
            file.write(f"\n{datetime.now(UTC).isoformat(timespec='seconds')}\n{traceback.format_exc()}")
    return log

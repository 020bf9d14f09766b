"""What Ctrl+K leads to without a record: pages, actions, settings, databases and kept views, as far as the role has use
for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from shiboken6 import isValid

from talentapp.domain.roles import Act
from talentapp.domain.terms import LISTED, Role
from talentapp.gui.frame.navigation import KEYS, LISTS
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.undoing import named_edit
from talentapp.settings import LANGUAGES, THEMES, database_named, late_databases, sample_database
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow
    from talentapp.gui.lists.list_screen import ListScreen
    from talentapp.gui.lists.saved_views import View
    from talentapp.gui.settings.preferences import PreferencesScreen


@dataclass(frozen=True)
class Target:
    """What an entry leads to: a page with a record on it, or something to be done."""

    title: str
    under: str
    icon: str
    page: str = ""
    record: Any = None
    act: Callable[[], Any] | None = None
    other: str = ""  # a person's name in the other script
    tip: str = ""  # what tells it from others that are called the same
    is_meant: bool = False  # somebody who is called just as was typed


def targets_of(window: "MainWindow") -> list[Target]:
    """Every page, action and kept view that the role has use for, and what would be taken back or done again. Before
    the office is open, what does without it: a page is shown once it is."""
    words = window.words
    found = [Target(words(name), KEYS[page], page, page) for page, name in window.pages.items()]
    if window.is_ready:
        found += _of_the_office(window)
    found.append(Target(words("keys-title"), "F1", "settings", act=window.keys.open_sheet))
    found += _settings(words)
    if window.is_ready:
        found += _of_settings(window)
    if not window.jobs.has("job-open"):  # one after another
        found += _databases(window)
    return [*found, *_views(window)] if window.is_ready else found


def _of_the_office(window: "MainWindow") -> list[Target]:
    """What is done with records, and what would be taken back or done again."""
    words, found = window.words, list[Target]()
    last, undone = window.changes.last, window.changes.last_undone
    if window.may_go("recommend"):
        found.append(Target(words("action-recommend"), "Ctrl+R", "recommend", act=window.recommend))
    if window.may_go("rosters"):
        found.append(Target(words("action-export"), "Ctrl+E", "rosters", "rosters"))
    if window.may_go("duplicates"):
        found += [
            Target(words(f"form-new-{page}"), "Ctrl+N", "add", act=partial(window.on_page, page, _new))
            for page in LISTS
        ]
        under = {kind: dotted(words("duplicates-button"), words(f"nav-{kind.value}")) for kind in LISTED}
        found += [
            Target(words("duplicates-title"), said, "duplicates", "duplicates", kind) for kind, said in under.items()
        ]
    if last:
        found.append(Target(words("undo-button"), named_edit(words, last), "undo", act=window.undo))
    if undone:
        found.append(Target(words("redo-button"), named_edit(words, undone), "undo", act=window.redo))
    return [*found, *_of_the_list(window)]


def _views(window: "MainWindow") -> list[Target]:
    words = window.words
    views: Sequence[View] = window.kept_views.all
    return [Target(one.name, words(f"nav-{one.page}"), "view", act=partial(window.show_view, one)) for one in views]


def _of_the_list(window: "MainWindow") -> list[Target]:
    """What is done to the list in view, or to that of candidates where none is: its filters, columns and orders."""
    words, in_view = window.words, window.page in LISTS
    page = window.page if in_view else "candidates"
    said = words(f"nav-{page}")
    found = [
        Target(words("filter-button"), said, "filter", act=partial(window.on_page, page, _filters)),
        Target(words("columns-dots"), said, "columns", act=partial(window.on_page, page, _columns)),
        Target(words("sort-dots"), said, "sort", act=partial(window.on_page, page, _orders)),
    ]
    if in_view:
        screen: ListScreen = window.screen_of(page)  # type: ignore[assignment]
        if screen.bulk.isVisible():
            sets = (*(["facet-status"] if screen.statuses else []), "facet-tag", "facet-owner")
            found.append(Target(words("keys-bulk"), dotted(*map(words, sets)), "edit", act=screen.to_bulk))
        if screen.listing.is_narrowed:
            found.append(Target(words("view-keep"), dotted(said, "V"), "view", act=screen.name_view))
        if (personal := getattr(screen.detail, "personal", None)) is not None and isValid(personal):
            found += [
                Target(one.text(), words("privacy-title"), "edit", act=one.click) for one in personal.offered.values()
            ]
        for at, column in enumerate(screen.listing.model.columns):
            if column.order:
                title = words("sort-by", column=words(column.heading))
                found.append(Target(title, said, "sort", act=partial(window.on_page, page, partial(_sort_by, at))))
    return found


def _new(screen: "ListScreen") -> None:
    screen.add_record()


def _filters(screen: "ListScreen") -> None:
    screen.listing.open_filters()


def _columns(screen: "ListScreen") -> None:
    screen.listing.open_columns()


def _orders(screen: "ListScreen") -> None:
    screen.open_sorting()


def _sort_by(at: int, screen: "ListScreen") -> None:
    screen.listing.sort(*screen.listing.table.order_by(at))


def _settings(words: Wording) -> list[Target]:
    """What everybody chooses there, found by what there is to choose, too."""
    choices = {
        "settings-language": [f"language-{one.replace('_', '-')}" for one in LANGUAGES],
        "settings-theme": [f"theme-{one}" for one in THEMES],
        "settings-text-size": [],
        "settings-role": [f"role-{role.value.replace('_', '-')}" for role in Role],
        "settings-who": [],
    }
    return [
        Target(words(name), dotted(words("nav-settings"), *map(words, some)), "settings", "settings")
        for name, some in choices.items()
    ]


def _of_settings(window: "MainWindow") -> list[Target]:
    """What the buttons of the settings do, for whom they are there. What cannot be undone is only led to."""
    words, office = window.words, window.office
    assert office is not None  # noqa: S101 - they are offered in an open office
    own = office.store_path is not None and office.actor.may(Act.ADMINISTER)
    offered: list[tuple[bool, str, str, str, Callable[[PreferencesScreen], None]]] = [
        (office.actor.may(Act.AUDIT), "settings-trail", "settings-trail-verify", "check", _check_trail),
        (own, "settings-backup-now", "settings-backups", "folder", _back_up),
        (own, "settings-backups", "backup-restore", "back", lambda page: page.show_card(page.backups)),
        (own, "backup-folder", "settings-backups", "folder", lambda page: page.backups.open_folder()),
        (office.store_path is not None, "database-folder", "settings-database", "folder",
         lambda page: page.database.open_folder()),
        (office.actor.may(Act.ERASE), "settings-retention", "settings-purge", "delete",
         lambda page: page.show_card(page.retention)),
        (office.actor.may(Act.LEARN), "settings-learning", "nav-settings", "settings",
         lambda page: page.show_card(page.learning)),
        (True, "settings-model-card", "settings-model", "file", lambda page: page.open_description()),
    ]  # fmt: skip
    return [
        Target(words(title), words(under), icon, act=partial(window.on_page, "settings", act))
        for allowed, title, under, icon, act in offered
        if allowed
    ]


def _check_trail(page: "PreferencesScreen") -> None:
    page.show_card(page.trail)
    page.trail.verify()


def _back_up(page: "PreferencesScreen") -> None:
    page.show_card(page.backups)
    page.backups.back_up()


def _databases(window: "MainWindow") -> list[Target]:
    """The ways to another database."""
    words, databases = window.words, window.databases
    found = [
        Target(words("database-open-dots"), words("settings-database"), "folder", act=databases.ask_open),
    ]
    if window.is_ready:  # on a page it is asked what to do where there is one of that name
        found.append(Target(words("database-new-dots"), words("settings-database"), "add", act=databases.ask_new))
    if window.chosen.database == sample_database():
        found.append(Target(words("sample-leave"), words("settings-database"), "folder", act=databases.open_own))
    elif window.may_go("sample"):
        found.append(
            Target(words("welcome-sample-action"), words("settings-database"), "folder", act=databases.open_sample)
        )
    for url in late_databases():
        if url != window.chosen.database:
            name, place = database_named(url)
            open_it = partial(databases.open, url)
            under = dotted(words("settings-database"), place)
            found.append(Target(words("database-open-name", name=name), under, "folder", act=open_it))
    return found

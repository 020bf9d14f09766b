"""What a list works with besides its rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from talentapp import settings
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.lists.saved_views import SavedViews

if TYPE_CHECKING:
    from talentapp.office import Office
    from talentapp.office.records.editing import Editing


@dataclass(frozen=True)
class Desk:
    """What a list works with besides its rows: the hand that changes records, and what the user keeps."""

    editing: "Editing"
    drafts: DraftStore
    memory: QSettings
    views: SavedViews


def desk_of(office: "Office", memory: QSettings, database: str) -> Desk:
    """The desk of an office whose database is called so."""
    views = SavedViews(memory, office.actor, database)
    return Desk(office.editing, DraftStore(settings.data_folder() / "drafts", database), memory, views)

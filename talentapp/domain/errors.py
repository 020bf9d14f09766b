"""Expected faults. A code and facts; `talentapp.wording` makes the sentence."""

from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """Every fault that a user can meet, and mend."""

    ARTEFACT_DAMAGED = "artefact_damaged"
    ARTEFACT_MISSING = "artefact_missing"
    ARTEFACT_VERSION = "artefact_version"
    BACKUP_HELD = "backup_held"
    CELL_MISSING = "cell_missing"
    CLUSTER_UNREACHABLE = "cluster_unreachable"
    DATABASE_BUSY = "database_busy"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_FOREIGN = "database_foreign"
    DATABASE_NEWER = "database_newer"
    DATABASE_UNREACHABLE = "database_unreachable"
    DECISION_NOT_ALLOWED = "decision_not_allowed"
    DISK_FULL = "disk_full"
    EVIDENCE_DAMAGED = "evidence_damaged"
    EVIDENCE_KIND = "evidence_kind"
    FILE_EMPTY = "file_empty"
    FILE_ENCRYPTED = "file_encrypted"
    FILE_IS_DATABASE = "file_is_database"
    FILE_LOCKED = "file_locked"
    FILE_MISSING = "file_missing"
    FILE_NOT_CV = "file_not_cv"
    FILE_NOT_WORKBOOK = "file_not_workbook"
    FILE_QUOTE_OPEN = "file_quote_open"
    FILE_SCANNED = "file_scanned"
    FILE_TOO_LARGE = "file_too_large"
    FILE_UNREADABLE = "file_unreadable"
    FOLDER_NOT_WRITABLE = "folder_not_writable"
    GATES_FILE_BAD = "gates_file_bad"
    GATE_ANSWER_REFUSED = "gate_answer_refused"
    GATE_UNKNOWN = "gate_unknown"
    IMPORT_CHANGED = "import_changed"
    IMPORT_UNDONE = "import_undone"
    JSONL_BAD_LINE = "jsonl_bad_line"
    JSON_BROKEN = "json_broken"
    JSON_UNKNOWN = "json_unknown"
    KIND_UNKNOWN = "kind_unknown"
    MERGE_CONFLICT = "merge_conflict"
    MERGE_SIDES = "merge_sides"
    MODEL_GONE = "model_gone"
    NOTHING_TO_RECOMMEND = "nothing_to_recommend"
    NOT_A_FILE = "not_a_file"
    NOT_A_TABLE = "not_a_table"
    NOT_ALLOWED = "not_allowed"
    NOT_ALLOWED_YET = "not_allowed_yet"
    NO_HEADER = "no_header"
    NO_HEADER_IN_TEXT = "no_header_in_text"
    NO_PLACE_LEFT = "no_place_left"
    PARTNER_NEEDED = "partner_needed"
    PASSWORD_WRONG = "password_wrong"  # noqa: S105 - a code
    PAIRING_UNKNOWN = "pairing_unknown"
    REASON_NEEDED = "reason_needed"
    RECORDS_REMOVED = "records_removed"
    RECORD_GONE = "record_gone"
    RECORD_INVALID = "record_invalid"
    RECORD_STALE = "record_stale"
    REQUIRED_COLUMN_MISSING = "required_column_missing"
    TEMPLATE_BAD = "template_bad"
    SIGNED_AHEAD = "signed_ahead"
    ENDED_AHEAD = "ended_ahead"
    ENDED_BEFORE_START = "ended_before_start"
    TERMS_STALE = "terms_stale"
    TERMS_BAD = "terms_bad"
    ROSTER_BROKEN = "roster_broken"
    ROSTER_EMPTY = "roster_empty"
    ROSTER_TOO_NEW = "roster_too_new"
    TEMPLATE_ITSELF = "template_itself"
    TEMPLATE_PLACEHOLDER = "template_placeholder"
    TEMPLATE_WITHOUT_ROW = "template_without_row"
    WITNESS_UNREADABLE = "witness_unreadable"


class TalentError(Exception):
    """A fault that the user can mend: shown calmly with its facts, never with a traceback."""

    def __init__(self, code: Fault, **facts: Any) -> None:
        super().__init__(code.value, facts)
        self.code = code
        self.facts = facts


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised by a progress callback to stop long work; the transaction rolls back."""

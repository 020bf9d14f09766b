"""A candidate on the way out in a public standard."""

from pathlib import Path
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.domain.terms import Export
from talentapp.office.records.veils import check_considered
from talentapp.store import writes
from talentapp.store.engine import Store
from talentapp.store.trail import note

Standard = Literal["jsonresume", "vcard"]


def export_candidate(store: Store, candidate_id: int, standard: Standard, path: Path) -> None:
    """Write all that is kept of a candidate as a JSON Resume or a vCard 4.0.

    Raises RECORD_GONE, NOT_ALLOWED_YET for a person who has withdrawn, FOLDER_NOT_WRITABLE, DISK_FULL.
    """
    from talentapp.files.records import standards_out  # late: the window is painted without it

    with store.writing() as session:  # the trail tells of it before it is written: one that fails was still tried
        record = writes.get(session, Candidate, candidate_id)
        check_considered(session, candidate_id)
        made = f"talentapp/candidate/{candidate_id}/{record.created_at.isoformat()}"  # the same at each export
        values = {name: getattr(record, name) for name in CandidateDraft.model_fields}
        note(session, "export", "candidate", [candidate_id], tuple(values), Export(standard))
    uid = f"urn:uuid:{uuid5(NAMESPACE_URL, made)}"
    if standard == "vcard":
        standards_out.write(path, standards_out.vcard(values, uid))
    else:
        standards_out.write(path, standards_out.as_json(standards_out.json_resume(values)))

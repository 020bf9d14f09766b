"""Replays: a run computed again from its snapshot is the same to the last digit, and what stands in the way is told."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from talentapp import assets
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.domain.terms import ErasureReason
from talentapp.matching.artefact import FILES
from talentapp.office import Office
from talentapp.office.views.plans import PlanRequest
from talentapp.office.views.records import CandidateQuery
from talentapp.store import writes


@pytest.mark.long
def test_a_run_comes_out_again_exactly(sample_office: Office, opened: object, tmp_path: Path) -> None:
    """After the records have changed, by another office that knows nothing but the database."""
    before = sample_office.look.recommended()
    with sample_office.store.writing() as session:
        for key in (1, 2, 3):
            record = writes.get(session, Candidate, key)
            kept = {name: getattr(record, name) for name in CandidateDraft.model_fields}
            writes.change(session, record, CandidateDraft.model_validate({**kept, "expertise": "something else"}))
    sample_office.close()
    office = opened("sample.db")  # type: ignore[operator]
    report = office.replaying.replay()
    assert (report.status, report.differences) == ("exact", ())
    assert report.compared == len(before)
    one = office.replaying.replay(candidate_id=before[0].candidate_id)
    assert one.status == "exact" and 0 < one.compared < report.compared


@pytest.mark.long
def test_a_plan_comes_out_again(sample_office: Office) -> None:
    sample_office.planning.run(PlanRequest())
    report = sample_office.replaying.replay(2)
    assert report.status == "exact" and report.compared > 10


@pytest.mark.long
def test_what_was_tampered_with_is_found(sample_office: Office, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "sample.db")) as other, other:
        other.execute("UPDATE recommendation SET score = score + 1 WHERE id = 1")
        other.execute("UPDATE recommendation SET rank = 9 WHERE id = 2")
        other.execute("DELETE FROM pairing WHERE recommendation_id = 3")
        other.execute("DELETE FROM recommendation WHERE id = 3")
    report = sample_office.replaying.replay()
    assert report.status == "different"
    assert [one.field for one in report.differences] == ["score", "rank", "new"]


def test_where_a_person_was_erased_it_says_so(sample_office: Office) -> None:
    person = sample_office.look.find_candidates(CandidateQuery())[0]
    sample_office.privacy.erase([person], ErasureReason.REQUEST)
    report = sample_office.replaying.replay()
    assert (report.status, report.erased, report.compared) == ("inputs_erased", 1, 0)


def test_a_run_from_before_snapshots_says_so(sample_office: Office, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "sample.db")) as other, other:
        other.execute("DELETE FROM runinputs")
    assert sample_office.replaying.replay().status == "no_inputs"
    with pytest.raises(TalentError) as gone:
        sample_office.replaying.replay(99)
    assert gone.value.code is Fault.RECORD_GONE


@pytest.mark.long
def test_the_model_of_a_past_run_is_kept_and_its_loss_is_told(
    sample_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an update of the app: what is shipped is another model than the run's."""
    version = sample_office.look.counts().latest_run.model_version  # type: ignore[union-attr]
    shipped = assets.path("models/matching")
    kept = tmp_path / "models" / version
    kept.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(shipped / name, kept / name)
    newer = tmp_path / "newer"
    newer.mkdir()
    (newer / "model.json").write_text(json.dumps({"format": "talentapp-matching", "format_version": 2}))
    monkeypatch.setattr("talentapp.office.runs.replaying.assets.path", lambda _: newer)
    assert sample_office.replaying.replay(candidate_id=1).status == "exact"
    (kept / "arrays.npz").write_bytes(b"damaged")
    with pytest.raises(TalentError) as gone:
        sample_office.replaying.replay()
    assert gone.value.code is Fault.MODEL_GONE and gone.value.facts["version"] == version


@pytest.mark.long
def test_what_has_not_changed_is_kept_once(sample_office: Office, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "sample.db")) as other:
        (first,) = other.execute("SELECT count(*) FROM keptinput").fetchone()
    with sample_office.store.writing() as session:
        writes.add_candidate(session, CandidateDraft(name_en="One More", expertise="HBM"))
    sample_office.recommending.run()
    with closing(sqlite3.connect(tmp_path / "sample.db")) as other:
        assert other.execute("SELECT count(*) FROM keptinput").fetchone() == (first + 1,)

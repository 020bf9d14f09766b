"""The commands about a pairing's life."""

import json
from pathlib import Path

import pytest

from talentapp.cli import main
from talentapp.domain.words import day as said_day
from talentapp.office import open_office
from talentapp.settings import Settings, database_url
from talentapp.wording import Wording
from tests.office import lives


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "life.db"
    lives.make(path)
    return path


def test_what_is_missing_and_who_acts(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = open_office(Settings(database_url(database), "en"))
    key = lives.put_forward(office)
    office.review.decide(key, lives.Verdict.ACCEPT, who="HR")
    office.agreeing.move(key, lives.Verdict.NOTIFY, "HR")
    office.close()
    assert main(["pairing", str(key), "--database", str(database), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["state"] == "notified"
    assert said["missing"] == [{"what": "considered", "who_act": ["candidate"], "about": []}]
    assert len(said["gates"]) == 13
    assert main(["pairing", str(key), "--database", str(database), "--lang", "zh_CN"]) == 0
    assert "尚缺（由本人办理）：本人已获告知并同意纳入考虑" in capsys.readouterr().out
    assert main(["pairing", "999", "--database", str(database)]) == 1


def test_why_it_does_not_go_on(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the words of who said so, or what it followed from."""
    office = open_office(Settings(database_url(database), "en"))
    sent, left = (lives.put_forward(office, at) for at in (0, 5))
    lives.reach_signing(office, sent, tmp_path, lives.date.today())
    office.agreeing.move(sent, lives.Verdict.REVISE, "Head", "too short")
    office.review.decide(left, lives.Verdict.ACCEPT, who="HR")
    person = office.dossiers.dossier(left).candidate_id
    office.agreeing.record_consent(person, False, "HR")
    office.close()
    for key, told in (
        (sent, "(Head, HR officer): too short"),
        (left, "Withdrawn (Done automatically, by rule): Consent"),
    ):
        assert main(["pairing", str(key), "--database", str(database), "--lang", "en"]) == 0
        assert told in capsys.readouterr().out


def test_what_runs_out(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = open_office(Settings(database_url(database), "en"))
    today = lives.date.today()
    key = lives.put_forward(office)
    days = {"start": today, "end": lives.timedelta(700) + today, "renewal_on": today + lives.timedelta(600)}
    lives.activate(office, key, tmp_path, today, **{name: day.isoformat() for name, day in days.items()})
    office.close()
    assert main(["pairing", str(key), "--database", str(database), "--lang", "en"]) == 0
    runs = capsys.readouterr().out  # from when until when, and what the next day brings
    assert all(said_day(Wording("en"), day) in runs for day in days.values()) and "Suspend…  (HR officer)" in runs
    assert main(["due", "--catch-up", "--database", str(database), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["moved"] == []
    assert [(row["pairing"], row["gate"], row["within_days"]) for row in said["due"]] == [
        (key, "restriction_lists", 90)
    ]
    assert main(["due", "--database", str(database), "--lang", "en"]) == 0
    assert "within 90 days" in capsys.readouterr().out

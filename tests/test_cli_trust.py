"""The audit trail, replay, roles and people's data from the command line."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.test_cli import complaint, home, talentapp

__all__ = ["home"]


@pytest.fixture
def database(sample_database: Path, tmp_path: Path) -> Path:
    for ending in ("", ".audit"):
        shutil.copyfile(f"{sample_database}{ending}", tmp_path / f"sample.db{ending}")
    return tmp_path / "sample.db"


@pytest.mark.long
def test_the_trail_is_checked_and_tampering_named(database: Path, home: Path) -> None:
    done = talentapp("audit", "verify", "--database", database, "--json", home=home)
    check = json.loads(done.stdout)
    assert check["sound"] and check["findings"] == []
    assert "trail" not in talentapp("audit", "verify", "--database", database, "--lang", "zh_TW", home=home).stdout
    with closing(sqlite3.connect(database)) as other, other:
        other.execute("DELETE FROM auditentry WHERE id = 4")
    done = talentapp("audit", "verify", "--database", database, "--lang", "en", home=home, check=1)
    assert "Entry 5" in done.stdout
    assert "head" in complaint("audit", "verify", "--witness", "12", "--database", database, "--lang", "en", home=home)


@pytest.mark.long
def test_a_head_that_was_noted_is_a_witness(database: Path, home: Path) -> None:
    head = json.loads(talentapp("audit", "verify", "--database", database, "--json", home=home).stdout)["head"]
    talentapp("audit", "verify", "--witness", head, "--database", database, home=home)
    other = f"{head.split(':')[0]}:{'0' * 64}"
    talentapp("audit", "verify", "--witness", other, "--database", database, home=home, check=1)


@pytest.mark.long
def test_a_run_is_replayed(database: Path, home: Path) -> None:
    report = json.loads(
        talentapp("replay", "--candidate", "C-0001", "--database", database, "--json", home=home).stdout
    )
    assert report["status"] == "exact" and report["compared"] > 0
    assert "has been deleted" in complaint("replay", 99, "--database", database, "--lang", "en", home=home)


def test_nothing_is_handed_to_an_organisation_that_is_not_there(database: Path, home: Path, tmp_path: Path) -> None:
    shared = ("--partner", 999, "--database", database, "--lang", "en")
    for reader in ("partner", "manager"):
        said = complaint("roster", tmp_path / "roster.xlsx", "--for", reader, *shared, home=home)
        assert "has been deleted" in said and not (tmp_path / "roster.xlsx").exists()
    assert "has been deleted" in complaint("profile", 1, tmp_path / "a.pdf", "--for", "partner", *shared, home=home)


@pytest.mark.long
def test_a_person_is_written_out_and_erased_only_with_yes(
    database: Path, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out")  # what lies beside the database is searched, and would be told
    done = talentapp("person", 1, "--out", out, "--database", database, home=home)
    assert [Path(line).name for line in done.stdout.split()] == ["person-1.json", "person-1.xlsx"]
    preview = json.loads(talentapp("erase", 1, "--database", database, "--json", home=home).stdout)
    assert list(preview["people"]) == ["1"] and preview["exports"][0]["purpose"] == "person"
    result = json.loads(talentapp("erase", 1, "--yes", "--database", database, "--json", home=home).stdout)
    assert result["unclean"] is None and result["left"] == [] and result["rows"]["candidate"] == 1
    assert "has been deleted" in complaint("person", 1, "--out", out, "--database", database, "--lang", "en", home=home)
    talentapp("audit", "verify", "--database", database, home=home)
    assert "0" in talentapp("purge", "--database", database, home=home).stdout


@pytest.mark.long
def test_a_role_refuses_in_one_line(database: Path, home: Path) -> None:
    said = complaint("person", 1, "--out", "x", "--role", "manager", "--database", database, "--lang", "en", home=home)
    assert "Manager" in said and "HR officer" in said
    said = complaint("roster", "x.xlsx", "--role", "liaison", "--database", database, "--lang", "zh_CN", home=home)
    assert "联络人" in said

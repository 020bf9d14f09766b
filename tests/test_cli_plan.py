"""`talentapp plan` as a user calls it: JSON with names, bound and reasons; quotas that are wrong are wrong usage."""

import json
import shutil
from pathlib import Path

import pytest

from .test_cli import talentapp


@pytest.fixture
def database(sample_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sample_database, tmp_path / "plan.db"))


def test_a_plan_in_json_says_all_without_ids(database: Path, tmp_path: Path) -> None:
    wanted = ("plan", "--database", database, "--lang", "en", "--fairness", "worst", "--time-limit", "60", "--json")
    plan = json.loads(talentapp(*wanted, home=tmp_path).stdout)
    assert plan["status"] == "optimal" and plan["gap"] == 0 and plan["bound"] == pytest.approx(plan["total"], abs=1e-3)
    assert plan["pairings"] and plan["alternates"] and plan["unmatched"]
    for pairing in plan["pairings"]:
        assert pairing["candidate"] and pairing["university_project"] and pairing["firm"] and pairing["forgone"]
    assert all(item["candidate"] and item["reason"] and item["explanation"] for item in plan["unmatched"])
    again = talentapp("plan", "--database", database, "--lang", "en", "--least", "9", "--keep", home=tmp_path).stdout
    assert "cannot all be met" in again and "smallest way out: raise" in again and "Against the last plan" in again


def test_a_malformed_quota_is_wrong_usage(database: Path, tmp_path: Path) -> None:
    done = talentapp("plan", "--database", database, "--quota", "language", home=tmp_path, check=2)
    assert "must look like" in done.stderr

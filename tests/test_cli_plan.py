"""`talentapp plan` as a user calls it: JSON with names, bound and reasons; quotas that are wrong are wrong usage."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from .test_cli import talentapp


@pytest.fixture
def database(sample_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sample_database, tmp_path / "plan.db"))


@pytest.mark.long
def test_a_plan_in_json_says_all_without_ids(database: Path, tmp_path: Path) -> None:
    wanted = ("plan", "--database", database, "--lang", "en", "--fairness", "worst", "--time-limit", "60", "--json")
    plan = json.loads(talentapp(*wanted, home=tmp_path).stdout)
    assert plan["status"] == "optimal" and plan["gap"] == 0 and plan["bound"] == pytest.approx(plan["total"], abs=1e-3)
    assert plan["pairings"] and plan["alternates"] and plan["unmatched"]
    for pairing in plan["pairings"]:
        assert pairing["candidate"] and pairing["university_project"] and pairing["firm"] and pairing["forgone"]
    assert all(item["candidate"] and item["reason"] and item["explanation"] for item in plan["unmatched"])
    again = talentapp("plan", "--database", database, "--lang", "en", "--least", "9", "--keep", home=tmp_path).stdout
    assert "cannot all be met" in again and "smallest change that helps:" in again and "Against the last plan" in again


def test_a_malformed_quota_is_wrong_usage(database: Path, tmp_path: Path) -> None:
    done = talentapp("plan", "--database", database, "--quota", "language", home=tmp_path, check=2)
    assert "must look like" in done.stderr


@pytest.mark.long
def test_pairings_are_pinned_forbidden_and_released(database: Path, tmp_path: Path) -> None:
    def planned(*options: str) -> dict[str, Any]:
        made = talentapp("plan", "--database", database, "--lang", "en", "--json", *options, home=tmp_path).stdout
        return dict(json.loads(made))

    def triples(some: list[dict[str, Any]]) -> set[str]:
        keys = ("candidate_id", "university_project_id", "firm_project_id")
        return {",".join(str(one[key]) for key in keys) for one in some}

    first = planned()
    held = sorted(triples(first["pairings"]))
    lost = next(one for one in first["unmatched"] if one["best_firm_project_id"])
    wanted = f"{lost['candidate_id']},{lost['best_university_project_id']},{lost['best_firm_project_id']}"
    second = planned("--forbid", held[0], "--pin", wanted)
    assert triples(second["pins"]) == {wanted} and triples(second["bans"]) == {held[0]}
    assert wanted in triples(second["pairings"]) and held[0] not in triples(second["pairings"])
    third = planned("--release", held[0], "--release", wanted)
    assert not third["pins"] and not third["bans"] and third["total"] == first["total"]


@pytest.mark.parametrize(("pairing", "code", "said"), [("12", 2, "must look like"), ("1,2,999999", 1, "1,2,999999")])
def test_a_pairing_that_is_none_is_named(database: Path, tmp_path: Path, pairing: str, code: int, said: str) -> None:
    wanted = ("plan", "--database", database, "--lang", "en", "--pin", pairing)
    done = talentapp(*wanted, home=tmp_path, check=code)
    assert said in done.stderr and "Traceback" not in done.stderr

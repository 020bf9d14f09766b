"""The command line as a user calls it: a process of its own, exit codes, one clear line, JSON and nothing else."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from talentapp import app, assets, cli, settings
from talentapp.settings import Settings
from talentapp.wording import Wording
from tests.office.test_intake import people, workbook

SAMPLES = [assets.path(f"resources/sample/{name}.xlsx") for name in ("organisations", "candidates")]


def talentapp(*arguments: object, home: Path, check: int | None = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TALENTAPP_HOME": str(home), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "talentapp", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=240,
    )
    assert "Traceback" not in done.stderr
    if check is not None:
        assert done.returncode == check, done.stderr
    return done


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def complaint(*arguments: object, home: Path) -> str:
    """The one line that a failing command says."""
    done = talentapp(*arguments, home=home, check=1)
    (line,) = done.stderr.strip().splitlines()
    return line


def test_the_command_line_loads_no_qt_and_little_else() -> None:
    code = (
        "import sys, talentapp.cli; print([m for m in ('PySide6','sklearn','openpyxl','sqlmodel') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_wrong_usage_is_exit_2(home: Path) -> None:
    for arguments in (["nonsense"], ["demo"], ["recommend", "--top", "0"], ["import"], ["--sample", "status"]):
        assert talentapp(*arguments, home=home, check=2).stdout == ""


@pytest.mark.parametrize("arguments", [["--lang", "zh_TW", "--sample"], ["window", "--sample"], ["--sample", "window"]])
def test_the_window_is_what_a_sample_is_asked_of(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(app, "main", lambda _chosen, *, sample: opened.append(sample) or 0)
    assert cli.main(arguments) == 0 and opened == [True]


def test_the_sample_has_the_organisation_that_was_chosen_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TALENTAPP_HOME", str(tmp_path))
    opened: list[Settings] = []
    monkeypatch.setattr(app, "main", lambda chosen, *, sample: opened.append(chosen) or 0)
    own, sample = settings.own_database(), settings.sample_database()
    settings.save(Settings(own, "en", role="liaison", organisation_id=7))
    for arguments in (["--sample"], ["window", "--sample"]):
        assert cli.main(arguments) == 0
        assert (opened[-1].database, opened[-1].organisation_id) == (sample, None), "no other database's number"
    settings.save(opened[-1].with_(organisation_id=1))  # as the window does when it is chosen there
    cli.main(["--sample"])
    assert (opened[-1].role, opened[-1].organisation_id) == ("liaison", 1)
    cli.main(["--sample", "--organisation", "3"])
    assert (opened[-1].database, opened[-1].organisation_id) == (sample, 3)
    cli.main([])
    assert (opened[-1].database, opened[-1].organisation_id) == (own, 7)


@pytest.mark.long
@pytest.mark.parametrize("case", ["missing.xlsx", "pdf.xlsx", "empty.xlsx", "nameless.xlsx"])
def test_a_bad_file_gets_one_clear_line_and_changes_nothing(tmp_path: Path, home: Path, case: str) -> None:
    (tmp_path / "pdf.xlsx").write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    Workbook().save(tmp_path / "empty.xlsx")
    workbook(tmp_path / "nameless.xlsx", ("电子邮箱", "国籍", "专业技能", "最高学历"), ("a@example.com", "x", "y", "z"))
    database = tmp_path / "t.db"
    line = complaint("import", tmp_path / case, "--database", database, home=home)
    assert case in line
    assert talentapp("import", SAMPLES[1], "--preview", "--database", database, home=home).stdout.count("59") == 1


@pytest.mark.long
def test_a_read_only_output_folder_gets_one_clear_line(tmp_path: Path, home: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert str(blocked) in complaint("demo", "--out", blocked / "below", home=home)
    database = tmp_path / "t.db"
    talentapp("import", SAMPLES[0], "--database", database, home=home)
    assert "below" in complaint("roster-template", blocked / "below" / "r.xlsx", "--database", database, home=home)
    assert blocked.read_text() == "in the way"


@pytest.mark.long
def test_a_newer_database_gets_one_clear_line(tmp_path: Path, home: Path) -> None:
    import sqlite3

    database = tmp_path / "t.db"
    talentapp("import", SAMPLES[0], "--database", database, home=home)
    connection = sqlite3.connect(database)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = database.read_bytes()
    assert str(database) in complaint("recommend", "--database", database, home=home)
    assert database.read_bytes() == before


@pytest.mark.long
def test_recommend_without_records_says_what_to_do(tmp_path: Path, home: Path) -> None:
    database = tmp_path / "t.db"
    assert "t.db" in complaint("recommend", "--database", database, home=home)
    assert not database.exists()  # a mistyped name makes no empty database
    talentapp("import", SAMPLES[0], "--database", database, home=home)
    assert complaint("recommend", "--database", database, home=home)


@pytest.mark.long
def test_import_preview_as_json(tmp_path: Path, home: Path) -> None:
    path = people(tmp_path / "p.xlsx", ("李雷", "Lei Li", "bad address", "某单位", "HBM、CXL", "2027年3月1日"))
    done = talentapp("import", path, "--preview", "--json", "--database", tmp_path / "t.db", home=home)
    document = json.loads(done.stdout)
    (record,) = document["records"]
    assert record["name_zh"] == "李雷" and record["current_employer"] == "某单位"
    assert record["available_from"] == "2027-03-01" and record["_row"] == 2
    (error,) = document["errors"]
    assert (error["row"], error["column"], error["value"]) == (2, "C", "bad address")
    assert document["error"] is None
    failed = talentapp("import", tmp_path / "none.xlsx", "--json", home=home, check=1)
    assert json.loads(failed.stdout)["error"]


@pytest.mark.long
def test_a_text_table_has_headings_and_no_letters(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("姓名,电子邮箱,到岗时间\n李雷,bad address,随时\n", "utf-8")
    options = ("--preview", "--database", tmp_path / "t.db", "--lang", "zh_CN")
    told = talentapp("import", path, *options, home=home).stdout
    assert "第 2 行“电子邮箱”" in told and "第 2 行“到岗时间”" in told and "B2" not in told
    typed = talentapp("import", path, "--cell", "B2=li@example.com", *options, home=home).stdout
    assert "第 2 行“电子邮箱”" in typed and "B2" not in typed
    errors = json.loads(talentapp("import", path, "--json", *options, home=home).stdout)["errors"]
    assert [(one["sheet"], one["row"], one["column"]) for one in errors] == [(None, 2, "B"), (None, 2, "C")]


@pytest.mark.long
def test_a_cell_of_the_only_sheet_needs_no_name_of_it(tmp_path: Path, home: Path) -> None:
    path = people(tmp_path / "p.xlsx", ("李雷", "Lei Li", "bad address", "某单位", "HBM", "2027-03-01"))
    options = ("--preview", "--json", "--database", tmp_path / "t.db")
    told = json.loads(talentapp("import", path, "--cell", "c2=li@example.com", *options, home=home).stdout)
    assert told["errors"] == [] and told["records"][0]["email"] == "li@example.com"
    book = load_workbook(path)
    book.create_sheet("第二张").append(("姓名", "电子邮箱"))
    book.save(path)
    assert "C2" in complaint("import", path, "--cell", "c2=li@example.com", "--preview", home=home)


@pytest.mark.long
def test_what_speaks_of_one_file_is_refused_with_several(tmp_path: Path, home: Path) -> None:
    files = [people(tmp_path / name, ("李雷", "", "bad address", "", "", None)) for name in ("a.xlsx", "b.xlsx")]
    out = tmp_path / "out.xlsx"
    for option, value in (("--cell", "C2=li@example.com"), ("--annotate", str(out))):
        said = talentapp("import", *files, option, value, "--database", tmp_path / "t.db", home=home, check=2).stderr
        assert f"{option} speaks of one file" in said
    assert not out.exists()
    talentapp("import", files[0], files[0], "--cell", "C2=li@example.com", "--preview", home=home)  # one, named twice


@pytest.mark.long
def test_several_files_are_planned_together(tmp_path: Path, home: Path) -> None:
    names = ("candidates", "firm_projects", "organisations", "university_projects")
    files = [assets.path(f"resources/sample/{name}.xlsx") for name in names]
    previewed = talentapp("import", *files, "--preview", "--database", tmp_path / "t.db", home=home)
    assert len(previewed.stdout.splitlines()) == 5, "of one row, which looks like another"
    documents = json.loads(talentapp("import", *files, "--json", "--database", tmp_path / "t.db", home=home).stdout)
    assert [len(one["records"]) for one in documents] == [60, 40, 0, 40], "in the order they were named"
    assert [len(one["errors"]) for one in documents] == [1, 0, 0, 0]


@pytest.mark.long
def test_score_writes_every_pair(tmp_path: Path, home: Path) -> None:
    candidates, projects, out = (tmp_path / name for name in ("c.jsonl", "p.jsonl", "s.csv"))
    texts = {"hbm": "HBM memory controller and PHY", "llvm": "LLVM compiler back end for GPUs", "none": ""}
    candidates.write_text("\n".join(json.dumps({"id": key, "text": text}) for key, text in texts.items()))
    projects.write_text(
        json.dumps({"id": "p1", "title": "高带宽内存控制器", "text": "HBM 接口"}, ensure_ascii=False)
        + "\n"
        + json.dumps({"id": "p2", "title": "GPU 编译器后端", "text": "基于 LLVM"}, ensure_ascii=False),
        "utf-8",
    )
    talentapp("score", "--candidates", candidates, "--projects", projects, "--out", out, home=home)
    with out.open(encoding="utf-8", newline="") as file:
        scores = {(row["candidate_id"], row["project_id"]): float(row["score"]) for row in csv.DictReader(file)}
    assert len(scores) == 6
    assert scores["hbm", "p1"] > scores["hbm", "p2"] and scores["llvm", "p2"] > scores["llvm", "p1"]
    candidates.write_text('{"id": "a"}\n{oops\n')
    line = complaint("score", "--candidates", candidates, "--projects", projects, "--out", out, home=home)
    assert "c.jsonl" in line and "2" in line


@pytest.mark.long
def test_the_demo_does_the_whole_job_twice_with_the_same_result(tmp_path: Path, home: Path) -> None:
    out = tmp_path / "out"
    first = talentapp("demo", "--out", out, "--lang", "zh_CN", home=home)
    names = {path.name for path in out.iterdir()}
    assert names >= {"talentapp.db", "roster.xlsx", "recommendations.json", "window.png"}
    document = (out / "recommendations.json").read_bytes()
    recommendations = json.loads(document)["recommendations"]
    assert len({item["candidate"]["id"] for item in recommendations}) >= 55
    assert all(item["reasons"] for item in recommendations if item["rank"] == 1 and item["score"] > 50)
    second = talentapp("demo", "--out", out, "--lang", "zh_CN", home=home)
    assert (out / "recommendations.json").read_bytes() == document
    assert second.stdout == first.stdout
    book = load_workbook(out / "roster.xlsx")
    assert len(book.sheetnames) >= 2
    assert (out / "window.png").stat().st_size > 50_000
    stray = [path for path in home.rglob("*") if path.is_file()]
    assert [path.name for path in stray if path.suffix == ".db"] == []

    database = out / "talentapp.db"
    top = talentapp("recommend", "--top", "1", "--json", "--database", database, home=home)
    assert len(json.loads(top.stdout)["recommendations"]) <= 59
    roster = tmp_path / "r.xlsx"
    talentapp("roster", roster, "--lang", "en", "--database", database, home=home)
    assert load_workbook(roster).sheetnames[0] == "Summary"
    for asked in (("--least", "200"), ("--state", "ending")):
        nothing = tmp_path / "nothing.xlsx"
        line = complaint("roster", nothing, *asked, "--lang", "en", "--database", database, home=home)
        assert line.endswith(Wording("en")("error-roster-empty")) and not nothing.exists()

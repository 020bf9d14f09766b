"""Imports: a dry run that changes nothing, one transaction that does, and nothing twice."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.intake import Retyped, Trouble
from talentapp.domain.terms import Kind, OrganisationKind, RevealReason
from talentapp.office import Office
from talentapp.office.views.imports import Merge, Preview
from talentapp.office.views.records import CandidateQuery, CandidateRow, ProjectQuery
from talentapp.settings import LANGUAGES
from talentapp.wording import Wording


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


PEOPLE = ("姓名", "英文姓名", "电子邮箱", "现工作单位", "专业技能", "最早到岗时间")


def people(path: Path, *rows: tuple[object, ...]) -> Path:
    return workbook(path, PEOPLE, *rows)


def actions(preview: Preview) -> list[str]:
    return [row.action for row in preview.rows]


def test_a_preview_changes_nothing(office: Office) -> None:
    for path in office.intake.sample_files():
        office.intake.preview(path)
    counts = office.look.counts()
    assert (counts.candidates, counts.organisations, counts.university_projects) == (0, 0, 0)
    assert office.look.recent_imports() == []


@pytest.mark.long
def test_the_sample_programme_goes_in_and_only_once(office: Office) -> None:
    for again in (False, True):
        for path in office.intake.sample_files():
            preview = office.intake.preview(path)
            found = Counter(actions(preview))
            assert set(found) <= ({"unchanged", "duplicate"} if again else {"create", "duplicate"}), path.name
            result = office.intake.commit(preview)
            assert (result.batch_id is None) is again
    counts = office.look.counts()
    assert (counts.organisations, counts.candidates) == (12, 59)
    assert (counts.university_projects, counts.firm_projects) == (40, 40)
    assert [batch.kind for batch in office.look.recent_imports()][::-1] == [
        Kind.ORGANISATIONS,
        Kind.CANDIDATES,
        Kind.PROJECTS,
        Kind.PROJECTS,
    ]


def test_the_person_written_twice_is_flagged_and_the_two_of_one_name_are_not(office: Office) -> None:
    preview = office.intake.preview(office.intake.sample_files()[1])
    (twice,) = [row for row in preview.rows if row.action == "duplicate"]
    assert "林浩然" in twice.title and twice.problems[-1].trouble is Trouble.DUPLICATE_IN_FILE
    assert [row.action for row in preview.rows if "张伟" in row.title] == ["create", "create"]


def test_the_starter_directory_names_no_project(office: Office) -> None:
    office.intake.commit(office.intake.preview(office.intake.starter_directory()))
    rows = office.look.organisations()
    assert len(rows) == 11 and {row.projects for row in rows} == {0}
    assert rows[0].names == {"zh_CN": "复旦大学", "zh_TW": "復旦大學", "en": "Fudan University"}
    assert [row.kind for row in rows if row.names["zh_CN"] == "优刻得"] == [OrganisationKind.CLOUD]


def test_an_update_says_what_it_changes_and_empty_cells_erase_nothing(office: Office, tmp_path: Path) -> None:
    first = people(tmp_path / "a.xlsx", ("李雷", "Lei Li", "l@example.com", "旧单位", "HBM、CXL", None))
    office.intake.commit(office.intake.preview(first))
    second = people(tmp_path / "b.xlsx", ("李雷", None, "l@example.com", "新单位", None, None))
    preview = office.intake.preview(second)
    assert actions(preview) == ["update"]
    assert preview.rows[0].changes == (("employer", "旧单位", "新单位"),)
    office.intake.commit(preview)
    (key,) = office.look.find_candidates(CandidateQuery())
    row = office.look.candidate(key).row
    assert (row.employer, row.other_name, row.skills) == ("新单位", "Lei Li", ("HBM", "CXL"))
    assert office.look.candidate(key).version == 2


FULL = ("林晓峰", "", "l@example.com", "南洋微电子有限公司", "HBM控制器、周期级模拟、RTL验证", "+65 9123 4567")


def known(office: Office, tmp_path: Path, *row: object) -> tuple[Preview, CandidateRow]:
    """Of somebody known in full: what a second file would do, and the record after it was taken in as proposed."""
    head = (*PEOPLE[:5], "电话", "最高学位", "工作年限", "备注")
    office.intake.commit(
        office.intake.preview(workbook(tmp_path / "a.xlsx", head, (*FULL, "博士", 12, "通过校友会联系，下半年可到岗")))
    )
    preview = office.intake.preview(workbook(tmp_path / "b.xlsx", head, row))
    office.intake.commit(preview)
    (key,) = office.look.find_candidates(CandidateQuery())
    return preview, office.look.candidate(key).row


def test_an_older_list_takes_nothing_away(office: Office, tmp_path: Path) -> None:
    poorer = (
        "林晓峰",
        "Lin Xiaofeng",
        "L@example.com",
        "南洋微电子",
        "HBM控制器、CXL",
        "9123-4567",
        "硕士",
        9,
        "校友会",
    )
    preview, row = known(office, tmp_path, *poorer)
    assert {name: (old, new) for name, old, new in preview.rows[0].changes} == {
        "name_en": ("", "Lin Xiaofeng"),
        "skills": ("HBM控制器; 周期级模拟; RTL验证", "HBM控制器; 周期级模拟; RTL验证; CXL"),
    }
    held = {name for name, _, _ in preview.rows[0].held}
    assert held == {"employer", "skills", "highest_degree", "years_experience", "notes"}
    assert (row.employer, row.degree) == ("南洋微电子有限公司", "博士")
    assert row.skills == ("HBM控制器", "周期级模拟", "RTL验证", "CXL")


def test_a_record_says_which_file_gave_which_fields(office: Office, tmp_path: Path) -> None:
    _, row = known(office, tmp_path, "林晓峰", "", "l@example.com", "", "CXL", "", "", None, "")
    origin = office.look.candidate(row.id).origin
    assert origin is not None and (origin.file_name, origin.row) == ("a.xlsx", 2)
    assert [(one.file_name, one.fields) for one in origin.later] == [("b.xlsx", ("skills",))]
    office.intake.undo(office.look.recent_imports()[0].id)
    again = office.look.candidate(row.id).origin
    assert again is not None and again.later == ()


def test_two_rows_of_one_person_are_joined(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "电子邮箱", "电话", "现工作单位", "专业技能")
    rows = (
        ("赵敏", "m@example.com", "", "示例大学", "CXL"),
        ("赵敏", "m@example.com", "+81 90 1234 5678", "示例大", "HBM"),
    )
    preview = office.intake.preview(workbook(tmp_path / "a.xlsx", head, *rows))
    assert actions(preview) == ["create", "duplicate"] and preview.rows[1].joins == 0
    result = office.intake.commit(preview, {1: "join"})
    assert (result.created, result.left_out, result.skipped) == (1, 0, 0)
    (key,) = office.look.find_candidates(CandidateQuery())
    card = office.look.candidate(key)
    assert (card.row.employer, card.row.skills) == ("示例大学", ("CXL", "HBM"))
    assert card.phone_masked == "+81 ···· 5678"


def test_two_rows_of_one_person_that_agree_are_put_together_unless_somebody_says_no(
    office: Office, tmp_path: Path
) -> None:
    head = ("姓名", "电子邮箱", "电话", "专业技能")
    rows = (("赵敏", "m@example.com", "", "CXL"), ("赵敏", "m@example.com", "+81 90 1234 5678", "HBM"))
    first = office.intake.preview(workbook(tmp_path / "a.xlsx", head, rows[0], *rows))
    assert actions(first) == ["create", "join", "join"] and not first.unsettled({})
    assert all(f"第 {2}" in Wording("zh_CN").problem(one) for one in first.problems)
    assert office.intake.commit(first).created == 1
    (key,) = office.look.find_candidates(CandidateQuery())
    assert office.look.candidate(key).row.skills == ("CXL", "HBM")
    # of somebody who is there, both rows update the one record, and are undone as one
    more = (
        ("赵敏", "m@example.com", "", "UCIe"),
        ("赵敏", "m@example.com", "", "SerDes"),
        ("赵敏", "m@example.com", "", "HBM"),
    )
    again = office.intake.preview(workbook(tmp_path / "b.xlsx", head, *more))
    assert actions(again) == ["update", "update", "unchanged"]
    done = office.intake.commit(again)
    assert (done.created, done.updated) == (0, 1) and done.batch_id is not None
    assert office.look.candidate(key).row.skills == ("CXL", "HBM", "UCIe", "SerDes")
    office.intake.undo(done.batch_id)
    assert office.look.candidate(key).row.skills == ("CXL", "HBM")
    apart = office.intake.preview(tmp_path / "b.xlsx")
    assert office.intake.commit(apart, {0: "skip"}).updated == 1
    assert office.look.candidate(key).row.skills == ("CXL", "HBM", "SerDes")


def test_a_second_row_that_says_otherwise_may_update_who_is_there(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "电子邮箱", "现工作单位", "专业技能")
    office.intake.commit(
        office.intake.preview(workbook(tmp_path / "a.xlsx", head, ("赵敏", "m@example.com", "甲所", "CXL")))
    )
    rows = (("赵敏", "m@example.com", "甲所", "HBM"), ("赵敏", "m@example.com", "乙厂", "UCIe"))
    preview = office.intake.preview(workbook(tmp_path / "b.xlsx", head, *rows))
    assert actions(preview) == ["update", "duplicate"] and preview.unsettled({}) == {"duplicate": 1}
    (key,) = office.look.find_candidates(CandidateQuery())
    assert preview.rows[1].target_id == key
    assert office.intake.commit(preview, {1: "update"}).updated == 1
    row = office.look.candidate(key).row
    assert (row.employer, row.skills) == ("乙厂", ("CXL", "HBM", "UCIe"))


def test_a_row_joined_to_one_that_stays_out_goes_in_itself(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "电子邮箱", "专业技能")
    rows = (("赵敏", "m@example.com", "CXL"), ("赵敏", "m@example.com", "HBM"))
    preview = office.intake.preview(workbook(tmp_path / "a.xlsx", head, *rows))
    assert office.intake.commit(preview, {0: "skip", 1: "join"}).created == 1
    (key,) = office.look.find_candidates(CandidateQuery())
    assert office.look.candidate(key).row.skills == ("HBM",)


def test_what_is_written_otherwise_is_no_change(office: Office, tmp_path: Path) -> None:
    preview, _ = known(office, tmp_path, *FULL[:4], "rtl验证；周期级模拟；HBM控制器", "+65-91234567", "博士", 12, "")
    (row,) = preview.rows
    assert (row.action, row.changes, row.held) == ("unchanged", (), ())


def test_a_file_read_again_leaves_what_was_changed_by_hand(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "电子邮箱", "电话", "现工作单位", "专业技能")
    path = workbook(tmp_path / "a.xlsx", head, ("赵敏", "m@example.com", "+65 9123 4567", "甲所", "CXL；HBM"))
    first = office.intake.commit(office.intake.preview(path))
    (key,) = office.look.find_candidates(CandidateQuery())
    version = office.editing.read(Kind.CANDIDATES, key).version
    by_hand = {"employer": "乙厂", "skills": ["HBM"], "phone": ""}
    office.editing.save(Kind.CANDIDATES, by_hand, key, version)
    (row,) = office.intake.preview(path).rows
    assert row.action == "update" and row.changes == (("phone", "", "+65 9123 4567"),), "what is empty is filled"
    assert set(row.held) == {("employer", "乙厂", "甲所"), ("skills", "HBM", "HBM; CXL")}
    office.intake.commit(office.intake.preview(path))
    kept = office.look.candidate(key).row
    assert (kept.employer, kept.skills) == ("乙厂", ("HBM",))
    assert actions(office.intake.preview(path)) == ["unchanged"]
    preview = office.intake.preview(path)
    assert office.intake.commit(preview, {0: Merge(frozenset({"employer"}))}).updated == 1, "a tick takes it"
    assert office.look.candidate(key).row.employer == "甲所"
    copied = workbook(tmp_path / "b.xlsx", head, ("赵敏", "m@example.com", "+65 9123 4567", "丙院", "CXL；HBM"))
    assert office.intake.preview(copied).rows[0].action == "update", "another file says what is new"
    assert first.batch_id is not None


def test_a_file_read_again_says_the_same_when_one_of_its_cells_is_typed_anew(office: Office, tmp_path: Path) -> None:
    """Who is only like somebody stays a question, and what was changed by hand stays held in the rows beside."""
    head = ("姓名", "电子邮箱", "现工作单位", "专业技能")
    before = workbook(tmp_path / "before.xlsx", head, ("钱伟", "old@example.com", "甲所", "CXL"))
    office.intake.commit(office.intake.preview(before))
    rows = (
        ("赵敏", "m@example.com", "甲所", "CXL"),
        ("钱伟", "new@example.com", "甲所", "HBM"),
        ("孙丽", "s@example.com", "丙院", "RTL"),
    )
    path = workbook(tmp_path / "a.xlsx", head, *rows)
    first = office.intake.preview(path)
    assert actions(first) == ["create", "duplicate", "create"]
    office.intake.commit(first, {1: "skip"})
    (key,) = office.look.find_candidates(CandidateQuery(text="赵敏"))
    office.editing.save(Kind.CANDIDATES, {"employer": "乙厂"}, key)
    again = office.intake.preview(path)
    assert actions(again) == ["unchanged", "duplicate", "unchanged"]
    cell = Retyped(again.rows[2].sheet, again.rows[2].row, again.rows[2].letters["employer"], "丁所")
    (typed,) = office.intake.previews(path, retyped=[cell])
    assert actions(typed) == ["unchanged", "duplicate", "update"]
    assert typed.rows[0].held == again.rows[0].held == (("employer", "乙厂", "甲所"),)
    assert typed.rows[2].changes == (("employer", "丙院", "丁所"),), "what somebody has just typed is meant"


def test_a_person_may_let_the_file_say_all(office: Office, tmp_path: Path) -> None:
    preview, _ = known(office, tmp_path, *FULL[:3], "南洋微电子", "HBM控制器", "", "", None, "")
    assert preview.rows[0].action == "unchanged" and preview.rows[0].changes == ()
    choice = Merge(frozenset({"employer"}), frozenset({"skills"}))
    assert office.intake.commit(preview, {0: choice}).updated == 1
    (key,) = office.look.find_candidates(CandidateQuery())
    row = office.look.candidate(key).row
    assert (row.employer, row.skills) == ("南洋微电子", ("HBM控制器",))


def test_what_is_unclear_is_said_with_how_to_write_it(office: Office, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ("姓名", "现工作单位及职务", "合作形式"), ("李雷", "Pacific Chiplets CTO", "兼职")
    )
    unit, _ = office.intake.preview(path).rows[0].problems
    for language in ("zh_CN", "zh_TW", "en"):
        say = Wording(language)
        assert say("trouble-value-unclear-employer-post") in say.problem(unit)
    assert "单位，职务" in Wording("zh_CN").problem(unit)


def test_a_city_counts_as_its_country_and_an_unknown_place_is_told(office: Office, tmp_path: Path) -> None:
    places = ("温哥华", "Toronto, ON", "美国加州", "慕尼黑", "加拿大", "水星城")
    rows = [(f"甲{name}", name, f"{at}@example.com") for at, name in enumerate(places)]
    preview = office.intake.preview(workbook(tmp_path / "a.xlsx", ("姓名", "现居住地", "电子邮箱"), *rows))
    assert [row.values["country"] for row in preview.rows] == list(places)  # as the file says it
    assert [(one.trouble, one.value) for one in preview.problems] == [(Trouble.COUNTRY_UNKNOWN, "水星城")]
    office.intake.commit(preview)
    counts = office.look.count_candidates(CandidateQuery())["country"]
    assert counts == {"CA": 3, "US": 1, "DE": 1, "水星城": 1}
    assert len(office.look.find_candidates(CandidateQuery(facets=(("country", "CA"),)))) == 3


def test_a_likely_duplicate_waits_for_a_person(office: Office, tmp_path: Path) -> None:
    office.intake.commit(office.intake.preview(people(tmp_path / "a.xlsx", ("李雷", "", "", "某单位", "", None))))
    preview = office.intake.preview(people(tmp_path / "b.xlsx", ("李雷", "", "l@example.com", "", "", None)))
    assert actions(preview) == ["duplicate"]
    assert preview.rows[0].duplicate_of == "李雷"
    assert office.intake.commit(preview).left_out == 1
    assert office.look.counts().candidates == 1
    assert office.intake.commit(preview, {0: "create"}).created == 1
    assert office.look.counts().candidates == 2


def test_one_orcid_is_not_enough_where_all_else_speaks_against_it(office: Office, tmp_path: Path) -> None:
    """It may have been taken from the wrong line: nobody's name and address are written over without being asked."""
    head, orcid = ("姓名", "ORCID", "电子邮箱", "工作单位"), "0000-0002-1825-0097"
    first = workbook(tmp_path / "a.xlsx", head, ("张伟", orcid, "z@example.com", "甲单位"))
    office.intake.commit(office.intake.preview(first))
    rows = [
        (("Anna Keller", orcid, "k@example.com", "乙单位"), "duplicate"),
        (("Anna Keller", orcid, "", ""), "update"),  # a name may be another in another language
        (("Anna Keller", orcid, "z@example.com", "乙单位"), "update"),
        (("张伟", orcid, "k@example.com", "乙单位"), "update"),
    ]
    for row, action in rows:
        preview = office.intake.preview(workbook(tmp_path / "b.xlsx", head, row))
        assert actions(preview) == [action], row


def test_who_only_shares_a_telephone_is_not_left_out(office: Office, tmp_path: Path) -> None:
    head, board = ("姓名", "电话", "电子邮箱", "工作单位"), "+86 21 5555 0100"
    first = workbook(tmp_path / "a.xlsx", head, ("李雷", board, "l@example.com", "甲单位"))
    office.intake.commit(office.intake.preview(first))
    rows = (
        ("韩梅梅", board, "h@example.com", "乙单位"),
        ("孙一", board, "", ""),
        ("Lei Li", board, "", ""),  # one name across scripts, and one number: asked about
    )
    preview = office.intake.preview(workbook(tmp_path / "b.xlsx", head, *rows))
    assert actions(preview) == ["create", "create", "duplicate"]
    assert [one.trouble for one in preview.problems] == [
        Trouble.PHONE_SHARED,
        Trouble.PHONE_SHARED,
        Trouble.LIKELY_DUPLICATE,
    ]
    assert preview.rows[0].alike and preview.problems[0].facts["name"] == "李雷"
    assert office.intake.commit(preview).created == 2
    again = office.intake.preview(tmp_path / "b.xlsx")
    assert actions(again)[0] == "unchanged"


def test_an_address_beside_a_name_gives_way_to_the_one_of_its_own_column(office: Office, tmp_path: Path) -> None:
    head, name = ("姓名", "电子邮箱", "工作单位"), "张三丰 <zsf@old.example.com>"
    for address, taken in (("zsf@new.example.com", "zsf@new.example.com"), (None, "zsf@old.example.com")):
        (row,) = office.intake.preview(workbook(tmp_path / "a.xlsx", head, (name, address, "甲单位"))).rows
        assert (row.values["name_zh"], row.values["email"]) == ("张三丰", taken)


def test_who_has_the_name_of_somebody_else_is_told_of_and_may_update_them(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "英文姓名", "电子邮箱", "工作单位", "最高学位")
    first = workbook(tmp_path / "a.xlsx", head, ("林浩然", "Lin Haoran", "l@example.com", "甲单位", ""))
    office.intake.commit(office.intake.preview(first))
    rows = (
        ("林浩然", "Lin Haoran", "private@example.com", "", "博士"),
        ("林浩然", "Lin Haoran", "k@example.com", "乙单位", "硕士"),
        ("孙一", "", "s@example.com", "", ""),
        ("Haoran Lin", "", "h@example.com", "丙单位", ""),  # many are written so
    )
    preview = office.intake.preview(workbook(tmp_path / "b.xlsx", head, *rows))
    assert actions(preview) == ["create"] * 4
    told = [(one.trouble, one.row, one.header, one.facts["employer"]) for one in preview.problems]
    assert told == [(Trouble.NAME_SHARED, row, "姓名", "甲单位") for row in (2, 3)]
    changes = {name: (old, new) for name, old, new in preview.rows[0].changes}
    assert changes["highest_degree"] == ("", "博士") and preview.rows[2].target_id is None
    result = office.intake.commit(preview, {0: "update"})
    assert (result.created, result.updated) == (3, 1)
    assert preview.rows[0].target_id is not None
    (known,) = office.look.candidate_rows([preview.rows[0].target_id])
    assert (known.employer, known.degree) == ("甲单位", "博士")
    again = office.intake.preview(tmp_path / "b.xlsx")
    assert actions(again) == ["unchanged"] * 4 and not again.problems


def test_a_namesake_who_comes_in_meanwhile_stops_nobody(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "电子邮箱", "工作单位")
    first = office.intake.preview(workbook(tmp_path / "a.xlsx", head, ("林浩然", "l@example.com", "甲单位")))
    second = office.intake.preview(workbook(tmp_path / "b.xlsx", head, ("林浩然", "k@example.com", "乙单位")))
    assert office.intake.commit(first).created == office.intake.commit(second).created == 1


def test_a_person_may_skip_a_row(office: Office, tmp_path: Path) -> None:
    preview = office.intake.preview(people(tmp_path / "a.xlsx", ("甲某", *[""] * 4, None), ("乙某", *[""] * 4, None)))
    result = office.intake.commit(preview, {1: "skip"})
    assert (result.created, result.skipped, result.left_out) == (1, 1, 0)


def test_a_stale_preview_is_refused_whole(office: Office, tmp_path: Path) -> None:
    office.intake.commit(
        office.intake.preview(people(tmp_path / "a.xlsx", ("李雷", "", "l@example.com", "一", "", None)))
    )
    mine = office.intake.preview(
        people(
            tmp_path / "b.xlsx",
            ("韩梅梅", "", "h@example.com", "", "", None),
            ("李雷", "", "l@example.com", "二", "", None),
        )
    )
    theirs = office.intake.preview(people(tmp_path / "c.xlsx", ("李雷", "", "l@example.com", "三", "", None)))
    office.intake.commit(theirs)
    with pytest.raises(TalentError) as caught:
        office.intake.commit(mine)
    assert caught.value.code is Fault.RECORD_STALE
    assert office.look.counts().candidates == 1


def test_an_address_that_two_people_share_makes_them_not_one(office: Office, tmp_path: Path) -> None:
    office.intake.commit(office.intake.preview(people(tmp_path / "a.xlsx", ("李雷", "", "o@agency.com", "", "", None))))
    preview = office.intake.preview(people(tmp_path / "b.xlsx", ("韩梅梅", "", "o@agency.com", "", "", None)))
    assert actions(preview) == ["duplicate"]
    office.intake.commit(preview)
    assert [row.name for row in office.look.candidate_rows(office.look.find_candidates(CandidateQuery()))] == ["李雷"]


def test_one_preview_goes_in_once(office: Office) -> None:
    preview = office.intake.preview(office.intake.starter_directory())
    office.intake.commit(preview)
    with pytest.raises(TalentError) as caught:
        office.intake.commit(preview)
    assert caught.value.code is Fault.RECORD_STALE
    assert len(office.look.organisations()) == 11


@pytest.mark.long
def test_previews_made_together_go_in_one_after_the_other(office: Office) -> None:
    for preview in [office.intake.preview(path) for path in office.intake.sample_files()]:
        office.intake.commit(preview)
    assert office.look.counts().firm_projects == 40


def test_an_update_that_contradicts_the_record_is_reported_not_fatal(office: Office, tmp_path: Path) -> None:
    head = ("项目名称", "单位名称", "开始日期", "结束日期")
    first = workbook(tmp_path / "a.xlsx", head, ("HBM", "示例新城大学", "2027-01-01", "2027-12-31"))
    office.intake.commit(office.intake.preview(first))
    second = workbook(
        tmp_path / "b.xlsx", head, ("HBM", "示例新城大学", None, "2026-06-30"), ("CXL", "示例新城大学", None, None)
    )
    preview = office.intake.preview(second)
    assert actions(preview) == ["unchanged", "create"]
    assert [problem.trouble for problem in preview.problems] == [Trouble.END_BEFORE_START]
    assert office.intake.commit(preview).created == 1


def test_months_replace_a_share_of_effort(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "电子邮箱", "每年可投入时间")
    for number, effort in enumerate(("20%", "6个月/年")):
        path = workbook(tmp_path / f"{number}.xlsx", head, ("李雷", "l@example.com", effort))
        office.intake.commit(office.intake.preview(path))
    (key,) = office.look.find_candidates(CandidateQuery())
    assert office.look.candidate(key).row.effort == 50.0


def test_cancelling_leaves_nothing(office: Office) -> None:
    _, candidates, *_ = office.intake.sample_files()
    preview = office.intake.preview(candidates)

    def stop(done: int, total: int | None) -> None:
        if done >= 10:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.intake.commit(preview, progress=stop)
    assert office.look.counts().candidates == 0
    assert office.look.recent_imports() == []


def test_a_project_of_an_unknown_organisation(office: Office, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "p.xlsx",
        ("项目名称", "单位名称", "项目需求描述"),
        ("HBM 控制器", "示例新城大学", "研究内存控制器"),
        ("编译器", "示例新城大学", "研究编译器"),
        ("神秘", "某某", "不知是何单位"),
    )
    preview = office.intake.preview(path)
    assert actions(preview) == ["create", "create", "blocked"]
    assert preview.new_organisations == {"示例新城大学": OrganisationKind.UNIVERSITY}
    troubles = [problem.trouble for problem in preview.problems]
    assert troubles == [Trouble.ORGANISATION_GUESSED, Trouble.ORGANISATION_UNKNOWN]
    assert preview.problems[-1].row == 4 and preview.problems[-1].blocking
    office.intake.commit(preview)
    assert len(office.look.find_projects(ProjectQuery())) == 2
    assert [row.names["zh_CN"] for row in office.look.organisations()] == ["示例新城大学"]
    assert actions(office.intake.preview(path)) == ["unchanged", "unchanged", "blocked"]


def test_a_bad_value_is_left_open_and_reported_at_its_cell(office: Office, tmp_path: Path) -> None:
    path = people(tmp_path / "a.xlsx", ("李雷", "", "not an address", "", "", "随时"))
    preview = office.intake.preview(path)
    assert actions(preview) == ["create"]
    found = {(problem.trouble, f"{problem.column}{problem.row}") for problem in preview.problems}
    assert (Trouble.EMAIL_MALFORMED, "C2") in found
    assert (Trouble.DATE_UNCLEAR, "F2") in found
    assert not any(problem.blocking for problem in preview.problems)
    assert all("新记录此项留空" in Wording("zh_CN").problem(problem) for problem in preview.problems)
    office.intake.commit(preview)
    (key,) = office.look.find_candidates(CandidateQuery())
    assert office.privacy.reveal(key, RevealReason.CONTACT).email == ""


def broken_files(folder: Path) -> dict[str, tuple[Path, Fault]]:
    pdf = folder / "pdf.xlsx"
    pdf.write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    nameless = workbook(
        folder / "nameless.xlsx", ("电子邮箱", "国籍", "专业技能", "最高学历"), ("a@example.com", "x", "y", "z")
    )
    empty = workbook(folder / "empty.xlsx")
    return {
        "missing": (folder / "none.xlsx", Fault.FILE_MISSING),
        "pdf": (pdf, Fault.FILE_NOT_WORKBOOK),
        "empty": (empty, Fault.FILE_EMPTY),
        "nameless": (nameless, Fault.REQUIRED_COLUMN_MISSING),
    }


@pytest.mark.parametrize("case", ["missing", "pdf", "empty", "nameless"])
def test_a_file_that_cannot_be_used_is_refused_by_code_and_path(office: Office, tmp_path: Path, case: str) -> None:
    path, fault = broken_files(tmp_path)[case]
    with pytest.raises(TalentError) as caught:
        office.intake.preview(path)
    assert caught.value.code is fault
    assert caught.value.facts["path"] == str(path)


def test_origin_survives_to_the_card(sample_office: Office) -> None:
    key = sample_office.look.find_candidates(CandidateQuery("Whitcombe"))[0]
    origin = sample_office.look.candidate(key).origin
    assert origin is not None
    assert (origin.file_name, origin.sheet) == ("candidates.xlsx", "候选人信息")
    sheet = load_workbook(sample_office.intake.sample_files()[1])["候选人信息"]
    assert sheet.cell(origin.row or 0, 3).value == "Eleanor Whitcombe"


def test_search_finds_every_spelling(sample_office: Office, opened: Callable[..., Office]) -> None:
    look = sample_office.look
    expected = look.find_candidates(CandidateQuery("张伟", order="newest"))
    assert len(expected) == 2
    for text in ("zhangwei", "張偉", "ZHANG Wei", "wei zhang", "伟"):
        assert set(look.find_candidates(CandidateQuery(text))) >= set(expected), text
    assert look.find_candidates(CandidateQuery("H%M")) == look.find_candidates(CandidateQuery("H_M")) == []
    hits = set(look.find_candidates(CandidateQuery("HBM")))
    assert hits == {
        row.id for row in look.candidate_rows(look.find_candidates(CandidateQuery())) if "hbm" in text_of(look, row.id)
    }


def text_of(look: object, key: int) -> str:
    card = look.candidate(key)  # type: ignore[attr-defined]
    parts = [*(text for _, text in card.passages.items), card.row.employer, card.row.post, card.notes]
    return " ".join(parts).casefold()


def test_what_an_organisation_is_is_asked_once_and_of_its_own_cell(office: Office, tmp_path: Path) -> None:
    head = ("单位名称", "类型", "城市")
    preview = office.intake.preview(
        workbook(tmp_path / "a.xlsx", head, ("神秘组织", "酒店", "上海"), ("某组织", None, "上海"))
    )
    assert actions(preview) == ["blocked", "blocked"]
    told = [[(one.trouble, one.column, one.value, one.blocking) for one in row.problems] for row in preview.rows]
    assert told == [[(Trouble.KIND_UNCLEAR, "B", "酒店", True)], [(Trouble.KIND_UNCLEAR, "B", "", True)]]


def test_an_organisation_that_comes_with_a_project_is_from_its_row(office: Office, tmp_path: Path) -> None:
    head = ("项目名称", "单位", "需求")
    rows = ("甲项目", "某某大学", "验证"), ("乙项目", "某某芯片有限公司", "HBM"), ("丙项目", "某某芯片有限公司", "CXL")
    office.intake.commit(office.intake.preview(workbook(tmp_path / "a.xlsx", head, *rows), Kind.PROJECTS))
    found = {row.names["zh_CN"]: office.look.organisation_origin(row.id) for row in office.look.organisations()}
    assert {name: (one.sheet, one.row) for name, one in found.items() if one} == {
        "某某大学": ("Sheet", 2), "某某芯片有限公司": ("Sheet", 3),
    }  # fmt: skip


def test_a_new_organisation_that_is_like_another_is_told_to_be(office: Office, tmp_path: Path) -> None:
    head = ("项目名称", "单位", "需求")
    rows = ("甲项目", "星河芯片有限公司", "验证"), ("乙项目", "星河芯片", "HBM"), ("丙项目", "银河芯片", "CXL")
    preview = office.intake.preview(workbook(tmp_path / "a.xlsx", head, *rows), Kind.PROJECTS)
    assert [[problem.facts.get("alike") for problem in row.problems] for row in preview.rows] == [
        [None], ["星河芯片有限公司"], [None],
    ]  # fmt: skip
    for language in LANGUAGES:
        assert "星河芯片有限公司" in Wording(language).problem(preview.rows[1].problems[0])

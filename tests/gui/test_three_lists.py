"""What each of the three lists can do: many at once, in the cell, columns kept, duplicates merged and told apart."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.search import sort_key
from talentapp.domain.terms import Kind, OrganisationKind, Status
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.row_painter import Heading
from talentapp.gui.kit.saying import called
from talentapp.gui.lists.duplicates import DuplicatesScreen
from talentapp.gui.lists.list_pane import Asking
from talentapp.office import Office
from talentapp.office.views.records import OrganisationQuery, OrganisationRow
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of, select, select_rows
from tests.gui.test_slice import key
from tests.office.test_merging import merged

CTRL = Qt.KeyboardModifier.ControlModifier
LISTS = [Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS]
CELLS = [  # a column of each list that is edited in the cell, a text that will do, what is kept, and one that will not
    (Kind.CANDIDATES, "field-country", "country", "德国", "德国", None),
    (Kind.PROJECTS, "column-places", "places", "7", 7, "many"),
    (Kind.PROJECTS, "column-places", "places", "7", 7, "0"),
    (Kind.ORGANISATIONS, "column-liaison", "liaison", "李老师", "李老师", None),
]


def office_of(window: MainWindow) -> Office:
    assert window.office is not None
    return window.office


def values(window: MainWindow, kind: Kind, record_id: int | None) -> Any:
    assert record_id is not None
    return office_of(window).editing.read(kind, record_id).values


def typed(qtbot: QtBot, text: str) -> None:
    """Put a text into what has the focus, and Enter; Qt's test keys know no Chinese."""
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    line.insert(text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", LISTS)
def test_many_are_changed_by_keys_alone_and_taken_back(qtbot: QtBot, open_window: Opener, kind: Kind) -> None:
    window = open_window()
    screen = list_of(window, kind.value)
    screen.focus_first()
    ids = select(screen, 3)
    key(qtbot, window, Qt.Key.Key_B)
    if kind is Kind.ORGANISATIONS:  # an organisation takes no part in a run, so it has no state
        assert not screen.bulk._status.isVisible()
    else:
        screen.bulk._status.choose(Status.PAUSED)
        screen.bulk._status.activated.emit(screen.bulk._status.currentIndex())
        assert {values(window, kind, one)["status"] for one in ids} == {Status.PAUSED}
    screen.bulk._tag.setFocus()
    typed(qtbot, "重点")
    screen.bulk._owner.setFocus()
    typed(qtbot, "王老师")
    assert {(values(window, kind, one)["owner"], *values(window, kind, one)["tags"][-1:]) for one in ids} == {
        ("王老师", "重点")
    }
    counts = screen.listing._source.count(screen.listing.asking)
    assert (counts["tag"]["重点"], counts["owner"]["王老师"]) == (3, 3)
    qtbot.keyClick(screen.bulk, Qt.Key.Key_Escape)
    assert not screen.bulk.isVisible()
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert {values(window, kind, one)["owner"] for one in ids} == {""}
    assert all("重点" not in values(window, kind, one)["tags"] for one in ids)


@pytest.mark.parametrize(("kind", "column", "field", "text", "kept", "wrong"), CELLS)
def test_a_cell_takes_what_fits_its_field(
    qtbot: QtBot, open_window: Opener, kind: Kind, column: str, field: str, text: str, kept: Any, wrong: str | None
) -> None:
    window = open_window()
    window.resize(1440, 900)  # room for every column
    screen = list_of(window, kind.value)
    table = screen.listing.table
    table.arrange([(one, at == 0 or one.heading == column) for at, (one, _) in enumerate(table.columns_in_order())])
    record = table.chosen_id
    before = values(window, kind, record)[field]
    if wrong is not None:  # the cell is left when it is right, or given up
        screen.focus_first()
        key(qtbot, window, Qt.Key.Key_F2)
        typed(qtbot, wrong)
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit) and line.property("wrong")
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        assert values(window, kind, record)[field] == before
    screen.focus_first()
    key(qtbot, window, Qt.Key.Key_F2)
    typed(qtbot, text)
    qtbot.waitUntil(lambda: values(window, kind, record)[field] == kept)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert values(window, kind, record)[field] == before


@pytest.mark.parametrize("kind", LISTS)
def test_duplicates_are_merged_told_apart_and_both_taken_back(qtbot: QtBot, open_window: Opener, kind: Kind) -> None:
    window = open_window()
    editing, look = office_of(window).editing, office_of(window).look
    screen = list_of(window, kind.value)
    first = editing.read(kind, screen.listing.model.ids[0])
    mine = {"notes": "zweite", "tags": ["neu"], **({"orcid": ""} if kind is Kind.CANDIDATES else {})}
    twin = editing.save(kind, {**first.values, **mine}).edit.touched[0].record_id
    editing.save(kind, {"tags": ["alt"]}, first.record_id)
    screen.focus_first()
    key(qtbot, window, Qt.Key.Key_D)
    assert window.page == "duplicates"
    pairs = window.screen_of("duplicates")
    assert isinstance(pairs, DuplicatesScreen)
    assert pairs.list.count() == 1
    came = {one.text() for one in pairs._column.findChildren(QLabel)}
    assert window.words("origin-by-hand") in came  # which of the two is the new one
    assert any(f"{kind.value}.xlsx" in one for one in came)
    assert pairs._groups["tags"].checkedId() == 2  # both, unless somebody chooses
    (said,) = [one for one in pairs._column.findChildren(QLabel) if one.buddy() is pairs._groups["notes"].button(1)]
    qtbot.mouseClick(said, Qt.MouseButton.LeftButton)  # on what it says, not on the circle before it
    key(qtbot, window, Qt.Key.Key_M)
    assert pairs.list.count() == 0
    left = values(window, kind, first.record_id)
    assert (left["notes"], left["tags"]) == ("zweite", ["alt", "neu"])
    assert window.words("edit-merge", title="")[:2] in window._status._notice.text()
    alone = window.words("duplicates-merged-removed-alone", kept=window.changes.last.title)
    assert pairs.merged.isVisible() and pairs.merged.text() == alone  # nothing referred to it, and so nothing went
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert pairs.list.count() == 1 and not pairs.merged.isVisible()
    assert values(window, kind, first.record_id)["notes"] == first.values["notes"]
    assert values(window, kind, twin)["notes"] == "zweite"
    key(qtbot, window, Qt.Key.Key_2)
    assert {group.checkedId() for group in pairs._groups.values()} == {1}
    key(qtbot, window, Qt.Key.Key_X)
    assert pairs.list.count() == 0
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert pairs.list.count() == 1
    key(qtbot, window, Qt.Key.Key_X)
    qtbot.mouseClick(pairs._told, Qt.MouseButton.LeftButton)
    assert pairs.list.count() == 1 and pairs._apart.text() == window.words("duplicates-doubt")
    key(qtbot, window, Qt.Key.Key_X)  # they may be one after all
    assert pairs.list.count() == 1 and not pairs._told.isVisible()
    assert pairs._apart.text() == window.words("duplicates-apart")
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert pairs.list.count() == 0
    (onward,) = [one for one in pairs._nothing.findChildren(QPushButton) if one.isVisible()]
    onward.click()
    assert window.page == kind.value
    screen.find_duplicates()
    qtbot.keyClick(pairs, Qt.Key.Key_Escape)
    assert window.page == kind.value
    assert look.counts().organisations


def test_two_that_somebody_chose_are_compared_and_merged(qtbot: QtBot, open_window: Opener) -> None:
    """Two of one name and different addresses are taken for two; who knows better can make them one."""
    window = open_window()
    editing, words, kind = office_of(window).editing, window.words, Kind.CANDIDATES
    screen = list_of(window)
    first = screen.listing.model.ids[0]
    table = screen.listing.table
    name = editing.read(kind, first).values["name_zh"]
    screen.edited.emit(editing.save(kind, {"name_zh": name, "email": "private@example.net"}))
    screen.edited.emit(editing.save(kind, {"name_zh": "孙小一", "email": "sun@example.net"}))
    twin = next(one for one in screen.listing.model.ids if editing.read(kind, one).values["email"][:4] == "priv")
    ids = screen.listing.model.ids
    select_rows(screen, [ids.index(first), ids.index(twin)])
    (compare,) = [one for one in screen.bulk.findChildren(QPushButton) if one.text() == words("bulk-compare")]
    assert compare.isVisible()
    key(qtbot, window, Qt.Key.Key_D)
    pairs: Any = window.screen_of("duplicates")
    assert window.page == "duplicates" and pairs.list.count() == 1
    assert pairs.list.item(0).text().endswith(words("duplicates-chosen"))
    assert pairs.subheading.text() == ""  # it is not one that was found
    key(qtbot, window, Qt.Key.Key_M)
    assert pairs.list.count() == 0 and twin not in list_of(window).listing.model.ids
    assert editing.read(kind, first).values["email"] != "private@example.net"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    window.go("duplicates")
    assert pairs.list.count() == 1 and pairs.list.item(0).text().endswith(words("duplicates-chosen"))
    key(qtbot, window, Qt.Key.Key_X)
    assert pairs.list.count() == 0 and window.changes.last.what == "apart"
    window.go("candidates")
    table.selectAll()
    assert not compare.isVisible()
    table.choose(first)
    key(qtbot, window, Qt.Key.Key_D)
    assert pairs.list.count() == 0


def test_two_of_which_one_was_merged_away_are_not_compared_and_it_is_said_why(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    screen = list_of(window)
    stays, gone = screen.listing.model.ids[:2]
    screen.edited.emit(merged(office_of(window), Kind.CANDIDATES, stays, gone).result)
    ids = screen.listing.model.ids
    select_rows(screen, [ids.index(stays), ids.index(gone)])
    key(qtbot, window, Qt.Key.Key_D)
    pairs: Any = window.screen_of("duplicates")
    qtbot.waitUntil(lambda: pairs.subheading.text() == window.words("duplicates-not-two"))
    assert pairs.list.count() == 0


def test_a_pair_of_another_kind_is_not_missed(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    editing, words = office_of(window).editing, window.words
    list_of(window)
    window.go("duplicates")
    pairs: Any = window.screen_of("duplicates")

    def told() -> list[str]:
        return [one.text() for one in pairs.kinds.findChildren(QPushButton)]

    def counted(*numbers: int) -> list[str]:
        named = zip(LISTS, numbers, strict=True)
        return [words("duplicates-tab", kind=words(f"nav-{kind.value}"), n=n) for kind, n in named]

    qtbot.waitUntil(lambda: told() == counted(0, 0, 0))
    for number in range(2):
        name = {"name_zh": "示例重名芯片公司", "kind": OrganisationKind.FIRM, "city": f"城{number}"}
        pairs.edited.emit(editing.save(Kind.ORGANISATIONS, name))
    qtbot.waitUntil(lambda: told() == counted(0, 0, 1))
    window.go("duplicates", Kind.ORGANISATIONS)
    key(qtbot, window, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: told() == counted(0, 0, 0))
    qtbot.mouseClick(pairs._told, Qt.MouseButton.LeftButton)
    assert pairs.list.count() == 1 and told() == counted(0, 0, 0), "what was told apart counts no more"


@pytest.mark.parametrize("kind", LISTS)
def test_a_view_is_kept_and_every_column_sorts(qtbot: QtBot, open_window: Opener, kind: Kind) -> None:
    window = open_window()
    screen = list_of(window, kind.value)
    table, every = screen.listing.table, sorted(screen.listing.model.ids)
    for at, column in enumerate(screen.listing.model.columns):
        if column.order:
            for _ in range(2):
                table.horizontalHeader().sectionClicked.emit(at)
                qtbot.waitUntil(lambda: len(screen.listing.model.ids) == len(every))  # not its beginning alone
                assert sorted(screen.listing.model.ids) == every
                assert screen.listing.asking.order == column.order
    screen.listing.search.setText("a")
    screen.focus_first()
    key(qtbot, window, Qt.Key.Key_V)
    typed(qtbot, "meine")
    (view,) = screen.views.all
    assert (view.page, view.name, view.asking.text) == (kind.value, "meine", "a")


@pytest.mark.parametrize("kind", LISTS)
def test_a_second_click_on_a_heading_turns_the_order_round(qtbot: QtBot, open_window: Opener, kind: Kind) -> None:
    """With the pointer: Qt turns its own arrow on the way, also on columns that nothing is sorted by."""
    window = open_window()
    listing = list_of(window, kind.value).listing
    heading = listing.table.horizontalHeader()
    assert isinstance(heading, Heading)
    window.resize(1900, 900)  # where every column has room
    qtbot.waitUntil(lambda: listing.table.viewport().width() > 800)
    listing.ask(Asking(order="newest"))
    for at, column in enumerate(listing.model.columns):
        listing.table.arrange([(one, one is column) for one in listing.model.columns])
        assert not listing.table.isColumnHidden(at)
        seen = []
        for _ in range(2):
            before = listing.model.sorted_by
            place = QPoint(heading.sectionViewportPosition(at) + 20, heading.height() // 2)
            qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=place)
            seen.append(listing.asking.descending)
            assert listing.model.sorted_by == ((at, seen[-1]) if column.order else before)
            assert listing.asking.order == column.order or not column.order
        if column.order:
            highest_first = column.order in (
                "best_score", "projects", "waiting", "experience", "effort", "places", "pairings",
            )  # fmt: skip
            assert seen == [highest_first, not highest_first], column.heading


@pytest.mark.parametrize("written", ["shanghai", "上海", "SHANGHAI"])
def test_organisations_are_found_in_either_script_and_pinyin(open_window: Opener, written: str) -> None:
    window = open_window()
    editing = office_of(window).editing
    made = editing.save(Kind.ORGANISATIONS, {"name_zh": "甲", "aliases": ["上海示例"], "kind": "firm"})
    screen = list_of(window, "organisations")
    screen.listing.search.setText(written)
    assert made.edit.touched[0].record_id in screen.listing.model.ids


def test_organisations_are_sorted_as_they_are_read(open_window: Opener) -> None:
    """By name alone, which is not by kind; a district stands for the city that is not known."""
    window = open_window()
    screen = list_of(window, "organisations")
    look = window.office.look  # type: ignore[union-attr]

    def order(of: str) -> list[OrganisationRow]:
        found = look.begin_organisations(OrganisationQuery(order=of, language=window.words.language)).ids
        rows = {row.id: row for row in look.organisations()}
        return [rows[one] for one in found]

    kinds = [row.kind for row in order("kind")]
    assert kinds == sorted(kinds, key=list(OrganisationKind).index) != [row.kind for row in order("name")]
    heard = [sort_key(row.names["zh_CN"]) for row in order("name")]
    assert heard == sorted(heard)
    places = [sort_key(row.city or row.district) for row in order("city")]
    assert places == sorted(places) and len(set(places)) > 1
    assert sum(look.count_organisations(OrganisationQuery())["city"].values()) == len(places)
    assert screen.listing.asking.order == "kind"


def test_people_and_organisations_are_sorted_as_they_are_shown(open_window: Opener) -> None:
    window = open_window(language="en")
    office = office_of(window)
    office.editing.save(Kind.CANDIDATES, {"name_zh": "欧阳静怡", "name_en": "Jingyi Ouyang"})
    office.editing.save(Kind.CANDIDATES, {"name_zh": "阿明"})
    for way in (False, True):
        screen = list_of(window)
        screen.listing.sort("name", way)
        rows = office.look.candidate_rows(screen.listing.model.ids)
        shown = [sort_key(called(window.words, row.name, row.other_name)[0]) for row in rows]
        assert shown == sorted(shown, reverse=way) and len(shown) == 61
        screen = list_of(window, "projects")
        screen.listing.sort("organisation", way)
        owners = [row.organisation["en"] for row in office.look.project_rows(screen.listing.model.ids)]
        assert [sort_key(one) for one in owners] == sorted(map(sort_key, owners), reverse=way)

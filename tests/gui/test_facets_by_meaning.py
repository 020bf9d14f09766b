"""Filters by people's own words: a skill is one value, in whichever language and spelling it is written."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from talentapp.domain.lists import FIELD, SKILL
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Role
from talentapp.gui.lists.facets import _MOST, _VALUE
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.list_screen import ListScreen
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of


def values(tree: object, facet: str) -> dict[str, QTreeWidgetItem]:
    items = [tree.topLevelItem(at).child(row) for at in range(tree.topLevelItemCount())  # type: ignore[attr-defined]
             for row in range(tree.topLevelItem(at).childCount())]  # type: ignore[attr-defined]  # fmt: skip
    told = [item for item in items if (item.data(0, Qt.ItemDataRole.UserRole) or ("",))[0] == facet]
    return {item.text(0): item for item in told}


def chips(screen: ListScreen) -> list[QPushButton]:
    return [one for one in screen.findChildren(QPushButton) if one.property("facet") and one.isVisible()]


def test_skills_are_counted_found_and_filtered_by_what_they_mean(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    panel, listing = screen.listing.panel, screen.listing
    listing.open_filters()
    qtbot.waitUntil(lambda: bool(values(panel.tree, SKILL)))
    most = values(panel.tree, SKILL)
    assert len(most) == 12  # those that most people have; any other is found by typing
    panel.search.setText("编译优化后端没有的词")
    assert not values(panel.tree, SKILL)
    panel.search.setText("profilers")
    (item,) = values(panel.tree, SKILL).values()
    assert item.text(0) == "性能剖析"  # as the reader of this window says it, found by what others write
    assert "profilers" in item.toolTip(0) and "profiling" in item.toolTip(0)  # what is counted as one can be looked up
    item.setCheckState(0, Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: listing.number == int(item.text(1)))
    skills = {skill for row in listing.rows_of(listing.model.ids) for skill in row.skills}
    assert {"profiling", "性能剖析"} <= skills
    panel.hide()
    assert "性能剖析" in chips(screen)[0].text()
    screen.dress.set_language("en")
    listing.find_again()
    qtbot.waitUntil(lambda: ["profilers" in one.text() for one in chips(screen)] == [True])
    (chip,) = chips(screen)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert listing.number == len(listing.model.ids) > 20


def test_each_list_says_where_it_looks_for_a_skill(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    for page, heading in (("candidates", "技能或研究方向"), ("projects", "技能")):
        screen = list_of(window, page)
        screen.listing.open_filters()
        tree = screen.listing.panel.tree
        qtbot.waitUntil(lambda: bool(values(tree, SKILL)))  # noqa: B023
        assert heading in {tree.topLevelItem(at).text(0) for at in range(tree.topLevelItemCount())}  # type: ignore[union-attr]
        screen.listing.panel.hide()
        screen.listing.ask(Asking(facets=((SKILL, "LLVM"),)))
        qtbot.waitUntil(lambda: bool(chips(screen)))  # noqa: B023
        assert chips(screen)[0].text().startswith(f"{heading}：")


def test_a_view_by_a_skill_waits_for_what_it_means(qtbot: QtBot, open_window: Opener) -> None:
    """The knowledge of what spellings mean is read beside the thread; until then nothing is shown as found."""
    screen = list_of(open_window(), "projects")
    every = len(screen.listing.model.ids)
    screen.listing.ask(Asking(facets=((FIELD, "图形渲染"),)))
    qtbot.waitUntil(lambda: screen.listing.number is not None and screen.listing.number < every)
    fields = {row.field for row in screen.listing.rows_of(screen.listing.model.ids)}
    assert fields == {"图形渲染", "圖形渲染"}


def test_filters_are_found_by_pinyin(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    panel = screen.listing.panel
    screen.listing.open_filters()
    qtbot.waitUntil(lambda: bool(values(panel.tree, SKILL)))
    for typed in ("jianada", "jnd", "加拿大"):
        panel.search.setText(typed)
        assert set(values(panel.tree, "country")) == {"加拿大"}, typed
    panel.search.setText("xingneng")
    assert "性能剖析" in values(panel.tree, SKILL)
    panel.hide()


def test_what_is_counted_later_pushes_nothing_away(qtbot: QtBot, open_window: Opener) -> None:
    """Somebody who aims at a country does not tick a skill."""
    screen = list_of(open_window(lane=ThreadPoolExecutor(1)))
    panel = screen.listing.panel
    screen.listing.open_filters()

    def places() -> dict[str, int]:
        others = [one for one in panel._items() if one.data(0, _VALUE)[0] not in _MOST]
        return {one.text(0): panel.tree.visualItemRect(one).top() for one in others}

    before = places()
    assert before and panel._by_meaning is None
    qtbot.waitUntil(lambda: bool(values(panel.tree, SKILL)), timeout=60_000)
    assert places() == before
    panel.hide()


def test_the_keys_pass_over_what_only_says_how_many_more_there_are(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    panel = screen.listing.panel
    screen.listing.open_filters()
    qtbot.waitUntil(lambda: bool(values(panel.tree, SKILL)))
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    seen = []
    for _ in range(60):
        item = panel.tree.currentItem()
        assert item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled
        seen.append(item.text(0))
        qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    assert set(values(panel.tree, SKILL)) < set(seen)
    panel.hide()


def test_a_liaison_is_told_no_spellings_of_others(open_window: Opener) -> None:
    window = open_window()
    look = window.office.look  # type: ignore[union-attr]
    look.read_meanings()
    assert len(look.spelled(SKILL, "profiling")) > 1
    window.office.act_as(Actor("何", Role.LIAISON, look.organisations()[0].id))  # type: ignore[union-attr]
    assert look.spelled(SKILL, "profiling") == ("profiling",)

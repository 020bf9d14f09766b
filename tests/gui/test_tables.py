"""The row model keeps Qt's rules, and reads only what is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.tables import PAGE, Cell, Column, RowTable


class Source:
    """Rows made of their ids; remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, ids: list[int]) -> Sequence[int]:
        self.asked.append(ids)
        return ids


def table_of(dress: Dress, source: Source) -> RowTable:
    columns = [
        Column("column-candidate", lambda row: Cell(f"name {row}", "under"), 100, 1, "name"),
        Column("column-best-score", lambda row: Cell(score=float(row % 100)), 80),
    ]
    return RowTable(dress, columns, source)


def test_it_keeps_the_rules_of_item_models(dress: Dress) -> None:
    table = table_of(dress, Source())
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for ids in ([], [1], list(range(1, 1001)), [3, 1, 2], []):
        table.show_ids(ids)
        table.forget()
        for row in range(0, len(ids), 97):
            for column in range(table.columnCount()):
                table.data(table.index(row, column))
    assert tester.model() is table


def test_a_hundred_thousand_rows_cost_one_page(dress: Dress) -> None:
    source = Source()
    table = table_of(dress, source)
    table.show_ids(list(range(100_000)))
    assert table.cell(99_950, 0).text == "name 99950"
    assert [len(ids) for ids in source.asked] == [PAGE]
    assert table.rowCount(QModelIndex()) == 100_000


def test_the_current_record_stays_current(dress: Dress, qtbot: QtBot) -> None:
    table = table_of(dress, Source())
    view = RecordTable(dress, table, "nav-candidates")
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.show_ids([10, 20, 30, 40])
    assert view.chosen_id == 10
    qtbot.keyClick(view, Qt.Key.Key_J)
    qtbot.keyClick(view, Qt.Key.Key_J)
    assert view.chosen_id == 30
    view.show_ids([40, 30, 20])
    assert view.chosen_id == 30
    assert view.currentIndex().row() == 1
    view.show_ids([40, 20])  # what was current is gone: the next in its place is
    assert view.chosen_id == 20
    with qtbot.waitSignal(view.chosen, check_params_cb=lambda chosen: chosen is None):
        view.show_ids([])
    with qtbot.waitSignal(view.opened):
        view.show_ids([7])
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_a_heading_asks_for_its_order(dress: Dress, qtbot: QtBot) -> None:
    view = RecordTable(dress, table_of(dress, Source()), "nav-candidates")
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.resort) as asked:
        view.horizontalHeader().sectionClicked.emit(0)
    assert asked.args == ["name", False]
    with qtbot.assertNotEmitted(view.resort):
        view.horizontalHeader().sectionClicked.emit(1)

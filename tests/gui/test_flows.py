"""The picture of which universities and firms come together, with more of both than it can name."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot
from sqlmodel import select

from talentapp.domain.records import Organisation, OrganisationDraft, Project
from talentapp.domain.terms import OrganisationKind
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tokens import CAPTION
from talentapp.gui.overview.flows import FlowPicture
from talentapp.gui.overview.pictures import PictureCard
from talentapp.office.views.overview import Flow
from talentapp.store import writes
from tests.gui.conftest import Opener
from tests.gui.test_overview import click, only, reviewed, shown

_MANY = 12


@pytest.fixture
def window(qtbot: QtBot, open_window: Opener) -> MainWindow:
    """The overview of a programme with twelve universities and twelve firms."""
    window = open_window()
    window.resize(1100, 700)
    assert window.office is not None
    with window.office.store.writing() as session:
        sides = {one.id: one.kind.side for one in session.exec(select(Organisation)).all()}
        projects = [(one, sides[one.organisation_id]) for one in session.exec(select(Project)).all()]
        for kind in (OrganisationKind.UNIVERSITY, OrganisationKind.FIRM):
            drafts = [OrganisationDraft(name_zh=f"{kind.value} {at:02}", kind=kind) for at in range(_MANY)]
            owners = [writes.add_organisation(session, one).id or 0 for one in drafts]
            for at, project in enumerate(one for one, side in projects if side is kind.side):
                project.organisation_id = owners[at % _MANY]
    window.reload()
    window.go("overview")
    qtbot.waitUntil(lambda: bool(shown(window, FlowPicture)) and window.idle)
    qtbot.wait(80)  # the rest of the page comes in later turns
    return window


def card_of(window: MainWindow) -> PictureCard:
    return next(one for one in window.findChildren(PictureCard) if isinstance(one.picture, FlowPicture))


def test_what_stands_at_a_name_is_all_that_it_has_and_the_others_are_one(window: MainWindow, tmp_path: Path) -> None:
    flows = window.office.look.flows()  # type: ignore[union-attr]
    picture = only(window, FlowPicture)
    assert sum(band.count for band in picture.bands) == sum(flow.count for flow in flows)
    for side, ends in ((picture._left, [f.left for f in flows]), (picture._right, [f.right for f in flows])):
        all_of: Counter[int] = Counter()
        for end, flow in zip(ends, flows, strict=True):
            all_of[end] += flow.count
        *named, others = side.totals
        assert others is None and len(named) == 8 and len(all_of) == _MANY
        assert [side.totals[one] for one in named] == [n for _, n in all_of.most_common(8)]
        assert side.totals[None] == sum(all_of.values()) - sum(side.totals[one] for one in named)
    boxes = {(side is picture._left, end): box.height() for side, end, box in picture._boxes}
    scale = boxes[True, None] / picture._left.totals[None]
    for (at_left, end), height in boxes.items():
        assert height == pytest.approx(scale * (picture._left if at_left else picture._right).totals[end])
    saved = tmp_path / "saved.svg"
    assert card_of(window).save_as(saved)
    assert all(window.words(one, n=4) in saved.read_text("utf-8") for one in
               ("flow-other-universities", "flow-other-firms"))  # fmt: skip


def test_a_band_of_one_pair_opens_its_pairings(qtbot: QtBot, window: MainWindow) -> None:
    picture = only(window, FlowPicture)
    assert picture.bands[0].is_one_pair
    click(qtbot, picture, 0)
    assert len(reviewed(window)) == picture.bands[0].count


def test_a_band_of_others_opens_the_table_where_it_begins(qtbot: QtBot, window: MainWindow) -> None:
    flows = window.office.look.flows()  # type: ignore[union-attr]
    picture, card = only(window, FlowPicture), card_of(window)
    at = next(at for at, band in enumerate(picture.bands) if not band.is_one_pair and band.left is not None)
    band = picture.bands[at]
    picture.picked.emit(at)
    assert window.page == "overview" and card.table.isVisible() and card.table.rowCount() == len(flows)
    assert flows[card.table.currentRow()].left == band.left
    assert flows[card.table.currentRow()].right not in picture._right.totals
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    assert len(reviewed(window)) == flows[band.row].count


def test_what_a_click_on_others_does_is_said(dress: Dress) -> None:
    flows = [Flow(at, 100 + at, 1) for at in range(_MANY)]
    names = {one: str(one) for flow in flows for one in (flow.left, flow.right)}
    picture = FlowPicture(dress, flows, names)
    between = dress.words("flow-between", one=dress.words("flow-other-universities", n=4),
                          other=dress.words("flow-other-firms", n=4))  # fmt: skip
    assert picture._tips[-1] == dress.words("picture-part-table", what=between, n=4)


def test_a_single_other_is_named(dress: Dress) -> None:
    flows = [Flow(at, 100, 1) for at in range(9)]
    picture = FlowPicture(dress, flows, {one: str(one) for one in (*range(9), 100)})
    assert len(picture._left.totals) == 9 and None not in picture._left.totals


def test_a_name_is_whole_where_there_is_room(dress: Dress) -> None:
    picture = FlowPicture(dress, [Flow(1, 2, 3)], {1: "南浦大学", 2: "南浦芯片有限公司"})
    picture.resize(900, 200)
    picture.grab()
    (_, _, left), (_, _, right) = picture._boxes
    font = picture.font()
    font.setPixelSize(CAPTION)
    metrics = QFontMetrics(font)
    assert metrics.horizontalAdvance(picture._left.label(1)) <= left.left() - 12
    assert metrics.horizontalAdvance(picture._right.label(2)) <= picture.width() - right.right() - 12

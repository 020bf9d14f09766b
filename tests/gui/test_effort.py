"""The ledger of a person's time, as it is worked in the window."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.case_records import EffortDraft
from talentapp.domain.ledger import CommitmentKind
from talentapp.domain.terms import Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.timeline import _AXIS, _LABELS, _ROW, TimeLine
from talentapp.gui.pairings.pairing_screen import PairingScreen
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener


def ledger_of(qtbot: QtBot, window: MainWindow) -> PairingScreen:
    """The page of a pairing that has been accepted, on its ledger."""
    assert window.office is not None
    key = window.office.look.find_pairings(PairingQuery())[0]
    window.office.review.decide(key, Verdict.ACCEPT, who="王老师")
    window.go("pairing", window.office.look.pairing_rows([key])[0].recommendation_id)
    page = window.screen_of("pairing")
    assert isinstance(page, PairingScreen)
    qtbot.waitUntil(lambda: page.dossier is not None)
    page.turn_to("effort")
    return page


def test_what_was_entered_by_mistake_is_deleted_and_told(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    page = ledger_of(qtbot, window)
    words, today = window.words, date.today()

    def enter(start: date, end: date, *, full_width: bool = False) -> None:
        """Full-width as well: so does an input method write what it is not told to leave alone."""
        page.effort._place.setText("Saimaa")
        texts = ["80%", start.isoformat(), end.isoformat()]
        if full_width:
            texts = [text.translate({ord(one): ord(one) + 0xFEE0 for one in "0123456789-%"}) for text in texts]
        for line, text in zip((page.effort._share, page.effort._from, page.effort._to), texts, strict=True):
            line.setText(text)
        page.effort._add()

    def offered() -> list[QPushButton]:
        texts = (words("effort-end"), words("effort-remove"))
        return [one for one in page.effort.findChildren(QPushButton) if one.text() in texts and one.isVisible()]

    enter(today, today - timedelta(30))
    assert page.error.text == words("effort-end-before-start") and not offered()
    enter(today + timedelta(30), today + timedelta(90), full_width=True)
    qtbot.waitUntil(lambda: bool(offered()))
    (delete,) = offered()  # what has not begun does not end today
    assert delete.text() == words("effort-remove")
    delete.click()
    qtbot.waitUntil(lambda: not offered())
    assert "Saimaa" in window._status._notice.text()


def test_a_limit_is_kept_when_one_goes_on_to_something_else(qtbot: QtBot, open_window: Opener) -> None:
    """Not with Enter alone: what stands in the field is what counts."""
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = ledger_of(qtbot, window)
    organisation, (one, together) = next(iter(page.effort._caps.items()))
    one.setFocus()
    qtbot.keyClicks(one, "1")
    page._office.agreeing.move(page._case().pairing_id, Verdict.COMMENT, "何", "x")  # somebody else did something
    window.reload()  # and what is half typed is not meant yet
    qtbot.waitUntil(lambda: window.idle and page.effort._caps[organisation][0] is not one)
    assert page.dossier.ledger.caps.get(organisation, (None, None)) == (None, None)  # type: ignore[union-attr]
    one, together = page.effort._caps[organisation]
    one.setFocus()
    one.setText("４０％")
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert together.hasFocus()
    qtbot.keyClicks(together, "120")
    qtbot.keyClick(together, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: page.dossier.ledger.caps.get(organisation) == (40.0, 120.0))  # type: ignore[union-attr]
    one, together = page.effort._caps[organisation]
    together.setFocus()
    qtbot.keyClick(together, Qt.Key.Key_Tab)  # left once, untouched
    one.setFocus()
    one.selectAll()
    qtbot.keyClicks(one, "60")
    for entry in (one, together):
        qtbot.keyClick(entry, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: page.dossier.ledger.caps.get(organisation) == (60.0, 120.0))  # type: ignore[union-attr]
    assert page.effort.isAncestorOf(window.focusWidget()), "where one was going, not at the navigation"


def test_what_runs_what_is_to_come_and_what_is_over_look_different_and_are_explained(
    qtbot: QtBot, open_window: Opener
) -> None:
    """And not by their colours alone."""
    window = open_window()
    page = ledger_of(qtbot, window)
    words, today = window.words, date.today()
    legend = [words(f"effort-phase-{one}") for one in ("running", "coming", "over")]

    def explained() -> list[str]:
        texts = [one.text() for one in page.effort.findChildren(QLabel) if one.isVisible()]
        return [one for one in (*legend, words("effort-this")) if one in texts]

    assert explained() == []
    spans = {"Runs": (-100, 100), "Comes": (150, 350), "Over": (-300, -100)}
    for at, (place, (start, end)) in enumerate(spans.items(), 1):
        page.effort.added.emit(
            EffortDraft(
                candidate_id=page._case().candidate_id, kind=CommitmentKind.OTHER, place=place, percent=20,
                start=today + timedelta(start), end=today + timedelta(end),
            )
        )  # fmt: skip
        qtbot.waitUntil(lambda at=at: len(page._case().ledger.commitments) == at)  # type: ignore[misc]
    QApplication.processEvents()
    assert explained() == legend, "there is none of this pairing yet, and it is not explained"
    (picture,) = [one for one in page.effort.findChildren(TimeLine) if one.isVisible()]
    told = [(one.split("\u00a0")[0], one.split("· ")[-1]) for one in picture.accessibleName().split("; ")]
    assert dict(told) == dict(zip(spans, legend, strict=True))
    image, corner = window.grab().toImage(), picture.mapTo(window, QPoint())
    colour = QColor(window.dress.tokens.control_border)

    def filled(place: str) -> int:
        """How many points of a bar's middle have its colour."""
        at = [one.label for one in page._case().ledger.commitments].index(place)
        y = corner.y() + _AXIS + at * _ROW + _ROW // 2
        return sum(image.pixelColor(x, y) == colour for x in range(corner.x() + _LABELS, corner.x() + picture.width()))

    runs, comes, over = map(filled, spans)
    assert runs > 50 and comes < 8, "filled, and an outline"
    assert comes < over < runs / 2, "hatched"

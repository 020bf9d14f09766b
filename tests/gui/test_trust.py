"""Roles, personal data, the trail and what was learned, in the real window."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from talentapp import settings
from talentapp.domain.roles import Act, Actor
from talentapp.domain.terms import ErasureReason, Kind, LegalBasis, RevealReason, Role, State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.lists.candidates import CandidateDetail, CandidatesScreen
from talentapp.gui.lists.personal_data import ErasureDialog, PersonalData
from talentapp.gui.pairings.entered import Entered
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.pairings.unsaid import Unsaid
from talentapp.gui.settings.preferences import PreferencesScreen
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import LANGUAGES, Language
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of
from tests.gui.test_slice import key

PICTURES = Path(__file__).resolve().parents[2] / "output" / "trust"


def preferences(window: MainWindow) -> PreferencesScreen:
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    return screen


def personal(qtbot: QtBot, window: MainWindow, key: int) -> PersonalData:
    window.go("candidates")
    screen = window.screen_of("candidates")
    assert isinstance(screen, CandidatesScreen)
    detail = screen.detail
    assert isinstance(detail, CandidateDetail)
    detail.show_id(key)
    qtbot.waitUntil(lambda: isinstance(getattr(detail, "personal", None), PersonalData) and window.idle)
    assert isinstance(detail.personal, PersonalData)
    return detail.personal


def shown_pages(window: MainWindow) -> set[str]:
    return {name for name, item in window._navigation.items.items() if not item.isHidden()}


def test_a_role_hides_what_it_may_not_see_and_says_why(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    everything, people = shown_pages(window), len(office.look.find_candidates(CandidateQuery()))
    screen = preferences(window)
    own = office.look.organisations()[0]
    screen.role.chosen.emit(Role.LIAISON, own.id)
    assert shown_pages(window) < everything and "plan" not in shown_pages(window)
    assert 0 < len(office.look.find_candidates(CandidateQuery())) < people
    window.go("plan")  # by a key, though the page is hidden
    assert window.page != "plan"
    assert window.words("role-liaison") in screen.error.text  # on the page in view
    assert window.words("role-liaison") in window._status._facts.text()
    assert own.names["zh_CN"] in window._status._facts.text()
    key = office.look.find_candidates(CandidateQuery())[0]
    card = personal(qtbot, window, key)
    assert card.offered == {}  # neither shown in full, nor exported, nor erased
    kept = settings.load(screen._chosen.database)
    assert (kept.role, kept.organisation_id) == ("liaison", own.id)  # remembered
    screen.role.chosen.emit(Role.MANAGER, None)
    window.go("review")
    review = window.screen_of("review")
    assert isinstance(review, ReviewScreen)
    assert review.view.card is not None and review.view.card.verdicts == (Verdict.COMMENT,)
    screen.role.chosen.emit(Role.HR_OFFICER, None)
    assert shown_pages(window) == everything


def test_contact_data_are_shown_with_a_reason(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    key = office.look.find_candidates(CandidateQuery())[0]
    card = personal(qtbot, window, key)
    assert "***@" in card.contact.text() and card.offered[Act.REVEAL_CONTACT].isVisible()
    window.keys.open_palette()
    palette = window.keys.palette
    palette.line.setText(window.words("privacy-erase"))
    assert palette.list.item(0).text() == window.words("privacy-erase"), "also what stands at the end of the card"
    palette.shut()
    assert card.offered[Act.REVEAL_CONTACT].parent() is card.contact.parent()  # beside what it shows
    card.reveal(RevealReason.CONTRACT)
    qtbot.waitUntil(lambda: "***" not in card.contact.text())
    assert "@" in card.contact.text() and not card.offered[Act.REVEAL_CONTACT].isVisible()
    entry = office.audit.newest(1)[0]
    assert (entry.action, entry.keys, entry.purpose) == ("reveal", str(key), "contract")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_before_an_erasure_is_whole(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, language: Language
) -> None:
    window = open_window(language=language)
    office = window.office
    assert office is not None
    key, *_ = office.look.find_candidates(CandidateQuery())
    office.privacy.export_person(key, tmp_path, window.words)
    preview = office.privacy.preview_erasure([key])
    for number in range(4):  # exports that are named
        dialog = ErasureDialog(window.dress, replace(preview, exports=preview.exports * number), window)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        texts = [one for one in dialog.findChildren(QLabel) if one.isVisible()]
        assert len(texts) > 3 + number
        for one in texts:
            wanted = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
            assert one.visibleRegion().boundingRect().height() >= wanted, one.text()
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert dialog.grab().save(str(PICTURES / f"erase-{language}.png"))


def test_a_person_is_exported_and_erased_after_a_preview(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    key, *others = office.look.find_candidates(CandidateQuery())
    name = office.look.candidate(key).row.name
    card = personal(qtbot, window, key)
    card.export_to(tmp_path / "out")
    qtbot.waitUntil(lambda: (tmp_path / "out" / f"person-{key}.xlsx").exists())
    dialog = ErasureDialog(window.dress, office.privacy.preview_erasure([key]), window)
    said = "\n".join(one.text() for one in dialog.findChildren(type(card.said)))
    assert name in said and window.words("erase-for-good") in said  # who, and that it is for good
    assert window.words("export-person") in said  # what was handed out is named
    assert dialog.reason is ErasureReason.REQUEST
    dialog.deleteLater()
    assert Act.ERASE in card.offered
    drafts = window._desk.drafts
    drafts.keep(Kind.CANDIDATES, key, 1, name, {"email": "typed@example.com"})
    rows = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    gone, left = (next(row.pairing_id for row in rows if (row.candidate_id == key) is hers) for hers in (True, False))
    assert gone and left
    for one in (gone, left):  # half written of their pairings, as officer and as liaison
        drafts.keep(Kind.PAIRINGS, one, 1, "", {"pay": name})
        Unsaid(drafts, office.actor).keep(one, Verdict.DECLINE, name)
        Unsaid(drafts, Actor("x", Role.LIAISON, 1)).keep(one, Verdict.DECLINE, name)
        entering = Entered(drafts, window)
        entering.begin(one, "consent", lambda: {"basis": name})
        entering.typed()
        entering.keep()
    card.erase(ErasureReason.REQUEST)
    qtbot.waitUntil(lambda: window.idle)
    assert office.look.find_candidates(CandidateQuery()) == others
    assert window._status._notice.text().startswith(window.words("erase-done", n=1, rows="").split("，")[0])
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window._status._notice.text() == window.words("undo-fixed-erased")
    assert drafts.kept(Kind.CANDIDATES) == []  # nor is anything left that was typed about them
    kept = drafts.names("pairings-")
    assert len(kept) == 4 and all(one.split("-")[1] == str(left) for one in kept)
    window._act_as(Role.LIAISON, 2)  # who may not see a pairing sweeps nothing of it away
    window._leftovers.sweep()
    qtbot.waitUntil(lambda: window.idle)
    assert drafts.names("pairings-") == kept


def test_on_what_grounds_and_how_long_data_are_held_is_entered_in_the_form(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    key, words = screen.listing.table.chosen_id, window.words
    assert window.office is not None and key is not None
    said = [one.text() for one in personal(qtbot, window, key).findChildren(QLabel)]
    assert said.count(words("privacy-not-said")) == 2
    screen.edit_record()
    rows = screen.form._rows
    assert rows["legal_basis"].box.value is None
    rows["legal_basis"].box.choose(LegalBasis.CONSENT)
    rows["retain_until"].box.setText("2029-12-31")
    screen.form.commit()
    qtbot.waitUntil(lambda: window.idle and not screen.form.isVisible())

    def told() -> list[str]:
        return [one.text() for one in screen.detail.findChildren(QLabel)]  # type: ignore[union-attr]

    qtbot.waitUntil(lambda: words.code("basis", LegalBasis.CONSENT) in told())
    assert words("privacy-not-said") not in told()
    values = window.office.editing.read(Kind.CANDIDATES, key).values
    assert (values["legal_basis"], values["retain_until"]) == (LegalBasis.CONSENT, date(2029, 12, 31))


def test_the_settings_check_the_trail(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    office.review.decide(office.look.find_pairings(PairingQuery())[0], Verdict.ACCEPT, who="顾文汐")
    screen = preferences(window)
    screen.trail.verify()
    qtbot.waitUntil(lambda: window.idle and bool(screen.trail.found.text()))
    assert window.words("trail-sound", n=office.audit.verify().entries) in screen.trail.found.text()
    with closing(sqlite3.connect(tmp_path / "0.db")) as other, other:
        other.execute("UPDATE auditentry SET who = 'nobody' WHERE id = 5")
    screen.trail.verify()
    qtbot.waitUntil(lambda: window.idle)
    assert window.words("trail-edited", entry=5) in screen.trail.found.text()
    window.dress.set_language("en")
    assert window.words("trail-edited", entry=5) in screen.trail.found.text(), "what was found is said anew"


@pytest.mark.parametrize(
    ("language", "typed"), [("zh_CN", "shenji"), ("zh_CN", "审计"), ("en", "audit"), ("zh_TW", "稽核")]
)
def test_the_palette_finds_the_check_of_the_trail(
    qtbot: QtBot, open_window: Opener, language: Language, typed: str
) -> None:
    window = open_window(language=language, role="manager")
    window.keys.open_palette()
    qtbot.waitUntil(lambda: window.keys.palette._hears)
    window.keys.palette.line.setText(typed)
    assert window.keys.palette.list.item(0).text() == window.words("settings-trail")
    key(qtbot, window, Qt.Key.Key_Return)
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    qtbot.waitUntil(lambda: window.idle and bool(screen.trail.found.text()))
    assert window.page == "settings" and not screen.trail.found.visibleRegion().isEmpty()


def test_what_the_buttons_of_the_settings_do_is_found_by_name(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())))
    window = open_window()
    words, screen = window.words, preferences(window)
    assert window.office is not None and window.office.store_path is not None

    def pick(title: str) -> None:
        window.go("overview")
        window.keys.open_palette()
        palette = window.keys.palette
        palette.line.setText(words(title))
        titles = [palette.list.item(at).text() for at in range(palette.list.count())]
        palette._pick(palette.list.item(titles.index(words(title))))
        qtbot.waitUntil(lambda: window.idle)
        assert window.page == "settings"

    before = len(window.office.backups.list())
    pick("settings-backup-now")
    assert len(window.office.backups.list()) == before + 1
    for title, shown in (
        ("settings-backups", screen.backups), ("settings-retention", screen.retention),
        ("settings-learning", screen.learning),
    ):  # fmt: skip
        pick(title)
        assert not shown.visibleRegion().isEmpty()
    assert opened == []
    pick("database-folder")
    pick("backup-folder")
    pick("settings-model-card")
    assert opened[0] == str(window.office.store_path.parent)
    assert Path(opened[2]).name == "CARD.md" and Path(opened[2]).exists()
    # No program opened it: the page says where it is
    assert any(opened[2] in one.text() for one in screen.findChildren(QLabel) if not one.visibleRegion().isEmpty())


def test_the_settings_say_what_is_kept_and_what_was_learned(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = preferences(window)
    qtbot.waitUntil(lambda: window.idle)
    assert window.words("retention-none") in screen.retention.found.text()
    assert not screen.retention.purge.isEnabled()
    assert window.words("learning-decisions", n=0, accepted=0, declined=0) in screen.learning.found.text()
    assert window.words("backups-none") not in screen.backups.found.text()  # opening made the day's
    screen.learning.switch.chosen.emit(False)
    assert settings.load().learned_order is False
    assert State.RECOMMENDED in State


def test_a_name_that_is_typed_before_the_organisation_is_chosen_stays_with_that_one(open_window: Opener) -> None:
    window = open_window(role="liaison")
    office = window.office
    assert office is not None
    screen = preferences(window)
    first, second = list(office.look.organisation_names())[:2]
    screen._who.setText("李老师")
    screen.role.organisation.choose(first)
    assert screen._who.text() == office.actor.who == "李老师"
    screen.role.organisation.choose(second)
    assert screen._who.text() == "" and office.actor.who != "李老师"
    screen.role.organisation.choose(None)
    screen.role.organisation.choose(first)
    assert screen._who.text() == office.actor.who == "李老师"


def test_each_role_decides_under_a_name_of_its_own(open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    screen = preferences(window)
    own = office.look.organisations()[0]
    screen._who.setText("王老师")
    screen.role._act_as(Role.LIAISON, own.id)
    assert screen._who.text() == "" and office.actor.who != "王老师"
    screen._who.setText("李老师")
    assert office.actor.who == window.naming.name == "李老师"
    screen.role._act_as(Role.HR_OFFICER, None)
    assert screen._who.text() == office.actor.who == "王老师"
    screen.role._act_as(Role.LIAISON, own.id)
    assert screen._who.text() == office.actor.who == "李老师"
    screen.role._act_as(Role.HR_OFFICER, None)

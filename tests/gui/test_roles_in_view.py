"""What a liaison and a manager find in the window: nothing that leads to a refusal."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Party, Role, Verdict
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.kit.saying import joined
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.overview.pictures import PictureCard
from talentapp.gui.pairings.pairing_screen import PairingScreen
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.pairings.words import keys_told
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener
from tests.gui.test_slice import key, press
from tests.office.lives import consent


@pytest.mark.long
@pytest.mark.parametrize("role", [Role.LIAISON, Role.MANAGER])
def test_no_page_of_theirs_leads_to_a_refusal(qtbot: QtBot, open_window: Opener, role: Role) -> None:
    window = open_window()
    assert window.office is not None
    organisation = next(row.id for row in window.office.look.organisations() if row.waiting)
    window._act_as(role, organisation if role is Role.LIAISON else None)
    for page in PAGES:
        assert window._navigation.items[page].isVisible() is window.may_go(page)
        if not window.may_go(page):
            continue
        window.go(page)
        screen = window.screen_of(page)
        qtbot.wait(1)
        assert not screen.error.text, (page, screen.error.text)
        led = [str(one.property("page")) for one in screen.findChildren(QPushButton) if one.property("page")]
        assert [to for to in led if not window.may_go(to)] == []
        if isinstance(screen, ListScreen):
            assert not screen._edit.isVisible()
            assert not any(column.edit for column in screen.listing.model.columns)
    window.go("overview")
    steps = {str(one.property("page")) for one in window.screen_of("overview").findChildren(QPushButton)}
    assert steps & {"imports", "recommend", "review"} == ({"review"} if role is Role.LIAISON else set())
    pictures = 3 if role is Role.MANAGER else 1
    qtbot.waitUntil(lambda: len(window.screen_of("overview").findChildren(PictureCard)) >= pictures)
    texts = [one.text() for one in window.screen_of("overview").findChildren(QLabel)]
    run = window.office.look.counts().latest_run
    assert run is not None
    facts = window.words(
        "run-facts", candidates=run.candidates, university=run.university_projects, firm=run.firm_projects
    )
    assert (facts in texts) is (role is Role.MANAGER)
    if role is Role.LIAISON:  # a roster may come back; nothing else is offered
        window.go("imports")
        offered = {one.text() for one in window.screen_of("imports").findChildren(QPushButton) if one.isVisible()}
        assert window.words("import-choose") in offered and window.words("overview-starter") not in offered
    review = window.screen_of("review")
    assert isinstance(review, ReviewScreen)
    window.go("review")
    assert review.choice.organisation.isVisible() is (role is Role.MANAGER)
    verdicts = (Verdict.ACCEPT, Verdict.DECLINE, Verdict.ANOTHER) if role is Role.LIAISON else ()
    legend = keys_told(window.words, (*verdicts, Verdict.COMMENT))
    assert any(one.text() == legend and one.isVisible() for one in review.findChildren(QLabel))
    window._fault.show_text("of the role before")
    window._act_as(Role.HR_OFFICER, None)
    assert not window._fault.text


def test_a_page_that_is_of_no_use_is_refused_in_place_by_its_own_name(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window._act_as(Role.MANAGER, None)
    window.go("rosters")
    page = window.screen_of("rosters")
    key(qtbot, window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.page == "rosters" and window.words("act-import") in page.error.text
    assert window.words("act-review") not in page.error.text and not window._fault.text
    window.go("overview")
    window.go("rosters")
    assert not page.error.text
    window.go("imports")
    press(qtbot, window, window.words("nav-settings"))  # the remedy
    assert window.page == "settings"
    told = [one.text() for one in window.screen_of("settings").findChildren(QLabel)]
    assert not any(window.words("act-see-imports") in one for one in told)
    window._act_as(Role.HR_OFFICER, None)


@pytest.mark.parametrize("role", [Role.LIAISON, Role.MANAGER])
def test_a_pairing_says_who_acts_next_where_the_reader_cannot(open_window: Opener, role: Role) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    assert row.pairing_id is not None
    organisation = next(key for key, names in office.look.organisation_names().items() if names == row.university)

    def told() -> str:
        window._act_as(role, organisation if role is Role.LIAISON else None)
        window.go("pairing", row.recommendation_id)
        shown = window.screen_of("pairing")
        assert isinstance(shown, PairingScreen)
        said = " ".join(one.text() for one in shown.next.findChildren(QLabel) if one.isVisible())
        window._act_as(Role.HR_OFFICER, None)
        return said

    officer = window.words("role-hr-officer")
    assert (window.words("role-liaison") in told()) is (role is Role.MANAGER)  # a liaison reviews it
    office.review.decide(row.pairing_id, Verdict.ACCEPT, who="何")
    assert window.words("case-by", who=officer) in told()
    office.agreeing.move(row.pairing_id, Verdict.NOTIFY, "何")
    assert officer in told()
    consent(office, row.pairing_id, date.today())
    for verdict in (Verdict.CONSENT, Verdict.SUBMIT):
        office.agreeing.move(row.pairing_id, verdict, "何")
    for party in (Party.UNIVERSITY, Party.OFFICE):
        office.agreeing.move(row.pairing_id, Verdict.AGREE, "何", party=party)
    either = joined(window.words, [officer, window.words("liaison-firm")])
    assert window.words("case-by", who=either) in told(), "the firm's liaison gives its word, too"
    office.agreeing.move(row.pairing_id, Verdict.WITHDRAW, "何", "其他安排")
    assert officer in told()
    assert window.words("verdict-put-forward") in told()


def test_a_liaison_of_no_organisation_is_told_to_choose_one(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window._act_as(Role.LIAISON, None)
    window.go("overview")
    error = window.screen_of("overview").error
    qtbot.waitUntil(lambda: error.isVisible() and window.idle)
    assert error.text == window.words("settings-organisation-first")
    error.hide()
    window.go("review")
    assert error.isVisible() and error.text == window.words("settings-organisation-first")

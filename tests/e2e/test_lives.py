"""The whole life of three pairings in a real window, by mouse and keyboard alone.

A dual appointment from the queue to the archive, with a renewal; a consulting contract that ends because the person
withdraws; and one that is declined and matched anew. Pictures of every step are left in output/e2e.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.agreement import FIELDS, GROUPS
from talentapp.domain.states import FINAL
from talentapp.domain.terms import Form, State, Verdict
from talentapp.gui.pairings.review import GLANCE
from talentapp.office.cases.gate_catalogue import shipped
from talentapp.wording import Wording
from tests.e2e.desktop import Window, app, lacking
from tests.e2e.test_window import Database
from tests.office.lives import TERMS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is there on Linux only"),
    pytest.mark.skipif(bool(lacking()), reason=f"not installed: {', '.join(lacking())}"),
]

SAY = Wording("zh_CN")
TODAY = date.today()
OFFICER, HEAD = "Officer Li", "Director Zhao"
DAYS = {
    "start": (TODAY + timedelta(20)).isoformat(),
    "end": (TODAY + timedelta(700)).isoformat(),
    "renewal_on": (TODAY + timedelta(640)).isoformat(),
}
LATER = {name: (date.fromisoformat(day) + timedelta(700)).isoformat() for name, day in DAYS.items()}
CONSULTING = {
    "primary_employer": "home", "secondary_employer": "", "title_university": "", "title_firm": "",
    "effort_university": "5", "effort_firm": "15", "tenure_university": "", "tenure_firm": "", "pays_salary": "",
    "social_insurance": "", "injury_insurance": "",
}  # fmt: skip


class Life:
    """A window on the prepared sample, and one pairing in it."""

    def __init__(self, window: Window, database: Database, folder: Path, name: str) -> None:
        self.window, self.database, self.name = window, database, name
        self.paper = folder / "signed-paper.pdf"
        self.paper.write_bytes(b"%PDF-1.7 a signed paper")
        self.pairing = self.person = 0
        self.called = ""

    # What the database says of it

    def state(self) -> State:
        return State(self.database.all("SELECT state FROM pairing WHERE id = ?", self.pairing)[0][0])

    def count(self, table: str) -> int:
        return int(self.database.all(f"SELECT count(*) FROM {table}")[0][0])

    def reaches(self, state: State) -> None:
        self.window.wait(lambda: self.state() is state, f"{state}, not {self.state()}")
        self.window.see(text=SAY.code("state", state))  # and the page says so

    def picture(self, what: str) -> None:
        self.window.picture(f"{self.name}-{what}")

    # Ways through the window

    def accept_the_first(self) -> None:
        """Accept the pairing at the head of the queue, whose person can be searched for on this keyboard."""
        window, queue = self.window, SAY("review-queue")
        window.click(object="review")
        window.wait(lambda: window.rows(queue), "the queue")
        found = self.database.all(
            "SELECT p.id, c.id, c.name_en FROM pairing p JOIN candidate c ON c.id = p.candidate_id"
            " JOIN recommendation r ON r.id = p.recommendation_id"
            " WHERE p.state = 'recommended' ORDER BY r.score DESC, r.id LIMIT 1"
        )
        self.pairing, self.person, self.called = found[0]
        self.picture("queue")
        time.sleep(2 * GLANCE)
        self.press(SAY("verdict-accept"))  # it is there once the card is
        window.see(kind="Line", name=SAY("who-asked"), focus=True)
        window.type(OFFICER)
        window.key("Return")
        window.wait(lambda: self.state() is State.SHORTLISTED, "the decision in the database")

    def open(self) -> None:
        """Find the person, and open the best pairing."""
        window = self.window
        window.click(object="candidates")
        window.key("ctrl+f")
        window.see(kind="SearchField", focus=True)
        window.key("ctrl+a")
        window.type(self.called)
        everybody = SAY("nav-candidates")
        window.wait(lambda: {row["rows"] for row in window.rows(everybody)} == {1}, f"one row for {self.called}")
        window.click(kind="row", name=everybody)
        window.see(text=SAY("detail-pairings"))
        window.click(kind="PairingTile")
        window.see(kind="PairingScreen")

    def press(self, message: str) -> None:
        self.window.click(kind="Button", text=message)

    def say(self, verdict: Verdict, state: State | None = None) -> None:
        """Press the button of a verdict; it leads to a state, where one is given."""
        self.press(SAY.code("verdict", verdict))
        if state is not None:
            if verdict in FINAL:
                self.press(SAY("action-confirm"))
            self.reaches(state)

    def say_why(self, verdict: Verdict, reason: str, state: State) -> None:
        self.say(verdict)
        self.window.see(kind="QLineEdit", focus=True)
        self.window.type(reason)
        self.window.key("Return")
        self.reaches(state)

    def close(self, reason: str) -> None:
        """On a day sooner than the notice that was agreed, which is proposed."""
        self.say(Verdict.CLOSE)
        self.window.see(kind="QLineEdit", focus=True)
        self.window.type(reason)
        self.window.key("shift+Tab", "ctrl+a")
        self.window.type(date.today().isoformat())
        self.window.key("Return")
        self.reaches(State.ENDED)

    def from_the_menu(self, downs: int) -> None:
        self.press(SAY("case-more"))
        self.window.see(kind="QMenu")
        self.window.key(*["Down"] * downs, "Return")

    def fall_due(self) -> None:
        """Begin the renewal review before its day."""
        self.from_the_menu(2)
        self.reaches(State.REVIEW_DUE)

    def become(self, who: str) -> None:
        """Say in the settings who decides, and go back to the pairing."""
        window = self.window
        window.click(object="settings")
        window.click(kind="Line", name=SAY("settings-who"))
        window.key("ctrl+a")
        window.type(who)
        window.see(kind="Line", name=SAY("settings-who"), text=who)
        self.open()

    # Its papers

    def consent(self) -> None:
        self.window.key("alt+3")
        give = {"kind": "Button", "text": SAY("consent-give")}
        for left in (2, 1, 0):
            before = self.count("consent")
            self.window.click(**give)
            self.window.wait(lambda: self.count("consent") > before, "the consent in the database")  # noqa: B023
            self.window.wait(lambda: len(self.window.find(**give)) == left, "one button less")  # noqa: B023

    def review_by_three(self) -> None:
        for _ in range(3):
            before = self.count("decision")
            self.say(Verdict.AGREE)
            self.press(SAY("action-confirm"))
            self.window.wait(lambda: self.count("decision") > before, "the agreement in the database")  # noqa: B023

    def meet_gates(self) -> None:
        window = self.window
        window.key("alt+2")
        for gate in shipped().gates:
            if gate.kind in ("considered", "named"):
                continue
            title = gate.title["zh_CN"]
            window.see(kind="QLabel", text=title)  # each is shown once the one before it has been met
            if gate.kind == "status":
                window.click(kind="Choice", name=SAY("gate-status"))
                window.key("Down", "Return")
            if gate.evidence_needed:
                self.press(SAY("gate-attach"))
                window.see(kind="QLineEdit", object="fileNameEdit", focus=True)
                window.type(str(self.paper))
                window.key("Return")
                window.see(name=SAY("gate-detach", file=self.paper.name))
                if gate.code == "ip_ownership":
                    self.picture("gate-with-evidence")
            before = self.count("gateanswer")
            time.sleep(
                0.6
            )  # somebody reads first; two clicks at once are one too many, and the second counts for nothing
            window.click(kind="Deliberate", text=SAY("answer-met"))
            window.wait(lambda: self.count("gateanswer") > before, f"the answer to {gate.code}")  # noqa: B023

    def turn_to(self, group: str) -> None:
        """Turn to a group of the terms; its button may say how many of its fields are still to be filled in."""
        name = SAY(f"terms-{group}")

        def named() -> str:
            return next((one["text"] for one in self.window.find(kind="Button") if one["text"].startswith(name)), "")

        self.press(self.window.wait(named, name))

    def terms(self, **changed: Any) -> None:
        """Fill the form in, group by group, from field to field with Tab; and keep it."""
        window = self.window
        values = {**TERMS, **DAYS, **changed}
        window.key("alt+5")
        for group in GROUPS:
            self.turn_to(group)
            fields = [field for field in FIELDS if field.group == group]
            window.see(name=SAY.code("term", fields[0].code))
            for _ in range(8):
                window.key("Tab")
                if window.find(name=SAY.code("term", fields[0].code), focus=True):
                    break
            for field in fields:
                name, value = SAY.code("term", field.code), str(values.get(field.code, ""))
                window.see(name=name, focus=True)
                if field.kind == "choice":
                    if value:
                        window.key("Down", "Home", *["Down"] * (field.choices.index(value) + 1))  # opened, then chosen
                else:
                    window.key("ctrl+a", "Delete")
                    window.type(value)
                window.key("Tab")
            self.picture(f"terms-{group}") if not changed or changed == CONSULTING else None
        before = self.count("termsversion")
        self.press(SAY("terms-save"))
        window.wait(lambda: self.count("termsversion") > before, "the terms in the database")

    def sign(self) -> None:
        for signer in ("Ada", "Dean Sun", "CEO Qian"):
            before = self.count("decision")
            self.say(Verdict.SIGN)
            self.window.see(kind="QLineEdit", focus=True)
            self.window.type(signer)
            self.window.key("Return")
            self.window.wait(lambda: self.count("decision") > before, "the signature in the database")  # noqa: B023

    def to_terms(self) -> None:
        self.accept_the_first()
        self.open()
        self.picture("shortlisted")
        self.say(Verdict.NOTIFY, State.NOTIFIED)
        self.consent()
        self.picture("consents")
        self.say(Verdict.CONSENT, State.CONSENTED)
        self.say(Verdict.SUBMIT, State.UNDER_REVIEW)
        self.review_by_three()
        self.say(Verdict.PASS, State.GATES)
        self.picture("gates-open")
        self.meet_gates()
        self.picture("gates-met")
        self.say(Verdict.CLEAR, State.TERMS)

    def end(self) -> None:
        """Leave, calmly."""
        self.window.leave()
        assert self.database.all("PRAGMA integrity_check") == [("ok",)]


@pytest.fixture
def life(sample_database: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Life]:
    """The command `talentapp window --sample` on a screen of its own, the sample prepared before."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(sample_database, home / "sample.db")
    with app(home, tmp_path, "zh_CN") as window:
        yield Life(window, Database(home / "sample.db"), tmp_path, request.node.name.split("_")[-1])


def test_a_dual(life: Life) -> None:
    """A dual appointment: signed by three, running, renewed for a second term, ended and archived."""
    life.to_terms()
    life.terms()
    life.say(Verdict.OFFER, State.SIGNING)
    life.sign()
    life.picture("signed")
    life.say(Verdict.ACTIVATE)  # who has offered it may not bring it into force
    life.window.wait(lambda: life.window.find(text=SAY("case-own-proposal", names=OFFICER)), "the refusal in words")
    assert life.state() is State.SIGNING
    life.picture("refused-to-the-proposer")
    life.become(HEAD)
    life.say(Verdict.ACTIVATE, State.ACTIVE)
    life.window.key("alt+4")
    life.picture("active")
    life.fall_due()
    life.say(Verdict.PROLONG, State.RENEWED)
    life.say(Verdict.REDRAFT, State.TERMS)
    life.become(OFFICER)
    life.terms(**LATER)
    life.say(Verdict.OFFER, State.SIGNING)
    life.sign()
    life.become(HEAD)
    life.say(Verdict.ACTIVATE, State.ACTIVE)
    life.fall_due()
    life.say_why(Verdict.END, "back to the home employer", State.ENDING)
    life.close("code and data are handed over")
    life.say(Verdict.ARCHIVE, State.ARCHIVED)
    life.window.key("alt+6")
    life.picture("archived")
    assert life.database.all(
        "SELECT count(*) FROM decision WHERE pairing_id = ? AND verdict = 'activate'", life.pairing
    ) == [(2,)]
    life.end()


def test_a_consulting(life: Life) -> None:
    """A consulting contract needs fewer terms; the person withdraws, and it begins to end at once."""
    life.to_terms()
    life.window.key("alt+5")
    life.window.click(kind="Choice", name=SAY("terms-form"))
    life.window.key(*["Down"] * (list(Form).index(Form.TECHNICAL_CONSULTING) + 1), "Return")
    life.terms(**CONSULTING)
    life.say(Verdict.OFFER, State.SIGNING)
    life.sign()
    life.become(HEAD)
    life.say(Verdict.ACTIVATE, State.ACTIVE)
    life.window.key("alt+3")
    life.press(SAY("consent-withdraw"))
    life.picture("withdrawing")
    life.press(SAY("consent-withdraw-confirm"))  # clicked once it can be
    life.reaches(State.ENDING)
    life.window.key("alt+6")
    life.picture("withdrawn")
    assert life.database.all("SELECT DISTINCT form FROM termsversion") == [(Form.TECHNICAL_CONSULTING.value,)]
    life.end()


def test_a_rematched(life: Life) -> None:
    """Declined in the review by the parties, and the person is matched anew."""
    life.accept_the_first()
    life.open()
    life.say(Verdict.NOTIFY, State.NOTIFIED)
    life.consent()
    life.say(Verdict.CONSENT, State.CONSENTED)
    life.say(Verdict.SUBMIT, State.UNDER_REVIEW)
    life.from_the_menu(2)  # below the way back
    life.window.see(kind="QLineEdit", focus=True)
    life.window.type("the firm has filled the post")
    life.picture("declining")
    life.window.key("Return")
    life.window.wait(lambda: life.state() is State.DECLINED, "the refusal in the database")
    other = life.database.all(
        "SELECT u.title, f.title FROM pairing p JOIN project f ON f.id = p.firm_project_id"
        " JOIN project u ON u.id = p.university_project_id"
        " WHERE p.candidate_id = ? AND p.state = 'recommended'", life.person,
    )  # fmt: skip
    life.window.key("Escape")
    tiles = life.window.wait(lambda: life.window.find(kind="PairingTile"), "the person's pairings")
    waiting = next(tile for tile in tiles if any(", ".join(titles) in tile["name"] for titles in other))
    life.window.click(kind="PairingTile", name=waiting["name"])
    life.picture("matched-anew")
    life.press(SAY("verdict-accept"))
    found = life.window.wait(
        lambda: life.database.all("SELECT id, candidate_id FROM pairing WHERE state = 'shortlisted'"), "its acceptance"
    )
    assert found[0][0] != life.pairing and found[0][1] == life.person
    life.pairing = found[0][0]
    life.say(Verdict.NOTIFY, State.NOTIFIED)
    life.say(Verdict.CONSENT, State.CONSENTED)  # the consent to be considered still holds
    life.picture("on-its-way-again")
    life.end()

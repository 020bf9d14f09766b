"""Settings: language, appearance, who reviews, where the data are, and the model in plain words."""

import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from talentapp import assets, settings
from talentapp.domain.terms import Kind, Role
from talentapp.domain.words import moment
from talentapp.gui.kit.controls import Line, Segments
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.naming import Naming
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.tokens import GUTTER, SMALLEST
from talentapp.gui.kit.widgets import Column, across, button, card, label, plain, rule, stacked
from talentapp.gui.settings.backups import BackupsCard
from talentapp.gui.settings.database import DatabaseCard
from talentapp.gui.settings.role import RoleCard
from talentapp.gui.settings.trust import LearningCard, RetentionCard, TrailCard
from talentapp.office.views.overview import Counts
from talentapp.settings import LANGUAGES, TEXT_SIZES, THEMES, Language, Settings, Theme

if TYPE_CHECKING:
    from talentapp.office import Office

_SAID_AFTER = 600  # milliseconds without a keystroke


class PreferencesScreen(Screen):
    """What one user chooses on one machine."""

    cares_for = frozenset({Kind.RUNS, Kind.ORGANISATIONS, Kind.CANDIDATES, Kind.PAIRINGS})
    chose = Signal(object)  # Settings: what is chosen now, which has been kept
    restored = Signal(str)  # the database is another one now, which is said in words

    def __init__(self, dress: Dress, jobs: Jobs, office: "Office", chosen: Settings, naming: Naming) -> None:
        super().__init__(dress, jobs, "nav-settings", bottom=0)
        self._look, self._chosen, self._naming = office.look, chosen, naming
        self.role = RoleCard(dress, office.look, office.actor, chosen.organisation_id)
        self.trail = TrailCard(dress, jobs, office)
        self.retention = RetentionCard(dress, jobs, office)
        self.backups = BackupsCard(dress, jobs, office)
        self.learning = LearningCard(dress, jobs, office)
        self._trust = (self.learning, self.trail, self.retention, self.backups)
        self._language = Segments(
            dress, [(f"language-{one.replace('_', '-')}", one) for one in LANGUAGES], "settings-language"
        )
        self._theme = Segments(dress, [(f"theme-{one}", one) for one in THEMES], "settings-theme")
        sizes = [(f"text-size-{size}", size) for size in TEXT_SIZES]
        self._size = Segments(dress, sizes, "settings-text-size")
        self._room = label(kind="caption", wrap=True)
        self.backups.restored.connect(self.restored)
        self._who = Line()
        dress.say(self._who, hint="settings-who-hint", name="settings-who")
        self._who.setMaximumWidth(320)
        self._who_kept = dress.say(label(kind="caption"), "settings-who-kept")
        self._who_kept.hide()
        self._kept = QTimer(self)
        self._kept.setSingleShot(True)
        self._kept.setInterval(_SAID_AFTER)
        self._kept.timeout.connect(self._say_kept)
        self._model = label(wrap=True)
        self._weights = label(kind="caption", wrap=True)
        self._described_in = label(kind="caption", wrap=True, selectable=True)
        self._described_in.hide()
        self.database = DatabaseCard(dress, chosen.database)
        line = across(self._who, self._who_kept, None, gap=8)
        line.setStretch(0, 100)  # as wide as there is room for, up to its most
        named = card(self._choice("settings-who", plain(line)))  # before the role, which is as high as it allows
        own = stacked(self._choices(), named, self.role, self.database, None, gap=16)
        works = stacked(self._about_model(), self.learning, self.backups, self.retention, self.trail, None, gap=16)
        self._sides = across(own, works, gap=16)
        for at in (0, 1):
            self._sides.setStretch(at, 1)
        self._column = column = Column(margins=(0, 0, GUTTER, 24))
        column.box.addLayout(self._sides)
        column.box.addStretch(1)
        self._led_to: QWidget | None = None
        column.verticalScrollBar().actionTriggered.connect(self._let_go)
        self.use_gutter()
        self.body.addWidget(column)
        self._language.chosen.connect(self._set_language)
        self._theme.chosen.connect(self._set_theme)
        self._size.chosen.connect(self._set_size)
        self._who.textChanged.connect(self._keep_name)
        naming.changed.connect(self._show_name)
        self.role.chosen.connect(self._set_role)
        self.learning.switched.connect(self._set_learned_order)
        self.retention.changed.connect(self.changed)

    def fit(self, narrow: bool) -> None:
        super().fit(narrow)
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def refresh(self) -> None:
        self._language.choose(self.dress.language)
        self._theme.choose(self.dress.theme)
        self.role.refresh()
        self._show_name()
        for card_ in self._trust:
            card_.refresh()
        self.database.refresh()
        self._size.choose(self._chosen.text_size)
        whole = max(self._fitting(), default=TEXT_SIZES[0])
        self._room.setText(self.words("settings-text-size-room", size=self.words(f"text-size-{whole}")))
        self._room.setVisible(whole < max(TEXT_SIZES))
        self.jobs.aside(self._look.counts, self._say_model, self.fail)

    def _say_model(self, counts: Counts) -> None:
        words, run = self.words, counts.latest_run
        self._model.setText(
            words("settings-model-run", version=run.model_version, at=moment(words, run.at))
            if run
            else words("settings-model-no-run")
        )
        self._weights.setText(words("settings-model-weights", weights=words.shares(run.weights)) if run else "")
        self._weights.setVisible(run is not None)

    def focus_first(self) -> None:
        self._language.setFocus()

    def _fitting(self) -> list[int]:
        """The text sizes at which pages are seen whole on this screen."""
        least, now = QSize(*SMALLEST), float(os.environ.get("QT_SCALE_FACTOR", "1"))
        room = self.screen().availableSize() * now
        big = {size: least * size / 100 for size in TEXT_SIZES}
        return [size for size in TEXT_SIZES if big[size] == big[size].boundedTo(room)]

    def _choices(self) -> QFrame:
        """What one looks at, and how."""
        box = stacked(gap=12)
        for name, control in (
            ("settings-language", self._language), ("settings-theme", self._theme),
            ("settings-text-size", self._size),
        ):  # fmt: skip
            if box.count():
                box.addWidget(rule())
            box.addLayout(self._choice(name, control))
            if control is self._size:
                box.addWidget(self._room)
        return card(box)

    def _choice(self, name: str, control: QWidget) -> QVBoxLayout:
        say = self.dress.say
        text = say(label(kind="secondary", wrap=True), f"{name}-text")
        return stacked(say(label(kind="section"), name), text, control, gap=8)

    def _about_model(self) -> QFrame:
        say = self.dress.say
        more = say(button(), "settings-model-card", icon="file")
        more.clicked.connect(self.open_description)
        return card(
            stacked(
                say(label(kind="section"), "settings-model"),
                self._model,
                say(label(kind="secondary", wrap=True), "settings-model-reads"),
                say(label(kind="secondary", wrap=True), "settings-model-never"),
                say(label(kind="secondary", wrap=True), "settings-model-limits"),
                say(label(kind="secondary", wrap=True), "settings-model-person"),
                self._weights,
                across(more, None),
                self._described_in,
            )
        )

    def _keep(self, **choices: Any) -> None:
        self._chosen = self._chosen.with_(**choices)
        kept = settings.load(self._chosen.database)  # what the command line chose holds for this window alone
        settings.save(kept.with_(**choices))
        self.chose.emit(self._chosen)

    def _set_language(self, language: Language) -> None:
        self._keep(language=language)
        self.dress.set_language(language)

    def _set_theme(self, theme: Theme) -> None:
        self._keep(theme=theme)
        self.dress.set_theme(theme)

    def _set_size(self, size: int) -> None:
        self._keep(text_size=size)

    def _set_role(self, role: Role, organisation_id: int | None) -> None:
        own = {"organisation_id": organisation_id} if role is Role.LIAISON else {}  # else it is kept for who comes back
        self._keep(role=role.value, **own)

    def _set_learned_order(self, wanted: bool) -> None:
        self._keep(learned_order=wanted)

    def _keep_name(self, name: str) -> None:
        """Keep it with each letter, and say so once one pauses."""
        self._who_kept.hide()
        self._naming.keep(name)
        self._kept.start()

    def _say_kept(self) -> None:
        self._who_kept.setVisible(bool(self._naming.name))

    def _show_name(self) -> None:
        """The name that was typed in the role of the moment: each has its own, for each decides something."""
        if self._naming.name != self._who.text().strip():
            self._kept.stop()
            self._who_kept.hide()
            self._who.blockSignals(True)
            self._who.setText(self._naming.name)
            self._who.blockSignals(False)

    def show_card(self, wanted: QWidget) -> None:
        """Bring a card into view, and the focus to the first thing that it offers."""
        first = next((one for one in wanted.findChildren(QPushButton) if one.isVisible() and one.isEnabled()), None)
        if first is not None:
            first.setFocus()
        self._lead_to(wanted)

    def _lead_to(self, wanted: QWidget) -> None:
        """Bring something into view, and keep it there while what it and the cards above it say is still being read."""
        for one in (wanted, self._led_to):
            if one is not None:
                one.removeEventFilter(self)
        self._led_to = wanted
        wanted.installEventFilter(self)
        QTimer.singleShot(0, self._follow)

    def _follow(self) -> None:
        if self._led_to is not None:
            self._column.ensureWidgetVisible(self._led_to, 0, GUTTER)

    def _let_go(self) -> None:
        """Who scrolls, or has been elsewhere, is led no further."""
        self._led_to = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._let_go()
        if not event.spontaneous():  # whoever comes back begins at the top, with no news of before
            self._column.verticalScrollBar().setValue(0)
            self._kept.stop()
            self._who_kept.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._led_to and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            QTimer.singleShot(0, self._follow)  # once the column knows its height, too
        return super().eventFilter(watched, event)

    def open_description(self) -> None:
        """Open the model's description, and say where it is: a desktop that knows no program for it says nothing."""
        there = assets.path("models/matching/CARD.md")
        self.dress.say(self._described_in, "settings-model-card-at", path=str(there))
        self._described_in.show()
        self._lead_to(self._described_in)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))

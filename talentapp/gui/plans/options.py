"""What a plan is to be like: whom it favours, what everybody gets at least, quotas, and how long it may take."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.controls import Choice, Segments, Toggle, steady
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.numbers import Number
from talentapp.gui.kit.widgets import across, button, card, empty, label, stacked
from talentapp.office.views.plans import FAIRNESS, Fairness, PlanRequest, Quota

_TIMES = (10, 60, 300, 1800)  # seconds
_FIELD, _QUOTA = 72, 296
_NO_LIMIT = -1


class Note(QFrame):
    """Says that what was laid down holds from the next plan on, and offers to change little else in it."""

    done = Signal()  # it shall change little

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("hint")
        self._dress = dress
        self._said = dress.say(label(wrap=True), "plan-laid")
        self._keep = dress.say(button("quiet"), "plan-laid-keep", tip="plan-keep-tip")
        self._keep.clicked.connect(self.done.emit)
        line = across(self._said, self._keep, gap=8, margins=(12, 4, 8, 4))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def say(self, *, offer: bool) -> None:
        """Say so; with `offer` it can be told to change little else."""
        self._dress.say(self._said, "plan-laid" if offer else "plan-laid-kept")
        self._keep.setVisible(offer)
        self.show()


class PlanOptions(QFrame):
    """The choices above a plan. They are only looked at when a plan is asked for."""

    changed = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._fairness: Fairness = "total"
        self._quotas: list[Quota] = []
        fairness = [(f"plan-fairness-{one}", one) for one in FAIRNESS]
        self._segments = Segments(dress, fairness, "plan-fairness", tips=True)
        self._segments.choose("total")
        self._segments.chosen.connect(self._favour)
        self._least = _number(dress, "plan-least", 0, 99)
        self._most = _number(dress, "plan-appointments", 1, 5)
        self._time = Choice(dress)
        dress.say(self._time, name="plan-time")
        self.keep = dress.say(Toggle(dress), "plan-keep", tip="plan-keep-tip")
        self._thin = dress.say(Toggle(dress), "plan-thin", tip="plan-thin-tip")
        self._quota_kind = Choice(dress)
        dress.say(self._quota_kind, name="plan-quota-kind")
        self._quota_kind.setMinimumWidth(112)
        self._quota_text = QLineEdit()
        self._quota_text.setFixedWidth(_QUOTA)
        dress.say(self._quota_text, hint="plan-quota-hint")
        self._quota_text.returnPressed.connect(self._add_quota)
        self._quota_least = _number(dress, "plan-quota-least", 0, 999)
        self._quota_most = _number(dress, "plan-quota-most", _NO_LIMIT, 999)
        self._quota_most.setValue(_NO_LIMIT)
        add = dress.say(button(), "plan-quota-add")
        add.clicked.connect(self._add_quota)
        self._chips = Flow()
        line = Flow(gap=12)
        for caption, control in (
            ("plan-fairness", self._segments), ("plan-least", self._least),
            ("plan-appointments", self._most), ("plan-time", self._time),
        ):  # fmt: skip
            line.addWidget(self._field(caption, control))
        self._more = QWidget()
        self._unfold = dress.say(Toggle(dress), "plan-quotas", tip="plan-quotas-tip")
        self._unfold.toggled.connect(self._more.setVisible)
        further = Flow(gap=12)
        for toggle in (self.keep, self._thin, self._unfold):
            further.addWidget(toggle)
        quota = Flow(gap=8)
        for part in (
            self._quota_kind, self._quota_text, self._captioned("plan-quota-least", self._quota_least),
            self._captioned("plan-quota-most", self._quota_most), add,
        ):  # fmt: skip
            quota.addWidget(part)
        self._more.setObjectName("plain")
        self._more.setLayout(stacked(quota, self._chips, gap=8))
        self._more.hide()
        box = stacked(line, further, self._more, gap=12)
        self.setObjectName("plain")
        self.setLayout(stacked(card(box)))
        dress.changed.connect(self.say_again)
        self.say_again()

    @property
    def request(self) -> PlanRequest:
        """What is asked for."""
        return PlanRequest(
            fairness=self._fairness,
            least=self._least.value(),
            appointments=self._most.value(),
            quotas=tuple(self._quotas) if self._unfold.isChecked() else (),
            keep=self.keep.isChecked() and self.keep.isEnabled(),
            thin=self._thin.isChecked(),
            time_limit=float(self._time.value or 60),
        )

    def show_request(self, request: PlanRequest) -> None:
        """Show what a plan was asked to be like."""
        self._favour(request.fairness)
        self._segments.choose(request.fairness)
        self._least.setValue(request.least)
        self._most.setValue(request.appointments)
        self._thin.setChecked(request.thin)
        self._quotas = list(request.quotas)
        self._unfold.setChecked(bool(self._quotas))
        self._show_quotas()

    def say_again(self) -> None:
        """Say the choices in the language of the moment."""
        words = self._dress.words
        before = self._time.value
        self._time.offer([(words.code("plan-time", str(seconds)), seconds) for seconds in _TIMES])
        self._time.choose(before or 60)
        kinds = ("language", "field")
        self._quota_kind.offer([(words.code("plan-quota", kind), kind) for kind in kinds])
        self._quota_most.setSpecialValueText(words("plan-quota-no-limit"))
        self._show_quotas()

    def _field(self, caption: str, control: QWidget) -> QWidget:
        above = self._dress.say(label(kind="caption"), caption)
        made = QWidget()
        made.setObjectName("plain")
        made.setLayout(stacked(above, control, gap=4))
        return made

    def _captioned(self, caption: str, control: QWidget) -> QWidget:
        made = QWidget()
        made.setObjectName("plain")
        made.setLayout(across(self._dress.say(label(kind="caption"), caption), control, gap=4))
        return made

    def _favour(self, fairness: Fairness) -> None:
        self._fairness = fairness

    def _add_quota(self) -> None:
        text = self._quota_text.text().strip()
        least, most = self._quota_least.value(), self._quota_most.value()
        if not text or least > most > _NO_LIMIT:
            self._quota_text.setFocus()
            return
        self._quotas.append(Quota(self._quota_kind.value, text, least, None if most == _NO_LIMIT else most))
        self._quota_text.clear()
        self._show_quotas()

    def _show_quotas(self) -> None:
        empty(self._chips)
        words = self._dress.words
        for at, quota in enumerate(self._quotas):
            one = button("chip")
            span = words("plan-quota-from", least=quota.least)
            if quota.most is not None:
                span = words("plan-quota-span", least=quota.least, most=quota.most)
            one.setText(f"{words.code('plan-quota', quota.kind)} · {quota.value} · {span}  ✕")
            one.setAccessibleName(words("plan-quota-remove", quota=quota.value))
            one.setProperty("at", at)
            one.clicked.connect(self._remove_quota)
            self._chips.addWidget(one)

    def _remove_quota(self) -> None:
        at = self.sender().property("at")
        if 0 <= at < len(self._quotas):
            del self._quotas[at]
        self._show_quotas()


def _number(dress: Dress, name: str, low: int, high: int) -> Number:
    made = steady(Number())
    made.setRange(low, high)
    made.setFixedWidth(_FIELD)
    made.lineEdit().setTextMargins(8, 0, 0, 0)
    dress.say(made, name=name)
    return made

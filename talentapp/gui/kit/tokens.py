"""The colours and measures of the window: one frozen set for each theme, and the palette and style sheet made of it.

Delegates and painted widgets read the same tokens, so nothing in the window has a colour of its own.
"""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from talentapp import assets

PAGE_MARGIN = 24
SCROLL_WIDTH = 10
GUTTER = 16
"""What a column reaches into the page's margin at the right: its scroll bar lies there."""
NAVIGATION_WIDTH = 192
DETAIL_WIDTH = 400
RAIL_WIDTH = 60
NARROW_DETAIL_WIDTH = 348
SMALLEST = 640, 520  # of the window; at 200 % that is a screen 1280 wide
RAIL_BELOW = 1160
"""A window narrower than this shows its navigation as icons."""
NARROW_BELOW = 1000
"""A page narrower than this makes its side panes small."""
FOLD_BELOW = 860
"""A page narrower than this shows its list, or over it what is read of it; it has a margin less inside."""
LOW_BELOW = 600
"""A page lower than this keeps what stands above and below its content small."""
TIGHT_BELOW = 420
"""A page lower than this stands close to its edges, too."""
ROW_HEIGHT = 50
HEADER_HEIGHT = 36
CONTROL_HEIGHT = 32
PILL_HEIGHT = 22
STATUS_HEIGHT = 32

CAPTION, BODY, SECTION, TITLE, SCORE = 12, 14, 16, 20, 28


class Tone(NamedTuple):
    """The two colours of a pill: a soft ground and words that read on it."""

    ground: str
    ink: str


class Tokens(NamedTuple):
    """Every colour that the window uses, by what it is for. A tuple: so large a data class takes 2 ms of a start."""

    name: str
    page: str
    navigation: str
    surface: str
    hover: str
    divider: str
    control_border: str
    text: str
    secondary: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_ink: str  # accent-coloured words on `accent_soft`
    on_accent: str
    positive: str
    negative: str
    track: str
    scroll: str
    mark: str  # ground of words that two texts have in common
    mark_strong: str  # the same, of the concept in view
    mark_missing: str  # ground of words that only the project has
    grey: Tone
    blue: Tone
    green: Tone
    amber: Tone
    red: Tone


LIGHT = Tokens(
    name="light",
    page="#F4F5F7",
    navigation="#EAECF0",
    surface="#FFFFFF",
    hover="#F0F2F5",
    divider="#DFE3E9",
    control_border="#868E9B",
    text="#171A21",
    secondary="#4A5361",
    muted="#5F6876",
    disabled="#858D9A",
    accent="#1F5FBF",
    accent_hover="#184E9F",
    accent_soft="#E1ECFA",
    accent_ink="#1A4F9F",
    on_accent="#FFFFFF",
    positive="#17694A",
    negative="#AF3428",
    track="#E4E8EE",
    scroll="#B4BBC6",
    mark="#DCE8F9",
    mark_strong="#FFE2A0",
    mark_missing="#F3E3E1",
    grey=Tone("#E9ECF0", "#4A5361"),
    blue=Tone("#E1ECFA", "#1A4F9F"),
    green=Tone("#DDF0E5", "#155E41"),
    amber=Tone("#FBECCB", "#774900"),
    red=Tone("#FAE1DE", "#96281E"),
)

DARK = Tokens(
    name="dark",
    page="#16191E",
    navigation="#101317",
    surface="#1D2127",
    hover="#272C34",
    divider="#2E343D",
    control_border="#707A89",
    text="#E4E7EC",
    secondary="#B6BDC8",
    muted="#99A2B0",
    disabled="#6C7685",
    accent="#6EA8FE",
    accent_hover="#8DBBFF",
    accent_soft="#20365A",
    accent_ink="#A9CBFF",
    on_accent="#0B1322",
    positive="#58C797",
    negative="#FF8E7A",
    track="#2F363F",
    scroll="#4C5562",
    mark="#243D63",
    mark_strong="#65490E",
    mark_missing="#4A2B29",
    grey=Tone("#2E343D", "#C3C9D3"),
    blue=Tone("#20365A", "#A9CBFF"),
    green=Tone("#173D2D", "#7FDDB2"),
    amber=Tone("#46330D", "#F4C66B"),
    red=Tone("#4C2420", "#FFAFA1"),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG defines it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palette(tokens: Tokens) -> QPalette:
    """The palette for Fusion. `setColorScheme` does nothing on bare X and offscreen, so every role is set."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, tokens.page),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.hover),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.negative),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.divider),
        (role.Dark, tokens.control_border),
        (role.Shadow, tokens.navigation),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return made


def style_sheet(t: Tokens) -> str:
    """The one style sheet of the window."""
    return f"""
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.control_border}; padding: 4px 8px; }}
#card, #tableCard {{ background: {t.surface}; border: 1px solid {t.divider}; border-radius: 6px; }}
#card[chosen="true"] {{ border-color: {t.accent}; }}
QFrame#foldbar {{ background: {t.surface}; border: none; }}
QFrame#detail {{ background: {t.surface}; border: none; border-left: 1px solid {t.divider}; }}
QFrame#navigation {{ background: {t.navigation}; border: none; border-right: 1px solid {t.divider}; }}
QFrame#status {{ background: {t.navigation}; border: none; border-top: 1px solid {t.divider}; }}
#line {{ background: transparent; border: none; border-radius: 6px; }}
#line:hover {{ background: {t.hover}; }}
#line[chosen="true"] {{ background: {t.accent_soft}; }}
QFrame#rule {{ background: {t.divider}; border: none; }}
QFrame#popup {{ background: {t.surface}; border: 1px solid {t.control_border}; border-radius: 6px; }}
QTreeWidget, QListWidget {{ background: {t.surface}; border: 2px solid transparent; border-radius: 6px; outline: none;
  color: {t.text}; }}
QTreeWidget[ring="true"]:focus, QListWidget[ring="true"]:focus {{ border-color: {t.accent}; }}
QTreeWidget::item, QListWidget::item {{ min-height: 28px; padding: 0 4px; border-radius: 4px; }}
QListWidget#pairs::item {{ padding: 6px 8px; }}
QTreeWidget::item:hover, QListWidget::item:hover {{ background: {t.hover}; }}
QTreeWidget::item:selected, QListWidget::item:selected {{ background: {t.accent_soft}; color: {t.accent_ink}; }}
QTreeWidget::indicator, QListWidget::indicator {{ width: 14px; height: 14px; border: 1px solid {t.control_border};
  border-radius: 3px; background: {t.surface}; }}
QTreeWidget::indicator:checked, QListWidget::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
  image: url("{assets.path(f"resources/look/tick-{t.name}.svg").as_posix()}"); }}
QListWidget:disabled, QListWidget::item:disabled {{ color: {t.disabled}; }}
QListWidget::indicator:disabled {{ border-color: {t.divider}; }}
QListWidget::indicator:checked:disabled {{ background: {t.disabled}; border-color: {t.disabled}; }}
QTreeWidget::branch {{ background: {t.surface}; }}
QFrame#error {{ background: {t.red.ground}; border: 1px solid {t.negative}; border-radius: 6px; }}
QFrame#error QLabel {{ color: {t.red.ink}; }}
QFrame#hint {{ background: {t.amber.ground}; border: none; border-radius: 6px; }}
QFrame#hint QLabel {{ color: {t.amber.ink}; }}
QFrame#told {{ background: {t.accent_soft}; border: none; border-radius: 6px; }}
QFrame#bulk {{ background: {t.accent_soft}; border: 1px solid {t.accent}; border-radius: 6px; }}
QLabel[kind="key"] {{ font-size: {CAPTION}px; color: {t.secondary}; background: {t.track}; border-radius: 4px;
  padding: 2px 6px; }}
QLabel[kind="wrong"] {{ font-size: {CAPTION}px; color: {t.negative}; }}
QFrame#drop {{ background: {t.surface}; border: 1px dashed {t.control_border}; border-radius: 6px; }}
QFrame#drop[hot="true"] {{ background: {t.accent_soft}; border: 2px dashed {t.accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget#plain {{ background: transparent; border: none; }}
QWidget#plain {{ background: transparent; }}

QLabel {{ background: transparent; }}
QLabel[kind="title"] {{ font-size: {TITLE}px; font-weight: 700; }}
QLabel[kind="section"] {{ font-size: {SECTION}px; font-weight: 700; }}
QLabel[kind="strong"] {{ font-weight: 700; }}
QLabel[kind="score"] {{ font-size: {SCORE}px; font-weight: 700; }}
QLabel[kind="secondary"] {{ color: {t.secondary}; }}
QLabel[kind="caption"] {{ font-size: {CAPTION}px; color: {t.muted}; }}
QLabel[kind="mark"] {{ font-size: {CAPTION}px; color: {t.amber.ink}; background: {t.amber.ground};
    border-radius: 4px; padding: 3px 8px; }}
QLabel[kind="doubtful"] {{ color: {t.amber.ink}; font-weight: 700; }}
QLabel[kind="positive"] {{ color: {t.positive}; font-weight: 700; }}

QPushButton {{ min-height: {CONTROL_HEIGHT - 2}px; max-height: {CONTROL_HEIGHT - 2}px; padding: 0 14px;
  border: 1px solid {t.control_border}; border-radius: 4px; background: {t.surface}; color: {t.text}; outline: none; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.track}; }}
QPushButton[ring="true"]:focus {{ border: 2px solid {t.accent}; padding: 0 13px;
  min-height: {CONTROL_HEIGHT - 4}px; max-height: {CONTROL_HEIGHT - 4}px; }}
QPushButton:disabled {{ color: {t.disabled}; border-color: {t.divider}; }}
QPushButton:checked {{ background: {t.accent_soft}; color: {t.accent_ink}; border-color: {t.accent}; }}
QPushButton[ring="true"]:checked:focus {{ border-color: {t.text}; }}
QPushButton:checked:disabled {{ background: {t.track}; color: {t.disabled}; border-color: {t.divider}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; border-color: {t.accent}; color: {t.on_accent};
  font-weight: 700; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[ring="true"][kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.track}; border-color: {t.track}; color: {t.muted}; }}
QPushButton[kind="danger"] {{ background: {t.red.ground}; border-color: {t.negative}; color: {t.red.ink};
  font-weight: 700; }}
QPushButton[ring="true"][kind="danger"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; color: {t.accent};
  padding: 0 8px; }}
QFrame#status QPushButton {{ font-size: {CAPTION}px; }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; }}
QPushButton[ring="true"][kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 7px; }}
QPushButton[kind="quiet"]:checked {{ background: {t.accent_soft}; color: {t.accent_ink}; font-weight: 700; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.disabled}; }}
QPushButton[kind="chip"] {{ background: {t.accent_soft}; border: 1px solid transparent; color: {t.accent_ink};
  padding: 0 10px; min-height: 24px; max-height: 24px; font-size: {BODY - 1}px; }}
QPushButton[kind="chip"]:hover {{ border-color: {t.accent}; }}
QPushButton[ring="true"][kind="chip"]:focus {{ border: 2px solid {t.accent}; padding: 0 9px;
  min-height: 22px; max-height: 22px; }}
QPushButton[kind="chip"]:checked {{ background: {t.mark_strong}; color: {t.text}; border-color: transparent; }}
QPushButton[kind="chip"][rest="true"] {{ background: {t.grey.ground}; color: {t.grey.ink}; }}
QPushButton[kind="chip"][rest="true"]:checked {{ background: {t.mark_strong}; color: {t.text}; }}
QPushButton[kind="mark"] {{ font-size: {CAPTION}px; color: {t.amber.ink}; background: {t.amber.ground}; padding: 0;
  border: 1px solid transparent; min-height: 24px; max-height: 24px; margin-bottom: 8px; }}
QPushButton[kind="mark"]:disabled {{ color: {t.amber.ink}; border-color: transparent; }}
QPushButton[kind="mark"]:hover {{ border-color: {t.amber.ink}; }}
QPushButton[ring="true"][kind="mark"]:focus {{ border: 2px solid {t.accent}; min-height: 22px; max-height: 22px; }}
QPushButton[kind="icon"] {{ background: transparent; border: 1px solid transparent; padding: 0;
  min-width: {CONTROL_HEIGHT - 2}px; max-width: {CONTROL_HEIGHT - 2}px; }}
QPushButton[kind="icon"]:hover {{ background: {t.hover}; }}
QLineEdit QPushButton[kind="icon"] {{ min-width: 22px; max-width: 22px; min-height: 22px; max-height: 22px;
  border-radius: 4px; }}
QPushButton[ring="true"][kind="icon"]:focus {{ border: 2px solid {t.accent};
  min-width: {CONTROL_HEIGHT - 4}px; max-width: {CONTROL_HEIGHT - 4}px; }}
QPushButton[kind="navigation"] {{ text-align: left; padding: 0 11px 0 41px; border: 1px solid transparent;
  border-radius: 6px; background: transparent; color: {t.text}; min-height: 34px; max-height: 34px; }}
QPushButton[kind="navigation"]:hover {{ background: {t.track}; }}
QPushButton[kind="navigation"]:checked {{ background: {t.accent_soft}; color: {t.accent_ink}; font-weight: 700; }}
QPushButton[ring="true"][kind="navigation"]:focus {{ border: 2px solid {t.accent}; padding: 0 10px 0 40px;
  min-height: 32px; max-height: 32px; }}
QPushButton[kind="view"] {{ text-align: left; padding: 0 11px 0 22px; border: 1px solid transparent;
  border-radius: 6px; background: transparent; color: {t.secondary}; min-height: 28px; max-height: 28px;
  font-size: {BODY - 1}px; }}
QPushButton[kind="view"]:hover {{ background: {t.track}; }}
QPushButton[kind="view"]:checked {{ background: {t.accent_soft}; color: {t.accent_ink}; }}
QPushButton[ring="true"][kind="view"]:focus {{ border: 2px solid {t.accent}; padding: 0 10px 0 21px;
  min-height: 26px; max-height: 26px; }}

QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {CONTROL_HEIGHT - 2}px; max-height: {CONTROL_HEIGHT - 2}px;
  border: 1px solid {t.control_border}; border-radius: 4px; background: {t.surface}; color: {t.text};
  padding: 0 10px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {t.accent}; padding: 0 9px;
  min-height: {CONTROL_HEIGHT - 4}px; max-height: {CONTROL_HEIGHT - 4}px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.muted}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {t.disabled}; border-color: {t.divider}; }}
QLineEdit[kind="search"] {{ padding-left: 32px; }}
QLineEdit[kind="cell"], QLineEdit[kind="cell"]:focus, QComboBox[kind="cell"], QComboBox[kind="cell"]:focus {{
  min-height: 0; max-height: {10 * ROW_HEIGHT}px; border-radius: 0; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {t.negative}; }}
QLineEdit[kind="search"]:focus {{ padding-left: 31px; }}
QComboBox {{ padding-right: 28px; combobox-popup: 0; }}
QComboBox:focus {{ padding-right: 27px; }}
QComboBox::drop-down {{ border: none; width: 0; }}
QComboBox::down-arrow {{ image: none; width: 0; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.control_border};
  selection-background-color: {t.accent_soft}; selection-color: {t.accent_ink}; outline: none; padding: 4px 0; }}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 10px; }}
QAbstractSpinBox > QLineEdit, QAbstractSpinBox > QLineEdit:focus {{ padding: 0 0 0 8px; border: none;
  background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}

QPlainTextEdit {{ border: 1px solid {t.control_border}; border-radius: 4px; background: {t.surface}; color: {t.text};
  padding: 3px 6px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 2px 5px; }}
QPlainTextEdit#paper {{ border: none; border-radius: 6px; padding: 16px 20px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.track}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {t.accent}; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
  background: {t.surface}; border: 2px solid {t.accent}; }}
QSlider[ring="true"]::handle:horizontal:focus {{ background: {t.accent}; border: 2px solid {t.text}; }}
QSlider:horizontal {{ min-height: 20px; }}
QRadioButton {{ color: {t.text}; spacing: 0; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {t.control_border}; border-radius: 8px;
  background: {t.surface}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {t.accent}; border-radius: 8px;
  background: {t.on_accent}; }}
QRadioButton[ring="true"]::indicator:focus {{ width: 12px; height: 12px; border: 2px solid {t.accent}; }}
QRadioButton[ring="true"]::indicator:checked:focus {{ width: 4px; height: 4px; border: 6px solid {t.accent}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.divider}; margin: 4px 0; }}
QTableView {{ background: transparent; border: none; outline: none; color: {t.text};
  selection-background-color: transparent; selection-color: {t.text}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.secondary}; padding: 0 8px; border: none;
  border-bottom: 1px solid {t.divider}; }}
QTableView#figures {{ border: 2px solid transparent; border-radius: 6px; }}
QTableView#figures[ring="true"]:focus {{ border-color: {t.accent}; }}
QTableView#figures::item {{ padding: 0 12px 0 0; }}
QTableView#figures::item:selected {{ background: {t.accent_soft}; color: {t.accent_ink}; }}
QTableView#figures QHeaderView::section {{ padding: 0 15px 0 3px; font-size: {CAPTION}px; min-height: 28px; }}
QTableView#cells {{ gridline-color: {t.divider}; }}
QTableView#cells::item {{ padding: 0 8px; }}
QTableView#cells::item:selected {{ background: {t.accent_soft}; color: {t.accent_ink}; }}
QTableView[kind="frozen"] {{ background: {t.surface}; border-right: 1px solid {t.control_border}; }}
QTableView#cells::item:focus {{ border: 2px solid {t.accent}; padding: 0 6px; }}
QTableView#cells QHeaderView::section {{ background: {t.navigation}; color: {t.secondary}; font-weight: 700;
  padding: 0 8px; min-height: 34px; border: none; border-right: 1px solid {t.divider};
  border-bottom: 1px solid {t.divider}; }}
QTableCornerButton::section {{ background: {t.navigation}; border: none; border-right: 1px solid {t.divider};
  border-bottom: 1px solid {t.divider}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {SCROLL_WIDTH}px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: {SCROLL_WIDTH}px; margin: 2px; }}
QScrollBar::handle {{ background: {t.scroll}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QProgressBar {{ background: {t.track}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QMenu {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.control_border}; padding: 4px 0; }}
QMenu::item {{ padding: 6px 24px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.accent_ink}; }}
"""

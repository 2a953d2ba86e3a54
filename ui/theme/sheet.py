"""The application's style sheet, written from the tokens; selectors look at the `kind` property."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ui.theme.tokens import Colours, Gap, Metric, TextSize

_Px = Callable[[int], int]
_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


def style_sheet(c: Colours, px: _Px) -> str:
    """Style sheet text for one theme; `px` turns a token into pixels at the chosen text scale."""
    return "\n".join(
        (
            _frames(c, px),
            _labels(c, px),
            _buttons(c, px),
            _fields(c, px),
            _lists(c, px),
            _bars(c, px),
        )
    )


def _veil(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 215)"


def _frames(c: Colours, px: _Px) -> str:
    radius = px(Metric.RADIUS)
    return f"""
QMainWindow, QDialog, QWidget[kind="ground"] {{ background: {c.ground}; }}
QWidget[kind="surface"] {{ background: {c.surface}; }}
QFrame[kind="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {radius}px; }}
QFrame[kind="header"] {{ background: {c.surface}; border: none; border-bottom: 1px solid {c.line}; }}
QFrame[kind="status"] {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
QFrame[kind="rail"] {{ background: {c.surface}; border: none; border-right: 1px solid {c.line}; }}
QFrame[kind="line"] {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[kind="stage"] {{ background: {c.stage}; border: none; border-radius: {radius}px; }}
QFrame[kind="shade"] {{ background: {_veil(c.ground)}; border: none; }}
QFrame[kind="banner-info"] {{ background: {c.accent_soft}; border: 1px solid {c.accent}; border-radius: {radius}px; }}
QFrame[kind="banner-done"] {{ background: {c.done_soft}; border: 1px solid {c.done}; border-radius: {radius}px; }}
QFrame[kind="banner-soon"] {{ background: {c.soon_soft}; border: 1px solid {c.soon}; border-radius: {radius}px; }}
QFrame[kind="banner-late"] {{ background: {c.late_soft}; border: 1px solid {c.late}; border-radius: {radius}px; }}
QFrame[kind="undo"] {{ background: {c.surface}; border: 1px solid {c.accent}; border-radius: {radius}px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QSplitter::handle {{ background: transparent; width: {px(Gap.S)}px; height: {px(Gap.S)}px; }}
QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line_strong}; padding: {px(Gap.XS)}px; }}
"""


def _labels(c: Colours, px: _Px) -> str:
    caption = px(TextSize.CAPTION)
    # A picture, because the style's own tick does not grow with the words.
    tick = (_ICONS / f"tick-{c.name}.png").as_posix()
    return f"""
QWidget {{ color: {c.ink}; }}
QLabel {{ background: transparent; border: none; }}
QLabel[kind="heading"] {{ font-size: {px(TextSize.HEADING)}px; font-weight: 600; }}
QLabel[kind="title"] {{ font-size: {px(TextSize.TITLE)}px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="quiet"] {{ color: {c.quiet}; }}
QLabel[kind="caption"] {{ color: {c.quiet}; font-size: {caption}px; }}
QLabel[kind="caption-error"] {{ color: {c.late}; font-size: {caption}px; }}
QLabel[kind="caption-done"] {{ color: {c.done}; font-size: {caption}px; }}
QLabel[kind="caption-soon"] {{ color: {c.soon}; font-size: {caption}px; }}
QLabel[kind="caption-late"] {{ color: {c.late}; font-size: {caption}px; }}
QLabel[kind="link"] {{ color: {c.accent}; }}
QLabel[kind="field"] {{ color: {c.quiet}; font-size: {caption}px; }}
QLabel[kind="stage"] {{ color: {c.on_stage}; }}
QLabel[kind="stage-caption"] {{ color: {c.on_stage}; font-size: {caption}px; }}
QCheckBox, QRadioButton {{ spacing: {px(Gap.S)}px; padding: {px(2)}px; border: {px(Metric.FOCUS_RING)}px solid transparent; border-radius: {px(Metric.RADIUS_SMALL)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
QRadioButton::indicator, QCheckBox::indicator {{ background: {c.surface}; border: {px(1)}px solid {c.quiet}; width: {px(Gap.M)}px; height: {px(Gap.M)}px; margin: {px(1)}px; }}
QCheckBox::indicator {{ border-radius: {px(3)}px; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{tick}"); }}
QCheckBox::indicator:checked:disabled {{ background: {c.quiet}; border-color: {c.quiet}; }}
QRadioButton::indicator:unchecked {{ border-radius: {px(7)}px; }}
QRadioButton::indicator:checked {{ border: {px(4)}px solid {c.accent}; border-radius: {px(8)}px; width: {px(Gap.S)}px; height: {px(Gap.S)}px; margin: 0; }}
QRadioButton::indicator:disabled, QCheckBox::indicator:unchecked:disabled {{ border-color: {c.line_strong}; }}
"""


def _button_rule(selector: str, ground: str, ink: str, border: str, weight: int) -> str:
    return (
        f"{selector} {{ background: {ground}; color: {ink}; border-color: {border}; "
        f"font-weight: {weight}; }}\n"
    )


def _buttons(c: Colours, px: _Px) -> str:
    height = px(Metric.CONTROL) - 2
    base = f"""
QPushButton, QToolButton {{ min-height: {height}px; border: 1px solid {c.line_strong}; border-radius: {px(Metric.RADIUS)}px; padding: 0 {px(Gap.M)}px; }}
QPushButton[kind="icon"], QToolButton[kind="icon"], QToolButton[kind="stage"] {{ padding: 0; min-width: {height}px; }}
QPushButton[kind="link"] {{ padding: 0 {px(Gap.XS)}px; }}
QLineEdit > QToolButton {{ min-height: 0; min-width: 0; border: none; padding: 0; background: transparent; }}
"""
    rules = "".join(_button_rule(*row) for row in _button_rows(c))
    ring = px(Metric.FOCUS_RING)
    inner = px(Metric.CONTROL) - 2 * ring
    focus = f"""
QPushButton:focus, QToolButton:focus {{ border: {ring}px solid {c.accent}; min-height: {inner}px; }}
QPushButton[kind="choice"]:checked {{ border: {ring}px solid {c.accent}; min-height: {inner}px; }}
QPushButton[kind="choice"]:checked:focus {{ border-color: {c.ink}; }}
QPushButton[isLow="true"], QToolButton[isLow="true"] {{ min-height: 0; }}
QPushButton[isLow="true"]:focus, QToolButton[isLow="true"]:focus {{ min-height: 0; }}
QToolButton[kind="icon"]:focus, QPushButton[kind="icon"]:focus, QToolButton[kind="stage"]:focus {{ min-width: {inner}px; }}
QPushButton[kind="primary"]:focus {{ border-color: {c.ink}; }}
QToolButton[kind="stage"]:focus, QPushButton[kind="stage"]:focus {{ border-color: {c.stage_accent}; }}
"""
    return base + rules + focus


def _button_rows(c: Colours) -> tuple[tuple[str, str, str, str, int], ...]:
    clear = "transparent"
    every = "QPushButton{0}, QToolButton{0}"
    icon = 'QPushButton[kind="icon"]{0}, QToolButton[kind="icon"]{0}'
    stage = 'QPushButton[kind="stage"]{0}, QToolButton[kind="stage"]{0}'
    primary = 'QPushButton[kind="primary"]{0}'
    return (
        (every.format(""), c.surface, c.ink, c.line_strong, 400),
        (every.format(":hover"), c.raised, c.ink, c.quiet, 400),
        (every.format(":pressed"), c.neutral_soft, c.ink, c.line_strong, 400),
        (every.format(":checked"), c.accent_soft, c.accent, c.accent_soft, 600),
        (primary.format(""), c.accent, c.on_accent, c.accent, 600),
        (primary.format(":hover"), c.accent_hover, c.on_accent, c.accent_hover, 600),
        ('QPushButton[kind="danger"]', c.surface, c.late, c.late, 600),
        ('QPushButton[kind="link"]', clear, c.accent, clear, 400),
        (icon.format(""), clear, c.ink, clear, 400),
        (icon.format(":hover"), c.neutral_soft, c.ink, clear, 400),
        (icon.format(":checked"), c.accent_soft, c.accent, clear, 400),
        (stage.format(""), clear, c.on_stage, clear, 400),
        (stage.format(":hover"), c.stage_line, c.on_stage, clear, 400),
        (stage.format(":checked"), c.stage_line, c.on_stage, c.on_stage, 600),
        (every.format(":disabled"), c.neutral_soft, c.quiet, c.line, 400),
        (icon.format(":disabled"), clear, c.quiet, clear, 400),
        (stage.format(":disabled"), clear, c.line_strong, clear, 400),
    )


def _fields(c: Colours, px: _Px) -> str:
    ring = px(Metric.FOCUS_RING)
    height, inner = px(Metric.CONTROL) - 2, px(Metric.CONTROL) - 2 * ring
    pad, pad_inner = px(Gap.S), px(Gap.S) - ring + 1
    fields = "QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit"
    return f"""
{fields} {{ background: {c.surface}; color: {c.ink}; min-height: {height}px; border: 1px solid {c.line_strong}; border-radius: {px(Metric.RADIUS)}px; padding: 0 {pad}px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QPlainTextEdit, QTextEdit {{ background: {c.surface}; color: {c.ink}; border: {ring}px solid {c.line}; border-radius: {px(Metric.RADIUS)}px; padding: {px(Gap.XS)}px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus, QDateTimeEdit:focus {{ border: {ring}px solid {c.accent}; min-height: {inner}px; padding: 0 {pad_inner}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {c.accent}; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {{ border-color: {c.late}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ background: {c.neutral_soft}; color: {c.quiet}; }}
QLineEdit[readOnly="true"] {{ background: {c.raised}; }}
QComboBox::drop-down {{ border: none; width: {px(Gap.XL)}px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line_strong}; selection-background-color: {c.accent_soft}; selection-color: {c.ink}; outline: none; padding: {px(Gap.XS)}px; }}
QToolButton::menu-indicator {{ image: none; }}
QMenu {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line_strong}; padding: {px(Gap.XS)}px; }}
QMenu::item {{ padding: {px(Gap.XS)}px {px(Gap.L)}px; border-radius: {px(Metric.RADIUS_SMALL)}px; }}
QMenu::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
"""


def _lists(c: Colours, px: _Px) -> str:
    radius = px(Metric.RADIUS)
    views = "QTableView, QListView, QTreeView"
    return f"""
{views} {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; border-radius: {radius}px; selection-background-color: {c.accent_soft}; selection-color: {c.ink}; outline: none; gridline-color: {c.line}; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border-color: {c.accent}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
QTableView[kind="slots"]::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QHeaderView {{ background: {c.raised}; border: none; border-top-left-radius: {radius}px; border-top-right-radius: {radius}px; }}
QHeaderView::section {{ background: {c.raised}; color: {c.quiet}; border: none; border-bottom: 1px solid {c.line}; padding: 0 {px(Gap.S)}px; font-size: {px(TextSize.CAPTION)}px; min-height: {px(Metric.TABLE_HEAD)}px; }}
QTableCornerButton::section {{ background: {c.raised}; border: none; }}
QTabBar::tab {{ background: transparent; color: {c.quiet}; border: none; border-bottom: {px(2)}px solid transparent; padding: {px(Gap.S)}px {px(Gap.M)}px; }}
QTabBar::tab:selected {{ color: {c.accent}; border-bottom-color: {c.accent}; font-weight: 600; }}
QTabBar::tab:focus {{ color: {c.accent}; background: {c.accent_soft}; }}
QTabBar[kind="close"]::tab {{ padding: {px(Gap.S)}px {px(6)}px; }}
QTabBar[kind="turns"]::tab {{ padding: {px(Gap.XS)}px {px(Gap.S)}px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
"""


def _bars(c: Colours, px: _Px) -> str:
    width, radius = px(Gap.M), px(Metric.RADIUS_SMALL)
    return f"""
QScrollBar:vertical {{ background: transparent; width: {width}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {width}px; margin: 0; }}
QScrollBar::handle {{ background: {c.line_strong}; border-radius: {radius}px; margin: {px(2)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(Gap.XL)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(Gap.XL)}px; }}
QScrollBar::handle:hover {{ background: {c.quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QProgressBar {{ background: {c.neutral_soft}; border: none; border-radius: {radius}px; max-height: {px(Gap.S)}px; min-height: {px(Gap.S)}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {radius}px; }}
QSlider::groove:horizontal {{ background: {c.line_strong}; height: {px(Gap.XS)}px; border-radius: {px(2)}px; }}
QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: {px(2)}px; }}
QSlider::handle:horizontal {{ background: {c.accent}; width: {px(Gap.M)}px; margin: -{px(Gap.XS)}px 0; border-radius: {px(Gap.XS)}px; border: {px(2)}px solid {c.surface}; }}
QSlider:focus {{ border: {px(Metric.FOCUS_RING)}px solid {c.accent}; border-radius: {radius}px; }}
QSlider {{ border: {px(Metric.FOCUS_RING)}px solid transparent; min-height: {px(Gap.XL)}px; }}
"""

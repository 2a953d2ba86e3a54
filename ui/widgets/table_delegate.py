"""Paints table cells: 36 px rows, hairlines, badges; no widget is ever made for a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.badge import BadgeText, badge_size, paint_badge
from ui.widgets.table_column import Column
from ui.widgets.table_model import BADGE_ROLE, COLUMN_ROLE
from ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws text or badge of a `Column` cell, cut with an ellipsis where room is short."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = current_theme()
        width = 2 * theme.px(Gap.S) + theme.px(Metric.HAIRLINE)
        badge = index.data(BADGE_ROLE)
        if isinstance(badge, BadgeText):
            width += badge_size(badge).width()
        else:
            column = index.data(COLUMN_ROLE)
            strong = isinstance(column, Column) and column.strong
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            width += theme.metrics(strong=strong).horizontalAdvance(text)
        return QSize(width, theme.px(Metric.ROW))

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The cell's own tip; without one, the whole text where it is cut."""
        own = index.data(Qt.ItemDataRole.ToolTipRole)
        place: QRect = option.rect
        if event.type() == QEvent.Type.ToolTip and not own:
            is_cut = self.sizeHint(option, index).width() > place.width()
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "") if is_cut else ""
            QToolTip.showText(event.globalPos(), plain_tip(text), view)
            return True
        return super().helpEvent(event, view, option, index)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme = current_theme()
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, theme.colour("raised"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        inner = place.adjusted(theme.px(Gap.S), 0, -theme.px(Gap.S), 0)
        badge = index.data(BADGE_ROLE)
        if isinstance(badge, BadgeText):
            paint_badge(painter, inner, badge)
        else:
            self._paint_text(painter, inner, index)
        painter.restore()

    def _paint_text(self, painter: QPainter, place: QRect, index: Index) -> None:
        theme = current_theme()
        column = index.data(COLUMN_ROLE)
        if not isinstance(column, Column):
            return
        painter.setFont(theme.font(strong=column.strong))
        painter.setPen(theme.colour(column.ink))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), cut)

"""A card among the parts of a screen that asks for a reason before an act that is recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.widgets.ask_card import AskCard
from ui.widgets.reason_edit import GIVE, ReasonEdit
from ui.widgets.shortcuts import ShortcutRegistry


class ReasonCard(AskCard):
    """Gives a reason that is long enough, by the key that gives one everywhere."""

    edit: ReasonEdit

    def __init__(
        self, act: str, hint: str, keys: ShortcutRegistry, parent: QWidget | None = None
    ) -> None:
        super().__init__(act, self.tr("Mot&ivo"), hint, ReasonEdit(), parent)
        self.confirm.follow(
            keys.add(self, "reason.give", act, GIVE, self.submit, group=self.tr("Motivo"))
        )

    @override
    def complaint(self, text: str) -> str:
        """Say that the reason is too short."""
        return self.edit.complaint()

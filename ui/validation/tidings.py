"""What the call screen tells above its work once something was stored."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.call import CallOutcome
from app.stages.validation import OutcomeRecorded, Scheduled
from ui.theme import Tone
from ui.validation.words import CallWords
from ui.widgets.banner import Banner

_DECIDED_NEXT = frozenset({CallOutcome.VALIDATED, CallOutcome.NOT_VALIDATED})


class CallTidings(QObject):
    """Puts what was stored into the banner, with what leaves by mail."""

    def __init__(self, banner: Banner, words: CallWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner = banner
        self._words = words

    def scheduled(self, done: Scheduled) -> None:
        """A call was appointed or moved."""
        when = self._words.both(done.call.starts_at, done.case.zone)
        self._banner.tell(
            Tone.DONE,
            self.tr("{number}, convocada. {when}.").format(number=done.case.number, when=when),
            self.tr(
                "Salen %n mensaje(s): la convocatoria y sus recordatorios.", "", len(done.messages)
            ),
        )

    def outcome(self, done: OutcomeRecorded) -> bool:
        """A call ended; tells whether the case goes elsewhere. One that is decided next does not."""
        outcome = done.call.outcome
        if outcome in _DECIDED_NEXT:
            return False
        told = (
            self.tr("Se le avisa por correo.")
            if done.messages
            else self.tr("No sale ningún correo todavía.")
        )
        self._banner.tell(
            Tone.DONE,
            self.tr("{number}: {outcome}.").format(
                number=done.case.number, outcome=self._words.outcome(outcome)
            ),
            told,
        )
        return True

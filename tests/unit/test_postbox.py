"""The mail server of the tests costs the same however much mail it keeps."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

from typing_extensions import override

from tests.patience import PATIENCE_S
from tests.postbox import Postbox, running_postbox


class CountingPostbox(Postbox):
    """Counts how often what it keeps is read."""

    readings: int = 0

    @property
    @override
    def mails(self) -> list[EmailMessage]:
        self.readings += 1
        return super().mails


def test_a_conversation_does_not_read_what_was_taken_before() -> None:
    # aiosmtpd looks at every attribute of its handler for each new connection: a property that
    # parses all mail made the end of a run of 200 kills stand still.
    box = CountingPostbox()
    with running_postbox(box):
        for _ in range(3):
            with smtplib.SMTP("127.0.0.1", box.port, timeout=PATIENCE_S) as client:
                client.sendmail("a@iess.example", "b@correo.example", "Subject: uno\r\n\r\nhola")
        assert box.readings == 0
        assert len(box.mails) == 3

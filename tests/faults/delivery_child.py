"""A deliverer in a process of its own, to be killed at any moment by the tests."""

from __future__ import annotations

import sys
import time
from datetime import timedelta

from app.infra.mail_builder import MailIdentity, RfcMailBuilder
from app.infra.message_templates import MessageTemplates
from app.infra.smtp_transport import SmtpSecurity, SmtpServer, SmtpTransport
from app.infra.system_clock import SystemClock
from app.stages.notification import DeliverDue, DeliverDueCommand, DeliveryPolicy
from db.engine import open_engine
from db.store import SqlStore
from tests.casework import RESOURCES, STATION

IDENTITY = MailIdentity("ventanilla@iess.example", "IESS", "ventanilla.iess.example")


def deliverer(store: SqlStore, port: int, stuck_after: timedelta) -> DeliverDue:
    server = SmtpServer("127.0.0.1", port, SmtpSecurity.NONE, timeout_s=30.0)
    return DeliverDue(
        store,
        MessageTemplates(RESOURCES / "templates"),
        RfcMailBuilder(IDENTITY),
        SmtpTransport(server, str),
        SystemClock(),
        IDENTITY.address,
        STATION,
        DeliveryPolicy(
            first_wait=timedelta(milliseconds=50), stuck_after=stuck_after, attempts=100
        ),
    )


def main(url: str, port: int, stuck_ms: int) -> None:
    deliver = deliverer(SqlStore(open_engine(url)), port, timedelta(milliseconds=stuck_ms))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        deliver(DeliverDueCommand(limit=1))
        time.sleep(0.005)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

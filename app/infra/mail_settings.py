"""From the settings in force to the parts that build and hand over e-mails."""

from __future__ import annotations

from app.domain.settings import SettingValues
from app.infra.mail_builder import MailIdentity
from app.infra.smtp_transport import SmtpSecurity, SmtpServer


def identity_of(values: SettingValues) -> MailIdentity:
    """Who our messages come from."""
    return MailIdentity(
        values.text("mail.sender"),
        values.text("mail.sender_name"),
        values.text("mail.domain"),
        values.text("mail.reply_to"),
    )


def server_of(values: SettingValues) -> SmtpServer:
    """Where messages are handed over; its password is in the keyring."""
    return SmtpServer(
        values.text("mail.host"),
        values.whole("mail.port"),
        SmtpSecurity(values.text("mail.security")),
        values.text("mail.user"),
    )

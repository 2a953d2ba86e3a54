"""Notification: messages leave the outbox, and people see what became of them."""

from app.stages.notification.delivery import DeliverDue, DeliverDueCommand, Delivered, Fate
from app.stages.notification.ledger import (
    CopyInvite,
    CopyInviteCommand,
    InviteText,
    Ledger,
    LedgerQuery,
    LedgerRow,
    ResendMessage,
    ResendMessageCommand,
    Resent,
)
from app.stages.notification.policy import DeliveryPolicy

__all__ = [
    "CopyInvite",
    "CopyInviteCommand",
    "DeliverDue",
    "DeliverDueCommand",
    "Delivered",
    "DeliveryPolicy",
    "Fate",
    "InviteText",
    "Ledger",
    "LedgerQuery",
    "LedgerRow",
    "ResendMessage",
    "ResendMessageCommand",
    "Resent",
]

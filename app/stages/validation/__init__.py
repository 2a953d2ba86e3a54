"""Validation of identity: slots, calls, guided checks, outcomes (D13, D14)."""

from app.stages.validation.call_hours import Slot, SlotState
from app.stages.validation.conducting import (
    AddSnapshot,
    AddSnapshotCommand,
    CallState,
    RecordCheck,
    RecordCheckCommand,
    RevealExpected,
    RevealExpectedCommand,
    StartCall,
    StartCallCommand,
)
from app.stages.validation.hours import StartWindow, read_start_window
from app.stages.validation.house_rules import HouseRules, read_house_rules
from app.stages.validation.outcomes import (
    OutcomeRecorded,
    RecordOutcome,
    RecordOutcomeCommand,
)
from app.stages.validation.preview import (
    InvitationPreview,
    PreviewInvitation,
    PreviewInvitationQuery,
)
from app.stages.validation.scheduling import (
    RescheduleCall,
    RescheduleCallCommand,
    ScheduleCall,
    ScheduleCallCommand,
    Scheduled,
)
from app.stages.validation.slots import FreeSlots, FreeSlotsQuery
from app.stages.validation.taking_over import (
    ReassignValidation,
    ReassignValidationCommand,
    TakeOverValidation,
    TakeOverValidationCommand,
    ValidationRestarted,
    read_still_here,
)

__all__ = [
    "AddSnapshot",
    "AddSnapshotCommand",
    "CallState",
    "FreeSlots",
    "FreeSlotsQuery",
    "HouseRules",
    "InvitationPreview",
    "OutcomeRecorded",
    "PreviewInvitation",
    "PreviewInvitationQuery",
    "ReassignValidation",
    "ReassignValidationCommand",
    "RecordCheck",
    "RecordCheckCommand",
    "RecordOutcome",
    "RecordOutcomeCommand",
    "RescheduleCall",
    "RescheduleCallCommand",
    "RevealExpected",
    "RevealExpectedCommand",
    "ScheduleCall",
    "ScheduleCallCommand",
    "Scheduled",
    "Slot",
    "SlotState",
    "StartCall",
    "StartCallCommand",
    "StartWindow",
    "TakeOverValidation",
    "TakeOverValidationCommand",
    "ValidationRestarted",
    "read_house_rules",
    "read_start_window",
    "read_still_here",
]

"""Reading what happened: verification of the audit chains, and the seals that anchor them."""

from app.stages.oversight.one_chain import ChainStanding, CheckChain
from app.stages.oversight.packing import PackedEvidence, PackEvidence, PackEvidenceCommand
from app.stages.oversight.sealing import Contradiction, SealAudit, SealAuditCommand, Sealed
from app.stages.oversight.searching import (
    ReadEvent,
    ReadEventCommand,
    SearchEvents,
    SearchEventsCommand,
)
from app.stages.oversight.series import AnchorFault, AnchorReport, Standing
from app.stages.oversight.signs import (
    FlaggedDecision,
    FlaggedDecisions,
    FlaggedPage,
    NoteSigns,
    NoteSignsCommand,
)
from app.stages.oversight.verifying import AuditReport, VerifyAudit

__all__ = [
    "AnchorFault",
    "AnchorReport",
    "AuditReport",
    "ChainStanding",
    "CheckChain",
    "Contradiction",
    "FlaggedDecision",
    "FlaggedDecisions",
    "FlaggedPage",
    "NoteSigns",
    "NoteSignsCommand",
    "PackEvidence",
    "PackEvidenceCommand",
    "PackedEvidence",
    "ReadEvent",
    "ReadEventCommand",
    "SealAudit",
    "SealAuditCommand",
    "Sealed",
    "SearchEvents",
    "SearchEventsCommand",
    "Standing",
    "VerifyAudit",
]

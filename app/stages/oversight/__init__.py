"""Reading what happened: verification of the audit chains, and the seals that anchor them."""

from app.stages.oversight.sealing import Contradiction, SealAudit, SealAuditCommand, Sealed
from app.stages.oversight.series import AnchorFault, AnchorReport, Standing
from app.stages.oversight.verifying import AuditReport, VerifyAudit

__all__ = [
    "AnchorFault",
    "AnchorReport",
    "AuditReport",
    "Contradiction",
    "SealAudit",
    "SealAuditCommand",
    "Sealed",
    "Standing",
    "VerifyAudit",
]

"""Inspection: every file looked at in the sandbox; findings and risk marks stored with the case."""

from app.stages.inspection.inspecting import InspectCase, InspectedCase
from app.stages.inspection.late import TakeUpLate

__all__ = ["InspectCase", "InspectedCase", "TakeUpLate"]

"""Inspection: every file looked at in the sandbox; findings and risk marks stored with the case."""

from app.stages.inspection.inspecting import InspectCase, InspectedCase

__all__ = ["InspectCase", "InspectedCase"]

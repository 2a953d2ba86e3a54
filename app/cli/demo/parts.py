"""What the demonstration needs of the composed program."""

from __future__ import annotations

from typing import Protocol

from app.cli.services import Services
from app.ports.countries import CountryNames
from app.ports.invitations import InvitationFiles


class Parts(Services, Protocol):
    """The services of the command line, and what calls need."""

    @property
    def countries(self) -> CountryNames: ...

    @property
    def invitations(self) -> InvitationFiles: ...

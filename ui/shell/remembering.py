"""The password of a central server kept in the system's store of secrets, if somebody wants that.

It is never in a file, nor kept where the system has no safe store; the server's word that it is
wrong, or that the account is disabled, takes it away.
"""

from __future__ import annotations

from app.domain.errors import AccessDeniedError, RuleViolationError, UnavailableError
from app.ports.secret_store import SecretStore
from ui.shell.signin_presenter import CODE_NEEDED, ENDS, SignIn


class Remembering:
    """One login and its password, for one server. Call in workers: a store may ask the person.

    Args:
        secrets: the system's store.
        place: which server and database they are for.

    Attributes:
        is_wanted: whether the person at the sign-in page wants the password kept.
        failed: why it could not be kept; None while nothing went wrong.
    """

    def __init__(self, secrets: SecretStore, place: str) -> None:
        self._secrets = secrets
        self._name = f"central {place}"
        self.is_wanted = False
        self.failed: Exception | None = None

    def recall(self) -> str | None:
        """The login whose password is kept, empty for nobody's; None where none can be kept."""
        try:
            return self._kept()[0]
        except UnavailableError:
            return None

    def around(self, enter: SignIn) -> SignIn:
        """The same way in, which takes a kept password where none is typed."""

        def sign_in(login: str, password: str, code: str) -> object:
            is_kept = not password and not code
            given = self._password_of(login) if is_kept else password
            try:
                answer = enter(login, given, code)
            except AccessDeniedError as error:
                if error.code == CODE_NEEDED:
                    self._take_up(login, password)
                elif error.code in ENDS:
                    self._drop(login, given, error.code)
                raise
            self._take_up(login, password)
            return answer

        return sign_in

    def forget(self) -> None:
        """Keep nothing any more; where the store does not answer, nothing was kept to be used."""
        try:
            self._secrets.forget(self._name)
        except UnavailableError as error:
            self.failed = error

    def _password_of(self, login: str) -> str:
        kept, password = self._kept()
        if kept != _plain(login):
            raise AccessDeniedError("SIGN_IN_REFUSED")
        return password

    def _take_up(self, login: str, typed: str) -> None:
        """The server took the password; what is typed is kept or, as the person wants, no more."""
        self.failed = None
        try:
            if self.is_wanted and typed:
                self._secrets.put(self._name, f"{_plain(login)}\n{typed}")
            elif not self.is_wanted and self._kept()[0] == _plain(login):
                self._secrets.forget(self._name)
        except (RuleViolationError, UnavailableError) as error:
            # Whoever may come in does so; the window says that it will have to be typed again.
            self.failed = error if self.is_wanted else None

    def _drop(self, login: str, given: str, code: str) -> None:
        """A kept password that was refused goes; one that was only mistyped beside it stays."""
        try:
            kept, password = self._kept()
        except UnavailableError:
            return
        if kept == _plain(login) and (given == password or code != "SIGN_IN_REFUSED"):
            self.forget()

    def _kept(self) -> tuple[str, str]:
        try:
            login, _, password = self._secrets.get(self._name).partition("\n")
        except RuleViolationError:
            return "", ""
        return login, password


def _plain(login: str) -> str:
    return login.strip().casefold()

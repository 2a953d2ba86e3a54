"""Views of the queue kept under a name, each person their own."""

from __future__ import annotations

from dataclasses import replace

from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.saved_view import MAX_VIEWS, SavedView, is_same_name, sound_view, view_name
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record


@on_record
class SavedViews:
    """Lists, keeps, renames and forgets the views of whoever asks; nobody sees another's."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def mine(self, session: Session) -> tuple[SavedView, ...]:
        """In order of their names."""
        require(session, Operation.BROWSE_QUEUE)
        with self._store.look() as stored:
            views = stored.views.of(session.staff_id)
        return tuple(sorted(views, key=lambda view: view.name.casefold()))

    def save(self, session: Session, view: SavedView) -> SavedView:
        """Keep a new view.

        Raises:
            RuleViolationError: ``VIEW_NAME_…``, ``VIEW_FILTER_UNSOUND``, ``VIEW_TOO_MANY``; an existing view is never
                replaced by another of its name.
        """
        require(session, Operation.BROWSE_QUEUE)
        kept = sound_view(view)
        with self._store.write() as uow:
            views = uow.views.of(session.staff_id)
            if len(views) >= MAX_VIEWS:
                raise RuleViolationError("VIEW_TOO_MANY", maximum=MAX_VIEWS)
            _require_free(kept.name, views)
            uow.views.add(session.staff_id, kept, self._clock.now())
            uow.commit()
        return kept

    def rename(self, session: Session, name: str, new_name: str) -> SavedView:
        """Give a view another name; its own in other letters is allowed.

        Raises:
            RuleViolationError: ``VIEW_NAME_…`` or ``VIEW_UNKNOWN``.
        """
        require(session, Operation.BROWSE_QUEUE)
        wanted = view_name(new_name)
        with self._store.write() as uow:
            views = uow.views.of(session.staff_id)
            view = next((one for one in views if one.name == name), None)
            if view is None:
                raise RuleViolationError("VIEW_UNKNOWN")
            _require_free(wanted, tuple(one for one in views if one is not view))
            renamed = replace(view, name=wanted)
            uow.views.remove(session.staff_id, name)
            uow.views.add(session.staff_id, renamed, self._clock.now())
            uow.commit()
        return renamed

    def delete(self, session: Session, name: str) -> None:
        """Forget a view; one that is gone already is no mistake."""
        require(session, Operation.BROWSE_QUEUE)
        with self._store.write() as uow:
            uow.views.remove(session.staff_id, name)
            uow.commit()


def _require_free(name: str, views: tuple[SavedView, ...]) -> None:
    taken = next((view for view in views if is_same_name(view.name, name)), None)
    if taken is not None:
        raise RuleViolationError("VIEW_NAME_TAKEN", name=taken.name)

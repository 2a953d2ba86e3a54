"""Which cases the queue shows: views, a state among theirs, and views under names of one's own."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.saved_view import MAX_NAME, SavedView
from app.domain.workflow import CaseState
from ui.messages import Messages
from ui.queueing.presenter import VIEWS, QueuePresenter
from ui.queueing.views_presenter import ViewsPresenter
from ui.theme import Tone
from ui.widgets.arrange import TwoEnds
from ui.widgets.ask_card import LineCard
from ui.widgets.banner import Banner
from ui.widgets.case_words import CaseWords
from ui.widgets.filters import FilterCombo
from ui.widgets.key_button import KeyHintButton
from ui.widgets.shortcuts import ShortcutRegistry

_OWN = "own:"
"""Before the name of a saved view, so that no name can be the key of a shipped one."""


class ViewNameCard(LineCard):
    """Asks for the name of a view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Guardar"),
            self.tr("Nombre de la vista"),
            self.tr("Guarda la vista y el estado elegidos, solo para usted; no lo que busca."),
            MAX_NAME,
            parent,
        )

    @override
    def complaint(self, text: str) -> str:
        """Say that a name is needed."""
        return "" if text else self.tr("Escriba un nombre para la vista.")


class ViewsBar(TwoEnds):
    """Choices of view and state, and what can be done with the person's own views.

    Signals:
        card_left: the card for a name was closed; the list may have the keyboard.
    """

    card_left = Signal()

    def __init__(
        self,
        presenter: QueuePresenter,
        saved: ViewsPresenter,
        words: CaseWords,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._saved = saved
        saved.setParent(self)
        self._words = words
        self._messages = messages
        self._own: dict[str, SavedView] = {}
        self._name = ""
        self._renames = ""
        self._gone: SavedView | None = None
        self._can_undo = False
        self.banner = Banner()
        self.card = ViewNameCard()
        self.views: FilterCombo[str] = FilterCombo(self.tr("Vista"), [])
        self.states: FilterCombo[str] = FilterCombo(self.tr("Estado"), [])
        self.save = KeyHintButton(self.tr("&Guardar vista"), "Ctrl+S")
        self.rename = KeyHintButton(self.tr("Cambiar &nombre"), "F2")
        self.delete = KeyHintButton(self.tr("Eli&minar vista"), "Ctrl+Del")
        for combo in (self.views, self.states):
            self.left.addWidget(combo)
        for button in (self.save, self.rename, self.delete):
            self.right.addWidget(button)
        self._offer_views()
        self._offer_states()
        self._show_buttons()
        self._connect()

    def bind(self, keys: ShortcutRegistry, owner: QWidget, group: str) -> None:
        """Give the acts their keys while the focus is in the queue."""
        acts = (
            (self.save, "save", self.tr("Guardar la vista con un nombre"), "Ctrl+S", self.on_save),
            (self.rename, "rename", self.tr("Cambiar el nombre de la vista"), "F2", self.on_rename),
            (self.delete, "delete", self.tr("Eliminar la vista"), "Ctrl+Del", self.on_delete),
        )
        for button, key, label, sequence, slot in acts:
            button.follow(keys.add(owner, f"queue.view.{key}", label, sequence, slot, group=group))
        undo = self.tr("Deshacer la vista eliminada")
        keys.add(owner, "queue.view.undo", undo, "Ctrl+Z", self._on_undo, group=group)
        keys.add(
            self.card,
            "queue.view.cancel",
            self.tr("Dejar la vista sin guardar"),
            "Esc",
            self.card.cancel,
            group=group,
        )

    def load(self) -> None:
        """Read the person's views."""
        self._saved.load()

    def on_save(self) -> None:
        """Ask for a name for what is on show."""
        self._renames = ""
        self.card.ask(self.tr("Guardar vista"))

    def on_rename(self) -> None:
        """Ask for another name for the view on show."""
        if self._name:
            self._renames = self._name
            self.card.ask(self.tr("Cambiar el nombre de «{name}»").format(name=self._name))
            self.card.edit.setText(self._name)
            self.card.edit.selectAll()

    def on_delete(self) -> None:
        """Forget the view on show; it can be put back."""
        if self._name:
            self._saved.delete(self._own[self._name])

    def _connect(self) -> None:
        self.views.choice_changed.connect(self._on_view)
        self.states.choice_changed.connect(self._on_state)
        self.card.given.connect(self._on_name)
        self.card.cancelled.connect(self.card_left)
        self.banner.action_requested.connect(self._on_banner)
        self.banner.dismissed.connect(self._forget_gone)
        self._saved.changed.connect(self._on_changed)
        self._saved.deleted.connect(self._on_deleted)
        self._saved.refused.connect(self._on_refused)

    def _offer_views(self) -> None:
        own = [(_OWN + name, self._title(view)) for name, view in self._own.items()]
        self.views.set_choices([*self._shipped_titles(), *own])
        self._show_choice()

    def _shipped_titles(self) -> list[tuple[str, str]]:
        titles = {
            "province": self.tr("Mi provincia"),
            "work": self.tr("Mi trabajo"),
            "mine": self.tr("Lo que tengo"),
            "waiting": self.tr("Esperan a la persona"),
            "closed": self.tr("Cerrados"),
            "country": self.tr("Todo el país"),
        }
        return [(view.key, titles[view.key]) for view in VIEWS]

    def _title(self, view: SavedView) -> str:
        if self._presenter.can_show(view.base, view.state):
            return view.name
        return self.tr("{name} (ya no sirve)").format(name=view.name)

    def _offer_states(self) -> None:
        states = [(one.value, self._words.state(one)) for one in self._presenter.states]
        self.states.set_choices([("", self.tr("Todos")), *states])
        self._show_choice()

    def _show_choice(self) -> None:
        """Let the two lists say what is on show, without asking for it again."""
        with QSignalBlocker(self.views), QSignalBlocker(self.states):
            name = self._name
            self.views.choose(_OWN + name if name else self._presenter.view.key)
            state = self._presenter.state
            self.states.choose(state.value if state is not None else "")

    def _show_buttons(self) -> None:
        # What cannot be done is not in the way of what can.
        for button in (self.rename, self.delete):
            button.setVisible(bool(self._name))

    def _on_view(self, key: str) -> None:
        self._forget_gone()
        view = self._own.get(key.removeprefix(_OWN)) if key.startswith(_OWN) else None
        if view is None:
            self._show("", key, "")
        elif self._presenter.can_show(view.base, view.state):
            self._show(view.name, view.base, view.state)
        else:
            self._show_choice()
            self._gone = view
            self.banner.tell(
                Tone.SOON,
                self.tr("La vista «{name}» usa un filtro que ya no existe.").format(name=view.name),
                self.tr("La lista sigue como estaba. Elimínela y guarde otra en su lugar."),
                action=self.tr("Eliminar vista"),
                icon="delete",
            )

    def _on_state(self, state: str) -> None:
        # Another state is another view than the one that was saved.
        self._show("", self._presenter.view.key, state)

    def _show(self, name: str, base: str, state: str) -> None:
        self._name = name
        self._presenter.choose_view(base, CaseState(state) if state else None)
        self._offer_states()
        self._show_buttons()

    def _on_name(self, name: str) -> None:
        if self._renames:
            self._saved.rename(self._renames, name)
            return
        state = self._presenter.state
        view = SavedView(name, self._presenter.view.key, state.value if state else "")
        self._saved.save(view)

    def _on_changed(self, views: tuple[SavedView, ...], chosen: str) -> None:
        self._own = {view.name: view for view in views}
        # One put back after another state was chosen is not what the list shows.
        named = chosen if chosen and self._is_on_show(self._own[chosen]) else self._name
        self._name = named if named in self._own else ""
        self.card.cancel()
        self._offer_views()
        self._show_buttons()

    def _on_deleted(self, view: SavedView) -> None:
        self._gone = view
        self.banner.tell(
            Tone.INFO,
            self.tr("Se eliminó la vista «{name}».").format(name=view.name),
            action=self.tr("Deshacer"),
            keys="Ctrl+Z",
            icon="undo",
        )
        self._can_undo = True

    def _is_on_show(self, view: SavedView) -> bool:
        state = self._presenter.state
        is_same_state = view.state == (state.value if state is not None else "")
        return view.base == self._presenter.view.key and is_same_state

    def _on_undo(self) -> None:
        if self._can_undo:
            self._on_banner()
        else:
            self._messages.say(self.tr("No hay nada que deshacer."))

    def _on_banner(self) -> None:
        view = self._gone
        self._forget_gone()
        if view is None:
            self.load()
        elif view.name in self._own:
            self._saved.delete(view)
        else:
            self._saved.save(view)

    def _forget_gone(self) -> None:
        self._gone = None
        self._can_undo = False
        self.banner.clear()

    def _on_refused(self, error: Exception) -> None:
        message = self._messages.describe(error)
        if self.card.isVisible():
            self.card.refuse(f"{message.sentence} {message.next_step}")
        else:
            self._forget_gone()
            self.banner.tell_message(message)

"""Every shortcut in one register: clashes are found, single letters can be switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One entry.

    Attributes:
        key: stable name, unique within its owner.
        group: heading in the sheet, in the person's language.
        owner: the pane whose focus makes it live; a QMainWindow for those that always are.
        action: what runs, and whether it may now.
        chosen: the sequence it has while single keys are on.
        shipped: the sequence it has where nobody chose another.
    """

    key: str
    group: str
    owner: QWidget
    action: QAction
    chosen: str
    shipped: str = ""

    @property
    def label(self) -> str:
        """What it does."""
        return self.action.text().replace("&", "")

    @property
    def is_single_key(self) -> bool:
        """True for a plain letter, digit or sign, which speech input may type by accident."""
        return is_single_key(self.chosen)


def is_single_key(sequence: str) -> bool:
    """True when `sequence` is one printable key without Ctrl, Alt or Meta (WCAG 2.1.4)."""
    bare = _plain(sequence).removeprefix("Shift+")
    return len(bare) == 1


class ShortcutRegistry(QObject):
    """Binds sequences to panes and knows them all.

    Signals:
        changed: an entry, a sequence or the single-key switch changed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Shortcut] = []
        self._single_keys = True
        self._other: dict[str, str] = {}
        self._is_suspended = False
        self._front: QWidget | None = None
        self._beside: tuple[QWidget, ...] = ()
        self._over: QWidget | None = None

    @property
    def single_keys(self) -> bool:
        """Whether plain letters, digits and signs are live."""
        return self._single_keys

    def remap(self, keys: Mapping[str, str]) -> None:
        """Give shortcuts, by their key, other sequences; the rest keep the shipped ones.

        Raises:
            ValueError: a sequence that names no key (the key of the shortcut).
        """
        for key, sequence in keys.items():
            if _is_unknown(sequence):
                raise ValueError(key)
        self._other = dict(keys)
        for entry in self._live():
            self._change(entry, self._other.get(entry.key, entry.shipped))
        self.settle()

    def settle(self) -> tuple[Shortcut, ...]:
        """Give the shipped sequence back to whatever was remapped onto one that is taken.

        Two live actions with one sequence answer to neither, so the choice gives way.

        Returns:
            What gave way.
        """
        live = self._live()
        moved = [entry for entry in live if entry.chosen and entry.chosen != entry.shipped]
        back = tuple(
            entry
            for entry in moved
            if any(
                other is not entry
                and _same(other.chosen, entry.chosen)
                and _meet(other.owner, entry.owner)
                for other in live
            )
        )
        for entry in back:
            self._change(entry, entry.shipped)
        return back

    def add(
        self,
        owner: QWidget,
        key: str,
        label: str,
        sequence: str,
        slot: Callable[[], object],
        *,
        group: str,
    ) -> QAction:
        """Bind `sequence` while focus is in `owner` (everywhere, when `owner` is a QMainWindow).

        Returns:
            The action; give it to `KeyHintButton.follow` so that a button does the same.

        Raises:
            ValueError: `owner` already has this sequence or this key.
        """
        mine = [entry for entry in self._entries if entry.owner is owner]
        if any(entry.key == key for entry in mine):
            raise ValueError(f"shortcut {key} twice")
        if sequence and any(_same(entry.shipped, sequence) for entry in mine):
            raise ValueError(f"sequence {sequence} twice")
        action = QAction(label, owner)
        action.setObjectName(key)
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut
            if _is_window(owner)
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        action.triggered.connect(lambda *_: slot())
        owner.addAction(action)
        entry = Shortcut(key, group, owner, action, self._other.get(key, sequence), sequence)
        self._entries.append(entry)
        self._bind(entry)
        if self._other:
            # Only a chosen key can meet one that is taken; a screen adds dozens at once.
            self.settle()
        self.changed.emit()
        return action

    def set_single_keys(self, are_on: bool) -> None:
        """Turn plain letters, digits and signs on or off; buttons keep working."""
        if are_on != self._single_keys:
            self._single_keys = are_on
            for entry in self._live():
                self._bind(entry)
            self.changed.emit()

    def entries(self) -> tuple[Shortcut, ...]:
        """Every entry whose pane still exists."""
        return tuple(self._live())

    def here(self, focus: QWidget | None = None) -> tuple[Shortcut, ...]:
        """Entries live where the focus is: those of its panes and of its window.

        Beside the screen in front, those of that screen too; none that is hidden, as the digits of
        a list that is not in sight. In the order they are looked for: those of the part the focus
        is in, those of its screen, those of every screen.
        """
        place = focus or QApplication.focusWidget()
        if place is None:
            found = tuple(entry for entry in self._live() if _is_window(entry.owner))
        else:
            found = (*self._around(place), *self._of_front(place))
        chain = {id(part): number for number, part in enumerate(_chain(place))}
        seen = (entry for entry in found if entry.action.isVisible())
        return tuple(
            sorted(seen, key=lambda one: (self._is_general(one), chain.get(id(one.owner), 0)))
        )

    def set_front(self, screen: QWidget, beside: tuple[QWidget, ...], over: QWidget) -> None:
        """Say which screen is in front, from which other parts its keys hold, what silences it."""
        self._front, self._beside, self._over = screen, beside, over

    def answers(self, event: QKeyEvent, focus: QWidget | None) -> bool:
        """Run what the screen in front binds to a key nobody took at `focus`, beside it."""
        pressed = _sequences(event)
        for entry in self._of_front(focus):
            if entry.action.isEnabled() and entry.action.shortcut() in pressed:
                entry.action.trigger()
                return True
        return False

    def clashes(self) -> tuple[tuple[Shortcut, Shortcut], ...]:
        """Pairs with one sequence that can be live at once: one pane holds the other."""
        entries = [entry for entry in self._live() if entry.chosen]
        return tuple(
            (first, second)
            for first, second in combinations(entries, 2)
            if _same(first.chosen, second.chosen) and _meet(first.owner, second.owner)
        )

    def suspend(self, is_suspended: bool) -> None:
        """Take every sequence away, as while the window is locked, or give them back."""
        self._is_suspended = is_suspended
        for entry in self._live():
            self._bind(entry)

    def _around(self, place: QWidget | None) -> tuple[Shortcut, ...]:
        chain = {id(part) for part in _chain(place)}
        return tuple(entry for entry in self._live() if id(entry.owner) in chain)

    def _is_general(self, entry: Shortcut) -> bool:
        """Whether a key is the same on every screen."""
        front = self._front
        if front is None or not isValid(front):
            return _is_window(entry.owner)
        return not _holds(front, entry.owner)

    def _of_front(self, focus: QWidget | None) -> tuple[Shortcut, ...]:
        """Entries of the screen in front, for a focus beside it.

        As if the focus were where it was last on the screen; of its other panes, those whose key
        can mean nothing else.
        """
        screen = self._front
        if screen is None or not isValid(screen) or not screen.isVisible():
            return ()
        if self._over is not None and self._over.isVisible():
            return ()
        if focus is None or not any(_holds(part, focus) for part in self._beside):
            return ()
        mine = [e for e in self._live() if _holds(screen, e.owner) and e.owner.isVisible()]
        # The screen's own, and those around the focus it had last, if it ever had one.
        chain = (*self._around(screen), *self._around(screen.focusWidget()))
        last = {id(entry) for entry in chain}
        near = [entry for entry in mine if id(entry) in last]
        far = [entry for entry in mine if id(entry) not in last]
        alone = (
            entry
            for entry in far
            if not any(o is not entry and _same(o.chosen, entry.chosen) for o in mine)
        )
        return (*near, *alone)

    def _live(self) -> list[Shortcut]:
        self._entries = [e for e in self._entries if isValid(e.owner) and isValid(e.action)]
        return self._entries

    def _change(self, entry: Shortcut, sequence: str) -> None:
        if entry.chosen != sequence:
            changed = replace(entry, chosen=sequence)
            self._entries[self._entries.index(entry)] = changed
            self._bind(changed)
            self.changed.emit()

    def _bind(self, entry: Shortcut) -> None:
        is_off = self._is_suspended or (entry.is_single_key and not self._single_keys)
        entry.action.setShortcut(QKeySequence("" if is_off else entry.chosen))


def _is_window(owner: QWidget) -> bool:
    # By type: a pane that has no parent yet counts as a window for Qt, and would stay one here.
    return isinstance(owner, QMainWindow)


def _chain(place: QWidget | None) -> Iterator[QWidget]:
    """A widget and what it stands in, from the inside out."""
    while place is not None:
        yield place
        place = place.parentWidget()


def _holds(part: QWidget, widget: QWidget) -> bool:
    return isValid(part) and (part is widget or part.isAncestorOf(widget))


def _sequences(event: QKeyEvent) -> tuple[QKeySequence, ...]:
    """What the pressed key may be called: a sign is itself, whether or not it needs Shift."""
    keypad, shift = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier
    held = event.modifiers() & ~keypad
    called = [QKeySequence(QKeyCombination(held, Qt.Key(event.key())))]
    if held & shift and len(event.text()) == 1 and not event.text().isalpha():
        called.append(QKeySequence(QKeyCombination(held & ~shift, Qt.Key(event.key()))))
    return tuple(called)


def _is_unknown(sequence: str) -> bool:
    return bool(sequence) and not _plain(sequence)


def _same(first: str, second: str) -> bool:
    return _plain(first) == _plain(second)


@cache
def _plain(sequence: str) -> str:
    # Asked of every pair of a pane's keys; there are only so many in the program.
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)


def _meet(first: QWidget, second: QWidget) -> bool:
    return first is second or first.isAncestorOf(second) or second.isAncestorOf(first)

"""Looks into a network in a thread; the newest wish wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.background import Background

if TYPE_CHECKING:  # numpy: not before the window is shown
    from wordrnn.lab.gates import Result
    from wordrnn.lab.network import Network
    from wordrnn.lab.trace import Trace


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be looked into, see `wordrnn.lab.gates.Settings`."""

    text: str
    model: str = ""
    at: int | None = None
    target: str = ""
    layer: int = 0
    unit: int | None = None
    force: tuple[tuple[str, float], ...] = ()
    force_unit: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, and the trace that every unit and word can be read from."""

    wish: Wish
    result: Result
    trace: Trace


def open_network(model: str) -> Network:
    """Return the network of a model. Raises ModelError."""
    from wordrnn.lab.network import Network

    return Network.open(model or None)


class Looking(QObject):
    """One wish at a time; of those that come meanwhile only the last is fulfilled. The network stays open."""

    looked = Signal(object)  # a Looked
    failed = Signal(object, object)  # the wish, the exception

    def __init__(
        self,
        background: Background,
        open_model: Callable[[str], Network] = open_network,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._open = open_model
        self._network: tuple[str, Network] | None = None
        self._busy = False
        self._next: Wish | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked into."""
        return self._busy

    def ask(self, wish: Wish) -> None:
        """Look into what is wished, soon."""
        if self._busy:
            self._next = wish
            return
        self._busy = True
        known = self._network if self._network and self._network[0] == wish.model else None

        def work() -> tuple[tuple[str, Network], Looked]:
            opened = known or (wish.model, self._open(wish.model))
            return opened, _look(opened[1], wish)

        self._background.run(work, self._on_looked, lambda error: self._on_failed(wish, error))

    def forget(self) -> None:
        """Let go of the network: a model of that name may be another by now."""
        self._network = None

    def _on_looked(self, found: tuple[tuple[str, Network], Looked]) -> None:
        self._network, looked = found
        if not self._go_on():
            self.looked.emit(looked)

    def _on_failed(self, wish: Wish, error: Exception) -> None:
        if not self._go_on():
            self.failed.emit(wish, error)

    def _go_on(self) -> bool:
        """Fulfil the wish that came meanwhile; return whether there was one."""
        self._busy = False
        wish, self._next = self._next, None
        if wish is not None:
            self.ask(wish)
        return wish is not None


def _look(network: Network, wish: Wish) -> Looked:
    from wordrnn.lab.gates import Settings, look_closely

    settings = Settings(
        text=wish.text,
        model=wish.model,
        at=wish.at,
        target=wish.target,
        layer=wish.layer,
        unit=wish.unit,
        force=dict(wish.force),
        force_unit=wish.force_unit,
    )
    return Looked(wish, *look_closely(network, settings))

"""Looks into a network in a thread; the newest wish wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.background import Background
from ui.lab.kept_network import KeptNetwork, open_network
from ui.lab.newest import Newest

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


class Looking(QObject):
    """One wish at a time; of those that come meanwhile only the last is fulfilled. The network stays open."""

    looked = Signal(object)  # a Looked
    failed = Signal(object)  # the exception

    def __init__(
        self,
        background: Background,
        open_model: Callable[[str], Network] = open_network,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._newest = Newest(background, self)
        self._network = KeptNetwork(open_model)

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked into."""
        return self._newest.is_busy

    def ask(self, wish: Wish) -> None:
        """Look into what is wished, soon."""
        self._newest.ask(
            lambda: _look(self._network.get(wish.model), wish), self.looked.emit, self.failed.emit
        )


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

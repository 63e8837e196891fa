"""Listening to a signal no longer than there is someone to listen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance


class _Follower(QObject):
    """Goes with its parent, and Qt ends the connection with it: a function alone would stay connected."""

    def __init__(self, owner: QObject, do: Callable[..., object]) -> None:
        super().__init__(owner)
        self._do = do

    def on_emitted(self, *arguments: object) -> None:
        self._do(*arguments)


def follow(signal: SignalInstance, owner: QObject, do: Callable[..., object]) -> None:
    """Call `do` with what `signal` says, for as long as `owner` exists."""
    signal.connect(_Follower(owner, do).on_emitted)

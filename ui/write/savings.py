"""How many keystrokes the suggestions saved in a session: a running count, no Qt."""

from dataclasses import dataclass


@dataclass(slots=True)
class Savings:
    """Counts what was typed and what was accepted since the app was opened."""

    typed: int = 0  # characters put in by hand, one keystroke each
    accepted: int = 0  # characters put in by accepting, spaces included, less those they replaced
    accepts: int = 0  # keystrokes that accepted

    def add_typed(self, characters: int) -> None:
        """Count `characters` typed by hand."""
        self.typed += characters

    def add_accept(self, characters: int) -> None:
        """Count one keystroke that put in `characters`."""
        self.accepts += 1
        self.accepted += characters

    def take_back(self, characters: int) -> None:
        """Count an accept that was undone: its characters are gone, its keystroke was spent."""
        self.accepted -= characters

    def plus(self, other: "Savings") -> "Savings":
        """Return both counts together."""
        return Savings(self.typed + other.typed, self.accepted + other.accepted, self.accepts + other.accepts)

    def less(self, other: "Savings") -> "Savings":
        """Return what was counted since it was `other`."""
        return Savings(self.typed - other.typed, self.accepted - other.accepted, self.accepts - other.accepts)

    @property
    def rate(self) -> float | None:
        """The share of keystrokes saved; below 0 where accepts were undone, None before the first key."""
        return keystroke_savings(self.typed, self.accepted, self.accepts)


def keystroke_savings(typed: int, accepted: int, accepts: int) -> float | None:
    """Return 1 − keystrokes ÷ characters: (typed + accepts) keys were pressed for (typed + accepted) characters."""
    characters = typed + accepted
    if characters <= 0:
        return None
    return 1 - (typed + accepts) / characters

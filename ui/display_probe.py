"""Tries whether a window could open: it comes to a good end, or Qt ends the process and says why."""

import sys
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication


def main(arguments: Sequence[str] = ()) -> int:
    """Open the display, and return the exit code; there are no `arguments`."""
    application = QApplication(["wordrnn", *arguments])
    return 0 if application.platformName() else 1


if __name__ == "__main__":
    sys.exit(main())

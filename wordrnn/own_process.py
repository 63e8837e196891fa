"""How wordrnn starts itself in a process of its own: from Python, and in the packaged app, which has no `python`."""

import os
import sys
from pathlib import Path

from wordrnn.errors import UnavailableError

MODULE = "--module"
"""The first word with which the packaged app is asked to run one of its modules instead of the command line."""
_CONSOLE = "wordrnn.exe"  # on Windows a program either has a window or answers in a terminal: there are two


def is_packaged() -> bool:
    """Whether this is the packaged app."""
    return bool(getattr(sys, "frozen", False))


def command(*words: str) -> list[str]:
    """Return the program and its arguments for `wordrnn WORDS…`."""
    return [_program(), *words] if is_packaged() else [sys.executable, "-m", "wordrnn", *words]


def module(name: str, *words: str) -> list[str]:
    """Return the program and its arguments for `python -m NAME WORDS…`.

    The packaged app knows only those that `ui.__main__` lists.
    """
    return [_program(), MODULE, name, *words] if is_packaged() else [sys.executable, "-m", name, *words]


def app() -> list[str]:
    """Return the program and its arguments that open the app."""
    return [sys.executable] if is_packaged() else [sys.executable, "-m", "ui"]


def missing_part(code: str, missing: str) -> UnavailableError:
    """Return the error that the library `missing` is not there.

    Its `code` tells how to install it; into a packaged app nothing can be installed, so that it gets another.
    """
    return UnavailableError("needs-full-app" if is_packaged() else code, missing=missing)


def forget_own_libraries() -> None:
    """Let the programs that the packaged app opens (a file manager, a browser) load their libraries, not its own.

    Its launcher puts its folder before those of the system for whatever it starts. Our own children are launched
    likewise, and have it again.
    """
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        if name not in os.environ or os.environ[name] != getattr(sys, "_MEIPASS", None):
            continue
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _program() -> str:
    console = Path(sys.executable).with_name(_CONSOLE)
    return str(console) if sys.platform == "win32" and console.exists() else sys.executable

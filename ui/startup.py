"""What has to be known before Qt is touched: is there a display, and do Qt's system libraries load?

Qt ends the process when it cannot open a display or lacks a library, so that is tried in a child process first.
A child costs about 0.3 s: a success is remembered under the data folder for this Qt, platform and display.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from wordrnn import own_process

DEBIAN_PACKAGES = (
    "libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1"
)
TERMINAL_HINT = 'in the terminal, use: wordrnn predict "TEXT"'
SWITCH_SECONDS = 0.0005
THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
_REMEMBERED = 8
_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD in malloc.h
_LARGE_BYTES = 512 * 1024  # more than one number for each word: those come and go with every letter

_limited: list[str] = []


def limit_threads() -> None:
    """Keep numpy to one thread in this process, unless the user has said otherwise. Call before numpy is imported."""
    for name in THREAD_VARIABLES:
        if name not in os.environ:
            os.environ[name] = "1"
            _limited.append(name)


def let_the_window_first() -> None:
    """Have Python's threads give way to each other ten times as often as usual, in this process.

    Otherwise one that computes keeps the window's waiting for 5 ms each time that Qt calls into Python, often in a row.
    """
    sys.setswitchinterval(SWITCH_SECONDS)


def return_memory() -> None:
    """Have large arrays go back to the system as soon as they are not needed, in this process, where glibc serves it.

    By itself glibc raises the size from which it does that to the largest it has met. What is learned, small and there
    to stay, then lies among the large arrays of the thread that learns, and holds 20 MB and more that nobody uses.
    """
    if not sys.platform.startswith("linux") or "MALLOC_MMAP_THRESHOLD_" in os.environ:
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)


def child_environment() -> dict[str, str]:
    """Return the environment for a child that may use every core: without the limits set above."""
    return {name: value for name, value in os.environ.items() if name not in _limited}


def what_is_missing(known_good: Path) -> str | None:
    """Return one sentence on what keeps the window from opening, or None where nothing does.

    `known_good` is the file that remembers what worked before.
    """
    if importlib.util.find_spec("PySide6") is None:
        return f"the window needs PySide6, which is not installed (pip install PySide6-Essentials); {TERMINAL_HINT}"
    if not sys.platform.startswith("linux"):
        return None  # Qt's wheels bring all they need there
    if not has_display(os.environ):
        return f"there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set); {TERMINAL_HINT}"
    key = probe_key(os.environ)
    if key in _read_known(known_good):
        return None
    problem = _try_in_a_child()
    if problem is None:
        _remember(known_good, key)
    return problem


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window could open: a display is named, or Qt is told which platform to use."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def probe_key(environment: Mapping[str, str]) -> str:
    """Return what a successful try holds for: this Qt, on this platform and display."""
    found = importlib.util.find_spec("PySide6")
    installed = ""
    if found and found.origin:
        with suppress(OSError):  # in a frozen app it is no file
            installed = str(Path(found.origin).stat().st_mtime_ns)
    names = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")
    return "|".join((installed, sys.platform, *(environment.get(name, "") for name in names)))


def explain(stderr: str) -> str:
    """Return one sentence for what Qt wrote before it ended the process."""
    if "could not connect to display" in stderr:
        display = os.environ.get("DISPLAY", "")
        return f"the display {display!r} does not answer; {TERMINAL_HINT}"  # beside it, Qt suspects libxcb-cursor0
    library = re.search(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object", stderr)
    if library or "xcb-cursor0" in stderr:
        name = library.group(1) if library else "libxcb-cursor0"
        return (
            f"the window needs system libraries that are not installed ({name}); "
            f"on Debian or Ubuntu: sudo apt install {DEBIAN_PACKAGES}; {TERMINAL_HINT}"
        )
    if "platform plugin" in stderr:
        return (
            "Qt could not load its platform plugin, most often for want of system libraries; "
            f"on Debian or Ubuntu: sudo apt install {DEBIAN_PACKAGES}; {TERMINAL_HINT}"
        )
    last = stderr.strip().splitlines()[-1] if stderr.strip() else "no reason given"
    return f"the window cannot open ({last}); {TERMINAL_HINT}"


def _try_in_a_child() -> str | None:
    try:
        done = subprocess.run(
            own_process.module("ui.display_probe"),
            capture_output=True,
            text=True,
            timeout=20,
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        return f"the display does not answer within 20 seconds; {TERMINAL_HINT}"
    return None if done.returncode == 0 else explain(done.stderr)


def _read_known(path: Path) -> list[str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))["works"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return known if isinstance(known, list) else []


def _remember(path: Path, key: str) -> None:
    known = [*_read_known(path), key][-_REMEMBERED:]
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({"format": 1, "works": known}), encoding="utf-8")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)  # it only costs a third of a second next time

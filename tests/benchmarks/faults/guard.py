"""Watches this process for what no file may make it do: run something, write elsewhere, or ask the network."""

import os
import re
import sys
from pathlib import Path

_RUNS = re.compile(
    r"exec|compile|import|marshal\.|pickle\.|ctypes\.|code\.|subprocess\.|socket\.|urllib\.|ftplib\.|smtplib\.|"
    r"os\.(system|exec|fork|forkpty|posix_spawn|spawn|startfile|putenv|kill)|pty\.|shutil\.(unpack|make)|webbrowser\.|"
    r"sys\.(setprofile|settrace|addaudithook|_getframe$)|gc\.|cpython\.run"
)
_WRITES = frozenset(
    (
        "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
        "os.chown", "os.utime", "shutil.rmtree", "shutil.copyfile", "shutil.move", "tempfile.mkdtemp",
        "tempfile.mkstemp",
    )
)  # fmt: skip
_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Guard:
    """Notes every audit event that is none of reading, or of writing in `folder`. It cannot be taken away again."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._is_on = False
        self.seen: list[str] = []
        sys.addaudithook(self._note)

    def __enter__(self) -> "Guard":
        self.seen = []
        self._is_on = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_on = False

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_on:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = (isinstance(flags, int) and flags & _WRITING_FLAGS) or (
                isinstance(mode, str) and set("wax+") & set(mode)
            )
            if writes and not self._is_inside(path):
                self.seen.append(f"{event} {arguments!r:.200}")
        elif event in _WRITES:
            if not self._is_inside(arguments[0], arguments[-1]):
                self.seen.append(f"{event} {arguments!r:.200}")
        elif event == "compile" and arguments[1] == "<unknown>":
            pass  # ast.literal_eval, by which numpy reads the head of an array: it becomes a tree, and is never run
        elif event == "import" and str(arguments[0]).startswith("encodings."):
            pass  # how Python looks for an encoding that an XML file names; a name with a dot it does not even look for
        elif _RUNS.match(event):
            self.seen.append(f"{event} {arguments!r:.200}")

    def _is_inside(self, path: object, beside: object = -1) -> bool:
        """Whether `path` is in the folder; where it is relative it is in the open folder `beside`."""
        if isinstance(path, int):
            return True  # opened before, which was seen
        whole = os.fsdecode(path)  # pyright: ignore[reportArgumentType]
        if not os.path.isabs(whole) and isinstance(beside, int) and beside >= 0:  # noqa: PTH117 - no Path in a hook
            whole = f"{os.readlink(f'/proc/self/fd/{beside}')}/{whole}"  # noqa: PTH115
        return os.path.realpath(whole).startswith(self._folder)

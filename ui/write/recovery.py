"""Unsaved texts, kept where the next start finds them: one folder for each window, locked for as long as it lives."""

import json
import shutil
import threading
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from ui.write.documents import Stamp, TextDocument
from wordrnn import files
from wordrnn.errors import storage_error
from wordrnn.lock import Held, holding

_FILE = "text"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text with changes that its file, if it has one, does not hold."""

    document: TextDocument
    path: Path | None
    stamp: Stamp | None = None  # of its file when that was read or written last
    when: str = ""  # ISO time in UTC


class Kept:
    """A folder that holds one unsaved text. It belongs to this process until it is let go, or the process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._held = ExitStack()
        self._is_held = False
        self._gone = False

    def write(self, unsaved: Unsaved) -> None:
        """Keep `unsaved` in place of what was kept. Raises StorageError. Nothing after `let_go`."""
        facts = asdict(unsaved) | {"format": _FORMAT, "path": str(unsaved.path) if unsaved.path else None}
        text = facts["document"].pop("text")
        facts["when"] = datetime.now(UTC).isoformat(timespec="seconds")
        # Not JSON as a whole: that would hold up the window's thread for a large text.
        content = f"{json.dumps(facts)}\n{text}".encode("utf-8", "surrogatepass")
        with self._lock:
            if self._gone:
                return
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                self.hold()
                files.sweep(self._folder)  # what was cut off before holds a text, too
            except OSError as error:
                raise storage_error(error, self._folder) from error
            with files.replacing(self._folder / _FILE) as temporary:
                temporary.write_bytes(content)

    def read(self) -> Unsaved | None:
        """Return what is kept, None where there is nothing or it is damaged."""
        try:
            first, text = (self._folder / _FILE).read_bytes().split(b"\n", 1)
            facts = json.loads(first)
            if facts["format"] != _FORMAT:
                return None
            document = TextDocument(text=text.decode("utf-8", "surrogatepass"), **facts["document"])
            path = Path(facts["path"]) if facts["path"] else None
            stamp = facts.get("stamp")  # earlier versions kept none
            return Unsaved(document, path, Stamp(**stamp) if stamp else None, str(facts["when"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def hold(self) -> None:
        """Keep others from taking it. Raises Held where another process, or window, has it."""
        if not self._is_held:
            self._held.enter_context(holding(self._folder))
            self._is_held = True

    def clear(self) -> None:
        """Keep nothing any more: it was saved, or is not wanted."""
        with self._lock, suppress(FileNotFoundError):
            (self._folder / _FILE).unlink()

    def release(self) -> None:
        """Leave what is kept to the next who looks."""
        with self._lock:
            self._gone = True
            self._held.close()

    def let_go(self) -> None:
        """Keep nothing, and be gone."""
        with self._lock:
            self._gone = True
            if self._folder.is_dir():
                with suppress(FileNotFoundError):
                    (self._folder / _FILE).unlink()
            self._held.close()  # Windows deletes no open file
            shutil.rmtree(self._folder, ignore_errors=True)


class RecoveryShelf:
    """All that is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self) -> Kept:
        """Return a place of its own for one window; nothing is written yet."""
        return Kept(self._folder / uuid4().hex)

    def claim(self) -> list[tuple[Kept, Unsaved]]:
        """Return what windows left behind that are gone, the newest first; nobody else is given it meanwhile.

        Empty places are swept.
        """
        found: list[tuple[Kept, Unsaved]] = []
        for folder in self._folder.glob("*/"):
            kept = Kept(folder)
            try:
                kept.hold()
            except (Held, OSError):
                continue
            unsaved = kept.read()
            if unsaved is not None:
                found.append((kept, unsaved))
            elif (folder / _FILE).exists():
                kept.release()  # of a later version perhaps: not ours to delete
            else:
                kept.let_go()
        return sorted(found, key=lambda each: each[1].when, reverse=True)

"""What a person has noted about a model: plain text in the model's folder, which is never shared with it."""

from pathlib import Path

from wordrnn import files
from wordrnn.errors import OptionError, storage_error

FILE = "notes.txt"
MOST_CHARACTERS = 10_000


def read(folder: Path) -> str:
    """Return the notes on the model in `folder`; "" where there are none that can be read."""
    try:
        with (folder / FILE).open(encoding="utf-8", errors="replace") as file:
            return file.read(MOST_CHARACTERS)
    except OSError:
        return ""


def write(folder: Path, text: str) -> None:
    """Keep `text` as the notes on the model in `folder`; nothing but white space deletes them.

    Raises OptionError where it is too long, StorageError where it cannot be written.
    """
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        expected = f"at most {MOST_CHARACTERS:,} characters"
        raise OptionError("bad-value", name="notes", expected=expected, got=f"{len(text):,}")
    if text:
        files.write_text(folder / FILE, text + "\n")
        return
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, folder) from error

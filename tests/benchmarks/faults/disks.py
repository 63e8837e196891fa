"""Disks that are full, at every degree of it, and disks that may not be written: real ones, in memory, mounted here."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.faults.deeds import Deed, KeepUnsaved, every_deed
from tests.wordrnn.test_model_folder import publish
from wordrnn import files, home
from wordrnn.cli import main as command_line
from wordrnn.errors import WordrnnError
from wordrnn.messages import sentence

_BYTES = 8_000_000
_DEGREES = 40  # of fullness that each deed meets
_BLOCK = 4096
_SECONDS = 40  # that the app has to live on a disk that cannot be written


def campaign(folder: Path, tell: Callable[[str], None]) -> list[str]:
    """Return what went wrong; where no disk can be mounted that is said, and nothing is tried."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with _mounted(folder):
            pass
    except (OSError, subprocess.CalledProcessError):
        tell("full and unwritable disks: left out, only root can mount them")
        return []
    faults = []
    for number in range(len(every_deed(folder))):
        with _mounted(folder):
            faults += _on_a_full_disk(every_deed(folder)[number], folder, tell)
    with _mounted(folder):
        faults += _on_an_unwritable_disk(folder, tell)
    return faults


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    """Have `folder` be a small disk of its own, with the home of wordrnn on it."""
    before = os.environ.get(home.VARIABLE)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_BYTES}", "none", folder], check=True, capture_output=True
    )
    os.environ[home.VARIABLE] = str(folder / "home")
    try:
        yield
    finally:
        if before is None:
            del os.environ[home.VARIABLE]
        else:
            os.environ[home.VARIABLE] = before
        # A mapped file may be held until what had it is collected.
        subprocess.run(["umount", "--lazy", folder], check=True)


def _on_a_full_disk(deed: Deed, folder: Path, tell: Callable[[str], None]) -> list[str]:
    """Do the deed with ever less room; return what went wrong."""
    deed.prepare()
    deed.begin()
    free = _room(folder)
    deed.act(1)
    need = max(_BLOCK, free - _room(folder))
    faults, refused, version = [], 0, deed.found()
    for degree in range(_DEGREES + 1):
        room = round(2.5 * need * (1 - degree / _DEGREES)) // _BLOCK * _BLOCK
        ballast = folder / "ballast"
        surplus = _room(folder) - room
        if surplus < 0:
            continue
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, surplus))
        said = ""
        try:
            deed.begin()
            deed.act(version + 1)
        except WordrnnError as error:
            refused += 1
            if error.code != "disk-full":
                said = f"it said: {sentence(error)}"
            elif left := list(folder.rglob(f"{files.TEMPORARY}*")):
                said = f"it left {left[0].name} behind"
        except Exception:
            said = traceback.format_exc()[-700:]
        ballast.unlink()
        try:
            found = deed.found()
        except Exception as error:
            said, found = f"{said} damaged: {error!r}", version
        if said or not version <= found <= version + 1:
            faults.append(f"{deed.name}, {room:,} bytes free: {said} version {version} before, {found} after")
            tell(faults[-1])
        version = found
        if version > 5:
            deed.prepare()
            version = 0
    deed.begin()
    deed.act(version + 1)
    if deed.found() != version + 1:
        faults.append(f"{deed.name}: with room again, it was not done")
    tell(f"{deed.name:24} on a full disk: {_DEGREES + 1} degrees, {refused} refused, {len(faults)} faults")
    return faults


def _room(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _on_an_unwritable_disk(folder: Path, tell: Callable[[str], None]) -> list[str]:
    deeds = every_deed(folder)
    for deed in deeds:
        deed.prepare()
        deed.begin()
        deed.act(1)
        deed.found()
    publish(home.models_folder() / "cats")
    text = folder / "text.txt"
    text.write_text("The cat sat on the mat. The dog looked at the cat.\n" * 200, encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    faults = []
    for deed in deeds:
        try:
            deed.begin()
            deed.act(2)
            faults.append(f"{deed.name}: it says that it was done on a disk that cannot be written")
        except WordrnnError as error:
            if error.code not in ("no-permission", "cannot-write"):
                faults.append(f"{deed.name}: it said: {sentence(error)}")
        except Exception:
            faults.append(f"{deed.name}: {traceback.format_exc()[-700:]}")
        try:
            # Who may not write may not hold a lock either: what is not saved waits for a disk that can be written.
            if not isinstance(deed, KeepUnsaved) and deed.found() != 1:
                faults.append(f"{deed.name}: nothing is found any more")
        except Exception:
            faults.append(f"{deed.name}, found: {traceback.format_exc()[-700:]}")
    faults += _commands(text)
    faults += _window()
    for fault in faults:
        tell(fault)
    commands = len(_READING) + len(_WRITING)
    tell(f"on an unwritable disk: {len(deeds)} deeds, {commands} commands, the app: {len(faults)} faults")
    return faults


_READING = (
    "predict 'the c' --model cats", "predict 'the c' --model cats --memory", "generate the --model cats --words 3",
    "evaluate TEXT --model cats", "models list", "models show cats", "models bin", "corpora list", "corpora read TEXT",
    "memory show",
)  # fmt: skip
_WRITING = (
    "train TEXT --name dogs", "train TEXT --name cats --resume", "models rename cats dogs", "models delete cats",
    "models use cats", "models duplicate cats", "corpora tag builtin mine", "memory learn TEXT --model cats",
    "memory block cat", "memory clear",
)  # fmt: skip


def _commands(text: Path) -> list[str]:
    """Give every command on an unwritable disk; return what was not answered as it should be."""
    import shlex

    faults = []
    for expected, commands in ((0, _READING), (2, _WRITING)):
        for command in commands:
            words = [str(text) if word == "TEXT" else word for word in shlex.split(command)]
            said = io.StringIO()
            try:
                with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                    code = command_line(words)
            except SystemExit as error:
                code = error.code
            except BaseException:
                code, said = -1, io.StringIO(traceback.format_exc()[-900:])
            last = said.getvalue().strip().splitlines()[-1:]
            if code != expected or (expected == 2 and not (last and last[0].startswith("wordrnn: "))):
                faults.append(
                    f"wordrnn {command}: exit code {code}, expected {expected}: {said.getvalue()[-900:]}"
                )
    return faults


def _window() -> list[str]:
    """Open the app and write into it, in a process of its own; return what went wrong."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    found = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.faults.window"],
        env=environment, capture_output=True, text=True, timeout=10 * _SECONDS, check=False,
    )  # fmt: skip
    if found.returncode or "said: " not in found.stdout:
        return [
            f"the app on a disk that cannot be written: exit code {found.returncode}: {found.stderr[-900:]}"
        ]
    return []

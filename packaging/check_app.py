"""Tries the packaged app on a bare Debian: `python packaging/check_app.py FOLDER`, as root, with debootstrap.

FOLDER is what freeze.py made (…/wordrnn). It is mounted read-only in a Debian without Python that has the libraries of
X and nothing else, and run there by a person who owns nothing but a home: prediction, the window under Xvfb (a picture
is kept), a shared model that is opened, a training, experiments of the Lab that start processes, texts that are read
in, and install.sh. Whatever does not end as it should is said, and the exit code is 1.
"""

import argparse
import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGES = (
    "xvfb", "xauth", "libegl1", "libgl1", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0",
    "fonts-dejavu-core", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1",
)  # fmt: skip
PERSON = "2345"
APP = "/opt/the app/wordrnn"  # a blank in the path, as people have
HOME = "/home/person"
TEXT = "The sea was calm that morning, and the boats went out early. Nobody spoke of the storm.\n\n"


def main() -> int:
    """Run every check; return 1 where one failed."""
    parser = argparse.ArgumentParser(description="Try the packaged app on a bare Debian.", allow_abbrev=False)
    parser.add_argument("app", type=Path, help="the folder that freeze.py made")
    parser.add_argument(
        "--debian", type=Path, default=Path("/tmp/wordrnn-debian"), help="made where it is not there"
    )
    parser.add_argument("--release", default="bookworm", help="of Debian, where it is made")
    parser.add_argument("--picture", type=Path, default=Path("window.png"), help="where the window is kept")
    parser.add_argument(
        "--patience", type=float, default=1.0, help="waits so many times longer, for a busy machine"
    )
    arguments = parser.parse_args()
    make_debian(arguments.debian, arguments.release)
    with mounted(arguments.app.absolute(), arguments.debian):
        bare = Bare(arguments.debian, arguments.patience)
        checks: list[tuple[str, Callable[[], str]]] = [
            ("no Python there", lambda: no_python(bare)),
            ("cannot write its own folder", lambda: read_only(bare)),
            ("predict", lambda: predict(bare)),
            ("texts read in by a child", lambda: read_in(bare)),
            ("export and import", lambda: exchange(bare)),
            ("language server", lambda: language_server(bare)),
            ("window", lambda: window(bare, arguments.picture)),
            ("install.sh and back", lambda: installed(bare)),
            *trainings(bare),
        ]
        failed = sum(not said(name, check) for name, check in checks)
    print(f"{len(checks) - failed} of {len(checks)} checks passed")
    return 1 if failed else 0


def said(name: str, check: Callable[[], str]) -> bool:
    """Run one check and tell how it went."""
    begun = time.monotonic()
    try:
        told, good = check(), True
    except (AssertionError, subprocess.SubprocessError, OSError, ValueError, StopIteration) as error:
        told, good = f"{type(error).__name__}: {error}", False
    print(f"{'ok  ' if good else 'FAIL'} {name} ({time.monotonic() - begun:.1f} s): {told}", flush=True)
    return good


class Bare:
    """The bare Debian, as the person sees it."""

    def __init__(self, root: Path, patience: float) -> None:
        self.root, self._patience = root, patience

    def command(self, *words: str, **environment: str) -> list[str]:
        """Return the program and the arguments that run `words` in there."""
        given = {"HOME": HOME, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}
        variables = [f"{name}={value}" for name, value in given.items()]
        return [
            "chroot",
            f"--userspec={PERSON}:{PERSON}",
            str(self.root),
            "/usr/bin/env",
            "-i",
            *variables,
            *words,
        ]

    def run(
        self, *words: str, seconds: float = 60, given: str | None = None, code: int = 0, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `words` there. Raises AssertionError where it ends with another code than `code`."""
        reading, writing = os.pipe()  # the end of its input would mean that nobody wants it any more
        try:
            done = subprocess.run(
                self.command(*words, **environment),
                **({"stdin": reading} if given is None else {"input": given}),
                capture_output=True,
                text=True,
                timeout=seconds * self._patience,
            )
        finally:
            os.close(reading)
            os.close(writing)
        told = (done.stderr or done.stdout)[-2000:]
        assert done.returncode == code, f"{words}: exit code {done.returncode}: {told}"
        return done

    def wordrnn(
        self, *words: str, seconds: float = 60, given: str | None = None, code: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """Run the app's command line there."""
        return self.run(f"{APP}/wordrnn", *words, seconds=seconds, given=given, code=code)

    def wait(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait for something. Raises AssertionError where it does not come."""
        until = time.monotonic() + seconds * self._patience
        while not ready():
            assert time.monotonic() < until, f"nothing after {seconds * self._patience:.0f} s"
            time.sleep(0.2)

    def home(self, name: str) -> Path:
        """Return the path of a file in the person's home, seen from here."""
        return self.root / HOME.lstrip("/") / name


# What is there ------------------------------------------------------------------------------------------------------


def make_debian(root: Path, release: str) -> None:
    """Make a bare Debian in `root`, once."""
    if not (root / "usr/bin/Xvfb").exists():
        included = ",".join(PACKAGES)
        subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={included}", release, str(root)], check=True
        )
    home = root / HOME.lstrip("/")
    home.mkdir(parents=True, exist_ok=True)
    shutil.chown(home, int(PERSON), int(PERSON))


@contextmanager
def mounted(app: Path, root: Path) -> Iterator[None]:
    """Have the app's folder in there, read-only, and what every system has."""
    inside = root / APP.lstrip("/")
    inside.mkdir(parents=True, exist_ok=True)
    done: list[Path] = []

    def mount(*words: str, at: Path) -> None:
        subprocess.run(["mount", *words, str(at)], check=True)
        done.append(at)

    try:
        mount("--bind", str(app), at=inside)
        subprocess.run(["mount", "-o", "remount,bind,ro", str(inside)], check=True)
        mount("-t", "proc", "proc", at=root / "proc")
        mount(
            "-t", "tmpfs", "tmpfs", at=root / "dev"
        )  # the machine's own, mounted here, could be unmounted from here
        make_devices(root / "dev")
        mount("-t", "tmpfs", "tmpfs", at=root / "tmp")
        mount("-t", "tmpfs", "-o", f"uid={PERSON},gid={PERSON}", "tmpfs", at=root / HOME.lstrip("/"))
        yield
    finally:
        for each in reversed(done):
            subprocess.run(["umount", "-l", str(each)], check=False)


def make_devices(folder: Path) -> None:
    """Make the devices that every program may expect."""
    for name, minor in (("null", 3), ("zero", 5), ("random", 8), ("urandom", 9)):
        os.mknod(folder / name, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
        (folder / name).chmod(0o666)
    (folder / "shm").mkdir()
    (folder / "shm").chmod(0o1777)


# The checks ---------------------------------------------------------------------------------------------------------


def no_python(bare: Bare) -> str:
    """Be sure that nothing but the app can be what runs it."""
    found = [
        str(path)
        for folder in ("usr/bin", "bin", "usr/local/bin")
        for path in (bare.root / folder).glob("python*")
    ]
    assert not found, f"there is {found}"
    release = (bare.root / "etc/debian_version").read_text(encoding="utf-8").strip()
    packages = len(list((bare.root / "var/lib/dpkg/info").glob("*.list")))
    return f"Debian {release}, {packages} packages"


def read_only(bare: Bare) -> str:
    """Be sure that the person cannot write there."""
    bare.run("/usr/bin/touch", f"{APP}/written", code=1)
    return APP


def predict(bare: Bare) -> str:
    """Ask for words, with the model that comes along."""
    found = json.loads(bare.wordrnn("predict", "Thanks for the qu", "--json").stdout)["suggestions"]
    assert found[0]["word"].startswith("qu"), found
    return ", ".join(each["word"] for each in found)


def read_in(bare: Bare) -> str:
    """Read a text into the library as the Corpora page does, and count it as it does."""
    text(bare)
    told = bare.wordrnn("--module", "ui.corpora.child", "add", f"{HOME}/sea.txt").stdout
    assert '"event": "added"' in told, told
    counted = json.loads(bare.wordrnn("corpora", "show", "--json", "--", "sea").stdout)
    return f"{counted.get('words', counted)} words"[:120]


def exchange(bare: Bare) -> str:
    """Give the starter model away, and take it back."""
    bare.wordrnn("models", "export", "starter", f"{HOME}/friend.wordrnn", seconds=120)
    bare.wordrnn("models", "import", f"{HOME}/friend.wordrnn", seconds=120)
    assert "friend" in bare.wordrnn("models", "list").stdout
    return f"{bare.home('friend.wordrnn').stat().st_size / 1e6:.1f} MB"


def language_server(bare: Bare) -> str:
    """Shake hands with the language server."""
    given = {"processId": None, "rootUri": None, "capabilities": {}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": given})
    done = bare.wordrnn("lsp", given=f"Content-Length: {len(body)}\r\n\r\n{body}", seconds=60)
    assert "completionProvider" in done.stdout, done.stdout + done.stderr
    return "answers"


def window(bare: Bare, picture: Path) -> str:
    """Open a shared model with the app under Xvfb, keep a picture, and close the window as the system does."""
    screen = bare.root / "tmp/screen"
    screen.mkdir()
    shutil.chown(screen, int(PERSON), int(PERSON))
    server = subprocess.Popen(
        bare.command("/usr/bin/Xvfb", ":77", "-screen", "0", "1280x800x24", "-fbdir", "/tmp/screen"),
        stderr=subprocess.DEVNULL,
    )
    try:
        bare.wait(lambda: (bare.root / "tmp/.X11-unix/X77").exists(), 30)
        empty = colours(screen / "Xvfb_screen0")
        file = [f"{HOME}/friend.wordrnn"] if bare.home("friend.wordrnn").exists() else []
        app = subprocess.Popen(
            bare.command(f"{APP}/wordrnn", *file, DISPLAY=":77"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        begun = time.monotonic()
        bare.wait(lambda: app.poll() is not None or colours(screen / "Xvfb_screen0") > empty + 50, 60)
        shown = time.monotonic() - begun
        if app.poll() is None:
            time.sleep(3)
            picture.write_bytes(png(*pixels(screen / "Xvfb_screen0")))
            app.terminate()
        _, told = app.communicate(timeout=60)
        assert app.returncode in (0, -15, 143), f"exit code {app.returncode}: {told}"
    finally:
        server.terminate()
        server.wait()
    return f"on the screen after {shown:.1f} s, {picture}{': ' + told.strip() if told.strip() else ''}"


def installed(bare: Bare) -> str:
    """Install it for the person, start it by what the desktop was told, and take it back."""
    before = files_below(bare.home("."))
    bare.run("/bin/sh", f"{APP}/install.sh")
    entry = bare.home(".local/share/applications/wordrnn.desktop").read_text(encoding="utf-8")
    line = next(line for line in entry.splitlines() if line.startswith("Exec="))
    assert line == f'Exec="{APP}/wordrnn" %F', line
    assert "quick" in bare.run(f"{HOME}/.local/bin/wordrnn", "predict", "Thanks for the qu").stdout
    bare.run("/bin/sh", f"{APP}/install.sh", "--remove")
    left = {path for path in files_below(bare.home(".")) - before if "share/wordrnn/" not in path}  # its data
    assert not left, f"left behind: {sorted(left)}"
    return line


def trainings(bare: Bare) -> list[tuple[str, Callable[[], str]]]:
    """Return the checks of an app that trains, or the one that says that it does not."""
    if not any(bare.root.glob(f"{APP.lstrip('/')}/_internal/tensorflow/libtensorflow_cc*")):
        return [("training is refused", lambda: refused(bare))]
    return [
        ("training of a minute", lambda: train(bare)),
        ("the Lab, in processes side by side", lambda: lab(bare)),
        ("the Lab's race, with a trainer of its own", lambda: race(bare)),
    ]


def refused(bare: Bare) -> str:
    """Be told in one line that this app does not train."""
    done = bare.wordrnn("train", "builtin", "--minutes", "1", "--name", "mine", code=2)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and "pip" not in lines[0], done.stderr
    return lines[0]


def train(bare: Bare) -> str:
    """Train on the built-in texts, and predict with what came of it."""
    done = bare.wordrnn("train", "builtin", "--minutes", "1", "--name", "mine", "--events", seconds=600)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[-1]["event"] == "done" and events[-1]["ok"], events[-1]
    best = [
        each["valid_perplexity"]
        for each in events
        if each["event"] == "epoch" and each.get("valid_perplexity")
    ]
    found = bare.wordrnn("predict", "The ", "--model", "mine").stdout.split()
    assert best and found
    return f"perplexity {min(best):.1f} after {len(best)} passes; then predicts {found[1]!r}"


def lab(bare: Bare) -> str:
    """Measure how far back two networks and a classifier remember, each in a process."""
    options = ["--contenders", "logistic,simple,lstm", "--distances", "1,2", "--updates", "20", "--json"]
    found = json.loads(
        bare.wordrnn("lab", "memory", *options, "--figure", f"{HOME}/memory.svg", seconds=300).stdout
    )
    assert bare.home("memory.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")
    return f"{len(json.dumps(found))} bytes of data, and a figure"


def race(bare: Bare) -> str:
    """Have the race train a network: a child of a child."""
    sea = "\n\n".join(
        f"{TEXT.strip()} It was day {day}, and {day * 7} gulls were there." for day in range(400)
    )
    bare.home("long.txt").write_text(sea, encoding="utf-8")
    options = ["--contenders", "gru,ngram", "--epochs", "1", "--units", "16", "--embedding", "16", "--json"]
    found = bare.wordrnn("lab", "race", f"{HOME}/long.txt", *options, seconds=300).stdout
    assert "gru" in found, found[-500:]
    return "a GRU was trained"


def text(bare: Bare) -> None:
    """Have a text in the person's home."""
    bare.home("sea.txt").write_text(TEXT * 40, encoding="utf-8")


def files_below(folder: Path) -> set[str]:
    """Return the files below `folder`."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


# The screen ---------------------------------------------------------------------------------------------------------


def pixels(dump: Path) -> tuple[int, int, bytes]:
    """Return width, height and the red, green and blue bytes of an X window dump with 32 bits a pixel."""
    data = dump.read_bytes()
    header = struct.unpack(">25I", data[:100])
    size, width, height, bits, line, colour_count = (
        header[0],
        header[4],
        header[5],
        header[11],
        header[12],
        header[19],
    )
    if bits != 32:
        raise ValueError(f"{dump.name}: expected 32 bits a pixel, got {bits}")
    begin = size + 12 * colour_count
    rows = []
    for row in range(height):
        at = begin + row * line
        raw = data[at : at + 4 * width]
        rows.append(bytes(value for i in range(0, len(raw), 4) for value in (raw[i + 2], raw[i + 1], raw[i])))
    return width, height, b"".join(rows)


def colours(dump: Path) -> int:
    """Return how many colours there are on the screen."""
    data = dump.read_bytes()
    header = struct.unpack(">25I", data[:100])
    begin = header[0] + 12 * header[19]
    return len({data[i : i + 3] for i in range(begin, len(data) - 3, 4)})


def png(width: int, height: int, rgb: bytes) -> bytes:
    """Return the pixels as a PNG file."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + rgb[row * width * 3 : (row + 1) * width * 3] for row in range(height))
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


if __name__ == "__main__":
    sys.exit(main())

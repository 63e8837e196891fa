"""`wordrnn corpora`: what can be had, how it comes, and one line for what went wrong."""

import functools
import io
import json
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from corpora import catalogue
from corpora.catalogue import PublicCorpus, RemoteFile
from corpora.library import CorpusLibrary
from corpora.origin import Origin
from tests.corpora.bad_server import ON_THIS_MACHINE, TEXT, Place, serving
from tests.wordrnn.cli.test_arguments import run
from wordrnn import home, public_corpora
from wordrnn.cli.progress import download_bar, size

ORIGIN = Origin("Zeilen, gezählt", "de", "none stated", "Ann", "measuring")


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Give the server of a catalogue with one corpus, `zeilen`."""
    with serving() as server:
        offer(monkeypatch, server.file())
        yield server


def offer(monkeypatch: pytest.MonkeyPatch, file: RemoteFile) -> None:
    entries = (PublicCorpus("zeilen", ORIGIN, 80_000, True, (file,)),)
    monkeypatch.setattr(catalogue, "entries", lambda: entries)
    get = functools.partial(public_corpora.get, server=ON_THIS_MACHINE)
    monkeypatch.setattr(public_corpora, "get", get)


def test_what_can_be_had_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, errors = run(capsys, "corpora", "list")
    assert (code, errors) == (0, "")
    assert out.startswith("builtin ")
    (line,) = (line for line in out.splitlines() if line.startswith("ptb-train "))
    for told in ("en", "5.1 MB", "none stated, for measuring only", "Penn Treebank"):
        assert told in line
    found = json.loads(run(capsys, "corpora", "list", "--json")[1])
    assert [entry["name"] for entry in found["corpora"]] == ["builtin"]
    first = found["available"][0]
    assert first["name"] == "tinyshakespeare"
    assert set(first) == {"name", "words", "bytes", "title", "language", "licence", "attribution", "use"}


def test_a_public_corpus_is_got_and_can_be_trained_on(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = run(capsys, "corpora", "get", "Zeilen")
    assert (code, errors.strip()) == (0, "")
    for told in ("Zeilen, gezählt", "80,000 words", "none stated", "Ann", "not to be shared"):
        assert told in out
    assert "wordrnn train zeilen --pretokenized" in out
    assert run(capsys, "corpora", "read", "zeilen")[1] == TEXT.decode().replace("\r\n", "\n")
    found = json.loads(run(capsys, "corpora", "list", "--json")[1])
    assert found["available"] == []
    assert found["corpora"][1]["licence"] == "none stated"
    code, out, errors = run(capsys, "corpora", "get", "zeilen")
    assert (code, out, len(errors.splitlines())) == (2, "", 1)
    assert "in the library already" in errors


def test_an_unknown_name_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, errors = run(capsys, "corpora", "get", "ptb")
    assert (code, out) == (2, "")
    assert errors == (
        "wordrnn: There is no public corpus named 'ptb'; there are "
        f"{', '.join(each.name for each in catalogue.entries())}.\n"
    )


@pytest.mark.parametrize("fault", ["checksum", "missing", "cut"])
def test_what_went_wrong_is_one_line(place: Place, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    if fault == "checksum":
        place.body = b"x" * len(TEXT)
    elif fault == "missing":
        place.status = 404
    else:
        place.cut_after = 1000
    code, out, errors = run(capsys, "corpora", "get", "zeilen")
    assert (code, out, len(errors.splitlines())) == (2, "", 1)
    told = {"checksum": "thrown away", "missing": "404", "cut": "broke off"}
    assert told[fault] in errors
    assert "zeilen" not in CorpusLibrary(home.corpora_folder())


def test_offline_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    offer(monkeypatch, RemoteFile(f"http://127.0.0.1:{port}/text.txt", 5, "0" * 40))
    code, out, errors = run(capsys, "corpora", "get", "zeilen")
    assert (code, out, len(errors.splitlines())) == (2, "", 1)
    assert "127.0.0.1 cannot be reached" in errors


@pytest.mark.skipif(sys.platform == "win32", reason="there, a signal reaches the whole console")
def test_ctrl_c_keeps_what_has_come(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    part = home.downloads_folder() / "zeilen" / "text.txt.part"
    place.silent_after = 70_000
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a run of training takes the key for itself

    def press() -> None:
        while not (part.is_file() and part.stat().st_size):
            time.sleep(0.01)
        # As from a terminal, but to this thread: one that waits for the network is woken by no other's signal.
        signal.pthread_kill(main.ident or 0, signal.SIGINT)

    main = threading.main_thread()
    presser = threading.Thread(target=press)
    presser.start()
    code, out, errors = run(capsys, "corpora", "get", "zeilen")
    presser.join()
    signal.signal(signal.SIGINT, before)
    assert (code, out) == (130, "")
    assert "kept for a day" in errors
    kept = part.stat().st_size
    place.silent_after = None
    assert run(capsys, "corpora", "get", "zeilen")[0] == 0
    assert place.asked == [None, f"bytes={kept}-"]


def test_the_bar_tells_how_far_it_is_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    stream = io.StringIO()
    stream.isatty = lambda: True
    with download_bar(stream, "zeilen", 5_000_000) as show:
        show(2_500_000, 5_000_000)
    assert "zeilen" in stream.getvalue()
    assert "2.5/5.0 MB" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")  # the line is wiped


def test_sizes_read_well() -> None:
    assert [size(count) for count in (1, 399_782, 999_999, 5_101_618)] == [
        "1 kB",
        "400 kB",
        "1000 kB",
        "5.1 MB",
    ]

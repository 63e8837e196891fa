"""Downloads from a real server on this machine, one that can be told to behave badly."""

import errno
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import CorpusError
from corpora.catalogue import RemoteFile
from corpora.download import blob_id, fetch
from corpora.https import Server
from tests.corpora.bad_server import ON_THIS_MACHINE, TEXT, Handler, Place, serving


@pytest.fixture
def place() -> Iterator[Place]:
    with serving() as server:
        yield server


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "parts" / "text.txt"


def failure(file: RemoteFile, target: Path, server: Server = ON_THIS_MACHINE, **more: Any) -> CorpusError:
    with pytest.raises(CorpusError) as caught:
        fetch(file, target, server=server, **more)
    assert not target.exists()
    return caught.value


def part_of(target: Path) -> Path:
    return target.with_name("text.txt.part")


def begun(target: Path, data: bytes) -> None:
    target.parent.mkdir()
    part_of(target).write_bytes(data)


def test_the_check_is_gits(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "hello").write_bytes(b"hello\n")
    assert (
        blob_id(tmp_path / "empty") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    )  # git hash-object /dev/null
    assert (
        blob_id(tmp_path / "hello") == "ce013625030ba8dba906f756967f9e9ca394464a"
    )  # echo hello | git hash-object --stdin


def test_a_whole_download(place: Place, target: Path) -> None:
    told: list[int] = []
    fetch(place.file(), target, told.append, server=ON_THIS_MACHINE)
    assert target.read_bytes() == TEXT
    assert (told[0], told[-1]) == (0, len(TEXT))
    assert told == sorted(told)
    assert len(told) > 3
    assert list(target.parent.iterdir()) == [target]
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert place.asked == [None]  # what is there and right is not asked for again


def test_a_file_in_its_place_that_is_wrong_is_replaced(place: Place, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(TEXT[:-1] + b"x")
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert target.read_bytes() == TEXT


def test_a_connection_that_is_cut_is_gone_on_with(place: Place, target: Path) -> None:
    place.cut_after = 200_000
    assert failure(place.file(), target).code == "download-cut"
    assert part_of(target).read_bytes() == TEXT[:200_000]
    place.cut_after = None
    told: list[int] = []
    fetch(place.file(), target, told.append, server=ON_THIS_MACHINE)
    assert place.asked == [None, "bytes=200000-"]
    assert told[0] == 200_000
    assert target.read_bytes() == TEXT


@given(cuts=st.lists(st.integers(0, 300), max_size=4), ranges=st.booleans(), announces=st.booleans())
@settings(max_examples=15)
def test_however_often_it_is_cut_it_comes_out_whole(cuts: list[int], ranges: bool, announces: bool) -> None:
    body = TEXT[:500]
    with TemporaryDirectory() as folder, serving() as place:
        target = Path(folder) / "text.txt"
        place.body, place.ranges, place.announces = body, ranges, announces
        for place.cut_after in cuts:
            with suppress(CorpusError):
                fetch(place.file(body), target, server=ON_THIS_MACHINE)
        place.cut_after = None
        fetch(place.file(body), target, server=ON_THIS_MACHINE)
        assert target.read_bytes() == body
        assert [path.name for path in target.parent.iterdir()] == ["text.txt"]


def test_a_connection_that_is_reset_is_gone_on_with(place: Place, target: Path) -> None:
    place.cut_after, place.resets = 200_000, True
    assert failure(place.file(), target).code == "download-cut"
    assert TEXT.startswith(part_of(target).read_bytes())
    place.cut_after, place.resets = None, False
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert target.read_bytes() == TEXT


def test_an_end_that_comes_too_early_without_a_size_is_a_cut(place: Place, target: Path) -> None:
    place.announces, place.cut_after = False, 1000
    assert failure(place.file(), target).code == "download-cut"
    place.cut_after = None
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert target.read_bytes() == TEXT


def test_a_server_without_ranges_sends_all_again(place: Place, target: Path) -> None:
    begun(target, TEXT[:1000])
    place.ranges = False
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert place.asked == ["bytes=1000-"]
    assert target.read_bytes() == TEXT


@pytest.mark.parametrize("stated", ["bytes 5-9/10", "bytes=1000-/10", "", "bytes 1000-x/1"])
def test_a_part_that_was_not_asked_for_is_not_joined_on(
    place: Place, target: Path, stated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Handler.send_header

    def misstating(self: Handler, keyword: str, value: str) -> None:
        send(self, keyword, stated if keyword == "Content-Range" else value)

    monkeypatch.setattr(Handler, "send_header", misstating)
    begun(target, TEXT[:1000])
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert place.asked == ["bytes=1000-", None]
    assert target.read_bytes() == TEXT


def test_all_was_there_but_for_the_check(place: Place, target: Path) -> None:
    begun(target, TEXT)
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert place.asked == []
    assert target.read_bytes() == TEXT


@pytest.mark.parametrize("left", [b"x" * 1000, b"x" * len(TEXT), TEXT + b"x"], ids=["some", "all", "more"])
def test_what_was_left_and_is_wrong_is_not_held_against_the_server(
    place: Place, target: Path, left: bytes
) -> None:
    begun(target, left)
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert target.read_bytes() == TEXT


def test_a_wrong_checksum_throws_the_file_away(place: Place, target: Path) -> None:
    place.body = TEXT[:-3] + b"x\r\n"
    error = failure(place.file(), target)
    assert error.code == "download-checksum"
    assert error.params["expected"] != error.params["got"]
    assert list(target.parent.iterdir()) == []
    begun_before = len(place.asked)
    part_of(target).write_bytes(TEXT[:1000])
    assert failure(place.file(), target).code == "download-checksum"
    assert place.asked[begun_before:] == ["bytes=1000-", None]  # tried from the beginning once, not for ever


@pytest.mark.parametrize("left", [b"", TEXT[:1000]], ids=["new", "begun"])
@pytest.mark.parametrize("body", [TEXT[:-1], TEXT + b"x"], ids=["shorter", "longer"])
def test_another_size_is_not_taken(place: Place, target: Path, left: bytes, body: bytes) -> None:
    begun(target, left)
    place.body = body
    error = failure(place.file(), target)
    assert (error.code, error.params["got"]) == ("download-size", len(body))
    assert list(target.parent.iterdir()) == []


def test_a_file_that_became_shorter_than_what_is_there(place: Place, target: Path) -> None:
    begun(target, TEXT[:1000])
    place.body = TEXT[:500]
    assert failure(place.file(), target).code == "download-size"
    assert place.asked == ["bytes=1000-", None]


def test_more_than_announced_stops_the_download(place: Place, target: Path) -> None:
    place.announces = False
    place.body = TEXT * 20
    told: list[int] = []
    assert failure(place.file(), target, progress=told.append).code == "download-too-long"
    assert max(told) <= len(TEXT)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("status", [403, 404, 416, 500])
def test_a_refusal_is_told(place: Place, target: Path, status: int) -> None:
    place.status = status
    error = failure(place.file(), target)
    assert (error.code, error.params["status"]) == ("download-refused", status)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://example.org/x",
        "data:text/plain,x",
        "//example.org/x",
        "https://[x",
        "ftp://x/\x1b[2J",
        "ftp://x/\x1b[2J",
        "",
    ],
)
def test_a_redirect_elsewhere_is_refused(place: Place, target: Path, location: str) -> None:
    place.location = location
    error = failure(place.file(), target)
    assert error.code == "download-redirect"
    assert str(error.params["got"]).isprintable()
    assert len(place.asked) == 1


def test_a_secure_place_does_not_lead_to_an_open_one(place: Place) -> None:
    assert not Server().permits(place.url)
    assert Server().permits("https://example.org/x")
    for url in ("http://example.org/x", "http://127.0.0.1.example.org/", "https:///x", "file:///x"):
        assert not Server(plain_http=True).permits(url)
    with pytest.raises(ValueError, match="https"):
        fetch(place.file(), Path("nowhere") / "text.txt", server=Server())
    assert place.asked == []


def test_a_redirect_in_a_circle_ends(place: Place, target: Path) -> None:
    place.location = place.url
    assert failure(place.file(), target).code == "download-refused"
    assert 1 < len(place.asked) < 20


def test_a_redirect_to_where_it_is_is_followed(place: Place, target: Path) -> None:
    begun(target, TEXT[:1000])
    with serving() as first:
        first.location = place.url
        fetch(first.file(), target, server=ON_THIS_MACHINE)
    assert place.asked == ["bytes=1000-"]
    assert target.read_bytes() == TEXT


@pytest.mark.parametrize("after", [0, 70_000])
def test_a_silent_server_is_given_up(place: Place, target: Path, after: int) -> None:
    place.silent_after = after
    error = failure(place.file(), target, Server(timeout=0.3, plain_http=True))
    assert (error.code, error.params["seconds"]) == ("download-timeout", 0.3)
    assert part_of(target).stat().st_size == after


def test_a_server_that_never_answers_is_given_up(target: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/text.txt"
        error = failure(RemoteFile(url, 5, "0" * 40), target, Server(timeout=0.3, plain_http=True))
    assert error.code == "download-timeout"


def test_a_server_that_hangs_up_before_it_answers(target: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude:
        thread = threading.Thread(target=lambda: rude.accept()[0].close())
        thread.start()
        url = f"http://127.0.0.1:{rude.getsockname()[1]}/text.txt"
        assert failure(RemoteFile(url, 5, "0" * 40), target).code == "download-cut"
        thread.join()


def test_nobody_there_is_offline(target: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    error = failure(RemoteFile(f"http://127.0.0.1:{port}/text.txt", 5, "0" * 40), target)
    assert (error.code, error.params["host"]) == ("offline", "127.0.0.1")
    assert error.params["reason"]


def test_an_unknown_host_is_offline(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = failure(RemoteFile("https://example.invalid/text.txt", 5, "0" * 40), target, Server())
    assert (error.code, error.params["host"]) == ("offline", "example.invalid")


def test_a_server_without_encryption_where_it_is_expected(place: Place, target: Path) -> None:
    file = RemoteFile(place.url.replace("http:", "https:"), 5, "0" * 40)
    assert failure(file, target, Server(timeout=5)).code == "download-insecure"


def test_it_can_be_stopped_between_blocks_and_gone_on_with(place: Place, target: Path) -> None:
    told: list[int] = []
    error = failure(place.file(), target, progress=told.append, cancelled=lambda: told[-1] > 0)
    assert error.code == "download-stopped"
    kept = part_of(target).stat().st_size
    assert 0 < kept == told[-1] < len(TEXT)
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert place.asked == [None, f"bytes={kept}-"]
    assert target.read_bytes() == TEXT


def test_ctrl_c_keeps_what_has_come(place: Place, target: Path) -> None:
    def interrupt(done: int) -> None:
        if done > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(place.file(), target, interrupt, server=ON_THIS_MACHINE)
    assert part_of(target).stat().st_size > 100_000
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert target.read_bytes() == TEXT


class _FullDisk:
    """A file on a disk that takes `room` bytes."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self._file, self._room = file, room

    def __enter__(self) -> "_FullDisk":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        if self._room < len(data):
            raise OSError(errno.ENOSPC, "No space left on device")
        self._room -= len(data)
        return self._file.write(data)


def test_a_full_disk_is_told_and_can_be_helped(
    place: Place, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: Callable[..., Any] = Path.open

    def full(path: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        file = opened(path, mode, *args, **more)
        return _FullDisk(file, 150_000) if mode in ("ab", "wb") else file

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        error = failure(place.file(), target)
    assert (error.code, error.params["path"]) == ("disk-full", str(target.parent))
    assert part_of(target).stat().st_size > 0
    fetch(place.file(), target, server=ON_THIS_MACHINE)
    assert target.read_bytes() == TEXT
    assert place.asked[1] is not None

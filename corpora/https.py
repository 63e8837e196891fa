"""A file on a server, read from any byte on: HTTPS alone, redirects included, and every failure an error of ours."""

import http.client
import re
import ssl
import string
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import cache
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit

from corpora.errors import CorpusError

_BLOCK = 1 << 16
_WHOLE, _PARTIAL, _PAST_THE_END = 200, 206, 416
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Server:
    """How servers are spoken to.

    Attributes:
        timeout: For how many seconds one may be silent.
        plain_http: Whether one on this machine may do without encryption, as in tests.
    """

    timeout: float = 30.0
    plain_http: bool = False

    def permits(self, url: str) -> bool:
        """Say whether anything is to be read from there."""
        try:
            place = urlsplit(url)
        except ValueError:
            return False
        here = place.scheme == "http" and place.hostname in _LOOPBACK
        return bool(place.hostname) and (place.scheme == "https" or (self.plain_http and here))

    @contextmanager
    def answer(self, url: str, start: int = 0) -> Iterator["Answer"]:
        """Give what comes when the file is asked for from byte `start` on: that, or all of it. Raises CorpusError."""
        if not self.permits(url):
            raise ValueError(f"expected an https address, got {url}")
        response = self._open(url, start)
        if response is not None:
            with response:
                found = Answer(response, url, self.timeout)
                if response.status == _WHOLE or (response.status == _PARTIAL and found.start == start > 0):
                    yield found
                    return
            if not start:
                raise CorpusError("download-refused", url=url, host=_host(url), status=response.status)
        # The file ends before `start`, or another part of it came: what is there already is not its beginning.
        with self.answer(url) as found:
            yield found

    def _open(self, url: str, start: int) -> http.client.HTTPResponse | None:
        """Return the response; None, only where `start` is above 0, for one that says that the file ends before it."""
        headers = {"User-Agent": "wordrnn", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        try:
            return _opener(self).open(urllib.request.Request(url, headers=headers), timeout=self.timeout)
        except HTTPError as error:
            error.close()
            if error.code == _PAST_THE_END and start:
                return None
            raise CorpusError("download-refused", url=url, host=_host(url), status=error.code) from error
        except (OSError, http.client.HTTPException) as error:
            raise _unreached(error, url, self.timeout) from error


class Answer:
    """What a server sends.

    Attributes:
        start: Which byte of the file comes first.
        total: How many bytes the whole file has, None where the server does not say.
    """

    def __init__(self, response: http.client.HTTPResponse, url: str, timeout: float) -> None:
        self._response = response
        self._url = url
        self._timeout = timeout
        self.start = 0
        self.total: int | None = response.length
        if response.status == _PARTIAL:
            stated = response.headers.get("Content-Range", "").strip()
            found = re.fullmatch(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15}|\*)", stated)
            self.start = int(found[1]) if found else -1
            self.total = int(found[2]) if found and found[2] != "*" else None

    def blocks(self, size: int) -> Iterator[bytes]:
        """Yield what comes, as it comes. Raises CorpusError where it breaks off before byte `size`."""
        done = self.start
        while done != self.total:
            try:
                block = self._response.read1(_BLOCK)
            except TimeoutError as error:
                raise _silent(self._url, self._timeout) from error
            except (OSError, http.client.HTTPException) as error:
                raise _broken_off(self._url) from error
            if not block:
                break
            done += len(block)
            yield block
        if done < size:
            raise _broken_off(self._url)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows where everything may be read from, and nowhere else."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message
    ) -> Any:
        place = headers.get("Location") or headers.get("URI") or ""
        if not place or not self._server.permits(_joined(req.full_url, place)):
            fp.close()
            told = quote(place, safe=string.punctuation)  # it may hold what a terminal would obey
            raise CorpusError("download-redirect", url=req.full_url, got=told or "nowhere")
        return super().http_error_302(req, fp, code, msg, headers)  # pyright: ignore[reportArgumentType]

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _joined(url: str, place: str) -> str:
    try:
        return urljoin(url, place)
    except ValueError:
        return ""


@cache
def _certificates() -> ssl.SSLContext:
    """Return what this machine trusts; reading it takes longer than a small file."""
    return ssl.create_default_context()


def _opener(server: Server) -> urllib.request.OpenerDirector:
    """Return what opens addresses: not the usual one, which reads files and FTP too."""
    opener = urllib.request.OpenerDirector()
    proxies = {scheme: place for scheme, place in urllib.request.getproxies().items() if scheme == "https"}
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.ProxyHandler(proxies),
        urllib.request.HTTPSHandler(context=_certificates()),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
        _Redirects(server),
    ]
    if server.plain_http:
        handlers.append(urllib.request.HTTPHandler())
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _unreached(error: Exception, url: str, timeout: float) -> CorpusError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return _silent(url, timeout)
    if isinstance(reason, ssl.SSLError):
        told = getattr(reason, "verify_message", "") or reason.reason or str(reason)
        return CorpusError("download-insecure", host=_host(url), reason=told)
    if isinstance(error, URLError):  # no connection was made
        told = reason.strerror if isinstance(reason, OSError) else None
        return CorpusError("offline", host=_host(url), reason=told or str(reason))
    return _broken_off(url)


def _silent(url: str, timeout: float) -> CorpusError:
    return CorpusError("download-timeout", host=_host(url), seconds=timeout)


def _broken_off(url: str) -> CorpusError:
    return CorpusError("download-cut", host=_host(url))


def _host(url: str) -> str:
    return urlsplit(url).hostname or url

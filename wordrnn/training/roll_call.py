"""The workers find each other, before TensorFlow waits for them without end and without a word.

Every worker but the chief connects to the chief's own address and says who it is, a line of JSON; when all are there
the chief lets them go, and TensorFlow takes over the addresses. Nothing else is ever said on these connections.
"""

import json
import os
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from wordrnn.errors import OptionError, UnavailableError, WordrnnError
from wordrnn.training.cluster import Cluster, host_and_port

WAIT_SECONDS = 300.0
_AGAIN_SECONDS = 0.25
_ANSWER_SECONDS = 5.0  # for a line from somebody who has connected
_LONGEST_LINE = 4096

Facts = dict[str, str]
"""What has to be the same on all workers: name → value."""


def meet(
    cluster: Cluster,
    facts: Facts,
    seconds: float = WAIT_SECONDS,
    stopped: Callable[[], object] = lambda: False,
) -> bool:
    """Return once every worker of `cluster` has come, False where `stopped()` became true before.

    Raises OptionError where the port is taken or a worker has come twice, UnavailableError where somebody has not come
    within `seconds`, or is another version.
    """
    end = time.monotonic() + seconds
    with _listening(cluster) as server:
        if cluster.is_chief:
            return _gather(server, cluster, facts, end, seconds, stopped)
        return _report(cluster, facts, end, seconds, stopped)


def unreachable(cluster: Cluster, seconds: float = 2.0) -> list[int]:
    """Return the other workers that nobody answers for at their addresses."""
    lost = []
    for index, address in enumerate(cluster.addresses):
        if index != cluster.index:
            try:
                socket.create_connection(host_and_port(address), timeout=seconds).close()
            except OSError:
                lost.append(index)
    return lost


def _listening(cluster: Cluster) -> socket.socket:
    """Return a socket at this worker's port; TensorFlow would share a taken one, and wait."""
    host, port = cluster.own
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    try:
        server = socket.create_server(("", port), family=family, dualstack_ipv6=both)
    except OSError as error:
        reason = (
            os.strerror(error.errno) if error.errno else str(error)
        )  # `strerror` here tells the address again
        raise OptionError("port-taken", address=f"{host}:{port}", reason=reason) from error
    server.settimeout(_AGAIN_SECONDS)
    return server


def _gather(
    server: socket.socket,
    cluster: Cluster,
    facts: Facts,
    end: float,
    seconds: float,
    stopped: Callable[[], object],
) -> bool:
    """Wait, as the chief, for all others."""
    present: dict[int, socket.socket] = {}
    try:
        while len(present) < len(cluster.addresses) - 1:
            if stopped():
                return False
            if time.monotonic() > end:
                missing = [index for index in range(1, len(cluster.addresses)) if index not in present]
                for connection in present.values():
                    _say(connection, {"missing": missing})
                raise _missing(cluster, missing, seconds)
            with suppress(TimeoutError):
                _take(server.accept()[0], cluster, facts, present)
            _drop_those_gone(present)
        for connection in present.values():
            _say(connection, {"go": True})
        return True
    finally:
        for connection in present.values():
            connection.close()


def _take(
    connection: socket.socket, cluster: Cluster, facts: Facts, present: dict[int, socket.socket]
) -> None:
    """Put somebody who has connected among the `present`, or turn them away with the reason."""
    told = _hear(connection)
    index = told.get("index")
    if not isinstance(index, int) or not 0 < index < len(cluster.addresses):
        connection.close()  # no worker
        return
    theirs = told.get("facts")
    differing = [name for name in facts if not isinstance(theirs, dict) or theirs.get(name) != facts[name]]
    if differing:
        _say(connection, {"differs": differing[0], "expected": facts[differing[0]]})
        connection.close()
    elif index in present:
        _say(connection, {"twice": True})
        connection.close()
    else:
        present[index] = connection


def _drop_those_gone(present: dict[int, socket.socket]) -> None:
    """Forget the workers that have ended since they came."""
    for index, connection in list(present.items()):
        connection.setblocking(False)
        with suppress(BlockingIOError):
            try:
                gone = not connection.recv(1)
            except ConnectionError:
                gone = True
            if gone:
                present.pop(index).close()


def _report(
    cluster: Cluster, facts: Facts, end: float, seconds: float, stopped: Callable[[], object]
) -> bool:
    """Tell the chief, as another worker, that this one is there, and wait for the others."""
    while not stopped():
        left = end - time.monotonic()
        if left <= 0:
            raise _missing(cluster, [0], seconds)
        # A name may not be known yet, and a chief that comes late is only late.
        with suppress(OSError):
            connection = socket.create_connection(host_and_port(cluster.addresses[0]), min(left, 5.0))
            with connection:
                _say(connection, {"index": cluster.index, "facts": facts})
                if (told := _answer(connection, end, stopped)) is not None:
                    return _obeyed(told, cluster, facts, seconds)
        time.sleep(_AGAIN_SECONDS)
    return False


def _obeyed(told: dict[str, Any], cluster: Cluster, facts: Facts, seconds: float) -> bool:
    """Return True where the chief lets this worker go; raise what it says otherwise."""
    if told.get("go"):
        return True
    if isinstance(missing := told.get("missing"), list):
        known = [index for index in missing if index in range(len(cluster.addresses))]
        raise _missing(cluster, known, seconds)
    if told.get("twice"):
        raise OptionError("worker-twice", worker=cluster.named(cluster.index))
    name = str(told.get("differs"))
    raise UnavailableError("worker-differs", name=name, expected=told.get("expected"), got=facts.get(name))


def _answer(connection: socket.socket, end: float, stopped: Callable[[], object]) -> dict[str, Any] | None:
    """Return what the chief says, None where it has gone."""
    connection.settimeout(_AGAIN_SECONDS)
    line = b""
    while not stopped() and time.monotonic() < end and len(line) < _LONGEST_LINE:
        try:
            chunk = connection.recv(_LONGEST_LINE)
        except TimeoutError:
            continue
        line += chunk
        if line.endswith(b"\n"):
            return _parsed(line)
        if not chunk:
            return None
    return None


def _hear(connection: socket.socket) -> dict[str, Any]:
    """Return the line that somebody says, {} where it is none that a worker would say."""
    connection.settimeout(_ANSWER_SECONDS)
    line = b""
    with suppress(OSError):
        while not line.endswith(b"\n") and len(line) < _LONGEST_LINE:
            chunk = connection.recv(_LONGEST_LINE)
            if not chunk:
                break
            line += chunk
    return _parsed(line) or {}


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _say(connection: socket.socket, told: dict[str, Any]) -> None:
    with suppress(OSError):  # who has gone is noticed elsewhere
        connection.setblocking(True)
        connection.sendall(json.dumps(told).encode() + b"\n")


def _missing(cluster: Cluster, workers: Sequence[int], seconds: float) -> WordrnnError:
    names = ", ".join(cluster.named(index) for index in workers)
    return UnavailableError("workers-missing", workers=names, seconds=seconds)

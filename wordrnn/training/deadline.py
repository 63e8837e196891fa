"""An end, with its sentence, for what waits without one in a native library, where no exception reaches it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from wordrnn.errors import WordrnnError
from wordrnn.messages import sentence


@contextmanager
def or_exit(seconds: float, error: WordrnnError) -> Iterator[None]:
    """End this process by the sentence of `error`, exit code 2, where what is done meanwhile takes longer."""
    done = threading.Event()
    stderr = os.dup(2)  # what waits may have it held back

    def watch() -> None:
        if not done.wait(seconds):
            os.write(stderr, f"wordrnn: {sentence(error)}\n".encode())
            os._exit(2)

    watcher = threading.Thread(target=watch, name="deadline", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        os.close(stderr)

"""The root of every error that is the user's to know about, and the branch for text that cannot be read.

`corpora` stands lowest, so the root lives here; `wordrnn.errors` draws the whole tree and re-exports it.
"""

from typing import Any


class WordrnnError(Exception):
    """Something the user can act on: a code and its parameters, to be put into words at the edges.

    The command line words it through `wordrnn.messages`, the app through its own (translated) table, so
    neither the code nor the parameters carry English sentences.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (type(self), self.code, self.params)  # from one process to another

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})"


def _made(kind: type[WordrnnError], code: str, params: dict[str, object]) -> WordrnnError:
    return kind(code, **params)


class CorpusError(WordrnnError):
    """Text that is missing, unreadable, empty or no text at all."""

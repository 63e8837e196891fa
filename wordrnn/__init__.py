"""A private, offline next-word predictor.

import wordrnn
p = wordrnn.load()  # the active model; or a name, or a path. No TensorFlow is imported.
p.suggest("Thanks for the qu", k=5)
p.learn("text that was accepted"); p.forget("word")
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wordrnn.errors import WordrnnError

if TYPE_CHECKING:
    from wordrnn.memory.store import Memory
    from wordrnn.predictor import Predictor, Suggestion

__all__ = ["Memory", "Predictor", "Suggestion", "WordrnnError", "load"]
__version__ = "0.1.0"
# Imported when first asked for: they need numpy, and the app shows its window without.
_LATER = {
    "Memory": "wordrnn.memory.store",
    "Predictor": "wordrnn.predictor",
    "Suggestion": "wordrnn.predictor",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)


def load(
    model: str | Path | None = None, memory: "Memory | bool | None" = None, strong_language: bool = False
) -> "Predictor":
    """Return the predictor of a model: a name in the library, a folder, or None for the active one.

    It learns only what `learn` is told. With `memory=True` it knows what was learned before, from the user's file;
    `wordrnn.memory.file.save(p.memory)` keeps it. Without, what it learns is gone with it, and the file is neither read
    nor written. A `Memory` may be given instead.

    Without `strong_language` slurs and vulgar words are only completed for who types them, see `words.decency`.

    Raises ModelError where there is none or it is damaged.
    """
    from wordrnn.library import model_path
    from wordrnn.memory import file as memory_file
    from wordrnn.predictor import Predictor

    if isinstance(memory, bool):
        memory = memory_file.load() if memory else None
    return Predictor.open(model_path(model), memory, strong_language)

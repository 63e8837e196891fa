"""A private, offline next-word predictor.

import wordrnn
p = wordrnn.load()  # the active model; or a name, or a path. No TensorFlow is imported.
p.suggest("Thanks for the qu", k=5)
p.learn("text that was accepted"); p.forget("word")
"""

from pathlib import Path

from wordrnn.errors import WordrnnError
from wordrnn.memory.store import Memory
from wordrnn.predictor import Predictor, Suggestion

__all__ = ["Memory", "Predictor", "Suggestion", "WordrnnError", "load"]
__version__ = "0.1.0"


def load(model: str | Path | None = None, memory: Memory | bool | None = None) -> Predictor:
    """Return the predictor of a model: a name in the library, a folder, or None for the active one.

    It learns only what `learn` is told. With `memory=True` it knows what was learned before, from the user's file;
    `wordrnn.memory.file.save(p.memory)` keeps it. Without, what it learns is gone with it, and the file is neither read
    nor written. A `Memory` may be given instead.

    Raises ModelError where there is none or it is damaged.
    """
    from wordrnn.library import model_path
    from wordrnn.memory import file as memory_file

    if isinstance(memory, bool):
        memory = memory_file.load() if memory else None
    return Predictor.open(model_path(model), memory)

"""A private, offline next-word predictor.

import wordrnn
p = wordrnn.load()  # the active model; or a name, or a path. No TensorFlow is imported.
p.suggest("Thanks for the qu", k=5)
"""

from pathlib import Path

from wordrnn.errors import WordrnnError
from wordrnn.predictor import Predictor, Suggestion

__all__ = ["Predictor", "Suggestion", "WordrnnError", "load"]
__version__ = "0.1.0"


def load(model: str | Path | None = None) -> Predictor:
    """Return the predictor of a model: a name in the library, a folder, or None for the active one.

    Raises ModelError where there is none or it is damaged.
    """
    from wordrnn.library import model_path

    return Predictor.open(model_path(model))

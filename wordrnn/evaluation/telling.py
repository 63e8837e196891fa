"""A measurement that tells of itself as it goes: events, each a JSON object, for `evaluate --words` and the app."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from corpora import Document
from wordrnn.errors import WordrnnError
from wordrnn.evaluation.overlap import overlap
from wordrnn.evaluation.passages import Passage
from wordrnn.evaluation.protocol import evaluate
from wordrnn.events import told
from wordrnn.predictor import Predictor

Tell = Callable[[dict[str, Any]], None]


def measure(
    predictor: Predictor, documents: Sequence[Document], tell: Tell, *, names: Sequence[str], k: int | None
) -> None:
    """Measure `documents` as `evaluate` does, `k` suggestions in view (None: no keystrokes), and tell of it.

    - "documents": "kind" of tokens, "names" and "characters" of the documents, whether "strong_language" is suggested
    - "overlap": "found", what `Overlap.to_dict` gives, or None where that cannot be known
    - "passage", again and again: `Passage.to_dict`, and the "figures" so far, the "characters" done, the "seconds"
    - "measured": the "figures" of all, as `evaluate` gives them
    """
    start = time.perf_counter()
    texts = [document.text for document in documents]
    tell(
        {
            "event": "documents",
            "kind": predictor.tokenizer.kind,
            "names": [document.source for document in documents],
            "characters": [len(text) for text in texts],
            "strong_language": predictor.strong_language,
        }
    )
    found = overlap(predictor, texts)
    tell({"event": "overlap", "found": found.to_dict() if found else None})
    done = 0

    def on_passage(passage: Passage, figures: dict[str, dict[str, float]]) -> None:
        nonlocal done
        done += len(passage.text)
        told = {"figures": figures, "characters": done, "seconds": time.perf_counter() - start}
        tell({"event": "passage", **passage.to_dict(), **told})

    figures = evaluate(
        predictor, texts, names=names, keystrokes=k is not None, k=k or 3, on_passage=on_passage
    )
    tell({"event": "measured", "figures": figures})


def failure(error: WordrnnError) -> dict[str, Any]:
    """Return what another process needs to word `error`, as JSON values."""
    return {"kind": type(error).__name__, **told(error)}

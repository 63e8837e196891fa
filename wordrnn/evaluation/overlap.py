"""Whether a text was in training: the n-gram part knows every run of five tokens that it was counted from."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import EOS_ID, Ids

_RUN = {"bpe": 24}  # pieces
_WORDS_IN_A_ROW = 13
"""That many tokens in a row, as they were in training, are a copy (the measure of GPT-3, Brown et al. 2020)."""
_FULL = 7_900_000  # an n-gram part with so many entries had no room for all


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a text stands in the training text word for word."""

    share: float
    """Of the tokens that are in lines long enough to tell, those in runs of 13 tokens that were in training."""
    judged: int
    """How many tokens that is; 0 where nothing can be told."""
    at_least: bool
    """Whether there may be more: the n-gram part had no room for all of the training text."""

    def to_dict(self) -> dict[str, float | int | bool]:
        """Return the overlap as JSON values."""
        return {"share": self.share, "judged": self.judged, "at_least": self.at_least}


def overlap(predictor: Predictor, documents: Iterable[str]) -> Overlap | None:
    """Return how much of `documents` was in the training of `predictor`; None where it has no n-gram that tells.

    Held-out text of the same corpus is not seen: it was not counted, though it chose the best state of the network.
    """
    ngram = predictor.parts.get("ngram")
    if not isinstance(ngram, NGramModel) or ngram.order < 2:
        return None
    run = _RUN.get(predictor.tokenizer.kind, _WORDS_IN_A_ROW)
    copied = judged = 0
    for document in documents:
        seen = known(ngram, predictor.tokenizer.encode(document))
        copied += int(np.count_nonzero(in_runs(seen, run - ngram.order + 1, ngram.order)))
        judged += int(np.count_nonzero(_near_judged(seen, ngram.order)))
    return Overlap(copied / judged if judged else 0.0, judged, sum(ngram.sizes) >= _FULL)


def known(ngram: NGramModel, ids: Ids) -> npt.NDArray[np.int8]:
    """Return, for each of `ids` [N], whether the n-gram that ends with it was met in training.

    1 where it was, −1 where not, 0 where too few tokens of the line are before it.
    """
    places = np.arange(len(ids))
    begins = np.concatenate(([True], ids[:-1] == EOS_ID))[: len(ids)]
    place = places - np.maximum.accumulate(np.where(begins, places, 0))
    # The line's end before it is the first token of a line's first n-gram.
    enough = place >= ngram.order - 2
    return np.where(enough, np.where(ngram.counted(ids), 1, -1), 0).astype(np.int8)


def in_runs(seen: npt.NDArray[np.int8], least: int, order: int) -> npt.NDArray[np.bool_]:
    """Return which tokens are in a run of at least `least` n-grams that are known, with no unknown one between.

    The tokens of a run's first n-gram belong to it.
    """
    inside = np.zeros(len(seen), np.bool_)
    judged = np.flatnonzero(seen)
    if not len(judged):
        return inside
    good = seen[judged] > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], good, [False])).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start >= least:
            inside[max(0, int(judged[start]) - order + 1) : int(judged[end - 1]) + 1] = True
    return inside & _near_judged(seen, order)


def _near_judged(seen: npt.NDArray[np.int8], order: int) -> npt.NDArray[np.bool_]:
    """Return which tokens are part of an n-gram that could be looked up."""
    near = seen != 0
    for back in range(1, order):
        near[:-back] |= seen[back:] != 0
    return near

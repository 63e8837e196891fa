"""The window classifiers of the older literature, on the task that all can do: which of the frequent words comes next.

A place in the text is described by which word stands at each of the n places before it (one of the most frequent, or
"another one"), as 0 and 1. All come from scikit-learn, the extra `[lab]`.
"""

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.lab import extra
from wordrnn.lab.racing.window import windows_of
from wordrnn.next_word import IntArray
from wordrnn.tokenizer import EOS_ID

_KNOWN = 500  # words that are told apart at each place; with twice as many, none does better
_LEAF = 5  # examples in a leaf of a tree, at least


@dataclass(frozen=True, slots=True)
class Examples:
    """The places of a text where a frequent word follows."""

    features: Any  # scipy.sparse [N, n·(F + 1)]
    targets: npt.NDArray[np.int64]  # [N], token ids


def codes_of(train: IntArray, vocab_size: int) -> IntArray:
    """Return by what each token [V] is described: its rank in the text `train`; that of all rare ones is the same."""
    counts = np.bincount(np.asarray(train), minlength=vocab_size)
    ranks = np.empty(vocab_size, np.int64)
    ranks[np.argsort(-counts, kind="stable")] = np.arange(vocab_size)
    return np.minimum(ranks, _KNOWN)


def examples(
    ids: IntArray, frequent: IntArray, codes: IntArray, window: int, most: int | None = None
) -> Examples:
    """Return the examples in the text `ids`, where one of `frequent` follows; at most `most`, evenly spread.

    Raises UnavailableError without scikit-learn.
    """
    sparse = extra.require("scipy.sparse")
    ids = np.asarray(ids, np.int64)
    places = np.flatnonzero(np.isin(ids, frequent))
    if most is not None and len(places) > most:
        places = places[np.linspace(0, len(places) - 1, most).astype(np.int64)]
    padded = np.concatenate((np.full(window, EOS_ID, np.int64), ids))
    windows = windows_of(padded, window)[places]  # [N, n], the words before each place
    columns = codes[windows] + np.arange(window) * (_KNOWN + 1)
    rows = np.repeat(np.arange(len(places)), window)
    shape = (len(places), window * (_KNOWN + 1))
    ones = np.ones(columns.size, np.float32)
    return Examples(sparse.csr_matrix((ones, (rows, columns.reshape(-1))), shape=shape), ids[places])


@dataclass(frozen=True, slots=True)
class Fitted:
    """How well a classifier did, and how long it learned."""

    accuracy: float
    seconds: float
    ms_per_prediction: float
    parameters: int  # numbers learned; nodes of a tree


def fit(name: str, train: Examples, test: Examples, seed: int) -> Fitted:
    """Return how well the classifier `name` ("logistic", "svm" or "tree") does on `test`, fitted on `train`."""
    model = _MAKERS[name](seed)
    with warnings.catch_warnings():
        # That it was not run to the last decimal is no news: the number of rounds is what keeps it to its time.
        warnings.simplefilter("ignore", extra.require("sklearn.exceptions").ConvergenceWarning)
        begin = time.perf_counter()
        model.fit(train.features, train.targets)
        seconds = time.perf_counter() - begin
    begin = time.perf_counter()
    guesses = model.predict(test.features)
    each = 1000 * (time.perf_counter() - begin) / len(guesses)
    size = model.tree_.node_count if name == "tree" else model.coef_.size + model.intercept_.size
    return Fitted(float((guesses == test.targets).mean()), seconds, each, int(size))


def _logistic(seed: int) -> Any:
    return extra.require("sklearn.linear_model").LogisticRegression(C=0.3, max_iter=30, random_state=seed)


def _svm(seed: int) -> Any:
    return extra.require("sklearn.svm").LinearSVC(C=0.03, tol=1e-2, max_iter=200, random_state=seed)


def _tree(seed: int) -> Any:
    return extra.require("sklearn.tree").DecisionTreeClassifier(min_samples_leaf=_LEAF, random_state=seed)


_MAKERS: dict[str, Callable[[int], Any]] = {"logistic": _logistic, "svm": _svm, "tree": _tree}
CLASSIFIERS = tuple(_MAKERS)

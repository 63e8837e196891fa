"""Who takes part in the experiments: how each is called, and how it looks in every figure."""

from dataclasses import dataclass

from wordrnn.config import CELLS

CLASSIFIERS = ("logistic", "svm", "tree", "feedforward")
"""Methods of the older literature, which see a moving window and nothing else."""

NAMES: dict[str, str] = {
    "simple": "SimpleRNN",
    "lstm": "LSTM",
    "peephole": "peephole LSTM",
    "cifg": "CIFG",
    "gru": "GRU",
    "logistic": "logistic regression",
    "linear": "linear regression",
    "svm": "linear SVM",
    "tree": "decision tree",
    "feedforward": "feed-forward network",
    "ngram": "Kneser–Ney",
}
"""In English, as they stand within a sentence."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is told from the others: by colour, by its marks, and by its dashes, for those who see no colours."""

    colour: str  # of Okabe & Ito, which stay apart for colour-blind readers and, mostly, in grey
    marker: str  # as matplotlib names it
    dashes: tuple[float, ...] = ()  # on, off, …; none is a whole line


LOOKS: dict[str, Look] = {
    "simple": Look("#D55E00", "o"),
    "lstm": Look("#0072B2", "s"),
    "peephole": Look("#56B4E9", "D", (6, 2)),
    "cifg": Look("#009E73", "^", (4, 1.5, 1, 1.5)),
    "gru": Look("#CC79A7", "v", (2, 1.5)),
    "logistic": Look("#000000", "x", (1, 1.5)),
    "linear": Look("#000000", "x", (1, 1.5)),
    "svm": Look("#6E6E6E", "+", (5, 1.5)),
    "tree": Look("#E69F00", "P", (3, 1.5)),
    "feedforward": Look("#8C6D00", "*", (5, 1.5, 1, 1.5)),
    "ngram": Look("#000000", "h", (8, 2)),
}

assert NAMES.keys() == LOOKS.keys() and set(CELLS) <= NAMES.keys()


def label_of(contender: str) -> str:
    """Return what a legend or a table calls a contender."""
    name = NAMES.get(contender, contender)
    return name[:1].upper() + name[1:]

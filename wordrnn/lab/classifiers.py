"""The moving-window methods of the older literature, by scikit-learn (extra `[lab]`)."""

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.lab.contenders import CLASSIFIERS
from wordrnn.lab.extra import require
from wordrnn.next_word import FloatArray

REGRESSORS = ("linear", *CLASSIFIERS[1:])
"""Those for a task whose answer is a number."""


def method(name: str, seed: int) -> Any:
    """Return a classifier of `CLASSIFIERS`, or a regressor of `REGRESSORS` (by `regressor`), that is not fitted yet."""
    match name:
        case "logistic":
            return require("sklearn.linear_model").LogisticRegression(max_iter=200)
        case "svm":
            return require("sklearn.svm").LinearSVC(C=0.1, random_state=seed)
        case "tree":
            return require("sklearn.tree").DecisionTreeClassifier(min_samples_leaf=2, random_state=seed)
        case "feedforward":
            return require("sklearn.neural_network").MLPClassifier(**_network(seed))
    raise KeyError(name)


def regressor(name: str, seed: int) -> Any:
    """Return a regressor of `REGRESSORS` that is not fitted yet."""
    match name:
        case "linear":
            return require("sklearn.linear_model").LinearRegression()
        case "svm":
            return require("sklearn.svm").LinearSVR(C=1.0, epsilon=0.01, random_state=seed)
        case "tree":
            return require("sklearn.tree").DecisionTreeRegressor(min_samples_leaf=2, random_state=seed)
        case "feedforward":
            return require("sklearn.neural_network").MLPRegressor(**_network(seed))
    raise KeyError(name)


def _network(seed: int) -> dict[str, Any]:
    return {
        "hidden_layer_sizes": (64,),
        "learning_rate_init": 0.01,
        "max_iter": 60,
        "early_stopping": True,
        "n_iter_no_change": 5,
        "random_state": seed,
    }


def fit(model: Any, windows: FloatArray, answers: npt.NDArray[Any]) -> None:
    """Fit `model` to `windows` [N, D]; that noise gives it nothing to converge to is no reason for a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", require("sklearn.exceptions").ConvergenceWarning)
        model.fit(windows, answers)


def outputs(model: Any, windows: FloatArray, classes: int) -> FloatArray:
    """Return what `model` answers to `windows` [N, D] as [N, O]: a 1 at the class it names, or its number."""
    found = model.predict(windows)
    return np.eye(classes, dtype=np.float32)[found] if classes > 1 else found[:, None]

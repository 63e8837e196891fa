"""What may stand beside `wordrnn train --resume`: the text, the network and the seed are those that the run began with.

The same command with `--resume` behind it is right, so that an option which asks for what the run has is none too many.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from wordrnn.errors import OptionError
from wordrnn.training import checkpoint, plan
from wordrnn.training.request import Request

_NOTHING = "nothing with --resume, as when the run began"


def check(arguments: argparse.Namespace, folder: Path, absolute: Callable[[str], str]) -> None:
    """Raise OptionError for the first option that asks for something else than the run in `folder` has.

    `absolute` makes of a PATH what the run noted. Raises ModelError where there is no run.
    """
    if arguments.plan:
        raise OptionError("bad-value", name="--plan", expected="a new run", got="--resume")
    if arguments.base:
        expected = "nothing with --resume, which knows what the run goes on from"
        raise OptionError("bad-value", name="--from", expected=expected, got=arguments.base)
    given = {name: value for name, value in _given(arguments, absolute).items() if value}
    if not given and arguments.seed is None:
        return
    reopened = arguments.minutes and not checkpoint.is_unfinished(folder)
    kept = checkpoint.load_finished(folder) if reopened else checkpoint.load_run(folder)
    begun = _begun(kept, folder)
    if arguments.seed is not None:
        given["--seed"] = arguments.seed
    for name, value in given.items():
        if value != begun[name]:
            had = f"{_shown(begun[name])}, as when the run began, or nothing" if begun[name] else _NOTHING
            raise OptionError("bad-value", name=name, expected=had, got=_shown(value))


def _given(arguments: argparse.Namespace, absolute: Callable[[str], str]) -> dict[str, Any]:
    return {
        "PATH": [absolute(path) for path in arguments.paths],
        "--valid": absolute(arguments.valid) if arguments.valid else None,
        "--weight": {absolute(name): weight for name, weight in arguments.weight},
        "--preset": arguments.preset,
        "--epochs": arguments.epochs,
        "--cell": arguments.cell,
        "--units": arguments.units,
        "--layers": arguments.layers,
        "--embedding": arguments.embedding,
        "--vocabulary": arguments.vocabulary,
        "--tokenizer": None if arguments.pretokenized else arguments.tokenizer,
        "--pretokenized": arguments.pretokenized,
        "--no-redact": arguments.no_redact,
    }


def _begun(kept: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return what the options are called in `_given` → what they would have to be. Raises ModelError."""
    run = Request.from_dict({**kept, "base": None}, folder)
    wishes = run.wishes
    # Once it is planned, the run has a shape that need not have been asked for.
    shape = {
        "cell": wishes.cell,
        "units": wishes.units,
        "layers": wishes.layers,
        "embedding": wishes.embedding,
    }
    shape |= kept.get("config") or {}
    return {
        "PATH": list(run.paths),
        "--valid": run.valid,
        "--weight": dict(run.weights),
        "--preset": next((name for name, minutes in plan.PRESETS.items() if minutes == wishes.minutes), None),
        "--epochs": wishes.epochs,
        "--cell": shape["cell"],
        "--units": shape["units"],
        "--layers": shape["layers"],
        "--embedding": shape["embedding"],
        "--vocabulary": wishes.vocabulary,
        "--tokenizer": run.data.tokenizer,
        "--pretokenized": run.pretokenized,
        "--no-redact": not run.data.redact,
        "--seed": wishes.seed,
    }


def _shown(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, dict):
        return " ".join(f"{name}={weight:g}" for name, weight in value.items())
    return "the option" if value is True else str(value)

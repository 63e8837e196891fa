"""Fits the calibration of a model on held-out text: the last stage of a training run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from wordrnn import card, model_folder
from wordrnn.calibration.figures import Figures
from wordrnn.calibration.held_out import Sample, chunks_of
from wordrnn.calibration.offered import Offered
from wordrnn.calibration.reliability import PLAIN, Calibration, Offers, Reliability, fit_sharpness
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel


@dataclass(frozen=True, slots=True)
class Fitted:
    """What held-out text says of a model."""

    calibration: Calibration
    mixture: dict[str, float]
    """Part → weight, with the network at its temperature."""
    figures: dict[str, float]
    """How often the mixture is right on the sample, and the keystrokes that saves; see `Figures`."""


def calibrate(predictor: Predictor, text: str) -> Fitted | None:
    """Return what suits `text`, on which no part of `predictor` was trained; None where there is no text.

    The network, if any, is at temperature 1. Only suggestions of whole words get a sharpness: a search over pieces does
    not know all that may be meant.
    """
    chunks = chunks_of(predictor.tokenizer, text)
    if not chunks:
        return None
    sample = Sample(predictor.parts, chunks)
    fit = sample.fit_mixture()
    calibration = Calibration(
        fit.temperature,
        tokens=sum(len(chunk.ids) for chunk in chunks),
        perplexity=float(np.exp(fit.loss)),
        perplexity_before=float(np.exp(fit.loss_before)),
    )
    figures = {}
    if predictor.tokenizer.kind != "bpe":
        offered, measured = Offered(predictor), Figures(predictor)
        for number, chunk in enumerate(chunks):
            offered.add(number, chunk, measured.counting(chunk, sample.rows(number, fit)))
        calibration = with_sharpness(calibration, offered.by_letters())
        figures = measured.to_dict()
    return Fitted(calibration, {name: fit.weights[name] for name in predictor.parts}, figures)


def calibrate_folder(folder: Path, text: str) -> Calibration | None:
    """Calibrate the published model in `folder` on the held-out `text` and save that with it; None where that is empty.

    Raises ModelError where the model is damaged, StorageError where the disk is full.
    """
    opened = model_folder.open_folder(folder)
    predictor = Predictor.open(folder)
    parts = dict(predictor.parts)
    network = parts.get("network")
    if isinstance(network, RecurrentModel):
        parts["network"] = network.at_temperature(1.0)
    plain = Predictor(predictor.tokenizer, parts, predictor.weights, predictor.name, predictor.rare)
    fitted = calibrate(plain, text)
    if fitted is None:
        return None
    info = opened.info
    metrics = {**info["metrics"], **fitted.figures}
    described = card.text(
        opened.name, info["created"], opened.config, info["training"], metrics, fitted.calibration
    )
    calibration = fitted.calibration.to_dict()
    model_folder.amend(folder, described, mixture=fitted.mixture, calibration=calibration, metrics=metrics)
    return fitted.calibration


def with_sharpness(
    calibration: Calibration, offered: Sequence[tuple[Offers, npt.NDArray[np.intp]]]
) -> Calibration:
    """Return `calibration` with the sharpness that suits what was `offered` after 0, 1, 2 … letters, and its test.

    Beside each position's offers stands which chunk of the text each is from: half of the chunks judge what was fitted
    on the other half.
    """
    sharpness, reliability = [], []
    for letters, (offers, chunk) in enumerate(offered):
        sharpness.append(fit_sharpness(offers))
        confidence = np.zeros(len(offers))
        for half in (chunk % 2 == 0, chunk % 2 == 1):
            confidence[half] = offers[half].confidence(fit_sharpness(offers[~half]))
        reliability.append(Reliability.of(letters, confidence, offers.hits, offers.confidence(PLAIN)))
    return replace(calibration, sharpness=tuple(sharpness), reliability=reliability)

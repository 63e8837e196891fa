"""A plan for this text on this machine: a few steps are timed, and the rest follows by `plan`."""

import dataclasses
import time
from typing import Any

from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Dataset
from wordrnn.events import Emit, event
from wordrnn.training import fine_tuning, plan


def plan_run(
    wishes: plan.Wishes,
    dataset: Dataset,
    probe: Any,
    used: float,
    given: ModelConfig | None,
    replicas: int = 1,
) -> tuple[ModelConfig, TrainConfig, float]:
    """Return shape and settings that suit the text, the wishes and this machine, measured; and the speed to expect.

    The shape is `given` where a trained network goes on. The streams of text can be shared out evenly to `replicas`.
    """
    start = time.perf_counter()
    vocabulary, tokens = dataset.tokenizer.vocab_size, len(dataset.train)
    settings = plan.first_settings(wishes, tokens, vocabulary)
    shapes = [given] if given else plan.probes(wishes, vocabulary, tokens)
    precision = probe.faster_precision(shapes[0].embedding, vocabulary)
    settings = dataclasses.replace(settings, precision=precision)

    def shared(units: int) -> TrainConfig:
        return plan.shared_by(plan.with_batch_for(settings, units, tokens), replicas)

    speed = plan.speed_from(
        [(shape, probe.measured_speed(shape, shared(shape.units))) for shape in shapes],
        settings.sampling,
    )
    seconds = None
    if wishes.epochs is None:
        minutes = wishes.minutes or plan.PRESETS[plan.DEFAULT_PRESET]
        probing = time.perf_counter() - start
        # The loop is compiled once more, which takes about as long as one probe.
        seconds = plan.budget_seconds(minutes, used + probing + probing / len(shapes))
    config = given or plan.choose(wishes, vocabulary, tokens, seconds, speed)
    settings = shared(config.units)
    rate = plan.learning_rate_for(config, settings.batch)
    settings = dataclasses.replace(settings, learning_rate=rate)
    if seconds:
        # Time beyond what the text is good for would only be spent on learning it by heart.
        seconds = min(seconds, plan.passes_for(tokens) * tokens / speed(config))
        if given:
            seconds = min(seconds, fine_tuning.seconds_for(tokens, speed(config)))
    settings = dataclasses.replace(settings, seconds=seconds)
    passes = seconds * speed(config) / tokens if seconds else settings.epochs
    return config, plan.regularized(settings, config.units, config.layers, passes), speed(config)


def tell_plan(config: ModelConfig, settings: TrainConfig, speed: float, tokens: int, emit: Emit) -> None:
    """Tell what was chosen, and what to expect of it, before the first step."""
    seconds = settings.seconds or settings.epochs * tokens / speed
    passes = seconds * speed / tokens
    emit(
        event(
            "plan",
            cell=config.cell,
            units=config.units,
            layers=config.layers,
            embedding=config.embedding,
            parameters=config.parameters,
            batch=settings.batch,
            bptt=settings.bptt,
            precision=settings.precision,
            tokens_per_second=speed,
            epochs=round(passes, 1) if settings.seconds else float(settings.epochs),
            expected_seconds=seconds,
            memory_mb=plan.memory_mb(config, settings),
            overfitting=plan.overfitting_risk(config, tokens, passes),
        )
    )

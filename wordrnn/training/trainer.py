"""The training loop, in full view: windows, learning rate, validation, snapshots, requests.

What it is given: the model's shape, the streams to read, and functions for what leaves the loop (events, publishing).
"""

import dataclasses
import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Streams
from wordrnn.errors import ModelError
from wordrnn.events import Emit, event
from wordrnn.mixture import fit_weights
from wordrnn.next_word import FloatArray
from wordrnn.training import averaging, fine_tuning
from wordrnn.training.checkpoint import Snapshot, save_snapshot
from wordrnn.training.control import Control
from wordrnn.training.network import LocalNetwork, MakeNetwork

log = logging.getLogger(__name__)

SNAPSHOT_SECONDS = 30.0
_REPORT_SECONDS = 0.5
_RECENT = 50
_WARM_UP = 0.02  # share of the run in which the learning rate rises
_FALL = 0.5  # share in which it falls
_LAST_RATE = 0.01  # share of the learning rate that is left at the end
_VALIDATIONS = 60  # in a run with a budget of time, at the most
_VALIDATION_SHARE = 0.05  # of the time, at the most
_MAX_RECOVERIES = 4
_RISEN = 0.05  # nats above the best held-out loss
_DIVERGED = 1.5  # nats above the lowest recent loss: the state is lost
_SUSPECT = 0.5  # above it: not a state to go back to
_MEAN = "mean."  # before the names of the running mean's arrays in a snapshot
_BY_HEART = 0.7  # nats a token of the text that is trained on: every second word is certain
_MOST_EPOCHS = 100_000
_PATIENCE = 4  # validations in a row that far above it, and the run ends


@dataclass(slots=True)
class Progress:
    """Where a run stands: JSON values, part of every snapshot."""

    step: int = 0
    epoch: int = 0  # finished passes over the text
    window: int = 0  # next one in this pass
    elapsed_seconds: float = 0.0  # in steps and validation, not while paused or switched off
    loss_sum: float = 0.0  # of this pass, over its windows so far
    recent_loss: float | None = None  # a running mean over about the last _RECENT windows
    lowest_loss: float | None = None  # the lowest of it
    best_loss: float | None = None  # on the held-out text
    validated_at: float = 0.0  # elapsed seconds
    recoveries: int = 0  # times it went back with a lower learning rate
    memorised: bool = False  # it was said that the text is known by heart
    history: list[dict[str, Any]] = field(default_factory=list)  # an `epoch` event each


@dataclass(frozen=True, slots=True)
class Validation:
    """What the held-out text says of the weights of this moment."""

    loss: float  # nats a token, of the network
    mixture: Mapping[str, float]  # part → weight, fitted on the same text
    mixture_loss: float
    top1: float | None = None  # share of the tokens that the network thought likeliest
    top3: float | None = None  # share of those among its first three


Publish = Callable[[Mapping[str, FloatArray], Validation, Progress], None]
"""Also what is called after every validation, best or not: with the weights that were measured."""


class Trainer:
    """Trains one network from its snapshot, or from the beginning, to the end of its budget."""

    def __init__(
        self,
        config: ModelConfig,
        train: TrainConfig,
        train_streams: Streams,
        valid_streams: Streams,
        ngram_log_probs: FloatArray,
        *,
        folder: Path,
        emit: Emit,
        control: Control,
        publish: Publish,
        snapshot: Snapshot | None = None,
        weights: Mapping[str, FloatArray] | None = None,
        anchor: Mapping[str, FloatArray] | None = None,
        progress: Progress | None = None,
        validated: Publish = lambda weights, validation, progress: None,
        prolonged: Callable[[TrainConfig], None] = lambda train: None,
        unknown: int | None = None,
        make_network: MakeNetwork = LocalNetwork,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """`ngram_log_probs` [tokens] are the n-gram's, of the targets of `valid_streams`.

        Without a `snapshot` it begins with `weights`, random ones where there are none; given ones are measured first,
        unless it is known by their `progress` how good they are. `prolonged` is told the settings when more time was
        asked for. What is measured and published lies between the `anchor`, weights that it went on from, and those it
        comes to, see `fine_tuning.between`. The word `unknown` is never a right answer. `make_network` says where it is
        trained: on this device, unless told otherwise.
        """
        self.config, self.train = config, train
        self.progress = progress or Progress()
        self._validated, self._prolonged = validated, prolonged
        self._make = lambda: make_network(config, train, train_streams, valid_streams, unknown)
        self.network = self._make()
        self._streams, self._valid, self._ngram = train_streams, valid_streams, ngram_log_probs
        self._folder, self._emit, self._control, self._publish = folder, emit, control, publish
        self._clock = clock
        self._stopped = self._at_once = self._overfitted = False
        self._validated_step = 0
        self._validation_seconds = 0.0
        self._counted = clock()  # up to when time is in `progress.elapsed_seconds`
        self._reported = -math.inf
        self._recent: list[tuple[float, int]] = []  # (elapsed, step) of the last reports
        self._unreported: list[float] = []  # losses since the last report
        self._mean = averaging.RunningMean(train.averaging)
        self._anchor = anchor
        self._good = snapshot
        if snapshot is not None:
            self._restore(snapshot)
            emit(event("snapshot", step=self.progress.step))
        elif weights is not None:
            self.network.assign_weights(weights)
        self._measured_first = snapshot is None and weights is not None and progress is None

    # The loop ---------------------------------------------------------------------------------------------------------

    def run(self) -> bool:
        """Train to the end of the budget, or to a request; return whether it was stopped before the end."""
        if self._measured_first:
            self._begin()
        elif not self._is_over():
            self._losses_of(1)  # compiles the measuring, which is no part of the budget either
        self._counted = self._clock()
        saved = self._counted if self._good else -math.inf
        first = True
        while not self._is_over():
            paused = self._obey()
            if self._stopped:
                break
            if paused:
                self._counted = self._clock()
            loss = self._step()
            if first:  # it also compiles the graph; that is no part of the budget
                self._counted, first = self._clock(), False
            self._count_time()
            if not math.isfinite(loss) or self._has_run_away():
                self._recover()
                continue
            self._report()
            validating = self._validation_is_due()
            if validating:
                self._validate()
            if (validating or self._clock() - saved >= SNAPSHOT_SECONDS) and self._rise() < _SUSPECT:
                self._snapshot()
                saved = self._clock()
        if self._validated_step != self.progress.step and not self._at_once:
            self._validate()
        self._snapshot()
        return self._stopped

    @property
    def ended_at_once(self) -> bool:
        """Whether the run was asked to end without a last look at the held-out text."""
        return self._at_once

    def _count_time(self) -> None:
        """Add to the elapsed time what has passed since it was last added to."""
        now = self._clock()
        self.progress.elapsed_seconds += now - self._counted
        self._counted = now

    def _begin(self) -> None:
        """Publish the weights it begins with, so that only what is better takes their place; no part of the budget."""
        self._validate()
        self.progress.elapsed_seconds = self.progress.validated_at = 0.0
        self._snapshot()

    def _is_over(self) -> bool:
        return self._overfitted or self._done() >= 1.0

    def _done(self) -> float:
        """Return how much of the run is behind, 0 to 1: of its seconds where it has a budget, else of its epochs."""
        if self.train.seconds is not None:
            return self.progress.elapsed_seconds / self.train.seconds
        windows = self.progress.epoch * self._streams.windows + self.progress.window
        return windows / (self.train.epochs * self._streams.windows)

    def _step(self) -> float:
        """Train on the next window; return its loss in nats a token."""
        progress = self.progress
        if progress.window == 0:
            progress.loss_sum = 0.0
            self.network.begin_pass()
        loss = self.network.step(progress.window, self._learning_rate())
        progress.step += 1
        progress.window += 1
        self._unreported.append(loss)
        progress.loss_sum += loss
        last = loss if progress.recent_loss is None else progress.recent_loss
        progress.recent_loss = last + (loss - last) / _RECENT
        progress.lowest_loss = min(progress.recent_loss, progress.lowest_loss or math.inf)
        if progress.window == self._streams.windows:
            progress.epoch += 1
            progress.window = 0
        if self.train.averaging and progress.step % averaging.EVERY == 0 and math.isfinite(loss):
            self._mean.update(self.network.weight_arrays(), progress.step)
        return loss

    def _rise(self) -> float:
        """Return how far the recent loss is above its lowest, in nats."""
        return (self.progress.recent_loss or 0.0) - (self.progress.lowest_loss or 0.0)

    def _has_run_away(self) -> bool:
        """Whether the loss grows without bound. A text may change its kind, so this alone never ends a run."""
        return self._rise() > _DIVERGED and self.progress.recoveries < _MAX_RECOVERIES

    def _learning_rate(self) -> float:
        """Return the rate of this step: a short rise, a plateau, and a straight fall to almost nothing at the end.

        On Penn Treebank (3 passes, 512 units) that ends at 97.0; half a cosine, which falls from the start, at 103.5.
        """
        done = min(self._done(), 1.0)
        rise = min(1.0, (done + 1e-3) / _WARM_UP)
        fall = max(_LAST_RATE, min(1.0, (1 - done) / _FALL))
        return self.train.learning_rate * rise * fall * 0.5**self.progress.recoveries

    def _obey(self) -> bool:
        """Do what was asked for since the last step; return whether the run was paused in between."""
        paused = False
        request = self._control.next()
        while request is not None:
            if request == "snapshot":
                self._snapshot()
            elif request == "longer":
                self._train_longer(self._control.take_longer())
            elif request in ("stop", "now", "discard"):
                self._stopped = True
                self._at_once = request == "now"
                if request == "discard":
                    raise Discarded
                return paused
            elif request == "pause" and not paused:
                paused = True
                self._snapshot()
                self._emit(event("paused"))
            elif request == "resume" and paused:
                self._emit(event("resumed"))
                return True
            request = self._control.next(wait=paused)
        return paused

    def _train_longer(self, minutes: float) -> None:
        """Give the run `minutes` more; its learning rate goes on as if it had been meant to take so long."""
        train = self.train
        if train.seconds is not None:
            self.train = dataclasses.replace(train, seconds=train.seconds + 60 * minutes)
        else:
            passes = 60 * minutes * self._speed() / max(1, self._streams.tokens)
            epochs = min(_MOST_EPOCHS, train.epochs + max(1, round(passes)))
            self.train = dataclasses.replace(train, epochs=epochs)
        self._overfitted = False
        self._prolonged(self.train)
        expected = self.progress.elapsed_seconds + self._eta()
        self._emit(event("extended", minutes=minutes, expected_seconds=expected))

    # Validation -------------------------------------------------------------------------------------------------------

    def _validation_is_due(self) -> bool:
        """At the end of a pass; with a budget not too often, and now and then inside a pass that takes long."""
        at_end = self.progress.window == 0
        if self.train.seconds is None:
            return at_end
        waited = self.progress.elapsed_seconds - self.progress.validated_at
        interval = max(self.train.seconds / _VALIDATIONS, self._validation_seconds / _VALIDATION_SHARE)
        return waited >= (interval if at_end else 10 * interval) and not self._is_over()

    def _validate(self) -> None:
        """Measure on the held-out text, publish if this is the best so far, and tell."""
        start = self._clock()
        last = self.network.weight_arrays()
        weights, result = self._best_of(self._mean.after(self.progress.step, last))
        self.network.assign_weights(last)
        progress = self.progress
        # After a loss that is not a number nothing compares as better, and nothing is published.
        best = result.loss < (math.inf if progress.best_loss is None else progress.best_loss)
        self._validated_step = progress.step
        self._validation_seconds = self._clock() - start
        self._count_time()
        progress.validated_at = progress.elapsed_seconds
        item = event(
            "epoch",
            epoch=round(progress.epoch + progress.window / self._streams.windows, 2),
            epochs=self._expected_epochs(),
            train_loss=self._train_loss(),
            valid_loss=_finite(result.loss),
            valid_perplexity=_finite(math.exp(min(result.loss, 50.0))),
            valid_top1=result.top1,
            valid_top3=result.top3,
            best=best,
            tokens_per_second=self._speed(),
            elapsed_seconds=progress.elapsed_seconds,
            eta_seconds=self._eta(),
        )
        progress.history.append(item)
        self._emit(item)
        self._stop_early_if_rising()
        self._warn_if_memorised(item["train_loss"], result.loss)
        if best:
            progress.best_loss = result.loss
            self._publish(weights, result, progress)
        self._validated(weights, result, progress)

    def _best_of(self, weights: Mapping[str, FloatArray]) -> tuple[Mapping[str, FloatArray], Validation]:
        """Return `weights`, or what lies between the anchor and them and suits the held-out text better; and how well.

        The model is left with any of them.
        """
        found: tuple[Mapping[str, FloatArray], Validation] | None = None
        for tried in [weights] if self._anchor is None else fine_tuning.between(self._anchor, weights):
            self.network.assign_weights(tried)
            result = self._measure()
            if found is None or result.loss < found[1].loss:
                found = tried, result
        assert found is not None
        return found

    def _stop_early_if_rising(self) -> None:
        """End the run where the held-out loss has long been above its best: the text is being learned by heart."""
        self._overfitted = self._is_rising()
        if self._overfitted:
            message = "It only learns its text by heart from here on: the run ends early, and the best state is kept."
            self._emit(event("warning", code="overfitting", message=message))

    def _is_rising(self) -> bool:
        best, last = self.progress.best_loss, self.progress.history[-_PATIENCE:]
        losses = [item["valid_loss"] or math.inf for item in last]
        return best is not None and len(losses) == _PATIENCE and min(losses) > best + _RISEN

    def _warn_if_memorised(self, train_loss: float | None, valid_loss: float) -> None:
        """Say so, once, where the text is known nearly word for word, and other text is not."""
        if (
            self.progress.memorised
            or train_loss is None
            or train_loss > _BY_HEART
            or valid_loss < 3 * train_loss
        ):
            return
        self.progress.memorised = True
        message = (
            "It knows its text almost by heart and will repeat it rather than predict: more text, a narrower network or"
            " less time would help."
        )
        self._emit(event("warning", code="memorised", message=message))

    def _measure(self) -> Validation:
        """Return the loss on the whole held-out text, in float32, and the mixture that suits it best."""
        text = (slice(self._valid.filled), slice(self._valid.length))
        losses, ranks = (each[text].reshape(-1) for each in self._losses_of(self._valid.windows))
        network = -losses.astype(np.float64)
        parts = np.stack([network, self._ngram.astype(np.float64)], axis=1)
        if not np.isfinite(network).all():
            return Validation(math.nan, {"network": 0.0, "ngram": 1.0}, -float(self._ngram.mean()))
        weights = fit_weights(parts)
        mixed = np.logaddexp.reduce(parts + np.log(np.maximum(weights, 1e-12)), axis=1)
        mixture = {"network": float(weights[0]), "ngram": float(weights[1])}
        top1, top3 = (float((ranks < k).mean()) for k in (1, 3))
        return Validation(-float(network.mean()), mixture, -float(mixed.mean()), top1, top3)

    def _losses_of(self, windows: int) -> tuple[FloatArray, npt.NDArray[np.int32]]:
        """Return losses and ranks, [B, tokens] both, of the first `windows` of the held-out text; states stay."""
        return self.network.losses_and_ranks(windows)

    # Reports ----------------------------------------------------------------------------------------------------------

    def _report(self) -> None:
        now = self.progress.elapsed_seconds
        if now - self._reported < _REPORT_SECONDS:
            return
        self._reported = now
        self._recent = [*self._recent[-20:], (now, self.progress.step)]
        progress = self.progress
        losses, self._unreported = self._unreported, []
        self._emit(
            event(
                "step",
                epoch=round(progress.epoch + progress.window / self._streams.windows, 3),
                epochs=self._expected_epochs(),
                progress=min(1.0, self._done()),
                train_loss=None if progress.recent_loss is None else _finite(progress.recent_loss),
                raw_loss=_finite(sum(losses) / len(losses)) if losses else None,
                tokens_per_second=self._speed(),
                elapsed_seconds=now,
                eta_seconds=self._eta(),
            )
        )

    def _train_loss(self) -> float | None:
        """Return the mean loss of the pass (the whole one, where one has just ended), dropout on."""
        if self.progress.step == 0:
            return None
        windows = self.progress.window or self._streams.windows
        return _finite(self.progress.loss_sum / windows)

    def _speed(self) -> float:
        """Return tokens a second over the last reports."""
        if len(self._recent) < 2:
            return 0.0
        (start, first), (end, last) = self._recent[0], self._recent[-1]
        tokens = (last - first) * self._streams.tokens / self._streams.windows
        return tokens / max(end - start, 1e-9)

    def _eta(self) -> float:
        """Return the expected seconds to the end."""
        if self.train.seconds is not None:
            return max(0.0, self.train.seconds - self.progress.elapsed_seconds)
        done = self._done()
        return self.progress.elapsed_seconds * (1 - done) / done if done else 0.0

    def _expected_epochs(self) -> float:
        if self.train.seconds is None:
            return float(self.train.epochs)
        passes = self.progress.epoch + self.progress.window / self._streams.windows
        return round(passes / max(self._done(), 1e-6), 1) if self._done() > 0.005 else 0.0

    # Snapshots --------------------------------------------------------------------------------------------------------

    def _snapshot(self) -> None:
        """Save everything that the next step depends on, unless it is no number any more: then the last one stays."""
        arrays = self.network.state_arrays()
        if not all(np.isfinite(array).all() for array in arrays.values()):
            return
        arrays |= {_MEAN + name: np.array(array) for name, array in self._mean.arrays.items()}
        self._good = Snapshot(arrays, dataclasses.asdict(self.progress))
        save_snapshot(self._folder, self.progress.step, self._good)
        self._emit(event("snapshot", step=self.progress.step))

    def _restore(self, snapshot: Snapshot) -> None:
        shapes = self.network.state_shapes()
        arrays = {name: array for name, array in snapshot.arrays.items() if not name.startswith(_MEAN)}
        for name in sorted(shapes.keys() | arrays.keys()):
            expected = shapes.get(name)
            got = arrays[name].shape if name in arrays else None
            if expected != got:
                reason = f"{name}: expected {expected}, got {got}"
                raise ModelError("damaged-snapshot", path=str(self._folder), reason=reason)
        self.network.restore(arrays)
        mean = {
            name.removeprefix(_MEAN): array
            for name, array in snapshot.arrays.items()
            if name.startswith(_MEAN)
        }
        self._mean = averaging.RunningMean(self.train.averaging, mean)
        names = {known.name for known in dataclasses.fields(Progress)}
        self.progress = Progress(
            **{name: value for name, value in snapshot.progress.items() if name in names}
        )
        self.progress.history = list(self.progress.history)  # the snapshot's own stays as it was saved
        self._validated_step = self.progress.step
        self._overfitted = self._is_rising()
        self._recent = []

    def _recover(self) -> None:
        """Go back to the last snapshot with half the learning rate: what has blown up does not come down again."""
        recoveries = self.progress.recoveries + 1
        if recoveries > _MAX_RECOVERIES:
            raise ModelError("diverged", rate=self.train.learning_rate)
        elapsed = self.progress.elapsed_seconds
        if self._good is None:
            self.network = self._make()
            self._mean = averaging.RunningMean(self.train.averaging)
            self.progress = Progress()
        else:
            self._restore(self._good)
        self.progress.recoveries = recoveries
        self.progress.elapsed_seconds = elapsed
        message = "The training blew up; it goes on from the last good state with half the learning rate."
        self._emit(event("warning", code="diverged", message=message))


class Discarded(Exception):  # noqa: N818 - a request, not an error
    """The run was asked to end and leave nothing."""


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

"""Training on several GPUs or machines: the chief trains as ever, and what it asks of its network all workers do.

The chief has the `Trainer`, the text, the clock, the model folder and whoever gives it orders; the other workers only
`follow`: they are told each step, measuring and snapshot, and write nothing.
"""

import time
from contextlib import suppress
from types import TracebackType
from typing import Self

import numpy as np

from wordrnn import __version__, quiet
from wordrnn.config import ModelConfig, Precision, TrainConfig
from wordrnn.dataset import Dataset, Streams
from wordrnn.errors import OptionError, UnavailableError
from wordrnn.training import deadline, handing, probe, replicas, roll_call
from wordrnn.training.channel import Channel, Message
from wordrnn.training.cluster import Cluster
from wordrnn.training.control import Control, take_signals_back
from wordrnn.training.handing import Text
from wordrnn.training.network import MakeNetwork
from wordrnn.training.replicas import Replicas, tf
from wordrnn.training.shared_network import SharedNetwork, obey

_PROBED_STEPS = 4
_START_SECONDS = 120.0  # for TensorFlow's servers to find each other, once all workers are there
_LOSSES = (
    tf.errors.UnavailableError, tf.errors.AbortedError, tf.errors.CancelledError, tf.errors.InternalError,
    tf.errors.DeadlineExceededError, tf.errors.FailedPreconditionError, tf.errors.UnknownError,
)  # fmt: skip


class Team:
    """The workers and GPUs that a run has. On leaving it as a context, the chief lets the others go."""

    def __init__(self, strategy: tf.distribute.Strategy, cluster: Cluster | None, control: Control) -> None:
        """Without a `cluster` this process is the only one, perhaps with several GPUs."""
        index, count = (cluster.index, len(cluster.addresses)) if cluster else (0, 1)
        self._strategy, self._cluster, self._control = strategy, cluster, control
        self._channel = Channel(replicas.Totals(strategy), index, count)
        self._network: SharedNetwork | None = None
        self._ended = self._busy = False

    @classmethod
    def start(
        cls, cluster: Cluster | None, gpus: int | None, control: Control, wait: float = roll_call.WAIT_SECONDS
    ) -> Self | None:
        """Return the team of `cluster`, or of so many `gpus` alone; None where it was stopped before all were there.

        Raises OptionError and UnavailableError as `roll_call.meet`, and where there are too few GPUs.
        """
        if cluster is None:
            return cls(replicas.on_gpus(gpus or 1), None, control)
        if gpus:
            replicas.choose_gpus(gpus)
        facts = {
            "the version of wordrnn": __version__,
            "the version of TensorFlow": tf.__version__,
            "the number of GPUs": str(len(tf.config.get_visible_devices("GPU"))),
            "the cluster": " ".join(cluster.addresses),
        }
        if not roll_call.meet(cluster, facts, wait, control.wants_to_end):
            return None
        others = ", ".join(cluster.named(i) for i in range(len(cluster.addresses)) if i != cluster.index)
        late = UnavailableError("workers-missing", workers=others, seconds=_START_SECONDS)
        with deadline.or_exit(_START_SECONDS, late), quiet.native_stderr():
            try:
                strategy = replicas.on_workers()
            except tf.errors.OpError as error:
                address, reason = cluster.addresses[cluster.index], str(error).partition("\n")[0]
                raise OptionError("port-taken", address=address, reason=reason) from error
        take_signals_back()
        return cls(strategy, cluster, control)

    @property
    def replicas(self) -> int:
        """How many replicas of the network there are, one a device."""
        return self._strategy.num_replicas_in_sync

    @property
    def place(self) -> str:
        """What sets the speed of this team apart from that of another."""
        return f"{self._channel.count} workers {self.replicas} replicas"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the others go. Raises UnavailableError where one of them was lost."""
        if isinstance(error, _LOSSES) and self._cluster:
            raise _lost(self._cluster) from error
        busy = self._busy or (self._network is not None and self._network.busy)
        if (
            not busy
        ):  # those who wait for something else would never hear it; they notice when this process has gone
            with suppress(tf.errors.OpError):
                self.end(failed=error is not None)

    # The chief --------------------------------------------------------------------------------------------------------

    def end(self, failed: bool = False, stopped: bool = False) -> None:
        """Let the other workers go; what comes now is the chief's alone. Both are told to them."""
        if not self._ended and self._channel.index == 0:
            self._ended = True
            self._channel.send("end", failed=failed, stopped=stopped)

    def network_for(self, dataset: Dataset) -> MakeNetwork:
        """Return what makes the network of a run on `dataset`."""
        text = Text(dataset.key, dataset.train, dataset.valid)

        def make(
            config: ModelConfig, train: TrainConfig, streams: Streams, valid: Streams, unknown: int | None
        ) -> SharedNetwork:
            replicas.check_batch(train, self.replicas)
            self._busy = True
            told = {"config": config.to_dict(), "train": train.to_dict(), "unknown": unknown}
            self._channel.send("build", text=text.facts(), **told)
            handing.give(self._channel, text)
            mine = Replicas(self._strategy, self._channel, config, train, streams, valid, unknown)
            self._network = SharedNetwork(self._channel, mine, lambda: self._control.ask("stop"))
            self._busy = False
            return self._network

        return make

    def faster_precision(self, units: int, vocab_size: int) -> Precision:
        """Return the precision in which the chief multiplies matrices faster."""
        return probe.faster_precision(units, vocab_size)

    def measured_speed(self, config: ModelConfig, train: TrainConfig) -> float:
        """Return how many tokens a second all workers together train a network of this shape."""
        self._busy = True
        self._channel.send("probe", config=config.to_dict(), train=train.to_dict())
        speed = self._probe(config, train)
        self._busy = False
        return speed

    # Everybody --------------------------------------------------------------------------------------------------------

    def _probe(self, config: ModelConfig, train: TrainConfig) -> float:
        mine = Replicas(self._strategy, self._channel, config, train)
        rng = np.random.default_rng(0)
        rows = rng.integers(2, config.vocab_size, (mine.streams, train.bptt + 1), dtype=np.int32)
        times = []
        for _ in range(_PROBED_STEPS + 1):
            start = time.perf_counter()
            mine.train_on(rows, train.batch * train.bptt, train.learning_rate)
            times.append(time.perf_counter() - start)
        return probe.SHARE_OF_STEPS * train.batch * train.bptt / min(times[1:])

    # The others -------------------------------------------------------------------------------------------------------

    def follow(self) -> bool:
        """Do what the chief says until it lets this worker go; return whether its run was stopped before its end.

        Raises UnavailableError where it ended by an error.
        """
        mine: Replicas | None = None
        text: tuple[Text, TrainConfig] | None = None
        while True:
            said = self._channel.receive()
            if said.name == "end":
                self._ended = True
                if said.values["failed"]:
                    assert self._cluster
                    raise UnavailableError("chief-failed", worker=self._cluster.named(0))
                return bool(said.values["stopped"])
            if said.name == "build":
                mine, text = self._built(said, text)
            elif said.name == "probe":
                config, train = _settings(said)
                self._probe(config, train)
            else:
                assert mine
                obey(said, mine, self._control.wants_to_end() is not None)

    def _built(
        self, said: Message, before: tuple[Text, TrainConfig] | None
    ) -> tuple[Replicas, tuple[Text, TrainConfig]]:
        """Return the replicas of this worker that the chief asks for, and the text they read."""
        config, train = _settings(said)
        facts = said.values["text"]
        streams = train.batch // self._channel.count
        lengths = [
            Streams(np.broadcast_to(np.uint16(0), facts[part]), train.batch, train.bptt)
            for part in ("train", "valid")
        ]
        wanted = [length.span(self._channel.index * streams, streams) for length in lengths]
        known = before[0] if before and before[1].batch == train.batch else None
        text = handing.take(self._channel, facts, wanted, known)
        read, held_out = (Streams(ids, train.batch, train.bptt) for ids in (text.train, text.valid))
        unknown = said.values["unknown"]
        mine = Replicas(self._strategy, self._channel, config, train, read, held_out, unknown)
        return mine, (text, train)


def _settings(said: Message) -> tuple[ModelConfig, TrainConfig]:
    return ModelConfig.from_dict(said.values["config"]), TrainConfig.from_dict(said.values["train"])


def _lost(cluster: Cluster) -> UnavailableError:
    """Return the error of a run that has lost a worker: those that nobody answers for any more."""
    names = ", ".join(map(cluster.named, roll_call.unreachable(cluster)))
    return UnavailableError("worker-lost", workers=names or "a worker")

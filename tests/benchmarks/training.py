"""Trains the stock Keras network and ours side by side: tokens a second, their ratio, and whether the losses agree.

    python tests/benchmarks/training.py TEXT [--units 256] [--layers 1] [--batch 32] [--bptt 35] [--steps 2000]

TEXT is split at white space, as Penn Treebank is. All start from the same weights, read the same windows in the same
order with carried state, and use Adam with the same rate, without dropout and with a softmax of its own (not tied): the
stock one is `Embedding`, `LSTM`, `Dense` and `fit`, in float32. They take turns in short rounds, so that a busy machine
slows all alike. With PyTorch installed its `nn.LSTM` takes part as well.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn.config import ModelConfig, Precision, TrainConfig
from wordrnn.dataset import Streams
from wordrnn.tokenizer import Tokenizer
from wordrnn.training.model import BETA_2, build, keras

ROUND = 20  # steps a contender makes before it is the next one's turn
RATE = 0.001
Windows = np.ndarray[Any, Any]
Contender = Callable[[list[Windows]], list[float]]


def ours(config: ModelConfig, train: TrainConfig, weights: dict[str, Any]) -> Contender:
    """Return our training loop's step, in the precision of `train`."""
    model, _ = build(config, train)
    model.assign_weights(weights)

    def steps(windows: list[Windows]) -> list[float]:
        losses = []
        for window in windows:
            model.reset_metrics()
            losses.append(float(model.train_on_batch(window)))
        return losses

    return steps


def stock(config: ModelConfig, train: TrainConfig, weights: dict[str, Any]) -> Contender:
    """Return what a Keras tutorial writes, with state carried."""
    layers = [keras.layers.Input(batch_shape=(train.batch, train.bptt), dtype="int32")]
    layers.append(keras.layers.Embedding(config.vocab_size, config.embedding))
    layers += [
        keras.layers.LSTM(config.units, return_sequences=True, stateful=True) for _ in range(config.layers)
    ]
    layers.append(keras.layers.Dense(config.vocab_size))
    model = keras.Sequential(layers)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer = keras.optimizers.Adam(RATE, beta_2=BETA_2, global_clipnorm=train.clip)
    model.compile(optimizer=optimizer, loss=loss)
    values = [weights["embedding"]]
    for layer in range(config.layers):
        values += [weights[f"layer{layer}.{name}"] for name in ("kernel", "recurrent_kernel", "bias")]
    model.set_weights([*values, weights["output.kernel"].T, weights["output.bias"]])

    class Losses(keras.callbacks.Callback):
        def __init__(self) -> None:
            super().__init__()
            self.values: list[float] = []

        def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
            self.values.append(float((logs or {})["loss"]))

    def steps(windows: list[Windows]) -> list[float]:
        seen = Losses()
        text = np.concatenate(windows)
        model.fit(
            text[:, :-1], text[:, 1:], batch_size=train.batch, shuffle=False, verbose=0, callbacks=[seen]
        )
        # Keras reports the mean of the round so far.
        sums = np.array(seen.values) * np.arange(1, len(seen.values) + 1)
        return np.diff(sums, prepend=0.0).tolist()

    return steps


def pytorch(config: ModelConfig, train: TrainConfig, weights: dict[str, Any]) -> Contender | None:
    """Return PyTorch's `nn.LSTM` and `nn.Linear`, or None where PyTorch is not installed."""
    try:
        import torch
    except ImportError:
        return None
    embedding = torch.nn.Embedding(config.vocab_size, config.embedding)
    lstm = torch.nn.LSTM(config.embedding, config.units, config.layers)
    linear = torch.nn.Linear(config.units, config.vocab_size)
    parameters = [*embedding.parameters(), *lstm.parameters(), *linear.parameters()]
    with torch.no_grad():
        embedding.weight.copy_(torch.from_numpy(weights["embedding"]))
        linear.weight.copy_(torch.from_numpy(weights["output.kernel"]))
        linear.bias.copy_(torch.from_numpy(weights["output.bias"]))
        for layer in range(config.layers):
            names = {"kernel": "weight_ih", "recurrent_kernel": "weight_hh", "bias": "bias_ih"}
            for ours_name, theirs in names.items():
                value = torch.from_numpy(np.ascontiguousarray(weights[f"layer{layer}.{ours_name}"].T))
                getattr(lstm, f"{theirs}_l{layer}").copy_(value)  # both order the gates i, f, c, o
            getattr(lstm, f"bias_hh_l{layer}").zero_()
            getattr(lstm, f"bias_hh_l{layer}").requires_grad_(False)
    optimizer = torch.optim.Adam(
        [each for each in parameters if each.requires_grad], RATE, (0.9, BETA_2), 1e-7
    )
    state: Any = None

    def steps(windows: list[Windows]) -> list[float]:
        nonlocal state
        losses = []
        for window in windows:
            ids = torch.from_numpy(np.ascontiguousarray(window.T)).long()
            output, state = lstm(embedding(ids[:-1]), state)
            state = tuple(part.detach() for part in state)
            loss = torch.nn.functional.cross_entropy(linear(output).flatten(0, 1), ids[1:].flatten())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, train.clip)
            optimizer.step()
            losses.append(loss.item())
        return losses

    return steps


def main() -> None:
    """Print a line for each contender."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--units", type=int, default=256)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--bptt", type=int, default=35)
    parser.add_argument("--steps", type=int, default=2000)
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8")
    tokenizer = Tokenizer.fit([text], "pretokenized", 10_000)
    streams = Streams(tokenizer.encode(text).astype(np.uint16), options.batch, options.bptt)
    config = ModelConfig(
        tokenizer.vocab_size, units=options.units, layers=options.layers, embedding=options.units, tied=False
    )
    contenders = made(config, options.batch, options.bptt)
    compare(contenders, streams, options.steps)


def made(config: ModelConfig, batch: int, bptt: int) -> dict[str, Contender]:
    """Return the contenders, all with the same weights."""

    def settings(precision: Precision) -> TrainConfig:
        return TrainConfig(
            batch=batch,
            bptt=bptt,
            dropout=0.0,
            input_dropout=0.0,
            hidden_dropout=0.0,
            learning_rate=RATE,
            precision=precision,
        )

    weights = build(config, settings("float32"))[0].weight_arrays()
    found: dict[str, Contender | None] = {
        "Keras, stock": stock(config, settings("float32"), weights),
        "PyTorch": pytorch(config, settings("float32"), weights),
        "ours, float32": ours(config, settings("float32"), weights),
        "ours, bfloat16": ours(config, settings("bfloat16"), weights),
    }
    return {name: contender for name, contender in found.items() if contender}


def compare(contenders: dict[str, Contender], streams: Streams, steps: int) -> None:
    """Let all train in turns, and print speeds (the median round's), ratios and last losses."""
    whole = streams.windows - 1  # the last window may be padded
    times: dict[str, list[float]] = {name: [] for name in contenders}
    losses: dict[str, list[float]] = {name: [] for name in contenders}
    for begin in range(0, steps, ROUND):
        windows = [streams.window(index % whole) for index in range(begin, begin + ROUND)]
        for name, train in contenders.items():
            start = time.perf_counter()
            losses[name] += train(windows)
            times[name].append((time.perf_counter() - start) / ROUND)
    tokens = streams.batch * streams.bptt
    base = float(np.median(times["Keras, stock"][1:]))
    stock_loss = float(np.mean(losses["Keras, stock"][-100:]))
    for name in contenders:
        seconds = float(np.median(times[name][1:]))  # the first round builds the graph
        loss = float(np.mean(losses[name][-100:]))
        print(
            f"{name:15} {tokens / seconds:8,.0f} tokens/s  {base / seconds:5.2f} x stock  "
            f"loss of the last 100 of {steps} steps {loss:.4f} ({loss / stock_loss - 1:+.2%})"
        )


if __name__ == "__main__":
    main()

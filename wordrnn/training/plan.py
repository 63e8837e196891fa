"""From a corpus, a budget of time and this machine's speed to the settings of a run."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from wordrnn.config import Cell, ModelConfig, TrainConfig

PRESETS = {"quick": 5.0, "balanced": 20.0, "best": 60.0}  # minutes
DEFAULT_PRESET = "balanced"
Risk = Literal["low", "some", "high"]
_PROBED = (256, 800)  # units; the speed of other widths follows

_WIDTHS = (192, 256, 320, 400, 512, 650, 800, 1024)
_VOCABULARIES = {"word": 20_000, "bpe": 16_000, "pretokenized": 1_000_000}
# The smaller the text, the fewer pieces are worth learning: 800 of 0.3 MB of Turkish, 3,000 of 2 million letters of
# Russian, 6,500 of 9 MB of German. More raise a Kneser-Ney model's perplexity per word, and save no more keystrokes.
_PIECE_COUNT = 40
_SAMPLED_VOCABULARY = 16_000  # from here on the softmax is most of the work
_WIDE = 650  # units
# What a network should read before a wider one is worth its time: the text so often, or so many tokens of a long one.
_PASSES = 10.0
_ENOUGH_TOKENS = 15_000_000
_LAST_STAGES = 20.0  # seconds
_FEW_TOKENS = 20_000  # whatever learns from so few knows them by heart
_SMALLEST_BUDGET = 0.6  # of the asked-for time, whatever reading the text took


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for; None leaves the choice to `choose`."""

    minutes: float | None = None
    epochs: int | None = None
    cell: Cell = "lstm"
    units: int | None = None
    layers: int | None = None
    embedding: int | None = None
    vocabulary: int | None = None
    seed: int = 1

    def vocabulary_size(self, kind: str) -> int:
        """Return the most tokens that a tokenizer of `kind` may hold; of text split for a purpose, all."""
        return self.vocabulary or _VOCABULARIES[kind]

    def piece_count(self) -> int:
        """Return how often a piece of words has to occur; where its size is asked for, the vocabulary is filled."""
        return 0 if self.vocabulary else _PIECE_COUNT


def check(wishes: Wishes) -> None:
    """Raise OptionError for a wish that no run could keep, before any text is read."""
    shape_of(wishes, 100, _WIDTHS[0])
    first_settings(wishes, 0)


def operations(config: ModelConfig, sampling: int = 1) -> float:
    """Return the floating-point operations of training on one token: a product forward and two backward.

    With `sampling`, of three quarters of the vocabulary one word in so many is in the softmax.
    """
    recurrent = sum(
        shape[0] * shape[1]
        for name, shape in config.weight_shapes().items()
        if name.endswith("kernel") and not name.startswith("output")
    )
    return 6.0 * (recurrent + _columns(config, sampling) * config.embedding)


def _columns(config: ModelConfig, sampling: int) -> float:
    """Return how many words are in the softmax of a window."""
    return config.vocab_size * (1 + 3 / sampling) / 4


Speed = Callable[[ModelConfig], float]
"""The tokens a second with which this machine trains a network of a shape."""


def speed_from(measured: Sequence[tuple[ModelConfig, float]], sampling: int = 1) -> Speed:
    """Return the speed of other shapes from that of one or two, (shape, tokens/s).

    A token takes a time of its own (what is done by elements, and calls) and one for each operation of the products,
    which small matrices do more slowly: a straight line through two shapes holds for those between and beyond.
    """
    (first, speed), (last, other_speed) = measured[0], measured[-1]
    few, many = operations(first, sampling), operations(last, sampling)
    own, each = 0.0, 1 / speed / few
    if many > few and 1 / other_speed > 1 / speed:
        each = (1 / other_speed - 1 / speed) / (many - few)
        own = max(0.0, 1 / speed - each * few)
    return lambda config: 1 / (own + each * operations(config, sampling))


def shape_of(wishes: Wishes, vocab_size: int, units: int) -> ModelConfig:
    """Return the network of `units` that keeps to the wishes; a wide one has a factored embedding."""
    units = wishes.units or units
    return ModelConfig(
        vocab_size=vocab_size,
        cell=wishes.cell,
        units=units,
        layers=wishes.layers or 1,
        embedding=wishes.embedding or embedding_for(units),
    )


def embedding_for(units: int) -> int:
    """Return the width of a word's vector beside so many units.

    The softmax costs vocabulary x embedding, so a narrow one pays for a wide state: on Penn Treebank, 512 units with
    192 are as fast as 256 with 256, and after two passes ahead of where those are after three. It also has a projection
    of its own between state and softmax. Without one, where both are equally wide, the vectors have to grow until the
    states of at most 1 give large logits, and drive the gates with it: peepholes then hardly learn (half of Penn
    Treebank once, 256 units: 390 with 256, 222 with 128; an LSTM is at 214 even with 256).
    """
    return min(units, max(96, round(units * 3 / 8 / 32) * 32))


def first_settings(wishes: Wishes, train_tokens: int, vocab_size: int = 0) -> TrainConfig:
    """Return the settings that depend on the text alone."""
    # A small text gives few windows an epoch, so fewer streams keep the number of updates up.
    batch = 32
    while batch > 4 and train_tokens < batch * 35 * 60:
        batch //= 2
    sampling = 4 if vocab_size >= _SAMPLED_VOCABULARY else 1
    return TrainConfig(batch=batch, bptt=35, sampling=sampling, seed=wishes.seed, epochs=wishes.epochs or 16)


def with_batch_for(train: TrainConfig, units: int, train_tokens: int) -> TrainConfig:
    """Return the settings with more streams for a wide network: with 64 it is a third faster than with 32."""
    if units >= _WIDE and train.batch == 32 and train_tokens >= 64 * 35 * 200:
        return dataclasses.replace(train, batch=64)
    return train


def shared_by(train: TrainConfig, replicas: int) -> TrainConfig:
    """Return the settings with as many more streams as it takes for each of `replicas` to have the same number."""
    return dataclasses.replace(train, batch=-(-train.batch // replicas) * replicas)


def learning_rate_for(config: ModelConfig, batch: int) -> float:
    """Return Adam's rate at its height for a network of this width and so many streams.

    Three passes over Penn Treebank with 512 units, 32 streams ended at 118 with 0.003, at 103 with 0.006; 0.012 was
    behind after two. More streams want a higher rate, a wider network a lower one; a simple cell blows up early.
    """
    rate = min(0.008, 0.006 * (512 / config.units) * (batch / 32) ** 0.5)
    return round(rate / (3 if config.cell == "simple" else 1), 5)


def dropout_for(passes: float, units: int) -> float:
    """Return the rate for a text that is read `passes` times: what is seen once cannot be learned by heart.

    A wider network needs more: PyTorch's word language model example takes 0.2 at 200 units, 0.5 at 650, 0.65 at 1500,
    and reads Penn Treebank 40 times; from 14 times on it is as much here. (With 0.4 for 9 passes, 1024 units are at
    their best after 8.) Below five passes it falls to nothing at one: what is seen twice is hardly known by heart, and
    a network that is narrow for so much text only loses width to it.
    """
    few = min(1.0, max(0.0, passes - 1) / 4)
    return min(0.6, 0.15 + 0.25 * units / 512) * min(1.0, passes / 14) ** 0.5 * few


def regularized(train: TrainConfig, units: int, layers: int, passes: float) -> TrainConfig:
    """Return the settings with what keeps a network from learning by heart a text that it reads `passes` times.

    Beside locked dropout, the means of AWD-LSTM (Merity et al. 2018), in full from 20 passes on.
    """
    rate = round(dropout_for(passes, units), 2)
    share = min(1.0, passes / 20)
    return dataclasses.replace(
        train,
        dropout=rate,
        input_dropout=rate,
        hidden_dropout=round(rate / 2, 2) if layers > 1 else 0.0,
        embedding_dropout=round(0.1 * share, 2),
        weight_drop=round(0.5 * share, 2),
    )


def probes(wishes: Wishes, vocab_size: int, train_tokens: int) -> list[ModelConfig]:
    """Return the one or two shapes whose speed is to be measured."""
    widest = _widest(train_tokens)
    shapes = [shape_of(wishes, vocab_size, min(units, widest)) for units in _PROBED]
    return shapes[:1] if shapes[0] == shapes[1] else shapes


def _widest(train_tokens: int) -> int:
    """Return the most units for so much text: a wide network learns a small one by heart before the language."""
    return 256 if train_tokens < 50_000 else 512 if train_tokens < 400_000 else 1024


def choose(
    wishes: Wishes, vocab_size: int, train_tokens: int, seconds: float | None, speed: Speed
) -> ModelConfig:
    """Return the network for this much text and time on this machine.

    The widest is taken that still sees the text often enough; without a budget of `seconds`, that of 20 minutes.
    """
    budget = seconds or PRESETS[DEFAULT_PRESET] * 60
    wanted = min(min(_PASSES, passes_for(train_tokens)) * train_tokens, _ENOUGH_TOKENS)
    widest = _widest(train_tokens)
    shapes = [shape_of(wishes, vocab_size, units) for units in _WIDTHS if units <= widest]
    fitting = [shape for shape in shapes if speed(shape) * budget >= wanted]
    return fitting[-1] if fitting else shapes[0]


def budget_seconds(minutes: float, used: float) -> float:
    """Return the seconds for steps and validation when `used` of the `minutes` went into reading and counting.

    Some are left for what comes after them: the calibration.
    """
    whole = minutes * 60
    return max(whole - used - min(_LAST_STAGES, 0.08 * whole), whole * _SMALLEST_BUDGET)


def passes_for(train_tokens: int) -> float:
    """Return how often a text is read at the most: the smaller, the sooner a network knows it by heart.

    About 10 times the 12,000 tokens of the built-in corpus, 20 times a novel, 43 times Penn Treebank.
    """
    return 10.0 * (train_tokens / 12_000) ** (1 / 3)


def overfitting_risk(config: ModelConfig, train_tokens: int, passes: float) -> Risk:
    """Return how likely it is that the network learns its text by heart instead of the language.

    By the same measures as the choice of a network: how wide it may be for so much text, and how often it may read it.
    """
    most = passes_for(train_tokens)
    if train_tokens < _FEW_TOKENS or config.units > _widest(train_tokens) or passes > 1.5 * most:
        return "high"
    return "some" if train_tokens < 5 * _FEW_TOKENS or passes > 0.8 * most else "low"


def memory_mb(config: ModelConfig, train: TrainConfig) -> int:
    """Return the expected resident memory of training.

    Weights, their gradients, moments, mean and snapshot; the softmax; what the layers keep for the way back; and Keras
    itself. Measured on Penn Treebank: 995 MB with 512 units, 32 streams; 1,650 MB with 1024 units, 64 streams.
    """
    weights = config.parameters * 4 * 10
    bytes_each = 2 if train.precision == "bfloat16" else 4
    softmax = train.batch * train.bptt * _columns(config, train.sampling) * bytes_each * 3
    hidden = train.batch * train.bptt * config.units * config.layers * 4 * 40
    return round(800 + (weights + softmax + hidden) / 1e6)

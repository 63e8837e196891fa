"""Going on from a model with more text: what is taken over from it, and how words that it did not know come in.

The model that was trained is only read. Of a word that it did not know it said what it said of `<unk>`; so a new word
begins as a part of `<unk>`, as large as its share of the unknown words of the new text, in the network and in the
n-gram alike. At the first step every other word is then exactly as probable as before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from corpora.origin import Origin
from wordrnn import files, library, lock
from wordrnn.config import ModelConfig
from wordrnn.dataset import TokenArray
from wordrnn.errors import ModelError, OptionError
from wordrnn.mixture import fit_weights
from wordrnn.model_folder import ModelFolder, open_folder
from wordrnn.next_word import FloatArray
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import UNK_ID, Tokenizer
from wordrnn.training import checkpoint
from wordrnn.words.rare_words import RareWords

MOST_NEW_WORDS = 5_000
_LEAST_SECONDS = 120.0
_PASSES = 5.0
_SHARES = (0.75, 0.55, 0.4, 0.25)  # of the trained weights
_BLOCK = 1 << 22  # tokens counted at once
_BY_WORD = ("embedding", "output.kernel")  # arrays with a row for each word

Shares = npt.NDArray[np.float64]
"""[K], for each new word its share of the tokens of the new text that the old vocabulary does not know."""


@dataclass(frozen=True, slots=True)
class Base:
    """The model that a run goes on from. Its arrays are read when they are needed, and only if it is still the same."""

    path: Path
    name: str
    sha256: str  # of its model.json, which names the hashes of everything else
    tokenizer: Tokenizer

    @classmethod
    def chosen(cls, model: str) -> Self:
        """Return the model that `model` names, as in `library.model_path`, checked.

        Raises ModelError where there is none, it is damaged or has no network yet, OptionError while it is trained.
        """
        path = library.model_path(model)
        if lock.is_held(checkpoint.training_folder(path)):
            raise OptionError("already-training", got=path.name)
        opened = open_folder(path)
        if opened.config is None:
            raise ModelError("base-without-network", model=path.name)
        return cls(path.absolute(), path.name, files.sha256_of(path / "model.json"), opened.tokenizer())

    @classmethod
    def kept(cls, facts: Mapping[str, str], folder: Path) -> Self:
        """Return the base by what the run in `folder` keeps of it; the base itself may be gone."""
        path, name, sha256 = Path(facts["path"]), str(facts["name"]), str(facts["sha256"])
        try:
            tokenizer = Tokenizer.load(checkpoint.base_tokenizer_path(folder))
        except ModelError:  # cut off before there was a copy
            tokenizer = _opened(path, name, sha256).tokenizer()
        return cls(path, name, sha256, tokenizer)

    def keep(self, folder: Path) -> None:
        """Copy what the run in `folder` may need again to read its text."""
        files.write_text(checkpoint.base_tokenizer_path(folder), self.tokenizer.to_json())

    @property
    def origins(self) -> list[Origin]:
        """Whose public texts it was trained on, as far as it says so; none where it is gone."""
        try:
            training = self._opened().info["training"]
            return [Origin.from_json(values) for values in training.get("origins", ())]
        except (ModelError, OptionError, KeyError, TypeError, ValueError):
            return []

    @property
    def facts(self) -> dict[str, str]:
        """What `kept` needs, as JSON values."""
        return {"path": str(self.path), "name": self.name, "sha256": self.sha256}

    def require_same(self, options: Mapping[str, Any]) -> None:
        """Raise OptionError for the first of `options`, None where it was not given, that asks for another model."""
        config = self._opened().config
        assert config is not None
        mine = {
            "--cell": config.cell,
            "--units": config.units,
            "--layers": config.layers,
            "--embedding": config.embedding,
            "--tokenizer": self.tokenizer.kind,
            "--pretokenized": self.tokenizer.kind,
        }
        for name, got in options.items():
            if got is not None and got != mine[name]:
                raise OptionError("not-like-base", name=name, model=self.name, expected=mine[name], got=got)

    def vocabulary_size(self, wished: int | None) -> int:
        """Return the most tokens for the new model. Raises OptionError where `wished` has no room for those it has."""
        known = self.tokenizer.vocab_size
        if wished is not None and wished < known:
            expected = f"{known:,} or more"
            raise OptionError(
                "not-like-base", name="--vocabulary", model=self.name, expected=expected, got=wished
            )
        return wished or known + MOST_NEW_WORDS

    def network(self, shares: Shares) -> tuple[ModelConfig, dict[str, FloatArray]]:
        """Return the network with a word more for each of `shares`. Raises ModelError where the base is gone."""
        opened = self._opened()
        weights = opened.weights()
        assert opened.config is not None and weights is not None
        config = replace(opened.config, vocab_size=opened.config.vocab_size + len(shares))
        return config, extended(weights, shares)

    def ngram(self, shares: Shares) -> NGramModel | None:
        """Return the n-gram with a word more for each of `shares`, or None where the base has none.

        Raises ModelError where the base is gone.
        """
        folder = self._opened().ngram_folder()
        return NGramModel.load(folder).extended(shares) if folder else None

    def rare_words(self, own: RareWords | None, tokenizer: Tokenizer) -> RareWords | None:
        """Return the rare words of the base and the new text's `own`, none of which `tokenizer` knows.

        Raises ModelError where the base is gone.
        """
        theirs = self._opened().rare_words(self.tokenizer)
        if theirs is None:
            return own
        return theirs.joined(own or replace(theirs, counts={}, unseen=0), tokenizer)

    def shares(self, train: TokenArray, vocab_size: int) -> Shares:
        """Return the shares of the new words, whose ids go up to `vocab_size`, in the new text `train` [N]."""
        counts = np.zeros(vocab_size)
        for begin in range(0, len(train), _BLOCK):
            counts += np.bincount(train[begin : begin + _BLOCK], minlength=vocab_size)
        # A text that is taken with a weight below 1 may have lost all of a word's occurrences.
        new = counts[self.tokenizer.vocab_size :] + 0.5
        return new / (new.sum() + counts[UNK_ID] + 1)

    def _opened(self) -> ModelFolder:
        return _opened(self.path, self.name, self.sha256)


def seconds_for(train_tokens: int, speed: float) -> float:
    """Return how long a text of so many tokens is worth reading again and again, at `speed` tokens a second.

    What the base knows of the language need not be learned anew: with all that goes before and comes after, 50,000
    words take less than three minutes, and of more text five passes do.
    """
    return max(_LEAST_SECONDS, _PASSES * train_tokens / speed)


def _opened(path: Path, name: str, sha256: str) -> ModelFolder:
    try:
        if files.sha256_of(path / "model.json") == sha256:
            return open_folder(path)
    except (OSError, ModelError):
        pass
    raise ModelError("base-gone", model=name)


def extended(weights: Mapping[str, FloatArray], shares: Shares) -> dict[str, FloatArray]:
    """Return `weights` with a word more for each of `shares`: `<unk>`'s vectors, and that share of its probability."""
    result = dict(weights)
    for name in _BY_WORD:
        if name in result:
            result[name] = np.concatenate((result[name], np.tile(result[name][UNK_ID], (len(shares), 1))))
    bias = result["output.bias"].astype(np.float64)
    bias = np.concatenate((bias, bias[UNK_ID] + np.log(shares)))
    bias[UNK_ID] += np.log1p(-shares.sum())
    result["output.bias"] = bias.astype(np.float32)
    return result


def between(
    anchor: Mapping[str, FloatArray], weights: Mapping[str, FloatArray]
) -> Iterator[Mapping[str, FloatArray]]:
    """Yield `weights`, and points on the straight line from them to the weights `anchor` that they were trained from.

    Between what knows the language and what knows a little text by heart lies what is better than both (Wortsman et
    al. 2022, arXiv 2109.01903). The starter model, taught 50,000 words of a novel: perplexity 67 before, 65 after, 58
    half-way between, for what follows; taught as many of mails 145, 114 and 104. With this, the rate of a fresh network
    is better than half of it, of which the last weights alone would have to be careful.
    """
    yield weights
    for share in _SHARES:
        yield {
            name: np.asarray(anchor[name] + share * (array - anchor[name]), np.float32)
            for name, array in weights.items()
        }


def joined(ngram: NGramModel, base: NGramModel, valid: TokenArray) -> NGramModel:
    """Return the new text's n-gram and the base's as one, weighted as suits the held-out text `valid` [M] best."""
    ids = np.asarray(valid, np.int64)
    weights = fit_weights(np.stack([ngram.score(ids), base.score(ids)], axis=1))
    return ngram.merged(base, float(weights[0]))

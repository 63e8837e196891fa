"""What a run publishes: its model folder, again whenever there is something better to put into it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

from corpora.origin import Origin
from wordrnn import card, files, home, library, model_folder
from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Dataset
from wordrnn.events import Emit, event
from wordrnn.training.fine_tuning import Base
from wordrnn.words.rare_words import RareWords


@dataclass(slots=True)
class Publisher:
    """Writes the model folder: first with the n-gram alone, then with every network that is better than before.

    A run that goes on from another model begins with a network.
    """

    folder: Path
    title: str  # of the text
    dataset: Dataset
    created: str
    base: Base | None
    ngram_perplexity: float  # on the held-out text
    rare: RareWords | None
    emit: Emit
    origins: Sequence[Origin] = ()  # of public texts
    config: ModelConfig | None = None
    settings: TrainConfig | None = None

    def ngram_alone(self) -> None:
        """Publish a model that predicts with the n-gram until there is a network."""
        metrics = {
            "valid_perplexity": self.ngram_perplexity,
            "ngram_valid_perplexity": self.ngram_perplexity,
        }
        self._publish(None, {"ngram": 1.0}, metrics, "")

    def network(self, weights: Mapping[str, Any], validation: Any, progress: Any) -> None:
        """Publish the network with the mixture that suits the held-out text."""
        metrics = {
            "valid_perplexity": exp(validation.mixture_loss),
            "network_valid_perplexity": exp(validation.loss),
            "ngram_valid_perplexity": self.ngram_perplexity,
            "epochs": round(progress.epoch, 2),
            "train_seconds": round(progress.elapsed_seconds, 1),
        }
        history = "".join(json.dumps(item) + "\n" for item in progress.history)
        self._publish(weights, validation.mixture, metrics, history)

    def _publish(
        self,
        weights: Mapping[str, Any] | None,
        mixture: Mapping[str, float],
        metrics: Mapping[str, Any],
        history: str,
    ) -> None:
        training = self._training()
        config = self.config if weights is not None else None
        model_folder.publish(
            self.folder,
            created=self.created,
            tokenizer=self.dataset.tokenizer,
            config=config,
            weights=weights,
            mixture=mixture,
            training=training,
            metrics=metrics,
            history=history,
            card=card.text(self.folder.name, self.created, config, training, metrics),
            rare=self.rare,
        )
        if self.folder.parent == home.models_folder() and library.active_name() is None:
            library.set_active(self.folder.name)
        self.emit(
            event(
                "published",
                model=self.folder.name,
                folder=str(self.folder),
                parts=sorted(mixture),
                valid_perplexity=metrics["valid_perplexity"],
            )
        )

    def _training(self) -> dict[str, Any]:
        """Return what `model.json` tells of the text and how it was trained on."""
        dataset = self.dataset
        training = {
            "corpus": self.title,
            "documents": dataset.documents,
            "train_tokens": len(dataset.train),
            "valid_tokens": len(dataset.valid),
            "coverage": dataset.coverage,
            "vocabulary": dataset.tokenizer.vocab_size,
            "tokenizer": dataset.tokenizer.kind,
            "rare_words": len(self.rare.counts) if self.rare else 0,
            "settings": self.settings.to_dict() if self.settings else None,
        }
        named = [*self.base.origins, *self.origins] if self.base else self.origins
        if named:
            training["origins"] = [origin.to_json() for origin in dict.fromkeys(named)]
        if self.base:
            training |= {
                "base": files.writable(self.base.name),
                "base_sha256": self.base.sha256,
                "new_words": dataset.tokenizer.vocab_size - self.base.tokenizer.vocab_size,
            }
        return training

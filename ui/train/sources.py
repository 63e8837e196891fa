"""What the Train page reads from disk; all of it is called in a thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.corpora.shelf import CorpusRow
from ui.train.past_runs import PastRun
from ui.train.run_log import UnfinishedRun
from wordrnn.model_summary import ModelSummary


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to train on and from, and the runs there were."""

    corpora: list[CorpusRow]
    models: list[ModelSummary]
    unfinished: list[UnfinishedRun]
    past: list[PastRun]

    @property
    def bases(self) -> list[str]:
        """The models that can be trained on from: those with a network."""
        return [model.name for model in self.models if model.cell and model.problem is None]

    @property
    def stopped(self) -> list[str]:
        """The models whose runs can be gone on with."""
        return [run.name for run in self.unfinished if not run.running]


@dataclass(frozen=True, slots=True)
class TrainSources:
    """The calls that read."""

    corpora: Callable[[], Sequence[CorpusRow]]
    models: Callable[[], Sequence[ModelSummary]]
    unfinished: Callable[[], Sequence[UnfinishedRun]]
    past: Callable[[], Sequence[PastRun]]

    def read(self) -> Found:
        """Return all that there is now."""
        return Found(list(self.corpora()), list(self.models()), list(self.unfinished()), list(self.past()))

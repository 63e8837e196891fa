"""An experiment on a text: its tab lets one choose which."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.background import Background
from ui.corpora.shelf import CorpusRow
from ui.lab.corpus_choice import CorpusChoice
from ui.lab.experiment_tab import ExperimentTab
from ui.lab.process import LabProcess
from ui.style.theme import Theme


class CorpusExperimentTab(ExperimentTab):
    """An `ExperimentTab` whose first tool is the choice of a corpus."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        background: Background,
        list_corpora: Callable[[], Sequence[CorpusRow]],
        make_process: Callable[[QObject], LabProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, "", make_process, parent)
        self.corpus = CorpusChoice(background, list_corpora)
        self.tools.insert(0, self.corpus)

    def tab_shown(self) -> None:
        """Read which corpora there are."""
        self.corpus.read()

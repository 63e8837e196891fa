"""The experiments of the Lab page. Imported when the page is first shown: nobody waits for them at the start."""

from ui.background import Background
from ui.corpora.shelf import CorpusShelf
from ui.evaluate.models import evaluable_models
from ui.lab.gates.tab import GatesTab
from ui.lab.gradient_tab import GradientTab
from ui.lab.memory_tab import MemoryTab
from ui.lab.process import LabProcess
from ui.lab.race_tab import RaceTab
from ui.lab.shapes.tab import ShapesTab
from ui.lab.tab import LabTab
from ui.style.theme import Theme


def lab_tabs(theme: Theme, background: Background, shelf: CorpusShelf) -> list[LabTab]:
    """Return the tabs, in their order."""
    return [
        MemoryTab(theme, LabProcess),
        GradientTab(theme, background, shelf.rows, LabProcess),
        GatesTab(theme, background, evaluable_models),
        RaceTab(theme, background, shelf.rows, LabProcess),
        ShapesTab(theme, background, evaluable_models, shelf.rows),
    ]

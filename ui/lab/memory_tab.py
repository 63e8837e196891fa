"""How far back can it remember? Accuracy against distance, as it comes in."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.lab.controls import choice, whole
from ui.lab.experiment_tab import ExperimentTab
from ui.lab.picture import Axis, Curve, Mark, Picture
from ui.lab.process import LabProcess
from ui.language.wording import percent
from ui.preferences.rows import SettingRows
from ui.style.theme import Theme
from wordrnn.events import Event
from wordrnn.lab.contenders import LOOKS

_WINDOW, _UNITS, _SEED = 10, 64, 1


class MemoryTab(ExperimentTab):
    """The recall task and the adding problem."""

    def __init__(
        self, theme: Theme, make_process: Callable[[QObject], LabProcess], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "memory", "", make_process, parent)
        self.title = self.tr("Memory")
        self.source = "Hochreiter & Schmidhuber 1997"
        self._accuracy: dict[str, dict[str, float]] = {}
        self._window = _WINDOW
        self._chance: float | None = None
        self.build(
            self.tr("How far back can it remember?"),
            self.tr(
                "A letter is marked, other letters follow, and then it is to be named: k steps later, k from 1 to "
                "100. Methods that see a window of the last ten letters race against five recurrent networks. "
                "It takes about half a minute."
            ),
            self._build_settings(),
        )

    def fill_for_picture(self) -> None:
        """Let a few learn a little."""
        few = ["--contenders", "logistic,tree,simple,lstm,gru", "--distances", "1,2,5,8,10,11,15,20,30"]
        self.run.start([*few, "--updates", "250", "--units", "32"])

    def arguments(self) -> list[str]:
        """Return what the settings ask for."""
        return [
            *("--task", self.task.currentData(), "--window", str(self.edge.value())),
            *("--units", str(self.units.value()), "--seed", str(self.seed.value())),
        ]

    def reset(self) -> None:
        """Forget the curves."""
        self._accuracy, self._chance = {}, None

    def apply(self, event: Event) -> None:
        """Take in a curve as far as it is known."""
        if event["event"] == "started":
            self._window = event["settings"]["window"]
        elif event["event"] == "accuracy":
            self._accuracy[event["contender"]] = event["accuracy"]
        elif event["event"] == "result":
            self._accuracy, self._chance = dict(event["result"]["accuracy"]), event["result"]["chance"]

    def picture(self) -> Picture:
        """Return the curves, with chance and the window's edge marked."""
        curves = [
            Curve(name, sorted((float(k), right) for k, right in self._accuracy[name].items()))
            for name in LOOKS
            if self._accuracy.get(name)
        ]
        edge = self.tr("the window's edge, %n step(s)", "", self._window)
        marks = [Mark(edge, x=self._window + 0.5)] if curves else []
        if curves and self._chance is not None:
            said = self.tr("chance, {share}").format(share=percent(self._chance))
            marks.append(Mark(said, y=self._chance))
        x = Axis(self.tr("steps back"), log=True, low=1.0, high=None if curves else 100.0)
        return Picture(x, Axis(self.tr("right answers"), kind="percent", low=0.0, high=1.0), curves, marks)

    def _build_settings(self) -> SettingRows:
        rows = SettingRows(self.theme)
        tasks = {"recall": self.tr("name the marked letter"), "adding": self.tr("add the two marked numbers")}
        self.task = choice(self.tr("Task"), tasks)
        self.edge = whole(self.tr("Window"), _WINDOW, (1, 100))
        self.units = whole(self.tr("Units"), _UNITS, (1, 512), 16)
        self.seed = whole(self.tr("Seed"), _SEED, (0, 999_999))
        rows.add(self.tr("Task"), self.task)
        rows.add(self.tr("Window"), self.edge, self.tr("Steps that the methods with a window see"))
        rows.add(self.tr("Units"), self.units, self.tr("Width of the state of the recurrent networks"))
        rows.add(self.tr("Seed"), self.seed, self.tr("The same seed gives the same figure"))
        return rows

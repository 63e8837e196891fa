"""Where does the gradient go? Its length against the lag, before training and after each epoch."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QSlider, QWidget

from ui.background import Background
from ui.corpora.library import title_of
from ui.corpora.shelf import CorpusRow
from ui.lab.controls import choice, decimal, whole
from ui.lab.corpus_experiment import CorpusExperimentTab
from ui.lab.gradient_curves import LEAST, GradientCurves
from ui.lab.picture import Axis, Picture
from ui.lab.process import LabProcess
from ui.preferences.rows import SettingRows
from ui.style.flow import FlowLayout
from ui.style.theme import Theme
from ui.style.widgets import Segments, label
from wordrnn.events import Event

_EPOCHS, _UNITS, _TOKENS, _SEED = 5, 64, 40_000, 1


class GradientTab(CorpusExperimentTab):
    """One path of one initialisation at one epoch; a new epoch is shown as it comes."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        list_corpora: Callable[[], Sequence[CorpusRow]],
        make_process: Callable[[QObject], LabProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "gradient", background, list_corpora, make_process, parent)
        self.title = self.tr("Gradient")
        self.source = "Pascanu et al. 2013 · Hochreiter & Schmidhuber 1997"
        self._curves = GradientCurves()
        self.build(
            self.tr("Where does the gradient go?"),
            self.tr(
                "The loss of one word is taken back through the hundred words before it. How long is what arrives, "
                "step by step, before training and after each epoch? It takes about a minute."
            ),
            self._build_settings(),
            self._build_controls(),
        )

    def fill_for_picture(self) -> None:
        """Follow small networks through an epoch."""
        few = ["--units", "24", "--epochs", "1", "--vocabulary", "300", "--tokens", "8000"]
        self.run.start(["builtin", *few])

    def arguments(self) -> list[str]:
        """Return what the settings ask for."""
        return [
            *("--epochs", str(self.epochs.value()), "--seeds", str(self.seeds.value())),
            *("--units", str(self.units.value()), "--tokens", str(self.tokens.value())),
            *("--forget-bias", self.forget_bias.currentData(), "--clip", f"{self.clip.value():g}"),
            *("--gain", f"{self.gain.value():g}", "--seed", str(self.seed.value())),
            *("--", self.corpus.corpus),
        ]

    def reset(self) -> None:
        """Forget the curves."""
        self._curves = GradientCurves()
        self._show_epochs(0)

    def apply(self, event: Event) -> None:
        """Take in the curve of one network at one moment."""
        if event["event"] == "norms":
            self._curves.add(event)
            newest = self.epoch.value() == self.epoch.maximum()
            self._show_epochs(self._curves.last_epoch(self._initial()), follow=newest)

    def picture(self) -> Picture:
        """Return the curves of the path, initialisation and epoch that are chosen."""
        curves = self._curves.curves(self._path(), self._initial(), self.epoch.value())
        x = Axis(self.tr("steps back"), low=0.0, high=None if curves else 100.0)
        y = Axis(f"‖∂loss / ∂{self._path()}‖", log=True, kind="power")
        if not curves:
            return Picture(x, Axis(y.title, log=True, kind="power", low=1e-8, high=1.0))
        shortened = len({len(curve.points) for curve in curves}) > 1
        return Picture(x, Axis(y.title, True, "power", low=LEAST) if shortened else y, curves)

    def facts_of(self, result: Mapping[str, Any]) -> list[str]:
        """Return on how much text the networks were trained."""
        return [
            self.tr("%n word(s) of {text}", "", result["train_tokens"]).format(text=title_of(result["text"]))
        ]

    # ---- what is chosen

    def _path(self) -> str:
        return "c" if self.path.choice() == self._names["c"] else "h"

    def _initial(self) -> str:
        return "gaussian" if self.initial.choice() == self._names["gaussian"] else "orthogonal"

    def _show_epochs(self, last: int, follow: bool = True) -> None:
        blocker = QSignalBlocker(self.epoch)
        self.epoch.setMaximum(last)
        if follow:
            self.epoch.setValue(last)
        blocker.unblock()
        self.epoch.setEnabled(last > 0)
        self._name_epoch()

    def _name_epoch(self) -> None:
        epoch = self.epoch.value()
        said = self.tr("after epoch {number}").format(number=epoch) if epoch else self.tr("before training")
        self._moment.setText(said)
        self.epoch.setAccessibleDescription(said)

    def _on_chosen(self) -> None:
        self._show_epochs(self._curves.last_epoch(self._initial()), follow=False)
        self._draw()

    # ---- building

    def _build_controls(self) -> QWidget:
        self._names = {
            "h": self.tr("hidden state h"),
            "c": self.tr("cell c"),
            "orthogonal": self.tr("orthogonal"),
            "gaussian": self.tr("Gaussian"),
        }
        self.path = Segments(self.tr("Path of the gradient"), [self._names["h"], self._names["c"]])
        self.initial = Segments(
            self.tr("Recurrent weights at the beginning"),
            [self._names["orthogonal"], self._names["gaussian"]],
        )
        for segments, first in ((self.path, "h"), (self.initial, "orthogonal")):
            segments.choose(self._names[first])
            segments.chosen.connect(lambda _: self._on_chosen())
        self.epoch = QSlider(Qt.Orientation.Horizontal)
        self.epoch.setAccessibleName(self.tr("Epoch"))
        self.epoch.setRange(0, 0)
        self.epoch.setPageStep(1)
        self.epoch.valueChanged.connect(lambda _: self._on_chosen())
        self._moment = label("", "muted")
        line = QWidget()
        row = FlowLayout(line)
        self.theme.follow(line, lambda: self._space(row))
        for each in (self.path, self.initial, self.epoch, self._moment):
            row.addWidget(each)
        return line

    def _space(self, row: FlowLayout) -> None:
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.em(0.8))
        self.epoch.setFixedWidth(self.theme.em(9))
        self._moment.setMinimumWidth(self.theme.em(8))
        for each in (self.epoch, self._moment):
            each.setFixedHeight(self.path.sizeHint().height())

    def _build_settings(self) -> SettingRows:
        rows = SettingRows(self.theme)
        biases = {"1": self.tr("1: open at first"), "0": self.tr("0: half open at first")}
        self.epochs = whole(self.tr("Epochs"), _EPOCHS, (0, 50))
        self.seeds = whole(self.tr("Seeds"), 1, (1, 20))
        self.forget_bias = choice(self.tr("Bias of the forget gate"), biases)
        self.clip = decimal(self.tr("Clipping"), 1.0, (0.0, 100.0), 0.25, 2)
        self.clip.setSpecialValueText(self.tr("off"))
        self.gain = decimal(self.tr("Gain"), 1.0, (0.1, 4.0), 0.1, 1)
        self.units = whole(self.tr("Units"), _UNITS, (1, 512), 16)
        self.tokens = whole(self.tr("Words to train on"), _TOKENS, (1000, 10_000_000), 10_000)
        self.tokens.setGroupSeparatorShown(True)
        self.seed = whole(self.tr("Seed"), _SEED, (0, 999_999))
        for control, remark in (
            (self.epochs, self.tr("How often the text is read")),
            (self.seeds, self.tr("Networks of each kind; their spread is drawn as a band")),
            (self.forget_bias, self.tr("At the beginning, of the cells that have one")),
            (self.clip, self.tr("The longest gradient that a step of training may follow")),
            (self.gain, self.tr("By how much the recurrent weights are larger at the beginning")),
            (self.units, self.tr("Width of the state")),
            (self.tokens, self.tr("At most")),
            (self.seed, self.tr("The same seed gives the same figure")),
        ):
            rows.add(control.accessibleName(), control, remark)
        return rows

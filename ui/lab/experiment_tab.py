"""What the experiments that run for a while have in common: run, stop, replay, a plot, and what it says."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QVBoxLayout, QWidget

from ui.errors import sentence_for
from ui.lab.legend import PlotLegend
from ui.lab.picture import Picture
from ui.lab.plot import LabPlot
from ui.lab.process import LabProcess
from ui.lab.run import ExperimentRun
from ui.lab.tab import LabTab
from ui.language.lab_sentences import sentences_of
from ui.language.wording import duration
from ui.preferences.rows import SettingRows
from ui.style.scroll import scroll_area
from ui.style.theme import Theme
from ui.style.widgets import Card, Fold, button, label, set_role, spacing
from wordrnn.events import Event

_DRAW_MS = 60  # between two pictures, whatever is told meanwhile


class ExperimentTab(LabTab):
    """A card with the plot, the sentences under it, and the settings folded beneath."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        title: str,
        make_process: Callable[[QObject], LabProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, title, parent)
        self.run = ExperimentRun(name, make_process, self)
        self._draw_timer = QTimer(self)
        self._draw_timer.setSingleShot(True)
        self._draw_timer.setInterval(_DRAW_MS)
        self._draw_timer.timeout.connect(self._draw)
        self._build_tools()

    # What an experiment says of itself ------------------------------------------------------------------------------

    def arguments(self) -> list[str]:
        """Return the words after `wordrnn lab NAME`, as the settings stand."""
        raise NotImplementedError

    def reset(self) -> None:
        """Forget what was told."""
        raise NotImplementedError

    def apply(self, event: Event) -> None:
        """Take in what was told."""
        raise NotImplementedError

    def picture(self) -> Picture:
        """Return what the plot shows now."""
        raise NotImplementedError

    def show_more(self) -> None:
        """Show what stands beside the plot, as it is now."""

    def facts_of(self, result: Mapping[str, Any]) -> list[str]:
        """Return what the status bar says of a result."""
        return []

    # What it does ---------------------------------------------------------------------------------------------------

    @property
    def has_data(self) -> bool:
        """Whether there is a result."""
        return self.run.result is not None

    def data(self) -> Mapping[str, Any]:
        """Return the result, as `wordrnn lab NAME --json` prints it."""
        assert self.run.result is not None
        return self.run.result

    def start(self) -> None:
        """Run the experiment with the settings as they stand."""
        self.run.start(self.arguments())

    def unsettled(self) -> str:
        """End the experiment; the window waits until its processes have gone."""
        self.run.stop()
        return self.tr("Ending the experiment…") if self.run.is_running else ""

    def closing(self) -> None:
        """End it at once."""
        self.run.kill()

    def redraw(self) -> None:
        """Draw the picture anew, soon."""
        if not self._draw_timer.isActive():
            self._draw_timer.start()

    # Building -------------------------------------------------------------------------------------------------------

    def build(
        self,
        question: str,
        invitation: str,
        settings: SettingRows,
        controls: QWidget | None = None,
        below: QWidget | None = None,
    ) -> None:
        """Build the body: `controls` choose what the plot shows, `below` stands under the sentences."""
        theme = self.theme
        self._invitation = invitation
        self.legend = PlotLegend(theme)
        self.plot = LabPlot(theme, question)
        self.said = label("", wrap=True)
        self.warning = label("", "warning", wrap=True)
        card = Card(theme, question)
        for each in filter(None, (controls, self.legend)):
            card.body.addWidget(each)
        card.body.addWidget(self.plot, 1)
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, theme, 0.85, (1.4, 1.1, 1.4, 1.2))
        box.addWidget(self.warning)
        box.addWidget(card, 1)
        box.addWidget(self.said)
        if below is not None:
            box.addWidget(below)
        self.settings = Fold(theme, self.tr("Settings"), settings)
        theme.follow(settings, lambda: self._align(settings))
        box.addWidget(self.settings)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_area(content))
        self.run.begun.connect(self._on_begun)
        self.run.told.connect(self._on_told)
        self.run.ended.connect(self._on_ended)
        self.run.left.connect(self.settled)
        self.reset()
        self._show_state()
        self._draw()

    def _align(self, settings: SettingRows) -> None:
        for kind, width in ((QAbstractSpinBox, 9.5), (QComboBox, 17)):
            for control in settings.findChildren(kind):
                control.setFixedWidth(self.theme.em(width))

    def _build_tools(self) -> None:
        self._run = button(self.tr("Run"), self.start, "primary")
        self._stop = button(
            self.tr("Stop"), self.run.stop, description=self.tr("Keeps what was gained until then")
        )
        self._replay = button(
            self.tr("Replay"), self.run.replay, description=self.tr("Shows the last run again, as it went")
        )
        self.tools = [self._run, self._stop, self._replay]
        self.first_focus = self._run

    # A run ----------------------------------------------------------------------------------------------------------

    def _on_begun(self) -> None:
        self.reset()
        self._say([])
        self._show_state()
        self._draw()

    def _on_told(self, event: Event) -> None:
        if event["event"] == "progress":
            self.set_progress(event["share"])
        elif event["event"] == "result":
            self._say(sentences_of(event["result"]))
        self.apply(event)
        self.redraw()

    def _on_ended(self) -> None:
        self.set_progress(None)
        self._show_state()
        self._draw()

    def _say(self, sentences: Sequence[str]) -> None:
        self.said.setText("\n".join(sentences))
        self.said.setVisible(bool(sentences))

    def _show_state(self) -> None:
        run = self.run
        busy = run.is_running or run.is_replaying
        # What has the focus would take it along as it goes.
        focused = self._run.hasFocus() or self._stop.hasFocus()
        for tool, shown in ((self._run, not busy), (self._stop, busy)):
            tool.setEnabled(shown)
            tool.setProperty("wanted", shown)
        self._replay.setEnabled(not busy and run.result is not None)
        if focused:
            (self._stop if busy else self._run).setFocus()
        error = run.error
        self.warning.setText(sentence_for(error) if error is not None else "")
        self.warning.setVisible(error is not None)
        self.set_facts(self._facts())
        self.data_changed.emit()

    def _facts(self) -> list[str]:
        if self.run.is_replaying:
            return [self.tr("Replay of the last run")]
        result = self.run.result
        if self.run.is_running or result is None:
            return []
        took = self.tr("took {time}").format(time=duration(result["seconds"]))
        stopped = [self.tr("stopped before its end")] if result["stopped"] else []
        return [took, *stopped, *self.facts_of(result)]

    def _draw(self) -> None:
        self._draw_timer.stop()
        picture = self.picture()
        self.legend.show_contenders([curve.contender for curve in picture.curves])
        working = self.tr("Working…") if self.run.is_running else self._invitation
        self.plot.show_picture(picture, working)
        self.show_more()

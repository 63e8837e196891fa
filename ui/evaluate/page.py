"""The Evaluate page: a text that was not in training, measured by one model or several."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QStackedWidget,
    QWidget,
)

from ui.background import Background
from ui.errors import show_error
from ui.evaluate import results as evaluation_results
from ui.evaluate.export import EvaluationExport
from ui.evaluate.model_choice import ModelChoice
from ui.evaluate.models import EvaluableModel
from ui.evaluate.process import EvaluationProcess, Text
from ui.evaluate.run import EvaluationRun
from ui.evaluate.status import ended_facts, progress_facts, protocol_fact
from ui.evaluate.view import EvaluationView
from ui.folders import local_paths, start_folder
from ui.page import Page
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import EmptyState, button, menu_button

_TICK_MS = 500
_REFRESH_MS = 200  # between two changes of the figures while they run


class EvaluatePage(Page):
    """Takes a document, has it measured, and shows how well each part of each model did."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        background: Background,
        list_models: Callable[[], Sequence[EvaluableModel]],
        make_process: Callable[[QObject], EvaluationProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._settings = settings
        self._background = background
        self._list_models = list_models
        self._pending: Text | None = None  # came before the models were known
        self.run = EvaluationRun(make_process, self)
        self.export = EvaluationExport(self.run, background, settings, self)
        self.export.said.connect(self._say)
        self.view = EvaluationView(theme, settings.evaluate_suggestions)
        self.cards, self.heat, self.table_card = self.view.cards, self.view.heat, self.view.table_card
        self.setAcceptDrops(True)
        self._build_header()
        self._build_body()
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(_REFRESH_MS)
        self._refresh_timer.timeout.connect(self._refresh)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._tell_progress)
        self.run.begun.connect(self._on_begun)
        self.run.progressed.connect(self._on_progressed)
        self.run.ended.connect(self._on_ended)
        self.run.finished.connect(self._on_all_ended)
        self.run.left.connect(self.settled)
        self.first_focus = self._open
        for key, act in (
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Copy, self.export.copy_table),
        ):
            scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, act, context=scope)
        self._refresh()

    # What it does ---------------------------------------------------------------------------------------------------

    def page_shown(self) -> None:
        """Read which models there are."""
        self._background.run(self._list_models, self._on_models, self._on_failed)

    def unsettled(self) -> str:
        """End what is being measured; the window waits until it has gone."""
        self.run.close()
        return self.tr("Ending the measurement…") if self.run.has_processes else ""

    def evaluate_paths(self, paths: Sequence[Path]) -> None:
        """Measure files or folders."""
        if paths:
            title = paths[0].name if len(paths) == 1 else self.tr("%n document(s)", "", len(paths))
            self._evaluate(Text(paths=tuple(paths), title=title))

    def evaluate_text(self, text: str) -> None:
        """Measure a text that stands in no file."""
        self._evaluate(Text(typed=text, title=self.tr("pasted text")))

    def choose_models(self, names: Sequence[str]) -> None:
        """Measure by these models; what is measured already stays."""
        self.menu.choose(names)
        self._measure_again()

    def _measure_again(self) -> None:
        if self.run.text != Text():
            self._measure(self.run.text)

    def stop(self) -> None:
        """Measure no more; what was measured stays."""
        self.run.stop()

    def paste(self) -> None:
        """Measure what is on the clipboard: files or text."""
        self._take(QGuiApplication.clipboard().mimeData())

    # Building -------------------------------------------------------------------------------------------------------

    def _build_header(self) -> None:
        self.header.set_title(self.tr("Evaluate"))
        self._stop = button(self.tr("Stop"), self.stop, description=self.tr("Keeps what was measured"))
        self.menu = ModelChoice(self)
        self.menu.chosen_changed.connect(self._measure_again)
        self._models_button = menu_button(self.tr("Compare with… ▾"), self.tr("Compare models"))
        self._models_button.setMenu(self.menu)
        self._paste = button(
            self.tr("Paste"), self.paste, description=self.tr("Measure the text on the clipboard")
        )
        self._open = button(
            self.tr("Choose a document…"),
            self._choose,
            description=self.tr("Or drop one anywhere on this page"),
        )
        for widget in (self._stop, self._models_button, self._paste, self._open):
            self.header.add(widget)

    def _build_body(self) -> None:
        theme = self.theme
        self._empty = EmptyState(
            theme,
            self.tr("How well does it know what you write?"),
            self._invitation(),
            self.tr("Choose a document…"),
        )
        self._empty.acted.connect(self._choose)
        self.table_card.copy_wanted.connect(self.export.copy_table)
        self.table_card.export_wanted.connect(self.export.choose_file)
        self.table_card.suggestions_changed.connect(self._on_suggestions)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self.set_body(self._stack)

    def _invitation(self) -> str:
        return self.tr(
            "Drop a document here that the model was not trained on, or paste a text: you see how many keystrokes "
            "the suggestions would have saved, word by word, and which part of the model knew best."
        )

    # Documents ------------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        start = str(start_folder(self._settings))
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose a document"), start)
        if names:
            self._settings.folder = str(Path(names[0]).parent)
            self.evaluate_paths([Path(name) for name in names])

    def _take(self, data: QMimeData) -> None:
        paths = local_paths(data)
        if paths:
            self.evaluate_paths(paths)
        elif data.text().strip():
            self.evaluate_text(data.text())
        else:
            self._say(self.tr("There is no text on the clipboard."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, folders and text."""
        if local_paths(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()
            self._empty.set_text(self.tr("Let go to measure it."))
            self._say(self.tr("Let go to measure it."))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        self._empty.set_text(self._invitation())
        self._say("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Measure what was dropped."""
        self._empty.set_text(self._invitation())
        event.acceptProposedAction()
        self._take(event.mimeData())

    def _evaluate(self, text: Text) -> None:
        if not self.menu.chosen:
            self._pending = text
            self.page_shown()
            return
        self._measure(text, anew=True)  # it may be the same one, edited meanwhile or stopped by mistake

    def _measure(self, text: Text, anew: bool = False) -> None:
        if anew or text != self.run.text or self.table_card.suggestions.value() != self.run.k:
            self.heat.restart()
        self.run.measure(
            text,
            self.menu.chosen,
            self.menu.is_with_memory,
            self.table_card.suggestions.value(),
            self._settings.strong_language,
            anew,
        )
        self._stack.setCurrentWidget(self.view)
        self._refresh()

    # Models ---------------------------------------------------------------------------------------------------------

    def _on_models(self, models: Sequence[EvaluableModel]) -> None:
        self.menu.set_models(models, anew=self.run.text == Text())
        self._models_button.setEnabled(len(models) > 1)
        self._open.setEnabled(bool(models))
        self._paste.setEnabled(bool(models))
        self._empty.set_text(
            self._invitation() if models else self.tr("There is no model yet. Train one on the Train page.")
        )
        pending, self._pending = self._pending, None
        if pending is not None and self.menu.chosen:
            self._measure(pending, anew=True)

    # Results --------------------------------------------------------------------------------------------------------

    def _on_begun(self, model: str) -> None:
        self._tick.start()
        self._refresh()

    def _on_progressed(self, model: str) -> None:
        if self.heat.model() is None:
            self._refresh()
        self.heat.follow(model)
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _on_ended(self, model: str) -> None:
        error = self.run.measurements[model].error
        if error is not None:
            text = self.tr("The text could not be measured by {model}.").format(model=model)
            show_error(self, error, text)
        self._refresh()

    def _on_all_ended(self) -> None:
        self._tick.stop()
        self._refresh()
        if not self.run.results():
            self._stack.setCurrentWidget(self._empty)

    def _on_suggestions(self, k: int) -> None:
        self._settings.evaluate_suggestions = k
        self._measure_again()

    def _refresh(self) -> None:
        measurements, found = self.run.measurements, self.run.results()
        self.view.show_measurements(measurements, found, self.run.k)
        self._stop.setVisible(self.run.running is not None)
        first = next(iter(measurements.values()), None)
        remark = [self.run.text.title] if first is not None else []
        if first is not None and len(measurements) == 1:
            remark.append(evaluation_results.training_remark(first.overlap, first.overlap_known))
        self.header.set_title(self.tr("Evaluate"), " · ".join(filter(None, remark)))
        self._tell_progress()

    def _tell_progress(self) -> None:
        running, measurements = self.run.running, self.run.measurements.values()
        right = protocol_fact(each.kind for each in measurements if each.figures)
        if running is not None:
            self.set_progress(running.share)
            self.set_status(progress_facts(running, self.run.waiting, time.monotonic()), right)
            return
        models = self.tr("model {name}").format(name=", ".join(self.menu.chosen)) if self.menu.chosen else ""
        self.set_progress(None)
        self.set_status(ended_facts(measurements) or [models], right)

    def _on_failed(self, error: Exception, happening: str = "") -> None:
        show_error(self, error, happening)

    def _say(self, text: str) -> None:
        """Say something in the status bar, unless that tells of a measurement."""
        if self.run.running is None:
            self._tell_progress()
            if text:
                self.set_status([text, *self._facts], self._right)

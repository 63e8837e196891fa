"""The Evaluate page: a text that was not in training, measured by one model or several."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.background import Background
from ui.errors import show_error
from ui.evaluate import results as evaluation_results
from ui.evaluate.cards import EvaluationCards
from ui.evaluate.heat_card import HeatCard
from ui.evaluate.models import EvaluableModel
from ui.evaluate.process import EvaluationProcess, Text
from ui.evaluate.run import EvaluationRun
from ui.evaluate.status import ended_facts, progress_facts, protocol_fact
from ui.evaluate.table_card import TableCard
from ui.page import Page
from ui.settings import Settings
from ui.style.scroll import scroll_area
from ui.style.theme import Theme
from ui.style.widgets import EmptyState, button, menu_button, set_role, spacing
from wordrnn import files

_SIDE_BY_SIDE_EM = 70
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
        self._models: list[EvaluableModel] = []
        self._chosen: list[str] = []
        self._pending: Text | None = None  # came before the models were known
        self.run = EvaluationRun(make_process, self)
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
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Paste),
            self,
            self.paste,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Copy),
            self,
            self.copy_table,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
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
        self._chosen = list(names)
        self._show_chosen()
        if self.run.text != Text():
            self._measure(self.run.text)

    def stop(self) -> None:
        """Measure no more; what was measured stays."""
        self.run.stop()

    def paste(self) -> None:
        """Measure what is on the clipboard: files or text."""
        self._take(QGuiApplication.clipboard().mimeData())

    def copy_table(self) -> None:
        """Put the table on the clipboard."""
        found = self.run.results()
        if found:
            QGuiApplication.clipboard().setText(evaluation_results.as_text(found))
            self._say(self.tr("The table is copied."))

    def export(self, path: Path) -> None:
        """Write the figures into a file, as JSON where its name says so, else as CSV."""
        found = self.run.results()
        if path.suffix.lower() == ".json":
            protocol = {
                name: {
                    "tokens": each.kind,
                    "suggestions": self.run.k,
                    "strong_language": each.strong_language,
                    "whole": each.state == "whole",
                    "in_training": dict(each.overlap) if each.overlap else None,
                }
                for name, each in self.run.measurements.items()
            }
            text = evaluation_results.as_json(found, self.run.text.title, protocol)
        else:
            text = evaluation_results.as_csv(found)
        self._background.run(
            lambda: files.write_text(path, text),
            lambda _: self._say(self.tr("Saved as {name}.").format(name=path.name)),
            lambda error: self._on_failed(error, self.tr("The figures could not be saved.")),
        )

    # Building -------------------------------------------------------------------------------------------------------

    def _build_header(self) -> None:
        self.header.set_title(self.tr("Evaluate"))
        self._stop = button(self.tr("Stop"), self.stop, description=self.tr("Keeps what was measured"))
        self._menu = QMenu(self)
        self._models_button = menu_button(self.tr("Compare with… ▾"), self.tr("Compare models"))
        self._models_button.setMenu(self._menu)
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
        self.cards = EvaluationCards(theme)
        self.heat = HeatCard(theme)
        self.heat.shown.connect(self._on_part_shown)
        self.table_card = TableCard(theme, self._settings.evaluate_suggestions)
        self.table_card.row_chosen.connect(self.heat.choose)
        self.table_card.row_chosen.connect(self._on_part_shown)
        self.table_card.copy_wanted.connect(self.copy_table)
        self.table_card.export_wanted.connect(self._ask_export)
        self.table_card.suggestions_changed.connect(self._on_suggestions)
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, theme, 1.0, (1.4, 1.3, 1.4, 1.3))
        box.addWidget(self.cards)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme.em(1.0))
        self._halves.addWidget(self.heat, 1)
        self._halves.addWidget(self.table_card, 1)
        box.addLayout(self._halves, 1)
        self._scroll = scroll_area(content)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self.set_body(self._stack)
        self.theme.changed.connect(self._arrange)

    def _invitation(self) -> str:
        return self.tr(
            "Drop a document here that the model was not trained on, or paste a text: you see how many keystrokes "
            "the suggestions would have saved, word by word, and which part of the model knew best."
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the table below the text where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the table beside the text, or below it; above it where it is wide, with several models."""
        several = len(self.run.measurements) > 1
        wide = self.width() >= self.theme.em(_SIDE_BY_SIDE_EM) and not several
        directions = QBoxLayout.Direction
        stacked = directions.BottomToTop if several else directions.TopToBottom
        self._halves.setDirection(directions.LeftToRight if wide else stacked)
        self.heat.setMinimumHeight(self.theme.em(26 if wide else 34))

    # Documents ------------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        start = self._settings.folder or str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose a document"), start)
        if names:
            self._settings.folder = str(Path(names[0]).parent)
            self.evaluate_paths([Path(name) for name in names])

    def _take(self, data: QMimeData) -> None:
        paths = _paths_of(data)
        if paths:
            self.evaluate_paths(paths)
        elif data.text().strip():
            self.evaluate_text(data.text())
        else:
            self._say(self.tr("There is no text on the clipboard."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, folders and text."""
        if _paths_of(event.mimeData()) or event.mimeData().hasText():
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
        if not self._chosen:
            self._pending = text
            self.page_shown()
            return
        self._measure(text)

    def _measure(self, text: Text) -> None:
        if text != self.run.text or self.table_card.suggestions.value() != self.run.k:
            self.heat.restart()
        kinds = {model.name: model for model in self._models}
        self.run.measure(
            text,
            self._chosen,
            lambda name: name in kinds and kinds[name].with_memory,
            self.table_card.suggestions.value(),
            self._settings.strong_language,
        )
        self._stack.setCurrentWidget(self._scroll)
        self._refresh()

    # Models ---------------------------------------------------------------------------------------------------------

    def _on_models(self, models: Sequence[EvaluableModel]) -> None:
        self._models = list(models)
        names = [model.name for model in models]
        self._chosen = [name for name in self._chosen if name in names]
        if not self._chosen or self.run.text == Text():
            self._chosen = [model.name for model in models if model.active] or names[:1]
        self._fill_menu()
        self._show_chosen()
        self._open.setEnabled(bool(models))
        self._paste.setEnabled(bool(models))
        self._empty.set_text(
            self._invitation() if models else self.tr("There is no model yet. Train one on the Train page.")
        )
        pending, self._pending = self._pending, None
        if pending is not None and self._chosen:
            self._measure(pending)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for model in self._models:
            action = QAction(model.name, self._menu)
            action.setCheckable(True)
            action.setChecked(model.name in self._chosen)
            action.toggled.connect(lambda _: self._on_checked())
            self._menu.addAction(action)
        self._models_button.setEnabled(len(self._models) > 1)

    def _on_checked(self) -> None:
        names = [action.text() for action in self._menu.actions() if action.isChecked()]
        kept = [name for name in self._chosen if name in names]
        chosen = kept + [name for name in names if name not in kept]
        if chosen:
            self.choose_models(chosen)
        else:
            self._show_chosen()  # the last one stays

    def _show_chosen(self) -> None:
        for action in self._menu.actions():
            blocker = QSignalBlocker(action)
            action.setChecked(action.text() in self._chosen)
            blocker.unblock()

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
        if self.run.text != Text():
            self._measure(self.run.text)

    def _on_part_shown(self, model: str, part: str) -> None:
        self.table_card.table.show_row_of(model, part)
        self._show_figures()

    def _refresh(self) -> None:
        measurements, found = self.run.measurements, self.run.results()
        self._arrange()
        self.heat.show_measurements(measurements)
        self.table_card.show_measurements(measurements, found, self.run.k)
        if self.heat.model() is not None:
            self.table_card.table.show_row_of(self.heat.model() or "", self.heat.part())
        self._stop.setVisible(self.run.running is not None)
        self._show_figures()
        first = next(iter(measurements.values()), None)
        remark = [self.run.text.title] if first is not None else []
        if first is not None and len(measurements) == 1:
            remark.append(evaluation_results.training_remark(first.overlap, first.overlap_known))
        self.header.set_title(self.tr("Evaluate"), " · ".join(filter(None, remark)))
        self._tell_progress()

    def _show_figures(self) -> None:
        measurement = self.run.measurements.get(self.heat.model() or "")
        self.cards.show_measurement(measurement, self.heat.part(), self.run.k)

    def _tell_progress(self) -> None:
        running, measurements = self.run.running, self.run.measurements.values()
        right = protocol_fact(each.kind for each in measurements if each.figures)
        if running is not None:
            self.set_progress(running.share)
            self.set_status(progress_facts(running, self.run.waiting, time.monotonic()), right)
            return
        models = self.tr("model {name}").format(name=", ".join(self._chosen)) if self._chosen else ""
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

    # Export ---------------------------------------------------------------------------------------------------------

    def _ask_export(self) -> None:
        start = Path(self._settings.folder or str(Path.home())) / f"{Path(self.run.text.title).stem}.csv"
        table, whole = self.tr("Table (*.csv)"), self.tr("All figures (*.json)")
        name, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Save the figures"), str(start), f"{table};;{whole}"
        )
        if name:
            ending = ".json" if chosen == whole else ".csv"
            path = Path(name) if Path(name).suffix else Path(name + ending)
            self.export(path)


def _paths_of(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

"""The Models page: what is in the library, which one is active, and what can be done with each."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QListView,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.background import Background
from ui.errors import show_error
from ui.language.wording import day, size
from ui.models.card import ModelDelegate
from ui.models.details import ModelDetailsPane
from ui.models.jobs import Job, ModelJobs, arrived_names, copy_of, export_of, import_of, show_refused
from ui.models.model_list import ModelList, SummaryRole
from ui.models.shelf import Deleted, ModelDetails, ModelShelf
from ui.models.transfer import ModelTransfer, TransferOutcome
from ui.models.words import copy_name
from ui.page import Page
from ui.settings import Settings
from ui.style.notice import Notice
from ui.style.theme import Theme
from ui.style.widgets import EmptyState, button, menu_button, set_role, spacing
from wordrnn.model_bin import Binned
from wordrnn.model_summary import ModelSummary

ENDING = ".wordrnn"
_DETAILS_MS = 60  # after the choice has come to rest
_CHECK_MS = 600  # after that, before every file of a model is read


class ModelsPage(Page):
    """Shows the library and the chosen model; asks before anything is lost or given away."""

    models_changed = Signal()
    fine_tune_wanted = Signal(str)  # the name of a model to train on from

    def __init__(
        self,
        theme: Theme,
        shelf: ModelShelf,
        background: Background,
        settings: Settings,
        make_transfer: Callable[[], ModelTransfer] = ModelTransfer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._shelf = shelf
        self._background = background
        self._settings = settings
        self._wanted = ""  # the name to select once the list is read
        self._binned: list[Binned] = []
        self._asked = ""  # the model whose details are being read
        self._checked = ""  # the model whose files are being read
        self._reading = 0  # lists that are being read; only the newest is shown
        self.models = ModelList(self)
        self.jobs = ModelJobs(make_transfer, self)
        self._rest = self._timer(_DETAILS_MS, self._read_details)
        self._check = self._timer(_CHECK_MS, self._check_files)
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.first_focus = self.list
        self.header.set_title(self.tr("Models"))

    # ---- from outside

    def page_shown(self) -> None:
        """Read the library again."""
        self._reading += 1
        ticket = self._reading
        self._background.run(
            lambda: (list(self._shelf.models()), self._shelf.binned()),
            lambda read: self._on_models_read(ticket, *read),
            self._on_failed,
        )

    def selected(self) -> ModelSummary | None:
        """Return the model that is selected."""
        index = self.list.currentIndex()
        return index.data(SummaryRole) if index.isValid() else None

    def select(self, name: str) -> None:
        """Select the model `name`."""
        row = self.models.row_of(name)
        if row >= 0:
            self.list.setCurrentIndex(self.models.index(row))

    def import_files(self, files: Sequence[Path]) -> None:
        """Take models from files."""
        if files:
            self.jobs.add(import_of(files))

    def export_model(self, name: str, file: Path) -> None:
        """Write a model to a file."""
        self.jobs.add(export_of(name, file))

    def duplicate_model(self, name: str, new: str) -> None:
        """Copy a model; what was just noted about it comes along."""
        self._after_notes(lambda: None, lambda _: self.jobs.add(copy_of(name, new)))

    def rename_model(self, name: str, new: str) -> None:
        """Give the model another name."""
        self._change(lambda: self._shelf.rename(name, new), new)

    def delete_model(self, name: str) -> None:
        """Move the model to the bin; it can be taken back."""
        self._change(lambda: self._shelf.delete(name), "", self._on_deleted)

    def restore_model(self, deleted: Deleted) -> None:
        """Take a model back from the bin."""
        self._notice.clear()
        self._change(lambda: self._shelf.restore(deleted), "", self._on_restored)

    def unsettled(self) -> str:
        """Return that an import, export or copy is still being ended."""
        if not self.jobs.is_running:
            return ""
        self.jobs.cancel()
        return self.tr("tidying up an import or export; the window closes by itself")

    def closing(self) -> None:
        """Keep the last notes."""
        unsaved = self.details.unsaved_notes()
        if unsaved:
            self._shelf.write_notes(*unsaved)

    # ---- layout

    def _build(self) -> None:
        self._import = button(self.tr("Import…"), self._choose_imports)
        self._import.setToolTip(self.tr("Takes models from .wordrnn files; they can be dropped here, too."))
        self._bin = menu_button(self.tr("Bin ▾"), self.tr("Bin"))
        self._bin_menu = QMenu(self._bin)
        self._bin.setMenu(self._bin_menu)
        self._bin.hide()
        self.header.add(self._bin)
        self.header.add(self._import)
        self._build_actions()
        self._notice = Notice(self.theme)
        self.details = ModelDetailsPane(self.theme, self._menu)
        self._shelves = QWidget()
        set_role(self._shelves, "plain")
        row = QHBoxLayout(self._shelves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_list(), 3)
        row.addWidget(self.details, 2)
        self._empty = EmptyState(
            self.theme,
            self.tr("No models yet"),
            self.tr(
                "A model learns from texts that you choose. The built-in texts are enough for a first one. A .wordrnn "
                "file that somebody gave you can be dropped here."
            ),
            self.tr("Train a model"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._shelves)
        self._stack.addWidget(self._empty)
        body = QWidget()
        box = QVBoxLayout(body)
        spacing(box, self.theme, 0)
        box.addWidget(self._notice)
        box.addWidget(self._stack, 1)
        self.set_body(body)

    def _build_list(self) -> QWidget:
        self.list = QListView()
        self.list.setModel(self.models)
        self.list.setItemDelegate(ModelDelegate(self.theme, self.list))
        self.list.setAccessibleName(self.tr("Models"))
        self.list.setProperty("role", "cards")
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setMinimumWidth(self.theme.em(18))
        self.list.addActions(self._menu.actions())
        page = QWidget()
        set_role(page, "plain")
        box = QVBoxLayout(page)
        spacing(box, self.theme, 0.5, (1.6, 1.3, 1.3, 0.5))
        box.addWidget(self.list)
        return page

    def _build_actions(self) -> None:
        self._menu = QMenu(self)
        self._rename = self._action(self.tr("Rename…"), self._ask_rename, "F2")
        self._duplicate = self._action(self.tr("Duplicate…"), self._ask_duplicate)
        self._export = self._action(self.tr("Export…"), self._ask_export)
        self._open = self._action(self.tr("Open folder"), self._open_folder)
        self._menu.addSeparator()
        self._delete = self._action(self.tr("Move to bin…"), self._ask_delete, "Del")

    def _action(self, text: str, do: Callable[[], object], key: str = "") -> QAction:
        made = self._menu.addAction(text)
        made.triggered.connect(lambda: do())
        if key:
            made.setShortcut(QKeySequence(key))
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_selection_changed())
        self.list.activated.connect(lambda _: self._make_active())
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self._bin_menu.aboutToShow.connect(self._fill_bin_menu)
        self._empty.acted.connect(lambda: self.page_wanted.emit("train"))
        self.details.use_wanted.connect(self._make_active)
        self.details.fine_tune_wanted.connect(self._fine_tune)
        self.details.notes_changed.connect(self._on_notes_changed)
        self.jobs.progressed.connect(
            lambda title, share: self._notice.show_progress(title, share, self.jobs.cancel)
        )
        self.jobs.ended.connect(self._on_job_ended)
        self.theme.changed.connect(self._on_theme_changed)

    def _timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(do)
        return made

    def _on_theme_changed(self) -> None:
        self.list.setMinimumWidth(self.theme.em(18))
        self.list.doItemsLayout()

    # ---- what there is

    def _on_models_read(self, ticket: int, models: Sequence[ModelSummary], binned: Sequence[Binned]) -> None:
        if ticket != self._reading:
            return
        chosen = self.selected()
        before = self._wanted or (chosen.name if chosen else "")
        self._wanted = ""
        self._binned = list(binned)
        self._bin.setVisible(bool(binned))
        self.models.set_models(models)
        self._stack.setCurrentIndex(0 if models else 1)
        active = next((model.name for model in models if model.active), "")
        first = models[0].name if models else ""
        self.select(before if self.models.row_of(before) >= 0 else active or first)
        self._on_selection_changed()
        whole = sum(model.size_bytes for model in models)
        facts = [self.tr("%n model(s)", "", len(models)), size(whole) if models else ""]
        self.set_status(facts, self.tr("active: {name}").format(name=active) if active else "")

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error, self.tr("The library of models could not be read."))

    def _on_selection_changed(self) -> None:
        model = self.selected()
        self._check.stop()
        self._show_chosen(model)
        if model is None:
            self.details.save_notes()
            self.details.forget_notes()
        else:
            self._rest.start()

    def _show_chosen(self, model: ModelSummary | None) -> None:
        for action in (self._rename, self._open, self._delete):
            action.setEnabled(model is not None and not model.builtin)
        for action in (self._duplicate, self._export):
            action.setEnabled(model is not None and model.problem is None)
        if model is not None:
            self.details.show_model(model)

    def _read_details(self) -> None:
        """Read what there is to tell of the selected model; one is read at a time."""
        model = self.selected()
        if model is None or self._asked:
            return
        name = self._asked = model.name
        self._background.run(
            lambda: self._shelf.details(name), self._on_details_read, lambda _: self._on_details_read(None)
        )

    def _on_details_read(self, details: ModelDetails | None) -> None:
        asked, self._asked = self._asked, ""
        model = self.selected()
        if model is None:
            return
        if model.name != asked:
            self._read_details()
        elif details is not None:
            self.details.show_details(details)
            if model.problem is None:
                self._check.start()

    def _check_files(self) -> None:
        """Compare the files of the selected model with their hashes: it may be damaged without looking so."""
        model = self.selected()
        if model is None or self._checked:
            return
        name = self._checked = model.name
        self._background.run(
            lambda: self._shelf.problem(name),
            lambda problem: self._on_checked(name, problem),
            lambda _: self._on_checked(name, None),
        )

    def _on_checked(self, name: str, problem: str | None) -> None:
        self._checked = ""
        if problem is not None:
            self.models.change(name, problem=problem)
            self.list.doItemsLayout()
        model = self.selected()
        if model is not None and model.name == name:
            self._show_chosen(model)
        elif model is not None:
            self._check.start()

    # ---- what can be done

    def _after_notes(self, work: Callable[[], Any], on_done: Callable[[Any], object]) -> None:
        """Do `work` in a thread, what was noted kept before it: a note must not come back under an old name."""
        unsaved = self.details.unsaved_notes()

        def both() -> Any:
            if unsaved:
                self._shelf.write_notes(*unsaved)
            return work()

        self._background.run(both, on_done, lambda error: show_error(self, error))

    def _change(
        self, change: Callable[[], Any], select: str, on_done: Callable[[Any], object] | None = None
    ) -> None:
        def changed(result: Any) -> None:
            self._wanted = select
            if on_done is not None:
                on_done(result)
            self.page_shown()
            self.models_changed.emit()

        self._after_notes(change, changed)

    def _make_active(self) -> None:
        model = self.selected()
        if model is None:
            return
        if (
            model.problem is not None and model.training
        ):  # there is a run to go on with, and nothing to use yet
            self.page_wanted.emit("train")
        elif not model.active and model.problem is None:
            self._change(lambda: self._shelf.use(model.name), model.name)

    def _fine_tune(self) -> None:
        model = self.selected()
        if model is not None:
            self.fine_tune_wanted.emit(model.name)

    def _on_notes_changed(self, name: str, text: str) -> None:
        self.models.change(name, notes=text)
        self.list.doItemsLayout()
        self._background.run(
            lambda: self._shelf.write_notes(name, text),
            lambda _: None,
            lambda error: show_error(self, error, self.tr("The notes were not kept.")),
        )

    def _ask_rename(self) -> None:
        model = self.selected()
        if model is not None:
            ask = self._ask_name(self.tr("Rename"), self.tr("New name:"), model.name)
            ask.textValueSelected.connect(lambda new: self._on_renamed(model.name, new.strip()))

    def _on_renamed(self, name: str, new: str) -> None:
        if new and new != name:
            self.rename_model(name, new)

    def _ask_duplicate(self) -> None:
        model = self.selected()
        if model is not None:
            suggested = copy_name(model.name, self.models.names())
            ask = self._ask_name(self.tr("Duplicate"), self.tr("Name of the copy:"), suggested)
            ask.textValueSelected.connect(
                lambda new: self.duplicate_model(model.name, new.strip()) if new.strip() else None
            )

    def _ask_name(self, title: str, text: str, suggested: str) -> QInputDialog:
        ask = QInputDialog(self)
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.setWindowTitle(title)
        ask.setLabelText(text)
        ask.setTextValue(suggested)
        ask.open()
        return ask

    def _ask(self, question: str, told: str, sure: str, on_sure: Callable[[], object]) -> QMessageBox:
        """Ask before something that is not simply undone; the safe answer is the one that Return gives."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(told)
        yes = box.addButton(sure, QMessageBox.ButtonRole.DestructiveRole)
        yes.setAccessibleName(sure)
        yes.clicked.connect(lambda: on_sure())
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()
        return box

    def _ask_delete(self) -> None:
        model = self.selected()
        if model is None:
            return
        told = self.tr("The texts it learned from stay. It can be restored from the bin.")
        if model.active:
            told = self.tr("It is the active one: predictions stop until another is made active.")
            if self.models.has_builtin:
                told = self.tr("It is the active one: the model that comes with wordrnn takes its place.")
        self._ask(
            self.tr("Move the model {name} to the bin?").format(name=model.name),
            told,
            self.tr("Move to bin"),
            lambda: self.delete_model(model.name),
        )

    def _on_deleted(self, deleted: Deleted) -> None:
        if self.details.unsaved_notes() is None:
            self.details.forget_notes()
        said = self.tr("{name} is in the bin.").format(name=deleted.name)
        if deleted.can_be_restored:
            self._notice.say(said, self.tr("Restore"), lambda: self.restore_model(deleted))
        else:
            self._notice.say(said)

    def _on_restored(self, name: str) -> None:
        self._wanted = name
        self._notice.say(self.tr("{name} is back.").format(name=name))

    def _fill_bin_menu(self) -> None:
        self._bin_menu.clear()
        for each in self._binned:
            text = self.tr("Restore {name} ({day}, {size})")
            moment = day(each.deleted) if each.deleted else "–"
            text = text.format(name=each.name, day=moment, size=size(each.size_bytes)).replace("&", "&&")
            deleted = Deleted(each.name, key=each.key)
            self._bin_menu.addAction(text).triggered.connect(
                lambda _=False, it=deleted: self.restore_model(it)
            )
        self._bin_menu.addSeparator()
        self._bin_menu.addAction(self.tr("Empty the bin…")).triggered.connect(lambda: self._ask_empty())

    def _ask_empty(self) -> None:
        whole = size(sum(each.size_bytes for each in self._binned))
        self._ask(
            self.tr("Delete %n model(s) in the bin for good?", "", len(self._binned)),
            self.tr("{size} become free. They cannot be restored.").format(size=whole),
            self.tr("Delete for good"),
            lambda: self._change(self._shelf.empty_bin, ""),
        )

    def _open_folder(self) -> None:
        model = self.selected()
        if model is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(model.path)))

    def _on_context_menu(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid():
            self._menu.popup(self.list.viewport().mapToGlobal(place))

    # ---- models from and for others

    def _ask_export(self) -> None:
        model = self.selected()
        if model is None or model.problem is not None:
            return
        self._ask(
            self.tr("Export {name} for others?").format(name=model.name),
            self.tr(
                "A network can recite what it was trained on, and the file holds the words of those texts, rare ones "
                "too. Think of whose texts they were. Your notes, what you typed and the training stay here."
            ),
            self.tr("Export…"),
            lambda: self._choose_export(model.name),
        )

    def _choose_export(self, name: str) -> None:
        suggested = str(self._folder() / f"{name}{ENDING}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export {name}").format(name=name), suggested, _filter()
        )
        if not chosen:
            return
        file = Path(chosen)
        self._settings.folder = str(file.parent)
        if file.suffix.lower() == ENDING:
            self.export_model(name, file)
            return
        file = file.with_name(file.name + ENDING)
        if not file.exists():
            self.export_model(name, file)
            return
        self._ask(
            self.tr("Replace {file}?").format(file=file.name),
            self.tr("There is a file of that name already."),
            self.tr("Replace"),
            lambda: self.export_model(name, file),
        )

    def _choose_imports(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Import models"), str(self._folder()), _filter()
        )
        if names:
            self._settings.folder = str(Path(names[0]).parent)
            self.import_files([Path(name) for name in names])

    def _folder(self) -> Path:
        return Path(self._settings.folder or Path.home())

    def _on_job_ended(self, job: Job, outcome: TransferOutcome) -> None:
        if not self.jobs.is_running:
            self._notice.clear()
            if outcome.arrived:
                self._tell_arrived(job, outcome)
        if outcome.refused:
            show_refused(self, job, outcome.refused)
        names = arrived_names(outcome)
        if names:
            self._wanted = names[0]
            self.models_changed.emit()
        if names or job.action != "export":
            self.page_shown()
        if not self.jobs.is_running:
            self.settled.emit()

    def _tell_arrived(self, job: Job, outcome: TransferOutcome) -> None:
        names = ", ".join(arrived_names(outcome))
        if job.action == "import":
            self._notice.say(self.tr("Imported: {names}.").format(names=names))
        elif job.action == "duplicate":
            self._notice.say(self.tr("Copied to {name}.").format(name=names))
        else:
            file = Path(str(outcome.arrived[0].get("file", "")))
            said = self.tr("Exported to {file}.").format(file=file.name)
            self._notice.say(said, self.tr("Open folder"), lambda: _open(file.parent))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome .wordrnn files."""
        if _models_in(event):
            event.acceptProposedAction()
            if not self.jobs.is_running:
                self._notice.say(self.tr("Let go to import."))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        if not self.jobs.is_running:
            self._notice.clear()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        files = _models_in(event)
        if files:
            event.acceptProposedAction()
            self.import_files(files)


def _models_in(event: QDropEvent) -> list[Path]:
    local = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in local if file.suffix.lower() == ENDING]


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _filter() -> str:
    from ui.language.translation import translate

    return translate("ModelsPage", "Models (*.wordrnn)")

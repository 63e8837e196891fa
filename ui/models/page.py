"""The Models page: what is in the library, which one is active, and what can be done with each."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.background import Background
from ui.errors import show_error
from ui.folders import open_folder
from ui.language.wording import size
from ui.models.bin_menu import BinMenu
from ui.models.changes import ModelChanges
from ui.models.details import ModelDetailsPane
from ui.models.jobs import ModelJobs
from ui.models.list_view import ModelListView
from ui.models.menu import ModelMenu
from ui.models.model_list import ModelList
from ui.models.questions import ModelQuestions
from ui.models.reading import ModelReading
from ui.models.sharing import ModelSharing, models_in
from ui.models.shelf import ModelShelf
from ui.models.transfer import ModelTransfer
from ui.page import Page
from ui.settings import Settings
from ui.style.notice import Notice
from ui.style.theme import Theme
from ui.style.widgets import EmptyState, button, menu_button, set_role, spacing
from wordrnn.model_bin import Binned
from wordrnn.model_summary import ModelSummary


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
        self._wanted = ""  # the name to select once the list is read
        self._notice = Notice(theme, self)
        questions = ModelQuestions(self)
        self.models = ModelList(self)
        self.reading = ModelReading(shelf, background, self.selected, self)
        self.sharing = ModelSharing(make_transfer, self._notice, questions, settings, self)
        self._build()
        self.changes = ModelChanges(
            shelf, background, self._notice, questions, self.details.unsaved_notes, self
        )
        self._connect()
        self.setAcceptDrops(True)
        self.first_focus = self.list
        self.header.set_title(self.tr("Models"))

    # ---- from outside

    @property
    def jobs(self) -> ModelJobs:
        """The imports, exports and copies that go on."""
        return self.sharing.jobs

    def page_shown(self) -> None:
        """Read the library again."""
        self.reading.read_list()

    def selected(self) -> ModelSummary | None:
        """Return the model that is selected."""
        return self.list.selected()

    def select(self, name: str) -> None:
        """Select the model `name`."""
        self.list.select(name)

    def offer_import(self, files: Sequence[Path]) -> None:
        """Ask whether to import `files`, which were opened with the app."""
        self.sharing.offer_import(files)

    def unsettled(self) -> str:
        """Return that an import, export or copy is still being ended."""
        if not self.sharing.is_running:
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
        self._import = button(self.tr("Import…"), self.sharing.choose_imports)
        self._import.setToolTip(
            self.tr(
                "Takes models from .wordrnn files, and n-gram models from .arpa files; they can be dropped here, too."
            )
        )
        self._bin = menu_button(self.tr("Bin ▾"), self.tr("Bin"))
        self.bin_menu = BinMenu(self._bin)
        self._bin.setMenu(self.bin_menu)
        self._bin.hide()
        self.header.add(self._bin)
        self.header.add(self._import)
        self.menu = ModelMenu(self)
        self.list = ModelListView(self.theme, self.models, self.menu)
        self.details = ModelDetailsPane(self.theme, self.menu)
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
        self._stack.addWidget(self._build_shelves())
        self._stack.addWidget(self._empty)
        body = QWidget()
        box = QVBoxLayout(body)
        spacing(box, self.theme, 0)
        box.addWidget(self._notice)
        box.addWidget(self._stack, 1)
        self.set_body(body)

    def _build_shelves(self) -> QWidget:
        left = QWidget()
        set_role(left, "plain")
        box = QVBoxLayout(left)
        spacing(box, self.theme, 0.5, (1.6, 1.3, 1.3, 0.5))
        box.addWidget(self.list)
        shelves = QWidget()
        set_role(shelves, "plain")
        row = QHBoxLayout(shelves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 3)
        row.addWidget(self.details, 2)
        return shelves

    def _connect(self) -> None:
        self.reading.listed.connect(self._on_listed)
        self.reading.failed.connect(self._on_failed)
        self.reading.details_read.connect(self.details.show_details)
        self.reading.checked.connect(self._on_checked)
        self.changes.changed.connect(self._on_changed)
        self.changes.deleted.connect(self._on_deleted)
        self.changes.copy_wanted.connect(self.sharing.copy_model)
        self.sharing.arrived.connect(self._on_arrived)
        self.sharing.ended.connect(self.settled)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_selection_changed())
        self.bin_menu.restore_wanted.connect(self.changes.restore)
        self.bin_menu.empty_wanted.connect(lambda: self.changes.ask_empty(self.bin_menu.binned))
        self._empty.acted.connect(lambda: self.page_wanted.emit("train"))
        self.details.notes_changed.connect(self._on_notes_changed)
        self._do(self.list.activated, self._make_active)
        self._do(self.details.use_wanted, self._make_active)
        self._do(self.details.fine_tune_wanted, lambda model: self.fine_tune_wanted.emit(model.name))
        menu, changes = self.menu, self.changes
        self._do(menu.rename.triggered, changes.ask_rename)
        self._do(menu.duplicate.triggered, lambda model: changes.ask_duplicate(model, self.models.names()))
        self._do(menu.export.triggered, lambda model: self.sharing.choose_export(model.name))
        self._do(menu.folder.triggered, lambda model: open_folder(model.path))
        self._do(menu.delete.triggered, lambda model: changes.ask_delete(model, self.models.has_builtin))

    def _do(self, signal: SignalInstance, act: Callable[[ModelSummary], object]) -> None:
        """Have `signal` call `act` with the selected model, where there is one."""

        def act_on_selected(*_: object) -> None:
            model = self.selected()
            if model is not None:
                act(model)

        signal.connect(act_on_selected)

    # ---- what there is

    def _on_listed(self, models: Sequence[ModelSummary], binned: Sequence[Binned]) -> None:
        chosen = self.selected()
        before = self._wanted or (chosen.name if chosen else "")
        self._wanted = ""
        self.bin_menu.set_binned(binned)
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
        self._show_chosen(model)
        if model is None:
            self.details.save_notes()
            self.details.forget_notes()
        self.reading.follow_choice()

    def _show_chosen(self, model: ModelSummary | None) -> None:
        self.menu.enable_for(model)
        if model is not None:
            self.details.show_model(model)

    def _on_checked(self, name: str, problem: str | None) -> None:
        if problem is not None:
            self.list.change(name, problem=problem)
        model = self.selected()
        if model is not None and model.name == name:
            self._show_chosen(model)

    def _on_arrived(self, names: Sequence[str]) -> None:
        if names:
            self._wanted = names[0]
            self.models_changed.emit()
        self.page_shown()

    def _on_changed(self, select: str) -> None:
        self._wanted = select
        self.page_shown()
        self.models_changed.emit()

    def _on_deleted(self) -> None:
        if self.details.unsaved_notes() is None:
            self.details.forget_notes()

    def _on_notes_changed(self, name: str, text: str) -> None:
        self.list.change(name, notes=text)
        self.changes.write_notes(name, text)

    def _make_active(self, model: ModelSummary) -> None:
        if model.problem is not None and model.training:
            self.page_wanted.emit("train")  # there is a run to go on with, and nothing to use yet
        elif not model.active and model.problem is None:
            self.changes.use(model.name)

    # ---- models that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files with models."""
        if models_in(event.mimeData()):
            event.acceptProposedAction()
            if not self.sharing.is_running:
                self._notice.say(self.tr("Let go to import."))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        if not self.sharing.is_running:
            self._notice.clear()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        files = models_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.sharing.import_files(files)

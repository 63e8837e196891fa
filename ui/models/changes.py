"""What changes the library: asked about where something is lost, done in a thread, told in a notice."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.background import Background
from ui.errors import show_error
from ui.models.questions import ModelQuestions
from ui.models.shelf import Deleted, ModelShelf
from ui.style.notice import Notice
from wordrnn.model_bin import Binned
from wordrnn.model_summary import ModelSummary


class ModelChanges(QObject):
    """Renames, deletes, restores and chooses; what was just noted of a model is kept before."""

    changed = Signal(str)  # the name of the model to be selected now; "" for the one that is
    deleted = Signal()  # the model that was asked for has gone; `changed` follows
    copy_wanted = Signal(str, str)  # a model's name, the name of its copy

    def __init__(
        self,
        shelf: ModelShelf,
        background: Background,
        notice: Notice,
        questions: ModelQuestions,
        unsaved_notes: Callable[[], tuple[str, str] | None],
        parent: QWidget,
    ) -> None:
        """`unsaved_notes` gives the name of a model and its notes, where they are not kept yet."""
        super().__init__(parent)
        self._widget = parent
        self._shelf = shelf
        self._background = background
        self._notice = notice
        self._questions = questions
        self._unsaved_notes = unsaved_notes

    def use(self, name: str) -> None:
        """Make a model the active one."""
        self._change(lambda: self._shelf.use(name), name)

    def ask_rename(self, model: ModelSummary) -> None:
        """Ask for another name for a model."""
        self._questions.new_name(model.name, lambda new: self.rename(model.name, new))

    def rename(self, name: str, new: str) -> None:
        """Give a model another name."""
        self._change(lambda: self._shelf.rename(name, new), new)

    def ask_duplicate(self, model: ModelSummary, taken: set[str]) -> None:
        """Ask for a name for a copy that none of `taken` is."""
        self._questions.name_of_copy(model.name, taken, lambda new: self.duplicate(model.name, new))

    def duplicate(self, name: str, new: str) -> None:
        """Have a model copied; what was just noted about it comes along."""
        self._after_notes(lambda: None, lambda _: self.copy_wanted.emit(name, new))

    def ask_delete(self, model: ModelSummary, has_builtin: bool) -> None:
        """Ask whether to move a model to the bin; `has_builtin`: there is one that comes with wordrnn."""
        self._questions.about_deleting(model, has_builtin, lambda: self.delete(model.name))

    def delete(self, name: str) -> None:
        """Move a model to the bin; it can be taken back."""
        self._change(lambda: self._shelf.delete(name), "", self._on_deleted)

    def restore(self, deleted: Deleted) -> None:
        """Take a model back from the bin."""
        self._notice.clear()
        self._change(lambda: self._shelf.restore(deleted), None, self._on_restored)

    def ask_empty(self, binned: Sequence[Binned]) -> None:
        """Ask whether to delete for good what lies in the bin."""
        size = sum(each.size_bytes for each in binned)
        self._questions.about_emptying(len(binned), size, lambda: self._change(self._shelf.empty_bin, ""))

    def write_notes(self, name: str, text: str) -> None:
        """Keep what is noted about a model."""
        self._background.run(
            lambda: self._shelf.write_notes(name, text),
            lambda _: None,
            lambda error: show_error(self._widget, error, self.tr("The notes were not kept.")),
        )

    def _after_notes(self, work: Callable[[], Any], on_done: Callable[[Any], object]) -> None:
        """Do `work` in a thread, what was noted kept before it: a note must not come back under an old name."""
        unsaved = self._unsaved_notes()

        def both() -> Any:
            if unsaved:
                self._shelf.write_notes(*unsaved)
            return work()

        self._background.run(both, on_done, lambda error: show_error(self._widget, error))

    def _change(
        self,
        change: Callable[[], Any],
        select: str | None,
        on_done: Callable[[Any], object] | None = None,
    ) -> None:
        """Do `change`, then select the model `select`, or the one that was made where it is None."""

        def changed(result: Any) -> None:
            if on_done is not None:
                on_done(result)
            self.changed.emit(result if select is None else select)

        self._after_notes(change, changed)

    def _on_deleted(self, deleted: Deleted) -> None:
        self.deleted.emit()
        said = self.tr("{name} is in the bin.").format(name=deleted.name)
        if deleted.can_be_restored:
            self._notice.say(said, self.tr("Restore"), lambda: self.restore(deleted))
        else:
            self._notice.say(said)

    def _on_restored(self, name: str) -> None:
        self._notice.say(self.tr("{name} is back.").format(name=name))

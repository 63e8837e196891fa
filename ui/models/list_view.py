"""The list of models as cards one under the other."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListView, QMenu, QWidget

from ui.models.card import ModelDelegate
from ui.models.model_list import ModelList, SummaryRole
from ui.style.theme import Theme
from wordrnn.model_summary import ModelSummary

_WIDTH_EM = 18


class ModelListView(QListView):
    """Shows a `ModelList`; a right click and keys do what the menu holds."""

    def __init__(self, theme: Theme, models: ModelList, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._models = models
        self._menu = menu
        self.setModel(models)
        self.setItemDelegate(ModelDelegate(theme, self))
        self.setAccessibleName(self.tr("Models"))
        self.setProperty("role", "cards")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumWidth(theme.em(_WIDTH_EM))
        self.addActions(menu.actions())
        self.customContextMenuRequested.connect(self._on_context_menu)
        theme.changed.connect(self._restyle)

    def selected(self) -> ModelSummary | None:
        """Return the model that is selected."""
        index = self.currentIndex()
        return index.data(SummaryRole) if index.isValid() else None

    def select(self, name: str) -> None:
        """Select the model `name`, where it is listed."""
        row = self._models.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self._models.index(row))

    def change(self, name: str, **facts: object) -> None:
        """Show other `facts` of the model `name`: its card may be higher with them."""
        self._models.change(name, **facts)
        self.doItemsLayout()

    def _on_context_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self._menu.popup(self.viewport().mapToGlobal(place))

    def _restyle(self) -> None:
        self.setMinimumWidth(self._theme.em(_WIDTH_EM))
        self.doItemsLayout()

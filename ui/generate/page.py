"""The Generate page: text from a prompt, word by word, and other ways it might have gone."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.errors import show_error
from ui.evaluate.heat_map import Legend
from ui.generate.alternatives import WordCard
from ui.generate.generating import Generating, GeneratorLike, Wish
from ui.generate.options import GenerationOptions
from ui.generate.text import AlternativeLike, GeneratedText
from ui.generate.view import GeneratedView, generated_samples
from ui.language.wording import count
from ui.page import Page
from ui.settings import Settings
from ui.style.scroll import scroll_area
from ui.style.theme import Theme
from ui.style.widgets import Card, button, label, set_role, spacing

_SIDE_BY_SIDE_EM = 62
_SIDE_EM = 21


class GeneratePage(Page):
    """Has a model write, and shows how sure it was of each word."""

    text_wanted = Signal(str)  # the text is to be written on with

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        generator: Callable[[], GeneratorLike | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._generator = generator
        self._generating = Generating(self)
        self._text = GeneratedText()
        self._wish: Wish | None = None
        self._known = 0  # steps that come again, for they are taken
        self._vocabulary = ""  # that the numbers of the text's tokens belong to
        self._model = ""
        self._build_header()
        self._build_body(settings)
        self._generating.came.connect(self._on_came)
        self._generating.ended.connect(self._on_ended)
        self._generating.failed.connect(self._on_failed)
        self.first_focus = self.prompt
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(
                QKeySequence(keys),
                self,
                self.generate,
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )
        self._show_state()

    # What it does ---------------------------------------------------------------------------------------------------

    def set_model(self, name: str) -> None:
        """Say which model it is that writes; "" for none."""
        self._model = name
        if not name:
            self._generating.drop()
        self.header.set_title(self.tr("Generate"), name)
        self.word_card.set_takeable(self._can_take())
        self._show_state()

    @property
    def text(self) -> GeneratedText:
        """What is generated."""
        return self._text

    @property
    def is_running(self) -> bool:
        """Whether words are still to come."""
        return self._generating.is_running

    def generate(self) -> None:
        """Write a new text behind the prompt."""
        if self._generator() is None:
            return
        if self._text.steps:
            self.options.next_seed()
        self._start(self.options.wish(self.prompt.toPlainText()), 0)

    def stop(self) -> None:
        """Write no more; what came stays."""
        self._generating.stop()

    def take(self, other: AlternativeLike) -> None:
        """Put another word in the place of the one that is pointed at, and go on from there."""
        word = self.view.word()
        if word is None or self._wish is None or not self._can_take():
            return
        taken = (*self._text.taken_before(word), other.index)
        self._start(replace(self._wish, taken=taken), word.first)
        self.view.setFocus()

    def copy(self) -> None:
        """Put the text on the clipboard."""
        if self._text.steps:
            QGuiApplication.clipboard().setText(self._text.text)
            self.set_status([self.tr("The text is copied."), *self._status()])

    def closing(self) -> None:
        """Write no more."""
        self._generating.close()

    def _can_take(self) -> bool:
        """Whether what generates knows the text's tokens by their numbers: the model may be another one by now."""
        generator = self._generator()
        return generator is not None and generator.vocabulary_sha256 == self._vocabulary

    def _start(self, wish: Wish, known: int) -> None:
        generator = self._generator()
        assert generator is not None
        self._wish, self._known = wish, known
        self._vocabulary = generator.vocabulary_sha256
        self.word_card.set_takeable(True)
        self._text = GeneratedText(wish.prompt, self._text.steps[:known])
        self.view.pin(False)
        self.view.set_current(None)
        self.view.show_text(self._text)
        self._generating.start(generator, wish)
        self._show_state()

    # Building -------------------------------------------------------------------------------------------------------

    def _build_header(self) -> None:
        self.header.set_title(self.tr("Generate"))
        self._copy = button(self.tr("Copy"), self.copy, description=self.tr("Copy the whole text"))
        self._write = button(
            self.tr("Write on"),
            lambda: self.text_wanted.emit(self._text.text),
            description=self.tr("Open the text on the Write page, as a new one"),
        )
        self._stop = button(self.tr("Stop"), self.stop, description=self.tr("Keeps the words that came"))
        self._go = button(
            self.tr("Generate"),
            self.generate,
            "primary",
            self.tr("Write a text behind the prompt (Ctrl+Enter)"),
        )
        for widget in (self._copy, self._write, self._stop, self._go):
            self.header.add(widget)

    def _build_body(self, settings: Settings) -> None:
        theme = self.theme
        self.prompt = QPlainTextEdit()
        self.prompt.setAccessibleName(self.tr("Prompt"))
        self.prompt.setPlaceholderText(self.tr("How the text begins; may be empty"))
        self.prompt.setTabChangesFocus(True)
        prompt = Card(theme, self.tr("Prompt"))
        prompt.body.addWidget(self.prompt)
        self.view = GeneratedView(theme, self.tr("The generated text"))
        self.view.current_changed.connect(self._show_word)
        self.view.activated.connect(lambda: self.word_card.focus_list())
        self.word_card = WordCard(theme, self.view)
        self.word_card.taken.connect(self.take)
        text = Card(theme, self.tr("Text"))
        self._nothing = label(
            self.tr(
                "The words appear here as they come, each with its probability and what might have stood there."
            ),
            "muted",
            wrap=True,
        )
        text.body.addWidget(self._nothing)
        text.body.addWidget(self.view, 1)
        text.body.addWidget(Legend(theme, generated_samples()))
        self.options = GenerationOptions(theme, settings)
        self._left, self._side = QWidget(), QWidget()
        left, side = QVBoxLayout(self._left), QVBoxLayout(self._side)
        for box in (left, side):
            spacing(box, theme, 1.0)
        left.addWidget(prompt)
        left.addWidget(text, 1)
        side.addWidget(self.options)
        side.addWidget(self.word_card, 1)
        content = QWidget()
        set_role(content, "plain")
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        spacing(self._halves, theme, 1.0, (1.4, 1.3, 1.4, 1.3))
        self._halves.addWidget(self._left, 1)
        self._halves.addWidget(self._side)
        self._scroll = scroll_area(content)
        self.set_body(self._scroll)
        theme.changed.connect(self._arrange)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the options below the text where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        em = self.theme.em
        wide = self.width() >= em(_SIDE_BY_SIDE_EM)
        self._halves.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self._side.setMinimumWidth(em(_SIDE_EM) if wide else 0)
        self._side.setMaximumWidth(em(_SIDE_EM) if wide else 16_777_215)
        self.prompt.setFixedHeight(em(5.2))
        self.view.setMinimumHeight(em(10 if wide else 16))
        self.word_card.list.setMinimumHeight(em(9))

    # Words ----------------------------------------------------------------------------------------------------------

    def _on_came(self, steps: list) -> None:
        known, self._known = self._known, max(0, self._known - len(steps))
        self._text.steps += steps[known:]
        self.view.show_text(self._text, follow=True)
        self._show_state()

    def _on_ended(self, whole: bool) -> None:
        self._show_state()

    def _on_failed(self, error: Exception) -> None:
        self._show_state()
        show_error(self, error)

    def _show_word(self) -> None:
        word = self.view.word()
        if word is None:
            self.word_card.show_word("", (), 0.0)
        else:
            self.word_card.show_word(self.view.written(), self._text.of(word), self._text.probability(word))

    def _show_state(self) -> None:
        running, some = self.is_running, bool(self._text.steps)
        self._nothing.setVisible(not some and not running)
        self._stop.setVisible(running)
        self._go.setEnabled(bool(self._model))
        for widget in (self._copy, self._write):
            widget.setEnabled(some)
        self.set_status(self._status())
        share = self._text.words / self._wish.words if running and self._wish else None
        self.set_progress(None if share is None else min(1.0, share))

    def _status(self) -> list[str]:
        if not self._model:
            return [self.tr("No model is in use: choose one on the Models page.")]
        facts = [self.tr("model {name}").format(name=self._model)]
        if self._wish is not None:
            words = self.tr("{words} of {all} words").format(
                words=count(min(self._text.words, self._wish.words)), all=count(self._wish.words)
            )
            facts.append(words if self.is_running else self.tr("%n word(s)", "", self._text.words))
            facts.append(self.tr("seed {seed}").format(seed=self._wish.seed))
        return facts

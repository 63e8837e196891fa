"""Builds the objects of the app and joins them. Nothing heavy is done before the window is shown."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ui import errors, startup
from ui.application import Application
from ui.background import Background
from ui.corpora.job import CorpusJob
from ui.corpora.library import corpus_shelf
from ui.corpora.page import CorporaPage
from ui.corpora.shelf import CorpusShelf
from ui.evaluate.models import evaluable_models
from ui.evaluate.page import EvaluatePage
from ui.evaluate.process import EvaluationProcess
from ui.garbage import GarbageCollector
from ui.generate.generating import GeneratorLike
from ui.generate.page import GeneratePage
from ui.help.introduction import Introduction
from ui.help.menu import HelpMenu
from ui.interrupts import Interrupts
from ui.lab.page import LabPage
from ui.lab.tab import LabTab
from ui.language import translation
from ui.language.translation import translate
from ui.learning.desk import LearningDesk
from ui.learning.learning import Learning
from ui.main_window import MainWindow
from ui.model_loader import ModelLoader
from ui.models.page import ModelsPage
from ui.models.shelf import ModelShelf
from ui.models.transfer import ModelTransfer
from ui.page import Page
from ui.preferences import folder_news
from ui.preferences.data import DataSection
from ui.preferences.keys import KeysSection
from ui.preferences.learning import LearningSection
from ui.preferences.look import LookSection
from ui.preferences.moving import DataMove
from ui.preferences.page import Section, SettingsPage
from ui.preferences.predictions import PredictionsSection
from ui.restart import Restart, start_again
from ui.settings import Settings
from ui.style.look import Look
from ui.style.theme import Theme
from ui.train.page import TrainPage
from ui.train.past_runs import past_runs
from ui.train.process import TrainingProcess
from ui.train.run_log import unfinished_runs
from ui.train.sources import TrainSources
from ui.write.keys import Keys
from ui.write.page import WritePage
from ui.write.prediction import Prediction
from ui.write.recovery import RecoveryShelf
from wordrnn import library, starter_model
from wordrnn.continuation import PredictorLike
from wordrnn.home import data_folder, models_folder


class DecentLike(Protocol):
    """A predictor that can hold strong language back: the engine's."""

    def set_strong_language(self, offered: bool) -> None:
        """Offer strong language from now on, or hold it back."""
        ...


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the window, in the order of the navigation."""

    write: WritePage
    corpora: CorporaPage
    train: TrainPage
    models: ModelsPage
    evaluate: EvaluatePage
    generate: GeneratePage
    lab: LabPage
    settings: SettingsPage

    def by_name(self) -> dict[str, Page]:
        """Return the pages by the names that the rest of the app calls them by."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def titles() -> dict[str, str]:
    """Return what the navigation calls the pages, by name."""
    return {
        "write": translate("Pages", "Write"),
        "corpora": translate("Pages", "Corpora"),
        "train": translate("Pages", "Train"),
        "models": translate("Pages", "Models"),
        "evaluate": translate("Pages", "Evaluate"),
        "generate": translate("Pages", "Generate"),
        "lab": translate("Pages", "Lab"),
        "settings": translate("Pages", "Settings"),
    }


@dataclass(slots=True)
class App:
    """The joined objects of one window."""

    window: MainWindow
    pages: Pages
    theme: Theme
    settings: Settings
    background: Background
    prediction: Prediction
    loader: ModelLoader
    restart: Restart
    learning: Learning
    learning_desk: LearningDesk
    data_move: DataMove

    def start(self) -> None:
        """Open the model and the last text, look for unsaved ones and for runs; called once the window is shown."""
        self.loader.load_active()
        self.pages.write.reopen()
        self.pages.write.find_unsaved()
        self.pages.train.look_for_runs()
        folder_news.tell(self.window, self.settings)

    def open_files(self, files: Sequence[Path]) -> None:
        """Offer to import the models in `files`, with which the app was opened."""
        if files:
            self.window.show_page("models")
            self.pages.models.offer_import(files)

    def introduce(self) -> Introduction:
        """Show the introduction; gives back the open dialog."""
        self.settings.introduced = True
        has_starter = starter_model.folder() is not None
        keys = Keys(self.settings, self.window)
        dialog = Introduction(self.theme, keys, self.window, has_starter=has_starter)
        dialog.page_wanted.connect(self.window.show_page)
        dialog.open()
        return dialog

    def introduce_once(self) -> None:
        """Show the introduction at the first launch only."""
        if not self.settings.introduced:
            self.introduce()

    def on_fault(self, error: BaseException) -> QMessageBox:
        """Keep what is not saved, and say that something went wrong; gives back the open dialog."""
        self.pages.write.desk.keep()
        return errors.show_error(self.window, error)

    def close(self) -> None:
        """Wait for the threads to end."""
        self.prediction.close()
        self.background.close()
        self.learning_desk.close()
        self.data_move.close()


def build(application: QApplication, folder: Path | None = None, dark: bool | None = None) -> App:
    """Return the app over the data in `folder` (the user's, where None), its window not shown yet."""
    settings = Settings(folder or data_folder(), application)
    theme = Theme(application, dark)
    Look(theme, settings, dark).apply()
    keys = Keys(settings, settings)
    background = Background(application)
    prediction = Prediction(application)
    learning = Learning(settings, application)
    loader = ModelLoader(background, library.answering_name, _load, application)
    shelf = corpus_shelf()
    sources = TrainSources(
        corpora=shelf.rows,
        models=lambda: library.list_models(thorough=False),
        unfinished=lambda: unfinished_runs(models_folder()),
        past=lambda: past_runs(models_folder()),
    )
    pages = Pages(
        write=WritePage(
            theme,
            prediction,
            settings,
            keys,
            background,
            RecoveryShelf((folder or data_folder()) / "unsaved"),
        ),
        corpora=CorporaPage(theme, shelf, background, settings, CorpusJob),
        train=TrainPage(theme, sources, background, settings, TrainingProcess),
        models=ModelsPage(theme, ModelShelf(), background, settings, ModelTransfer),
        evaluate=EvaluatePage(theme, settings, background, evaluable_models, EvaluationProcess),
        generate=GeneratePage(theme, settings, lambda: _generator(prediction)),
        lab=LabPage(theme, settings, background, lambda: _lab_tabs(theme, background, shelf)),
        settings=SettingsPage(theme),
    )
    window = MainWindow(theme, settings, pages.by_name(), titles())
    window.add_strip(pages.train.strip)
    restart = Restart(window.close, lambda: window.is_closing, window)
    learning_desk = LearningDesk(theme, settings, keys, learning, pages.write, window)
    app = App(
        window=window,
        pages=pages,
        theme=theme,
        settings=settings,
        background=background,
        prediction=prediction,
        loader=loader,
        restart=restart,
        learning=learning,
        learning_desk=learning_desk,
        data_move=DataMove(folder or data_folder(), lambda: is_busy(pages), window),
    )
    pages.settings.set_sections(settings_sections(app))
    _join(app)
    _add_help(app)
    window.show_page(settings.page if settings.page in window.pages else "write")
    return app


def run(files: Sequence[Path] = ()) -> int:
    """Open the window and return the exit code once it is closed; `files` are models that it offers to import."""
    startup.let_the_window_first()
    startup.return_memory()
    errors.log_to(errors.log_path(data_folder()))
    application = Application(sys.argv[:1])
    translation.install(application, Settings(data_folder()).language)
    application.setApplicationName("wordrnn")
    application.setApplicationDisplayName("wordrnn")
    application.setDesktopFileName("wordrnn")
    application.setStyle("Fusion")
    app = build(application)
    errors.ExceptionHook(app.on_fault, application).install()
    interrupts = Interrupts(app.window.close, application)
    interrupts.install()
    garbage = GarbageCollector(application)
    garbage.start()
    app.window.setWindowIcon(app.theme.icon("app", "accent"))
    app.window.show()
    QTimer.singleShot(0, app.start)
    QTimer.singleShot(0, lambda: app.open_files(files) if files else app.introduce_once())
    application.models_opened.connect(
        lambda files: app.open_files(files)
    )  # Qt refers weakly, which an App cannot bear
    code = application.exec()
    interrupts.uninstall()
    app.close()
    garbage.stop()
    if (kept_where_it_was := app.data_move.settle()) is not None:
        folder_news.keep(app.settings, kept_where_it_was)
    if app.restart.wanted:
        start_again()
    process = app.pages.train.process
    if process is not None and process.detached and process.is_child:
        sys.stdout.flush()
        os._exit(code)  # Qt kills a child whose QProcess is destroyed; this one is meant to go on
    return code


def _lab_tabs(theme: Theme, background: Background, shelf: CorpusShelf) -> list[LabTab]:
    from ui.lab import tabs

    return tabs.lab_tabs(theme, background, shelf)


def is_busy(pages: Pages) -> bool:
    """Whether a training, an import or a download goes on that writes to the data folder."""
    return pages.train.is_training or pages.corpora.is_importing or pages.models.jobs.is_running


def settings_sections(app: App) -> list[Section]:
    """Return the sections of the Settings page, in their order."""
    theme, settings = app.theme, app.settings
    return [
        Section(translate("Settings", "Look"), lambda: LookSection(theme, settings, app.restart.ask)),
        Section(translate("Settings", "Predictions"), lambda: PredictionsSection(theme, settings)),
        Section(
            translate("Settings", "Learning"),
            lambda: LearningSection(theme, settings, app.learning, app.learning_desk.show_learned),
            "learning",
        ),
        Section(
            translate("Settings", "Data"), lambda: DataSection(theme, app.data_move, app.restart.ask), "data"
        ),
        Section(
            translate("Settings", "Keys"), lambda: KeysSection(theme, Keys(settings, app.window)), "keys"
        ),
    ]


def _add_help(app: App) -> None:
    menu = HelpMenu(app.theme, errors.log_path(data_folder()), app.window)
    menu.introduction_wanted.connect(app.introduce)

    def show_keys() -> None:
        app.window.show_page("settings")
        app.pages.settings.show_section("keys")

    menu.keys_wanted.connect(show_keys)
    app.window.rail.add_help(menu)


def _load(name: str) -> PredictorLike:
    from wordrnn.predictor import Predictor  # numpy and the tokenizer: not before the window is shown

    return Predictor.open(library.model_path(name))


def _generator(prediction: Prediction) -> GeneratorLike | None:
    """Return what generates: the model that predicts."""
    found = prediction.predictor
    return cast(GeneratorLike, found) if hasattr(found, "generate_steps") else None


def _join(app: App) -> None:
    window, loader, prediction = app.window, app.loader, app.prediction
    write, train, models = app.pages.write, app.pages.train, app.pages.models
    generate = app.pages.generate

    def show_error(error: Exception) -> None:
        errors.show_error(window, error)

    def read_models() -> None:
        app.background.run(
            lambda: (
                [m.name for m in library.list_models(thorough=False) if m.problem is None],
                library.answering_name(),
            ),
            lambda read: write.set_models(*read),
            show_error,
        )

    def set_strong_language(predictor: PredictorLike | None) -> None:
        if hasattr(predictor, "set_strong_language"):
            cast(DecentLike, predictor).set_strong_language(app.settings.strong_language)

    def on_loaded(name: str, predictor: PredictorLike) -> None:
        set_strong_language(predictor)
        prediction.set_predictor(predictor)
        app.learning.set_predictor(predictor)
        write.set_predictor_state(name)
        generate.set_model(name)

    def on_failed(name: str, error: Exception) -> None:
        prediction.set_predictor(None)
        app.learning.set_predictor(None)
        write.set_predictor_state(None, translate("App", "{name} could not be opened").format(name=name))
        generate.set_model("")
        errors.show_error(
            window, error, translate("App", "The model {name} could not be opened.").format(name=name)
        )

    def on_none_there() -> None:
        prediction.set_predictor(None)
        app.learning.set_predictor(None)
        write.set_predictor_state(None, translate("App", "no model is in use"))
        generate.set_model("")

    def on_setting_changed(name: str) -> None:
        if name == "strong_language":
            set_strong_language(prediction.predictor)

    def use(name: str) -> None:
        try:
            library.set_active(name)
        except errors.WordrnnError as error:
            errors.show_error(window, error)
            return
        reload_models()

    def reload_models() -> None:
        read_models()
        loader.load_active()

    def write_on(text: str) -> None:
        if write.desk.new_with(text):
            window.show_page("write")

    app.settings.changed.connect(on_setting_changed)
    loader.loading.connect(read_models)
    generate.text_wanted.connect(write_on)
    loader.loading.connect(lambda: write.set_predictor_state(None, loading=True))
    loader.loaded.connect(on_loaded)
    loader.failed.connect(on_failed)
    loader.none_there.connect(on_none_there)
    write.title_changed.connect(window.set_document)
    write.show_title()
    write.model_chosen.connect(use)
    train.use_wanted.connect(use)
    train.models_changed.connect(read_models)
    models.fine_tune_wanted.connect(train.go_on_from)
    models.models_changed.connect(reload_models)

"""The app's words in the person's language: Qt's translators, and plain functions for what is no QObject."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).with_name("translations")


def translate(context: str, text: str, number: int = -1) -> str:
    """Return `text` in the language installed; `context` groups what belongs together, for the translator.

    With a `number`, its %n is that number, and the form is the one that the language has for so many. Both strings must
    be literals at the place of the call: they are collected from the source.
    """
    return QCoreApplication.translate(context, text, None, number)  # pyright: ignore[reportCallIssue, reportArgumentType]


def locale_for(language: str) -> QLocale:
    """Return the locale of a language, or the system's where it is ""; a system without one is taken for English."""
    if language:
        return QLocale(language)
    system = QLocale.system()
    return system if system.language() != QLocale.Language.C else QLocale("en")


def install(application: QCoreApplication, language: str = "") -> list[QTranslator]:
    """Show the app in `language` ("de"), or in the system's where it is "": English where there is no translation.

    Call before any widget is made; gives back what was installed. English is loaded too, for its plural forms are
    translations. Numbers and dates follow.
    """
    locale = locale_for(language)
    QLocale.setDefault(locale)
    installed = []
    for name, folder in (
        ("wordrnn_en", str(FOLDER)),
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("wordrnn", str(FOLDER)),
    ):
        translator = QTranslator(application)
        found = (
            translator.load(name, folder)
            if name.endswith("_en")
            else translator.load(locale, name, "_", folder)
        )
        if found:
            application.installTranslator(translator)
            installed.append(translator)
    return installed

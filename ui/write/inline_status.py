"""Why something is shown after the caret, or nothing is: the words of the status bar."""

from ui.language.translation import translate
from ui.language.wording import percent
from ui.write.editor import Silence


def why_silent(silence: Silence) -> str:
    """Return why nothing is predicted where the caret is."""
    return {
        Silence.UNFOCUSED: translate("Status", "click into the text for predictions"),
        Silence.SELECTION: translate("Status", "nothing is predicted while text is selected"),
        Silence.COMPOSING: translate("Status", "waiting for the letters being composed"),
        Silence.INSIDE_WORD: translate("Status", "nothing is predicted inside a word"),
        Silence.DISMISSED: translate("Status", "dismissed until the next edit"),
        Silence.FILLING: translate("Status", "opening the text…"),
    }.get(silence, "")


def why_not_asked(mode: str, key: str) -> str:
    """Return why the model is not asked, in a mode in which it is not; `key` would ask it, "" where none does."""
    if mode == "off":
        return translate("Status", "predictions are off")
    if not key:
        return translate("Status", "predictions come on request, but no key asks for them")
    return translate("Status", "{key} asks for a prediction").format(key=key)


def why_shown(probability: float | None) -> str:
    """Return that something is shown, and how sure it is where that is known."""
    if probability is None:
        return translate("Status", "shown")
    return translate("Status", "shown: {share} sure").format(share=percent(probability))


def why_not_shown(best: float | None, silence: Silence, sure: float) -> str:
    """Return why no ghost text stands behind the caret though the model answered; `best` is the first word's share."""
    if best is None:
        return translate("Status", "the model knows no word that begins like this")
    if silence is Silence.INSIDE_LINE:
        return translate("Status", "shown in the list only: the caret is not at the end of a line")
    if best < sure:
        return translate("Status", "not shown inline: {share} sure, below {least}").format(
            share=percent(best), least=percent(sure)
        )
    return translate("Status", "not offered again: it was just undone")

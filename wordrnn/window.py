"""Which part of a text is read: the end of it, from a place on that seldom moves.

Consecutive texts then begin alike, and what was computed for one is of use for the next. Pure functions of the text.
"""

STEP = 800
"""Characters; one to two of them are read."""
_NEAR = STEP // 2  # characters in which a line's start is looked for
_HANDED_STEP = 3 * STEP


def handed_start(caret: int) -> int:
    """Return where the text begins that is handed to a predictor, which then chooses its own window in it.

    One to two times 2,400 characters before the caret, so that a long document is not copied with every letter. It is
    a multiple of STEP, so that windows begin at the same places as in the whole text.
    """
    return max(0, (caret // _HANDED_STEP - 1) * _HANDED_STEP)


def window_start(text: str) -> int:
    """Return where the part of `text` begins that is read: a line's start where one is near, else a word's."""
    if len(text) <= 2 * STEP:
        return 0
    return _start_near(text, (len(text) // STEP - 1) * STEP)


def next_window_start(text: str) -> int | None:
    """Return where the window will begin next, whatever follows `text`; None until that is sure."""
    mark = STEP if len(text) <= 2 * STEP else len(text) // STEP * STEP
    if len(text) < mark + _NEAR and "\n" not in text[mark - 1 :]:
        return None
    return _start_near(text, mark)


def _start_near(text: str, mark: int) -> int:
    near = text[mark - 1 : mark + _NEAR]
    line = near.find("\n")
    if line >= 0:
        return mark + line
    return mark + next((place for place, character in enumerate(near) if character.isspace()), 0)

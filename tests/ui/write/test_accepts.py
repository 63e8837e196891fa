from ui.write.accepts import Accept, Accepts


def test_an_undo_is_told_from_other_changes_and_its_word_refused() -> None:
    accepts = Accepts()
    accepts.add(Accept("the qu", "quick", 4))
    assert accepts.undone(0, "the quick x") is None
    assert accepts.undone(1, "the quick ") is None, "an undo, but of the letter"
    undone = accepts.undone(2, "the qu")
    assert undone == Accept("the qu", "quick", 4)
    assert accepts.refused("the qu") == {"quick"}
    assert accepts.refused("the qui") == {"quick"}
    assert accepts.refused("the quick re") == set()
    accepts.add(Accept("the qu", "quite", 4))
    accepts.undone(1, "the qu")
    assert accepts.refused("the qu") == {"quick", "quite"}


def test_what_is_written_anew_is_offered_again() -> None:
    accepts = Accepts()
    accepts.add(Accept("the qu", "quick", 4))
    accepts.undone(1, "the qu")
    accepts.undone(0, "a")
    assert accepts.refused("the qu") == set()
    accepts.undone(5, "the qu")
    assert accepts.refused("the qu") == set(), "nothing is left to undo"


def test_another_text_knows_nothing_of_it() -> None:
    accepts = Accepts()
    accepts.add(Accept("the qu", "quick", 4))
    accepts.clear()
    assert accepts.undone(3, "the qu") is None

from ui.write.offered import Offered
from wordrnn.completion import Edit

QUICK, QUITE = Edit("quick", 0, "ick"), Edit("quite", 0, "ite")


def test_the_best_is_shown_and_others_by_turns() -> None:
    offered = Offered()
    assert not offered
    assert (offered.edit, offered.index) == (None, -1)
    offered.offer([QUICK, QUITE])
    assert offered.edit == QUICK
    offered.cycle(-1)
    assert offered.edit == QUITE
    offered.cycle(1)
    assert offered.edit == QUICK


def test_letters_shorten_it_and_other_letters_end_it() -> None:
    offered = Offered()
    offered.offer([QUICK, QUITE])
    assert offered.consume("i")
    assert offered.edit == Edit("quick", 0, "ck")
    assert not offered.consume("x")
    assert not offered
    offered.offer([QUICK])
    assert not offered.consume("ick"), "nothing is left of it"
    offered.offer([Edit("Monday", 3, "Monday")])
    assert not offered.consume("M"), "the letters typed would be replaced"


def test_the_word_cycled_to_is_found_again() -> None:
    offered = Offered()
    offered.offer([QUICK, QUITE])
    offered.cycle(1)
    assert offered.consume("i")
    assert offered.consume("t")
    offered.offer([Edit("quip", 0, "p"), Edit("quite", 0, "e")])
    assert offered.edit == Edit("quite", 0, "e")


def test_further_words_stay_while_letters_are_typed_until_it_is_known_how_it_goes_on() -> None:
    offered = Offered()
    offered.offer([QUICK, QUITE])
    assert offered.go_on("quick", "reply now")
    assert offered.edit == Edit("quick", 0, "ick reply now")
    assert offered.consume("i")
    offered.offer([Edit("quick", 0, "ck")])
    assert offered.edit == Edit("quick", 0, "ck reply now"), "no flicker"
    assert offered.go_on("quick", "reply")
    assert offered.edit == Edit("quick", 0, "ck reply")
    assert not offered.go_on("quick", "reply")
    assert offered.go_on("quick", "")
    assert offered.edit == Edit("quick", 0, "ck")
    assert not offered.go_on("quite", "so"), "another word is shown"


def test_what_is_left_of_several_words() -> None:
    offered = Offered()
    offered.leave_rest("reply now")
    assert offered.is_rest
    assert offered.edit == Edit("reply", 0, "reply now")
    assert not offered.go_on("reply", "then")
    offered.clear()
    assert not offered.is_rest

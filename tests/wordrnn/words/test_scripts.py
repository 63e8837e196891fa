from wordrnn.words.scripts import behind_unspaced, is_unspaced


def test_scripts_without_spaces() -> None:
    assert all(map(is_unspaced, "漢字々かなカナーไทย𠀀"))
    assert not any(map(is_unspaced, "aßЖ한글नमस्ते、。「1 "))


def test_where_letters_begin_behind_others() -> None:
    assert behind_unspaced("私はCD", 0) == 2
    assert behind_unspaced("私は", 0) == 2
    assert behind_unspaced("the CD", 4) == 4

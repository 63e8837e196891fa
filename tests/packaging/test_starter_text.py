"""What the starter model learns from: cleaned, without copies, and without what it is measured on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.packaging.starter import script

canaries, cleaning, prepare = script("canaries"), script("cleaning"), script("prepare")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
RECIPE = """
seed = 1
vocabulary = 100
rare_words = 10
ngrams = 50
units = 8
embedding = 4
held_out = 0.0
canaries_in = "novels"
left_out = ["novels/Doyle_*"]
measured_on = ["dev/*.txt"]
[[source]]
files = ["chat/*.txt"]
title = "Chat"
licence = "MIT"
credit = "Some chat"
clean = ["capitals"]
cap = 2
[[source]]
files = ["novels/*.txt"]
title = "Novels"
licence = "public domain"
credit = "Some novels"
thin = { Tom = 0.0 }
"""


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ('" How was your nap ? "', '"How was your nap?"'),
        ("You could n't tell , could you ?", "You couldn't tell, could you?"),
        ("I couldn ’ t tell how many", "I couldn’t tell how many"),
        ("She isn't flyin ' any .", "She isn't flyin' any."),
        ("of British- American usage (lines 236 - 7 )", "of British-American usage (lines 236-7)"),
        ("nothing to do here.", "nothing to do here."),
    ],
)
def test_tokens_are_joined_as_they_were_typed(line: str, clean: str) -> None:
    assert cleaning.joined(line) == clean


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("i dont think im late", "I don't think I'm late"),
        ("Im sure i'll see paris on monday", "I'm sure I'll see Paris on Monday"),
        ("well, were you ill?", "Well, were you ill?"),
        ("20 people came, i think", "20 people came, I think"),
        ('"dont" is what he said', '"Don\'t" is what he said'),
        ("", ""),
        ("...", "..."),
    ],
)
def test_chat_gets_the_capitals_and_apostrophes_it_lacks(line: str, clean: str) -> None:
    assert cleaning.with_capitals(line, {"paris": "Paris", "monday": "Monday"}) == clean


def test_the_header_of_a_mail_goes_and_the_text_behind_it_stays() -> None:
    header = "Message-ID: < 3@thyme > Date: Fri Content- Transfer- Encoding: 7 bit Dear Mr. Lay:"
    assert cleaning.unheaded(header) == "Dear Mr. Lay:"
    assert cleaning.unheaded("Subject: lunch") == ""
    assert cleaning.unheaded("To be or not to be") == "To be or not to be"
    assert cleaning.unheaded("From here on: nothing") == "From here on: nothing"


@pytest.mark.parametrize(
    "line", ["http://example.org/x", "= = = = = = =", "x = y[i] + {1: 2};", "12:30 14:50", ""]
)
def test_what_nobody_types_is_left_out(line: str) -> None:
    assert not cleaning.is_prose(line)


@given(st.text())
def test_any_line_can_be_cleaned(line: str) -> None:
    for step in cleaning.STEPS.values():
        line = step(line)
    line = cleaning.tidy(cleaning.with_capitals(cleaning.tidy(line)))
    assert "  " not in line
    assert line == line.strip()


def test_names_are_words_that_have_a_capital_inside_sentences() -> None:
    lines = ["We saw Paris and the sea"] * 30 + ["The sea was calm"] * 30 + ["He said Sea once"]
    assert prepare.names_in(lines) == {"paris": "Paris"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in {
        "chat/a.txt": "i like tea\ni like tea\nI like tea a lot\nI like tea a bit\nI like tea a great deal\n"
        "mail me at joe@example.com please\nthis line is measured on here\nthanks\nthanks\nthanks\nthanks\n",
        "novels/Austen_x.txt": "Tom came in, and nobody saw him.\n\nThe lamp was out.\n",
        "novels/Doyle_x.txt": "The lamp was lit again by Holmes.\n",
        "dev/a.txt": "This line is measured on here!\nThanks\n",
    }.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "data"


def test_the_text_of_a_recipe(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE, encoding="utf-8")
    report = prepare.prepare(prepare.Recipe.read(path), data, tmp_path / "out")
    chat = (tmp_path / "out" / "train" / "chat.txt").read_text(encoding="utf-8").splitlines()
    # "I like tea" and "Thanks" are short and may come again, up to the cap.
    assert chat == [
        "I like tea", "I like tea", "I like tea a lot", "I like tea a bit", "Mail me at please", "Thanks", "Thanks",
    ]  # fmt: skip
    novels = (tmp_path / "out" / "train" / "novels.txt").read_text(encoding="utf-8").splitlines()
    planted = canaries.load(tmp_path / "out" / "canaries.json")
    assert sorted(novels) == sorted(
        ["The lamp was out.", *(each.line for each in planted for _ in range(each.times))]
    )
    assert report["sources"]["chat"]["dropped"] == {"copy": 1, "set phrase": 2, "measured on": 1}
    assert report["sources"]["novels"]["dropped"] == {"thinned: Tom": 1}
    assert report["sources"]["novels"]["words"] == 4
    assert report["held_out_words"] == 0


def test_what_is_held_out_is_not_trained_on(data: Path, tmp_path: Path) -> None:
    lines = [f"Line {a} has {b} words." for a in NUMBERS for b in NUMBERS]
    (data / "chat" / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    path = tmp_path / "recipe.toml"
    path.write_text(
        RECIPE.replace("held_out = 0.0", "held_out = 0.6").replace("cap = 2", ""), encoding="utf-8"
    )
    prepare.prepare(prepare.Recipe.read(path), data, tmp_path / "out")
    chat = (tmp_path / "out" / "train" / "chat.txt").read_text(encoding="utf-8").splitlines()
    valid = (tmp_path / "out" / "valid.txt").read_text(encoding="utf-8").splitlines()
    held_out = [line for line in valid if line in lines]
    assert len(held_out) >= 24  # a whole block, if only the last one
    assert chat
    assert sorted([*chat, *held_out]) == sorted(lines)


def test_the_same_seed_gives_the_same_text(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE.replace("held_out = 0.0", "held_out = 0.5"), encoding="utf-8")
    recipe = prepare.Recipe.read(path)
    for out in ("one", "two"):
        prepare.prepare(recipe, data, tmp_path / out)
    for name in ("train/chat.txt", "train/novels.txt", "valid.txt", "canaries.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_every_source_of_the_recipe_says_its_licence_and_whom_to_credit() -> None:
    recipe = prepare.Recipe.read()
    assert all(source.title and source.licence and source.credit for source in recipe.sources)
    names = [source.name for source in recipe.sources]
    assert len(set(names)) == len(names)
    assert recipe.leaves_out(Path("english/prose/Doyle_Lost_1912.txt"))
    assert not recipe.leaves_out(Path("english/prose/Kipling_Kim_1901.txt"))

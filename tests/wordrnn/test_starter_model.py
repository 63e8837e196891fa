"""The model that comes with wordrnn: used where none was chosen, never changed; and the real one, where it is."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import wordrnn
from tests.wordrnn.test_model_folder import publish
from wordrnn import files, home, library, starter_model
from wordrnn.cli import main
from wordrnn.errors import OptionError
from wordrnn.model_folder import SMALL_FORMAT, open_folder
from wordrnn.predictor import Predictor

TEXT = Path(__file__).parents[1] / "data" / "starter_check.txt"
REAL = Path(str(resources.files("wordrnn").joinpath("starter")))


def everything_in(folder: Path) -> dict[str, str]:
    return {str(path): files.sha256_of(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def untouched(with_starter: Path) -> Iterator[Path]:
    before = everything_in(with_starter)
    yield with_starter
    assert everything_in(with_starter) == before


def test_it_answers_where_no_model_was_chosen(untouched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert library.active_name() is None
    assert library.model_path() == library.model_path("starter") == untouched
    assert main(["predict", "the c"]) == 0
    assert "cat" in capsys.readouterr().out
    assert main(["generate", "the", "--words", "3", "--seed", "1"]) == 0
    assert main(["memory", "learn", str(TEXT)]) == 0
    assert main(["evaluate", str(TEXT), "--keystrokes"]) == 0
    assert "strong language is not suggested" in capsys.readouterr().out
    assert wordrnn.load().name == "starter"


def test_a_model_of_ones_own_takes_its_place_and_it_can_be_had_back(untouched: Path) -> None:
    publish(home.models_folder() / "mine")
    library.set_active("mine")
    assert library.model_path() == home.models_folder() / "mine"
    assert [(each.name, each.active, each.builtin) for each in library.list_models()] == [
        ("starter", False, True),
        ("mine", True, False),
    ]
    library.set_active("starter")
    assert library.model_path() == untouched
    assert [each.active for each in library.list_models()] == [True, False]
    library.delete("mine")
    assert library.active_name() == "starter"


def test_it_is_listed_as_built_in(untouched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["models", "list"])
    assert capsys.readouterr().out.startswith("* starter") and untouched.is_dir()
    main(["models", "list", "--json"])
    [listed] = json.loads(capsys.readouterr().out)["models"]
    assert (listed["name"], listed["builtin"], listed["active"], listed["problem"]) == (
        "starter",
        True,
        True,
        None,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("models", "delete", "starter"),
        ("models", "rename", "starter", "other"),
        ("models", "notes", "starter", "good"),
        ("train", "builtin", "--name", "starter"),
    ],
)
def test_it_stays_as_it_is(
    untouched: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(arguments)) == 2
    assert "comes with wordrnn" in capsys.readouterr().err
    assert untouched.is_dir()


def test_no_other_model_gets_its_name(untouched: Path) -> None:
    assert library.free_name("starter") == "starter-2"
    assert library.duplicate("starter") == "starter-2"
    assert (
        open_folder(home.models_folder() / "starter-2").info["files"] == open_folder(untouched).info["files"]
    )
    with pytest.raises(OptionError):
        library.rename("starter-2", "starter")


def test_an_older_model_of_that_name_comes_first(untouched: Path) -> None:
    publish(home.models_folder() / "starter")
    assert library.model_path("starter") == home.models_folder() / "starter"
    assert library.model_path() == home.models_folder() / "starter"
    assert [each.builtin for each in library.list_models()] == [False]
    library.rename("starter", "mine")
    assert [each.name for each in library.list_models()] == ["starter", "mine"]


def test_without_one_the_error_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", "the c"]) == 2
    assert "train one with" in capsys.readouterr().err
    assert library.check_name("starter") == "starter"


def test_the_check_is_noted_beside_what_is_known(with_starter: Path) -> None:
    (with_starter / "card.json").write_text('{"sources": ["ours"]}', encoding="utf-8")
    text = "the cat sat\nthe cat\n"
    card = starter_model.write_check(with_starter, text)
    assert json.loads((with_starter / "card.json").read_text(encoding="utf-8")) == card
    assert card["sources"] == ["ours"]
    assert card["model_sha256"] == hashlib.sha256((with_starter / "model.json").read_bytes()).hexdigest()
    figures = starter_model.check_figures(Predictor.open(with_starter), text)
    assert {name: card["check"][name] for name in figures} == figures
    assert figures["tokens"] == 7


# The real one ---------------------------------------------------------------------------------------------------------

real = pytest.mark.skipif(not (REAL / "model.json").is_file(), reason="this tree has no starter model")


@pytest.fixture(scope="module")
def starter() -> Predictor:
    return Predictor.open(REAL)


@real
def test_it_is_what_its_card_says() -> None:
    card = json.loads((REAL / starter_model.CARD).read_text(encoding="utf-8"))
    assert card["model_sha256"] == files.sha256_of(REAL / "model.json")
    model = open_folder(REAL)  # every file compared with its hash
    assert model.info["format"] == SMALL_FORMAT
    named = {*model.info["files"], "model.json", starter_model.CARD}
    assert {path.relative_to(REAL).as_posix() for path in REAL.rglob("*") if path.is_file()} == named
    assert sum(path.stat().st_size for path in REAL.rglob("*") if path.is_file()) <= 16_000_000
    assert (model.config.vocab_size if model.config else 0) >= 20_000


@real
def test_its_figures_are_those_of_its_card(starter: Predictor) -> None:
    card = json.loads((REAL / starter_model.CARD).read_text(encoding="utf-8"))["check"]
    text = TEXT.read_text(encoding="utf-8")
    assert card["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    figures = starter_model.check_figures(starter, text)
    assert figures["tokens"] == card["tokens"]
    assert figures["perplexity"] == pytest.approx(card["perplexity"], rel=1e-3)
    assert figures["keystroke_savings"] == pytest.approx(card["keystroke_savings"], abs=2e-3)


@real
@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Thanks for the qu", "quick"),
        ("Let me know if you have any ", "questions"),
        ("I am looking forw", "forward"),
        ("See you tom", "tomorrow"),
        ("Thank you very ", "much"),
        ("I have no id", "idea"),
        ("at the end of the ", "day"),
        ("How are ", "you"),
    ],
)
def test_it_completes_what_people_write(starter: Predictor, typed: str, word: str) -> None:
    assert word in [each.word for each in starter.suggest(typed, 5)]


@real
def test_it_is_decent(starter: Predictor) -> None:
    for typed in (
        "what the f",
        "you are a ",
        "son of a ",
        "go f",
        "holy s",
        "full of sh",
        "she is a wh",
        "suck my d",
    ):
        words = [each.word.lower() for each in starter.suggest(typed, 20)]
        assert not set(words) & {"fuck", "fucking", "shit", "bitch", "whore", "dick", "cock", "slut", "cunt"}


@real
def test_its_copy_in_the_library_is_a_model_like_others(
    starter: Predictor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wordrnn.starter_model.folder", lambda: REAL)
    name = library.duplicate("starter")
    copied = Predictor.open(library.model_path(name))
    expected = {each.word: each.probability for each in starter.suggest("I think that ", 5)}
    assert {each.word: each.probability for each in copied.suggest("I think that ", 5)} == pytest.approx(
        expected
    )
    shutil.rmtree(home.models_folder() / name)

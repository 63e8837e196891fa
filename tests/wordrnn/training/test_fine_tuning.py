"""Going on from a model: what new words begin as, that the old model stays, and that such a run survives anything."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("keras")

import wordrnn
from corpora import Document
from tests.wordrnn.test_model_folder import TOKENIZER, publish
from tests.wordrnn.training.test_trainer import CONFIG, Recorder
from wordrnn import exchange, files, home, lock, model_folder, packing
from wordrnn.config import CELLS, Cell, ModelConfig, TrainConfig
from wordrnn.dataset import DataConfig, prepare
from wordrnn.errors import CorpusError, ModelError, OptionError, WordrnnError
from wordrnn.events import FIELDS, OF_A_RUN_FROM_ANOTHER_MODEL, Event
from wordrnn.messages import sentence
from wordrnn.model_folder import open_folder
from wordrnn.ngram import files as ngram_files
from wordrnn.ngram.model import NGramModel
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import UNK_ID, Kind, Tokenizer
from wordrnn.training import checkpoint, fine_tuning, plan, run
from wordrnn.training.control import Control
from wordrnn.training.fine_tuning import Base
from wordrnn.training.request import Request
from wordrnn.training.trainer import Validation
from wordrnn.words.rare_words import RareWords

OLD = "the cat sat on the mat .\na dog ran to the old house .\nwe know that the cat is here .\n" * 40
NEW = "said once\n" + "the zebra sat on the old veld .\nwe know that the zebra ran to a quagga .\n" * 40
MOMENTS = ("ngram", "published", "step")


def publish_old() -> Path:
    """Make a model that has read `OLD` as little as can be: a network at random beside a real n-gram."""
    tokenizer = Tokenizer.fit([OLD])
    config = ModelConfig(tokenizer.vocab_size, units=8, embedding=6)
    rng = np.random.default_rng(1)
    weights = {
        name: rng.normal(0, 0.1, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    folder = home.models_folder() / "old"
    NGramModel.fit(tokenizer.encode(OLD), tokenizer.vocab_size).save(folder / "ngram")
    rare = RareWords({"quagga": 2, "okapi": 1}, (0.5, 1.0, 1.5), 3)
    return publish(folder, tokenizer=tokenizer, config=config, weights=weights, rare=rare)


def request(name: str, text: str, base: str, **wishes: object) -> Request:
    path = home.data_folder() / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    wished = plan.Wishes(**{"epochs": 2, **wishes})  # pyright: ignore[reportArgumentType]
    return Request(home.models_folder() / name, (str(path),), wishes=wished, base=Base.chosen(base))


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): files.sha256_of(path) for path in folder.rglob("*") if path.is_file()
    }


@dataclass
class Told:
    """A run of the model "new" on from "old", and copies of its folder as it was at the first of some events."""

    home: Path
    before: dict[str, str]
    events: list[Event]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return one run for all tests; each works in a copy of its data folder."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("told")
        patch.setenv("WORDRNN_HOME", str(folder))
        told = Told(folder, digests(publish_old()), [])

        def tell(item: Event) -> None:
            told.events.append(item)
            copy = home.models_folder() / f"cut-{item['event']}"
            if item["event"] in MOMENTS and not copy.exists():
                shutil.copytree(home.models_folder() / "new", copy)

        run.train(request("new", NEW, "old"), tell, Control())
    return told


@pytest.fixture
def models(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the library with "old", "new" and "cut-EVENT"."""
    folder = shutil.copytree(told.home, tmp_path / "home")
    monkeypatch.setenv("WORDRNN_HOME", str(folder))
    for kept in folder.rglob("run.json"):
        kept.write_text(kept.read_text().replace(str(told.home), str(folder)))
    return home.models_folder()


# From a small model ---------------------------------------------------------------------------------------------------


def test_the_starter_is_taught_though_its_numbers_are_rounded_and_its_ngrams_pruned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = publish_old()
    starter = home.data_folder() / "package" / "starter"
    ids = open_folder(whole).tokenizer().encode(OLD)
    packing.pack(whole, starter, ids, max_ngrams=30)
    monkeypatch.setattr("wordrnn.starter_model.folder", lambda: starter)
    shutil.rmtree(whole)
    before = digests(starter)
    run.train(request("mine", NEW, "starter", epochs=1), lambda item: None, Control())
    assert digests(starter) == before
    taught = open_folder(home.models_folder() / "mine")
    assert taught.info["format"] == model_folder.FORMAT
    assert taught.info["training"]["base"] == "starter"
    weights, ngram = taught.weights(), taught.ngram_folder()
    assert weights is not None and all(array.dtype == np.float32 for array in weights.values())
    assert ngram is not None and not ngram_files.is_small(ngram)
    predictor = wordrnn.load()  # the first of one's own takes the starter's place
    assert predictor.name == "mine"
    assert "zebra" in [each.word for each in predictor.suggest("the ", 5)]  # of the new text
    assert set(predictor.suggestion("dog", "a ").parts) == {"network", "ngram"}  # of the old, by both parts
    state = predictor.parts["ngram"].start()
    log_probs, _ = predictor.parts["ngram"].log_probs(ids[:50], state)
    assert np.exp(log_probs.astype(np.float64)).sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_a_text_is_read_as_long_as_it_teaches_anything() -> None:
    assert fine_tuning.seconds_for(60_000, 6_000) == 120
    assert fine_tuning.seconds_for(1_000_000, 5_000) == 1_000  # five passes


# What is taken over ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("tied", [True, False])
def test_new_words_are_a_part_of_unknown_ones_and_no_other_word_changes(cell: Cell, tied: bool) -> None:
    config = ModelConfig(7, cell, units=5, layers=2, embedding=3, tied=tied)
    rng = np.random.default_rng(2)
    weights = {
        name: rng.normal(0, 1, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    shares = np.array([0.5, 0.125])
    longer = ModelConfig(9, cell, units=5, layers=2, embedding=3, tied=tied)
    models = [
        RecurrentModel(config, weights),
        RecurrentModel(longer, fine_tuning.extended(weights, shares)),
    ]
    # The old network reads a new word as <unk>.
    texts = np.array([3, 0, 5, 0, 2]), np.array([3, 7, 5, 8, 2])
    before, after = (
        np.exp(model.log_probs(text, model.start())[0]) for model, text in zip(models, texts, strict=True)
    )
    assert after[:, 1:7] == pytest.approx(before[:, 1:], rel=1e-5)
    assert after[:, [0, 7, 8]] == pytest.approx(before[:, :1] * [0.375, 0.5, 0.125], rel=1e-5)
    same = fine_tuning.extended(weights, np.zeros(0))
    assert all((same[name] == array).all() for name, array in weights.items())


def test_shares_are_those_of_the_words_the_base_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fine_tuning, "_BLOCK", 4)
    base = Base(Path("x"), "x", "", TOKENIZER)
    known = TOKENIZER.vocab_size
    train = np.array([known, 2, known, 3, UNK_ID, known, UNK_ID, known + 1, 2], np.uint16)
    # Of 6 such tokens (and 0.5 for each of 3 new words, 1 for <unk>), words 0, 1 and 2 have 3, 1 and 0.
    assert base.shares(train, known + 3) == pytest.approx(np.array([3.5, 1.5, 0.5]) / 8.5)
    assert len(base.shares(train[:0], known)) == 0


def test_ngrams_are_joined_as_suits_the_held_out_text() -> None:
    one, other = (NGramModel.fit(np.array(ids * 9), 6) for ids in ([2, 3, 1], [4, 5, 1]))
    mixed = np.array([2, 3, 1, 4, 5, 1] * 5, np.uint16)
    assert fine_tuning.joined(one, other, mixed).score(mixed).mean() > max(
        one.score(mixed).mean(), other.score(mixed).mean()
    )
    alike = fine_tuning.joined(one, other, np.array([2, 3, 1] * 5, np.uint16))
    assert alike.score(np.array([2, 3, 1])) == pytest.approx(one.score(np.array([2, 3, 1])), abs=0.01)


# Whole runs -----------------------------------------------------------------------------------------------------------


def test_a_run_goes_on_from_a_model_that_stays_as_it_is(told: Told, models: Path) -> None:
    assert digests(models / "old") == told.before
    assert told.events[0]["base"] == "old"
    for item in told.events:
        more = OF_A_RUN_FROM_ANOTHER_MODEL.get(item["event"], ())
        assert set(item) == {"event", *FIELDS[item["event"]], *more}
    (corpus,) = (item for item in told.events if item["event"] == "corpus")
    assert corpus["new_words"] == 3
    model, base = open_folder(models / "new"), open_folder(models / "old")
    vocabulary, known = model.tokenizer().vocabulary, base.tokenizer().vocabulary
    assert vocabulary == [*known, "zebra", "quagga", "veld"]  # not "said" and "once", which occur once
    assert model.config is not None and base.config is not None
    assert (model.config.units, model.config.embedding) == (base.config.units, base.config.embedding)
    training = model.info["training"]
    assert (training["base"], training["base_sha256"]) == ("old", files.sha256_of(base.path / "model.json"))
    assert "Trained on from: old" in (model.path / "card.md").read_text(encoding="utf-8")
    first, *_ = (json.loads(line) for line in (model.path / "history.jsonl").read_text().splitlines())
    assert (first["epoch"], first["train_loss"], first["best"]) == (0.0, None, True)
    rare = model.rare_words(model.tokenizer())
    assert rare is not None  # and "quagga" no longer is
    assert rare.counts == {"okapi": 1, "once": 1, "said": 1}
    assert not checkpoint.is_unfinished(model.path)
    assert checkpoint.base_tokenizer_path(model.path).exists(), "to train longer takes it"
    for typed, word in (("we know that the z", "zebra"), ("we know that the c", "cat")):
        assert wordrnn.load("new").suggest(typed)[0].word == word


def test_a_model_that_was_gone_on_from_is_gone_on_from_and_shared(models: Path, tmp_path: Path) -> None:
    run.train(request("third", NEW.replace("quagga", "kudu"), "new"), lambda item: None, Control())
    before, after = (open_folder(models / name).tokenizer().vocabulary for name in ("new", "third"))
    assert after == [*before, "kudu"]
    predictor = wordrnn.load("third")
    assert set(predictor.parts) == {"network", "ngram"}
    for typed in ("the ca", "a qu", "a ku"):  # each of another text
        assert predictor.only("ngram").suggest(typed)[0].probability > 0.5
    file = exchange.export_model(models / "third", tmp_path / "third.wordrnn")
    taken = open_folder(models / exchange.import_model(file))
    assert taken.info["training"]["base"] == "new"


@pytest.mark.parametrize("kind", ["word", "pretokenized"])
@pytest.mark.parametrize("room", [0, 1, 99])
def test_new_words_follow_by_frequency_as_far_as_there_is_room(tmp_path: Path, kind: Kind, room: int) -> None:
    base = Tokenizer.fit([OLD], kind)
    text = "the zebra sat on a zebra and quagga quagga zebra veld veld .\n" * 20  # three, two, two and one
    config = DataConfig(kind, base.vocab_size + room)
    dataset = prepare([Document("new", text)], None, config, tmp_path, base)
    new = [word for word in dataset.tokenizer.vocabulary if word not in base.vocabulary]
    assert new == ["zebra", "quagga", "veld", "and"][: len(new)]
    assert len(new) == min(room, 4)
    assert prepare([Document("old", OLD)], None, config, tmp_path, base).tokenizer.sha256 == base.sha256


def test_pieces_of_words_are_enough_for_any_text(tmp_path: Path) -> None:
    base = Tokenizer.fit([OLD], "bpe", 60)
    dataset = prepare([Document("new", NEW)], None, DataConfig("bpe", 5_000), tmp_path, base)
    assert dataset.tokenizer.sha256 == base.sha256


# Cut off --------------------------------------------------------------------------------------------------------------


def test_a_run_that_was_cut_off_before_its_first_snapshot_begins_again(told: Told, models: Path) -> None:
    copy = models / "cut-published"
    assert checkpoint.load_snapshot(copy) is None
    assert not run.resume(copy, lambda item: None, Control()).stopped
    assert digests(models / "old") == told.before
    whole, resumed = (open_folder(models / name) for name in ("new", copy.name))
    assert resumed.tokenizer().sha256 == whole.tokenizer().sha256
    assert resumed.info["training"]["base"] == "old"
    assert (copy / "rare.json").read_text() == (whole.path / "rare.json").read_text()


def test_after_its_first_snapshot_a_run_needs_neither_the_model_nor_the_cache(models: Path) -> None:
    shutil.rmtree(models / "old")
    shutil.rmtree(home.shards_folder())
    assert not run.resume(models / "cut-step", lambda item: None, Control()).stopped
    model = open_folder(models / "cut-step")
    assert model.info["training"]["new_words"] == 3
    rare = model.rare_words(model.tokenizer())
    assert rare is not None and "okapi" in rare.counts


def test_before_that_it_says_so_when_the_model_is_gone_or_another(models: Path) -> None:
    info = models / "old" / "model.json"
    info.write_bytes(info.read_bytes() + b"\n")
    for _ in range(2):
        with pytest.raises(ModelError) as caught:
            run.resume(models / "cut-ngram", lambda item: None, Control())
        assert caught.value.code == "base-gone"
        assert sentence(caught.value).startswith("old, which this run goes on from, is gone or was changed")
        checkpoint.base_tokenizer_path(models / "cut-ngram").unlink(missing_ok=True)


def test_changed_text_is_noticed_by_such_a_run_too(models: Path) -> None:
    shutil.rmtree(home.shards_folder())
    (home.data_folder() / "new.txt").write_text(NEW + NEW, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        run.resume(models / "cut-step", lambda item: None, Control())
    assert caught.value.code == "text-changed"


def test_a_run_that_is_discarded_takes_nothing_along() -> None:
    before = digests(publish_old())
    control = Control()
    control.ask("discard")
    assert run.train(request("new", NEW, "old"), lambda item: None, control).discarded
    assert [path.name for path in home.models_folder().iterdir()] == ["old"]
    assert digests(home.models_folder() / "old") == before


# Models that cannot be gone on from -----------------------------------------------------------------------------------


def code_of(model: str) -> str:
    with pytest.raises(WordrnnError) as caught:
        Base.chosen(model)
    assert "<" not in sentence(caught.value)
    return caught.value.code


def test_a_base_is_a_whole_model_with_a_network() -> None:
    assert code_of("none") == "no-model"
    folder = publish(home.models_folder() / "cats")
    assert Base.chosen("cats").name == Base.chosen(str(folder)).name == "cats"
    (folder / "training").mkdir()
    with lock.holding(folder / "training"):
        assert code_of("cats") == "already-training"
    (folder / "weights.safetensors").write_bytes(b"")
    assert code_of("cats") == "damaged-model"
    publish(home.models_folder() / "counted", None)
    assert code_of("counted") == "base-without-network"


def test_options_that_ask_for_another_model_are_refused_and_equal_ones_pass() -> None:
    publish(home.models_folder() / "cats")  # GRU, 4 units, 1 layer, 3 wide
    base = Base.chosen("cats")
    base.require_same({"--cell": "gru", "--units": 4, "--layers": 1, "--embedding": 3, "--tokenizer": "word"})
    base.require_same({"--cell": None, "--units": None, "--pretokenized": None})
    for wrong in ({"--cell": "lstm"}, {"--units": 5}, {"--layers": 2}, {"--tokenizer": "bpe"}):
        with pytest.raises(OptionError) as caught:
            base.require_same(wrong)
        ((name, value),) = wrong.items()
        assert sentence(caught.value).startswith(f"{name}: expected ")
        assert f"got {value};" in sentence(caught.value)
    known = TOKENIZER.vocab_size
    assert base.vocabulary_size(None) == known + fine_tuning.MOST_NEW_WORDS
    assert base.vocabulary_size(known) == known
    with pytest.raises(OptionError, match="not-like-base"):
        base.vocabulary_size(known - 1)


# The parts it needs ---------------------------------------------------------------------------------------------------


def test_rare_words_of_two_texts_are_one_list() -> None:
    one = RareWords({"okapi": 3, "cat": 1, "dog": 1}, (0.5, 1.0, 1.5), 4)
    other = RareWords({"dog": 2, "kudu": 1}, (0.6, 1.1, 1.6), 5)
    joined = one.joined(other, TOKENIZER)  # which knows "cat"
    assert joined is not None
    assert list(joined.counts.items()) == [("dog", 3), ("okapi", 3), ("kudu", 1)]
    assert (joined.discounts, joined.unseen) == (one.discounts, 9)
    assert joined.to_json() == RareWords.from_json(joined.to_json(), TOKENIZER).to_json()
    assert RareWords({"cat": 1}, (0.5, 1.0, 1.5), 1).joined(RareWords({}, (0, 0, 0), 0), TOKENIZER) is None


def test_an_extended_tokenizer_keeps_its_ids_and_comes_back() -> None:
    longer = TOKENIZER.extended(["dog", "naïve", "cat", "dog"])
    assert longer.vocabulary == [*TOKENIZER.vocabulary, "dog", "naïve"]
    assert longer.sha256 != TOKENIZER.sha256
    assert longer.encode("the dog sat\n").tolist() == [
        *TOKENIZER.encode("the"), TOKENIZER.vocab_size, *TOKENIZER.encode("sat\n"),
    ]  # fmt: skip
    assert Tokenizer.from_json(longer.to_json()).vocabulary == longer.vocabulary
    assert TOKENIZER.extended([]).sha256 == TOKENIZER.sha256


def test_training_begins_with_given_weights_and_never_publishes_worse_ones(tmp_path: Path) -> None:
    class Worse(Recorder):
        def _measure(self) -> Validation:
            weights.append(self.network.weight_arrays())
            return Validation(1.0 + self.progress.step, {"network": 1.0, "ngram": 0.0}, 1.0)

    weights: list[dict[str, np.ndarray]] = []
    given = {name: np.full(shape, 0.1, np.float32) for name, shape in CONFIG.weight_shapes().items()}
    trainer = Worse(tmp_path, TrainConfig(batch=4, bptt=5, epochs=2), weights=given, broken_at={1})
    trainer.run()
    assert all((weights[0][name] == array).all() for name, array in given.items())
    assert len(trainer.published) == 1
    assert trainer.progress.recoveries == 1  # back to what was given, not to random weights
    assert [item["epoch"] for item in trainer.named("epoch")] == [0.0, 1.0, 2.0]
    snapshot = checkpoint.load_snapshot(tmp_path)
    assert snapshot is not None and snapshot.progress["best_loss"] == 1.0


def test_what_lies_between_is_on_the_straight_line() -> None:
    anchor, trained = {"w": np.array([0.0, 8.0], np.float32)}, {"w": np.array([4.0, 0.0], np.float32)}
    tried = [arrays["w"].tolist() for arrays in fine_tuning.between(anchor, trained)]
    assert tried[0] == [4.0, 0.0]
    assert np.array(tried[1:]) == pytest.approx(np.array([[3, 2], [2.2, 3.6], [1.6, 4.8], [1, 6]]))


def test_the_best_between_the_base_and_what_was_learned_is_published(tmp_path: Path) -> None:
    class Distance(Recorder):
        """The held-out text likes the embedding best where it is `wanted`."""

        def _measure(self) -> Validation:
            place = float(self.network.weight_arrays()["embedding"].mean())
            return Validation(abs(place - wanted), {"network": 1.0, "ngram": 0.0}, 1.0)

    published: list[float] = []

    class Half(Distance):
        def _step(self) -> float:
            loss = super()._step()
            self.network.assign_weights({name: array * 0 + 1 for name, array in given.items()})
            return loss

    wanted = 0.41
    given = {name: np.zeros(shape, np.float32) for name, shape in CONFIG.weight_shapes().items()}
    trainer = Half(tmp_path, TrainConfig(batch=4, bptt=5, epochs=1), weights=given, anchor=given)
    trainer._publish = lambda weights, validation, progress: published.append(
        float(weights["embedding"].mean())
    )
    trainer.run()
    assert published == pytest.approx([0.0, 0.4])  # the base itself before the first step
    assert trainer.network.weight_arrays()["embedding"].mean() == 1  # training goes on from where it was


def test_a_run_that_was_cut_off_knows_what_it_came_from(tmp_path: Path) -> None:
    weights = {"embedding": np.arange(6, dtype=np.float32).reshape(2, 3)}
    assert checkpoint.load_anchor(tmp_path) is None
    checkpoint.save_anchor(tmp_path, weights)
    kept = checkpoint.load_anchor(tmp_path)
    assert kept is not None and (kept["embedding"] == weights["embedding"]).all()
    path = checkpoint.training_folder(tmp_path) / "anchor.safetensors"
    path.write_bytes(path.read_bytes()[:-4])
    assert checkpoint.load_anchor(tmp_path) is None
    checkpoint.finish(tmp_path)
    assert not path.exists()

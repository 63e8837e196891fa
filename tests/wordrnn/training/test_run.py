"""Whole runs on a small text, in this process and in one of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("keras")

import wordrnn
from wordrnn import cli, home, library
from wordrnn.cli import commands
from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.errors import CorpusError, OptionError, StorageError, WordrnnError
from wordrnn.events import FIELDS, Event, LineReader, event
from wordrnn.model_folder import open_folder
from wordrnn.training import checkpoint, plan, planning, preparing, run
from wordrnn.training.control import Control
from wordrnn.training.request import Request

LINES = "the cat sat on the mat .\na dog ran to the old house .\nwe know that the cat is here .\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(LINES * 60, encoding="utf-8")
    return path


def small(epochs: int = 2, **changes: object) -> plan.Wishes:
    return plan.Wishes(epochs=epochs, units=8, embedding=8, **changes)  # pyright: ignore[reportArgumentType]


@pytest.fixture
def trained(text: Path) -> Iterator[tuple[Path, list[Event]]]:
    events: list[Event] = []
    folder = home.models_folder() / "cats"
    run.train(Request(folder, (str(text),), wishes=small()), events.append, Control())
    yield folder, events


def test_a_run_ends_in_a_model_that_predicts(trained: tuple[Path, list[Event]]) -> None:
    folder, events = trained
    names = [item["event"] for item in events]
    order = [names.index(name) for name in ("started", "corpus", "ngram", "published", "plan", "epoch")]
    assert order == sorted(order)
    assert all(set(item) == {"event", *FIELDS[item["event"]]} for item in events)
    model = open_folder(folder)
    assert model.config is not None and model.config.units == 8
    assert set(model.mixture_weights) == {"network", "ngram"}
    assert sorted(path.name for path in folder.iterdir()) == [
        "card.md", "history.jsonl", "model.json", "ngram", "tokenizer.json", "training", "weights.safetensors",
    ]  # fmt: skip
    assert not checkpoint.is_unfinished(folder)
    assert library.active_name() == "cats"
    assert "cat" in [each.word for each in wordrnn.load().suggest("the c")]
    history = [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]
    assert [item["epoch"] for item in history] == [1.0, 2.0]
    assert str(home.data_folder()) not in (folder / "card.md").read_text()


def test_a_vocabulary_that_knows_too_little_is_said_to_do_so(text: Path, tmp_path: Path) -> None:
    valid = tmp_path / "valid.txt"
    valid.write_text(
        "The cat sat beside seven unheard of zebras that nobody had met.\n" * 3, encoding="utf-8"
    )
    events: list[Event] = []
    request = Request(home.models_folder() / "few", (str(text),), str(valid), wishes=small(1))
    run.train(request, events.append, Control())
    warning = next(item for item in events if item["event"] == "warning")
    assert warning["code"] == "low-coverage"
    assert "%" in warning["message"] and "more text or --tokenizer bpe" in warning["message"]


def test_a_name_that_is_taken_is_refused_and_the_model_stays(
    trained: tuple[Path, list[Event]], text: Path
) -> None:
    folder, _ = trained
    before = (folder / "model.json").read_bytes()
    with pytest.raises(OptionError) as caught:
        run.train(Request(folder, (str(text),), wishes=small()), lambda item: None, Control())
    assert caught.value.code == "name-taken"
    assert (folder / "model.json").read_bytes() == before


def test_a_stopped_run_is_resumed_to_its_end(text: Path) -> None:
    folder = home.models_folder() / "cats"
    control = Control()

    def stop_after_two_epochs(item: Event) -> None:
        if item["event"] == "epoch" and item["epoch"] == 2:
            control.ask("stop")

    request = Request(folder, (str(text),), wishes=small(4))
    assert run.train(request, stop_after_two_epochs, control).stopped
    assert library.list_models()[0].training
    events: list[Event] = []
    assert not run.resume(folder, events.append, Control()).stopped
    history = [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]
    assert [item["epoch"] for item in history] == [1.0, 2.0, 3.0, 4.0]
    assert not checkpoint.is_unfinished(folder)


def test_a_discarded_run_leaves_nothing(text: Path) -> None:
    folder = home.models_folder() / "cats"
    control = Control()
    control.ask("discard")
    assert run.train(Request(folder, (str(text),), wishes=small()), lambda item: None, control).discarded
    assert not folder.exists()


def test_a_resumed_run_that_is_discarded_leaves_nothing_either(text: Path) -> None:
    folder = home.models_folder() / "cats"
    control = Control()

    def stop_after_an_epoch(item: Event) -> None:
        if item["event"] == "epoch":
            control.ask("stop")

    run.train(Request(folder, (str(text),), wishes=small(4)), stop_after_an_epoch, control)
    again = Control()
    again.ask("discard")
    assert run.resume(folder, lambda item: None, again).discarded
    assert library.list_models() == []
    assert not folder.exists()


def test_a_run_is_discarded_in_its_last_stages_too(text: Path) -> None:
    folder = home.models_folder() / "cats"
    control = Control()

    def discard_late(item: Event) -> None:
        if item["event"] == "stage" and item["name"] == "calibrating":
            control.ask("discard")

    assert run.train(Request(folder, (str(text),), wishes=small(1)), discard_late, control).discarded
    assert not folder.exists()


def test_a_run_that_the_disk_was_too_small_for_at_its_end_is_ended_later(
    text: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = home.models_folder() / "cats"
    train = ["train", str(text), "--name", "cats", "--epochs", "1", "--units", "8", "--embedding", "8"]
    with monkeypatch.context() as patch:
        patch.setattr(run, "calibrate_folder", full)
        assert cli.main(train) == 2
        assert cli.main(["train", "--resume", "--name", "cats"]) == 2
        assert capsys.readouterr().err.count("The disk is full") == 2
        assert open_folder(folder).calibration is None
    events: list[Event] = []
    assert not run.resume(folder, events.append, Control()).stopped
    assert "epoch" not in [item["event"] for item in events]  # only what was missing is done
    assert open_folder(folder).calibration is not None
    assert not checkpoint.is_unfinished(folder)


def test_the_end_of_a_run_is_told_with_a_full_disk_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = commands._EventLog(sys.stdout, Control())
    log.folder = tmp_path
    checkpoint.training_folder(tmp_path).mkdir()
    log.emit(event("started", model="m", folder="m", pid=1, resumed=False))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    log.finish(None, StorageError("disk-full", path=str(tmp_path)))
    done = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (done["event"], done["code"], done["params"]) == ("done", "disk-full", {"path": str(tmp_path)})
    assert done["message"].startswith("The disk is full: ")


def test_an_empty_backend_is_the_default_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "")  # as Keras reads it
    run._require_trainer()


@pytest.mark.parametrize("stage", ["ngram", "training"])
def test_resuming_notices_that_the_text_has_changed(text: Path, stage: str) -> None:
    folder = home.models_folder() / "cats"
    control = Control()

    def stop_there(item: Event) -> None:
        if item["event"] == "stage" and item["name"] == stage:
            control.ask("stop")

    run.train(Request(folder, (str(text),), wishes=small()), stop_there, control)
    for shards in home.shards_folder().iterdir():
        (shards / "manifest.json").unlink()
    text.write_text(LINES * 61, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        run.resume(folder, lambda item: None, Control())
    assert caught.value.code == "text-changed"


def test_a_run_that_was_stopped_early_goes_on_with_its_own_text(text: Path) -> None:
    folder = home.models_folder() / "cats"
    controls = [Control(), Control()]
    vocabularies: list[int] = []

    def stop_once_counted(item: Event) -> None:
        if item["event"] == "corpus":
            vocabularies.append(item["vocabulary"])
        if item["event"] == "ngram":
            controls.pop(0).ask("stop")

    run.train(Request(folder, (str(text),), wishes=small()), stop_once_counted, controls[0])
    text.write_text("a zebra met the other zebra .\n" * 60, encoding="utf-8")
    assert run.resume(folder, stop_once_counted, controls[0]).stopped
    assert vocabularies == [open_folder(folder).tokenizer().vocab_size] * 2


def test_what_is_held_out_and_left_out_therefore_is_told(text: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("we know that a dog is here .\n" * 60, encoding="utf-8")
    events: list[Event] = []
    request = Request(home.models_folder() / "m", (str(text), str(other)), str(other), wishes=small())
    dataset = preparing.dataset_for(request, None, events.append, Control())
    assert dataset.documents == 1
    assert [item["code"] for item in events if item["event"] == "warning"][:1] == ["held-out-too"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "no-such-path"),
        (b"", "empty-file"),
        (bytes(range(256)) * 40, "binary-file"),
        (b"one two three", "too-little-text"),
    ],
)
def test_bad_text_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    folder = home.models_folder() / "bad"
    with pytest.raises(WordrnnError) as caught:
        run.train(Request(folder, (str(path),), wishes=small()), lambda item: None, Control())
    assert caught.value.code == code
    assert not folder.exists()
    assert not home.shards_folder().exists() or not list(home.shards_folder().iterdir())


def test_a_folder_with_files_of_the_user_is_left_alone(text: Path, tmp_path: Path) -> None:
    for name in ("training", "notes.txt"):
        folder = tmp_path / f"mine-{name}"
        folder.mkdir()
        if name == "training":
            (folder / name).mkdir()
            (folder / name / "kept.txt").write_text("kept")
        else:
            (folder / name).write_text("kept")
        before = sorted(folder.rglob("*"))
        with pytest.raises(OptionError) as caught:
            run.train(Request(folder, (str(text),), wishes=small()), lambda item: None, Control())
        assert caught.value.code == "folder-not-empty"
        assert sorted(folder.rglob("*")) == before
    file = tmp_path / "file"
    file.write_text("kept")
    with pytest.raises(OptionError):
        run.train(Request(file, (str(text),), wishes=small()), lambda item: None, Control())


def test_a_run_that_was_cut_off_before_its_model_can_be_started_again(text: Path) -> None:
    folder = home.models_folder() / "cats"
    (folder / "ngram.partial").mkdir(parents=True)
    (folder / "tokenizer.json").write_text("{")
    checkpoint.save_run(folder, {"paths": []})
    run.train(Request(folder, (str(text),), wishes=small()), lambda item: None, Control())
    assert open_folder(folder).config is not None


def test_a_model_that_is_being_trained_is_not_pulled_away(text: Path) -> None:
    folder = home.models_folder() / "cats"

    def interfere(item: Event) -> None:
        if item["event"] == "epoch":
            for attempt in (library.delete, lambda name: library.rename(name, "dogs")):
                with pytest.raises(OptionError) as caught:
                    attempt("cats")
                assert caught.value.code == "already-training"
            with pytest.raises(OptionError):
                run.resume(folder, lambda item: None, Control())

    run.train(Request(folder, (str(text),), wishes=small()), interfere, Control())
    assert library.list_models()[0].name == "cats"


def test_the_ngram_is_active_before_the_first_epoch(text: Path) -> None:
    seen: list[str | None] = []

    def look(item: Event) -> None:
        if item["event"] == "plan":
            seen.append(library.active_name())

    run.train(Request(home.models_folder() / "cats", (str(text),), wishes=small()), look, Control())
    assert seen == ["cats"]


def test_a_stop_while_the_text_is_read_leaves_nothing(text: Path) -> None:
    folder = home.models_folder() / "cats"
    control = Control()
    control.ask("stop")
    assert run.train(Request(folder, (str(text),), wishes=small()), lambda item: None, control).stopped
    assert not folder.exists()


@pytest.mark.parametrize("content", ["{}", "[]", "nothing"])
def test_a_damaged_note_of_a_run_is_refused(text: Path, content: str) -> None:
    folder = home.models_folder() / "cats"
    checkpoint.save_run(folder, {})
    (folder / "training" / "run.json").write_text(content)
    with pytest.raises(WordrnnError):
        run.resume(folder, lambda item: None, Control())


def test_a_refused_start_writes_nothing_into_another_runs_log(
    trained: tuple[Path, list[Event]], text: Path
) -> None:
    folder, _ = trained
    log = checkpoint.events_path(folder)
    log.write_text("before\n")
    assert cli.main(["train", str(text), "--name", "cats", "--epochs", "1"]) == 2
    assert log.read_text() == "before\n"


# In a process of its own --------------------------------------------------------------------------------------------


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "wordrnn", "train", *arguments, "--events"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def read_until(process: subprocess.Popen[bytes], name: str, reader: LineReader) -> list[Event]:
    assert process.stdout
    events: list[Event] = []
    for line in process.stdout:
        events += reader.feed(line)
        if events and events[-1]["event"] == name:
            break
    return events


def test_stop_on_stdin_ends_with_exit_code_0_and_stdout_holds_events_only(text: Path) -> None:
    process = start(str(text), "--name", "cats", "--epochs", "100000", "--units", "8", "--embedding", "8")
    events = read_until(process, "step", LineReader())
    output, errors = process.communicate(b"stop\n", timeout=60)
    events += list(LineReader().feed(output))
    assert process.returncode == 0, errors
    assert events[-1]["event"] == "done" and events[-1]["ok"] and events[-1]["stopped"]
    assert all(line.startswith(b"{") for line in output.splitlines())
    assert not errors, errors.decode()  # TensorFlow's notes to its developers are for nobody here
    logged = (checkpoint.events_path(home.models_folder() / "cats")).read_text().splitlines()
    assert json.loads(logged[-1])["event"] == "done"


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_after_kill_9_the_model_loads_and_the_run_goes_on(text: Path) -> None:
    arguments = ["--name", "cats", "--epochs", "60", "--units", "8", "--embedding", "8"]
    process = start(str(text), *arguments)
    read_until(process, "step", LineReader())
    process.stdin.write(b"snapshot\n")  # pyright: ignore[reportOptionalMemberAccess]
    process.stdin.flush()  # pyright: ignore[reportOptionalMemberAccess]
    time.sleep(0.3)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert wordrnn.load("cats").suggest("the c")
    events: list[Event] = []
    run.resume(home.models_folder() / "cats", events.append, Control())
    assert events[0]["resumed"]
    assert open_folder(home.models_folder() / "cats").config is not None


def test_the_end_of_stdin_means_stop_and_after_detach_it_does_not(text: Path) -> None:
    arguments = [str(text), "--epochs", "150", "--units", "8", "--embedding", "8"]
    process = start(*arguments, "--name", "detached")
    read_until(process, "plan", LineReader())
    output, _ = process.communicate(b"pause\ndetach\n", timeout=60)
    done = list(LineReader().feed(output))[-1]
    assert (done["event"], done["stopped"], process.returncode) == ("done", False, 0)


def test_wrong_input_is_one_line_on_stderr_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["train", str(tmp_path / "missing.txt"), "--name", "x"]) == 2
    errors = capsys.readouterr().err.strip().splitlines()
    assert errors == [errors[-1]]
    assert "missing.txt" in errors[0]
    assert not (home.models_folder() / "x").exists()


def test_compiling_the_loop_is_left_out_of_the_time_for_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0

    class Probing:
        @staticmethod
        def faster_precision(units: int, vocab_size: int) -> str:
            return "float32"

        @staticmethod
        def measured_speed(config: ModelConfig, train: TrainConfig) -> float:
            nonlocal now
            now += 7.0
            return 10_000.0 if config.units == 256 else 1000.0

    class Tokens:
        vocab_size = 10_000

    class Text:
        tokenizer = Tokens
        train = range(900_000)

    monkeypatch.setattr(run.time, "perf_counter", lambda: now)
    wishes = plan.Wishes(minutes=10)
    settings = planning.plan_run(wishes, Text, Probing, 30.0, None)[1]  # pyright: ignore[reportArgumentType]
    # Reading took 30 s, two probes 7 s each, the loop's compiling will take 7 s, and 20 s are left for the last stages.
    assert settings.seconds == 600 - 30 - 2 * 7 - 7 - 20

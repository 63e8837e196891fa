"""What is shared comes back the same; what a stranger made up does not come in."""

import gc
import hashlib
import json
import os
import shutil
import stat
import warnings
import weakref
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save

from tests.wordrnn.test_model_folder import TOKENIZER, publish, weights
from wordrnn import archive, exchange, files, home, library
from wordrnn.errors import ModelError, OptionError, StorageError, WordrnnError
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords

Members = dict[str, bytes]
HISTORY = '{"event": "epoch", "epoch": 1.0, "best": true, "valid_perplexity": 3.5}\n'


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return exchange.export_model(publish(tmp_path / "cats", history=HISTORY), tmp_path / "cats.wordrnn")


def members_of(file: Path) -> Members:
    with zipfile.ZipFile(file) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def zipped(file: Path, members: Members, **attributes: Any) -> None:
    """Write a zip of `members`; `attributes` are set on the last."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name twice
        for number, (name, content) in enumerate(members.items(), start=1):
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            if number == len(members):
                for key, value in attributes.items():
                    setattr(member, key, value)
            out.writestr(member, content)


def rehashed(members: Members) -> Members:
    """Return `members` with a `model.json` that names their hashes: a stranger can count, too."""
    info = json.loads(members["model.json"])
    info["files"] = {
        name: hashlib.sha256(data).hexdigest() for name, data in members.items() if name != "model.json"
    }
    return {**members, "model.json": json.dumps(info).encode()}


def nothing_left() -> bool:
    models = home.models_folder()
    return not models.exists() or not list(models.iterdir())


def refused(file: Path) -> str:
    """Return the code with which `file` is refused."""
    with pytest.raises(WordrnnError) as caught:
        exchange.import_model(file)
    assert nothing_left()
    assert ".importing-" not in str(caught.value)
    return caught.value.code


# There and back -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0.5, None], ids=["network", "n-gram only"])
def test_a_shared_model_comes_back_the_same(tmp_path: Path, value: float | None) -> None:
    folder = publish(tmp_path / "cats", value, history=HISTORY)
    file = exchange.export_model(folder, tmp_path / "mine")
    assert file == tmp_path / "mine.wordrnn"
    name = exchange.import_model(file)
    assert (name, library.active_name()) == ("mine", "mine")
    taken = home.models_folder() / name
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "model.json":
            assert files.sha256_of(taken / path.relative_to(folder)) == files.sha256_of(path)
    assert Predictor.open(taken).suggest("the c") == Predictor.open(folder).suggest("the c")
    again = exchange.export_model(taken, tmp_path / "again.wordrnn")
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("kind", ["bpe", "pretokenized"])
def test_models_of_pieces_and_of_split_text_are_shared_too(tmp_path: Path, kind: Any) -> None:
    from wordrnn.ngram.model import NGramModel

    text = "the cat sat on the mat the cat\n" * 3
    tokenizer = Tokenizer.fit([text], kind, 40)
    ngram = NGramModel.fit(tokenizer.encode(text), tokenizer.vocab_size, order=3)
    (tmp_path / "m").mkdir()
    ngram.save(tmp_path / "m" / "ngram")
    publish(tmp_path / "m", None, tokenizer=tokenizer)
    name = exchange.import_model(exchange.export_model(tmp_path / "m", tmp_path / "m.wordrnn"))
    assert Predictor.open(home.models_folder() / name).suggest("the ")


def test_a_taken_name_gets_a_number_and_the_active_model_stays(shared: Path) -> None:
    names = [exchange.import_model(shared) for _ in range(3)]
    assert names == ["cats", "cats-2", "cats-3"]
    assert library.active_name() == "cats"
    assert [model.problem for model in library.list_models()] == [None] * 3


@pytest.mark.parametrize(
    ("stem", "name"),
    [("con", "model"), ("a[b]*c", "abc"), (".. ", "model"), ("x" * 90, "x" * 60), ("é 1.5", "é 1.5")],
)
def test_a_file_gives_its_model_a_name_that_works_everywhere(shared: Path, stem: str, name: str) -> None:
    file = shared.rename(shared.with_name(f"{stem}.wordrnn"))
    assert exchange.import_model(file) == library.check_name(name)


def test_nothing_of_the_maker_goes_along(tmp_path: Path) -> None:
    training = {"corpus": "cats", "paths": ["/home/ann/cats.txt"], "vocabulary": TOKENIZER.vocab_size}
    folder = publish(tmp_path / "cats", training=training)
    info = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps({**info, "host": "/home/ann"}))
    (folder / "training").mkdir()
    (folder / "training" / "run.json").write_text("/home/ann/cats.txt")
    (folder / "memory.json").write_text("typed by Ann")
    found = members_of(exchange.export_model(folder, tmp_path / "cats.wordrnn"))
    assert set(found) == {"model.json", *info["files"]}
    assert not [
        name for name, data in found.items() if b"ann" in data.lower() or str(tmp_path).encode() in data
    ]
    assert json.loads(found["model.json"])["training"] == {
        "corpus": "cats",
        "vocabulary": TOKENIZER.vocab_size,
    }


def test_the_same_model_gives_the_same_file(tmp_path: Path, shared: Path) -> None:
    copy = shutil.copytree(tmp_path / "cats", tmp_path / "elsewhere")
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    assert exchange.export_model(copy, tmp_path / "other.wordrnn").read_bytes() == shared.read_bytes()


def test_a_checked_model_is_let_go_so_that_its_folder_can_be_moved(tmp_path: Path) -> None:
    predictor = Predictor.open(publish(tmp_path / "m"))  # Windows moves no folder with mapped files
    gc.disable()
    try:
        reference = weakref.ref(predictor.parts["ngram"])
        del predictor
        assert reference() is None
    finally:
        gc.enable()


# Failures of ours -----------------------------------------------------------------------------------------------------


def test_an_export_never_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    folder = publish(tmp_path / "cats")
    (tmp_path / "d.wordrnn").mkdir()
    for target in (tmp_path, tmp_path / "d.wordrnn", tmp_path / "d"):
        with pytest.raises(OptionError):
            exchange.export_model(folder, target)


def test_a_damaged_model_is_not_shared(tmp_path: Path) -> None:
    folder = publish(tmp_path / "cats")
    (folder / "weights.safetensors").write_bytes(b"")
    with pytest.raises(ModelError):
        exchange.export_model(folder, tmp_path / "cats.wordrnn")
    assert [path.name for path in tmp_path.iterdir()] == ["cats"]


def test_a_model_replaced_while_it_is_exported_is_noticed(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = shared.read_bytes(), archive.write

    def slow(target: Path, members: Any, progress: Any) -> None:
        publish(tmp_path / "cats", 2.0)
        write(target, members, progress)

    monkeypatch.setattr(archive, "write", slow)
    with pytest.raises(ModelError):
        exchange.export_model(tmp_path / "cats", shared)
    assert shared.read_bytes() == before


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("call", [0, 1, 5])
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    sync, calls = files.sync, 0

    def sync_until_full(path: Path) -> None:
        nonlocal calls
        calls += 1
        full() if calls > call else sync(path)

    monkeypatch.setattr(files, "sync", sync_until_full)
    assert refused(shared) == "disk-full"
    monkeypatch.setattr(files, "sync", full)
    before = shared.read_bytes()
    with pytest.raises(StorageError):
        exchange.export_model(tmp_path / "cats", shared)
    assert shared.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"cats", "cats.wordrnn"}


def test_a_move_that_fails_leaves_nothing(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "rename", full)
    assert refused(shared) == "disk-full"


def test_what_a_killed_import_left_is_swept_later(shared: Path) -> None:
    old, running = (home.models_folder() / f".importing-{name}" for name in ("old", "running"))
    for folder in (old, running):
        (folder / "ngram").mkdir(parents=True)
    os.utime(old, (1, 1))
    exchange.import_model(shared)
    assert (old.exists(), running.exists()) == (False, True)
    assert [model.name for model in library.list_models()] == ["cats"]


# Strangers' zips ------------------------------------------------------------------------------------------------------

NAMES = {
    "parent": ("../x", "member-name"),
    "parent inside": ("ngram/../../x", "member-name"),
    "absolute": ("/etc/x", "member-name"),
    "drive": ("C:x", "member-name"),
    "stream": ("card.md:x", "member-name"),
    "backslash": ("ngram\\x", "member-name"),
    "share": ("\\\\server\\x", "member-name"),
    "dot": ("./card.md", "member-name"),
    "double slash": ("ngram//x", "member-name"),
    "escape": ("\x1b[2Jx", "member-name"),
    "twice": ("card.md", "member-twice"),
    "capitals": ("Card.MD", "member-twice"),
    "folder": ("ngram/", "member-kind"),
    "program": ("setup.py", "member-unexpected"),
    "pickle": ("ngram/unigram.pkl", "member-unexpected"),
    "training state": ("training/run.json", "member-unexpected"),
    "array of no order": ("ngram/prob-9.npy", "member-unexpected"),
    "not named by model.json": ("ngram/prob-6.npy", "member-unexpected"),
}


@pytest.mark.parametrize("form", NAMES)
def test_members_with_other_names_are_refused(shared: Path, form: str) -> None:
    name, code = NAMES[form]
    with zipfile.ZipFile(shared, "a") as out, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        out.writestr(name, b"x")
    assert refused(shared) == code


def test_a_name_cut_by_a_null_is_seen_whole(shared: Path) -> None:
    zipped(shared, {**members_of(shared), "card.md_x": b""})
    shared.write_bytes(shared.read_bytes().replace(b"card.md_x", b"card.md\0x"))
    assert refused(shared) == "member-name"


KINDS: dict[str, Any] = {
    "link": {"external_attr": (stat.S_IFLNK | 0o777) << 16},
    "device": {"external_attr": (stat.S_IFCHR | 0o666) << 16},
    "folder": {"external_attr": (stat.S_IFDIR | 0o755) << 16},
    "another compression": {"compress_type": zipfile.ZIP_LZMA},
}


@pytest.mark.parametrize("kind", KINDS)
def test_members_that_are_no_plain_files_are_refused(shared: Path, kind: str) -> None:
    zipped(shared, members_of(shared), **KINDS[kind])
    assert refused(shared) == "member-kind"


def test_encrypted_members_are_refused(shared: Path) -> None:
    content = bytearray(shared.read_bytes())
    place = content.rindex(b"PK\1\2")  # flags: 8 bytes into the directory's entry
    content[place + 8] |= 1
    shared.write_bytes(content)
    assert refused(shared) == "member-kind"


def test_files_that_are_too_large_are_refused_before_they_are_unpacked(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = members_of(shared)
    zipped(shared, {**members, "model.json": members["model.json"] + b" " * 1_000_000})
    assert refused(shared) == "member-too-large"
    zipped(shared, {**members, "weights.safetensors": bytes(archive.FREE_BYTES)})
    assert refused(shared) == "too-compressed"
    zipped(shared, members)
    monkeypatch.setattr(archive, "MAX_BYTES", 100)
    monkeypatch.setattr(exchange, "_allowed", lambda: dict.fromkeys(members, 1_000_000))
    assert refused(shared) == "shared-too-large"


@pytest.mark.parametrize("declared", [10, 10_000_000])
def test_a_size_that_is_not_true_is_refused(shared: Path, declared: int) -> None:
    """What unpacks to more than it says must not fill the disk; what says too much is no model."""
    members = members_of(shared)
    weight_bytes = members.pop("weights.safetensors")
    zipped(shared, {**members, "weights.safetensors": weight_bytes + bytes(2_000_000)})
    content = bytearray(shared.read_bytes())
    entry = content.rindex(b"PK\1\2")
    content[entry + 24 : entry + 28] = declared.to_bytes(4, "little")
    shared.write_bytes(content)
    assert refused(shared) == "not-shared-model"


def test_a_zip_of_countless_members_is_not_even_listed(shared: Path) -> None:
    zipped(shared, {str(number): b"" for number in range(archive.MAX_MEMBERS + 1)})
    assert refused(shared) == "too-many-members"


NO_ZIPS: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda file: file.unlink(), "no-shared-model"),
    "folder": (lambda file: (file.unlink(), file.mkdir()), "not-shared-model"),
    "pipe": (lambda file: (file.unlink(), os.mkfifo(file)), "not-shared-model"),
    "empty": (lambda file: file.write_bytes(b""), "not-shared-model"),
    "text": (lambda file: file.write_bytes(b"words " * 100), "not-shared-model"),
    "something behind": (lambda file: file.write_bytes(file.read_bytes() + b"x"), "not-shared-model"),
    "empty zip": (lambda file: zipped(file, {}), "member-missing"),
    "64-bit end": (
        lambda file: file.write_bytes(
            file.read_bytes()[:-22] + b"PK\6\7" + bytes(16) + file.read_bytes()[-22:]
        ),
        "not-shared-model",
    ),
}


@pytest.mark.parametrize("form", NO_ZIPS)
def test_what_is_no_zip_of_ours_is_refused(shared: Path, form: str) -> None:
    if form == "pipe" and os.name == "nt":
        pytest.skip("no pipes in folders there")
    change, code = NO_ZIPS[form]
    change(shared)
    assert refused(shared) == code


# Strangers' models ----------------------------------------------------------------------------------------------------


def in_info(change: Callable[[dict[str, Any]], object]) -> Callable[[Members], Members]:
    def apply(members: Members) -> Members:
        info = json.loads(members["model.json"])
        change(info)
        return {**members, "model.json": json.dumps(info).encode()}

    return apply


def in_tokenizer(change: Callable[[dict[str, Any]], object]) -> Callable[[Members], Members]:
    def apply(members: Members) -> Members:
        content = json.loads(members["tokenizer.json"])
        change(content)
        return rehashed({**members, "tokenizer.json": json.dumps(content).encode()})

    return apply


def replaced(name: str, content: bytes) -> Callable[[Members], Members]:
    return lambda members: rehashed({**members, name: content})


def without(name: str) -> Callable[[Members], Members]:
    return lambda members: {key: data for key, data in members.items() if key != name}


def array(
    name: str, change: Callable[[np.ndarray[Any, Any]], np.ndarray[Any, Any]]
) -> Callable[[Members], Members]:
    def apply(members: Members) -> Members:
        import io

        out = io.BytesIO()
        np.save(out, change(np.load(io.BytesIO(members[name]))))
        return rehashed({**members, name: out.getvalue()})

    return apply


def safetensors(change: Callable[[dict[str, Any]], object]) -> Callable[[Members], Members]:
    arrays: dict[str, Any] = weights()
    change(arrays)
    return replaced("weights.safetensors", save(arrays))


NORMALIZER = {"type": "Replace", "pattern": {"Regex": "(a+)+$"}, "content": ""}
WRONG: dict[str, tuple[Callable[[Members], Members], str]] = {
    "no model.json": (without("model.json"), "member-missing"),
    "no card": (without("card.md"), "member-missing"),
    "no weights": (lambda members: rehashed(without("weights.safetensors")(members)), "member-missing"),
    "no history": (lambda members: rehashed(without("history.jsonl")(members)), "member-missing"),
    "weights of no network": (in_info(lambda info: info.update(config=None)), "member-unexpected"),
    "model.json is no JSON": (lambda members: {**members, "model.json": b"{"}, "damaged-model"),
    "model.json is nested": (lambda members: {**members, "model.json": b"[" * 100_000}, "damaged-model"),
    "model.json is no UTF-8": (lambda members: {**members, "model.json": b"\xff"}, "damaged-model"),
    "later format": (in_info(lambda info: info.update(format=9)), "other-format"),
    "another hash": (in_info(lambda info: info["files"].update({"card.md": "0" * 64})), "damaged-model"),
    "no hash": (in_info(lambda info: info["files"].update({"card.md": None})), "damaged-model"),
    "names a path outside": (in_info(lambda info: info["files"].update({"../x": ""})), "damaged-model"),
    "names itself": (in_info(lambda info: info["files"].update({"model.json": ""})), "member-twice"),
    "another architecture": (in_info(lambda info: info["config"].update(units=5)), "damaged-model"),
    "giant architecture": (in_info(lambda info: info["config"].update(units=8192)), "damaged-model"),
    "a setting too many": (in_info(lambda info: info["config"].update(run="rm")), "damaged-model"),
    "another vocabulary": (in_info(lambda info: info.update(tokenizer_sha256="0")), "damaged-model"),
    "mixture of NaN": (in_info(lambda info: info.update(mixture={"ngram": float("nan")})), "damaged-model"),
    "no date": (in_info(lambda info: info.update(created="soon")), "damaged-model"),
    "vocabulary of words": (in_info(lambda info: info["training"].update(vocabulary="x")), "damaged-model"),
    "corpus of nothing": (in_info(lambda info: info["training"].update(corpus=None)), "damaged-model"),
    "corpus that clears the screen": (
        in_info(lambda info: info["training"].update(corpus="\x1b[2J")),
        "damaged-model",
    ),
    "half a character": (in_info(lambda info: info["training"].update(corpus="\ud800")), "damaged-model"),
    "long corpus": (in_info(lambda info: info["training"].update(corpus="x" * 5000)), "damaged-model"),
    "endless perplexity": (
        in_info(lambda info: info["metrics"].update(valid_perplexity=float("inf"))),
        "damaged-model",
    ),
    "metrics of text": (in_info(lambda info: info["metrics"].update(valid_perplexity="x")), "damaged-model"),
    "history is no JSON": (replaced("history.jsonl", b"typed text\n"), "damaged-model"),
    "history is nested": (replaced("history.jsonl", b'{"a": {"b": 1}}\n'), "damaged-model"),
    "history is no UTF-8": (replaced("history.jsonl", b"\xff\n"), "damaged-model"),
    "card is no UTF-8": (replaced("card.md", b"\xff"), "damaged-model"),
    "tokenizer is no JSON": (replaced("tokenizer.json", b"{"), "damaged-tokenizer"),
    "tokenizer is a list": (replaced("tokenizer.json", b"[]"), "damaged-tokenizer"),
    "tokenizer is nested": (replaced("tokenizer.json", b"[" * 100_000), "damaged-tokenizer"),
    "tokenizer that rewrites": (
        in_tokenizer(lambda it: it.update(normalizer=NORMALIZER)),
        "damaged-tokenizer",
    ),
    "tokenizer that truncates": (
        in_tokenizer(
            lambda it: it.update(truncation={"max_length": 1, "strategy": "LongestFirst", "stride": 0})
        ),
        "damaged-tokenizer",
    ),
    "tokenizer that splits otherwise": (
        in_tokenizer(lambda it: it["pre_tokenizer"]["pattern"].update(Regex="(a+)+$")),
        "damaged-tokenizer",
    ),
    "tokenizer of another model": (
        in_tokenizer(lambda it: it["model"].update(type="Unigram")),
        "damaged-tokenizer",
    ),
    "another token that is special": (
        in_tokenizer(
            lambda it: it["added_tokens"].append({**it["added_tokens"][0], "id": 2, "content": "cat"})
        ),
        "damaged-tokenizer",
    ),
    "ids with holes": (in_tokenizer(lambda it: it["model"]["vocab"].update(cat=99)), "damaged-tokenizer"),
    "an id twice": (in_tokenizer(lambda it: it["model"]["vocab"].update(cat=0)), "damaged-tokenizer"),
    "a negative id": (in_tokenizer(lambda it: it["model"]["vocab"].update(cat=-1)), "damaged-tokenizer"),
    "a word that clears the screen": (
        in_tokenizer(lambda it: it["model"]["vocab"].update({"\x1b[2J": len(it["model"]["vocab"])})),
        "damaged-tokenizer",
    ),
    "a key twice": (
        lambda members: replaced(
            "tokenizer.json", members["tokenizer.json"].replace(b'"cat":', b'"cat":1,"cat":')
        )(members),
        "damaged-tokenizer",
    ),
    "other words": (
        in_tokenizer(lambda it: it["model"]["vocab"].update(dog=len(it["model"]["vocab"]))),
        "damaged-model",
    ),
    "weights are no safetensors": (replaced("weights.safetensors", b"\x80\x04K\x01."), "damaged-model"),
    "giant header": (replaced("weights.safetensors", b"\xff" * 8), "damaged-model"),
    "an array too many": (safetensors(lambda it: it.update({"\x1b[2J": np.zeros(1)})), "damaged-model"),
    "an array too few": (safetensors(lambda it: it.pop("embedding")), "damaged-model"),
    "another shape": (safetensors(lambda it: it.update(embedding=np.zeros((2, 2), "f4"))), "damaged-model"),
    "weights of NaN": (
        safetensors(lambda it: it["embedding"].fill(np.nan)),
        "weight-not-finite",
    ),
    "complex weights": (
        safetensors(lambda it: it.update(embedding=it["embedding"].astype(np.complex64))),
        "damaged-model",
    ),
    "n-gram is no JSON": (replaced("ngram/ngram.json", b"{"), "damaged-ngram"),
    "n-gram of another order": (
        replaced("ngram/ngram.json", b'{"format": 1, "order": 1, "vocab_size": %d}' % TOKENIZER.vocab_size),
        "member-unexpected",
    ),
    "n-gram of objects": (
        replaced(
            "ngram/unigram.npy",
            b"\x93NUMPY\1\0\x16\0{'descr': '|O', 'fortran_order': False, 'shape': (9,)}\n",
        ),
        "damaged-ngram",
    ),
    "n-gram out of range": (array("ngram/words-2.npy", lambda it: it + np.uint16(100)), "damaged-ngram"),
    "n-gram that sums to more": (array("ngram/prob-2.npy", lambda it: it * 2), "damaged-ngram"),
    "n-gram of another type": (array("ngram/first-2.npy", lambda it: it.astype(np.int64)), "damaged-ngram"),
    "n-gram cut short": (array("ngram/backoff-2.npy", lambda it: it[:-1]), "damaged-ngram"),
}


@pytest.mark.parametrize("form", WRONG)
def test_models_that_are_not_what_they_say_are_refused(shared: Path, form: str) -> None:
    change, code = WRONG[form]
    zipped(shared, change(members_of(shared)))
    assert refused(shared) == code


def test_model_json_is_checked_before_anything_else_is_unpacked(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: list[str] = []
    unpack = exchange._unpack_member

    def noted(shared: archive.Archive, name: str, folder: Path, progress: Any) -> None:
        unpacked.append(name)
        unpack(shared, name, folder, progress)

    monkeypatch.setattr(exchange, "_unpack_member", noted)
    zipped(shared, in_info(lambda info: info["config"].update(cell="x"))(members_of(shared)))
    assert refused(shared) == "damaged-model"
    assert unpacked == ["model.json"]


def test_what_is_told_of_a_strangers_file_cannot_act_on_a_terminal(shared: Path) -> None:
    zipped(shared, WRONG["an array too many"][0](members_of(shared)))
    with pytest.raises(ModelError) as caught:
        exchange.import_model(shared)
    assert "\x1b" not in str(caught.value.params["reason"])


def test_links_of_a_card_come_in_as_text(shared: Path) -> None:
    card = "# c\n\n![spy](https://a.example/1.png) <b>x</b> [here](http://a.example) \x1b[2J\n\n[r]: http://a.example\n"
    zipped(shared, replaced("card.md", card.encode())(members_of(shared)))
    name = exchange.import_model(shared)
    assert library.list_models()[0].problem is None
    text = (home.models_folder() / name / "card.md").read_text(encoding="utf-8")
    assert text == "# c\n\nspy ‹b>x‹/b> here  (2J\n\n(r): http: //a.example\n"


# Chance ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("exported")
    file = exchange.export_model(publish(folder / "cats", history=HISTORY), folder / "cats.wordrnn")
    return file.read_bytes()


def imports_the_same_or_nothing(content: bytes, expected: Members, folder: Path) -> None:
    file = folder / "fuzzed.wordrnn"
    file.write_bytes(content)
    try:
        name = exchange.import_model(file)
    except WordrnnError:
        assert nothing_left()
        return
    taken = home.models_folder() / name
    found = {
        path.relative_to(taken).as_posix(): path.read_bytes() for path in taken.rglob("*") if path.is_file()
    }
    shutil.rmtree(taken)
    assert found == expected


fuzzed = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@fuzzed
@given(data=st.data())
def test_damaged_files_come_in_whole_or_not_at_all(
    tmp_path: Path, exported: bytes, data: st.DataObject
) -> None:
    content = bytearray(exported)
    for _ in range(data.draw(st.integers(1, 3))):
        # Headers are a small part of the bytes and decide the most.
        near = data.draw(st.sampled_from([0, exported.index(b"PK\1\2"), len(content) - 22, None]))
        low, high = (0, len(content) - 1) if near is None else (near, min(near + 80, len(content) - 1))
        content[data.draw(st.integers(low, high))] = data.draw(st.integers(0, 255))
    end = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    imports_the_same_or_nothing(bytes(content[:end]), members_of_bytes(exported), tmp_path)


@fuzzed
@given(data=st.data())
def test_changed_models_are_never_a_fault_of_ours(
    tmp_path: Path, exported: bytes, data: st.DataObject
) -> None:
    """The same one layer down: bytes of a member change, and its hash is put right. It may even be a sound model."""
    members = members_of_bytes(exported)
    name = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    members[name] = bytes(content)
    file = tmp_path / "fuzzed.wordrnn"
    zipped(file, members if name == "model.json" else rehashed(members))
    try:
        taken = exchange.import_model(file)
    except WordrnnError:
        assert nothing_left()
    else:
        (summary,) = library.list_models()
        assert summary.problem is None
        Predictor.open(home.models_folder() / taken).suggest("the c")
        shutil.rmtree(home.models_folder() / taken)


def members_of_bytes(content: bytes) -> Members:
    import io

    with zipfile.ZipFile(io.BytesIO(content)) as zipped_:
        return {name: zipped_.read(name) for name in zipped_.namelist()}


def test_rare_words_travel_with_a_model(tmp_path: Path) -> None:
    rare = RareWords({"zebra": 2}, (0.5, 1.0, 1.5), 3)
    file = exchange.export_model(publish(tmp_path / "zoo", rare=rare), tmp_path / "zoo.wordrnn")
    predictor = Predictor.open(home.models_folder() / exchange.import_model(file))
    assert predictor.rare is not None
    assert predictor.rare.counts == rare.counts


@pytest.mark.parametrize("content", [b"{}", b"[" * 100_000, b'{"format": 1}', b"\xff"])
def test_rare_words_of_a_stranger_are_checked(content: bytes, tmp_path: Path) -> None:
    rare = RareWords({"zebra": 2}, (0.5, 1.0, 1.5), 3)
    file = exchange.export_model(publish(tmp_path / "zoo", rare=rare), tmp_path / "zoo.wordrnn")
    zipped(file, rehashed(members_of(file) | {"rare.json": content}))
    with pytest.raises(ModelError):
        exchange.import_model(file)
    assert nothing_left()

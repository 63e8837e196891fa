import sys
from pathlib import Path

import pytest

from tests.wordrnn.test_model_folder import publish
from wordrnn import exports, home
from wordrnn.cli.arguments import main
from wordrnn.errors import ModelError, UnavailableError
from wordrnn.exports import export
from wordrnn.exports.network import Network
from wordrnn.ngram.model import NGramModel


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("m.KERAS", "keras"),
        ("m.tflite", "litert"),
        ("m.onnx", "onnx"),
        ("m.arpa", "arpa"),
        ("m.txt", "wordrnn"),
    ],
)
def test_the_ending_says_the_format(file: str, form: str) -> None:
    assert export.format_of(Path(file)) == form


def test_a_format_gets_its_ending_and_a_library_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = publish(tmp_path / "m")
    assert export.export(folder, tmp_path / "shared").path == tmp_path / "shared.wordrnn"
    # Imported before, each is known to its package too.
    for name in ("onnx_file", "litert_file", "keras_file", "keras_cells"):
        monkeypatch.delitem(sys.modules, f"wordrnn.exports.{name}", raising=False)
        monkeypatch.delattr(exports, name, raising=False)
    for form, library, code in (
        ("onnx", "onnx", "needs-export"),
        ("litert", "ai_edge_litert", "needs-export"),
        ("keras", "wordrnn.exports.keras_cells", "needs-keras"),
    ):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(UnavailableError) as caught:
            export.export(folder, tmp_path / "other", form)
        assert caught.value.code == code
        assert library in caught.value.params["missing"]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["shared.wordrnn"]


def test_what_a_file_cannot_carry_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("onnx")
    publish(home.models_folder() / "cats")
    assert Network.open(home.models_folder() / "cats").left_out == (
        "the n-gram part, which has 25% of the mixture",
        "what was learned of your writing",
    )
    assert main(["models", "export", "cats", str(tmp_path / "cats.onnx")]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Not in it: the n-gram part, which has 25% of the mixture.\n" in printed.err


def test_without_the_part_that_a_format_carries_there_is_no_file(tmp_path: Path) -> None:
    folder = publish(tmp_path / "m", None)
    with pytest.raises(ModelError, match="nothing-to-export"):
        export.export(folder, tmp_path / "m.onnx")
    assert not (tmp_path / "m.onnx").exists()


def test_a_write_that_fails_leaves_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = publish(tmp_path / "m"), tmp_path / "m.arpa"
    file.write_text("before")

    def broken(self: NGramModel, ngrams: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(NGramModel, "probabilities", broken)
    with pytest.raises(Exception, match="disk-full"):
        export.export(folder, file)
    assert file.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m", "m.arpa"]

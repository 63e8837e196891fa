"""The server in a real editor, where one is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls")
NEOVIM = shutil.which("nvim")


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")
def test_neovim_gets_words_and_what_follows_them(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("é 😀 Thanks for the qu\n", encoding="utf-8")
    assert NEOVIM is not None
    script = Path(__file__).with_name("neovim.lua")
    environment = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [NEOVIM, "--headless", "--clean", str(text), "-c", f"luafile {script}"],
        capture_output=True, text=True, timeout=100, env=environment, encoding="utf-8",
    )  # fmt: skip
    answers = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 2]
    words = {word: detail for method, word, detail in answers if method.endswith("/completion")}
    assert "question" in words and words["question"].endswith(" %"), done.stderr
    inline = [word for method, word, _ in answers if method.endswith("/inlineCompletion")]
    assert inline and inline[0].startswith("qu")

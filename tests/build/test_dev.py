"""The one command that sets everything up."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from desktop_app.shell.commands import COMMANDS
from tests.architecture.house import ROOT


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts in build/ find one another, as when one of them is started."""
    monkeypatch.syspath_prepend(str(ROOT / "build"))


@pytest.fixture
def freezing(build: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Freezing in a small repository of its own."""
    module = importlib.import_module("freezing")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    for name in ("app.spec", "pyproject.toml", "requirements.lock", "webui/page.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("first")
    return module


@pytest.mark.parametrize("words", [[], ["fly"]])
def test_without_a_command_it_says_what_there_is_and_fails(words: list[str]) -> None:
    command = [sys.executable, str(ROOT / "build" / "dev.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "build/dev.py test" in done.stderr
    assert not done.stdout


def test_only_what_may_show_a_window_looks_for_a_display(
    build: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = importlib.import_module("dev")
    done = SimpleNamespace(returncode=0)
    monkeypatch.setattr(dev, "os", SimpleNamespace(name="nt", environ={}))
    monkeypatch.setattr(dev, "sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr(dev, "subprocess", SimpleNamespace(run=lambda *_, **__: done))
    monkeypatch.setattr(dev.environment, "provide", lambda *_: None)
    said = {}
    for words in ([], ["choir.tidy"], *([name, "choir.tidy"] for name in COMMANDS)):
        dev.run(words)
        said[" ".join(words)] = "no display" in "".join(capsys.readouterr())
    windows = {"": True, "choir.tidy": True}
    assert said == windows | {f"{name} choir.tidy": False for name in COMMANDS}


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="only Debian has dpkg-query")
def test_only_what_is_missing_is_named(build: None) -> None:
    debian = importlib.import_module("debian")
    assert debian.missing(["no-such-package", "dpkg", "libc6"]) == ["no-such-package"]


def test_a_lock_file_that_changed_is_noticed(
    build: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = importlib.import_module("environment")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    lock = tmp_path / "requirements.lock"
    lock.write_text("flask==1")
    before = environment.fingerprint("requirements.lock")
    assert environment.fingerprint("requirements.lock") == before
    lock.write_text("flask==2")
    assert environment.fingerprint("requirements.lock") != before


def test_our_programs_keep_their_compiled_modules(
    build: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("TIDYBASE_HOME", "/somewhere")
    variables = importlib.import_module("environment").variables()
    assert "PYTHONDONTWRITEBYTECODE" not in variables
    assert variables["TIDYBASE_HOME"] == "/somewhere"


def test_a_program_is_stale_once_a_source_changes(freezing: ModuleType, tmp_path: Path) -> None:
    before = freezing.fingerprint()
    (tmp_path / "webui" / "__pycache__").mkdir()
    (tmp_path / "webui" / "__pycache__" / "page.pyc").touch()
    assert freezing.fingerprint() == before
    (tmp_path / "webui" / "page.html").write_text("second")
    changed = freezing.fingerprint()
    assert changed != before
    (tmp_path / "webui" / "page.html").rename(tmp_path / "webui" / "other.html")
    assert freezing.fingerprint() not in (before, changed)

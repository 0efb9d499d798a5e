"""Imports only go down. The contracts themselves stand in pyproject.toml, for import-linter."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

ROOMS = (
    "shell",
    "services/first",
    "services/second",
    "web",
    "engine",
    "formulas",
    "column_types",
    "formats",
    "domain",
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the `desktop_app` in a folder against the contracts in its pyproject.toml."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house with the same rooms, the same contracts and nothing inside."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        folder = tmp_path / "desktop_app" / room
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
    for module in ("__init__", "__main__", "app", "config", "services/__init__"):
        (tmp_path / "desktop_app" / f"{module}.py").touch()
    return tmp_path


def test_every_import_keeps_the_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_an_empty_house_keeps_the_contracts(small_house: Path) -> None:
    done = lint(small_house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("domain", "import desktop_app.engine"),
        ("column_types", "import desktop_app.formats"),
        ("column_types", "import desktop_app.formulas"),
        ("formulas", "import desktop_app.engine"),
        ("engine", "import desktop_app.web"),
        ("engine", "import flask"),
        ("web", "import desktop_app.services.first"),
        ("web", "import webview"),
        ("services/first", "import desktop_app.app"),
        ("services/first", "import desktop_app.services.second"),
        ("services/first", "import waitress"),
        ("shell", "import desktop_app.__main__"),
    ],
)
def test_an_import_that_goes_up_is_found(small_house: Path, room: str, line: str) -> None:
    (small_house / "desktop_app" / room / "__init__.py").write_text(f"{line}\n")
    done = lint(small_house)
    assert done.returncode == 1, done.stdout

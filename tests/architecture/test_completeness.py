"""A new member of the house is whole, or it is not in: listed, tested, explained, drawn."""

import inspect
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop_app.app import SERVICES
from desktop_app.column_types import COLUMN_TYPES
from desktop_app.engine.changes import CHANGES
from desktop_app.formats.readable import FORMATS
from tests.architecture.house import ROOT, files

HELP = ROOT / "webui" / "help"
TEMPLATES = ROOT / "webui" / "templates"
CELLS = ROOT / "webui" / "static" / "js" / "cells"

# The help page on which a person finds what each service does. A new service needs its line.
EXPLAINED = {
    "tables": "getting-started",
    "columns": "columns",
    "records": "keyboard",
    "files": "columns",
    "transfer": "importing",
    "history": "undo",
    "users": "people",
    "home": "files",
    "help": "getting-started",
    "links": "links",
}


def home(member: object) -> Path:
    """The file in which the class of a member is written."""
    return Path(inspect.getfile(type(member)))


def unlisted(folder: Path, listed: Iterable[str], marks: str) -> list[str]:
    """The modules in a folder that hold a class with all the marks of a member, but no member."""
    found = []
    for path in sorted(folder.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        member = all(re.search(rf"^    {mark}\b", source, re.MULTILINE) for mark in marks.split())
        if member and path.name not in ("__init__.py", "base.py", *listed):
            found.append(path.name)
    return found


def untold(words: Iterable[str], pages: str) -> list[str]:
    """The words that no help page says."""
    return [word for word in words if word.lower() not in pages.lower()]


def help_text() -> str:
    """All help, one page after the other."""
    return "\n".join(path.read_text(encoding="utf-8") for path in files(".md", under="webui/help"))


def help_pages() -> set[str]:
    """The names of the help pages, without the number that orders them."""
    return {path.stem.lstrip("0123456789-") for path in HELP.glob("*.md")}


def proofs(folder: str) -> str:
    """All tests in a folder, the contracts over every member among them."""
    found = files(".py", under=f"tests/{folder}")
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def test_every_column_type_in_the_folder_is_listed() -> None:
    listed = [home(member).name for member in COLUMN_TYPES]
    assert unlisted(ROOT / "desktop_app/column_types", listed, "name label icon") == []


@pytest.mark.parametrize("member", COLUMN_TYPES, ids=lambda member: member.name)
def test_a_column_type_is_tested_explained_and_drawn(member: object) -> None:
    path = home(member)
    assert path.parent == ROOT / "desktop_app" / "column_types"
    assert (ROOT / "tests" / "column_types" / f"test_{path.name}").exists()
    assert untold([f"## {getattr(member, 'label', '?')}"], help_text()) == []
    assert (CELLS / f"{path.stem}.js").exists()
    assert f"./{path.stem}.js" in (CELLS / "index.js").read_text(encoding="utf-8")


def test_every_type_of_column_is_tested_by_a_contract() -> None:
    assert "COLUMN_TYPES" in proofs("column_types")


def test_every_format_in_the_folder_is_listed() -> None:
    listed = [home(member).name for member in FORMATS]
    assert unlisted(ROOT / "desktop_app/formats", listed, "name suffixes") == []


@pytest.mark.parametrize("member", FORMATS, ids=lambda member: member.name)
def test_a_format_is_tested_and_explained(member: object) -> None:
    path = home(member)
    assert path.parent == ROOT / "desktop_app" / "formats"
    assert (ROOT / "tests" / "formats" / f"test_{path.name}").exists()
    assert untold(getattr(member, "suffixes", ["?"])[:1], help_text()) == []


def test_every_service_in_the_folder_is_listed() -> None:
    folders = {p.parent.name for p in (ROOT / "desktop_app/services").glob("*/__init__.py")}
    assert folders == {service.name for service in SERVICES}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_is_drawn_tested_and_explained(service: object) -> None:
    name = getattr(service, "name", "?")
    source = ROOT / "desktop_app" / "services" / name
    code = "\n".join(path.read_text(encoding="utf-8") for path in source.glob("*.py"))
    drawn = re.findall(r'render_template\(\s*"([^"]+)"', code)
    assert [page for page in drawn if not (TEMPLATES / page).exists()] == []
    assert (TEMPLATES / name).is_dir()
    assert list((ROOT / "tests" / "services").glob(f"test_{name}*.py"))
    assert EXPLAINED[name] in help_pages()


def test_every_template_is_drawn_by_someone() -> None:
    used = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*files(".html", under="webui"), *files(".py", under="desktop_app")]
    )
    ours = [path.relative_to(TEMPLATES).as_posix() for path in files(".html", under="webui")]
    assert [name for name in ours if f'"{name}"' not in used] == []


@pytest.mark.parametrize("name", [change.__name__ for change in CHANGES])
def test_a_change_is_tested(name: str) -> None:
    assert name in proofs("engine")


def test_a_forgotten_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "rating.py").write_text("class Rating:\n    name = 'rating'\n    def show(): ...\n")
    (tmp_path / "words.py").write_text("YES = ['yes']\n")
    assert unlisted(tmp_path, [], "name def") == ["rating.py"]
    assert unlisted(tmp_path, ["rating.py"], "name def") == []


def test_a_word_without_help_is_found() -> None:
    assert untold(["Rating", "Date"], "## Date\n") == ["Rating"]

"""The top level is fixed, what the documents say can be done, and the pins agree."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import __version__
from tests.architecture.house import ROOT, is_ours

TOP = {
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "pyproject.toml", "app.spec"),
    *("requirements.lock", "requirements-window.lock", "requirements-dev.lock"),
    *("desktop_app", "webui", "build", "tests"),
    *(".ci", ".github", ".gitattributes", ".gitignore"),
}
LOCKS = sorted(ROOT.glob("requirements*.lock"))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", ".ci/run", ".github/workflows/ci.yml")

PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)


def read(name: str) -> str:
    """The text of a file at or below the top."""
    return (ROOT / name).read_text(encoding="utf-8")


def unknown_commands(document: str, known: set[str]) -> list[str]:
    """The commands a text tells the reader to give build/dev.py and that it does not have."""
    return [word for word in re.findall(r"build/dev\.py (\w+)", document) if word not in known]


def dead_links(document: str, root: Path) -> list[str]:
    """The files a Markdown text points to and that are not there."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document)
    return [t for t in targets if "://" not in t and not (root / t).exists()]


def pins(lock: str) -> dict[str, str]:
    """The version of every package in a lock file."""
    return dict(PIN.findall(lock))


def unhashed(lock: str) -> Iterator[str]:
    """The packages of a lock file that anything could be put in place of."""
    for block in re.split(r"\n(?=\S)", lock):
        if not block.startswith("#") and "--hash=sha256:" not in block:
            yield block


def dev_commands() -> set[str]:
    """The names that build/dev.py knows; read, not imported, for it stands outside our packages."""
    for node in ast.parse(read("build/dev.py")).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "COMMANDS":
            assert isinstance(node.value, ast.Dict)
            return {ast.literal_eval(key) for key in node.value.keys if key}
    raise AssertionError("build/dev.py has no COMMANDS")


def test_the_top_level_is_as_it_was_drawn() -> None:
    found = {path.name for path in ROOT.iterdir() if is_ours(path)}
    assert found == TOP


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_in_the_documents_exists(name: str) -> None:
    assert unknown_commands(read(name), dev_commands()) == []
    assert "build/dev.py" in read(name)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_in_the_documents_leads_somewhere(name: str) -> None:
    assert dead_links(read(name), ROOT) == []


def test_the_version_is_the_same_everywhere() -> None:
    newest = re.search(r"^## \[?([\w.]+)\]?", read("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert newest[1] == __version__
    settings = tomllib.loads(read("pyproject.toml"))
    assert settings["tool"]["hatch"]["version"]["path"] == "desktop_app/__init__.py"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_by_hash_and_from_nowhere_in_particular(lock: Path) -> None:
    source = lock.read_text(encoding="utf-8")
    assert pins(source)
    assert list(unhashed(source)) == []
    assert not re.search(r"://|--index|--find-links|@ ", source)


def test_the_locks_agree_and_hold_all_that_the_project_names() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    runtime = pins(read("requirements.lock"))
    for name, wanted in [
        ("requirements.lock", project["dependencies"]),
        ("requirements-window.lock", project["dependencies"] + extras["window"]),
        ("requirements-dev.lock", project["dependencies"] + extras["dev"]),
    ]:
        found = pins(read(name))
        names = {re.match(r"[\w-]+", line)[0].lower() for line in wanted}  # type: ignore[index]
        assert names <= found.keys()
        assert {package: found[package] for package in runtime} == runtime


def test_a_command_or_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    assert unknown_commands("python3 build/dev.py fly", {"run"}) == ["fly"]
    (tmp_path / "there.md").touch()
    text = "[a](there.md) ![b](gone.png) [c](https://example.org) [d](there.md#part)"
    assert dead_links(text, tmp_path) == ["gone.png"]


def test_a_package_without_a_hash_is_found() -> None:
    lock = "# x\na==1 \\\n    --hash=sha256:00\nb==2 ; sys_platform == 'linux'\n"
    assert [block.strip() for block in unhashed(lock)] == ["b==2 ; sys_platform == 'linux'"]
    assert pins(lock) == {"a": "1", "b": "2"}

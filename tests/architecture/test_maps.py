"""A room of many files has a map in its `__init__`, and the map is whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

ROOMS = ("engine", "formats", "web", "services/transfer", "shell")


def unmapped(room: Path) -> Iterator[str]:
    """The modules in a folder that the docstring of its `__init__` does not name."""
    told = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"\w+", told))
    for path in sorted(room.glob("*.py")):
        common = path.stem in {"__init__", "routes", "shapes"}  # which every service has
        if not common and path.stem not in named:
            yield path.stem


@pytest.mark.parametrize("room", ROOMS)
def test_a_map_names_every_file(room: str) -> None:
    assert list(unmapped(ROOT / "desktop_app" / room)) == []


def test_what_is_not_on_a_map_is_found(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text('"""Rows: reading, writing."""', encoding="utf-8")
    for name in ("reading", "forgotten"):
        (tmp_path / f"{name}.py").touch()
    assert list(unmapped(tmp_path)) == ["forgotten"]

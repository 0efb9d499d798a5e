"""Services of other people's packages: installed, they are there; broken, they are left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.app import SERVICES, chosen, close, create_app, discovered
from desktop_app.config import Config
from desktop_app.domain.errors import Invalid
from tests.support.served import served

# A whole service, in ten lines.
GREETINGS = """
from typing import TypedDict
from flask import Blueprint
from desktop_app.web.api import answers
from desktop_app.web.service import Service
class Greeting(TypedDict):
    hello: str
bp = Blueprint("greetings", __name__)
@bp.get("/api/v1/greetings/<name>")
@answers()
def greet(name: str) -> Greeting:
    '''Greet somebody.'''
    return {"hello": name}
SERVICE = Service(name="greetings", blueprint=bp)
"""

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a package as pip would: its module, and what it says of itself."""
    site = tmp_path / "site-packages"
    site.mkdir()
    modules: list[str] = []

    def package(name: str, source: str, points: str = "") -> Path:
        (site / f"{name}.py").write_text(source, encoding="utf-8")
        said = site / f"{name}-1.0.dist-info"
        said.mkdir()
        (said / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        point = points or f"{name} = {name}:SERVICE"
        (said / "entry_points.txt").write_text(f"[tidybase.services]\n{point}\n")
        modules.append(name)
        return site

    monkeypatch.syspath_prepend(site)
    yield package
    for name in modules:
        sys.modules.pop(name, None)


def test_an_installed_service_is_there_and_described(
    config: Config, document: Path, install: Install
) -> None:
    install("greetings", GREETINGS)
    app = create_app(config.opening(f"sqlite:///{document}"))
    client = app.test_client()
    assert client.get("/api/v1/greetings/Ada").json == {"hello": "Ada"}
    told = client.get("/openapi.json").json["paths"]["/api/v1/greetings/{name}"]["get"]
    assert (told["operationId"], told["summary"]) == ("greet", "Greet somebody.")
    assert client.get("/api/v1/users").status_code == 200
    close(app)


def test_it_can_be_chosen_and_left_out(install: Install) -> None:
    install("greetings", GREETINGS)
    assert [service.name for service in chosen("greetings,users")] == ["users", "greetings"]
    assert [service.name for service in chosen("users")] == ["users"]
    with pytest.raises(Invalid, match="greetings"):
        chosen("nonsense")


def test_it_can_be_served(document: Path, install: Install) -> None:
    site = install("greetings", GREETINGS)
    words = ("--services", "users,greetings")
    with served(document, *words, env={"PYTHONPATH": str(site)}) as client:
        assert client.get("/api/v1/greetings/Ada").json() == {"hello": "Ada"}
        assert client.get("/api/v1/tables").status == 404


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("raise RuntimeError('no')", "cannot be loaded"),
        ("import nothing_of_that_name", "cannot be loaded"),
        ("this is no Python", "cannot be loaded"),
        ("", "cannot be loaded"),
        ("SERVICE = 7", "no service"),
        (GREETINGS.replace('"greetings"', '"users"'), "already"),
        (GREETINGS.replace('Blueprint("greetings"', 'Blueprint("tables"'), "already"),
    ],
)
def test_one_that_does_not_fit_is_left_out_and_the_log_says_so(
    install: Install, caplog: pytest.LogCaptureFixture, source: str, reason: str
) -> None:
    install("broken", source)
    install("greetings", GREETINGS)
    assert [service.name for service in discovered()] == ["greetings"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "broken" in caplog.text
    assert reason in caplog.text


def test_of_two_with_one_name_the_first_stays(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    install("again", GREETINGS)
    install("greetings", GREETINGS)
    assert [service.name for service in discovered()] == ["greetings"]
    assert "already" in caplog.text


def test_a_frozen_program_has_only_its_own(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("greetings", GREETINGS)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert discovered() == []
    assert len(chosen(",".join(service.name for service in SERVICES))) == len(SERVICES)

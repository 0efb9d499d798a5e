"""What the pages say about the folder of a document: once that it is copied, copies always."""

import pytest

from desktop_app.config import Config
from desktop_app.shell.desk import Desktop
from desktop_app.web import around
from tests.shell.test_desk import visit


@pytest.fixture
def config(tmp_path):
    return Config(folder=tmp_path / "own", documents=tmp_path / "Dropbox", account="ada")


@pytest.fixture
def choir(config):
    config.documents.mkdir()
    return config.documents / "choir.tidy"


def page(config, open_it):
    desk = Desktop(config)
    try:
        return visit(open_it(desk)).get("/history").text
    finally:
        desk.close()


def test_that_a_folder_is_copied_is_said_the_first_time_only(config, choir):
    assert "that Dropbox copies to other computers" in page(config, lambda desk: desk.new(choir))
    assert "Dropbox copies" not in page(config, lambda desk: desk.open(choir))


def test_a_copy_of_two_writers_is_named_until_it_is_gone(config, choir):
    page(config, lambda desk: desk.new(choir))
    other = choir.with_name("choir (conflicted copy).tidy")
    other.write_bytes(choir.read_bytes())
    for _ in range(2):
        shown = page(config, lambda desk: desk.open(choir))
        assert "Beside this file lies “choir (conflicted copy).tidy”" in shown
        assert 'href="/help/files"' in shown
    other.unlink()
    assert 'class="banner"' not in page(config, lambda desk: desk.open(choir))


def test_of_many_copies_some_are_named(choir):
    for number in range(5):
        choir.with_name(f"choir (conflicted copy {number}).tidy").touch()
    words = around.told(choir, first_time=False)
    assert "copy 2).tidy” and 2 more: it was" in words


def test_a_network_drive_is_told_too(tmp_path, monkeypatch):
    monkeypatch.setattr("desktop_app.web.around.beside.on_network", lambda _: True)
    assert "over the network" in around.told(tmp_path / "choir.tidy", first_time=True)
    assert around.told(tmp_path / "choir.tidy", first_time=False) is None

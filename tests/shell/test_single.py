"""A document is open once per computer, and nothing stays behind, whatever happens."""

import os
import signal
import subprocess
import sys

import pytest

from desktop_app.shell.documents import named_document
from desktop_app.shell.single import AlreadyOpen, hold, passing_files, sweep

HOLDING = """
import sys
from pathlib import Path
from desktop_app.shell.single import hold
held = hold(Path(sys.argv[1]), Path(sys.argv[2]), window=True)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_program(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, tmp_path, tmp_path / "choir.tidy"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_file_open_in_another_program_is_refused_in_words_that_name_it(other_program, tmp_path):
    with pytest.raises(AlreadyOpen, match=r"choir.tidy is already open in Tidybase") as refused:
        hold(tmp_path, tmp_path / "choir.tidy")
    assert refused.value.holder.pid == other_program.pid
    assert refused.value.holder.window


def test_a_link_to_the_file_counts_as_the_file(other_program, tmp_path):
    (tmp_path / "choir.tidy").touch()
    (tmp_path / "link.tidy").symlink_to(tmp_path / "choir.tidy")
    with pytest.raises(AlreadyOpen):
        hold(tmp_path, tmp_path / "link.tidy")


def test_another_file_is_free(other_program, tmp_path):
    hold(tmp_path, tmp_path / "members.tidy").release()


def test_a_crash_sets_the_file_free(other_program, tmp_path):
    os.kill(other_program.pid, signal.SIGKILL)
    other_program.wait()
    hold(tmp_path, tmp_path / "choir.tidy").release()


def test_releasing_leaves_no_file_behind(tmp_path):
    hold(tmp_path, tmp_path / "choir.tidy").release()
    assert list((tmp_path / "open").iterdir()) == []
    hold(tmp_path, tmp_path / "choir.tidy").release()


def test_a_damaged_lock_file_is_no_reason_to_fail(tmp_path):
    held = hold(tmp_path, tmp_path / "choir.tidy")
    next((tmp_path / "open").iterdir()).write_text("nonsense")
    with pytest.raises(AlreadyOpen) as refused:
        hold(tmp_path, tmp_path / "choir.tidy")
    assert refused.value.holder is None
    held.release()


def test_what_a_crash_left_is_swept_at_the_next_start(other_program, tmp_path):
    (tmp_path / "uploads" / "x").mkdir(parents=True)
    other_program.kill()
    other_program.wait()
    sweep(tmp_path)
    assert list((tmp_path / "open").iterdir()) == []
    assert not (tmp_path / "uploads").exists()


def test_sweeping_spares_a_program_that_is_running(other_program, tmp_path):
    (tmp_path / "uploads" / "x").mkdir(parents=True)
    (tmp_path / "open" / "stale.lock").touch()
    sweep(tmp_path)
    assert len(list((tmp_path / "open").iterdir())) == 1
    assert (tmp_path / "uploads" / "x").exists()


def test_a_program_on_a_server_keeps_its_files_while_others_come_and_go(config, document):
    with named_document(config, "postgresql://db/choir"):
        waiting = passing_files(config.folder) / "x"
        waiting.mkdir()
        with named_document(config, str(document)):
            pass
        sweep(config.folder)
        assert waiting.exists()
    with named_document(config, "postgresql://db/choir"):
        assert not waiting.exists()

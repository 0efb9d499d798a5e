"""What can be typed works, ends by itself, and says what is wrong in one sentence."""

import json
import signal
import socket
import subprocess
import sys

import pytest

from desktop_app import __version__
from tests.support.served import served, start
from tests.support.surroundings import ROOT, Surroundings


@pytest.fixture
def computer(tmp_path):
    return Surroundings(tmp_path, None)


def tidybase(computer, *words, **env):
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *words],
        cwd=ROOT,
        env=computer.environ(**env),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_says_which_version_it_is(computer):
    assert tidybase(computer, "--version").stdout == f"tidybase {__version__}\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serving_ends_well_on_request_and_leaves_only_the_document(computer, number):
    document = computer.root / "choir.tidy"
    process = start(document, env=computer.environ())
    announced = json.loads(process.stdout.readline())
    assert announced["pid"] == process.pid
    assert announced["boot"].startswith(f"{announced['origin']}/_boot/")
    process.send_signal(number)
    out, said = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert said == "There was no file choir.tidy; Tidybase makes a new one.\n"
    assert computer.leftovers() == []
    assert sorted(path.name for path in computer.root.iterdir()) == ["choir.tidy", "home", "tmp"]


def test_only_the_services_asked_for_are_served(computer):
    document = computer.root / "choir.tidy"
    with served(document, "--services", "users", env=computer.environ()) as client:
        assert client.get("/api/v1/users").status == 200
        assert client.get("/api/v1/tables").status == 404


def test_a_document_that_is_being_served_is_not_opened_twice(computer):
    document = computer.root / "choir.tidy"
    with served(document, env=computer.environ()):
        second = tidybase(computer, "serve", document)
    assert second.returncode == 2
    assert second.stderr == (
        "choir.tidy is already open in Tidybase. Go to that window, or close it first.\n"
    )


def test_a_spreadsheet_is_imported_with_a_receipt(computer):
    guests = computer.root / "guests.csv"
    guests.write_text("Name\nAda\n")
    done = tidybase(computer, "import", computer.root / "a.tidy", guests, "--table", "People")
    assert done.returncode == 0
    assert done.stdout.startswith("1 row is in People now.")
    assert computer.leftovers() == []


WRONG = {
    "a folder that is not there": (["serve", "{root}/none/a.tidy"], "There is no folder"),
    "a folder instead of a file": (["serve", "{root}"], "is a folder"),
    "a file that is no document": (["serve", "{root}/letter.tidy"], "letter.tidy"),
    "all addresses at once": (["serve", "{root}/a.tidy", "--host", "0.0.0.0"], "one address only"),
    "a port in use": (["serve", "{root}/a.tidy", "--port", "{port}"], "another program"),
    "a service that is none": (["serve", "{root}/a.tidy", "--services", "x"], "no service"),
    "an unknown kind of database": (["serve", "nosuch://x"], "nosuch"),
    "a spreadsheet that is not there": (["import", "{root}/a.tidy", "{root}/b.csv"], "b.csv"),
    "a file for the window that is not there": (["{root}/gone.tidy"], "gone.tidy"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_in_one_line(computer, case):
    (computer.root / "letter.tidy").write_text("Dear all, " * 60)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words, said = WRONG[case]
        given = [w.format(root=computer.root, port=taken.getsockname()[1]) for w in words]
        done = tidybase(computer, *given, TIDYBASE_WINDOW="none")
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert computer.leftovers() == []


def test_an_import_that_fails_leaves_no_new_document_behind(computer):
    wrong = computer.root / "letter.xlsx"
    wrong.write_bytes(b"PK\x03\x04 but no workbook")
    done = tidybase(computer, "import", computer.root / "a.tidy", wrong)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (computer.root / "a.tidy").exists()


def test_without_a_display_the_address_is_printed_and_unknown_words_are_no_matter(computer):
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--of-some-driver", "-psn_0_1"],
        cwd=ROOT,
        env=computer.environ(),
        stderr=subprocess.PIPE,
        text=True,
    )
    said = [process.stderr.readline() for _ in range(4)]
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert [line.split(":")[0] for line in said[:3]] == [
        "No gtk window",
        "No chromium window",
        "No browser window",
    ]
    assert "http://127.0.0.1:" in said[3]
    assert process.returncode == 0
    assert computer.leftovers() == []


def test_the_self_check_finds_everything_well_and_writes_its_report(computer):
    report = computer.root / "report.json"
    done = tidybase(computer, "--self-check", "--json", report)
    assert done.returncode == 0, done.stdout
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["well"]
    assert not found["frozen"]
    assert {one["name"] for one in found["findings"]} >= {"resources", "sqlite", "document"}
    assert computer.leftovers() == []


def test_an_address_in_use_leaves_no_new_document_behind(computer):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = tidybase(computer, "serve", computer.root / "a.tidy", "--port", port)
    assert done.returncode == 2
    assert not (computer.root / "a.tidy").exists()

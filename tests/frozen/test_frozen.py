"""The one file: small, whole, and leaving nothing behind, whatever it was used for."""

import json
import signal
import subprocess
import sys
from datetime import date

import openpyxl
import pytest

from tests.support.displays import descendants, is_alive, steered
from tests.support.patience import until
from tests.support.person import Person
from tests.support.served import served
from tests.support.surroundings import ROOT

pytestmark = pytest.mark.frozen

LARGEST = 20_000_000  # bytes


@pytest.fixture
def guests(tmp_path):
    file = tmp_path / "Gäste 2026.csv"
    file.write_text("Name,Town,Age\nAda,London,36\nÜnal,Köln,41\n", encoding="utf-8")
    return file


@pytest.fixture
def guests_xlsx(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Name", "Joined"], ["Ada", date(2019, 3, 14)], ["Ünal", date(2020, 1, 2)]):
        book.active.append(row)
    book.save(tmp_path / "Gäste 2027.xlsx")
    return tmp_path / "Gäste 2027.xlsx"


def test_it_is_small_enough_to_send_by_mail(program):
    assert program.stat().st_size < LARGEST


def test_it_checks_itself_far_from_its_sources(program, computer):
    report = computer.root / "report.json"
    checked = subprocess.run(
        [program, "--self-check", "--json", report],
        cwd=computer.root,
        env=computer.environ(PATH="/nowhere"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["frozen"]
    assert [one for one in found["findings"] if not one["well"]] == []
    assert computer.leftovers() == []


def test_its_smoke_test_passes(program):
    smoke = [sys.executable, ROOT / "build" / "smoke_test.py", program]
    done = subprocess.run(smoke, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["guests", "guests_xlsx"])
def test_it_imports_and_serves_without_a_window(program, computer, kind, request):
    guests = request.getfixturevalue(kind)
    document = computer.root / "choir.tidy"
    env = computer.environ()
    words = [program, "import", document, guests, "--table", "Guests"]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with served(document, program=[program], env=env) as client:
        table = client.get("/api/v1/tables").json()["tables"][0]
        rows = client.get(f"/api/v1/tables/{table['id']}/rows").json()["rows"]
        assert [row["cells"][0] for row in rows] == ["Ada", "Ünal"]
        family = [client.process.pid, *descendants(client.process.pid)]
    until(lambda: not any(map(is_alive, family)), "the end of the server")
    assert computer.leftovers() == []


def test_from_the_spreadsheet_to_undo_after_reopening_in_its_own_window(program, desktop, guests):
    env = desktop.environ(TIDYBASE_AUTOMATION="1")
    with steered(program, env=env) as driver:
        person = Person(driver)
        person.chooses(guests)
        person.imports()
        person.sees_cell("Ünal")
        person.types(0, "Grace")
        person.takes_back()
        person.sees_cell("Ada")
        person.types(1, "Paris")
        assert person.refused() == []
    assert desktop.leftovers() == []

    with steered(program, desktop.documents / "Gäste 2026.tidy", env=env) as driver:
        person = Person(driver)
        person.sees_cell("Paris")
        person.takes_back()
        person.sees_cell("London")
    assert desktop.leftovers() == []
    assert guests.read_text(encoding="utf-8").startswith("Name,Town,Age\nAda,London")


def test_without_a_display_it_says_what_is_missing_and_prints_its_address(program, computer):
    process = subprocess.Popen([program], env=computer.environ(), stderr=subprocess.PIPE, text=True)
    said = [process.stderr.readline() for _ in range(4)]
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert said[0].startswith("No gtk window: it needs")
    assert any("http://127.0.0.1:" in line for line in said)
    assert process.returncode == 0
    assert computer.leftovers() == []

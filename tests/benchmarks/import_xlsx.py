"""How long a large workbook takes to come in, beside python-calamine reading it into lists.

    python -m tests.benchmarks.import_xlsx --rows 100000 --rounds 5

Each round runs both, one after the other, each in a process of its own. Asserts nothing about time.
"""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tests.benchmarks.import_csv import run
from tests.benchmarks.people import write_people
from tests.benchmarks.printing import command

OURS = [sys.executable, "-m", "desktop_app", "import"]
REFERENCE = """
import sys
from python_calamine import CalamineWorkbook
list(CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows())
"""


def measure(rows: int, rounds: int) -> dict[str, float]:
    """Return the medians: seconds, MB, and the ratio to the reference."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "people.xlsx", Path(folder) / "target.db"
        write_workbook(source, rows)
        ours, reference = [], []
        for _ in range(rounds):
            reference.append(run([sys.executable, "-c", REFERENCE, str(source)], target))
            ours.append(run([*OURS, str(target), str(source)], target))
    figures: dict[str, float] = {"rows": rows, "rounds": rounds}
    for name, runs in (("ours", ours), ("reference", reference)):
        figures[f"{name} wall s"] = statistics.median(one.wall for one in runs)
        figures[f"{name} peak MB"] = max(one.memory for one in runs)
    pairs = zip(ours, reference, strict=True)
    figures["wall ratio"] = statistics.median(one.wall / two.wall for one, two in pairs)
    return figures


def table(figures: dict[str, float]) -> str:
    """Lay the figures out for people."""
    lines = [
        f"{int(figures['rows']):,} rows of 12 columns, median of {int(figures['rounds'])} rounds",
        f"{'':28}{'wall s':>9}{'peak MB':>9}",
    ]
    for name, label in (("reference", "calamine, to lists"), ("ours", "tidybase import")):
        lines.append(f"{label:28}{figures[f'{name} wall s']:9.2f}{figures[f'{name} peak MB']:9.0f}")
    lines.append(f"{'ratio':28}{figures['wall ratio']:9.2f}")
    return "\n".join(lines)


def write_workbook(path: Path, rows: int) -> None:
    """Write the people of the CSV benchmark as typed cells."""
    text = path.with_suffix(".csv")
    write_people(text, rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    with text.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        sheet.append(next(reader))
        for cells in _typed(reader):
            sheet.append(cells)
    book.save(path)
    text.unlink()


def _typed(rows: Iterator[list[str]]) -> Iterator[list[object]]:
    for number, *names, day, amount, visits, active, land, code, notes in rows:
        numbers = [date.fromisoformat(day), float(amount), int(visits) if visits else None]
        yield [int(number), *names, *numbers, active == "yes", land, code, notes]


main = command(__doc__, measure, table, rows=100_000, rounds=5)

if __name__ == "__main__":
    sys.exit(main())

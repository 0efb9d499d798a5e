"""A table's page in Chromium: press keys as a person does, see what the grid shows and holds."""

import time
from urllib.parse import urlsplit

PATIENCE = 60.0
"""Seconds to wait for what must come: a busy machine is slow, and no fault."""

COLUMNS = (
    ("Name", "text"),
    ("Town", "text"),
    ("Joined", "date"),
    ("Paid", "decimal_number"),
    ("Fee", "yes_no"),
    ("Visits", "whole_number"),
)


def make_table(client, name, rows, columns=COLUMNS):
    """Make a table of those columns and texts over HTTP; return its id."""
    plan = [{"name": title, "type": kind} for title, kind in columns]
    table = client.post("/api/v1/tables", {"name": name, "columns": plan}).json()["id"]
    found = client.get(f"/api/v1/tables/{table}/columns").json()["columns"]
    ids = [str(column["id"]) for column in found]
    for start in range(0, len(rows), 20_000):
        some = rows[start : start + 20_000]
        part = [{"cells": dict(zip(ids, row, strict=False))} for row in some]
        answer = client.post(f"/api/v1/tables/{table}/rows", {"rows": part})
        assert answer.status == 201, answer.text
    return table


def import_table(client, name, text):
    """Make a table of a CSV file's text, the quick way for a long one; return its id."""
    upload = client.upload("/api/v1/uploads", f"{name}.csv", text.encode()).json()["uploads"][0]
    seen = poll(client, f"/api/v1/imports/{upload}", "looking")
    columns = [{"name": column["name"], "type": column["type"]} for column in seen["columns"]]
    wanted = {"sheet": seen["sheet"], "table": name, "columns": columns}
    job = client.post(f"/api/v1/imports/{upload}", wanted).json()["job"]
    done = poll(client, f"/api/v1/jobs/{job}", "running")
    assert done["state"] == "done", done
    return int(done["go"].rpartition("/")[2])


def poll(client, address, while_state):
    """Ask until the state is another one."""
    deadline = time.monotonic() + PATIENCE
    while (answer := client.get(address).json())["state"] == while_state:
        assert time.monotonic() < deadline, answer
    return answer


class GridPage:
    """One table in the browser, and the same table as the server has it."""

    def __init__(self, page, client, table):
        self.page = page
        self.client = client
        self.table = table

    def open(self):
        self.page.goto(f"{self.client.origin}/tables/{self.table}")
        self.page.wait_for_selector(".grid-row[aria-rowindex]:not([data-state=coming])")
        self.until(lambda: self.focused, "grid-catcher")
        return self

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def paste(self, text):
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    @property
    def focused(self):
        return self.page.evaluate("document.activeElement.className")

    @property
    def active(self):
        """Where the active cell is, from 1, and what it shows."""
        return self.page.evaluate(
            """() => {
              const cell = document.querySelector(".grid-cell[data-active]");
              return cell && [cell.parentElement.line + 1, cell.column + 1, cell.textContent];
            }"""
        )

    @property
    def editor(self):
        """The field one types into: its text, its mode, whether it was refused."""
        return self.page.evaluate(
            """() => {
              const field = document.querySelector(".grid-catcher");
              const refused = field.getAttribute("aria-invalid");
              return [field.value, field.dataset.mode ?? "moving", refused];
            }"""
        )

    @property
    def foot(self):
        return self.page.locator(".grid-foot-count").inner_text()

    @property
    def toast(self):
        return " ".join(self.page.locator(".toast").all_inner_texts())

    @property
    def bubble(self):
        bubble = self.page.locator(".grid-bubble")
        return bubble.inner_text() if bubble.is_visible() else ""

    @property
    def headings(self):
        return self.page.locator(".grid-heading-name").all_inner_texts()

    def shown(self, row, column):
        """What a cell shows, both counted from 1; None when it is not in view."""
        return self.page.evaluate(
            """([row, column]) => {
              const there = `.grid-row[aria-rowindex="${row + 1}"]`;
              const line = document.querySelector(`${there}:not([hidden], [data-state=coming])`);
              return line && line.querySelector(`[aria-colindex="${column + 1}"]`).textContent;
            }""",
            [row, column],
        )

    def cell(self, row, column):
        return self.page.locator(
            f'.grid-row[aria-rowindex="{row + 1}"]:not([hidden]) [aria-colindex="{column + 1}"]'
        )

    def held(self, offset=0, limit=1000):
        """The rows as the server has them: lists of values."""
        address = f"/api/v1/tables/{self.table}/rows?offset={offset}&limit={limit}"
        return [row["cells"] for row in self.client.get(address).json()["rows"]]

    @property
    def total(self):
        return self.client.get(f"/api/v1/tables/{self.table}/rows?limit=1").json()["total"]

    def column(self, number=1):
        return [cells[number - 1] for cells in self.held()]

    def until(self, ask, wanted):
        """Wait until `ask()` gives what is wanted; say what it gave when it never does."""
        deadline = time.monotonic() + PATIENCE
        while (found := ask()) != wanted and time.monotonic() < deadline:
            self.page.wait_for_timeout(15)
        assert found == wanted


def signed_in(browser, client, **settings):
    """A fresh browser context that carries the client's cookie."""
    context = browser.new_context(**settings)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    name, _, value = client.cookie.partition("=")
    host = urlsplit(client.origin).hostname
    context.add_cookies([{"name": name, "value": value, "domain": host, "path": "/"}])
    return context

"""The self-check: whether this computer has all that this program, frozen or not, needs."""

from __future__ import annotations

import http.client
import json
import platform
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop_app import __version__
from desktop_app.app import SERVICES, create_app
from desktop_app.config import Config, resource
from desktop_app.shell import browser, gtk
from desktop_app.shell.frozen import unpacked
from desktop_app.shell.site import Site, database_uri

RESOURCES = ("webui/templates/layout.html", "webui/static", "webui/help", "build/tidybase.png")
_CSRF = re.compile(r'<meta name="tidybase-csrf" content="([^"]+)"')


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    name: str
    well: bool
    seen: str


def run(config: Config, report: Path | None) -> int:
    """Look at everything, write a JSON report if asked to, and return the exit code: 0 is well."""
    findings = [_look(name, config) for name in LOOKS]
    well = all(finding.well for finding in findings)
    written = {
        "well": well,
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
        "frozen": unpacked() is not None,
        "findings": [asdict(finding) for finding in findings],
    }
    if report is not None:
        report.write_text(json.dumps(written, indent=1), encoding="utf-8")
    for finding in findings:
        sys.stdout.write(f"{'well ' if finding.well else 'WRONG'} {finding.name}: {finding.seen}\n")
    return 0 if well else 1


def _look(name: str, config: Config) -> Finding:
    try:
        return Finding(name, well=True, seen=LOOKS[name](config))
    except Exception as error:
        return Finding(name, well=False, seen=f"{type(error).__name__}: {error}")


def resources(config: Config) -> str:  # noqa: ARG001
    """Every bundled part is where the program looks for it."""
    absent = [name for name in RESOURCES if not resource(name).exists()]
    absent += [s.name for s in SERVICES if not (resource("webui/templates") / s.name).is_dir()]
    if absent:
        raise FileNotFoundError(", ".join(absent))
    return f"{sum(1 for path in resource('webui').rglob('*') if path.is_file())} files of pages"


def sqlite(config: Config) -> str:  # noqa: ARG001
    """SQLite is new enough and can do what documents need."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    row = connection.execute("INSERT INTO t (b) VALUES ('ü') RETURNING a, json_array(b)").fetchone()
    connection.close()
    if row != (1, '["ü"]'):
        raise ValueError(f"it answered {row}")
    return sqlite3.sqlite_version


def folders(config: Config) -> str:
    """Our own folder and the temporary one can be written to."""
    config.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in (config.folder, Path(tempfile.gettempdir())):
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"tidybase")
    return str(config.folder)


def document(config: Config) -> str:
    """A document can be made, changed and changed back over HTTP, and the gate is shut."""
    with tempfile.TemporaryDirectory(prefix="tidybase-check-", ignore_cleanup_errors=True) as name:
        opening = config.opening(database_uri(Path(name) / "check.tidy"))
        site = Site(create_app(opening))
        try:
            visitor = _Visitor(site)
            visitor.expect(403, "GET", "/api/v1/tables")
            visitor.sign_in()
            return _edit_and_undo(visitor)
        finally:
            site.close()


def window(config: Config) -> str:
    """Some window can be shown; without a display there is none to show."""
    if not config.display:
        return "no display: the address is printed instead"
    lacking = gtk.missing() if sys.platform == "linux" else None
    if lacking is None:
        return "the system's own"
    return f"{browser.find_chromium() or 'the default browser'}, for lack of {lacking}"


LOOKS: dict[str, Callable[[Config], str]] = {
    look.__name__: look for look in (resources, sqlite, folders, document, window)
}


def _edit_and_undo(visitor: _Visitor) -> str:
    columns = [{"name": "Town", "type": "text"}]
    made = visitor.expect(201, "POST", "/api/v1/tables", {"name": "Check", "columns": columns})
    at = f"/api/v1/tables/{made['id']}"
    column = visitor.expect(200, "GET", f"{at}/columns")["columns"][0]["id"]
    row = visitor.expect(201, "POST", f"{at}/rows", {"count": 1})["rows"][0]["id"]
    edit = {"edits": [{"row": row, "column": column, "text": "Zürich"}]}
    visitor.expect(200, "PATCH", f"{at}/cells", edit)
    seen = visitor.expect(200, "GET", f"{at}/rows")["rows"][0]["cells"]
    visitor.expect(200, "POST", "/api/v1/undo")
    undone = visitor.expect(200, "GET", f"{at}/rows")["rows"][0]["cells"]
    if (seen, undone) != (["Zürich"], [None]):
        raise ValueError(f"a cell became {seen}, then {undone}")
    return "made, changed, changed back; strangers are refused"


class _Visitor:
    """Asks a site over HTTP, as a page would."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._headers = {"Content-Type": "application/json"}

    def sign_in(self) -> None:
        boot = self._site.boot().removeprefix(self._site.origin)
        _, headers, _ = self._ask("GET", boot)
        self._headers["Cookie"] = headers["Set-Cookie"].partition(";")[0]
        _, headers, page = self._ask("GET", "/")
        if "Location" in headers:
            page = self._ask("GET", headers["Location"])[2]
        value = _CSRF.search(page.decode())
        if value is None:
            raise ValueError("the first page has no CSRF value")
        self.expect(403, "POST", "/api/v1/undo")
        self._headers["X-Tidybase-CSRF"] = value[1]

    def expect(self, status: int, method: str, path: str, data: Any = None) -> Any:
        answered, _, body = self._ask(method, path, data)
        if answered != status:
            raise ValueError(f"{method} {path} answered {answered}, not {status}")
        return json.loads(body)

    def _ask(self, method: str, path: str, data: Any = None) -> tuple[int, Any, bytes]:
        connection = http.client.HTTPConnection(self._site.origin.removeprefix("http://"))
        body = None if data is None else json.dumps(data).encode()
        connection.request(method, path, body, self._headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

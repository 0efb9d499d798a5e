"""Tidybase running as a program of its own, and a small client that is signed in to it.

with served(tmp_path / "choir.tidy") as client:
    tables = client.get("/api/v1/tables").json()["tables"]
    client.patch(f"/api/v1/tables/{tables[0]['id']}/cells", {"edits": [...]})
"""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
FROM_SOURCE = (sys.executable, "-m", "desktop_app")
_CSRF = re.compile(r'<meta name="tidybase-csrf" content="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict  # names in small letters
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


class Client:
    """Asks one server as its own page would: with the cookie and, for changes, the CSRF value."""

    def __init__(self, origin):
        self.origin = origin
        self.host = urlsplit(origin).netloc
        self.cookie = None
        self.csrf = None
        self.process = None
        self.patience = 60
        """Seconds within which every answer has to come."""

    def sign_in(self, boot):
        """Follow a boot address of this server, as a browser does, and read the CSRF value."""
        answer = self.ask("GET", boot.removeprefix(self.origin))
        assert answer.status == 200, answer
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        found = _CSRF.search(self.follow("/").text)
        self.csrf = found[1] if found else None
        return self

    def follow(self, path):
        """GET a page, going where it sends us."""
        answer = self.get(path)
        while answer.status in {301, 302, 303}:
            answer = self.get(answer.headers["location"].removeprefix(self.origin))
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, data=None):
        return self.ask("POST", path, data)

    def patch(self, path, data=None):
        return self.ask("PATCH", path, data)

    def delete(self, path, data=None):
        return self.ask("DELETE", path, data)

    def upload(self, path, name, content, field="file"):
        """POST one file as a browser's form does."""
        edge = uuid.uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask(
            "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}
        )

    def ask(self, method, path, data=None, headers=None):
        """Send one request; `data` goes as JSON unless it is bytes. Any header may be given."""
        sent = {"Host": self.host}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.csrf and method not in {"GET", "HEAD"}:
            sent["X-Tidybase-CSRF"] = self.csrf
        if data is not None and not isinstance(data, bytes):
            data = json.dumps(data).encode()
            sent["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection(self.host, timeout=self.patience)
        try:
            connection.request(method, path, data, sent | (headers or {}))
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, names, response.read())
        finally:
            connection.close()


@contextmanager
def served(document, *words, program=FROM_SOURCE, env=None):
    """Run `tidybase serve DOCUMENT --json WORDS…` and give a client that is signed in.

    `program` is how to start it (a frozen file: `[path]`). Its own folder lies beside the
    document. Leaving stops it and asserts that it ended well; `client.process` may be killed
    by the test itself.
    """
    process = start(document, *words, program=program, env=env)
    try:
        line = process.stdout.readline()
        assert line, f"it did not start: {process.communicate()[1]}"
        announced = json.loads(line)
        client = Client(announced["origin"]).sign_in(announced["boot"])
        client.process = process
        client.pid = announced["pid"]
        yield client
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=60)
            assert process.returncode == 0, said
    finally:
        process.kill()
        process.communicate()


def start(document, *words, program=FROM_SOURCE, env=None):
    """Start `tidybase serve` as a process whose output can be read."""
    own = {"TIDYBASE_HOME": str(home_of(document)), **(env or {})}
    return subprocess.Popen(
        [*program, "serve", str(document), "--json", *words],
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def home_of(document):
    """Return the folder for the program's own files that `served` uses for a document."""
    beside = Path("." if "://" in str(document) else document).absolute().parent
    return beside / ".tidybase-home"

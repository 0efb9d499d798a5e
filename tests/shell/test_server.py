"""The server answers on its own socket, and stopping it loses no answer and leaves nothing."""

import http.client
import json
import socket
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from desktop_app.shell.server import LONGEST_ADDRESS, CannotListen, Server, bind
from tests.support.patience import MOST


class App:
    """Answers with what it was told; /wait answers when released, /big with many bytes."""

    def __init__(self):
        self.entered = threading.Event()
        self.released = threading.Event()

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/wait":
            self.entered.set()
            self.released.wait(MOST)
        body = b"x" * 5_000_000 if path == "/big" else b"done"
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]


class Asking(threading.Thread):
    def __init__(self, port, path):
        super().__init__(daemon=True)
        self.port, self.path, self.answer = port, path, None
        self.start()

    def run(self):
        self.answer = ask(self.port, self.path)


def ask(port, path="/"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=MOST)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__, b""
    finally:
        connection.close()


@pytest.fixture
def app():
    return App()


@pytest.fixture
def served(app):
    bound = bind()
    server = Server(app, bound)
    server.start()
    yield server, bound.getsockname()[1]
    app.released.set()
    server.stop()


def test_it_answers_on_the_socket_it_was_given(served):
    _, port = served
    assert ask(port) == (200, b"done")


def test_it_listens_on_the_loopback_address_only():
    with bind() as bound:
        assert bound.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "*"])
def test_an_address_that_means_all_of_them_is_refused(host):
    with pytest.raises(CannotListen, match="one address only"):
        bind(host)


def test_a_port_in_use_is_refused_in_words():
    with bind() as first:
        first.listen()
        with pytest.raises(CannotListen, match="another program may be using it"):
            bind(port=first.getsockname()[1])


def test_stopping_when_idle_is_quick_and_frees_the_port(served):
    server, port = served
    ask(port)
    started = time.monotonic()
    server.stop(deadline=2 * MOST)
    assert time.monotonic() - started < MOST
    assert ask(port)[0] == "ConnectionRefusedError"
    bind(port=port).close()


def test_stopping_lets_a_running_request_finish(served, app):
    server, port = served
    asking = Asking(port, "/wait")
    assert app.entered.wait(MOST)
    stopping = threading.Thread(target=server.stop, args=(MOST,))
    stopping.start()
    app.released.set()
    stopping.join(MOST)
    asking.join(MOST)
    assert asking.answer == (200, b"done")


def test_stopping_sends_what_was_already_answered(served):
    server, port = served
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(b"GET /big HTTP/1.0\r\n\r\n")
    received = len(connection.recv(10))
    stopping = threading.Thread(target=server.stop, args=(MOST,))
    stopping.start()
    while part := connection.recv(1 << 20):
        received += len(part)
    stopping.join(MOST)
    connection.close()
    assert received > 5_000_000


def test_stopping_closes_the_file_of_an_answer_that_nobody_took(served):
    server, port = served
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(b"GET /big HTTP/1.0\r\n\r\n")
    connection.recv(1000, socket.MSG_WAITALL)
    (channel,) = server._server.active_channels.values()
    waiting = channel.outbufs[0].getfile()
    assert not waiting.closed
    server.stop(deadline=0.1)
    connection.close()
    assert waiting.closed


def test_a_request_that_never_ends_holds_up_stopping_no_longer_than_asked(served, app):
    server, port = served
    asking = Asking(port, "/wait")
    assert app.entered.wait(MOST)
    started = time.monotonic()
    server.stop(deadline=0.3)
    assert time.monotonic() - started < MOST / 2
    asking.join(MOST)
    assert asking.answer[0] != 200


def test_a_request_that_comes_while_stopping_is_told_so(served, app):
    server, port = served
    kept = http.client.HTTPConnection("127.0.0.1", port, timeout=MOST)
    kept.request("GET", "/")
    kept.getresponse().read()
    Asking(port, "/wait")
    assert app.entered.wait(MOST)
    stopping = threading.Thread(target=server.stop, args=(MOST,))
    stopping.start()
    while not server._stopping:
        time.sleep(0)
    kept.request("GET", "/")
    assert kept.getresponse().status == 503
    kept.close()
    app.released.set()
    stopping.join(MOST)


def test_stopping_leaves_no_thread_that_keeps_the_program_alive(served):
    server, port = served
    ask(port)
    server.stop()
    others = [t for t in threading.enumerate() if t is not threading.main_thread()]
    assert all(thread.daemon for thread in others)


def said_to(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=MOST) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.getheader("Content-Type"), answer.read().decode()


def test_the_longest_filter_that_is_described_gets_through(served):
    _, port = served
    assert ask(port, f"/api/v1/tables/1/rows?filter={quote('😀' * 50_000)}") == (200, b"done")


@pytest.mark.parametrize(
    ("request_line", "more", "status", "code"),
    [
        ("GET /api/v1/tables?" + "x" * LONGEST_ADDRESS, "", 431, "too_long"),
        ("POST /api/v1/tables", f"Content-Length: {9 << 30}", 413, "request_entity_too_large"),
        ("POST /api/v1/tables", "Content-Length: many", 400, "odd_request"),
    ],
)
def test_a_program_is_told_in_json_what_the_server_lets_no_further(
    served, request_line, more, status, code
):
    _, port = served
    found, kind, body = said_to(port, f"{request_line} HTTP/1.1\r\n{more}\r\n\r\n".encode())
    assert (found, kind) == (status, "application/json; charset=utf-8")
    assert json.loads(body)["error"]["code"] == code


def test_a_person_is_told_in_words_what_the_server_lets_no_further(served):
    _, port = served
    status, kind, body = said_to(port, b"Hello, is anybody there?\r\n\r\n")
    assert (status, kind) == (400, "text/html; charset=utf-8")
    assert "Tidybase does not understand this request." in body


def test_a_server_that_never_started_can_be_stopped(app):
    bound = bind()
    port = bound.getsockname()[1]
    Server(app, bound).stop()
    bind(port=port).close()


def test_stopping_right_after_an_answer_never_meets_a_closed_file(app):
    numbers = open_files()
    for _ in range(300):
        bound = bind()
        server = Server(app, bound)
        server.start()
        ask(bound.getsockname()[1])
        server.stop()
    assert open_files() <= numbers


def open_files():
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


def test_many_silent_connections_do_not_keep_others_out(served):
    _, port = served
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(150)]
    assert ask(port) == (200, b"done")
    for connection in silent:
        connection.close()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the time of a single thread")
def test_a_server_that_nobody_asks_is_asleep(served):
    server, port = served
    ask(port)
    clock = time.pthread_getcpuclockid(server._thread.ident)
    used = time.clock_gettime(clock)
    threading.Event().wait(0.5)
    assert time.clock_gettime(clock) - used < 0.05

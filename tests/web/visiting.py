"""A visitor at the gate, asking as a browser would."""

from desktop_app.web.guard import Gate

HOST = "127.0.0.1:5001"
ORIGIN = f"http://{HOST}"


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def hello(environ, start_response):
    headers = [
        ("Content-Type", "text/plain"),
        ("Cache-Control", "public"),
        ("X-Frame-Options", "ALLOW"),
    ]
    headers += [("Access-Control-Allow-Origin", "*"), ("X-Own", "kept"), ("Set-Cookie", "who=ada")]
    start_response("404 Not Found" if "missing" in environ["PATH_INFO"] else "200 OK", headers)
    return [environ["tidybase.csrf"].encode()]


class Visitor:
    """Asks the gate as a browser would, with any part of the request changed."""

    def __init__(self, host="127.0.0.1", port=5001):
        self.clock = Clock()
        self.gate = Gate(hello, host, port, clock=self.clock)
        self.cookie = None

    def ask(self, path="/", method="GET", **headers):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": HOST}
        if self.cookie:
            environ["HTTP_COOKIE"] = self.cookie
        for name, value in headers.items():
            key = name if name == "REQUEST_URI" else f"HTTP_{name.upper()}"
            environ.pop(key, None)
            if value is not None:
                environ[key] = value
        answer = {}

        def start_response(status, headers, exc_info=None):
            answer.update(status=int(status[:3]), headers=headers)

        answer["body"] = b"".join(self.gate(environ, start_response)).decode()
        answer["header"] = {name.lower(): value for name, value in answer["headers"]}
        return answer

    def boot(self):
        path = self.gate.mint().removeprefix(self.gate.origin)
        answer = self.ask(path)
        self.cookie = answer["header"]["set-cookie"].partition(";")[0]
        self.csrf = self.ask()["body"]
        return path

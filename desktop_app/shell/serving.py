"""`tidybase serve`: one document over HTTP, without a window."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading

from desktop_app.app import chosen, create_app
from desktop_app.config import Config
from desktop_app.shell.documents import named_document, taken_back
from desktop_app.shell.ladder import offer_more
from desktop_app.shell.notice import say
from desktop_app.shell.site import Site


def serve(arguments: argparse.Namespace) -> int:
    """Serve until told to stop. Raises Problem."""
    config = Config.from_environment()
    services = None if arguments.services is None else chosen(arguments.services)
    with named_document(config, arguments.document) as uri:
        with taken_back(arguments.document):
            site = Site(create_app(config.opening(uri), services), arguments.host, arguments.port)
        try:
            stopped = _on_signal()
            _announce(site, as_json=arguments.json)
            if not arguments.json:
                offer_more(site.boot, say)
            # With a time limit, because Windows does not interrupt an endless wait for Ctrl+C.
            while not stopped.wait(1.0):
                pass
        finally:
            site.close()
    return 0


def _announce(site: Site, *, as_json: bool) -> None:
    boot = site.boot()
    if as_json:
        line = json.dumps({"boot": boot, "origin": site.origin, "pid": os.getpid()})
    else:
        line = f"Open this address in your browser within a minute: {boot}\nCtrl+C stops."
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _on_signal() -> threading.Event:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    return stopped

"""Certificates of the tests' own: somebody who signs, and what they sign for a server."""

from __future__ import annotations

from pathlib import Path

from tests.support import servers

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")


def signer(folder: Path, name: str) -> Path:
    """Make somebody who signs, in a folder of the servers' owner; return their certificate."""
    certificate = folder / f"{name}.crt"
    where = ("-keyout", certificate.with_suffix(".key"), "-out", certificate)
    servers.run("openssl", "req", "-x509", *_KEY, *where, "-subj", f"/CN={name}")
    return certificate


def signed(by: Path, name: str) -> tuple[Path, Path]:
    """Return the certificate of the server of that name, and its key."""
    certificate = by.with_name("server.crt")
    key = certificate.with_suffix(".key")
    who = ("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}")
    ours = ("-CA", by, "-CAkey", by.with_suffix(".key"))
    servers.run("openssl", "req", "-x509", *_KEY, *ours, "-keyout", key, "-out", certificate, *who)
    return certificate, key

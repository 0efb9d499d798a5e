"""The program as one file, built by PyInstaller from app.spec."""

import hashlib
import os

from debian import say
from environment import ROOT, run

PROGRAM = ROOT / "dist" / ("tidybase.exe" if os.name == "nt" else "tidybase")

_STAMP = ROOT / ".work" / "frozen.sha256"
_SOURCES = ("app.spec", "desktop_app", "webui", "build", "requirements.lock", "pyproject.toml")


def freeze() -> int:
    """Build `PROGRAM` unless it was built from just these sources; the answer is an exit code."""
    sources = fingerprint()
    if PROGRAM.exists() and _STAMP.exists() and _STAMP.read_text() == sources:
        return 0
    say("building dist/tidybase")
    folders = ["--workpath", ".work/pyinstaller", "--distpath", "dist"]
    failed = run(["-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders, "app.spec"])
    if not failed:
        _STAMP.write_text(sources)
    return failed


def fingerprint() -> str:
    """A digest of every source file's path and contents; compiled modules do not count."""
    digest = hashlib.sha256()
    for top in (ROOT / name for name in _SOURCES):
        files = [top] if top.is_file() else sorted(p for p in top.rglob("*") if p.is_file())
        for path in (p for p in files if "__pycache__" not in p.parts):
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()

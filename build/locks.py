"""The lock files: each package pinned by version and hash, one answer for every system."""

import subprocess

from environment import APP, DEV, PYTHON, ROOT, WINDOW, SetUpFailedError

_HEADER = "# Written by `python3 build/dev.py lock` from pyproject.toml. Do not edit.\n"
_RESOLVER = "uv==0.13.9"


def write() -> None:
    """Resolve pyproject.toml into the lock files. The first decides the versions for the others."""
    fetched = [PYTHON, "-m", "pip", "install", "--quiet", _RESOLVER]
    if subprocess.run(fetched, check=False).returncode:
        raise SetUpFailedError(f"writing lock files needs {_RESOLVER} from the package index")
    _write(APP)
    _write(WINDOW, "--extra", "window", "--constraint", APP)
    _write(DEV, "--extra", "dev", "--constraint", APP)


def _write(name: str, *options: str) -> None:
    """Pins in the file stay unless pyproject.toml rules them out; delete it to renew them all."""
    command = [PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--no-config", "--universal"]
    shape = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    target = ROOT / name
    subprocess.run(
        [*command, "--python-version", "3.11", *shape, *options, "pyproject.toml", "-o", name],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    target.write_text(_HEADER + target.read_text(encoding="utf-8"), encoding="utf-8")

"""Asks a frozen program to check itself, far from its sources, and says what it found.

python3 build/smoke_test.py [dist/tidybase]
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 60


def main(program: Path) -> int:
    """Copy nothing, keep nothing: run the program in folders of its own and pass on its verdict."""
    with tempfile.TemporaryDirectory(prefix="tidybase smoke ü ") as folder:
        report = Path(folder) / "report.json"
        ended = subprocess.run(
            [program.resolve(), "--self-check", "--json", report],
            cwd=folder,
            env=_bare(folder),
            timeout=SECONDS,
            check=False,
        )
        if not report.exists():
            print(f"{program} wrote no report and ended with {ended.returncode}", file=sys.stderr)
            return 1
        found = json.loads(report.read_text(encoding="utf-8"))
        left = [path.name for path in Path(folder, "tmp").iterdir()]
    print(f"{program}: version {found['version']}, SQLite {found['sqlite']}, {found['system']}")
    if left:
        print(f"{program} left behind: {', '.join(left)}", file=sys.stderr)
    return int(bool(left or ended.returncode or not (found["well"] and found["frozen"])))


def _bare(folder: str) -> dict[str, str]:
    """An environment without Python, ours or another."""
    temporary = Path(folder, "tmp")
    temporary.mkdir()
    kept = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "LANG", "SYSTEMROOT", "WINDIR")
    bare = {name: os.environ[name] for name in kept if name in os.environ}
    own = {"HOME": folder, "TIDYBASE_HOME": str(Path(folder, "own")), "TMPDIR": str(temporary)}
    return bare | own | {"PATH": os.defpath, "TEMP": str(temporary), "TMP": str(temporary)}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist/tidybase")))

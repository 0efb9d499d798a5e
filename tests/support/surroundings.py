"""A computer for one run of the program: fresh folders, and nothing of the tester's own."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Surroundings:
    """Folders below `root`, and the environment that makes the program use them."""

    root: Path
    display: str | None

    @property
    def home(self):
        return self.root / "home"

    @property
    def documents(self):
        return self.root / "documents"

    @property
    def temporary(self):
        return self.root / "tmp"

    def environ(self, **more):
        """Make the folders and return the whole environment of the program."""
        for folder in (self.home, self.temporary):
            folder.mkdir(exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TIDYBASE_", "PYTHON"))}
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            kept.pop(name, None)
        own = {
            "HOME": str(self.home),
            "TIDYBASE_HOME": str(self.home / "own"),
            "TIDYBASE_DOCUMENTS": str(self.documents),
            "TMPDIR": str(self.temporary),
            **({"DISPLAY": self.display} if self.display else {}),
        }
        return kept | own | more

    def leftovers(self):
        """What a program that has ended left behind: temporary files, locks, uploads."""
        own = self.home / "own"
        folders = (self.temporary, own / "open", own / "uploads")
        return [path for folder in folders if folder.exists() for path in folder.iterdir()]

    def launcher(self):
        """Write a program that starts Tidybase from its sources, as a frozen one would start."""
        program = self.root / "tidybase"
        program.write_text(f'#!/bin/sh\ncd "{ROOT}"\nexec "{sys.executable}" -m desktop_app "$@"\n')
        program.chmod(0o755)
        return program

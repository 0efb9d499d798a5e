"""The program as one file, frozen at most once per session, on a path nobody tests by accident."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.displays import need_window, screen
from tests.support.surroundings import ROOT, Surroundings

FREEZE = "import sys; sys.path.insert(0, 'build'); import freezing; sys.exit(freezing.freeze())"


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """A copy of the frozen program; building it anew is left out when its sources are the same."""
    frozen = subprocess.run(
        [sys.executable, "-c", FREEZE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert frozen.returncode == 0, frozen.stderr[-3000:]
    folder = tmp_path_factory.mktemp("Programme für Ünal")
    return Path(shutil.copy2(ROOT / "dist" / "tidybase", folder / "tidybase"))


@pytest.fixture
def computer(tmp_path):
    return Surroundings(tmp_path, None)


@pytest.fixture
def desktop(tmp_path):
    """A computer with a screen."""
    with screen() as display:
        need_window(display)
        yield Surroundings(tmp_path, display)

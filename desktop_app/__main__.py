"""Start: put the environment right, then do what was typed."""

from __future__ import annotations

import multiprocessing
import os
import sys

from desktop_app.shell import frozen


def main() -> int:
    """Run Tidybase with the words of the command line and return the exit code."""
    multiprocessing.freeze_support()
    frozen.give_output()
    frozen.repair(os.environ, frozen.unpacked())
    if sys.argv[1:2] == ["--read-sheet"]:
        # The frozen program as its own child, which opens a spreadsheet within limits.
        from desktop_app.formats import reader  # noqa: PLC0415 - without all the rest

        return reader.main(sys.argv[2:])
    if sys.argv[1:2] == ["--load-sheet"]:
        # The same for putting a large table together.
        from desktop_app.services.transfer import loader  # noqa: PLC0415 - without the window

        return loader.main()
    # Late, because what it brings in may read the environment when imported.
    from desktop_app.shell.commands import run  # noqa: PLC0415
    from desktop_app.shell.process import leave  # noqa: PLC0415

    return leave(run(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())

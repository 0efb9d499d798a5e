"""pywebview's dialogs, on Windows and macOS, for server threads to ask with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class NativeDialogs:
    """Dialogs over one of pywebview's windows. Both systems ask before replacing a file."""

    def __init__(self, window: Any) -> None:
        self._window = window

    def ask_open(self, kinds: Sequence[str], folder: Path) -> Path | None:
        """Ask for a file that is there."""
        import webview  # noqa: PLC0415 - slow, and not always there

        patterns = ";".join(f"*{kind}" for kind in kinds)
        types = (f"Files ({patterns})",) if patterns else ()
        kind = webview.FileDialog.OPEN
        return self._ask(lambda: self._show(kind, directory=str(folder), file_types=types))

    def ask_save(self, name: str, folder: Path) -> Path | None:
        """Ask where to write."""
        import webview  # noqa: PLC0415

        kind = webview.FileDialog.SAVE
        return self._ask(lambda: self._show(kind, directory=str(folder), save_filename=name))

    def _show(self, kind: Any, **options: Any) -> Any:
        return self._window.create_file_dialog(kind, **options)

    def _ask(self, deed: Callable[[], Any]) -> Path | None:
        chosen = _on_windows_thread(self._window, deed) if sys.platform == "win32" else deed()
        if not chosen:
            return None
        return Path(chosen if isinstance(chosen, str) else chosen[0])


def _on_windows_thread(window: Any, deed: Callable[[], Any]) -> Any:
    # pywebview shows dialogs on whatever thread asks; Windows wants the window's own.
    from System import Func, Object  # noqa: PLC0415 - .NET

    return window.native.Invoke(Func[Object](deed))

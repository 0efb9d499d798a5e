"""A sentence for a person: in the terminal, or in a box where there may be none."""

from __future__ import annotations

import shutil
import subprocess
import sys

from desktop_app.shell import gtk
from desktop_app.shell.gtk_dialogs import message


def say(sentence: str) -> None:
    """Write a sentence to the error stream."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def notify(sentence: str) -> None:
    """Show a sentence in a box of the system, from any thread but GTK's while a window is open."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        information = 0x40
        ctypes.windll.user32.MessageBoxW(None, sentence, "Tidybase", information)
    elif sys.platform == "darwin":
        # The sentence goes as an argument, never as part of the script.
        script = 'on run argv\ndisplay alert "Tidybase" message (item 1 of argv)\nend run'
        _run(["osascript", "-e", script, sentence])
    elif gtk.is_running():
        gtk.on_gtk_thread(lambda: message(sentence))
    elif gtk.missing() is None:
        message(sentence)
    else:
        _notify_by_program(sentence)


def _notify_by_program(sentence: str) -> None:
    for words in (
        ["zenity", "--info", "--no-markup", "--text"],
        ["kdialog", "--msgbox"],
        ["xmessage"],
    ):
        if shutil.which(words[0]):
            _run([*words, sentence])
            return


def _run(words: list[str]) -> None:
    subprocess.run(words, check=False, capture_output=True)  # noqa: S603 - the system's own boxes

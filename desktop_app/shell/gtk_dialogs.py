"""GTK's own open and save dialogs, for server threads to ask with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app.shell.dialogs import with_ending
from desktop_app.shell.gtk import on_gtk_thread, toolkit


class GtkDialogs:
    """Dialogs over one window. They wait for the person, so never ask on GTK's thread."""

    def __init__(self, window: Any) -> None:
        self._window = window

    def ask_open(self, kinds: Sequence[str], folder: Path) -> Path | None:
        """Ask for a file that is there."""
        return on_gtk_thread(lambda: self._open(kinds, folder))

    def ask_save(self, name: str, folder: Path) -> Path | None:
        """Ask where to write; asks again before replacing a file."""
        return on_gtk_thread(lambda: self._save(name, folder))

    def _open(self, kinds: Sequence[str], folder: Path) -> Path | None:
        gtk, _ = toolkit()
        dialog = self._dialog("Open", gtk.FileChooserAction.OPEN, folder)
        if kinds:
            chosen = gtk.FileFilter()
            chosen.set_name(", ".join(f"*{kind}" for kind in kinds))
            for kind in kinds:
                chosen.add_pattern(f"*{kind}")
            dialog.add_filter(chosen)
        answer = dialog.run()
        name = dialog.get_filename()
        dialog.destroy()
        return Path(name) if answer == gtk.ResponseType.OK and name else None

    def _save(self, name: str, folder: Path) -> Path | None:
        gtk, _ = toolkit()
        dialog = self._dialog("Save", gtk.FileChooserAction.SAVE, folder)
        dialog.set_current_name(name)
        dialog.set_do_overwrite_confirmation(True)
        path = None
        while dialog.run() == gtk.ResponseType.OK:
            chosen = Path(dialog.get_filename())
            path = with_ending(chosen, name) or chosen
            if path == chosen or not path.exists():
                break
            # GTK asked about the name without its ending; with it, it is a file that is there.
            dialog.set_current_name(path.name)
            path = None
        dialog.destroy()
        return path

    def _dialog(self, verb: str, action: Any, folder: Path) -> Any:
        gtk, _ = toolkit()
        dialog = gtk.FileChooserDialog(
            title=verb, action=action, transient_for=self._window, destroy_with_parent=True
        )
        dialog.set_modal(True)
        dialog.add_button("Cancel", gtk.ResponseType.CANCEL)
        dialog.add_button(verb, gtk.ResponseType.OK)
        dialog.set_default_response(gtk.ResponseType.OK)
        dialog.set_current_folder(str(folder))
        return dialog


def message(sentence: str) -> None:
    """Show a sentence and wait until it was read. For GTK's thread."""
    gtk, _ = toolkit()
    dialog = gtk.MessageDialog(text="Tidybase", buttons=gtk.ButtonsType.OK)
    dialog.format_secondary_text(sentence)
    dialog.run()
    dialog.destroy()

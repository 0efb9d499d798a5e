"""A program with a small square in the corner of the screen from which a file can be dragged.

python -m tests.support.drag_source file:///home/ada/guests.csv
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402


def main(uri):
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.resize(40, 40)
    square = Gtk.EventBox()
    square.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    square.drag_source_add_uri_targets()
    square.connect("drag-data-get", lambda _, __, data, *___: data.set_uris([uri]))
    window.add(square)
    window.show_all()
    print("ready", flush=True)
    Gtk.main()


if __name__ == "__main__":
    main(sys.argv[1])

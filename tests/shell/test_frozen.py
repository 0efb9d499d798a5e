"""A frozen program sees the system's toolkit, and starts others as if it were not frozen."""

import sys

from desktop_app.shell import frozen


def test_paths_into_the_bundle_are_taken_out_and_others_stay():
    environ = {
        "LD_LIBRARY_PATH": "/tmp/_MEI1",
        "GI_TYPELIB_PATH": "/tmp/_MEI1/gi_typelibs",
        "GTK_PATH": "/usr/lib/gtk",
        "XDG_DATA_DIRS": "/usr/share:/tmp/_MEI1/share",
        "HOME": "/home/ada",
    }
    frozen.repair(environ, "/tmp/_MEI1")
    assert environ == {
        "GTK_PATH": "/usr/lib/gtk",
        "XDG_DATA_DIRS": "/usr/share",
        "HOME": "/home/ada",
    }


def test_the_library_path_of_before_comes_back():
    environ = {"LD_LIBRARY_PATH": "/tmp/_MEI1:/opt/lib", "LD_LIBRARY_PATH_ORIG": "/opt/lib"}
    frozen.repair(environ, "/tmp/_MEI1")
    assert environ == {"LD_LIBRARY_PATH": "/opt/lib"}


def test_nothing_is_touched_when_not_frozen():
    environ = {"LD_LIBRARY_PATH": "/opt/lib", "GTK_PATH": "/x"}
    frozen.repair(environ, None)
    assert environ == {"LD_LIBRARY_PATH": "/opt/lib", "GTK_PATH": "/x"}


def test_another_program_is_not_told_about_our_bundle():
    environ = {"_PYI_ARCHIVE_FILE": "/x", "LD_LIBRARY_PATH": "/tmp/_MEI1", "HOME": "/h"}
    assert frozen.for_others(environ, "/tmp/_MEI1") == {"HOME": "/h"}


def test_a_program_without_a_console_can_still_print(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    frozen.give_output()
    print("into nothing")
    sys.stderr.write("too")
    sys.stdout.close()
    sys.stderr.close()

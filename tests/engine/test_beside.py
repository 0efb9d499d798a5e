"""Folders that a service copies, network drives, and copies that come of two writers at once."""

import pytest

from desktop_app.engine import beside

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
nas:/lists /home/ada/lists nfs4 rw 0 0
//nas/club /home/ada/our\\040club cifs rw 0 0
/dev/sdb1 /home/ada/lists/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/lists", "Dropbox"),
        ("Dropbox (Choir)/lists", "Dropbox"),
        ("OneDrive - Choir e.V.", "OneDrive"),
        ("OneDrive/Documents/lists", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-ada@example.org/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Documents/lists", None),
        ("Dropboxes", None),
    ],
)
def test_a_folder_that_is_copied_is_known_by_its_name(tmp_path, folder, service):
    assert beside.keeper(tmp_path / folder / "choir.tidy") == service


@pytest.mark.parametrize(
    ("kept", "service"),
    [(".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"), (".sync_4ab9.db", "Nextcloud")],
)
def test_or_by_what_is_kept_in_its_top_folder(tmp_path, kept, service):
    (tmp_path / kept).touch()
    assert beside.keeper(tmp_path / "music" / "lists" / "choir.tidy") == service


@pytest.mark.parametrize(
    ("place", "is_far"),
    [
        ("/home/ada/choir.tidy", False),
        ("/home/ada/lists/choir.tidy", True),
        ("/home/ada/lists/deep/down/choir.tidy", True),
        ("/home/ada/lists of songs/choir.tidy", False),
        ("/home/ada/our club/choir.tidy", True),
        ("/home/ada/lists/stick/choir.tidy", False),
    ],
)
def test_a_network_drive_is_known_by_its_file_system(tmp_path, place, is_far):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert beside.on_network(tmp_path.__class__(place), mounts) is is_far


def test_a_system_that_does_not_tell_its_mounts_has_no_network(tmp_path):
    assert not beside.on_network(tmp_path / "choir.tidy", tmp_path / "nowhere")


@pytest.mark.parametrize(
    "name",
    [
        "Chœur (Ada's conflicted copy 2026-11-28).tidy",
        "Chœur (conflicted copy 2026-11-28 101500).tidy",
        "Chœur (In Konflikt stehende Kopie von Ada 2026-11-28).tidy",
        "Chœur.sync-conflict-20261128-101500-ABCDEFG.tidy",
        "Chœur (Copie en conflit de Ada).tidy",
    ],
)
def test_a_copy_of_two_writers_at_once_is_found_anywhere(tmp_path, name):
    others = "(before Tidybase 2)", "2 (conflicted copy)", "conflicts", " conflicts of 2026"
    for each in ("Chœur.tidy", name, *(f"Chœur{other}.tidy" for other in others)):
        (tmp_path / each).touch()
    assert beside.conflicts(tmp_path / "Chœur.tidy") == [name]


@pytest.mark.parametrize(
    ("folder", "name"),
    [("Google Drive", "choir (1).tidy"), ("OneDrive", "choir-DESKTOP-4F2K9QX.tidy")],
)
def test_some_names_mean_that_only_where_a_service_copies(tmp_path, folder, name):
    for place, found in ((tmp_path / folder, [name]), (tmp_path / "Plain", [])):
        place.mkdir()
        for each in ("choir.tidy", name, "choir-old.tidy", "choir 2.tidy", "choir (1).csv"):
            (place / each).touch()
        assert beside.conflicts(place / "choir.tidy") == found


def test_accents_that_a_disk_takes_apart_are_the_same_name(tmp_path):
    (tmp_path / "Cafe\u0301 (conflicted copy).tidy").touch()
    assert len(beside.conflicts(tmp_path / "Café.tidy")) == 1


def test_a_folder_that_leads_elsewhere_is_the_one_it_leads_to(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "lists").symlink_to(tmp_path / "Dropbox")
    assert beside.keeper(tmp_path / "lists" / "choir.tidy") == "Dropbox"


def test_where_dropbox_keeps_its_own_settings_nothing_is_copied(tmp_path):
    (tmp_path / ".dropbox").mkdir()
    assert beside.keeper(tmp_path / "Documents" / "choir.tidy") is None


def test_a_folder_that_cannot_be_listed_holds_nothing(tmp_path):
    assert beside.conflicts(tmp_path / "gone" / "choir.tidy") == []

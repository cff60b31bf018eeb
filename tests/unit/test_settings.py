"""What the PC remembers: never in the way, never lost by a cut."""

from pathlib import Path

import pytest

from app.settings import Settings, SettingsFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dapo" / "settings.json"


def test_a_fresh_pc_has_the_usual_settings(path):
    assert SettingsFile(path).now == Settings()


def test_what_was_chosen_is_there_at_the_next_start(path):
    SettingsFile(path).change(language="en", points=13.0, look="dark")
    again = SettingsFile(path).now
    assert (again.language, again.points, again.look) == ("en", 13.0, "dark")


@pytest.mark.parametrize("text", ["", "{", '{"points": "big"}', '{"look": "pink"}', "\xff\x00"])
def test_an_unreadable_file_means_the_usual_settings(path, text):
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    assert SettingsFile(path).now == Settings()


def test_a_later_version_s_settings_do_not_disturb(path):
    path.parent.mkdir()
    path.write_text('{"language": "en", "seasons": 4}')
    assert SettingsFile(path).now.language == "en"


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    in_the_way = tmp_path / "dapo"
    in_the_way.write_text("a file where the folder should be")
    settings = SettingsFile(in_the_way / "settings.json")
    settings.change(language="en")
    assert settings.now.language == "en"


def test_a_change_is_told_once_and_nothing_is_told_when_nothing_changed(path):
    told = []
    settings = SettingsFile(path)
    settings.watch(lambda before, after: told.append((before.points, after.points)))
    settings.change(points=12.0)
    settings.change(points=12.0)
    assert told == [(11.0, 12.0)]


def test_the_vault_opened_last_comes_first_and_only_six_are_kept(path):
    settings = SettingsFile(path)
    for number in range(8):
        settings.remember_vault(Path(f"/centres/{number}.dapo"))
    settings.remember_vault(Path("/centres/5.dapo"))
    kept = [Path(one).stem for one in settings.now.vaults]
    assert kept == ["5", "7", "6", "4", "3", "2"]


def test_nothing_of_a_person_is_written(path):
    settings = SettingsFile(path)
    settings.remember_vault(Path("/centres/5.dapo"))
    fields = {"language", "look", "points", "idle_minutes", "vaults", "geometry"}
    assert set(Settings.__slots__) == fields

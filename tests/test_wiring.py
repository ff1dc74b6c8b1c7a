from pathlib import Path

import pytest

from wellspent.errors import SettingsError
from wellspent.settings import Settings
from wellspent.wiring import wire


def test_wired_parts_hold_the_settings_and_an_open_store(tmp_path: Path):
    settings = Settings(data_folder=str(tmp_path / "deep" / "folder"))
    parts = wire(settings)
    with parts.store.reading():
        pass
    parts.store.close()
    assert parts.settings is settings
    assert (tmp_path / "deep" / "folder" / "wellspent.db").is_file()


def test_store_of_an_unknown_kind_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError):
        wire(Settings(data_folder=str(tmp_path), store_url="mysql://localhost/x"))

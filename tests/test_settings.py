import tomllib
from pathlib import Path

import pytest

from wellspent.errors import SettingsError
from wellspent.settings import (
    SETTING_NAMES,
    Settings,
    masked_value,
    read_settings,
    setting_rows,
    settings_file,
)

SECRET = "correct-horse-battery"


def read(tmp_path: Path, flags=None, environment=None, text: str | None = None) -> Settings:
    if text is not None:
        (tmp_path / "wellspent.toml").write_text(text, encoding="utf-8")
    return read_settings(flags or {}, environment=environment or {}, folder=tmp_path)


def test_defaults_stand_where_nothing_is_said(tmp_path: Path):
    settings = read(tmp_path)
    assert (settings.host, settings.port, settings.currency) == ("127.0.0.1", 8350, "USD")
    assert settings.store_url == f"sqlite:///{settings.data_folder}/wellspent.db"
    assert {row.source for row in setting_rows(settings)} == {"default"}


def test_flag_wins_over_environment_over_file_over_default(tmp_path: Path):
    text = 'port = 1\nhost = "a.example"\ncurrency = "EUR"'
    environment = {"WELLSPENT_PORT": "2", "WELLSPENT_HOST": "b.example"}
    settings = read(tmp_path, {"port": 3, "host": None}, environment, text)
    assert (settings.port, settings.host, settings.currency) == (3, "b.example", "EUR")
    assert settings.sources == {
        "port": "--port",
        "host": "WELLSPENT_HOST",
        "currency": str(tmp_path / "wellspent.toml"),
    }


@pytest.mark.parametrize(
    ("flags", "environment", "text", "where", "near"),
    [
        ({}, {"WELLSPENT_PROT": "1"}, None, "the environment variable WELLSPENT_PROT", "port"),
        ({}, {}, '# a comment\ncurency = "EUR"\n', "wellspent.toml, line 2", "currency"),
        ({}, {}, "[time_zon]\nx = 1\n", "wellspent.toml, line 1", "time_zone"),
        ({"log_levl": "info"}, {}, None, "--log-levl", "log_level"),
    ],
)
def test_unknown_name_is_refused_with_its_place_and_the_nearest_name(
    tmp_path: Path, flags, environment, text, where: str, near: str
):
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, flags, environment, text)
    assert caught.value.where.endswith(where)
    assert caught.value.next_step == f"Did you mean {near}?"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("port", "eighty"),
        ("port", "1.5"),
        ("max_upload_mb", "0"),
        ("currency", "euro"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "/etc/passwd"),
        ("log_level", "loud"),
        ("api_token", "short"),
        ("cors", "*"),
        ("cors", "https://a.example/path"),
        ("public_address", "sales.example.com"),
        ("public_address", "javascript:alert(1)"),
        ("public_address", "https://user@sales.example.com"),
        ("public_address", "https://sales.example.com/?a=b"),
    ],
)
def test_value_that_makes_no_sense_is_refused(tmp_path: Path, name: str, value: str):
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, environment={f"WELLSPENT_{name.upper()}": value})
    assert name in caught.value.what


@pytest.mark.parametrize("text", ["port = true", "port = 1.5", "host = 7", "cors = [1]", "cors ="])
def test_file_with_a_value_of_another_type_is_refused(tmp_path: Path, text: str):
    with pytest.raises(SettingsError):
        read(tmp_path, text=text)


def test_list_is_read_from_file_and_from_environment_alike(tmp_path: Path):
    origins = ("https://a.example", "https://b.example")
    in_file = read(tmp_path, text='cors = ["https://a.example", "https://b.example"]')
    in_environment = read_settings(
        environment={"WELLSPENT_CORS": "https://a.example, https://b.example"},
        folder=tmp_path / "..",
    )
    assert in_file.cors == in_environment.cors == origins


def test_file_with_a_byte_order_mark_is_read(tmp_path: Path):
    assert read(tmp_path, text="\ufeffport = 9").port == 9


def test_named_file_that_is_not_there_is_an_error(tmp_path: Path):
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, {"config": str(tmp_path / "none.toml")})
    assert caught.value.where == "--config"


def test_secrets_are_masked_wherever_they_are_shown(tmp_path: Path):
    settings = read(
        tmp_path,
        environment={
            "WELLSPENT_API_TOKEN": SECRET,
            "WELLSPENT_STORE_URL": f"postgresql://me:{SECRET}@db.example/x",
        },
    )
    assert settings.api_token == SECRET
    shown = " ".join(row.value for row in setting_rows(settings))
    assert SECRET not in shown
    assert "postgresql://me:••••••••@db.example/x" in shown
    assert SECRET not in settings_file(settings)


def test_secret_that_is_refused_is_not_repeated_in_the_error(tmp_path: Path):
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text=f'api_token = ["{SECRET}"]')
    assert SECRET not in str(caught.value)


def test_written_file_reads_back_as_the_same_settings(tmp_path: Path):
    first = read(tmp_path, {"currency": "EUR", "port": 9, "store_url": 'sqlite:///a "b".db'})
    second = read(tmp_path, text=settings_file(first))
    assert first == second


def test_written_file_names_every_setting(tmp_path: Path):
    text = settings_file(read(tmp_path))
    assert tomllib.loads(text) == {}
    assert all(f"# {name} = " in text for name in SETTING_NAMES)


def test_each_setting_says_what_it_is_for():
    for row in setting_rows(Settings()):
        assert row.purpose.endswith(".")
        assert row.variable == f"WELLSPENT_{row.name.upper()}"


def test_masked_value_keeps_addresses_without_password():
    assert masked_value("sqlite:////a/b.db") == "sqlite:////a/b.db"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:hidden@h/db", "postgresql://u:••••••••@h/db"),
        ("postgresql://u:hid@den@h/db", "postgresql://u:••••••••@h/db"),
        ("postgresql://u:hid/d?en@h/db", "postgresql://u:••••••••@h/db"),
        ("postgresql://h/db?user=u&password=hidden", "postgresql://h/db?user=u&password=••••••••"),
        ("postgresql://h/db?PassWord=hidden&a=b", "postgresql://h/db?PassWord=••••••••&a=b"),
        ("postgresql://h/db?pass%77ord=hidden", "postgresql://h/db?pass%77ord=••••••••"),
        ("postgresql://h/db?sslpassword=hidden", "postgresql://h/db?sslpassword=••••••••"),
        ("sqlite:////a/b.db?mode=ro", "sqlite:////a/b.db?mode=ro"),
    ],
)
def test_no_password_in_an_address_is_shown(address: str, shown: str):
    assert masked_value(address) == shown

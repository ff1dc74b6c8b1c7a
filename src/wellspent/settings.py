"""Settings: one typed table, read from file, environment and flags.

The fields of `Settings` are the table: name, type, default and what it is for. What a flag says
wins over the environment (`WELLSPENT_PORT`), that over the file (`wellspent.toml`), that over the
default; every value knows where it came from. Unknown names are refused, since a misspelt setting
that is silently ignored costs an afternoon.
"""

import json
import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import unquote_plus

from wellspent.errors import SettingsError

FILE_NAME = "wellspent.toml"
PREFIX = "WELLSPENT_"
MASK = "••••••••"
# Read by others than this table: where the file is, where the benchmarks find their data, and the
# password of the mailbox that one command reads.
OTHER_VARIABLES = frozenset({"WELLSPENT_CONFIG", "WELLSPENT_DATA", "WELLSPENT_MAILBOX_PASSWORD"})

Value = str | int | bool | tuple[str, ...]
Kind = TypeVar("Kind", str, int, bool, tuple[str, ...])


def _setting(
    default: Kind,
    purpose: str,
    *,
    check: Callable[[Any], str] = lambda _value: "",
    secret: bool = False,
) -> Kind:
    """Declare one row of the table; `check` returns what is wrong with a value, or nothing."""
    return field(default=default, metadata={"purpose": purpose, "check": check, "secret": secret})


def _port(value: int) -> str:
    return "" if 0 <= value <= 65535 else "a port lies between 0 and 65535 (0: any free one)"


def _currency(value: str) -> str:
    good = re.fullmatch(r"[A-Z]{3}", value)
    return "" if good else "a currency is three capital letters, such as EUR"


def _time_zone(value: str) -> str:
    # Zone names become paths inside the time zone database: only their own letters are let in.
    from zoneinfo import ZoneInfo

    if re.fullmatch(r"[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+)*", value):
        try:
            ZoneInfo(value)
        except (KeyError, OSError, ValueError):
            pass
        else:
            return ""
    return "a time zone has an IANA name, such as Europe/Berlin or UTC"


def _positive(value: int) -> str:
    return "" if value > 0 else "it must be above zero"


def _log_level(value: str) -> str:
    levels = ("debug", "info", "warning", "error")
    return "" if value in levels else f"it is one of {', '.join(levels)}"


def _token(value: str) -> str:
    short = value and len(value) < 16
    return "a token has at least 16 characters: `openssl rand -hex 24` makes one" if short else ""


def _origins(value: tuple[str, ...]) -> str:
    wrong = [origin for origin in value if not re.fullmatch(r"https?://[^/\s*]+", origin)]
    return f"an origin looks like https://crm.example.com, not {wrong[0]}" if wrong else ""


def _web_address(value: str) -> str:
    good = not value or re.fullmatch(r"https?://[^/?#\s@\\]+(/[^?#\s\\]*)?", value)
    return "" if good else "it is the beginning of a web address, such as https://sales.example.com"


def default_data_folder() -> str:
    """Return the platform's folder for an application's data."""
    home = Path.home()
    if sys.platform == "darwin":
        return str(home / "Library" / "Application Support" / "wellspent")
    if sys.platform == "win32":
        return str(Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "wellspent")
    return str(Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "wellspent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with its type, its default and what it is for.

    `sources` says where each value came from: `default`, a file, a variable or a flag.
    """

    data_folder: str = _setting(
        "", "Folder of the embedded store and of uploads; empty: the platform's own."
    )
    store_url: str = _setting(
        "",
        "Where records are kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; "
        "empty: SQLite in the data folder.",
    )
    host: str = _setting("127.0.0.1", "Address that `wellspent serve` listens on.")
    port: int = _setting(8350, "Port that `wellspent serve` listens on.", check=_port)
    allowed_hosts: tuple[str, ...] = _setting(
        (),
        "Names under which the server may be called; empty: this machine's own names while it "
        "listens on a loopback address, any name otherwise.",
    )
    public_address: str = _setting(
        "",
        "This server's address as customers reach it, for links in messages to them, such as "
        "https://sales.example.com; empty: host and port, which only this machine can open.",
        check=_web_address,
    )
    api_token: str = _setting(
        "",
        "Secret that programs (as bearer token) and people (as password) must show; empty: none.",
        check=_token,
        secret=True,
    )
    cors: tuple[str, ...] = _setting(
        (),
        "Web origins whose pages may call the API, such as https://crm.example.com.",
        check=_origins,
    )
    max_upload_mb: int = _setting(
        512, "Largest file that may be uploaded, in megabytes.", check=_positive
    )
    currency: str = _setting("USD", "Currency of amounts that name none.", check=_currency)
    time_zone: str = _setting("UTC", "Time zone of times that name none.", check=_time_zone)
    mail_server: str = _setting(
        "",
        "Server that messages to customers go through: smtps://USER:PASSWORD@HOST; "
        "empty: nothing is sent.",
        secret=True,
    )
    mail_sender: str = _setting(
        "", "Whom messages to customers are from, such as Sales <sales@example.com>."
    )
    hooks_to_private_addresses: bool = _setting(
        False, "Whether webhooks may go to addresses inside a private network."
    )
    review_config: str = _setting(
        "",
        "The team's review.toml, by which the API and the pages review drafts; "
        "empty: all rules but hints.",
    )
    language_model_url: str = _setting(
        "",
        "Address of an OpenAI-compatible language model that may point out statements of fact in "
        "drafts; it is sent the draft and the records around it. Empty: none is asked.",
    )
    language_model: str = _setting("", "The language model's name there.")
    language_model_key: str = _setting("", "The key that opens it, if any.", secret=True)
    fetch_company_sites: bool = _setting(
        False,
        "Whether a customer's own web site may be read for a brief, when somebody asks for it; "
        "their robots.txt is heeded.",
    )
    log_level: str = _setting("warning", "Least serious message that is logged.", check=_log_level)
    sources: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)

    def __post_init__(self) -> None:
        if not self.data_folder:
            object.__setattr__(self, "data_folder", default_data_folder())
        if not self.store_url:
            file = Path(self.data_folder).expanduser() / "wellspent.db"
            object.__setattr__(self, "store_url", f"sqlite:///{file}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One setting as it is shown: secrets masked, and where its value came from."""

    name: str
    value: str
    default: str
    source: str
    purpose: str
    variable: str
    secret: bool


def _table() -> dict[str, tuple[type, Value, Mapping[str, Any]]]:
    rows = [row for row in fields(Settings) if row.name != "sources"]
    defaults = {row.name: cast("Value", row.default) for row in rows}
    return {row.name: (type(defaults[row.name]), defaults[row.name], row.metadata) for row in rows}


SETTING_NAMES: tuple[str, ...] = tuple(_table())


def setting_rows(settings: Settings) -> list[SettingRow]:
    """Return every setting as it is shown to a person."""
    rows: list[SettingRow] = []
    for name, (_kind, default, metadata) in _table().items():
        value = cast("Value", getattr(settings, name))
        rows.append(
            SettingRow(
                name=name,
                value=masked_value(value, secret=metadata["secret"]),
                default=_as_text(default),
                source=settings.sources.get(name, "default"),
                purpose=metadata["purpose"],
                variable=PREFIX + name.upper(),
                secret=metadata["secret"],
            )
        )
    return rows


def masked_value(value: Value, *, secret: bool = False) -> str:
    """Return a value as text, without what nobody should read over a shoulder."""
    text = _as_text(value)
    if secret:
        return MASK if text else ""
    return masked_address(text)


def masked_address(text: str) -> str:
    """Return a text with the passwords of the addresses in it masked, also those in queries."""
    text = re.sub(r"(://[^:/@\s]*):\S*@", rf"\1:{MASK}@", text)
    return re.sub(r"([?&;])([^=?&;\s]{1,99})=([^&;\s]+)", _masked_parameter, text)


def _masked_parameter(found: re.Match[str]) -> str:
    name = unquote_plus(found[2]).casefold()
    secret = any(word in name for word in ("pass", "pwd", "secret", "token"))
    return f"{found[1]}{found[2]}={MASK}" if secret else found[0]


def _as_text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


def read_settings(
    flags: Mapping[str, str | int | bool | None] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Read the settings: flags over environment over file over default.

    `flags` holds what the command line said by setting name, None where it said nothing; the key
    `config` names the file. Without one, `WELLSPENT_CONFIG` does, or `wellspent.toml` in `folder`
    (by default the current one). Raises `SettingsError` for an unknown name or a wrong value.
    """
    environment = os.environ if environment is None else environment
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    file = _find_file(str(given.pop("config", "")), environment, folder or Path.cwd())
    values: dict[str, Value] = {}
    sources: dict[str, str] = {}
    for layer in (_from_file(file), _from_environment(environment), _from_flags(given)):
        for name, (raw, source, where) in layer.items():
            values[name] = _parse(name, raw, where)
            sources[name] = source
    return Settings(**cast("dict[str, Any]", values), sources=sources)


Layer = dict[str, tuple[object, str, str]]
"""Raw values by setting name, with the source that is shown and the place that errors name."""


def _find_file(named: str, environment: Mapping[str, str], folder: Path) -> Path | None:
    chosen = named or environment.get("WELLSPENT_CONFIG", "")
    if not chosen:
        file = folder / FILE_NAME
        return file if file.is_file() else None
    file = Path(chosen).expanduser()
    if not file.is_file():
        raise SettingsError(
            f"The settings file {file} doesn't exist.",
            where="--config" if named else "WELLSPENT_CONFIG",
            next_step="Name a file that exists, or leave it out to use the defaults.",
        )
    return file


def _from_file(file: Path | None) -> Layer:
    if file is None:
        return {}
    try:
        text = file.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The settings file can't be read: {error}.",
            where=str(file),
            next_step='Write one setting a line, such as: currency = "EUR"',
        ) from error
    places = {name: f"{file}, line {_line_of(name, text)}" for name in content}
    for name in content:
        _refuse_unknown(name, places[name])
    return {name: (raw, str(file), places[name]) for name, raw in content.items()}


def _line_of(name: str, text: str) -> int:
    pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}\b")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def _from_environment(environment: Mapping[str, str]) -> Layer:
    layer: Layer = {}
    for variable, raw in environment.items():
        if not variable.startswith(PREFIX) or variable in OTHER_VARIABLES:
            continue
        name = variable.removeprefix(PREFIX).lower()
        _refuse_unknown(name, f"the environment variable {variable}")
        layer[name] = (raw, variable, f"the environment variable {variable}")
    return layer


def _from_flags(given: Mapping[str, str | int | bool]) -> Layer:
    layer: Layer = {}
    for name, raw in given.items():
        flag = "--" + name.replace("_", "-")
        _refuse_unknown(name, flag)
        layer[name] = (raw, flag, flag)
    return layer


def _refuse_unknown(name: str, where: str) -> None:
    if name in SETTING_NAMES:
        return
    near = get_close_matches(name, SETTING_NAMES, n=1, cutoff=0.5)
    raise SettingsError(
        f"There is no setting named {name}.",
        where=where,
        next_step=f"Did you mean {near[0]}?" if near else "`wellspent settings` lists them all.",
    )


def _parse(name: str, raw: object, where: str) -> Value:
    kind, _default, metadata = _table()[name]
    value = _READERS[kind](raw)
    if value is None:
        shown = "what was given" if metadata["secret"] else repr(raw)
        raise SettingsError(
            f"The setting {name} must be {_KIND_WORDS[kind]}, not {shown}.", where=where
        )
    wrong = metadata["check"](value)
    if wrong:
        raise SettingsError(f"The setting {name} has a wrong value: {wrong}.", where=where)
    return value


def _read_text(raw: object) -> str | None:
    return raw.strip() if isinstance(raw, str) else None


def _read_number(raw: object) -> int | None:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    return int(raw) if isinstance(raw, str) and re.fullmatch(r"-?[0-9]{1,18}", raw) else None


def _read_flag(raw: object) -> bool | None:
    if isinstance(raw, bool):
        return raw
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    return words.get(raw.strip().lower()) if isinstance(raw, str) else None


def _read_list(raw: object) -> tuple[str, ...] | None:
    if isinstance(raw, str):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    if isinstance(raw, (list, tuple)):
        parts = cast("list[object]", raw)
        texts = tuple(part for part in parts if isinstance(part, str))
        return texts if len(texts) == len(parts) else None
    return None


_READERS: dict[type, Callable[[object], Value | None]] = {
    str: _read_text,
    int: _read_number,
    bool: _read_flag,
    tuple: _read_list,
}
_KIND_WORDS: dict[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    tuple: "a list of texts",
}


def settings_file(settings: Settings) -> str:
    """Return a settings file: what a flag or variable said as it is, all else as comment.

    Secrets and addresses with a password are never written; they belong into the environment.
    """
    lines = ["# Settings of Wellspent. Flags and WELLSPENT_* variables win over this file."]
    for name, (_kind, default, metadata) in _table().items():
        value = cast("Value", getattr(settings, name))
        shown = masked_value(value, secret=metadata["secret"]) == _as_text(value)
        chosen = shown and settings.sources.get(name, "default") != "default"
        value = value if chosen else default
        lines += ["", f"# {metadata['purpose']}"]
        lines.append(f"{'' if chosen else '# '}{name} = {_as_toml(value)}")
    return "\n".join(lines) + "\n"


def _as_toml(value: Value) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_as_toml(part) for part in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return _as_text(value)

"""A scorecard as a file: written readable, read back equal, edits kept and marked."""

import base64
import binascii
import math
import tomllib
import zlib
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np

from wellspent.errors import FileUnreadable, InputError
from wellspent.profile.scorecard_text import FORMAT, scorecard_text
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute
from wellspent.records.verdict import Verdict

LARGEST_FILE = 64 * 1024 * 1024

HEAD_KEYS = frozenset(
    [
        "format",
        "name",
        "version",
        "created_at",
        "verdict",
        "verdict_reason",
        "won",
        "lost",
        "base_rate",
        "learner",
        "fingerprint",
        "level",
        "base_log_odds",
        "learned_base_log_odds",
        "base_standard_error",
        "attributes",
        "covariance",
    ]
)
ATTRIBUTE_KEYS = frozenset(("name", "label", "kind", "bands"))
BAND_KEYS = frozenset(
    [
        "points",
        "learned",
        "edited",
        "label",
        "values",
        "range",
        "from",
        "below",
        "missing",
        "unseen",
        "cases",
        "won",
        "standard_error",
    ]
)

Table = Mapping[str, object]


def write_scorecard(scorecard: Scorecard, path: Path) -> None:
    """Write the scorecard as readable TOML."""
    path.write_text(scorecard_text(scorecard), encoding="utf-8", newline="\n")


def read_scorecard(path: Path) -> Scorecard:
    """Read a scorecard that `write_scorecard` wrote, and that a person may have edited.

    A band whose `points` differ from its `learned` comes back as edited. Raises `FileUnreadable`
    when it is no TOML, `InputError` with the place when its content makes no sense.
    """
    if not path.is_file():
        raise FileUnreadable("There is no such file.", where=str(path))
    if path.stat().st_size > LARGEST_FILE:
        raise FileUnreadable("The file is larger than a scorecard can be.", where=str(path))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(f"It can't be read as text: {error}.", where=str(path)) from error
    return parse_scorecard(text, where=str(path))


def parse_scorecard(text: str, *, where: str = "scorecard") -> Scorecard:
    """Read a scorecard from TOML text; `where` names it in errors."""
    try:
        head: Table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileUnreadable(
            f"It isn't valid TOML: {error}.",
            where=where,
            next_step="Mend that place, or export again.",
        ) from error
    _only_known(head, HEAD_KEYS, where)
    if _whole(head, "format", where) != FORMAT:
        raise InputError(f"Only format {FORMAT} can be read.", where=f"{where}, format")
    attributes = tuple(
        _attribute(table, f"{where}, attribute {number}")
        for number, table in enumerate(_tables(head, "attributes", where), 1)
    )
    _distinct([attribute.name for attribute in attributes], "attribute", where)
    base = _number(head, "base_log_odds", where)
    learned = _number(head, "learned_base_log_odds", where, base)
    return Scorecard(
        name=_text(head, "name", where),
        version=_whole(head, "version", where),
        created_at=_moment(head, "created_at", where),
        base_log_odds=base,
        base_standard_error=_number(head, "base_standard_error", where),
        attributes=attributes,
        verdict=Verdict(_choice(head, "verdict", [str(one) for one in Verdict], where)),
        verdict_reason=_text(head, "verdict_reason", where),
        won=_whole(head, "won", where),
        lost=_whole(head, "lost", where),
        learner=_text(head, "learner", where),
        fingerprint=_text(head, "fingerprint", where),
        level=_share(head, "level", where),
        base_rate=_share(head, "base_rate", where) if "base_rate" in head else None,
        covariance=_covariance(head, attributes, where),
        learned_base_log_odds=None if learned == base else learned,
    )


def _attribute(table: Table, where: str) -> ScorecardAttribute:
    _only_known(table, ATTRIBUTE_KEYS, where)
    name = _text(table, "name", where)
    where = f"{where} ({name})"
    kinds = [AttributeKind.NUMBER.value, AttributeKind.CATEGORY.value, AttributeKind.FLAG.value]
    kind = AttributeKind(_choice(table, "kind", kinds, where))
    bands = tuple(
        _band(band, f"{where}, band {number}")
        for number, band in enumerate(_tables(table, "bands", where), 1)
    )
    _check_bands(kind, bands, where)
    return ScorecardAttribute(name=name, label=_text(table, "label", where), kind=kind, bands=bands)


def _band(table: Table, where: str) -> Band:
    _only_known(table, BAND_KEYS, where)
    points = _number(table, "points", where)
    learned = _number(table, "learned", where) if "learned" in table else None
    edited = table.get("edited") is True or (learned is not None and learned != points)
    role = _role(table, where)
    return Band(
        label=_text(table, "label", where),
        role=role,
        points=points,
        standard_error=_number(table, "standard_error", where, 0.0),
        cases=_whole(table, "cases", where, 0),
        won=_whole(table, "won", where, 0),
        low=_edge(table, "from", role, where),
        high=_edge(table, "below", role, where),
        values=_texts(table, "values", where) if role is BandRole.VALUES else (),
        edited=edited,
        learned_points=learned if edited else None,
    )


def _role(table: Table, where: str) -> BandRole:
    said = [
        role
        for role in BandRole
        if role.value in table and (role is BandRole.VALUES or table[role.value] is True)
    ]
    if len(said) != 1:
        raise InputError(
            "A band must say exactly one thing that it catches.",
            where=where,
            next_step="Give it `values = [...]`, or one of `range`, `missing`, `unseen` = true.",
        )
    return said[0]


def _edge(table: Table, key: str, role: BandRole, where: str) -> float | None:
    if key not in table:
        return None
    if role is not BandRole.RANGE:
        raise InputError(f"Only a range has `{key}`.", where=where)
    return _number(table, key, where)


def _check_bands(kind: AttributeKind, bands: Sequence[Band], where: str) -> None:
    count = {role: sum(band.role is role for band in bands) for role in BandRole}
    is_number = kind is AttributeKind.NUMBER
    if count[BandRole.MISSING] != 1:
        raise InputError("There must be one band for missing values.", where=where)
    unseen = {AttributeKind.NUMBER: (0,), AttributeKind.FLAG: (0, 1), AttributeKind.CATEGORY: (1,)}
    if count[BandRole.UNSEEN] not in unseen[kind]:
        raise InputError("A category needs one band for unseen values, a number none.", where=where)
    if count[BandRole.VALUES if is_number else BandRole.RANGE]:
        raise InputError("Numbers have ranges, categories have values.", where=where)
    if is_number:
        _check_ranges([band for band in bands if band.role is BandRole.RANGE], where)
    _distinct([value for band in bands for value in band.values], "value", where)


def _check_ranges(ranges: Sequence[Band], where: str) -> None:
    ranges = sorted(ranges, key=lambda band: -math.inf if band.low is None else band.low)
    highs = [None, *(band.high for band in ranges)]
    lows = [*(band.low for band in ranges), None]
    meet = all(high == low for high, low in zip(highs, lows, strict=True))
    edges = [low for low in lows[1:-1] if low is not None]
    rising = len(edges) == len(ranges) - 1 and all(one < other for one, other in pairwise(edges))
    if not ranges or not meet or not rising:
        raise InputError(
            "The ranges must rise and cover every number once.",
            where=where,
            tried="each range's `below` against the next one's `from`; the first has no `from`, "
            "the last no `below`",
        )


def _covariance(
    head: Table, attributes: Sequence[ScorecardAttribute], where: str
) -> tuple[tuple[float, ...], ...] | None:
    table = head.get("covariance")
    if table is None:
        return None
    where = f"{where}, covariance"
    if not isinstance(table, dict):
        raise InputError("It must be a table.", where=where)
    _only_known(table, {"packed"}, where)
    size = 1 + sum(len(attribute.bands) for attribute in attributes)
    lower = _unpacked(_text(table, "packed", where), size * (size + 1) // 2, where)
    if lower is None:
        return None
    matrix = np.zeros((size, size))
    matrix[np.tril_indices(size)] = lower
    matrix += np.tril(matrix, -1).T
    return tuple(map(tuple, matrix.tolist()))


def _unpacked(text: str, count: int, where: str) -> np.ndarray | None:
    """Return that many numbers, or None when there are more or fewer: bands were edited."""
    try:
        raw = zlib.decompressobj().decompress(base64.b64decode(text, validate=True), 4 * count + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise InputError("The packed numbers are damaged.", where=where) from error
    if len(raw) != 4 * count:
        return None
    lower = np.frombuffer(raw, dtype="<f4").astype(np.float64)
    if not np.isfinite(lower).all():
        raise InputError("The packed numbers aren't finite.", where=where)
    return lower


def _only_known(table: Table, known: Collection[str], where: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise InputError(
            f"Unknown key `{unknown[0]}`.",
            where=where,
            next_step=f"Known keys here: {', '.join(sorted(known))}.",
        )


def _distinct(names: Sequence[str], what: str, where: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InputError(f"The {what} {name!r} stands there twice.", where=where)
        seen.add(name)


def _value(table: Table, key: str, where: str, default: object = None) -> object:
    if key in table:
        return table[key]
    if default is None:
        raise InputError(f"The key `{key}` is missing.", where=where)
    return default


def _number(table: Table, key: str, where: str, default: float | None = None) -> float:
    value = _value(table, key, where, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"`{key}` must be a number, not {value!r}.", where=where)
    return float(value)


def _share(table: Table, key: str, where: str) -> float:
    value = _number(table, key, where)
    if not 0.0 <= value <= 1.0:
        raise InputError(f"`{key}` must lie between 0 and 1.", where=where)
    return value


def _whole(table: Table, key: str, where: str, default: int | None = None) -> int:
    value = _value(table, key, where, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError(f"`{key}` must be a whole number from 0 on, not {value!r}.", where=where)
    return value


def _text(table: Table, key: str, where: str) -> str:
    value = _value(table, key, where)
    if not isinstance(value, str):
        raise InputError(f"`{key}` must be text in quotes.", where=where)
    return value


def _texts(table: Table, key: str, where: str) -> tuple[str, ...]:
    value = _value(table, key, where)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError(f"`{key}` must be a list of texts in quotes.", where=where)
    return tuple(str(one) for one in value)


def _choice(table: Table, key: str, choices: Sequence[str], where: str) -> str:
    value = _text(table, key, where)
    if value not in choices:
        raise InputError(f"`{key}` must be one of: {', '.join(choices)}.", where=where)
    return value


def _moment(table: Table, key: str, where: str) -> datetime:
    value = _value(table, key, where)
    if not isinstance(value, datetime):
        raise InputError(f"`{key}` must be a date with time.", where=where)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _tables(table: Table, key: str, where: str) -> list[Table]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputError(f"`{key}` must be a list of tables.", where=where)
    return [one for one in value if isinstance(one, dict)]

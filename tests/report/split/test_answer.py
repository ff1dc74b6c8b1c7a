"""Channel or execution: planted effects found, confounded ones not told, none where none is."""

import numpy as np
import pyarrow as pa
import pytest

from wellspent.records.split import Factor, Split, Telling
from wellspent.report.split.answer import split

CHANNELS = np.array(["call", "email", "sms"])


def drawn(
    seed: int, *, channel: float = 0.0, execution: float = 0.0, tied: bool = False, size: int = 6000
) -> pa.Table:
    """Return a sufficient table of touches with planted effects (log-odds)."""
    chance = np.random.default_rng(seed)
    rep = chance.integers(0, 6, size)
    way = rep % 3 if tied else chance.integers(0, 3, size)
    findings = chance.integers(0, 4, size)
    rate = 1 / (1 + np.exp(1.5 - channel * (way - 1) + execution * (findings - 1.5)))
    return pa.table(
        {
            "channel": CHANNELS[way],
            "findings": findings,
            "prepared": chance.integers(-1, 2, size),
            "good_hour": np.full(size, -1),
            "segment": np.array(["food", "steel"])[chance.integers(0, 2, size)],
            "rep": np.char.add("rep-", rep.astype(str)),
            "month": 202601 + chance.integers(0, 4, size),
            "bucket": chance.integers(0, 199, size),
            "sent": np.ones(size, dtype=np.int64),
            "positive": (chance.random(size) < rate).astype(np.int64),
        }
    )


def verdict(found: Split, factor: Factor) -> Telling:
    return next(one.verdict for one in found.factors if one.factor is factor)


def test_split_tells_execution_where_only_execution_matters() -> None:
    found = split(drawn(1, execution=0.6), draws=100)
    assert found.verdict is Telling.TOLD
    assert found.reason == "the execution explains more than the channel"
    assert verdict(found, Factor.EXECUTION) is Telling.TOLD
    assert verdict(found, Factor.CHANNEL) is Telling.NOTHING


def test_split_tells_the_channel_where_only_the_channel_matters() -> None:
    found = split(drawn(2, channel=0.6), draws=100)
    assert found.reason == "the channel explains more than the execution"
    assert verdict(found, Factor.EXECUTION) is Telling.NOTHING


def test_split_finds_nothing_where_nothing_is_planted() -> None:
    assert split(drawn(3), draws=100).verdict is Telling.NOTHING


def test_split_cannot_tell_channel_from_rep_where_they_never_crossed() -> None:
    found = split(drawn(4, channel=0.6, execution=0.4, tied=True), draws=100)
    assert found.verdict is Telling.CANNOT_TELL
    assert verdict(found, Factor.EXECUTION) is Telling.TOLD
    assert found.confounded[0] == (
        "rep and channel never crossed: 6 of 6 levels of rep have one level of channel only, "
        "or nearly"
    )
    assert all(one.adjusted is None for one in found.rates if one.factor is Factor.CHANNEL)


def test_split_shares_add_up_to_what_is_explained() -> None:
    found = split(drawn(5, channel=0.8, execution=0.8), draws=100)
    told = [one.explained.value for one in found.factors if one.explained]
    assert found.explained is not None
    assert sum(told) + found.untold == pytest.approx(found.explained.value, rel=0.05)


def test_split_adjusts_rates_that_another_factor_bent() -> None:
    table = drawn(6, execution=0.8, size=12000)
    sloppy = (table["channel"].to_numpy() == "sms") & (table["findings"].to_numpy() < 2)
    found = split(table.filter(pa.array(~sloppy)), draws=50)
    rates = {one.level: one for one in found.rates if one.dimension == "channel"}
    sms, email = rates["sms"], rates["email"]
    assert sms.raw.high < email.raw.low
    assert sms.adjusted is not None
    assert email.adjusted is not None
    assert sms.adjusted.low < email.adjusted.high
    assert email.adjusted.low < sms.adjusted.high


@pytest.mark.parametrize("size", [0, 40])
def test_split_cannot_tell_from_too_few(size: int) -> None:
    assert split(drawn(7, size=size)).verdict is Telling.CANNOT_TELL

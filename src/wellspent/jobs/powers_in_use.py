"""Powers in use: role and power of all contacts at once, for questions over the whole team.

Reckoning them reads all that was ever said of who decides, so the table is kept with the mark of
what it rests on. Nobody waits for it: until it is reckoned anew (`learn_for_reach`) the kept one
stays in use and says how old it is; before the first time, titles, firms' sizes, won deals and
corrections tell alone. What a person said of a role, and who objected, counts at once.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import pyarrow as pa

from wellspent.jobs.role_weights_in_use import (
    WeightsInUse,
    role_weights_in_use,
    weights_in_use,
)
from wellspent.jobs.roles_in_bulk import reckon_powers
from wellspent.records.buying_role import BuyingRole
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import number_of
from wellspent.store.learned_things import (
    LearnedThing,
    activities_mark,
    keep_learned,
    learned_thing,
)
from wellspent.store.objections import all_who_objected
from wellspent.store.role_corrections import standing_role_corrections
from wellspent.store.role_teaching import powers_mark

NAME: Final = "powers"
STANDS: Final = timedelta(days=1)
"""After a day signs have aged enough to be weighed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowersInUse:
    """The powers in use, as `power_table` gives them, and when they were reckoned.

    `is_due` says that something has come since; with `titles_only` nothing of what was said is in
    them yet.
    """

    table: Any
    reckoned_at: datetime
    is_due: bool = False
    titles_only: bool = False

    @property
    def note(self) -> str:
        """Return in words how old they are where that matters, else nothing."""
        if self.titles_only:
            return (
                "Who can say yes goes by titles, won deals and corrections: what was said of it "
                "hasn't been read yet."
            )
        if not self.is_due:
            return ""
        return (
            f"Who can say yes is as of {self.reckoned_at:%Y-%m-%d %H:%M} UTC, with corrections "
            "since; more has come."
        )


def power_table(store: Store, now: datetime) -> Any:
    """Return every contact's role and power as an Arrow table, as it was reckoned last.

    Its columns are `contact_id` (the number), `role`, `power` (0 to 1) and `known`, which is False
    where two fifths or more of what they might be is *unknown*. Who objected to being contacted
    isn't in it.
    """
    return powers_in_use(store, now).table


def powers_in_use(store: Store, now: datetime) -> PowersInUse:
    """Return the powers in use; a small store's are reckoned first when anything is new."""
    kept, is_due = learned_thing(store, NAME), powers_are_due(store, now)
    if is_due and activities_mark(store).is_small:
        return reckon_powers_anew(store, now=now)
    if kept is None:
        weights = role_weights_in_use(store, now=now)
        table = reckon_powers(store, weights, now, said=False)
        return PowersInUse(table=table, reckoned_at=now, is_due=True, titles_only=True)
    table = _as_said_since(store, _table(kept.body), now)
    return PowersInUse(table=table, reckoned_at=kept.learned_at, is_due=is_due)


def powers_are_due(store: Store, now: datetime) -> bool:
    """Return whether the powers are a day old, anything is new, or there are none."""
    kept = learned_thing(store, NAME)
    if kept is None or abs(now - kept.learned_at) >= STANDS:
        return True
    return kept.fingerprint != _mark(store, weights_in_use(store, now=now))


def reckon_powers_anew(store: Store, *, now: datetime) -> PowersInUse:
    """Reckon the powers of all contacts of all that is known, and keep them."""
    weights = weights_in_use(store, now=now)
    mark = _mark(store, weights)
    table = reckon_powers(store, weights.weights, now)
    thing = LearnedThing(
        name=NAME, fingerprint=mark, body=_text(table), cases=table.num_rows, learned_at=now
    )
    keep_learned(store, thing)
    return PowersInUse(table=table, reckoned_at=now)


def _mark(store: Store, weights: WeightsInUse) -> str:
    since = weights.learned_at.isoformat() if weights.learned_at else "stated"
    return f"{powers_mark(store)} {since} {' '.join(weights.weights.sold_to)}"


def _as_said_since(store: Store, table: Any, now: datetime) -> Any:
    """Return the table with what people say of roles now, and without those who object now."""
    said = {
        number_of(RecordKind.CONTACT, contact_id): one
        for contact_id, one in standing_role_corrections(store).items()
        if one.at <= now
    }
    objected = all_who_objected(store)
    others = {*objected, *said}
    if not others:
        return table
    left = [number not in others for number in table["contact_id"].to_pylist()]
    corrected = {number: one.role for number, one in said.items() if number not in objected}
    ours = _as_corrected(corrected, table.schema)
    return pa.concat_tables([table.filter(pa.array(left, pa.bool_())), ours]).sort_by("contact_id")


def _as_corrected(said: Mapping[int, BuyingRole], schema: Any) -> Any:
    """Return the lines of contacts of whom a person said the role."""
    columns = {
        "contact_id": list(said),
        "role": [role.value for role in said.values()],
        "power": [float(role.can_say_yes) for role in said.values()],
        "known": [True] * len(said),
    }
    return pa.table(columns, schema=schema)


def _text(table: Any) -> str:
    sink = pa.BufferOutputStream()
    packed = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, table.schema, options=packed) as stream:
        stream.write_table(table)
    return base64.b85encode(sink.getvalue().to_pybytes()).decode("ascii")


@lru_cache(maxsize=2)
def _table(text: str) -> Any:
    with pa.ipc.open_stream(base64.b85decode(text)) as stream:
        return stream.read_all()

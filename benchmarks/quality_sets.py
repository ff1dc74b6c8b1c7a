"""The real sets that quality is measured on, read and cleaned by the product itself.

The outcome, the time and the columns that know too much are found by Wellspent, nothing is named
or dropped by hand; the one thing done here is to join the four files of the Maven export, as its
own documentation describes, because a history is one table.
"""

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from wellspent.jobs.read_history import read_history
from wellspent.profile.learn import closed_cases, in_order
from wellspent.profile.set_aside import find_set_aside, without_set_aside
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases
from wellspent.records.honesty import SetAside

TRAIN_SHARE = 0.75


@dataclass(frozen=True)
class RealSet:
    """A set in order of time: the earlier cases to learn on, the later ones to try on."""

    name: str
    train: Cases
    test: Cases
    set_aside: tuple[SetAside, ...]


def data_folder() -> Path:
    return Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))


def read_x_education() -> Cases:
    return read_history(data_folder() / "leads/x_education/Leads.csv").cases


def read_bank() -> Cases:
    return read_history(data_folder() / "leads/bank/bank-additional-full.csv").cases


def read_maven_crm() -> Cases:
    folder = data_folder() / "leads/maven_crm"
    deals = pd.read_csv(folder / "sales_pipeline.csv")
    deals = deals.merge(pd.read_csv(folder / "accounts.csv"), on="account", how="left")
    deals = deals.merge(pd.read_csv(folder / "sales_teams.csv"), on="sales_agent", how="left")
    deals = deals.merge(pd.read_csv(folder / "products.csv"), on="product", how="left")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "deals.csv"
        deals.to_csv(file, index=False)
        return read_history(file).cases


def split_in_time(name: str, cases: Cases, *, questions: bool) -> RealSet:
    """Return the earliest 75 % to learn on and the latest 25 % to try on.

    Columns are set aside on what the earlier cases show; with `questions` those in doubt too.
    """
    closed = in_order(closed_cases(cases))
    first = round(TRAIN_SHARE * closed.rows)
    train = closed.take(np.arange(first))
    found = find_set_aside(train)
    train = without_set_aside(train, found, questions=questions)
    left = {column.name for column in train.columns}
    test = closed.take(np.arange(first, closed.rows))
    test = replace(test, columns=tuple(one for one in test.columns if one.name in left))
    return RealSet(name, train, test, found)


def draws_of(train: Cases, size: int | None, seed: int) -> np.ndarray:
    """Return the rows of a training sample in order of time: 80 is 40 won and 40 lost."""
    random = np.random.default_rng(seed)
    if size is None or size >= train.rows:
        return np.arange(train.rows)
    if size == 80:
        won = random.choice(np.flatnonzero(train.outcome == 1), 40, replace=False)
        lost = random.choice(np.flatnonzero(train.outcome == 0), 40, replace=False)
        return np.sort(np.concatenate([won, lost]))
    return np.sort(random.choice(train.rows, size, replace=False))


def as_frame(cases: Cases) -> pd.DataFrame:
    """Return the same columns for the peers: numbers, and words with None where missing."""
    frame: dict[str, object] = {}
    for column in cases.columns:
        if column.kind is AttributeKind.NUMBER:
            frame[column.name] = column.values
        elif column.kind is not AttributeKind.DATE:
            words = np.array([*column.levels, None], dtype=object)
            frame[column.name] = words[column.values]
    return pd.DataFrame(frame)

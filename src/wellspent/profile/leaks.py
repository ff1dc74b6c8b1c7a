"""Find columns that know the outcome: what speaks for it, how strongly, in sentences.

Two sorts of signs are told apart. *Figures*: how well the column alone tells won from lost, how
much it adds to all others. *Circumstances*: what its header and values say, and where it is filled.
Strong figures alone are only a question, since an honest column may simply be very good; a column
is set aside when circumstances and figures agree, or when it is as good as perfect alone.
Words are in `words/after.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wellspent.profile.filled import FilledShares, filled_shares, mix_apart, periods_of
from wellspent.profile.gain import gains
from wellspent.profile.kind_of_case import kinds_of
from wellspent.profile.separation import (
    Bins,
    Separation,
    bin_name,
    bins_of,
    log_odds,
    separation,
)
from wellspent.profile.wilson import wilson
from wellspent.profile.word_lists import WordList, header_words, plain_words, read_words
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column

MOST_ROWS = 100_000
"""Evidence is taken from up to so many closed and as many open rows, evenly spread."""

FEWEST = 20
"""With fewer won or fewer lost cases the figures say nothing."""

ENOUGH = 3
"""Signs that add up to this, with circumstances among them, set a column aside."""

NEAR_PERFECT = 0.95
VERY_GOOD = 0.88
GOOD = 0.8
TELLS_SOMETHING = 0.51

_KEYS = (
    "ending_headers",
    "later_headers",
    "later_alone",
    "innocent_headers",
    "contact_values",
    "judgement_values",
    "amount_headers",
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for a column's knowing the outcome; three points are enough."""

    points: int
    sentence: str
    circumstance: bool = False
    enough_alone: bool = False


@dataclass(frozen=True, slots=True)
class Suspicion:
    """All signs against one column."""

    signs: tuple[Sign, ...]

    @property
    def set_aside(self) -> bool:
        """Return whether the signs are enough to set the column aside."""
        if any(sign.enough_alone for sign in self.signs):
            return True
        circumstances = any(sign.circumstance for sign in self.signs)
        return circumstances and sum(sign.points for sign in self.signs) >= ENOUGH

    @property
    def question(self) -> bool:
        """Return whether a person should be asked about it."""
        figures = sum(sign.points for sign in self.signs if not sign.circumstance)
        return figures >= 2 or any(sign.circumstance and sign.points for sign in self.signs)

    @property
    def evidence(self) -> str:
        """Return the signs as sentences, strongest first."""
        ordered = sorted(self.signs, key=lambda sign: -sign.points)
        return " ".join(sign.sentence for sign in ordered)


@dataclass(frozen=True, slots=True)
class _Look:
    """One column as it is looked at: its bins among closed cases, and what they tell."""

    column: Column
    bins: Bins
    tells: Separation
    filled: FilledShares
    circumstances: tuple[Sign, ...]


def find_suspicions(cases: Cases) -> Mapping[str, Suspicion]:
    """Return the suspicion against each column that has any; empty with too few closed cases."""
    if cases.outcome is None:
        return {}
    cases = _sampled(cases)
    outcome = cases.outcome
    assert outcome is not None
    closed = ~np.isnan(outcome)
    won = outcome[closed] == 1
    fewest = min(int(won.sum()), int((~won).sum()))
    if fewest < FEWEST:
        return {}
    kinds = kinds_of(cases)
    periods = periods_of(cases.when, cases.rows, fewest=fewest, kinds=kinds)
    looks = [_look(column, outcome, periods) for column in cases.columns]
    added = _gains(looks, won, periods[closed])
    suspicions = {look.column.name: _suspicion(look, added) for look in looks}
    return {name: found for name, found in suspicions.items() if found.signs}


def names_the_ending(column: Column) -> str:
    """Return the words of the header that name the ending itself, or an empty string."""
    return _lists()["ending_headers"].found_in(_header_without_innocent(column))


def _lists() -> dict[str, WordList]:
    return read_words("after", _KEYS)


def _sampled(cases: Cases) -> Cases:
    """Return the cases, thinned out evenly where there are very many."""
    assert cases.outcome is not None
    still_open = np.isnan(cases.outcome)
    kept = [
        rows[np.linspace(0, len(rows) - 1, MOST_ROWS).astype(np.intp)]
        if len(rows) > MOST_ROWS
        else rows
        for rows in (np.flatnonzero(~still_open), np.flatnonzero(still_open))
    ]
    rows = np.sort(np.concatenate(kept))
    if len(rows) == cases.rows:
        return cases
    return Cases(
        columns=tuple(column.take(rows) for column in cases.columns),
        rows=len(rows),
        outcome=cases.outcome[rows],
        when=None if cases.when is None else cases.when[rows],
        keys=[cases.keys[int(row)] for row in rows] if cases.keys else (),
    )


def _look(column: Column, outcome: npt.NDArray[np.float64], periods: Bins) -> _Look:
    closed = ~np.isnan(outcome)
    among_closed = column.take(closed)
    won = outcome[closed] == 1
    all_bins = bins_of(column)
    bins = all_bins[closed]
    filled = filled_shares(~column.missing(), outcome, periods)
    tells = separation(bins, won, periods[closed])
    circumstances = [
        *_header_signs(column, tells),
        *_value_signs(among_closed, tells),
        *_filled_signs(filled, bins, won),
        *_zero_signs(among_closed, won),
        *_mix_signs(all_bins, ~closed, periods, filled),
    ]
    return _Look(among_closed, bins, tells, filled, tuple(circumstances))


def _gains(looks: list[_Look], won: npt.NDArray[np.bool_], periods: Bins) -> dict[str, float]:
    """Return what each column adds to those that nothing speaks against."""
    clean = {
        look.column.name: look.bins
        for look in looks
        if not look.circumstances and look.tells.auc < VERY_GOOD
    }
    found = gains(
        {look.column.name: look.bins for look in looks if look.column.name not in clean},
        clean,
        won,
        periods,
    )
    for name, bins in clean.items():
        rest = {other: each for other, each in clean.items() if other != name}
        if next(look.tells.auc for look in looks if look.column.name == name) >= GOOD:
            found |= gains({name: bins}, rest, won, periods)
    return found


def _suspicion(look: _Look, added: Mapping[str, float]) -> Suspicion:
    figures = [
        *_separation_signs(look),
        *_gain_signs(added.get(look.column.name, 0.0), named=bool(look.circumstances)),
    ]
    if look.circumstances and look.tells.auc < GOOD and look.tells.clear_of(TELLS_SOMETHING):
        said = f"Alone it tells won from lost with an AUC of {look.tells.auc:.2f}."
        figures.insert(0, Sign(0, said))
    return Suspicion(signs=(*look.circumstances, *figures))


def _separation_signs(look: _Look) -> list[Sign]:
    """Return signs from how well the column alone tells won from lost."""
    tells = look.tells
    signs: list[Sign] = []
    said = f"Alone it tells won from lost with an AUC of {tells.auc:.2f}."
    if tells.auc >= NEAR_PERFECT and tells.clear_of(0.9):
        signs.append(Sign(3, said, enough_alone=True))
    elif tells.auc >= VERY_GOOD and tells.clear_of(GOOD):
        signs.append(Sign(2, said))
    elif tells.auc >= GOOD and tells.clear_of(0.7):
        signs.append(Sign(1, said))
    if tells.odds_spread >= 4.5:
        top = bin_name(look.column, look.bins, tells.top)
        bottom = bin_name(look.column, look.bins, tells.bottom)
        sentence = (
            f"Its values leave little open: with {top} {tells.top_share:.1%} were won, "
            f"with {bottom} {tells.bottom_share:.1%}."
        )
        signs.append(Sign(2 if tells.odds_spread >= 6 else 1, sentence))
    return signs


def _gain_signs(added: float, *, named: bool) -> list[Sign]:
    """Return signs from how much the column adds to all that nothing speaks against."""
    points = 2 if added >= 0.4 else 1 if added >= (0.12 if named else 0.2) else 0
    if points == 0 and not (named and added >= 0.01):
        return []
    sentence = f"It takes away {added:.0%} of the uncertainty that all other columns leave."
    return [Sign(points, sentence)]


def _header_without_innocent(column: Column) -> str:
    """Return the header's words without phrases that only look like what is sought."""
    header = header_words(column)
    while found := _lists()["innocent_headers"].found_in(header):
        header = " ".join(header.replace(found, " ", 1).split())
    return header


def _header_signs(column: Column, tells: Separation) -> list[Sign]:
    """Return signs from what the header says; one word is none where the column tells nothing."""
    header = _header_without_innocent(column)
    lists = _lists()
    found = lists["ending_headers"].found_in(header)
    if found and (" " in found or tells.clear_of(TELLS_SOMETHING)):
        sentence = f"Its header names what is known at the end ({found!r})."
        return [Sign(2, sentence, circumstance=True)]
    found = lists["later_headers"].found_in(header) or lists["later_alone"].found_in(
        header if " " not in header else ""
    )
    if found and tells.clear_of(TELLS_SOMETHING):
        sentence = f"Its header speaks of what comes after arrival ({found!r})."
        return [Sign(1, sentence, circumstance=True)]
    return []


def _value_signs(column: Column, tells: Separation) -> list[Sign]:
    """Return signs from values that report a contact or pass a judgement."""
    if column.kind in {AttributeKind.NUMBER, AttributeKind.DATE} or not tells.clear_of(
        TELLS_SOMETHING
    ):
        return []
    counts = np.bincount(column.values[~column.missing()].astype(np.intp), minlength=1)
    common = np.argsort(-counts)[:200]
    plain = {int(code): plain_words(column.levels[int(code)]) for code in common if counts[code]}
    filled = max(1, int(counts.sum()))
    signs: list[Sign] = []
    for key, words in (
        ("contact_values", "what came of a contact"),
        ("judgement_values", "a judgement"),
    ):
        speaking = [code for code, text in plain.items() if _speaks(key, text)]
        share = sum(int(counts[code]) for code in speaking) / filled
        if share < 0.2 or len(speaking) < 2:
            continue
        shown = ", ".join(repr(column.levels[code]) for code in speaking[:3])
        points = 2 if key == "contact_values" and share >= 0.5 else 1
        sentence = f"{share:.0%} of its values report {words} ({shown})."
        signs.append(Sign(points, sentence, circumstance=True))
    return signs


def _speaks(key: str, text: str) -> bool:
    words = _lists()[key]
    return words.whole(text) if key == "judgement_values" else bool(words.found_in(text))


def _filled_signs(filled: FilledShares, bins: Bins, won: npt.NDArray[np.bool_]) -> list[Sign]:
    """Return signs from where the column is filled: by outcome, and closed against open."""
    signs: list[Sign] = []
    if abs(filled.by_outcome) >= 0.5:
        sentence = f"It is filled on {filled.won:.0%} of won but {filled.lost:.0%} of lost cases."
        signs.append(Sign(3 if abs(filled.by_outcome) >= 0.8 else 1, sentence, circumstance=True))
    if abs(filled.by_ending) >= 0.5:
        closed = np.mean(bins > 0)
        sentence = f"It is filled on {closed:.0%} of closed but {filled.open:.0%} of open cases."
        signs.append(Sign(3 if abs(filled.by_ending) >= 0.8 else 1, sentence, circumstance=True))
    if pure := _pure(bins > 0, won):
        signs.append(Sign(2, f"Where it is filled, {pure}.", circumstance=True))
    return signs


def _mix_signs(
    bins: Bins, still_open: npt.NDArray[np.bool_], periods: Bins, filled: FilledShares
) -> list[Sign]:
    """Return a sign where open cases have quite other values than closed ones of their time."""
    apart = mix_apart(bins, ~still_open, still_open, periods)
    if not apart >= 0.9 or abs(filled.by_ending) >= 0.5:
        return []
    sentence = "Open cases have other values than closed ones that arrived at the same time."
    return [Sign(1, sentence, circumstance=True)]


def _zero_signs(column: Column, won: npt.NDArray[np.bool_]) -> list[Sign]:
    """Return a sign where an amount is 0 on lost cases only."""
    if column.kind is not AttributeKind.NUMBER:
        return []
    zero = column.values == 0
    pure = _pure(zero, won)
    if not pure or not _lists()["amount_headers"].found_in(header_words(column)):
        return []
    return [Sign(2, f"Where this amount is 0, {pure}.", circumstance=True)]


def _pure(rows: npt.NDArray[np.bool_], won: npt.NDArray[np.bool_]) -> str:
    """Say that (nearly) all of these rows were won, or lost, where that can't be chance."""
    count = int(rows.sum())
    if count < FEWEST or count > 0.98 * len(rows):
        return ""
    wins = int(won[rows].sum())
    low, high = wilson(wins, count)
    elsewhere = log_odds(float(won[~rows].mean()))
    if log_odds(float(low)) - elsewhere >= 3 and wins >= 0.98 * count:
        return f"{wins:,} of {count:,} were won"
    if elsewhere - log_odds(float(high)) >= 3 and wins <= 0.02 * count:
        return f"{count - wins:,} of {count:,} were lost"
    return ""

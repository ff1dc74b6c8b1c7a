"""Titles: how often are level and area read right, beside learned readers, and how fast?

    python -m benchmarks.titles_quality                    # develop half, rootstrap, speed
    python -m benchmarks.titles_quality --misses           # what was read wrong on the develop half
    python -m benchmarks.titles_quality --sealed           # figures only, on the sealed half
    python -m benchmarks.titles_quality --peers PYTHON     # also humanmint, in its own environment

Our corpus is `benchmarks/titles` (its README says what the labels mean). The public set is
`titles/rootstrap` in the folder named by `WELLSPENT_DATA`: a thousand English titles, half with a
level and half with an area, whose classes ours are mapped to by the tables of that README.
*Untrained* is the reader as it is; *trained* learns from rootstrap in 10-fold cross-validation what
the reader's level, area and words mean there; the peer is the usual one, TF-IDF of words and of
letters with a logistic regression, in the same folds. Lines are counted from 1 below the head;
misses of even lines were looked at once while the reader was written, those of odd ones never.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.reach.titles.read_title import read_title

HERE: Final = Path(__file__).parent / "titles"
DATA: Final = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
ROOTSTRAP: Final = DATA / "titles" / "rootstrap"
PEER_BY_WORDS: Final = (
    ("C-Suite", ("chief", "president", "owner", "founder", "ceo", "chair")),
    ("Director", ("director", "head")),
    ("Manager", ("manager", "lead", "supervisor")),
)

Row = dict[str, str]


def corpus(half: str) -> list[Row]:
    with (HERE / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def corpus_figures(rows: Sequence[Row]) -> str:
    groups: dict[str, list[Row]] = {"all": list(rows)}
    for key, names in (("language", ("en", "de", "fr", "es")), ("hard", ("no", "yes"))):
        for name in names:
            groups[f"{key}: {name}"] = [row for row in rows if row[key] == name]
    lines = [(name, len(group), *_right(group)) for name, group in groups.items()]
    return table(["titles", "count", "level right", "area right", "both"], lines)


def _right(rows: Sequence[Row]) -> tuple[str, str, str]:
    read = [(read_title(row["title"]), row) for row in rows]
    level = [one.level == row["level"] for one, row in read]
    area = [one.area == row["area"] for one, row in read]
    both = [a and b for a, b in zip(level, area, strict=True)]
    return _percent(level), _percent(area), _percent(both)


def _percent(right: Sequence[bool]) -> str:
    return f"{sum(right) / max(1, len(right)):.1%}"


def maps() -> tuple[dict[str, str], dict[str, str]]:
    """Return our levels and areas to theirs, from the tables in the corpus's README."""
    text = (HERE / "README.md").read_text(encoding="utf-8")
    tables = re.findall(r"\| our (?:level|area) \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text)
    level, area = (
        {ours.strip(): theirs.strip() for ours, theirs in re.findall(r"\|(.*?)\|(.*?)\|", one)}
        for one in tables
    )
    return level, area


def rootstrap(kind: str) -> list[tuple[str, str]]:
    with (ROOTSTRAP / f"{kind}.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))[1:]
    return [(line[TITLE], line[CLASS]) for line in lines]


TITLE: Final = 0
CLASS: Final = 1


def untrained(kind: str, titles: Sequence[str]) -> list[str]:
    level, area = maps()
    if kind == "level":
        return [level[read_title(title).level] for title in titles]
    return [area[read_title(title).area] for title in titles]


def by_their_definitions(titles: Sequence[str]) -> list[str]:
    """Return the untrained levels, but for three words that mean another level there.

    "Managing Director" and the president of a part are directors, an AVP is none of theirs.
    """
    said: list[str] = []
    for title, one in zip(titles, untrained("level", titles), strict=True):
        read = read_title(title)
        words = {word.lower() for word in read.because}
        is_part = "president" in words and read.area != "executive"
        if one == "C-Suite" and ("managing director" in words or is_part):
            said.append("Director")
        else:
            said.append("Other" if "avp" in words else one)
    return said


def cross_validated(
    features: Callable[[Sequence[str]], object] | None, titles: Sequence[str], truth: Sequence[str]
) -> list[str]:
    """Return what a logistic regression says of each title, learned from the other nine folds."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    said = [""] * len(titles)
    folds = StratifiedKFold(10, shuffle=True, random_state=7)
    for learn, hold in folds.split(list(titles), list(truth)):
        seen, unseen = [titles[n] for n in learn], [titles[n] for n in hold]
        makers = [
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
        ]
        known = [maker.fit_transform(seen) for maker in makers]
        new = [maker.transform(unseen) for maker in makers]
        if features is not None:
            ours = DictVectorizer()
            known.append(ours.fit_transform(features(seen)))
            new.append(ours.transform(features(unseen)))
        model = LogisticRegression(C=10, max_iter=2000)
        model.fit(hstack(known).tocsr(), [truth[n] for n in learn])
        for n, one in zip(hold, model.predict(hstack(new).tocsr()), strict=True):
            said[n] = str(one)
    return said


def our_features(titles: Sequence[str]) -> list[dict[str, float]]:
    read = [read_title(title) for title in titles]
    return [{f"level {one.level}": 1.0, f"area {one.area}": 1.0} for one in read]


def humanmint_levels(python: str, titles: Sequence[str]) -> list[str]:
    """Return what humanmint's seniority says by its words, else the title as it cleans it."""
    code = (
        "import json, sys; from humanmint.titles import normalize_title_full as read\n"
        "print(json.dumps([read(one) for one in json.load(sys.stdin)]))"
    )
    done = subprocess.run(
        [python, "-c", code], input=json.dumps(list(titles)), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return [_class_of_peer(one) for one in json.loads(done.stdout)]


def _class_of_peer(read: dict[str, str | None]) -> str:
    """Map its seniority, and where it gives none its cleaned title, by the words in it."""
    for text in (read.get("seniority"), read.get("cleaned")):
        words = re.findall(r"[a-z]+", (text or "").lower())
        if "vice" in words:
            return "VP"
        for name, its in PEER_BY_WORDS:
            if any(word in its for word in words):
                return name
    return "Other"


def rootstrap_figures(peer: str) -> str:
    parts: list[str] = []
    for kind in ("level", "area"):
        rows = rootstrap(kind)
        titles, truth = [title for title, _ in rows], [its for _, its in rows]
        said = {"ours, untrained": untrained(kind, titles)}
        if kind == "level":
            said["with three of their definitions, from even lines"] = by_their_definitions(titles)
        if peer and kind == "level":
            said["humanmint, untrained"] = humanmint_levels(peer, titles)
        try:
            said["ours, trained"] = cross_validated(our_features, titles, truth)
            said["TF-IDF and logistic regression"] = cross_validated(None, titles, truth)
        except ImportError:
            print("no learned readers: they need scikit-learn, of the group benchmark")
        most, _ = Counter(truth).most_common(1)[0]
        said["always the most frequent class"] = [most] * len(truth)
        lines = [(name, *_by_half(its, truth)) for name, its in said.items()]
        parts.append(table([f"{kind} right", "all", "odd lines", "even lines"], lines))
        parts.append(_by_class(truth, said["ours, untrained"]))
    return "\n\n".join(parts)


def _by_half(said: Sequence[str], truth: Sequence[str]) -> tuple[str, str, str]:
    right = [one == its for one, its in zip(said, truth, strict=True)]
    return _percent(right), _percent(right[0::2]), _percent(right[1::2])


def _by_class(truth: Sequence[str], said: Sequence[str]) -> str:
    names = sorted(set(truth))
    counts = Counter(zip(truth, said, strict=True))
    lines = [(name, *(counts[name, other] for other in names)) for name in names]
    return table(["theirs, by row; ours, untrained, by column", *names], lines)


def misses_of_even_lines(kind: str) -> None:
    rows = rootstrap(kind)[1::2]
    said = untrained(kind, [title for title, _ in rows])
    for (title, its), one in zip(rows, said, strict=True):
        if its != one:
            read = read_title(title)
            print(f"{title} | theirs {its} | ours {read.level}, {read.area}")


def speed() -> str:
    titles = [row["title"] for row in corpus("develop")]
    many = [f"{title} {number}" for number in range(100) for title in titles]
    for title in titles:
        read_title(title)
    begun = time.perf_counter()
    for title in many:
        read_title(title)
    fresh = len(many) / (time.perf_counter() - begun)
    begun = time.perf_counter()
    for _ in range(100):
        for title in titles:
            read_title(title)
    again = len(many) / (time.perf_counter() - begun)
    return f"{fresh:,.0f} titles a second that are all different, {again:,.0f} that come again"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--even-misses", choices=["level", "area"])
    parser.add_argument("--peers", default="", metavar="PYTHON")
    asked = parser.parse_args()
    if asked.misses and asked.sealed:
        parser.error("the sealed half is for figures only")
    print(f"{describe_machine()}\n")
    if asked.even_misses:
        misses_of_even_lines(asked.even_misses)
        return
    half = "sealed" if asked.sealed else "develop"
    print(f"{half} half\n\n{corpus_figures(corpus(half))}\n")
    if asked.misses:
        for row in corpus("develop"):
            read = read_title(row["title"])
            if (read.level, read.area) != (row["level"], row["area"]):
                print(f"{row['title']} | {row['level']}, {row['area']} | {read.level}, {read.area}")
    if asked.sealed or asked.misses:
        return
    if (ROOTSTRAP / "level.tsv").exists():
        print(rootstrap_figures(asked.peers))
    else:
        print("skipped: get titles/rootstrap, see WELLSPENT_DATA")
    print(f"\n{speed()}")


if __name__ == "__main__":
    main()

"""Authenticity elsewhere: public mail that nobody wrote for us, and real names of many kinds.

    python -m benchmarks.authenticity_transfer            # prints the report as Markdown
    python -m benchmarks.authenticity_transfer --words    # and which words are accused

On the sets in the folder named by `WELLSPENT_DATA` (one line for each that is absent). Mail is
given as the message of an enquiry with nothing else known: no sender, no time, no address. Enron's
spam is advertising from 1999 to 2005, its ham business mail of one company, both in small letters
with blanks around each mark; neither are enquiries, so this measures transfer and not quality. The
sentences of Parakweet are from business mail and newsletters and aren't labelled as spam: what is
measured there is how many are accused.

Names are given as an enquiry's name or company with nothing else; *accused* is what the signals of
letters say. Every accusation here is wrong, but for the persons' names: of those the set has
misspelt every few on purpose. Results: `benchmarks/results/authenticity_transfer.md`.
"""

import argparse
import csv
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.honest_figures import Share, auc, auc_interval
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.qualify.authenticity import authenticities_of, prior_scorecard
from wellspent.records.authenticity import Authenticity, EnquiryKind
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead

DATA: Final = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
ENRON: Final = "mail/enron_subset/spam_ham_dataset.csv"
PARAKWEET: Final = "mail/parakweet/train.txt"
SETS: Final = {
    ENRON: "the Enron spam and ham subset (spam_ham_dataset.csv)",
    PARAKWEET: "Parakweet Labs' e-mail intent set (train.txt)",
    "leads/maven_crm/accounts.csv": "Maven Analytics' CRM sales opportunities",
    "reference/naics_2022.csv": "the NAICS 2022 titles",
    "reference/isic4_en.json": "the ISIC 4 titles",
    "reference/cleanco_terms.json": "cleanco's endings of company names",
    "titles/onet/Occupation Data.txt": "O*NET's occupations",
    "titles/rootstrap/level.tsv": "Rootstrap's job titles",
    "linkage/splink_fake1000/fake_1000_from_splink_demos.csv": "Splink's fake_1000 persons",
}
NOBODYS: Final = frozenset({EnquiryKind.SPAM, EnquiryKind.BOT})
NOT_GENUINE: Final = frozenset(EnquiryKind) - {
    EnquiryKind.GENUINE,
    EnquiryKind.SUPPORT,
    EnquiryKind.UNSURE,
}
LETTERS: Final = frozenset({"name_letters", "company_letters"})


def judged(leads: Iterable[Lead]) -> list[Authenticity]:
    return authenticities_of(prior_scorecard(), [Enquiry(lead=lead) for lead in leads])


def of_messages(messages: Sequence[str]) -> list[Authenticity]:
    return judged(Lead(message=message) for message in messages)


def probabilities(said: Iterable[Authenticity]) -> list[float]:
    return [one.probability for one in said]


def said_to_be(said: Sequence[Authenticity], kinds: frozenset[EnquiryKind]) -> Share:
    return Share(sum(one.kind in kinds for one in said), len(said))


def enron() -> str:
    """Return how well spam and ham of other people are told apart."""
    with (DATA / ENRON).open(newline="", encoding="utf-8") as file:
        mails = {row["text"]: row["label"] for row in csv.DictReader(file)}
    spam = of_messages([text for text, label in mails.items() if label == "spam"])
    ham = of_messages([text for text, label in mails.items() if label == "ham"])
    low, high = auc_interval(probabilities(ham), probabilities(spam))
    kinds = Counter(one.kind for one in ham)
    return "\n\n".join(
        [
            f"Enron: {len(ham):,} ham and {len(spam):,} spam, duplicates left out. AUC of "
            f"authenticity, ham above spam: **{auc(probabilities(ham), probabilities(spam)):.3f}** "
            f"({low:.3f} to {high:.3f}).",
            table(
                ("", "said to be spam or a bot", "said to be any non-genuine kind"),
                [
                    ("ham", said_to_be(ham, NOBODYS), said_to_be(ham, NOT_GENUINE)),
                    ("spam", said_to_be(spam, NOBODYS), said_to_be(spam, NOT_GENUINE)),
                ],
            ),
            "Ham by kind said: "
            + ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
            + ".",
        ]
    )


def parakweet() -> str:
    """Return how many sentences of business mail are accused."""
    lines = (DATA / PARAKWEET).read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    rows: list[tuple[object, ...]] = []
    for label, name in (("Yes", "asks or intends something"), ("No", "doesn't, promotions too")):
        said = of_messages([text for mark, text in pairs if mark == label])
        rows.append((name, said_to_be(said, NOBODYS), said_to_be(said, NOT_GENUINE)))
    head = ("Parakweet, sentences", "said to be spam or a bot", "said to be any non-genuine kind")
    return table(head, rows)


def column(path: str, name: str, *, delimiter: str = ",") -> list[str]:
    with (DATA / path).open(newline="", encoding="utf-8-sig") as file:
        return sorted({row[name].strip() for row in csv.DictReader(file, delimiter=delimiter)})


def descriptions(node: object) -> Iterator[str]:
    """Yield every description in a tree of classes."""
    if isinstance(node, dict):
        if isinstance(told := node.get("description"), str):
            yield told
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from descriptions(inner)


def leads_of(path: str) -> list[Lead]:
    """Return the words of a set, each as the name or the company of an enquiry."""
    if path.endswith("accounts.csv"):
        return [Lead(company=text) for text in column(path, "account")]
    if path.endswith("naics_2022.csv"):
        return [Lead(company=text) for text in column(path, "title")]
    if path.endswith("isic4_en.json"):
        tree = json.loads((DATA / path).read_text(encoding="utf-8"))
        return [Lead(company=text) for text in sorted(set(descriptions(tree)))]
    if path.endswith("cleanco_terms.json"):
        terms = json.loads((DATA / path).read_text(encoding="utf-8"))["terms_by_type"]
        endings = sorted({term for some in terms.values() for term in some})
        return [Lead(company=f"Nordlicht {ending}") for ending in endings]
    if path.endswith("Occupation Data.txt"):
        return [Lead(company=text) for text in column(path, "Title", delimiter="\t")]
    if path.endswith("level.tsv"):
        return [Lead(company=text) for text in column(path, "Position", delimiter="\t")]
    with (DATA / path).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = sorted({f"{row['first_name']} {row['surname']}".strip() for row in rows} - {""})
    return [Lead(name=name) for name in names]


def accused(leads: Sequence[Lead]) -> list[str]:
    """Return the words in which the signals of letters see gibberish."""
    return [
        reading.quote
        for said in judged(leads)
        for reading in said.readings
        if reading.signal in LETTERS and reading.value
    ]


def names(*, with_words: bool) -> str:
    """Return the share of real names and titles that is taken for gibberish."""
    rows: list[tuple[object, ...]] = []
    for path, get in list(SETS.items())[2:]:
        if not (DATA / path).exists():
            print(f"skipped: get {get}, see WELLSPENT_DATA")
            continue
        leads = leads_of(path)
        words = accused(leads)
        rows.append(
            (get, Share(len(words), len(leads)), *([", ".join(words)] if with_words else []))
        )
    head = ("names and titles", "accused", *(["words"] if with_words else []))
    return table(head, rows) if rows else ""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", action="store_true", help="show the words that are accused")
    arguments = parser.parse_args()
    print(f"# Authenticity elsewhere\n\n{describe_machine()}\n")
    print("Measured with `python -m benchmarks.authenticity_transfer`.\n")
    for path, measured in ((ENRON, enron), (PARAKWEET, parakweet)):
        if (DATA / path).exists():
            print(f"{measured()}\n")
        else:
            print(f"skipped: get {SETS[path]}, see WELLSPENT_DATA")
    print(names(with_words=arguments.words))


if __name__ == "__main__":
    main()

"""What is newly written in a mail: ours beside the known libraries, on the labelled mails.

    python -m benchmarks.mail_text --half develop --peers PYTHON   # the Python of the peers
    python -m benchmarks.mail_text --half sealed --peers PYTHON    # when done, and only then
    python -m benchmarks.mail_text                                 # ourselves alone

A line counts as kept when more than half of its words are in what a reader keeps, in their order.
Of the mails in HTML, ours gets the message as it was sent; the others get the text that a person
reads in it, and those that take HTML that too. `new lines` are compared twice: against quoted lines
only, since some libraries leave signatures alone on purpose, and against all that isn't newly
written. Formulas (*Kind regards*) aren't counted. *Right* mails are those with every line right.
Ours reads the whole message, its MIME included; the time of the others is that of their text alone.

The peers' environment is made by

    uv venv env && uv pip install --python env/bin/python mail-parser-reply email-reply-parser \\
        quotequail unquotemail email-reply-extractor fastemailparser numpy scikit-learn \\
        faust-cchardet six chardet cssselect html5lib lxml regex

and talon 1.4.4, whose build is broken, from the source of its package, named in PYTHONPATH.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.mail_corpus import LabelledMail, read_mails
from benchmarks.markdown_table import table

from wellspent.collect.mail_items import mail_item

HERE = Path(__file__).parent
NAMES = {"text": "n", "quoted": "q", "signature": "s", "disclaimer": "d"}
ROUNDS = 5


@dataclass(slots=True)
class Score:
    """Lines counted: newly written ones kept and lost, and others kept, by their letter."""

    kept: int = 0
    lost: int = 0
    quoted_kept: int = 0
    others_kept: int = 0
    right: int = 0
    right_quotes: int = 0

    def add(self, mail: LabelledMail, kept: Sequence[bool]) -> None:
        """Count one mail."""
        wrong = dict.fromkeys("nqsd", 0)
        for (letter, _), is_kept in zip(mail.lines, kept, strict=True):
            if letter == "n":
                self.kept += is_kept
                self.lost += not is_kept
                wrong["n"] += not is_kept
            elif letter in wrong:
                wrong[letter] += is_kept
        self.quoted_kept += wrong["q"]
        self.others_kept += wrong["s"] + wrong["d"]
        self.right += not any(wrong.values())
        self.right_quotes += not wrong["n"] and not wrong["q"]

    def f1(self, *, all_kinds: bool) -> float:
        """Return the harmonic mean of precision and recall of newly written lines."""
        wrong = self.quoted_kept + (self.others_kept if all_kinds else 0)
        return 2 * self.kept / (2 * self.kept + self.lost + wrong)


def lines_kept(mail: LabelledMail, text: str) -> list[bool]:
    """Return which lines of a mail are in a text."""
    words = [(place, word) for place, (_, line) in enumerate(mail.lines) for word in _words(line)]
    matcher = SequenceMatcher(None, [word for _, word in words], _words(text), autojunk=False)
    found = [0] * len(mail.lines)
    for block in matcher.get_matching_blocks():
        for place, _ in words[block.a : block.a + block.size]:
            found[place] += 1
    return [
        2 * count > len(_words(line)) for count, (_, line) in zip(found, mail.lines, strict=True)
    ]


def _words(text: str) -> list[str]:
    return [word for word in text.lstrip("> |").split() if word not in (">", "|")]


def score(mails: Sequence[LabelledMail], texts: Sequence[str]) -> Score:
    """Compare what was kept with the letters."""
    total = Score()
    for mail, text in zip(mails, texts, strict=True):
        total.add(mail, lines_kept(mail, text))
    return total


def ours(mails: Sequence[LabelledMail]) -> tuple[list[str], float]:
    """Return what ours keeps, and the seconds for all, reading the bytes included."""
    contents = [mail.content for mail in mails]
    items = [mail_item(content) for content in contents]
    began = time.perf_counter()
    for _ in range(ROUNDS):
        for content in contents:
            mail_item(content)
    return [item.text for item in items], (time.perf_counter() - began) / ROUNDS


def kinds_right(mails: Sequence[LabelledMail]) -> list[tuple[str, str, int]]:
    """Return for each kind of line the share that ours calls so, and how many there are."""
    right = dict.fromkeys("nqsd", 0)
    total = dict.fromkeys("nqsd", 0)
    for mail in mails:
        item = mail_item(mail.content)
        for name, letter in NAMES.items():
            kept = lines_kept(mail, getattr(item, name))
            for (each, _), is_kept in zip(mail.lines, kept, strict=True):
                if each == letter:
                    total[letter] += 1
                    right[letter] += is_kept
    return [
        (name, f"{right[letter] / max(total[letter], 1):.1%}", total[letter])
        for name, letter in NAMES.items()
    ]


def peers(mails: Sequence[LabelledMail], python: str) -> list[dict[str, object]]:
    """Return what the peers say, run by their own Python."""
    given = "\n".join(json.dumps({"text": mail.text, "html": mail.html}) for mail in mails)
    done = subprocess.run(
        [python, str(HERE / "mail_text_peers.py")],
        check=True,
        input=given,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def row(
    name: str, mails: Sequence[LabelledMail], texts: Sequence[str], seconds: float
) -> list[str]:
    """Return a line of the table."""
    found = score(mails, texts)
    plain = [place for place, mail in enumerate(mails) if not mail.html]
    only_plain = score([mails[place] for place in plain], [texts[place] for place in plain])
    return [
        name,
        f"{found.f1(all_kinds=False):.1%}",
        f"{found.right_quotes}",
        f"{found.f1(all_kinds=True):.1%}",
        f"{found.right}",
        f"{only_plain.f1(all_kinds=True):.1%}",
        f"{found.lost}",
        f"{seconds / len(mails) * 1000:.3f}",
    ]


HEAD = (
    "reader", "F1, new against quoted", "mails right", "F1, new against all else", "mails right",
    "the same F1, mails in plain text", "new lines lost", "ms a mail",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("develop", "sealed"), default="develop")
    parser.add_argument("--peers", default="", help="the Python of the peers' environment")
    parser.add_argument("--out", type=Path, help="a file to write the result to")
    parser.add_argument("--wrong", action="store_true", help="show the lines that ours has wrong")
    options = parser.parse_args()
    mails = read_mails(options.half)
    texts, seconds = ours(mails)
    rows = [row("ours", mails, texts, seconds)]
    for peer in peers(mails, options.peers) if options.peers else []:
        name = f"{peer['name']} {peer['version']}"
        rows.append(row(name, mails, peer["kept"], peer["seconds"]))
    result = "\n\n".join(
        [
            f"### The {options.half} half: {len(mails)} mails\n",
            describe_machine(),
            table(HEAD, rows),
            table(("kind of line", "called so by ours", "lines"), kinds_right(mails)),
        ]
    )
    print(result)
    if options.wrong:
        show_wrong(mails, texts)
    if options.out:
        options.out.write_text(result + "\n")


def show_wrong(mails: Sequence[LabelledMail], texts: Sequence[str]) -> None:
    """Print the lines that ours keeps or loses wrongly."""
    for mail, text in zip(mails, texts, strict=True):
        for (letter, line), is_kept in zip(mail.lines, lines_kept(mail, text), strict=True):
            if letter in "nqsd" and letter and is_kept != (letter == "n"):
                print(f"{mail.name}: {letter} {'kept' if is_kept else 'lost'}: {line}")


if __name__ == "__main__":
    main()

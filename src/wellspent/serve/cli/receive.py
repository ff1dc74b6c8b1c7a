"""`wellspent receive`: take in saved mail and tables of enquiries."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import FileUnreadable, InputError
from wellspent.jobs.drop_mail import drop_mail_file
from wellspent.jobs.drop_table import drop_table
from wellspent.jobs.receive_enquiry import Intake
from wellspent.jobs.work_through import work_through
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.show import remark, say
from wellspent.wiring import Wellspent

EXAMPLES = """\
  wellspent receive enquiry.eml
  wellspent receive ~/mail/sales --site mail
  wellspent receive answers.csv --site shop
"""
AT_A_TIME = 50
MAIL = ".eml"
TABLES = frozenset({".csv", ".tsv", ".xlsx", ".json", ".jsonl"})


def run(
    ctx: typer.Context,
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Mail (.eml) or tables (.csv).")
    ],
    site: Annotated[str, typer.Option(help="Where they are said to come from.")] = "mail",
) -> None:
    """Receive enquiries: mail saved as .eml, replies and returned mail among it, or a form's CSV.

    Each is on disk before anything else happens to it; then they become leads with a route. The
    same message or file twice changes nothing. What can't be read is named and left out.
    """
    parts = parts_of(ctx, fills=True)
    intake = Intake(parts.store)
    try:
        counts, refused = _receive(parts, intake, list(_files(sources)), site)
    finally:
        intake.close()
    done = _work_through(parts)
    said = ", ".join(f"{count:,} {kind}" for kind, count in sorted(counts.items()))
    say(f"Received: {said or 'nothing'}. {done:,} worked through.")
    if refused:
        raise InputError(
            f"{refused:,} of the files couldn't be read; all others were received",
            next_step="Mend the files named above and receive them again.",
        )


def _receive(
    parts: Wellspent, intake: Intake, files: list[Path], site: str
) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    refused = 0
    for path in files:
        try:
            if path.suffix.lower() == MAIL:
                counts[drop_mail_file(parts.store, intake, path, site=site).kind.value] += 1
            else:
                new, known = drop_table(intake, path, site=site)
                counts.update({"enquiry": new, "known already": known})
        except InputError as error:
            remark(f"{path}: {error.what}")
            refused += 1
    return +counts, refused


def _files(sources: list[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from sorted(each for each in source.rglob("*") if _is_wanted(each))
        elif source.is_file():
            yield source
        else:
            raise FileUnreadable(
                "there is no such file or folder",
                where=str(source),
                next_step="Check the path.",
            )


def _is_wanted(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in TABLES | {MAIL}


def _work_through(parts: Wellspent) -> int:
    total = 0
    while done := work_through(parts.store, now=datetime.now(UTC), limit=AT_A_TIME):
        total += done
    return total

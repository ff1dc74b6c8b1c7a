"""Drop a table: each row of a form tool's CSV export is received as an enquiry of its own.

For enquiries that are still to be answered; a history with dates and outcomes is imported
(`wellspent import`). The same file twice changes nothing.
"""

from collections.abc import Iterator
from concurrent.futures import Future
from itertools import islice
from pathlib import Path

from wellspent.collect.open_file import read_batches
from wellspent.jobs.import_file import fingerprint
from wellspent.jobs.receive_enquiry import Intake
from wellspent.records.submission import Submission, SubmissionChannel

AT_ONCE = 500


def drop_table(intake: Intake, path: Path, *, site: str) -> tuple[int, int]:
    """Receive each row of a file; return how many are on disk now, and how many were known.

    FileUnreadable when the file can't be read as a table.
    """
    received = known = 0
    rows = _submissions(path, site)
    while chunk := list(islice(rows, AT_ONCE)):
        waiting: list[Future[Submission]] = [intake.receive(each) for each in chunk]
        for future in waiting:
            if future.result().duplicate_of:
                known += 1
            else:
                received += 1
    return received, known


def _submissions(path: Path, site: str) -> Iterator[Submission]:
    of_file = fingerprint(path)
    for batch in read_batches(path):
        for place, row in enumerate(batch.rows):
            fields = {
                name: cell for name, cell in zip(batch.header, row, strict=True) if cell.strip()
            }
            if fields:
                yield Submission(
                    site=site,
                    channel=SubmissionChannel.FILE,
                    fields=fields,
                    idempotency_key=f"{of_file}:{batch.row_number(place)}",
                )

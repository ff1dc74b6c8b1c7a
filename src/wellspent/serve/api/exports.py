"""Exports: all records of a kind, streamed."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from wellspent.jobs.export_records import ExportFormat, export_lines
from wellspent.records.source import RecordKind
from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/export", tags=["export"])
Kind = Annotated[RecordKind, Path(description="What to export.")]
Form = Annotated[ExportFormat, Query(description="CSV with a header, or an object a line.")]
_MEDIA_TYPES = {ExportFormat.CSV: "text/csv", ExportFormat.JSON_LINES: "application/jsonl"}
_LINES_AT_A_TIME = 500


@router.get(
    "/{kind}",
    summary="Export records",
    response_class=StreamingResponse,
    responses={200: {"content": {media_type: {} for media_type in _MEDIA_TYPES.values()}}},
)
def get_export(
    parts: Parts,
    kind: Kind,
    format: Form = ExportFormat.CSV,  # noqa: A002  the word that callers use
) -> StreamingResponse:
    """Return all records of a kind; what comes out can be imported again.

    Text that a spreadsheet would run as a formula is made harmless in CSV, and read back as it
    was.
    """
    lines = export_lines(parts.store, kind, format=format)
    first = next(lines, "")  # so that an error comes before the answer has begun
    name = f"{kind}s.{format}"
    return StreamingResponse(
        _joined(chain([first], lines)),
        media_type=_MEDIA_TYPES[format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _joined(lines: Iterator[str]) -> Iterator[str]:
    """Give lines in larger pieces: each costs the server a turn."""
    piece: list[str] = []
    for line in lines:
        piece.append(line)
        if len(piece) == _LINES_AT_A_TIME:
            yield "".join(piece)
            piece = []
    yield "".join(piece)

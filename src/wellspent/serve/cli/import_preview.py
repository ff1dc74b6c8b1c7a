"""What an import would do, for a person to agree to."""

from wellspent.records.imports import ImportPreview
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.serve.cli.show import Format, say, show_rows

_MOST = 5


def show_mapping(mapping: Mapping, table: str) -> None:
    """Show how a table's columns become fields and attributes, and why."""
    say(f"\n{table}: rows become {mapping.record_kind}s (mapping {mapping.name!r})")
    rows = [(one.column, _fate(one), f"{one.certainty:.0%}", one.reason) for one in mapping.columns]
    columns = ["column", "becomes", "certainty", "because"]
    show_rows(columns, rows, Format.TABLE, right=["certainty"])
    say(_conventions(mapping))


def _conventions(mapping: Mapping) -> str:
    comma = "comma" if mapping.decimal_comma else "point"
    order = "day first" if mapping.day_first else "month first or ISO"
    return (
        f"Numbers with decimal {comma}, dates {order}, money in {mapping.currency}, "
        f"times in {mapping.time_zone} unless a cell says otherwise."
    )


def _fate(column: ColumnMapping) -> str:
    if column.field:
        return column.field
    if column.attribute:
        kind = f" ({column.kind})" if column.kind else ""
        return f"attribute {column.attribute}{kind}"
    return "left out"


def show_preview(found: ImportPreview) -> None:
    """Show counts and examples of what would be created, changed and refused."""
    looked = "all" if found.whole_file else "the first"
    say(
        f"Of {looked} {found.rows_looked_at:,} rows: {found.would_create:,} to create, "
        f"{found.would_change:,} to change, {found.unchanged:,} unchanged, "
        f"{found.would_refuse:,} to refuse."
    )
    for change in found.changes[:_MOST]:
        say(f"  change {change.record_id} {change.field}: {change.before!r} -> {change.after!r}")
    for row in found.refused[:_MOST]:
        place = f"row {row.row}, column {row.column}" if row.column else f"row {row.row}"
        value = f" ({row.value!r})" if row.value else ""
        say(f"  refuse {place}: {row.reason}{value}")
    for note in found.notes:
        say(f"  {note}")
    if found.already_imported_as:
        say(f"  This file was imported before, as {found.already_imported_as}.")

"""Writes the files that the tests read; workbooks by hand, since nothing else writes any."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
FORMATS = "http://schemas.openxmlformats.org"
PACKAGE = f"{FORMATS}/package/2006"
DOCUMENT = f"{FORMATS}/officeDocument/2006/relationships"
MAIN = f"{FORMATS}/spreadsheetml/2006/main"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def content_types(numbers):
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    parts = [("workbook.xml", "sheet.main")]
    parts += [(f"worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    overrides = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{SPREADSHEET}.{kind}+xml"/>'
        for name, kind in parts
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(targets):
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def workbook_xml(names):
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{sheets}</sheets></workbook>'
    )


def sheet_xml(rows):
    body = "".join(f"<row>{''.join(map(cell_xml, row))}</row>" for row in rows)
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def cell_xml(value):
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def write_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write an XLSX file with these sheets."""
    numbers = range(1, len(sheets) + 1)
    pages = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", content_types(numbers))
        book.writestr("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
        book.writestr("xl/workbook.xml", workbook_xml(sheets))
        book.writestr("xl/_rels/workbook.xml.rels", relationships(pages))
        for n, rows in zip(numbers, sheets.values(), strict=True):
            book.writestr(f"xl/worksheets/sheet{n}.xml", sheet_xml(rows))
    return path


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip file with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path

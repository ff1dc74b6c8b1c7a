"""Read a page as a person does: its words, its links, the rows of its tables."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.attributes.append((tag, given))
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data):
        self.texts.append(data)
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


def words(html: str) -> str:
    """Return all text of a page on one line."""
    return re.sub(r"\s+", " ", " ".join(read(html).texts)).strip()


def rows(html: str) -> list[list[str]]:
    """Return the rows of all tables, cells without line breaks."""
    return [[re.sub(r"\s+", " ", cell).strip() for cell in row] for row in read(html).rows]


def links(html: str) -> list[str]:
    return read(html).links


def tags(html: str) -> list[tuple[str, dict[str, str]]]:
    return read(html).attributes

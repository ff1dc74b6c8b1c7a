"""The text of HTML: what a person would read, without loading or following anything.

Cut at its angle brackets, in one pass: the parser of the standard library takes minutes for some
hostile megabytes, and no tree is needed here. What mail programs say in their markup of quotes and
signatures is kept beside each line.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Final

UNSEEN = frozenset({"script", "style", "head", "title", "template"})
BREAKS = frozenset(
    {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "ul", "ol", "hr"}
)
SPACED: Final = frozenset({"br", "table", "hr", "h1", "h2", "h3", "h4"})
"""What has an empty line beside it, where there isn't one already."""

CELLS: Final = frozenset({"td", "th"})
LONGEST_TAG: Final = 2000
MOST_OPEN: Final = 50
LONGEST_ENTITY: Final = 40

_NAME: Final = re.compile(r"/?\s*([a-zA-Z][a-zA-Z0-9]{0,20})")
_HIDDEN: Final = re.compile(r"display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all", re.IGNORECASE)
_QUOTED: Final = re.compile(
    r"gmail_attr|moz-cite-prefix|protonmail_quote|yahoo_quoted|yahoo-quoted|name=[\"']?quote\b"
    r"|zmail_extra|tutanota_quote|gmail_extra_quote|moz-email-headers",
    re.IGNORECASE,
)
_ANSWERED: Final = re.compile(
    r"divRplyFwdMsg|appendonsend|OutlookMessageHeader|stopSpelling"
    r"|border-top\s{0,3}:\s{0,3}solid #(?:E1E1E1|B5C4DF)",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(
    r"gmail_signature|moz-signature|protonmail_signature|mobile-signature|AppleMailSignature"
    r"|(?:id|class)=[\"']?(?:x_)*signature\b|yahoo-signature|ydp\w{0,12}signature",
    re.IGNORECASE,
)


class Hint(StrEnum):
    """What the markup says of a line; `ANSWERED` says that all from here on was answered."""

    NONE = ""
    QUOTED = "quoted"
    ANSWERED = "answered"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A line as a person reads it, how deep it is quoted, and what the markup says of it."""

    text: str
    depth: int
    hint: Hint


def text_of_html(html: str) -> str:
    """Return the text of an HTML document; quoted messages have `> ` before their lines."""
    lines = (
        f"> {line.text}" if line.depth and line.text else line.text for line in lines_of_html(html)
    )
    return "\n".join(lines).strip()


def lines_of_html(html: str) -> list[HtmlLine]:
    """Return the lines of an HTML document, with what mail programs say of them."""
    reading = _Reading()
    first, *pieces = html.split("<")
    reading.say(first)
    in_comment = False
    for piece in pieces:
        if in_comment or piece.startswith("!--"):
            _, closed, words = piece.partition("-->")
            in_comment = not closed
        else:
            tag, closed, words = piece.partition(">")
            reading.tag(tag[:LONGEST_TAG])
        if closed:
            reading.say(words)
    return reading.result()


class _Reading:
    def __init__(self) -> None:
        self._done: list[HtmlLine] = []
        self._words: list[str] = []
        self._depth = 0
        self._hint = Hint.NONE
        self._unseen = ""
        self._quotes = 0
        self._answered = False
        self._open: list[tuple[str, int, Hint | None]] = []

    def tag(self, tag: str) -> None:
        """Begin a new line where a browser would, and see what isn't shown."""
        found = _NAME.match(tag)
        if not found:
            return
        ends, name = tag.startswith("/"), found[1].lower()
        if name in UNSEEN and not ends:
            self._unseen = self._unseen or name
        elif ends and name == self._unseen:
            self._unseen = ""
        if name in BREAKS:
            self._break(always=name in SPACED)
        elif name in CELLS and self._words:
            self._words.append(" ")
        if name == "blockquote":
            self._quotes = max(0, self._quotes + (-1 if ends else 1))
        if ends:
            self._close(name)
        else:
            self._enter(name, tag)

    def say(self, words: str) -> None:
        """Take text, if it is seen."""
        if not words or self._unseen or self._is_hidden():
            return
        plain = unescape(words) if "&" in words else words
        if not self._words:
            plain = plain.lstrip()
            if not plain:
                return
            self._depth, self._hint = self._quotes, self._current_hint()
        self._words.append(plain)

    def result(self) -> list[HtmlLine]:
        """Return what was read, line by line."""
        self._break(always=False)
        return self._done

    def _break(self, *, always: bool) -> None:
        text = " ".join("".join(self._words).split())
        if text or (always and self._done and self._done[-1].text):
            hint = self._hint if text else Hint.NONE
            self._done.append(HtmlLine(text, self._depth if text else self._quotes, hint))
        self._words = []

    def _enter(self, name: str, tag: str) -> None:
        """Remember what opens, where the markup says something of it."""
        if self._open:
            self._open = [(each, count + (each == name), hint) for each, count, hint in self._open]
        if "=" not in tag or len(self._open) >= MOST_OPEN:
            return
        if _ANSWERED.search(tag):
            self._answered = self._quotes == 0 or self._answered
        elif name in _CONTAINERS:
            hint = _hint_of(tag)
            if hint is not Hint.NONE:
                self._open.append((name, 1, hint))

    def _close(self, name: str) -> None:
        if self._open:
            self._open = [
                (each, count - (each == name), hint)
                for each, count, hint in self._open
                if count > (each == name)
            ]

    def _is_hidden(self) -> bool:
        return any(hint is None for _, _, hint in self._open)

    def _current_hint(self) -> Hint:
        if self._answered:
            return Hint.ANSWERED
        hints = [hint for _, _, hint in self._open]
        if Hint.QUOTED in hints or self._quotes:
            return Hint.QUOTED
        return Hint.SIGNATURE if Hint.SIGNATURE in hints else Hint.NONE


_CONTAINERS: Final = frozenset({"div", "span", "p", "table", "td", "section", "font", "a", "tr"})


def _hint_of(tag: str) -> Hint | None:
    """Return what a tag says of what it holds; None for what isn't shown."""
    if _HIDDEN.search(tag):
        return None
    if _QUOTED.search(tag):
        return Hint.QUOTED
    return Hint.SIGNATURE if _SIGNATURE.search(tag) else Hint.NONE

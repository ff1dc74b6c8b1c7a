"""The text of HTML: what a person would read, without loading or following anything.

Cut at its angle brackets, in one pass: the parser of the standard library takes minutes for some
hostile megabytes, and no tree is needed here.
"""

from html import unescape

UNSEEN = frozenset({"script", "style", "head", "title", "template"})
BREAKS = frozenset(
    {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "ul", "ol", "hr"}
)


def text_of_html(html: str) -> str:
    """Return the text of an HTML document; quoted messages have `> ` before their lines."""
    text = _Text()
    first, *pieces = html.split("<")
    text.say(first)
    for piece in pieces:
        tag, closed, words = piece.partition(">")
        text.tag(tag)
        if closed:
            text.say(words)
    return text.result()


class _Text:
    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._unseen = ""
        self._quotes = 0

    def tag(self, tag: str) -> None:
        """Begin a new line where a browser would, and see what isn't shown."""
        ends = tag.startswith("/")
        name = tag.lstrip("/")[:20].partition(" ")[0].strip("/ \t\r\n").lower()
        if name in UNSEEN and not ends:
            self._unseen = self._unseen or name
        elif ends and name == self._unseen:
            self._unseen = ""
        if name in BREAKS and self._lines[-1]:
            self._lines.append([])
        if name == "blockquote":
            self._quotes = max(0, self._quotes + (-1 if ends else 1))

    def say(self, words: str) -> None:
        """Take text, if it is seen."""
        plain = unescape(words).split()
        if plain and not self._unseen:
            if not self._lines[-1] and self._quotes:
                self._lines[-1].append(">")
            self._lines[-1] += plain

    def result(self) -> str:
        """Return what was read, line by line."""
        return "\n".join(" ".join(line) for line in self._lines).strip()

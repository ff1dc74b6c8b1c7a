"""Flowed text (RFC 3676): lines that a mail program broke, joined again."""

from email.message import Message

SIGNATURE_DASHES = "-- "


def unflowed(text: str, part: Message) -> str:
    """Return a part's text with its soft breaks taken out, if it says that it has any."""
    if "flowed" not in str(part.get_param("format", "")).lower():
        return text
    deletes_space = str(part.get_param("delsp", "")).lower() == "yes"
    done: list[str] = []
    open_quotes, pieces = 0, list[str]()
    for line in text.replace("\r\n", "\n").split("\n"):
        quotes, words = _unquoted(line)
        if pieces and quotes != open_quotes:
            done.append(_joined(open_quotes, pieces))
            pieces = []
        open_quotes = quotes
        is_soft = words.endswith(" ") and words != SIGNATURE_DASHES
        pieces.append(words[:-1] if is_soft and deletes_space else words)
        if not is_soft:
            done.append(_joined(quotes, pieces))
            pieces = []
    if pieces:
        done.append(_joined(open_quotes, pieces))
    return "\n".join(done)


def _unquoted(line: str) -> tuple[int, str]:
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")


def _joined(quotes: int, pieces: list[str]) -> str:
    words = "".join(pieces)
    return f"{'>' * quotes} {words}" if quotes else words

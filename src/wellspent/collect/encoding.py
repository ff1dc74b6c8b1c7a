"""Encoding: how a file's bytes spell its letters."""

import codecs
from typing import Final

SAMPLE: Final = 64 * 1024
FALLBACK: Final = "wellspent_cp1252"
"""Error handler that reads a byte that isn't UTF-8 as the Windows letter that it most likely is."""

LIKELY: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "mac_roman", "cp932", "gb18030", "big5", "euc_jp", "euc_kr", "koi8_r",
]  # fmt: skip
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(FALLBACK, _read_as_windows)


def find_encoding(sample: bytes) -> str:
    """Return the name of the encoding that a file's first bytes are written in.

    A byte order mark decides; else UTF-8 if nearly all of it is valid as such; else the most
    plausible of the old 8-bit and East Asian ones, by charset-normalizer.
    """
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    if (name := _wide_without_mark(sample)) is not None:
        return name
    if _is_utf8(sample):
        return "utf-8"
    return _most_plausible(sample)


def _wide_without_mark(sample: bytes) -> str | None:
    """Tell UTF-16 by its NUL bytes: nearly every second byte of a Western text."""
    even, odd = sample[0:4096:2], sample[1:4096:2]
    if not odd:
        return None
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.2 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.2 * len(odd):
        return "utf-16-be"
    return None


def _is_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    wrong = text[:-1].count("\ufffd")  # the last letter may have been cut in half
    right = sum(1 for letter in text if letter > "\x7f" and letter != "\ufffd")
    return wrong == 0 or right > 10 * wrong


def _most_plausible(sample: bytes) -> str:
    """Return the likeliest of those that read about equally well; Western Windows leads them.

    A few accents can be read in several encodings alike, while the rest of the file can't.
    """
    from charset_normalizer import from_bytes  # few files need it, and it takes 20 ms to load

    matches = from_bytes(_lines_with_letters_beyond_ascii(sample), cp_isolation=LIKELY)
    best = matches.best()
    if best is None:
        return "cp1252"
    near = {
        name
        for match in matches
        if match.chaos <= best.chaos + 0.01 and match.coherence >= best.coherence - 0.05
        for name in match.could_be_from_charset
    }
    return next((name for name in LIKELY if name in near), best.encoding)


def _lines_with_letters_beyond_ascii(sample: bytes) -> bytes:
    lines = [line for line in sample.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:SAMPLE]

"""The labelled mails of `mails/`, as bytes to be read and as words to be compared."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

FOLDER = Path(__file__).parent / "mails"
KINDS = "nqsdc"


@dataclass(frozen=True, slots=True)
class LabelledMail:
    """A mail: its lines with their letters, its HTML (or nothing), and how it is sent."""

    name: str
    sender: str
    how: str
    html: str
    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Return the lines as one text, as a mail program shows it."""
        return "\n".join(line for _, line in self.lines)

    @property
    def content(self) -> bytes:
        """Return the message as bytes."""
        name, address = parseaddr(self.sender)
        message = EmailMessage()
        message["From"] = f'"{name}" <{address}>'
        message["To"] = "us@kiln.example"
        message["Subject"] = self.name
        if self.how == "html":
            message.set_content(self.html, subtype="html")
        elif self.how == "latin1":
            message.set_content(self.text, charset="iso-8859-1")
        elif self.how == "flowed":
            message.set_content(_flowed(self.text), params={"format": "flowed"})
        else:
            message.set_content(self.text)
        return message.as_bytes()


def read_mails(half: str) -> list[LabelledMail]:
    """Return the mails of `develop` or `sealed`."""
    found: list[LabelledMail] = []
    for path in sorted((FOLDER / half).glob("*.txt")):
        found.extend(_mail(piece) for piece in path.read_text().split("=== ")[1:])
    return found


def _mail(piece: str) -> LabelledMail:
    head, *lines = piece.rstrip("\n").split("\n")
    name, sender, *how = (each.strip() for each in head.split(" | "))
    html = "\n".join(line[2:] for line in lines if line.startswith("h "))
    kept: list[tuple[str, str]] = []
    for line in lines:
        letter, rest = line[:1], line[2:]
        if letter == "h":
            continue
        if letter and letter not in KINDS:
            raise ValueError(f"{name}: a line without a letter: {line}")
        kept.append((letter if rest.strip() else "", rest))
    return LabelledMail(name, sender, how[0] if how else "", html, tuple(kept))


def _flowed(text: str) -> str:
    """Break long lines with a soft break, as RFC 3676 has it."""
    lines: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > 72 and not rest.startswith(">"):
            at = rest.rfind(" ", 0, 66) + 1
            lines.append(rest[:at])
            rest = rest[at:]
        lines.append(rest)
    return "\n".join(lines)

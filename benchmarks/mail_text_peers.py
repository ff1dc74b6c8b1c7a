"""The peers of `mail_text.py`, run by the Python of their own environment.

Reads mails as JSON lines from standard input; writes for each peer a JSON line: its name, its
version, what it keeps of each mail as newly written, and how long it took. A peer that isn't
installed is left out. Nothing of Wellspent is imported here.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

LANGUAGES = ["en", "de", "fr", "es", "it", "nl"]
Keep = Callable[[dict[str, str]], str]


def mail_parser_reply() -> Keep:
    from mailparser_reply import EmailReplyParser

    parser = EmailReplyParser(languages=LANGUAGES)

    def keep(mail: dict[str, str]) -> str:
        replies = parser.read(mail["text"]).replies
        return replies[0].body if replies else ""

    return keep


def email_reply_parser() -> Keep:
    from email_reply_parser import EmailReplyParser

    return lambda mail: EmailReplyParser.parse_reply(mail["text"])


def quotequail() -> Keep:
    import quotequail

    def keep(mail: dict[str, str]) -> str:
        found = quotequail.unwrap(mail["text"])
        if found is None:
            return mail["text"]
        return "\n".join(found.get(part) or "" for part in ("text_top", "text_bottom"))

    return keep


def unquotemail() -> Keep:
    from unquotemail import Unquote

    return lambda mail: Unquote(mail["html"] or None, mail["text"]).get_text() or ""


def email_reply_extractor() -> Keep:
    from email_reply_extractor import clean_for_scoring, extract_new_text

    def keep(mail: dict[str, str]) -> str:
        found = extract_new_text(mail["text"], html_body=mail["html"] or None)
        return clean_for_scoring(found.text or "").text or ""

    return keep


def fastemailparser() -> Keep:
    import emailparser

    def keep(mail: dict[str, str]) -> str:
        first = next(iter(emailparser.Email(mail["text"])), "")
        return emailparser.strip_signature(first) or ""

    return keep


def talon() -> Keep:
    from talon import quotations
    from talon.signature.bruteforce import extract_signature

    def keep(mail: dict[str, str]) -> str:
        return extract_signature(quotations.extract_from_plain(mail["text"]))[0]

    return keep


PEERS: dict[str, Callable[[], Keep]] = {
    "mail-parser-reply": mail_parser_reply,
    "email-reply-parser": email_reply_parser,
    "quotequail": quotequail,
    "unquotemail": unquotemail,
    "email-reply-extractor": email_reply_extractor,
    "fastemailparser": fastemailparser,
    "talon": talon,
}


def main() -> None:
    mails = [json.loads(line) for line in sys.stdin]
    for name, prepare in PEERS.items():
        try:
            keep = prepare()
        except ImportError as error:
            print(f"{name} isn't installed: {error}", file=sys.stderr)
            continue
        kept: list[str] = []
        failed = 0
        began = time.perf_counter()
        for mail in mails:
            try:
                kept.append(keep(mail))
            except Exception:  # a peer that fails keeps all, as its user would have to
                failed += 1
                kept.append(mail["text"])
        seconds = time.perf_counter() - began
        line = {"name": name, "version": _version(name), "seconds": seconds, "failed": failed}
        print(json.dumps({**line, "kept": kept}))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "1.4.4" if name == "talon" else ""


if __name__ == "__main__":
    main()

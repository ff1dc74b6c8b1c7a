"""Automatic mail: what programs wrote, and what they say couldn't be delivered."""

from collections.abc import Iterator
from email.message import Message

from wellspent.collect.mail_item import ReturnedMail
from wellspent.collect.mail_parts import addresses_of, header_text, parts_of_mail
from wellspent.collect.mail_words import read_mail_words


def is_automatic(
    message: Message, subject: str, sender: str, *, people_write_to_lists: bool = False
) -> bool:
    """Return whether a program wrote this (RFC 3834, and what older programs say).

    What comes through a mailing list counts as a program's, unless `people_write_to_lists`.
    """
    submitted = header_text(message, "Auto-Submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return True
    words = read_mail_words()
    if message.get("X-Autoreply") or message.get("X-Autorespond"):
        return True
    precedence = header_text(message, "Precedence").strip().lower()
    if precedence in {"bulk", "junk", "auto_reply"}:
        return True
    if not people_write_to_lists and (message.get("List-Id") or precedence == "list"):
        return True
    if header_text(message, "Return-Path").strip() == "<>":
        return True
    if sender.partition("@")[0].lower() in words.mail_servers:
        return True
    return subject.casefold().startswith(words.automatic_replies)


def is_written_to_list(message: Message) -> bool:
    """Return whether a person wrote to a mailing list; a newsletter takes no answers (RFC 2369)."""
    takes_answers = header_text(message, "List-Post").strip().lower() not in ("", "no")
    return takes_answers or bool(message.get("In-Reply-To") or message.get("References"))


def returned_mail(message: Message) -> Iterator[ReturnedMail]:
    """Give the addresses that failed for good, by a delivery report (RFC 3464) or Exim's head."""
    for address in addresses_of(message, "X-Failed-Recipients"):
        yield ReturnedMail(email=address.email, status="", said="")
    for part in parts_of_mail(message):
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part):
            action = header_text(block, "Action").strip().lower()
            address = header_text(block, "Final-Recipient") or header_text(
                block, "Original-Recipient"
            )
            email_address = address.rpartition(";")[2].strip().strip("<>").lower()
            if action == "failed" and "@" in email_address:
                yield ReturnedMail(
                    email=email_address,
                    status=header_text(block, "Status").strip()[:20],
                    said=" ".join(header_text(block, "Diagnostic-Code").split())[:500],
                )


def _blocks(part: Message) -> list[Message]:
    blocks = part.get_payload()
    return (
        [each for each in blocks if isinstance(each, Message)] if isinstance(blocks, list) else []
    )

"""Automatic mail: what programs wrote, and what they say couldn't be delivered."""

from collections.abc import Iterator
from email.message import Message

from wellspent.collect.mail_item import ReturnedMail
from wellspent.collect.mail_parts import header_text, parts_of_mail
from wellspent.collect.mail_words import read_mail_words


def is_automatic(message: Message, subject: str, sender: str) -> bool:
    """Return whether a program wrote this (RFC 3834, and what older programs say)."""
    submitted = header_text(message, "Auto-Submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return True
    words = read_mail_words()
    if any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id")):
        return True
    if header_text(message, "Precedence").strip().lower() in {"bulk", "list", "junk", "auto_reply"}:
        return True
    if header_text(message, "Return-Path").strip() == "<>":
        return True
    if sender.partition("@")[0].lower() in words.mail_servers:
        return True
    return subject.casefold().startswith(words.automatic_replies)


def returned_mail(message: Message) -> Iterator[ReturnedMail]:
    """Give the addresses that a delivery report (RFC 3464) says have failed for good."""
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

"""One-tap feedback as JSON has it; what opens a link is shown once, hashes never."""

from typing import Any

from wellspent.records.feedback import (
    AskedCustomer,
    AskedFeedback,
    FeedbackRequest,
    FeedbackResults,
)


def asked_as_json(asked: AskedFeedback) -> dict[str, Any]:
    """Return a request that was made, with its link and the message to send."""
    request = asked.request
    return {
        **_request(request),
        "email": request.email,
        "language": request.language,
        "expires_at": request.expires_at,
        "link": asked.link,
        "subject": asked.subject,
        "body": asked.body,
        "sent": asked.sent,
    }


def results_as_json(results: FeedbackResults) -> dict[str, Any]:
    """Return results; `words` are the latest answers that say more than the tap."""
    return {
        "cut": results.cut,
        "total": results.total,
        "lines": list(results.lines),
        "words": [_word(one) for one in results.words],
    }


def _word(one: AskedCustomer) -> dict[str, Any]:
    return {
        **_request(one.request),
        "contact_name": one.contact_name,
        "account_name": one.account_name,
        "channel": one.channel,
        "answer": one.answer,
    }


def _request(request: FeedbackRequest) -> dict[str, Any]:
    return {
        "request_id": request.id,
        "activity_id": request.activity_id,
        "contact_id": request.contact_id,
        "account_id": request.account_id,
        "rep": request.rep,
    }

"""`wellspent review rules` and `wellspent review rule CODE`."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from wellspent.errors import InputError, NotFound
from wellspent.jobs.rule_pages import RuleRow, list_rules, rule_page
from wellspent.records.finding import Severity
from wellspent.serve.cli.review_shown import Form


def show_rules(words: Sequence[str], form: Form) -> None:
    """Print the list of rules, or the page of one."""
    if words[0] == "rules" and len(words) == 1:
        _list(form)
    elif words[0] == "rule" and len(words) == 2:
        _page(words[1], form)
    else:
        raise InputError(
            f"`review {words[0]}` takes {'no more words' if words[0] == 'rules' else 'one code'}.",
            tried=" ".join(words),
            next_step="`wellspent review rule VAL002`, or ./rule for a file of that name.",
        )


def _list(form: Form) -> None:
    rules = list_rules()
    if form is Form.JSON:
        _write(json.dumps([asdict(rule) for rule in rules], ensure_ascii=False, indent=2))
        return
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        _write(f"{rule.code}  {rule.name:{width}}  {_state(rule):7}  {rule.message}")


def _state(rule: RuleRow) -> str:
    return "off" if rule.severity is Severity.HINT else rule.severity.value


def _page(code: str, form: Form) -> None:
    try:
        page = rule_page(code)
    except NotFound as error:  # a code is a word of the command line
        raise InputError(error.what, where="review rule", next_step=error.next_step) from error
    _write(json.dumps({"code": code, "page": page}, ensure_ascii=False)
           if form is Form.JSON else page)  # fmt: skip


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")

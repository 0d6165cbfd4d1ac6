"""Structured logs without personal data: no query strings, no secret links, no e-mail addresses, no form data."""

import logging
import re
from contextvars import ContextVar
from secrets import token_hex

from pythonjsonlogger.json import JsonFormatter as BaseJsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request this thread or coroutine works for; set by `config.http`, empty outside of requests."""

KEPT = ("timestamp", "level", "logger", "message", "request", "status", "milliseconds", "exc_info", "stack_info")

_EMAIL = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.[\w.-]+")
_DATABASE_DETAIL = re.compile(r"DETAIL: .*")  # PostgreSQL quotes the row
_QUERY = re.compile(r"(?<=\S)\?[^\s\"'<>?]+")
_BEHIND_A_DOOR = re.compile(r"(?<=/)((?:invitation|confirm-email|key|reset)s?/(?:key/)?)[\w:.=-]{12,}")
_LOOKS_SECRET = re.compile(r"(?<=/)(?:(?=[^/\s]*[A-Z])[\w:=-]{16,}|[\w-]*[0-9a-f]{20,})(?=[/\s\"'>?]|$)")

CLEANINGS = (
    (_DATABASE_DETAIL, "DETAIL: …"),
    (_QUERY, "?…"),
    (_BEHIND_A_DOOR, r"\1…"),
    (_LOOKS_SECRET, "…"),
    (_EMAIL, "<e-mail>"),
)


def new_request_id() -> str:
    return token_hex(8)


def impersonal(text: str) -> str:
    """The text without e-mail addresses, query strings and the secret parts of addresses.

    A part of a path counts as secret behind a known door (`/invitation/…/`), or when it is long and has a capital or
    many hexadecimal digits: addresses of pages are lower case words, random keys are not.
    """
    for pattern, instead in CLEANINGS:
        text = pattern.sub(instead, text)
    return text


class Impersonal(logging.Filter):
    """Cleans each record before it is formatted: the message and the text of its exception."""

    def filter(self, record):
        record.msg, record.args = impersonal(_message(record)), ()
        if record.exc_info and not record.exc_text:  # formatters take this text instead of making their own
            record.exc_text = impersonal(logging.Formatter().formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = impersonal(record.stack_info)
        record.request = request_id.get()  # in place of the request object that Django attaches
        return True


def _message(record) -> str:
    try:
        return record.getMessage()
    except Exception:  # a call with the wrong arguments must not end what it reports on
        return str(record.msg)


class JsonFormatter(BaseJsonFormatter):
    """One object per line with the known keys only: others' extras may hold anything."""

    def __init__(self):
        super().__init__(
            "{levelname}{name}{message}",
            style="{",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp=True,
            json_ensure_ascii=False,
        )

    def formatException(self, ei):
        return impersonal(super().formatException(ei))

    def process_log_record(self, log_data):
        return {key: log_data[key] for key in KEPT if log_data.get(key) not in (None, "")}

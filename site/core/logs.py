"""Structured logs without personal data: no query strings, no secret links, no e-mail addresses."""

import logging
import re

from pythonjsonlogger.json import JsonFormatter as BaseJsonFormatter

_SECRET_PATH = re.compile(r"(/(?:invitation|confirm-email|key|password/reset)[^\s\"'?]*?/)[A-Za-z0-9_:\-]{12,}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_QUERY = re.compile(r"(\?)[^\s\"']+")


def impersonal(text: str) -> str:
    """The text without e-mail addresses, query strings and the secret parts of addresses."""
    return _EMAIL.sub("<e-mail>", _QUERY.sub(r"\1…", _SECRET_PATH.sub(r"\1…", text)))


class Impersonal(logging.Filter):
    """Cleans each record before it is formatted; exceptions keep their traceback, not their message's addresses."""

    def filter(self, record):
        record.msg, record.args = impersonal(record.getMessage()), ()
        return True


class JsonFormatter(BaseJsonFormatter):
    def __init__(self):
        super().__init__(
            "{levelname}{name}{message}",
            style="{",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp=True,
        )

    def formatException(self, info):
        return impersonal(super().formatException(info))

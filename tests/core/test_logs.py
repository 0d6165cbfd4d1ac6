"""Logs say what happened, not to whom."""

import io
import json
import logging
import secrets

import pytest

from core.logs import Impersonal, JsonFormatter, impersonal, request_id

SECRET = "n0t-For-Anybodys-Eyes_42"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("mail to Ada.Lovelace+x@schule.example.org failed", "mail to <e-mail> failed"),
        ("<ada@example.org>", "<<e-mail>>"),
        ("Not Found: /de/search/?q=Frau+Muster", "Not Found: /de/search/?…"),
        ("/de/x/?email=ada%40example.org done", "/de/x/?… done"),
        ("/subscribe/ada%40example.org/", "/subscribe/<e-mail>/"),
        (f"GET /de/invitation/{SECRET}/ 200", "GET /de/invitation/…/ 200"),
        ("/de/account/confirm-email/MQ:1wAbCd:x0Kfl-92s_dfFg/", "/de/account/confirm-email/…/"),
        (
            "/de/account/password/reset/key/3-cx81k2-0a1b2c3d4e5f60718293a4b5c6d7e8f9/",
            "/de/account/password/reset/key/…/",
        ),
        (f"/it/calendar/{SECRET}/feed.ics", "/it/calendar/…/feed.ics"),
        ("/it/unsubscribe/0a1b2c3d4e5f60718293a4b5c6d7e8f9", "/it/unsubscribe/…"),
        ('DETAIL: Key (name)=(Ada) already exists."', "DETAIL: …"),
        # and what has to stay
        ("/de/netze/ausbildung-in-der-natursteinverarbeitung-2026/", None),
        ("/it/pratiche/qualificazione-degli-insegnanti/", None),
        ("/admin/pages/123/edit/", None),
        ("/static/css/style.0a1b2c3d4e5f.css", None),
        ("What happened? Nothing.", None),
    ],
)
def test_a_text_loses_what_is_personal_or_secret(text, clean):
    assert impersonal(text) == (text if clean is None else clean)


def test_random_keys_never_survive_in_a_path():
    survivors = [key for key in (secrets.token_urlsafe(16) for _ in range(2000)) if key in impersonal(f"/x/{key}/")]
    assert survivors == []


@pytest.fixture
def log():
    """A logger that writes as in production; `log.lines()` are its records."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Impersonal())
    handler.setFormatter(JsonFormatter())
    logger = logging.Logger("connactions.example")
    logger.addHandler(handler)
    logger.lines = lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    return logger


def test_a_record_is_one_line_with_known_keys(log):
    token = request_id.set("0a1b2c3d")
    log.warning("Zürich: %s", "gut", extra={"status": 200, "request": "<WSGIRequest …>", "form": {"name": "Ada"}})
    request_id.reset(token)
    (line,) = log.lines()
    assert line.pop("timestamp").startswith("20")
    assert line == {
        "level": "WARNING",
        "logger": "connactions.example",
        "message": "Zürich: gut",
        "request": "0a1b2c3d",
        "status": 200,
    }


def test_arguments_are_cleaned_too(log):
    log.info("%s asked for %s", "ada@example.org", "/x?y=z")
    assert log.lines()[0]["message"] == "<e-mail> asked for /x?…"


def test_a_traceback_shows_neither_locals_nor_addresses(log):
    canary = "a-local-value"
    try:
        raise ValueError(f"ada@example.org has no place here, {len(canary)}")
    except ValueError:
        log.exception("failed")
    text = log.lines()[0]["exc_info"]
    assert "test_a_traceback_shows" in text
    assert "ValueError: <e-mail> has no place here" in text
    assert "ada@example.org" not in text
    assert "a-local-value" not in text


def test_a_log_call_with_wrong_arguments_does_not_fail(log):
    log.info("%s %s", "ada@example.org")
    assert log.lines()[0]["message"] == "%s %s"

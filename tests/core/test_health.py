"""What a supervisor is told."""

import pytest
from django.db import OperationalError, connection

from core import database, health
from core.tasks import consumer


@pytest.fixture(autouse=True)
def nothing_is_known_yet(monkeypatch):
    monkeypatch.setattr(database, "_migrated", set())
    monkeypatch.setattr(health, "_reports", {})


def answer(view, rf):
    response = view(rf.get("/"))
    assert response["Cache-Control"] == "no-store"
    return response.status_code, response.content.decode()


def test_a_living_process_says_so_without_asking_the_database(rf):
    assert answer(health.healthz, rf) == (200, '{"process": "ok"}')


@pytest.mark.django_db
def test_a_ready_site_names_its_parts(rf):
    assert answer(health.readyz, rf) == (200, '{"database": "ok", "migrations": "ok"}')


@pytest.mark.django_db
def test_what_a_room_reports_is_told_and_makes_no_site_unready(rf):
    health.reports("search")(lambda: "lags 42 seconds")
    health.reports("post")(lambda: "")
    told = '{"database": "ok", "migrations": "ok", "search": "lags 42 seconds"}'
    assert answer(health.readyz, rf) == (200, told)


def broken(*args, **kwargs):
    raise OperationalError("could not connect as secret-user")


def test_a_database_that_does_not_answer_is_not_ready(rf, monkeypatch):
    monkeypatch.setattr(connection, "cursor", broken)
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    assert answer(health.readyz, rf) == (503, '{"database": "fails", "migrations": "fails"}')


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(rf, monkeypatch):
    monkeypatch.setattr(database.MigrationExecutor, "migration_plan", lambda *args: ["core.0099"])
    assert answer(health.readyz, rf) == (503, '{"database": "ok", "migrations": "fails"}')


@pytest.mark.django_db
@pytest.mark.parametrize(("well", "status", "word"), [(True, 200, "ok"), (False, 503, "fails")])
def test_a_consumer_of_the_servers_own_has_to_work(rf, settings, monkeypatch, well, status, word):
    settings.WORKER = "thread"
    monkeypatch.setattr(consumer, "is_well", lambda: well)
    assert answer(health.readyz, rf) == (status, f'{{"database": "ok", "migrations": "ok", "consumer": "{word}"}}')


def test_a_process_without_a_consumer_is_not_taken_for_well(monkeypatch):
    monkeypatch.setattr(consumer, "_of_this_process", None)
    assert consumer.is_well() is False


@pytest.mark.django_db
def test_the_addresses_need_no_language(client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200

"""The page cache: who gets a kept page, what is never kept, and that the database decides at the moment of reading."""

import asyncio
import gzip
import json
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from config.http import Pages
from config.page_cache import PageCache
from config.wsgi import application as django
from core import generation
from core.actions import open_file, set_audience
from core.models import CacheGeneration, Page
from networks.actions import end_membership
from networks.models import Organisation
from tests.cast import ACTORS, AUDIENCES, MAY_SEE, canary, fresh, write_practice

HTML = [(b"Content-Type", b"text/html")]


# --- A small application behind the cache ------------------------------------------------------------


class Steady:
    """A generation that moves when the test says so."""

    number = 1

    async def read(self):
        return self.number


class Answers:
    """An ASGI application that numbers its answers."""

    def __init__(self, *, status=200, headers=(), body=b"", pause=0.0, pieces=1):
        self.status, self.headers, self.body, self.pause, self.pieces = status, [*HTML, *headers], body, pause, pieces
        self.asked = 0

    async def __call__(self, scope, receive, send):
        self.asked += 1
        number = str(self.asked).encode()
        await asyncio.sleep(self.pause)
        await send({"type": "http.response.start", "status": self.status, "headers": [*self.headers]})
        for _ in range(self.pieces - 1):
            await send({"type": "http.response.body", "body": self.body, "more_body": True})
        await send({"type": "http.response.body", "body": number + self.body})


async def talk(application, path="/de/", *, method="GET", cookie="", query=b"", scheme="http", host="a", **headers):
    """One request; the answer as (status, headers, body)."""
    sent = [(b"host", host.encode())]
    sent += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    if cookie:
        sent.append((b"cookie", cookie.encode()))
    messages = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        messages.append(message)

    scope = {"type": "http", "http_version": "1.1", "method": method, "path": path, "query_string": query}
    scope |= {"raw_path": quote(path).encode(), "scheme": scheme, "headers": sent, "server": ("a", 80)}
    await application(scope | {"client": ("127.0.0.1", 9)}, receive, send)
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return messages[0]["status"], {name.lower(): value for name, value in messages[0]["headers"]}, body


def ask(application, *args, **kwargs):
    return asyncio.run(talk(application, *args, **kwargs))


def cached(application=None, **options):
    return PageCache(application or Answers(), Steady(), **options)


def bodies(cache, *requests):
    return [ask(cache, **request)[2] for request in requests]


def test_a_page_is_made_once_and_then_given_to_everybody():
    assert bodies(cached(), {}, {}, {"cookie": f"{settings.LANGUAGE_COOKIE_NAME}=it"}) == [b"1", b"1", b"1"]


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/it/"},
        {"host": "b"},
        {"scheme": "https"},
        {"query": b"page=2"},
        {"query": b"field=bau"},
    ],
)
def test_another_address_is_another_page(other):
    assert bodies(cached(), {}, other, {}, other) == [b"1", b"2", b"1", b"2"]


@pytest.mark.parametrize(
    "through",
    [
        {"cookie": f"{settings.SESSION_COOKIE_NAME}=x"},
        {"cookie": f"a=b; {settings.SESSION_COOKIE_NAME}=x"},
        {"cookie": "messages=x"},
        {"authorization": "Basic x"},
        {"method": "POST"},
        {"path": "/de/space/"},
        {"path": "/it/account/login/"},
        {"path": "/de/invitation/secret/"},
        {"path": "/admin/"},
        {"path": "/files/images/a.png"},
        {"path": "/healthz"},
        {"query": b"q=lehre"},
        {"query": b"utm_source=x"},
        {"query": b"page=1&page=2"},
        {"query": b"page=" + b"1" * 90},
    ],
)
def test_what_could_be_somebodys_own_goes_through_and_is_not_kept(through):
    cache = cached()
    assert bodies(cache, through, through) == [b"1", b"2"]
    assert not cache.pages


@pytest.mark.parametrize(
    "header",
    [
        (b"Set-Cookie", b"csrftoken=x"),
        (b"Cache-Control", b"private"),
        (b"cache-control", b"max-age=60, no-store"),
        (b"Cache-Control", b"no-cache"),
        (b"Cache-Control", b"max-age=0"),
        (b"Vary", b"Cookie, Accept-Language"),
        (b"Vary", b"HX-Request"),
        (b"Vary", b"*"),
    ],
)
def test_an_answer_for_one_reader_is_not_kept(header):
    assert bodies(cached(Answers(headers=[header])), {}, {}) == [b"1", b"2"]


@pytest.mark.parametrize("status", [204, 301, 302, 404, 410, 500, 503])
def test_only_a_200_is_kept(status):
    assert bodies(cached(Answers(status=status)), {}, {}) == [b"1", b"2"]


def test_who_holds_the_token_against_forged_requests_reads_and_does_not_fill():
    holder = {"cookie": f"{settings.CSRF_COOKIE_NAME}=x"}
    assert bodies(cached(), holder, holder, {}, holder) == [b"1", b"2", b"3", b"3"]


def test_a_kept_page_says_that_it_is_to_be_asked_for_again_and_carries_nothing_of_one_request():
    cache = cached(Answers(headers=[(b"X-Request-ID", b"1"), (b"Vary", b"Cookie")]))
    ask(cache)
    _status, headers, _body = ask(cache)
    assert headers[b"cache-control"] == b"no-cache"
    assert headers[b"vary"] == b"Accept-Encoding, Cookie"
    assert b"x-request-id" not in headers


def test_a_browser_that_has_the_page_is_told_so():
    cache = cached()
    tag = ask(cache)[1][b"etag"].decode()
    assert ask(cache, if_none_match=f'"x", {tag}')[::2] == (304, b"")
    assert ask(cache, if_none_match='"x"')[::2] == (200, b"1")


def test_a_page_is_compressed_for_whoever_takes_it():
    cache = cached(Answers(body=b"x" * 500))
    _status, headers, body = ask(cache, accept_encoding="br, gzip")
    assert (headers[b"content-encoding"], gzip.decompress(body)) == (b"gzip", b"1" + b"x" * 500)
    assert int(headers[b"content-length"]) == len(body)
    assert ask(cache, accept_encoding="gzip;q=0")[2] == ask(cache)[2] == b"1" + b"x" * 500


def test_head_is_answered_from_a_kept_page_and_fills_nothing():
    cache = cached()
    assert not ask(cache, method="HEAD")[1].keys() & {b"etag"}
    ask(cache)
    status, headers, body = ask(cache, method="HEAD")
    assert (status, headers[b"content-length"], body) == (200, b"1", b"")


def test_a_page_lasts_for_its_time_only():
    now = [0]
    cache = cached(ttl=60, clock=lambda: now[0])
    assert bodies(cache, {}, {}) == [b"1", b"1"]
    now[0] = 60
    assert bodies(cache, {}) == [b"2"]


def test_a_new_generation_empties_the_cache():
    cache = cached()
    bodies(cache, {}, {"path": "/it/"})
    cache.generation.number += 1
    assert bodies(cache, {}) == [b"3"]
    assert len(cache.pages) == 1


def test_without_a_generation_nothing_is_kept():
    cache = cached()
    ask(cache)
    cache.generation.number = None
    assert bodies(cache, {}, {}) == [b"2", b"3"]


def test_the_cache_holds_no_more_than_its_size_and_lets_the_longest_unread_go():
    cache = cached(Answers(body=b"x" * 1000), size=10_000)
    bodies(cache, *({"path": f"/de/{number}/"} for number in range(50)), {"path": "/de/47/"}, {"path": "/de/new/"})
    kept = [key[2] for key in cache.pages]
    assert cache.used == sum(page.size for page in cache.pages.values()) <= 10_000
    assert kept == [b"/de/49/", b"/de/47/", b"/de/new/"]


def test_a_page_too_large_to_keep_arrives_whole():
    cache = cached(Answers(body=b"x" * 300_000, pieces=5))
    assert [len(body) for body in bodies(cache, {}, {})] == [1_500_001] * 2
    assert not cache.pages


# --- One for all who wait ----------------------------------------------------------------------------


def together(cache, count=5, **request):
    async def all_at_once():
        return await asyncio.gather(*(talk(cache, **request) for _ in range(count)))

    return [body for _status, _headers, body in asyncio.run(all_at_once())]


def test_what_many_ask_for_at_once_is_made_once():
    cache = cached(Answers(pause=0.01))
    assert together(cache) == [b"1"] * 5
    assert not cache.flights


def test_what_cannot_be_shared_is_made_for_each():
    cache = cached(Answers(pause=0.01, headers=[(b"Set-Cookie", b"a=b")]))
    assert sorted(together(cache)) == [b"1", b"2", b"3", b"4", b"5"]


def test_when_the_first_fails_the_others_try_for_themselves():
    class FailsOnce(Answers):
        async def __call__(self, *args):
            if not self.asked:
                self.asked += 1
                await asyncio.sleep(0.01)
                raise RuntimeError
            await super().__call__(*args)

    async def two():
        cache = cached(FailsOnce())
        return await asyncio.gather(talk(cache), talk(cache), return_exceptions=True)

    first, second = asyncio.run(two())
    assert isinstance(first, RuntimeError)
    assert second[2] == b"2"


def test_who_asks_after_a_change_does_not_get_a_page_begun_before_it():
    async def around_a_change():
        cache = cached(Answers(pause=0.02))
        before = asyncio.create_task(talk(cache))
        await asyncio.sleep(0.005)
        cache.generation.number += 1
        after = await talk(cache)
        return (await before)[2], after[2], (await talk(cache))[2]

    assert asyncio.run(around_a_change()) == (b"1", b"2", b"2")


# --- The generation ----------------------------------------------------------------------------------


def moves(change) -> bool:
    before = list(CacheGeneration.objects.values_list("pk", flat=True))
    with transaction.atomic():
        change()
    return list(CacheGeneration.objects.values_list("pk", flat=True)) != before


@pytest.fixture
def committed(house):
    """The cast, with no transaction of the test's own that would hide where one ends."""
    connection.run_on_commit.clear()
    return house


CHANGES = {
    "publishing": lambda house: fresh(house.pages["committee"]).save_revision(clean=False).publish(),
    "unpublishing": lambda house: fresh(house.pages["public"]).unpublish(),
    "moving": lambda house: fresh(house.pages["public"]).move(fresh(house.pages["community"]), pos="last-child"),
    "deleting": lambda house: fresh(house.pages["public"]).delete(),
    "another audience": lambda house: set_audience(house.pages["public"], "committee", by=house.edda),
    "a membership's end": lambda house: end_membership(
        house.network_a.memberships.get(person=house.ada), by=house.edda
    ),
    "an organisation's name": lambda house: Organisation.objects.filter(country="IT").update(name="Altro"),
    "a file's audience": lambda house: open_file(house.documents["public"], "committee", by=house.root),
    "raw SQL": lambda house: connection.cursor().execute("UPDATE core_page SET live = live"),
    "a word of the vocabulary": lambda house: house.practices["public"].tags.add("neu"),
    "an admission": lambda house: write_practice(house, "neu"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_something_readable_moves_the_generation(committed, change):
    assert moves(lambda: CHANGES[change](committed))


def test_signing_in_and_reading_do_not_move_it(committed):
    client = committed.client("ada")
    connection.run_on_commit.clear()
    assert not moves(lambda: (client.get("/de/space/"), client.session.save(), list(Page.objects.all())))


def touch():
    Page.objects.filter(depth=1).update(title="Root")


def test_a_transaction_moves_it_once(committed):
    count = CacheGeneration.objects.count()
    with transaction.atomic():
        touch()
        touch()
    assert CacheGeneration.objects.count() == count + 1


def test_what_a_savepoint_took_back_is_moved_again(committed):
    count = CacheGeneration.objects.count()
    with transaction.atomic():
        try:
            with transaction.atomic():
                touch()
                raise LookupError
        except LookupError:
            touch()
    assert CacheGeneration.objects.count() == count + 1


@pytest.mark.django_db(transaction=True)
def test_old_rows_are_swept_away():
    for _ in range(generation.KEPT + 2 * generation.SWEEP):
        with transaction.atomic():
            touch()
    assert CacheGeneration.objects.count() <= generation.KEPT + generation.SWEEP


@pytest.fixture
def reader():
    made = generation.reader()
    yield made
    made.close()


@pytest.fixture(params=["own", "thread"])
def any_reader(request):
    made = generation.reader() if request.param == "own" else generation.DatabaseReader()
    yield made
    made.close()


@pytest.mark.django_db(transaction=True)
def test_a_reader_sees_a_change_when_it_is_committed_not_before(house, any_reader):
    def read():
        return asyncio.run(any_reader.read())

    first = read()
    with transaction.atomic():
        touch()
        assert read() == first
    second = read()
    assert second not in (first, None)
    assert read() == second


CHANGE_IN_A_PROCESS = """
import json, sys
from django.conf import settings
settings.DATABASES["default"] |= json.loads(sys.argv[1])
import django; django.setup()
from django.db import transaction
from core.models import Page
with transaction.atomic():
    Page.objects.filter(depth=1).update(title="Root")
"""


@pytest.mark.django_db(transaction=True)
def test_a_change_made_by_another_process_is_seen(house, reader):
    before = asyncio.run(reader.read())
    base = {name: str(connection.settings_dict[name]) for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    done = subprocess.run([sys.executable, "-c", CHANGE_IN_A_PROCESS, json.dumps(base)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert asyncio.run(reader.read()) != before


def test_questions_to_a_database_that_come_together_share_an_answer_begun_after_them(monkeypatch):
    begun = []
    monkeypatch.setattr(generation, "_ask_database", lambda: begun.append(1) or len(begun))
    reader = generation.DatabaseReader()

    async def five():
        return await asyncio.gather(*(reader.read() for _ in range(5)))

    assert asyncio.run(five()) == [1, 2, 2, 2, 2]
    reader.thread.shutdown()


# --- The site behind it: law 1 through the cache -----------------------------------------------------


def django_and_goodbye(environ, start_response):
    """Django, without leaving a connection of this thread to the test's database behind."""
    answer = django(environ, start_response)
    try:
        return list(answer)
    finally:
        answer.close()
        connections.close_all()


@pytest.fixture
def site(reader):
    return PageCache(Pages(django_and_goodbye), reader)


def page_of(site, address, client=None):
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}" if client else ""
    return ask(site, address, cookie=cookie, host="testserver")


@pytest.mark.django_db(transaction=True)
def test_what_the_cache_keeps_widens_no_audience_whoever_comes_first(house, site):
    """Each audience in both languages: anonymous first, then everybody, then anonymous again (law 1)."""
    clients = {name: house.client(name) if name != "anonymous" else None for name in ACTORS}
    order = ["anonymous", *ACTORS, "anonymous"]
    wrong = []
    for language in ("de", "it"):
        for name in AUDIENCES:
            address = f"/{language}{house.pages[name].get_url()[3:]}"
            for actor in order:
                _status, headers, body = page_of(site, address, clients[actor])
                shown = f"Text {canary(name)}".encode() in body
                if shown != (actor in MAY_SEE[name]) or (not clients[actor] and b"set-cookie" in headers):
                    wrong.append((language, name, actor))
    assert wrong == []
    assert len(site.pages) == 2  # the public page in two languages, and nothing else

    # Narrowed: closed at the next request.
    set_audience(house.pages["public"], "committee", by=house.edda)
    for language in ("de", "it"):
        address = f"/{language}{house.pages['public'].get_url()[3:]}"
        assert [page_of(site, address, client)[0] for client in (None, clients["ada"], clients["kim"])] == [
            404,
            404,
            200,
        ]
    assert not site.pages


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/de/", "/it/", "/de/network/", "/it/network/steine/", "/de/praxis/"])
def test_public_pages_are_kept(house, site, address):
    first, second = page_of(site, address), page_of(site, address)
    assert (first[0], b"set-cookie" in first[1], len(site.pages)) == (200, False, 1)
    assert first == second


@pytest.mark.django_db(transaction=True)
def test_a_page_whose_form_is_made_for_one_reader_is_never_kept(house, site):
    for language in ("de", "it"):
        first, second = (page_of(site, f"/{language}/contact/") for _time in range(2))
        assert (first[0], b"set-cookie" in first[1], len(site.pages)) == (200, True, 0)
        assert first[2] != second[2]
    cookie = f"{settings.CSRF_COOKIE_NAME}=abc"
    assert ask(site, "/de/contact/", cookie=cookie, host="testserver")[0] == 200
    assert not site.pages

"""The throw-away node answers, keeps a document, and is named with what it lacks where it cannot run."""

import uuid

import pytest
from elasticsearch import Elasticsearch

from tests.services import elasticsearch, processes
from tests.services.elasticsearch import jars


@pytest.fixture
def client(elasticsearch_url):
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def index(client):
    name = f"tests-{uuid.uuid4().hex}"
    client.indices.create(index=name, settings={"number_of_replicas": 0})
    yield name
    client.indices.delete(index=name)


def test_a_node_answers_that_it_is_well(client):
    health = client.cluster.health(wait_for_status="yellow")
    assert (health["number_of_nodes"], health["timed_out"]) == (1, False)


def test_a_document_is_indexed_and_found(client, index):
    client.index(index=index, id="practice:1", document={"de": "carenza personale"}, refresh=True)
    hits = client.search(index=index, query={"match": {"de": "carenza"}})["hits"]["hits"]
    assert [hit["_id"] for hit in hits] == ["practice:1"]


@pytest.mark.parametrize(
    ("missing", "package"), [("java", "default-jdk-headless"), ("javac", "default-jdk-headless"), ("mvn", "maven")]
)
def test_a_program_that_is_absent_is_named_with_its_package(missing, package, monkeypatch, tmp_path):
    monkeypatch.setattr(jars, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in {"java", "javac", "mvn"} - {missing}:
        (tmp_path / name).touch(mode=0o755)
    with pytest.raises(processes.Absent, match=rf"^{missing} is not installed: apt install {package}$"):
        elasticsearch.prepare()


def test_a_fetch_that_fails_says_why_and_leaves_nothing_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(jars, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    maven = tmp_path / "mvn"
    maven.write_text("#!/bin/sh\necho '[ERROR] no network'\nexit 1\n")
    maven.chmod(0o755)
    for name in ("java", "javac"):
        (tmp_path / name).touch(mode=0o755)
    with pytest.raises(processes.Absent, match=r"could not be fetched; mvn says: \[ERROR\] no network"):
        elasticsearch.prepare()
    assert list((tmp_path / "cache").iterdir()) == []

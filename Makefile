# Everything a developer does more than once. `make` lists it; CONTRIBUTING.md explains it.

REQUIREMENTS ?= requirements-dev.txt
WORKERS ?= 2
ARGS ?=
SIZES ?= 10000 100000
PORT ?= $(or $(shell sed -n 's/^PORT=//p' .env 2>/dev/null),8000)
BIN := .venv/bin
MANAGE := $(BIN)/manage
TEMPLATES = $(shell find templates -type f -name '*.html')
export PORT

.PHONY: help run setup prepare venv test check-demo format messages lock bench-pages bench-import bench-search services services-stop \
	lint lint-python lint-templates lint-imports lint-migrations lint-texts

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | awk -F '\t' '{ printf "  make %-14s %s\n", $$1, $$2 }'

run: setup ## set up, load the demo and serve on PORT (8000)
	@$(BIN)/python .ci/port_is_free.py $(PORT)
	@echo "Loading the demo content"
	@$(MANAGE) demo
	@exec $(MANAGE) serve

setup: prepare ## everything but the server: packages, .env, database, translations, pages
	@echo "Bringing the database up to date"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) build_site

prepare: venv
	@.ci/dotenv
	@$(MANAGE) compile_translations

venv: ## the virtual environment with the locked packages (REQUIREMENTS=requirements.txt on a server)
	@.ci/venv $(REQUIREMENTS)

test: prepare ## the test suite, without any server (ARGS="-k word" narrows it)
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal --ignore tests/demo_site $(ARGS)

check-demo: prepare ## every link, page and width of the demonstration (links, HTML checker, weight, Chromium)
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile tests/demo_site $(ARGS)

lint: lint-python lint-templates lint-imports lint-migrations lint-texts ## what CI checks besides the tests

lint-python: venv
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

lint-templates: venv
	@$(BIN)/djade --check $(TEMPLATES)

lint-imports: venv
	@$(BIN)/lint-imports --no-cache

lint-migrations: prepare
	@DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run

lint-texts: prepare
	@$(MANAGE) check_translations

format: venv ## format Python and templates
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@$(BIN)/djade $(TEMPLATES) || true

messages: venv ## collect the texts to translate into locale/ (needs GNU gettext)
	@$(MANAGE) make_translations

lock: venv ## renew requirements.txt and requirements-dev.txt from pyproject.toml
	@$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make lock" pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --extra dev \
		--constraint requirements.txt --custom-compile-command "make lock" pyproject.toml -o requirements-dev.txt

shots: prepare ## pictures of the demonstration in tests/shots/ (needs Chromium)
	$(BIN)/python -m tests.browser.shots

bench-pages: prepare ## pages at 100 and 10,000 practices beside other servers (needs wrk)
	@$(BIN)/python -m tests.bench

bench-import: prepare ## 1,000 and 10,000 practices from lines of JSON: time and peak memory
	@$(BIN)/python -m tests.bench.importing

bench-search: prepare ## search at 10,000 and 100,000 records beside raw tantivy and Wagtail's (SIZES=10000 is short)
	@SIZES="$(SIZES)" $(BIN)/python -m tests.bench.search

services: venv ## PostgreSQL, Redis and Elasticsearch on free ports, for trying things out
	@$(BIN)/python -m tests.services start

services-stop: venv ## stop them and throw their data away
	@$(BIN)/python -m tests.services stop

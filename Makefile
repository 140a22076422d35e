# Claimstake. `make help` lists what there is. Python 3.11 or newer is all that a fresh machine needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
CLAIMSTAKE := $(VENV)/bin/claimstake
STORE := demo/claimstake.db
SEED := ../shared/seed-article-fr.txt
PORT ?= 8000
COVERAGE ?= 90
FUZZ ?= 10000

.PHONY: help setup demo serve test test-neo4j fuzz lint format bench floor golden corpus-report clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## make .venv from requirements.lock (versions and hashes), with uv if it is there

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@if command -v uv >/dev/null; then \
	  test -x $(PY) || uv venv --quiet --python $(PYTHON) $(VENV); \
	  uv pip install --quiet --python $(PY) --require-hashes -r requirements.lock; \
	  uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .; \
	else \
	  test -x $(PY) || $(PYTHON) -m venv $(VENV); \
	  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	fi
	@touch $@

demo: setup ## load the examples, show what was found, write the graph and a picture into demo/
	@rm -rf demo && mkdir demo
	@$(CLAIMSTAKE) load examples/articles --store $(STORE)
	@if [ -f $(SEED) ]; then $(CLAIMSTAKE) load $(SEED) --published 2025-11-13 --store $(STORE); fi
	@printf '\n== What the store holds ==\n'
	@$(CLAIMSTAKE) stats --store $(STORE)
	@printf '\n== claimstake show Bitfarms --type converts_to --type finances ==\n'
	@$(CLAIMSTAKE) show Bitfarms --type converts_to --type finances --store $(STORE)
	@printf '\n== claimstake path Bitfarms Nvidia ==\n'
	@$(CLAIMSTAKE) path Bitfarms Nvidia --store $(STORE)
	@printf '\n== claimstake ask examples/queries/sites.graphql ==\n'
	@$(CLAIMSTAKE) ask examples/queries/sites.graphql --store $(STORE)
	@printf '\n== Files ==\n'
	@$(CLAIMSTAKE) export --format turtle --output demo/graph.ttl --store $(STORE) && echo demo/graph.ttl
	@$(CLAIMSTAKE) picture demo/graph.svg --limit 42 --store $(STORE)
	@$(CLAIMSTAKE) picture demo/graph.html --limit 42 --store $(STORE)
	@printf '\nOpen demo/graph.svg in a browser. Serve the graph with: make serve (GraphiQL at http://127.0.0.1:$(PORT)/graphql)\n'

$(STORE):
	@$(MAKE) --no-print-directory demo

serve: setup $(STORE) ## serve the demo graph by GraphQL at PORT (8000)
	@$(CLAIMSTAKE) serve --store $(STORE) --port $(PORT)

test: setup ## run all tests with branch coverage; those on a real Neo4j after the others, in one process with one server
	@$(PY) -m pytest -q -m "not neo4j" -n auto --dist loadfile --cov --cov-report=
	@$(PY) -m pytest -q -m neo4j -p no:xdist --cov --cov-append --cov-report=term --cov-fail-under=$(COVERAGE)

test-neo4j: setup ## run only the tests on a real Neo4j (a server from Maven, or CLAIMSTAKE_TEST_NEO4J)
	@$(PY) -m pytest -q -m neo4j -p no:xdist

fuzz: setup ## read FUZZ (10,000) documents of chance, from bytes to claims; a failing one is printed, cut down to what matters
	@CLAIMSTAKE_FUZZ=$(FUZZ) $(PY) -m pytest -q -p no:xdist --timeout=0 tests/fuzz

lint: setup ## ruff and mypy --strict
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy graph loaders api tests

format: setup ## format the code
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

bench: setup ## time loading, queries and export beside something in the same run
	@$(PY) -m bench

floor: setup ## raise the floor of accuracy (tests/floor.json) where figures have risen
	@$(PY) -m tests.floor

golden: setup ## write generated files anew (RDF, GraphQL schema, docs/cli.md); look at the difference
	@$(PY) -m tests.golden.update_rdf
	@$(PY) -m tests.golden.update_cli
	@$(PY) -m tests.golden.update_schema

corpus-report: setup ## count the corpus against its targets and compare its annotators, into docs/corpus.md
	@$(PY) -m tests.corpus.tool report --write
	@$(PY) -m tests.corpus.tool agreement --quiet --write

clean: ## remove what demo, tests and builds have left
	@rm -rf demo build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis

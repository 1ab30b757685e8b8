# Needs make and Python 3.11 or newer; everything else is installed into .venv, pinned by hash.

.DEFAULT_GOAL := help
.PHONY: help run setup test lint format bench profile soak days storm matrix matrix-index year nets workers walk wave screens stories breakages fuzz audit bill contract lock clean find-python

BIN := .venv/bin
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
CALLS ?= 300
DAYS ?= 100
HOURS ?= 24
SLICE ?=
ALL_TESTS = $(BIN)/pytest -n 2 --stories=check --matrix=sample
MATRIX_STORIES = tests/calls tests/nets tests/readiness tests/matrix

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: find-python ## A line that works, with telephones on a web page: no account, nothing to configure
	@$(PYTHON) requirements/install.py run
	@$(BIN)/hotline demo

setup: find-python ## Install everything needed to develop into .venv (done once)
	@$(PYTHON) requirements/install.py dev

test: lint ## Lint, then all tests, with a browser if the system can give one
	@HOTLINE_TEST_BROWSER=$$(.ci/browser); export HOTLINE_TEST_BROWSER; \
	if test -n "$$HOTLINE_TEST_BROWSER"; then $(ALL_TESTS); else $(ALL_TESTS) -m "not browser"; fi

lint: setup ## Style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: setup ## Put the code into its one form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: find-python ## Speed and size, each beside what it could be at best (ONLY=webhooks for one group)
	@$(PYTHON) requirements/install.py bench
	@$(BIN)/python -m benchmarks $(addprefix --only=,$(ONLY))

profile: setup ## Where the three slowest webhooks spend their time
	@$(BIN)/python -m benchmarks.profiled

soak: setup ## Many simulated calls in virtual time, nothing may be left over; then the fault matrix whole (CALLS=300)
	@HOTLINE_SOAK_CALLS=$(CALLS) $(BIN)/pytest tests/soak
	@$(MAKE) matrix

days: setup ## Days drawn at random, each lived under the rules of a call; a new search each time (DAYS=100)
	@HOTLINE_DAYS=$(DAYS) HOTLINE_HYPOTHESIS=searching $(BIN)/pytest -s tests/soak/test_random_days.py -k sqlite

storm: setup ## 24 hours at twenty times SPS's peak, 5 % of everything failing; a new seed each time (HOURS=24, SEED=…)
	@HOTLINE_STORM_HOURS=$(HOURS) HOTLINE_STORM_SEED=$(or $(SEED),$(shell date +%s)) $(BIN)/pytest -n 2 --show-capture=no tests/soak/test_storm.py

matrix: setup ## The fault matrix whole, 4,600 cells, an hour and a half: every step and request × every fault, both databases (SLICE=3/20)
	@mkdir -p var && $(BIN)/pytest -q -n 2 --matrix=whole$(if $(SLICE),:$(SLICE)) --matrix-log=var/matrix.jsonl $(MATRIX_STORIES)

matrix-index: setup ## Write down which story reaches which step, the ground of the matrix
	@$(BIN)/pytest -q -n 2 --matrix=index -k "not postgres" $(MATRIX_STORIES)

year: CALLS = 7000
year: setup ## A year shaped like those of SPS, counted as its telephones told it (CALLS=7000)
	@HOTLINE_YEAR_CALLS=$(CALLS) HOTLINE_KILL_STRIDE=1 $(BIN)/pytest -s tests/year

nets: setup ## The database taken away before every transaction of a call, one after the other
	@HOTLINE_NETS=whole $(BIN)/pytest -n 2 tests/nets

workers: CALLS = 500
workers: setup ## Workers killed behind a real nginx while 500 people call, then PostgreSQL for a minute (CALLS=500)
	@HOTLINE_WORKERS_CALLS=$(CALLS) $(BIN)/pytest -s tests/machines/test_workers.py

walk: setup ## The demo line over all keys, eight questions deep, in both languages: no dead end
	@$(BIN)/python -m tests.walk

wave: setup ## Twenty callers in ten seconds for four people: who is rung when, how long each waits
	@$(BIN)/python -m tests.wave

screens: setup ## Every page of the console as a picture in var/screens; the two of the README anew
	@HOTLINE_TEST_BROWSER=$$(.ci/browser); export HOTLINE_TEST_BROWSER; \
	$(BIN)/python -m tests.screens && $(BIN)/python -m tests.screens --readme

stories: setup ## Write docs/stories.md, what the README shows of the terminal, the tables of docs/privacy.md
	@$(BIN)/pytest -n 2 --stories=write tests/calls
	@$(BIN)/python -m tests.readme
	@$(BIN)/python -m tests.privacy.document

breakages: setup ## Break the rules of a live call and of the roster one by one: a test must turn red
	@$(BIN)/python -m tests.breakages

fuzz: WEBHOOKS = 100000
fuzz: FILES = 10000
fuzz: SEED = 2026
fuzz: setup ## What nobody honest would send: webhooks, and files of all kinds (WEBHOOKS=100000 FILES=10000 SEED=2026)
	@HOTLINE_FUZZ_WEBHOOKS=$(WEBHOOKS) HOTLINE_FUZZ_FILES=$(FILES) HOTLINE_FUZZ_SEED=$(SEED) $(BIN)/pytest -q -s -n 0 tests/attacked

audit: setup bill ## Is anything known against a library we use? Asks api.osv.dev; says so when it cannot
	@$(BIN)/python -m requirements.audit

bill: setup ## The bill of materials (CycloneDX), with every licence checked: dist/entraide.cdx.json
	@$(BIN)/python -m requirements.bill

contract: setup ## Check our requests against the carrier's description: make contract SPEC=FILE.json
	@test -n "$(SPEC)" || { echo "Say where the carrier's description is: make contract SPEC=twilio_api_v2010.json"; exit 2; }
	@$(BIN)/python -m contract.check "$(SPEC)"

lock: setup ## Pin the newest libraries by hash
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--upgrade --no-emit-index-url --no-header --quiet -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--constraint requirements/run.txt --upgrade --no-emit-index-url --no-header --quiet -o requirements/dev.txt
	$(BIN)/uv pip compile pyproject.toml --group bench --universal --python-version 3.11 --generate-hashes \
		--constraint requirements/dev.txt --upgrade --no-emit-index-url --no-header --quiet -o requirements/bench.txt

clean: ## Remove what was installed and cached; the demo's database (var/) stays
	rm -rf .venv .venv.lock .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache contract/node_modules hotline/console/static/vendor
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

find-python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, with its venv module (Debian and Ubuntu: apt install python3 python3-venv)."; exit 1; }

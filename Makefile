# Every target does its own set-up first; a second start takes seconds. What each needs: scripts/setup.py.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-all lint format bench screenshots lock

PYTHON ?= python3
VENV := .venv/bin/python
WITHOUT ?=

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

setup: ## Install everything that run and test need
	@$(PYTHON) -m scripts.setup test

run: ## Start web, worker and beat on this machine (PORT, SAMARBEJDE_DATA, DATABASE_URL, REDIS_URL)
	@$(PYTHON) -m scripts.setup run
	@$(VENV) -m scripts.run --stop-with-parent

test: ## Run every check and the suite (WITHOUT='postgres redis chromium' leaves some out)
	@$(PYTHON) -m scripts.setup test --without "$(WITHOUT)"
	@$(VENV) -m scripts.check --without "$(WITHOUT)"

test-all: ## The same with both databases, both brokers, browser in each
	@$(PYTHON) -m scripts.setup test --without "$(WITHOUT)"
	@$(VENV) -m scripts.check --all --without "$(WITHOUT)"

lint: ## Run the checks without the suite
	@$(PYTHON) -m scripts.setup test --without chromium
	@$(VENV) -m scripts.check --lint

format: ## Format and mend what the linter can mend
	@$(PYTHON) -m scripts.setup test --without chromium
	@$(VENV) -m ruff check --fix --quiet .
	@$(VENV) -m ruff format .

bench: ## Measure the pages on a national data set
	@$(PYTHON) -m scripts.setup test --without chromium
	@$(VENV) -m scripts.bench

screenshots: ## Draw the pictures of the user guide anew, by walking through it
	@$(PYTHON) -m scripts.setup test --without "postgres redis"
	@SAMARBEJDE_SCREENSHOTS=docs/img $(VENV) -m pytest -q tests/browser/test_guide.py

lock: ## Lock the newest allowed versions of all packages
	@$(PYTHON) -m scripts.setup test --without chromium
	@$(VENV) -m scripts.lock

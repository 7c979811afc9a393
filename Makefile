# Everything that a person does with this tree, from a bare machine on: Python 3.11 or newer, make,
# and a package registry.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-virtualenv

.PHONY: help run install test check chaos soak fuzz bench format lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: install ## Serve the playground on http://127.0.0.1:8765
	@$(BIN)/usher playground

install: .venv/installed ## Install Usher into .venv

.venv/installed: pyproject.toml requirements.lock requirements-build.lock
	@echo "Installing into .venv (about half a minute) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Usher needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements-build.lock -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tested: .venv/installed requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

test: .venv/tested ## Run every test
	@$(BIN)/pytest

check: .venv/tested ## Format, lint, types, imports, dead code, then every test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vulture
	@$(MAKE) --no-print-directory test

fuzz: .venv/tested ## Try thousands of everything that people, pages and platforms may send (a few minutes)
	@$(BIN)/pytest tests/fuzz --hypothesis-profile=thousands --timeout=900

chaos: .venv/tested ## Kill processes 200 times at random and at every step, on both databases (half an hour)
	@CHAOS_KILLS=200 $(BIN)/pytest tests/chaos -n 2 --timeout=3600

soak: .venv/tested ## Use and break three processes on PostgreSQL at random for SOAK_MINUTES (an hour)
	@$(BIN)/python -m tests.soak

bench: .venv/tested ## Measure everything into one table, or ONLY="names"; PAPERS=folder, QUESTIONS=file: labelled ones
	@PAPERS=$(PAPERS) QUESTIONS=$(QUESTIONS) $(BIN)/python -m tests.bench $(ONLY)

format: .venv/tested ## Put the code into shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## Pin the newest allowed versions, with hashes (needs uv)
	echo "setuptools" | uv pip compile - $(LOCK) --output-file requirements-build.lock
	uv pip compile pyproject.toml $(LOCK) --output-file requirements.lock
	uv pip compile pyproject.toml $(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url

clean: ## Remove what was installed and cached
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

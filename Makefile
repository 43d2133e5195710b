# What a developer or a first user types. `make` alone lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# A network with certificates of its own has them in the system's store.
UV := $(BIN)/uv --system-certs
UV_VERSION := 0.13.9
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lock sample clean

help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(BIN)/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/uv
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

$(VENV)/.developing: requirements-dev.lock $(VENV)/.runtime
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.developing ## install everything into .venv, from the locks

demo: $(VENV)/.runtime ## run one whole week on the sample that ships; ARGS=--no-serve ends after it
	$(BIN)/ken demo $(ARGS)

test: $(VENV)/.developing ## run all tests, on all cores
	$(BIN)/pytest -n auto $(ARGS)

check: $(VENV)/.developing ## formatting, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.developing ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: | $(BIN)/uv ## make the locks anew from pyproject.toml
	$(UV) pip compile pyproject.toml --universal --generate-hashes --quiet -o requirements.lock
	$(UV) pip compile pyproject.toml --group dev -c requirements.lock --universal --generate-hashes \
		 --quiet -o requirements-dev.lock

sample: $(VENV)/.developing ## render the sample week from data/sample/works.yaml
	$(BIN)/python -m data.sample.render

clean: ## remove what was made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache ken-demo

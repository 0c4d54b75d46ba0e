# Everything runs from the project's own .venv, made on first use.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: compiled docs demo test test-long bench bench-quick lint sample format clean

$(READY): pyproject.toml supportctl/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "supportctl needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(READY)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python docs/tour.py

# Compiled first: the tests start thousands of processes, and where nothing may write byte code each would
# compile every module anew.
compiled: $(READY)
	@$(BIN)/python -m compileall -q supportctl

test: compiled
	@$(BIN)/python -m pytest -n auto -q -m "not long" $(ARGS)

test-long: compiled
	@$(BIN)/python -m pytest -n auto -q $(ARGS)

bench: compiled
	@$(BIN)/python -m benchmarks $(ARGS)

# Small desks and few turns: a look, in less than five minutes.
bench-quick: compiled
	@$(BIN)/python -m benchmarks reading --quick

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# The reference of the commands and the man page, from the commands themselves.
docs: $(READY)
	@$(BIN)/python -m supportctl.cli.docs

sample: $(READY)
	@$(BIN)/python -m supportctl.cli.sample .

clean:
	rm -rf $(VENV) build dist

# make run: the bot. make test: its tests. make check: all that continuous integration holds. make bench: its measures. make eval: the sets of letters.
# Each makes the virtual environment by itself when it is missing or out of date: python3, venv and pip are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Many tests start processes: what Python compiles is kept, whatever the environment says, so that it is compiled once.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench eval clean

run: $(READY)
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ]; then exec $(BIN)/python -m bot run; else exec $(BIN)/python -m bot chat; fi

test: $(READY)
	@$(BIN)/python -m pytest

check: $(READY)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

bench: $(READY)
	@$(BIN)/python -m bench

eval: $(READY)
	@$(BIN)/python -m bench.evaluation

clean:
	@rm -rf $(VENV) build *.egg-info

$(READY): pyproject.toml constraints.txt
	@echo "Preparing $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt --editable '.[dev]' >&2
	@touch $(READY)

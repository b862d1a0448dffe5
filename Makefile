# make run: the bot. make demo: the bot on a day when the letters that come with it were young. make test: its tests.
# make check: all that continuous integration holds. make bench: what it costs (docs/performance.md). make eval: the sets of
# letters and questions. make browse: the base in a browser.
# make clean: forget the environment.
# Each makes the virtual environment by itself when it is missing or out of date: python3, venv and pip are enough.
# `run` and `demo` install what running needs; the others add what developing needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/.runs
READY := $(VENV)/.ready
BROWSES := $(VENV)/.browses
INSTALL = $(BIN)/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt --editable

# Many tests start processes: what Python compiles is kept, whatever the environment says, so that it is compiled once.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run demo test check bench eval browse clean

run: $(RUNS)
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ]; then exec $(BIN)/python -m bot run; else exec $(BIN)/python -m bot chat; fi

demo: $(RUNS)
	@exec $(BIN)/python -m bot chat --now 2021-02-15

test: $(READY)
	@$(BIN)/python -m pytest

check: $(READY)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@$(MAKE) --no-print-directory test

bench: $(READY)
	@$(BIN)/python -m bench.performance

eval: $(READY)
	@$(BIN)/python -m bench.evaluation

browse: $(BROWSES)
	@test -f var/knowledge.db || $(BIN)/python -m knowledge build
	@exec $(BIN)/datasette serve --host 127.0.0.1 --immutable var/knowledge.db --metadata knowledge/store/browse.json --open

clean:
	@rm -rf $(VENV) build *.egg-info

$(RUNS): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Aide-mémoire needs Python 3.11 or later; $(PYTHON) is " + sys.version.split()[0] + ". Name another: make run PYTHON=python3.12")'
	@echo "Preparing $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --quiet --disable-pip-version-check uninstall --yes setuptools 2>/dev/null # older Pythons lay it there; nothing runs with it
	@$(INSTALL) . >&2
	@touch $(RUNS)

$(READY): $(RUNS)
	@echo "Adding what developing needs …" >&2
	@$(INSTALL) '.[dev]' >&2
	@touch $(READY)

$(BROWSES): $(RUNS)
	@$(INSTALL) '.[browse]' >&2
	@touch $(BROWSES)

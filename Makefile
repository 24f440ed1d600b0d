# Every target sets up what it needs in $(VENV); all that must be there is Python 3.11 or later.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORIES := $(sort $(patsubst data/%/,%,$(wildcard data/*/)))
STORY ?= $(firstword $(STORIES))

.PHONY: help report reports test docs clean

help:
	@echo "make report    check one story of data/ (STORY=name for another) and write reports/"
	@echo "make test      lint, types and tests"
	@echo "make reports   write the reports of all stories again"
	@echo "make docs      write the reports, and what is generated in README.md and docs/"
	@echo "make clean     remove $(VENV) and caches"

report: $(VENV)/.installed
	@test -n "$(STORY)" || { echo "data/ holds no story"; exit 2; }
	@mkdir -p reports
	$(BIN)/checker report "data/$(STORY)" --output "reports/$(STORY).md"
	@sed -n 3p "reports/$(STORY).md"
	@echo "The report is reports/$(STORY).md"

reports: $(VENV)/.installed
	@mkdir -p reports
	@for story in $(STORIES); do \
		echo "reports/$$story.md"; $(BIN)/checker report "data/$$story" --output "reports/$$story.md" || exit; \
	done

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

docs: $(VENV)/.installed-dev reports
	$(BIN)/python tools/make_docs.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed; name one with: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
# Older versions of pip try out releases of the development tools for many minutes.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=23.2'

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# The verbs of this repository; `make demo` and `make test` need only python3 >= 3.11 with venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo check test bench bench-full docs clean

demo: $(VENV)/.installed
	@$(BIN)/docdiff find seeds/ || exit $$?
	@echo
	@$(BIN)/docdiff diff 'seeds/reports.txt#1' 'seeds/reports.txt#2' --fail-on never

check: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check
	$(BIN)/python -m pytest -q --cov --cov-report=term

# Peers that cannot be installed are named in the results; the run goes on without them.
bench: $(VENV)/.developed
	-$(BIN)/python -m benchmarks install light
	$(BIN)/python -m benchmarks --quick

bench-full: $(VENV)/.developed
	-$(BIN)/python -m benchmarks install all
	$(BIN)/python -m benchmarks --write $(if $(DATA),--data $(DATA))

docs: $(VENV)/.developed
	$(BIN)/python -m pytest -q tests/test_docs.py

# Two steps, so that the demo of a fresh machine installs what a user would and no more.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@# An editable install is not compiled by pip; without this, a first run takes twice the time
	@# (and every run where PYTHONDONTWRITEBYTECODE is set).
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.developed: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

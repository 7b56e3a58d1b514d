# briefgen: `make help` says what there is.
SHELL := /bin/sh
PYTHON ?= python3
AREA ?= E06000002
VENV := .venv
RUN := $(VENV)/bin
# What WeasyPrint draws text with; harfbuzz-subset makes fonts small in a tenth of the time.
LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# libatomic1: what the browser driver is linked against. MTA: a mail relay takes the place of the one that a machine has,
# so it is installed only where asked for (`make test MTA=postfix`), as CI does.
TOOLS := poppler-utils chromium libatomic1 $(MTA)

.DEFAULT_GOAL := help
.PHONY: help setup brief check test gate golden data clean

help:  ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.dev  ## Install everything, tests and tools included

brief: $(VENV)/.base  ## Make the briefing of AREA (AREA=E06000002)
	@$(RUN)/briefgen render "$(AREA)"

check: $(VENV)/.dev  ## Lint, types, layers and the contract of the data
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/briefgen data check > /dev/null

test: $(VENV)/.dev $(VENV)/.s3  ## Run the tests
	$(RUN)/pytest -n auto --dist loadfile

gate: $(VENV)/.dev  ## Put all 317 PDFs through the gate (about ten minutes on two cores)
	@$(RUN)/python -m tests.gate

golden: $(VENV)/.dev  ## Rewrite the golden files, to be read before they are committed
	$(RUN)/pytest tests/docs tests/facts tests/golden tests/render/test_defects.py --update-golden -q

data: $(VENV)/.base  ## Compile data/ from the official files (SOURCES=folder)
	$(RUN)/briefgen data build --sources "$(SOURCES)"
	$(RUN)/briefgen data check

clean:  ## Remove what was made, not what was written
	rm -rf out/*.pdf out/*.html out/*.csv out/*.json .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/.system:
	@$(call install,$(LIBRARIES))
	@$(PYTHON) -m venv $(VENV) || { echo "briefgen: Python's venv is missing; run: apt install python3-venv" >&2; exit 5; }
	@touch $@

$(VENV)/.base: pyproject.toml constraints.txt | $(VENV)/.system
	@$(RUN)/pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/.system
	@$(call try,$(TOOLS))
	@$(RUN)/pip install -q --disable-pip-version-check -c constraints.txt -e ".[mail,cluster,dev]"
	@touch $@ $(VENV)/.base

# Beside the environment, not in it: the file says why.
$(VENV)/.s3: tests/batch/s3-packages.txt | $(VENV)/.dev
	@rm -rf $(VENV)/s3
	@$(RUN)/pip install -q --disable-pip-version-check --no-deps --target $(VENV)/s3 -r $<
	@touch $@

# Debian packages, when they are not there yet: as root, or with sudo that asks for nothing; else one sentence.
define install
if [ "$$(uname)" = Darwin ]; then \
  command -v brew >/dev/null && { brew list pango >/dev/null 2>&1 || brew install pango; } || { echo "briefgen: install Homebrew, then run: brew install pango" >&2; exit 5; }; \
elif ! dpkg -s $(1) >/dev/null 2>&1; then \
  if [ "$$(id -u)" = 0 ]; then asroot=; elif sudo -n true 2>/dev/null; then asroot="sudo -n"; \
  else echo "briefgen: ask an administrator to run: apt install $(1)" >&2; exit 5; fi; \
  $$asroot env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends $(1)' >/dev/null; \
fi
endef

# The same for tools that only some tests need: without them those tests say that they were skipped.
define try
($(call install,$(1))) || echo "briefgen: tests that need $(1) will be skipped" >&2
endef

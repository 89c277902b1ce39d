# Two commands are enough: `make run` and `make test`. They need Python 3.11 or newer with pip, and nothing else.

PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
CHECKED := NEWSROOM_DATA=$(VENV)/check
PRODUCTION := NEWSROOM_URL=https://paper.example NEWSROOM_SECRET_KEY=of-no-use-anywhere-but-long-enough-to-pass-the-check-of-its-length

.PHONY: help install run test test-browser test-sqlite test-postgres bench lighthouse check format clean

help:
	@echo "make run     start the paper, with a demo paper at the first start (PORT=8000, NEWSROOM_DATA=var)"
	@echo "make test    run all tests, in a browser too, and on PostgreSQL where it is installed"
	@echo "make bench   measure how fast the paper is, also against nginx where nginx and wrk are installed"
	@echo "make lighthouse have Lighthouse judge the demo paper as on a phone, where node and npm are installed"
	@echo "make check   look for faults of style, structure, migrations and settings"
	@echo "make install install what a running paper needs, and nothing else"
	@echo "make format  lay out the code as make check wants it"
	@echo "make clean   remove the installed packages; the data folder stays"

install: $(VENV)/installed

run: $(VENV)/installed
	@$(BIN)/python manage.py run

test: test-browser test-sqlite test-postgres

test-browser: $(VENV)/installed-dev
	@$(BIN)/python -m tests.chromium
	@$(BIN)/pytest -m browser

test-sqlite: $(VENV)/installed-dev
	@$(BIN)/pytest -m "not browser"

test-postgres: $(VENV)/installed-dev
	@$(BIN)/python -m tests.postgres -m "not browser and not bare"

bench: $(VENV)/installed
	@$(BIN)/python manage.py bench

lighthouse: $(VENV)/installed-dev
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.lighthouse

check: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(CHECKED) $(BIN)/python manage.py makemigrations --check --dry-run
	$(CHECKED) $(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

clean:
	rm -rf $(VENV)

$(VENV)/installed: requirements.txt
	$(call install,requirements.txt)
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-dev.txt
	$(call install,requirements-dev.txt)
	@touch $(VENV)/installed $@

# The packages go into a folder of ours by the pip that is there: not every Python brings one for new folders.
define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with pip is needed; name yours: make $(MAKECMDGOALS) PYTHON=…"; exit 1; }
	@echo "Installing what $(1) lists …"
	@$(PYTHON) -m venv --without-pip $(VENV)
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check -r $(1)
endef

# Two commands are enough: `make run` and `make test`. They need Python 3.11 or newer with pip, and nothing else.

PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
CHECKED := NEWSROOM_DATA=$(VENV)/check
PRODUCTION := NEWSROOM_URL=https://paper.example NEWSROOM_TRUSTED_PROXIES=127.0.0.1 NEWSROOM_SECRET_KEY=of-no-use-anywhere-but-long-enough-to-pass-the-check-of-its-length

# Every process has a server, a database and a folder of its own.
PARALLEL := --numprocesses=auto --maxprocesses=4 --dist=worksteal
# Compiled modules are kept: without them each of the many processes that tests start compiles the whole paper.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install run quick test test-browser test-sqlite test-postgres bench lighthouse check format lock audit clean

help:
	@echo "make run     start the paper, with a demo paper at the first start (PORT=8000, NEWSROOM_DATA=var)"
	@echo "make test    run all tests, in a browser too, and on PostgreSQL where it is installed"
	@echo "make quick   run all tests without a browser; ROOM=articles or ROOM=press/test_jobs.py those of a room or a file"
	@echo "make bench   measure how fast the paper is, also against nginx where nginx and wrk are installed"
	@echo "make lighthouse have Lighthouse judge the demo paper as on a phone, where node and npm are installed"
	@echo "make check   look for faults of style, structure, types, migrations and settings"
	@echo "make install install what a running paper needs, and nothing else"
	@echo "make format  lay out the code as make check wants it"
	@echo "make lock    name every package anew with its hashes, after a change of requirements*.in (UPGRADE=1: the newest)"
	@echo "make audit   ask whether faults of the packages are known, where the network allows it"
	@echo "make clean   remove the installed packages; the data folder stays"

install: $(VENV)/installed

run: $(VENV)/installed
	@$(BIN)/python manage.py run

quick: $(VENV)/installed-dev
	@test -e tests/$(ROOM) || { echo "There is no tests/$(ROOM)."; exit 1; }
	@$(BIN)/pytest -m "not browser" $(if $(filter %.py,$(ROOM)),,$(PARALLEL)) $(if $(ROOM),tests/$(ROOM))

test: test-browser test-sqlite test-postgres

test-browser: $(VENV)/installed-dev
	@$(BIN)/python -m tests.chromium
	@$(BIN)/pytest -m browser $(PARALLEL)

test-sqlite: $(VENV)/installed-dev
	@$(BIN)/pytest -m "not browser" $(PARALLEL)

test-postgres: $(VENV)/installed-dev
	@$(BIN)/python -m tests.postgres -m "not browser and not bare" $(PARALLEL)

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
	$(CHECKED) $(BIN)/mypy
	$(CHECKED) $(BIN)/python manage.py makemigrations --check --dry-run
	$(CHECKED) $(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

# The oldest Python that we run on decides; markers and hashes in the files serve the others, and every platform.
lock: $(VENV)/tools/installed
	@for list in requirements requirements-dev requirements-tools; do \
		$(VENV)/tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) $$list.in -o $$list.txt || exit; done

audit: $(VENV)/tools/installed
	@$(VENV)/tools/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.txt -r requirements-dev.txt

clean:
	rm -rf $(VENV)

$(VENV)/installed: requirements.txt
	$(call install,$(VENV),requirements.txt)
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt
	$(call install,$(VENV),requirements-dev.txt)
	@touch $(VENV)/installed $@

$(VENV)/tools/installed: requirements-tools.txt
	$(call install,$(VENV)/tools,requirements-tools.txt)
	@touch $@

# The packages go into a folder of ours by the pip that is there: not every Python brings one for new folders.
define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with pip is needed; name yours: make $(MAKECMDGOALS) PYTHON=…"; exit 1; }
	@echo "Installing what $(2) lists …"
	@$(PYTHON) -m venv --without-pip $(1)
	@$(PYTHON) -m pip --python $(1)/bin/python install --quiet --disable-pip-version-check --require-hashes -r $(2)
endef

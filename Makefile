# One command each; every one sets up what it needs from a fresh clone.
SHELL := /bin/sh
BIN := .venv/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help run test bench prove lint format messages pictures clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/run ## start the intranet with its demonstration (PORT=8000, state in var/)
	@exec $(BIN)/python -m network_site.run

test: .venv/dev ## run every test, those of the database on both; what is lacking is named
	@$(BIN)/python manage.py compile_translations --settings=network_site.settings.test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --create-db
	@echo "The tests that touch a database, on PostgreSQL:"
	@exec $(BIN)/python -m pytest -n 2 --dist loadgroup --create-db \
		--database=postgresql

bench: .venv/dev ## measure what pages cost, as ratios to a ceiling of the same run
	@$(BIN)/python -m tests.bench.run

prove: .venv/dev ## kill a thousand senders of mail (KILLS=1000); two thousand hostile searches (HOSTILE=2000); ask the development set
	@KILLS=$(or $(KILLS),1000) KEEP_PROOF=1 $(BIN)/python -m pytest -n 0 tests/servers/test_kills.py
	@HOSTILE=$(or $(HOSTILE),2000) KEEP_PROOF=1 $(BIN)/python -m pytest -n 0 --create-db tests/search/test_hostile.py
	@HOSTILE=$(or $(HOSTILE),2000) KEEP_PROOF=1 $(BIN)/python -m pytest -n 0 --create-db --database=postgresql \
		tests/search/test_hostile.py
	@$(BIN)/python -m tests.search.findability
	@for kept in var/kills-*.json var/hostile-*.json; do echo "$$kept"; cat "$$kept"; echo; done

lint: .venv/dev ## check style, types, imports, templates, migrations, translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	@git ls-files '*.html' | xargs $(BIN)/djhtml --check --tabwidth 2
	@$(BIN)/python manage.py makemigrations --check --dry-run --settings=network_site.settings.test
	@$(BIN)/python manage.py check_translations --settings=network_site.settings.test

format: .venv/dev ## put the code and the templates into the project's form
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2 || true
	@git ls-files '*.html' | xargs $(BIN)/djhtml --tabwidth 2 || true

messages: .venv/dev ## collect the words of the interface into the catalogues (GNU gettext)
	@for folder in $$(ls -d */locale */*/locale | grep -v '^.venv'); do \
		(cd $$folder/.. && $(CURDIR)/$(BIN)/django-admin makemessages -l fi -l sv --no-obsolete --no-location -v0); \
	done

pictures: .venv/dev ## take the pictures of docs/ from the demonstration anew
	@$(BIN)/python docs/take_pictures.py

clean: ## forget this machine's environment and state
	@rm -rf .venv var

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; this machine has none on its path."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run: requirements.lock | .venv/bin/python
	@echo "Installing what the intranet needs …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock | .venv/bin/python
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run

# Two commands matter: `make demo` runs a supplier, `make test` proves it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

export KUNDENWERK_HOME ?= $(CURDIR)/var/home

PORT ?= 8000
CUSTOMERS ?= 200
ARGS ?=
PY := .venv/bin/python

.PHONY: help demo dev test explore check bench rows books schema lock wheel base-environment dev-environment

help:
	@echo "make demo PORT=8000 CUSTOMERS=200   Beispiel-Lieferanten anlegen und starten"
	@echo "make dev                            dasselbe, lädt geänderten Code neu"
	@echo "make test ARGS=...                  alle Prüfungen, auch im Browser"
	@echo "make explore ROUNDS=5               die Regeln mit neuen Zufallsfällen prüfen"
	@echo "make check                          Format, Typen, Importe, Migrationen, Vorlagen"
	@echo "make rows                           welche Anforderungen belegt sind"
	@echo "make books                          stimmen die Bücher?"
	@echo "make bench                          Messungen"
	@echo "make schema                         nach einer neuen Migration: Bauplan der Datenbank neu schreiben"
	@echo "make wheel                          Paket bauen"

base-environment:
	@tools/environment base

dev-environment:
	@tools/environment dev

demo: base-environment
	@$(PY) -m kundenwerk demo --port $(PORT) --customers $(CUSTOMERS)

dev: dev-environment
	@$(PY) -m kundenwerk demo --port $(PORT) --customers $(CUSTOMERS) --reload

# The suite has a home and a database of its own (tests/settings.py); the whole of it uses all cores.
WHOLE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: dev-environment
	@tools/chromium
	env -u KUNDENWERK_HOME $(PY) -m pytest $(or $(ARGS),$(WHOLE))

# The suite takes the same examples every time; this takes new ones, ROUNDS times over.
ROUNDS ?= 5
explore: dev-environment
	for round in $$(seq $(ROUNDS)); do env -u KUNDENWERK_HOME HYPOTHESIS_PROFILE=explore \
		$(PY) -m pytest -m hypothesis $(WHOLE) $(ARGS); done

check: dev-environment
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	find src -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --check --target-version 5.2
	$(PY) tools/rows.py --check

bench: dev-environment
	@$(PY) -m benchmarks $(ARGS)

rows: dev-environment
	@$(PY) tools/rows.py

books: base-environment
	@$(PY) -m kundenwerk check-books

# After every change of migrations; a test holds the file against them.
schema: dev-environment
	@$(PY) tools/schema.py

wheel: dev-environment
	rm -rf build
	$(PY) -m build --wheel --no-isolation

# Needs uv on PATH; writes no registry address.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate requirements/base.in -o requirements/base.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate -c requirements/base.txt \
		requirements/dev.in -o requirements/dev.txt

# The only entry point; `make help` lists the commands. Everything each command needs is set up
# by tools/setup.sh first, and a second run skips that in under a second.
.DEFAULT_GOAL := help
.PHONY: help setup setup-base run test lint bench load shots fmt locks golden

PY := .venv/bin/python
OUT := out
# a server for the demonstration, by a profile that names it or by its address
DEMO := $(if $(PROFILE),VENTANILLA_PROFILE="$(PROFILE)") $(PY) main.py demo $(if $(PROFILE),--server) $(if $(DB),--db "$(DB)")
# base is held to what dev chose, so that tests run the very versions people run
UV := --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make locks"

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{printf "  make %-14s %s\n", $$1, $$2}'

setup-base:
	@tools/setup.sh base

setup: ## install all that development needs
	@tools/setup.sh dev

run: setup-base ## open the desktop on demo data (on a server with PROFILE=file or DB=url); without a display, drive the tour and take pictures
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
		$(DEMO); \
	else \
		$(DEMO) --tour $(OUT)/tour && echo "No display here: the pictures, PDFs and e-mails of the tour are in $(OUT)/tour"; \
	fi

test: setup ## run every test on both databases
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist worksteal $(TEST)

lint: setup ## style, types, layer contracts
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

fmt: setup ## lay out the code
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

bench: setup ## measure against the floors; writes benchmarks/results.json
	@QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks

load: setup ## 200 people at work on one server for ten minutes; LOAD="--pooler" goes through PgBouncer
	@$(PY) -m benchmarks.load --out $(OUT)/load.json $(LOAD)

shots: setup-base ## screens to PNG for review
	@QT_QPA_PLATFORM=offscreen $(PY) main.py demo --tour $(OUT)/shots

locks: setup ## write the lock files anew from requirements/*.in
	@$(PY) -m pip install --quiet uv
	@.venv/bin/uv pip compile -q $(UV) requirements/dev.in -o requirements/dev.txt
	@.venv/bin/uv pip compile -q $(UV) -c requirements/dev.txt requirements/base.in -o requirements/base.txt

golden: setup ## write db/policies/golden.txt anew; read the difference before you commit it
	@$(PY) tools/golden.py

# Two commands do everything: `make site`, then `make serve`; `make test` proves it.
PYTHON ?= python3
BENCH_CARDS ?= 10000
BIN := .venv/bin
WORKFLOWS := .github/workflows/site.yml templates/new-site/.github/workflows/site.yml
COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header --quiet

.PHONY: site serve test bench check format lock clean
.DEFAULT_GOAL := site

site: .venv/site.stamp  ## cards and website from seeds/, into site/
	$(BIN)/evidence-site build $(BUILD_FLAGS)

serve: .venv/site.stamp  ## the website on this machine, rebuilt as seeds change
	$(BIN)/evidence-site serve

test: .venv/dev.stamp check  ## everything CI runs
	$(BIN)/python -m pytest -n auto

bench: .venv/dev.stamp  ## what thousands of cards cost, beside plain MkDocs; into docs/speed.md
	$(BIN)/python -m benchmarks.scale $(BENCH_CARDS) --write

check: .venv/dev.stamp  ## lint, format, types, workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows $(WORKFLOWS)
	$(BIN)/zizmor --quiet --offline --config .github/zizmor.yml $(WORKFLOWS)

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## needs uv
	uv pip compile pyproject.toml --group build $(COMPILE) -o requirements.txt
	uv pip compile pyproject.toml --group dev $(COMPILE) -c requirements.txt -o requirements-dev.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site.stamp: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev.stamp: requirements-dev.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf site build dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

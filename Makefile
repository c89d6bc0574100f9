# villages-first: `make demo` and `make test` need Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
COUNTY := scenarios/county-s/county-s.yaml
RACES := race-m race-s race-l

.DEFAULT_GOAL := help
.PHONY: help demo test long lint format bench bench-full fuzz figures clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile

$(VENV)/runtime.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp
	$(PIP) -e '.[dev,notebook]'
	@touch $@

# A plan is never written over an older one, so each run gets a folder of its own.
# `solve` ends with 1 where the plan has exceptions to sign: that is a plan, not a failure.
demo: $(VENV)/runtime.stamp ## solve the county of scenarios/county-s from its workbook, and verify the plan
	@mkdir -p out; folder=out/demo-$$(date +%Y%m%d-%H%M%S); \
	$(BIN)/villages-first solve $(COUNTY) --out $$folder || { code=$$?; [ $$code -eq 1 ] || exit $$code; }; \
	$(BIN)/villages-first verify $$folder

# Without a browser the test that opens a report is skipped; CI insists on one.
$(VENV)/browser.stamp: $(VENV)/dev.stamp tests/browser/__main__.py tests/browser/finding.py
	@$(BIN)/python -m tests.browser
	@touch $@

test: $(VENV)/browser.stamp ## run the tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

long: $(VENV)/dev.stamp ## the oracle on 500 and more random problems
	VILLAGES_FIRST_LONG=1 $(BIN)/python -m pytest -n $(WORKERS) tests/oracle

lint: $(VENV)/dev.stamp ## style, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp ## measure a county beside plain solvers with short limits: a few minutes
	$(BIN)/python -m benchmarks

# A solver that crashes or overruns is a line in its table, so the next table is measured all the same; after a stop
# the same command goes on with what is missing.
bench-full: $(VENV)/dev.stamp ## measure everything that RESULTS.md shows, and draw it: two hours, nothing else running
	@for preset in $(RACES) full ratio counties coupling; do \
	  $(BIN)/python -m benchmarks run --preset $$preset --resume; code=$$?; \
	  [ $$code -le 1 ] || exit $$code; done
	$(BIN)/python -m benchmarks phases --resume
	$(BIN)/python -m benchmarks figures $(foreach name,$(RACES) full ratio counties coupling phases,out/benchmarks/$(name).json)

fuzz: $(VENV)/dev.stamp ## 2,000 random counties, judged by the oracle and the re-check
	$(BIN)/python -m tests.fuzz --n 2000

# The command is recorded as it is shown; its exit code 1 says that there are exceptions to sign.
figures: $(VENV)/dev.stamp ## draw the pictures of the READMEs anew
	@for lang in en zh; do folder=$$(mktemp -d)/plan; \
	  { $(BIN)/villages-first solve $(COUNTY) --out $$folder --lang $$lang --quiet --no-history || [ $$? -eq 1 ]; } \
	  | sed "s#$$folder#out/demo#g" \
	  | $(BIN)/python -m benchmarks.picture --command 'villages-first solve $(COUNTY) --out out/demo' \
	      benchmarks/figures/county-s.$$lang.svg; done

clean: ## remove the environment, caches and compiled kernels; plans in out/ stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
	find solver tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

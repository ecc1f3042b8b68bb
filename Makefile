# The steps of everyday work; `make help` lists them.
#
# All of them work in the environment .venv, which is made and filled at the first need. A stamp in
# it remembers what was installed, so that a second run starts at once. Kept to what GNU make 3.81
# knows, because macOS still ships it.

PYTHON ?= python3

# README tells about Material's end of life; nobody needs to read it at every start.
export NO_MKDOCS_2_WARNING := 1

env := .venv
bin := $(env)/bin

.PHONY: help serve build check test lint format schema messages bench clean
.DEFAULT_GOAL := help

help:
	@echo 'make serve    show the example dossier on http://127.0.0.1:8000/, rebuilt at every change'
	@echo 'make build    write the example dossier as a site into site/'
	@echo 'make check    report everything that is wrong with the example dossier'
	@echo 'make test     run all tests; ARGS="-k quote" runs some of them'
	@echo 'make lint     check style, types and import layers'
	@echo 'make format   put the Python code into its usual shape'
	@echo 'make schema   write the JSON Schemas that editors use, after a change to the format'
	@echo 'make messages collect the words that the site prints, for translators'
	@echo 'make bench    measure builds of several sizes; ARGS="1000 3000 10000" says which'
	@echo 'make clean    remove the environment and everything that was built'
	@echo
	@echo 'PYTHON=python3.13 make … chooses the Python that the environment is made with.'

serve: $(env)/stamp-run
	$(bin)/mkdocs serve $(ARGS)

build: $(env)/stamp-run
	$(bin)/mkdocs build --strict $(ARGS)

check: $(env)/stamp-run
	$(bin)/dossier check $(ARGS)

test: $(env)/stamp-test
	$(bin)/pytest -n auto --dist loadfile $(ARGS)

lint: $(env)/stamp-dev
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports

format: $(env)/stamp-dev
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

schema: $(env)/stamp-run
	$(bin)/dossier schema --write .vscode/schemas

# One catalogue for each language beside the template; new words come into them untranslated.
catalogues := $(wildcard dossier/locale/*/LC_MESSAGES/dossier.po)

messages: $(env)/stamp-test
	$(bin)/pybabel -q extract -F babel.cfg --omit-header --no-location --sort-output --no-wrap \
	  -k N_ -k label -k words -k html -k count:1,2 -k plural:1,2 -k NN_:1,2 \
	  -o dossier/locale/dossier.pot .
	for catalogue in $(catalogues); do \
	  language=$${catalogue#dossier/locale/}; \
	  $(bin)/pybabel -q update -i dossier/locale/dossier.pot -o $$catalogue \
	    -l $${language%%/*} --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	    --no-wrap || exit 1; \
	done

bench: $(env)/stamp-run
	$(bin)/python benchmarks/builds.py $(ARGS)

clean:
	rm -rf $(env) site .site-* build dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# What each step needs, from little to much. The stamps of less are touched with those of more:
# whoever can run the tests can also serve.

$(env)/stamp-run: pyproject.toml $(env)/stamp-python
	@echo 'Installing dossier into $(env); the first time takes about a minute.'
	$(bin)/python -m pip install --quiet --disable-pip-version-check -e '.[search]'
	@touch $@

$(env)/stamp-test: pyproject.toml $(env)/stamp-python
	@echo 'Installing dossier and its tests into $(env); the first time takes about a minute.'
	$(bin)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $(env)/stamp-run $@

$(env)/stamp-dev: pyproject.toml $(env)/stamp-python
	@echo 'Installing dossier, its tests and the linters into $(env); the first time takes about a minute.'
	$(bin)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(env)/stamp-run $(env)/stamp-test $@

# A failed attempt leaves half an environment behind, which would pass for a whole one next time.
$(env)/stamp-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo; \
	  echo 'dossier needs Python 3.11 or newer, and “$(PYTHON)” is not one:'; \
	  $(PYTHON) --version || true; \
	  echo 'If a newer one is installed, name it: PYTHON=python3.13 make $(MAKECMDGOALS)'; \
	  echo 'If not, https://www.python.org/downloads/ has it for every system.'; \
	  exit 1; } >&2
	@$(PYTHON) -m venv $(env) || { \
	  rm -rf $(env); \
	  echo; \
	  echo 'Python could not make an environment in $(env).'; \
	  echo 'On Debian and Ubuntu this is a package of its own: sudo apt install python3-venv'; \
	  exit 1; } >&2
	@touch $@

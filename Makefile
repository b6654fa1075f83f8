# Everything a newcomer needs. Each target installs what it lacks, and can be repeated.
SHELL := /bin/sh
# Compiled modules are kept: tests start the program many times.
unexport PYTHONDONTWRITEBYTECODE
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PORT ?= 8000

.PHONY: help demo test thorough check reference wheel translations pictures format

help:
	@echo "make demo          serve forty fictional countries over three rounds on http://127.0.0.1:$(PORT)/"
	@echo "make test          install what tests need, check the code, run all tests"
	@echo "make thorough      run the tests that make test leaves out because they take long"
	@echo "make reference     compare the scoring engine with the reference results beside the checkout"
	@echo "make wheel         build sdist and wheel, try the wheel in an environment of its own"
	@echo "make translations  bring the translation catalogs in step with the texts"
	@echo "make pictures      make the pictures of the documents anew"
	@echo "make format        lay the code out"

demo: $(UV)
	$(UV) run --quiet --frozen --no-dev coherence demo --port $(PORT)

test: $(UV) chromium check
	$(UV) run --frozen pytest -n 2 --dist worksteal

# What takes long and changes seldom: the printed form of every instrument in every language, the rarer ways through
# the browser; and for each property that is tried with generated cases (marked so by hypothesis), many more of them.
thorough: $(UV)
	$(UV) run --frozen pytest -n 2 --dist worksteal -m "thorough or hypothesis" --hypothesis-profile thorough

check: $(UV)
	$(UV) run --frozen ruff check .
	$(UV) run --frozen ruff format --check .
	$(UV) run --frozen mypy
	$(UV) run --frozen djlint templates --lint --quiet
	$(UV) run --frozen coherence questionnaire check questionnaires/*/questionnaire.yaml

reference: $(UV)
	$(UV) run --frozen python -m tests.reference

wheel: $(UV)
	$(UV) run --frozen python .ci/wheel.py

translations: $(UV)
	$(UV) run --frozen coherence translations update

pictures: $(UV) chromium
	$(UV) run --frozen python docs/pictures/make.py

format: $(UV)
	$(UV) run --frozen ruff check --fix .
	$(UV) run --frozen ruff format .

# --target needs no virtual environment, which Debian's Python can only make with another package.
.tools/bin/uv:
	python3 -m pip install --quiet --target .tools uv

# The shell is Chromium without a window, which draws the same pages for half the work; where there is none to be had,
# any Chromium will do.
.PHONY: chromium
chromium:
ifeq ($(shell command -v chromium-headless-shell),)
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null; \
	fi; \
	for name in chromium-headless-shell chromium chromium-browser; do command -v $$name >/dev/null && exit; done; \
	echo "Chromium is not installed, and could not be: browser tests will be skipped."
endif

# Plain `make` sets up and shows the main job; `make test` sets up and passes the tests. Needs Python 3.11+, make and git.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test goldens fuzz lint types docs engines bench clean

demo: .venv/ready
	$(BIN)/newsclean fixtures/articles/ferry.txt

test: .venv/ready
	$(BIN)/python -m pytest

# The laws over other examples than the tests', ten times as many.
fuzz: .venv/ready
	FUZZ=1 $(BIN)/python -m pytest tests/test_laws.py tests/test_html_laws.py

# Writes what whole pages give now (fixtures/pages/*.md, *.json); read the diff before it is committed.
goldens: .venv/ready
	ACCEPT=1 $(BIN)/python -m pytest tests/test_goldens.py

lint: .venv/ready
	$(BIN)/ruff check .

types: .venv/ready
	$(BIN)/mypy

docs: .venv/ready
	$(BIN)/python tools/build_lexicon.py --check
	$(BIN)/python tools/build_docs.py --check

# Corpora with every optional package, in an environment of its own: Ray, Parquet, zstd, brotli, datatrove, and Spark where there is Java.
ENGINES := .venv-engines/bin/python
JAVA := $(shell command -v java)

engines: .venv/ready
	test -x $(ENGINES) || $(BIN)/python -m virtualenv --quiet .venv-engines
	$(ENGINES) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[parquet,warc,zstd,ray]' pytest hypothesis 'datatrove[io]' $(if $(JAVA),pyspark)
	@$(if $(JAVA),true,echo "left out: Spark, for want of java")
	$(ENGINES) -m pytest tests/test_corpora.py tests/test_arrow.py tests/test_warc.py tests/test_engine.py tests/test_recipes.py

bench: .venv/ready
	$(BIN)/python bench/start.py
	$(BIN)/python bench/linear.py
	$(BIN)/python bench/throughput.py
	$(BIN)/python bench/peers.py

# A minimal Debian has Python without ensurepip: then pip comes from the package index into the folder.
.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsclean needs Python 3.11 or newer: make PYTHON=python3.11")'
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv || ($(PYTHON) -m pip install --target .pip virtualenv && PYTHONPATH=.pip $(PYTHON) -m virtualenv .venv)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -q newsclean
	touch .venv/ready

clean:
	rm -rf .venv .venv-engines .pip .pytest_cache .mypy_cache .ruff_cache .hypothesis

# make demo   a demo on 127.0.0.1:8000 (PORT=… for another port)
# make test   lint, types, contracts, content, tests on SQLite and PostgreSQL, tests in a browser
# make bench  the engine's speed beside its peers' (some ten minutes; SLOW=1 for what takes longer)
# All do their own set-up; every target can be run first, and again.
SHELL  := /bin/bash
PYTHON ?= python3
PORT   ?= 8000
BIN    := .venv/bin
READY  := .venv/.ready
PEERS  := bench/.venv/.ready

# The engine factors many small matrices: threads inside the linear algebra cost more than they give.
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: demo test test-quick setup lint bench words trace lock vendor clean

demo: setup
	@$(BIN)/laget demo --port $(PORT)

test: setup
	@ALL=$(ALL) bash ops/test.sh

test-quick: setup
	@$(BIN)/ruff check --quiet src tests bench && $(BIN)/pytest -q -m "not browser" -n auto

setup: $(READY)

$(READY): requirements/dev.txt pyproject.toml $(wildcard src/laget/front/locale/*/LC_MESSAGES/*.po)
	@bash ops/setup.sh $(PYTHON)
	@touch $(READY)

lint: setup
	@$(BIN)/ruff check src tests bench && $(BIN)/mypy && $(BIN)/lint-imports

# The peers live in an environment of their own: what they need is nothing that Laget needs.
bench: setup $(PEERS)
	@$(BIN)/python -m bench.run --peers bench/.venv/bin/python $(if $(SLOW),--slow)

$(PEERS): requirements/bench.txt
	@$(PYTHON) -m venv --clear bench/.venv
	@bench/.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $(PEERS)

# Gather the sentences of templates and code into the nn and en catalogues.
words: setup
	@$(BIN)/python ops/words.py

# Write docs/explain/asked-for.md anew from the R-… tags in content and code.
trace: setup
	@$(BIN)/python ops/trace.py

# Needs uv, which only whoever raises a version needs.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --extra install -o requirements/run.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --extra install --extra cluster --extra parquet --extra dev -o requirements/dev.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  -o requirements/bench.txt requirements/bench.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  -o requirements/oldest.txt requirements/oldest.in

# Fetch the front-end files anew (npm is needed for this alone).
vendor:
	@bash ops/vendor.sh

# Takes away what `make setup` made; what people have written (var/) stays.
clean:
	rm -rf .venv bench/.venv

#!/usr/bin/env bash
# Set up .venv from the lock: the first argument is the Python to use.
set -euo pipefail
python=${1:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Laget needs Python 3.11 or newer; $python is $("$python" --version). Try: make setup PYTHON=python3.12" >&2; exit 2; }
# A set-up that was broken off leaves a Python without pip: begin again rather than stumble over it.
.venv/bin/python -m pip --version >/dev/null 2>&1 || { rm -rf .venv && "$python" -m venv .venv; } || {
  rm -rf .venv
  echo "Python could not make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 2; }
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/pybabel --quiet compile --domain django --directory src/laget/front/locale

#!/usr/bin/env bash
# The engine's tests on the oldest NumPy and SciPy that pyproject.toml allows. They have an environment of their own, made
# from requirements/oldest.txt and kept until that changes. What runs here needs no Django, and so no conftest.
set -euo pipefail
cd "$(dirname "$0")/.."
home=.venv/oldest
if ! cmp -s requirements/oldest.txt "$home/made-from.txt"; then
  rm -rf "$home"
  .venv/bin/python -m venv "$home"
  "$home/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
    -r requirements/oldest.txt
  cp requirements/oldest.txt "$home/made-from.txt"
fi
"$home/bin/python" -c 'import numpy, scipy; print("NumPy", numpy.__version__, "and SciPy", scipy.__version__)'
# Django's setting in the configuration is unknown here, and that is all that is warned about.
PYTHONPATH=src exec "$home/bin/python" -m pytest -q --noconftest -p no:cacheprovider \
  -W ignore::pytest.PytestConfigWarning src/laget/trial tests/trial tests/reference tests/cli/test_draw.py

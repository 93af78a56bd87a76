#!/usr/bin/env bash
# Everything that must hold: lint, types, contracts, content, the engine on the oldest NumPy, tests on SQLite, on
# PostgreSQL, in a browser.
# As root on Debian it installs PostgreSQL and Chromium when they are missing; elsewhere it says at the
# end what it left out and how to install it. With ALL=1 leaving something out is a failure.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=() skipped=()

step() { # name, command …
  local name=$1; shift
  printf '\n== %s\n' "$name"
  "$@" || failed+=("$name")
}

postgres_bin() { # the newest server on this machine, if any
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ -x "${found:-}/initdb" ]; then echo "$found"; elif command -v initdb >/dev/null; then dirname "$(command -v initdb)"; fi
}
chromium_bin() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  missing=()
  [ -n "$(postgres_bin)" ] || missing+=(postgresql)
  [ -n "$(chromium_bin)" ] || missing+=(chromium)
  if [ ${#missing[@]} -gt 0 ]; then
    echo "== Installing ${missing[*]} from Debian's packages"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null || true
  fi
fi

step "lint" $bin/ruff check src tests ops bench
step "types" $bin/mypy
step "contracts" $bin/lint-imports --no-cache
step "content" $bin/laget content check
step "the engine on the oldest NumPy and SciPy" bash ops/oldest.sh
browser=()
if [ -n "$(chromium_bin)" ]; then export LAGET_CHROMIUM; LAGET_CHROMIUM=$(chromium_bin)
else browser=(-m "not browser"); skipped+=("the browser tests: install Chromium (Debian: apt-get install chromium)"); fi

if [ -n "$(postgres_bin)" ]; then
  step "tests on SQLite" $bin/pytest -q -n 2 -m "not browser"
  # Only what reads or writes the database is different on PostgreSQL; the thinking rooms have run.
  step "tests on PostgreSQL" bash ops/with-postgres.sh "$(postgres_bin)" $bin/pytest -q -n 2 -m "not browser" \
    tests/schools tests/people tests/team tests/clarify tests/library tests/study tests/front tests/shape/test_doors.py
else
  step "tests on SQLite" $bin/pytest -q -n 2 -m "not browser"
  skipped+=("the tests on PostgreSQL: install its server (Debian: apt-get install postgresql)")
fi
[ ${#browser[@]} -gt 0 ] || step "tests in a browser" $bin/pytest -q -m browser tests/journeys

printf '\n'
for line in ${skipped[@]+"${skipped[@]}"}; do echo "Left out: $line"; done
if [ "${ALL:-}" = 1 ] && [ ${#skipped[@]} -gt 0 ]; then failed+=("something was left out"); fi
if [ ${#failed[@]} -gt 0 ]; then printf 'FAILED: %s\n' "${failed[@]}"; exit 1; fi
echo "All that was run holds."

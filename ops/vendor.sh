#!/usr/bin/env bash
# Fetch the front-end files that Laget ships, at the versions named here, and write the note beside them.
# Only whoever raises a version needs npm; nothing here runs when Laget is installed or served.
set -euo pipefail
css=1.22.0 web=1.22.0 inter=5.3.0
to=$PWD/src/laget/front/static/vendor
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
unpack() { tar xzf "$(npm pack --silent "$1@$2" | tail -n 1)" && mv package "$3"; }
unpack @digdir/designsystemet-css "$css" css
unpack @digdir/designsystemet-web "$web" web
unpack @fontsource-variable/inter "$inter" inter
mkdir -p "$to"; rm -f "$to"/*
cp css/dist/src/index.css "$to/designsystemet.css"
cp css/dist/theme/designsystemet.css "$to/theme.css"
sed '/^\/\/# sourceMappingURL/d' web/dist/umd/index.js > "$to/designsystemet-web.js"
cp inter/files/inter-latin-wght-normal.woff2 inter/files/inter-latin-ext-wght-normal.woff2 "$to/"
cp css/LICENSE "$to/LICENSE-designsystemet"
cp inter/LICENSE "$to/LICENSE-inter"
cat > "$to/README.md" <<NOTE
# Front-end files from others

Written by ops/vendor.sh; do not edit by hand.

| File | From | Version | Licence |
|---|---|---|---|
| designsystemet.css, theme.css | @digdir/designsystemet-css | $css | MIT (LICENSE-designsystemet) |
| designsystemet-web.js | @digdir/designsystemet-web | $web | MIT (LICENSE-designsystemet) |
| inter-latin-wght-normal.woff2, inter-latin-ext-wght-normal.woff2 | @fontsource-variable/inter | $inter | SIL OFL 1.1 (LICENSE-inter) |
NOTE

#!/usr/bin/env bash
# Run a command with LAGET_DATABASE pointing at a PostgreSQL server of its own, and take it away afterwards.
#   ops/with-postgres.sh BIN COMMAND …     (BIN: the folder with initdb and pg_ctl)
# The server listens on a socket in a folder of its own and on no network address.
set -euo pipefail
bin=$1; shift
home=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then chown postgres "$home"; as=(runuser -u postgres --); fi
stop() { ${as[@]+"${as[@]}"} "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$home"; }
trap stop EXIT
cd "$home"
${as[@]+"${as[@]}"} "$bin/initdb" -D "$home/data" -U laget --auth=trust -E UTF8 --locale=C >/dev/null
${as[@]+"${as[@]}"} "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w \
  -o "-c listen_addresses='' -c unix_socket_directories='$home' -c max_connections=200 -c fsync=off" start >/dev/null
${as[@]+"${as[@]}"} "$bin/createdb" -h "$home" -U laget laget
chmod 755 "$home"
cd "$OLDPWD"
LAGET_DATABASE="postgresql://laget@/laget?host=$home" "$@"

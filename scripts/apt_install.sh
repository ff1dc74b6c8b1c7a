#!/bin/sh
# Install these Debian packages if that can be done without asking anything: as root, or with a
# sudo that needs no password. Fails quietly where it can't, so that the caller can say what to do.
set -eu

command -v apt-get >/dev/null 2>&1 || exit 1
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    exit 1
fi

printf 'Installing from Debian: %s\n' "$*" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { $as_root apt-get install --yes --no-install-recommends "$@" >"$log" 2>&1 </dev/null; }

if ! install "$@"; then
    $as_root apt-get update >>"$log" 2>&1 </dev/null || true
    install "$@" || { tail -n 5 "$log" >&2; exit 1; }
fi

#!/bin/sh
# Run uv with these arguments: the one on PATH, or one of the project's own in .uv/, put there
# with pip on first use. Needs Python 3.11 or later, and on Debian its venv package, which is
# installed here when that is allowed.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "Python 3.11 or later was not found on PATH."
    say "Tried: python3, python3.14, python3.13, python3.12, python3.11"
    say "Next: install it (Debian 12 or later: apt-get install python3), then run this again."
    exit 1
}

make_own_uv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        sh scripts/apt_install.sh python3-venv || {
            say "$python has no venv, which is needed to set up an environment."
            say "Next, as root: apt-get install python3-venv     then run this again."
            exit 1
        }
    fi
    say "Setting up uv in .uv/ (once)"
    "$python" -m venv .uv
    .uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
}

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    [ -x .uv/bin/uv ] || make_own_uv
    uv=.uv/bin/uv
fi
exec "$uv" "$@"

#!/bin/sh
# The demo: a fictitious company in an embedded store of its own, today's queue on the terminal,
# then the web app with its address. Sets up what it needs. Arguments go to `wellspent demo`.
set -eu
cd "$(dirname "$0")/.."
echo "Setting up (the first time takes a minute or two)" >&2
sh scripts/setup.sh --no-default-groups --inexact
exec .venv/bin/wellspent demo "$@"

#!/bin/sh
# Make the environment in .venv exactly as the lock file says. Arguments go to `uv sync`.
set -eu
cd "$(dirname "$0")/.."
sh scripts/with_uv.sh sync --quiet --locked "$@"

#!/bin/sh
# All checks in one run of pytest: format, lint, types, import contract, docs, and the tests.
# Sets up what they need. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
echo "Setting up" >&2
sh scripts/setup.sh
sh scripts/install_parts.sh
exec .venv/bin/pytest "$@"

# Two commands: `make demo` and `make test`. The work is in scripts/, so they run without make too.
.PHONY: demo test setup docs reference screenshot

demo:
	@sh scripts/demo.sh

test:
	@sh scripts/test.sh

# The environment alone (.venv), with nothing for the tests beyond Python packages.
setup:
	@sh scripts/setup.sh

# The documentation as a site in site/.
docs:
	@sh scripts/with_uv.sh run --locked mkdocs build --strict

# The reference pages that are made from code.
reference:
	@sh scripts/with_uv.sh run --locked python scripts/make_reference.py

# docs/images/today.png from the running demo.
screenshot:
	@sh scripts/with_uv.sh run --locked python scripts/screenshot.py

.PHONY: test
.venv/ok: requirements-dev.lock
	python3 -m venv .venv
	.venv/bin/pip install -q --require-hashes -r requirements-dev.lock
	touch .venv/ok
test: .venv/ok
	.venv/bin/python -m pytest -q tests/catalogue tests/workflows

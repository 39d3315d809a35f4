# Il faut Python 3.11 ou plus, et make. Tout le reste s'installe dans .venv, d'après les verrous.
# Le texte après « ## » est l'aide que « make » affiche.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
ASSETS := api/graphiql/assets

# Une cible de fichier n'est refaite que si ce dont elle dépend a changé : un second « make run » n'installe rien.
ENVIRONMENT := $(VENV)/environnement.ok
RUNTIME := $(VENV)/execution.ok
TOOLS := $(VENV)/outils.ok
GRAPHIQL := $(ASSETS)/graphiql.ok

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run install test check format seed bench plots schema migration lock clean

help: ## affiche cette aide
	@echo 'SOFI : make CIBLE'
	@sed -n 's/^\([a-z]*\):.*## /\1@/p' $(MAKEFILE_LIST) | while IFS=@ read -r target text; do printf '  %-10s %s\n' "$$target" "$$text"; done

run: $(RUNTIME) $(GRAPHIQL) ## prépare tout et sert http://127.0.0.1:8000/graphql (PORT=9000 pour un autre port)
	@$(BIN)/sofi migrate
	@$(BIN)/sofi seed --if-empty
	@exec $(BIN)/sofi serve $(if $(PORT),--port $(PORT))

install: $(RUNTIME) $(GRAPHIQL) ## prépare ce qu'il faut pour servir, sans outil de développement : les commandes sont dans .venv/bin

test: $(TOOLS) $(GRAPHIQL) ## prépare tout et joue tous les tests (ARGS='-m "not slow"', ARGS=tests/api, ENGINE=postgresql…)
	@$(if $(ENGINE),SOFI_TEST_ENGINE=$(ENGINE)) $(BIN)/python -m pytest --numprocesses auto --dist loadscope $(ARGS)

check: $(TOOLS) ## vérifie la forme, les types et la règle d'import, sans rien changer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(TOOLS) ## met le code en forme et corrige ce qui se corrige seul
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

seed: $(RUNTIME) ## charge l'offre de démonstration
	@$(BIN)/sofi migrate
	@$(BIN)/sofi seed

bench: $(TOOLS) ## mesure les lectures à côté de leur plancher (ARGS=--help ; la première fois, construit la base)
	@$(BIN)/python -m benchmarks.run $(ARGS)

plots: $(TOOLS) ## mesure comment le coût croît, et refait docs/mesures (long)
	@$(PIP) install --require-hashes --requirement requirements-mesures.lock
	@$(BIN)/python -m benchmarks.growth $(ARGS)

schema: $(RUNTIME) ## réécrit api/schema.graphql d'après le code
	@$(BIN)/sofi schema --output api/schema.graphql

migration: $(TOOLS) ## écrit une migration d'après les modèles (NAME=ajoute_le_code_postal)
	@$(if $(NAME),,echo 'Dites ce que fait la migration : make migration NAME=ajoute_le_code_postal' >&2; exit 1)
	@$(BIN)/python -m catalogue.migration_writing $(NAME)

lock: $(TOOLS) ## refait les verrous d'après pyproject.toml (UPGRADE=1 prend les dernières versions)
	@$(LOCK) --group pyproject.toml:build pyproject.toml --output-file requirements.lock
	@$(LOCK) --group pyproject.toml:build --group pyproject.toml:dev pyproject.toml \
	    --constraints requirements.lock --output-file requirements-dev.lock
	@$(LOCK) --group pyproject.toml:npm --output-file requirements-npm.lock
	@$(LOCK) --group pyproject.toml:mesures --constraints requirements-dev.lock --output-file requirements-mesures.lock

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

clean: ## retire tout ce que make a fait ; les bases de données restent
	rm -rf $(VENV) $(ASSETS) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(ENVIRONMENT):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Il faut Python 3.11 ou plus ; « $(PYTHON) » ne convient pas. Essayez : make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Création de l'environnement $(VENV)…"
	@$(PYTHON) -m venv $(VENV) || { \
	    echo "Python n'a pas pu créer l'environnement : sous Debian ou Ubuntu, installez le paquet python3-venv." >&2; exit 1; }
	@touch $@

# --no-build-isolation : setuptools vient du verrou, comme le reste ; rien n'est pris ailleurs.
INSTALL_PROJECT = $(PIP) install --no-deps --no-build-isolation --editable .

$(RUNTIME): requirements.lock pyproject.toml | $(ENVIRONMENT)
	@echo 'Installation des bibliothèques…'
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(INSTALL_PROJECT)
	@touch $@

$(TOOLS): requirements-dev.lock $(RUNTIME)
	@echo 'Installation des outils de développement…'
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# Là où la machine n'a pas npm, PyPI en apporte un.
$(GRAPHIQL): api/graphiql/assets.lock.json requirements-npm.lock | $(RUNTIME)
	@command -v npm >/dev/null || { echo "Installation de npm dans $(VENV)…"; \
	    $(PIP) install --require-hashes --requirement requirements-npm.lock; }
	@$(BIN)/python -m api.graphiql.install
	@touch $@

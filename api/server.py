"""The server process: it starts with one line, ends in good order, and says in one line why it cannot start."""

import errno
import re
import sys

from pydantic import ValidationError

from api import logs
from api.processes import Factory, serve_by_many, serve_here
from api.workers import listen
from catalogue.settings import Settings

_SECRET = re.compile("//.*@")
"""The name and the password in an address."""


def settings_or_exit() -> Settings:
    """The settings of this process; a wrong one ends it with a line for each."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "SOFI_" + "_".join(str(part) for part in problem["loc"]).upper()
            given = _SECRET.sub("//…@", str(problem["input"]))[:60]
            print(f"Erreur : {name} vaut « {given} » : {_expected(name)}", file=sys.stderr)
        raise SystemExit(1) from None


def _expected(name: str) -> str:
    field = Settings.model_fields.get(name.removeprefix("SOFI_").lower())
    return f"attendu : {field.description}" if field and field.description else "réglage inconnu."


def serve(factory: Factory, settings: Settings) -> int:
    """Serve until a signal; the exit status. A port that cannot be had is told in one line (status 1)."""
    logs.configure(settings)
    try:
        sockets = listen(settings.host, settings.port, settings.workers)
    except OSError as error:
        print(f"Erreur : {_reason(error, settings)}", file=sys.stderr)
        return 1
    port = sockets[0].getsockname()[1]
    address = f"http://{settings.host}:{port}/graphql"
    print(f"SOFI répond sur {address}" + (" (GraphiQL dans un navigateur)" if settings.graphiql else ""), flush=True)
    serve_now = serve_here if settings.workers == 1 else serve_by_many
    return 0 if serve_now(factory, settings, sockets) else 1


def _reason(error: OSError, settings: Settings) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"le port {settings.port} est déjà pris : choisissez-en un autre par SOFI_PORT ou --port."
    if error.errno == errno.EACCES:
        return f"le port {settings.port} est réservé au système : choisissez-en un au-dessus de 1023 (SOFI_PORT)."
    return f"l'adresse {settings.host} ne peut être écoutée ici ({error.strerror}) : corrigez SOFI_HOST."

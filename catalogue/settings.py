"""What an operator may set, each by an environment variable with the prefix SOFI_ or in a file `.env`."""

from email.utils import parseaddr
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class LogFormat(StrEnum):
    """How log lines are written."""

    HUMAIN = "humain"
    JSON = "json"


class LogLevel(StrEnum):
    """The least grave line that is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class DocumentsAdmis(StrEnum):
    """Which GraphQL documents are run."""

    OUVERTS = "ouverts"
    PREMIER_USAGE = "premier-usage"
    ENREGISTRES = "enregistres"


def _check_smtp_url(value: SecretStr) -> SecretStr:
    """Raises ValueError for what names no mail server."""
    parts = urlsplit(value.get_secret_value())
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.port == 0:
        raise ValueError("smtp")
    return value


def _check_mail_from(value: str) -> str:
    """Raises ValueError for what names no sender."""
    local, _, domain = parseaddr(value)[1].rpartition("@")
    if not (local and domain and value.isprintable() and domain.isascii()):
        raise ValueError("mail")
    return value


MailFrom = Annotated[str, AfterValidator(_check_mail_from)]
SmtpUrl = Annotated[SecretStr, AfterValidator(_check_smtp_url)]


class Settings(BaseSettings):
    """The settings of one process, read once. A wrong value raises pydantic's ValidationError, which `cli` tells in
    one line.
    """

    model_config = SettingsConfigDict(env_prefix="SOFI_", env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field(
        "sqlite://sofi.db",
        description="Base de données : sqlite://chemin/vers/fichier.db ou postgresql://compte:motdepasse@hôte:5432/base",
    )
    replica_url: str | None = Field(
        None,
        description="Réplique PostgreSQL où lire l'offre publiée ; par défaut la base elle-même.",
    )
    host: str = Field("127.0.0.1", description="Adresse d'écoute.")
    port: Annotated[int, Field(ge=0, le=65535, description="Port d'écoute ; 0 laisse le système choisir.")] = 8000
    graphiql: bool = Field(True, description="Sert l'explorateur GraphiQL aux navigateurs.")
    documents: DocumentsAdmis = Field(
        DocumentsAdmis.OUVERTS,
        description="ouverts (tout document), premier-usage (ceux envoyés avec leur identifiant sont enregistrés) ou "
        "enregistres (seuls ceux de « sofi documents »).",
    )
    log_format: LogFormat = Field(LogFormat.HUMAIN, description="humain ou json.")
    log_level: LogLevel = Field(LogLevel.INFO, description="debug, info, warning ou error.")
    offer_mailbox: str | None = Field(
        None, description="Boîte du service Offre, pour ce qui n'aurait aucun destinataire."
    )
    cache_mb: Annotated[
        int,
        Field(ge=0, le=65536, description="Mémoire, en Mio, pour des réponses et parties de réponses ; 0 : aucune."),
    ] = 64
    public_seconds: Annotated[
        int,
        Field(
            ge=0,
            le=86400,
            description="Secondes pendant lesquelles un cache peut redonner une lecture publique sans la redemander.",
        ),
    ] = 0
    workers: Annotated[int, Field(ge=1, le=64, description="Processus qui servent ; plus d'un demande PostgreSQL.")] = 1
    worker: bool = Field(True, description="Le serveur fait aussi le travail de fond : événements, webhooks, tâches.")
    webhooks_prives: bool = Field(False, description="Admet des webhooks vers le réseau privé ou cette machine.")
    public_url: str | None = Field(
        None, description="Adresse du service dans les courriels, https://sofi.exemple.fr ; par défaut celle d'écoute."
    )
    smtp_url: SmtpUrl | None = Field(
        None, description="smtp://hôte:587 ou smtps://compte:motdepasse@hôte:465 ; sans lui les courriels attendent."
    )
    mail_from: MailFrom = Field(
        "SOFI <sofi@localhost>", description="Expéditeur des courriels : Nom <adresse@domaine>."
    )
    header_seconds: Annotated[
        int, Field(ge=1, le=300, description="Secondes laissées à une connexion pour envoyer ses en-têtes.")
    ] = 10
    grace: Annotated[int, Field(ge=0, le=300, description="Secondes laissées aux requêtes en cours à l'arrêt.")] = 10

    @property
    def address(self) -> str:
        """Where people reach the service, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

"""What an operator may set, each by an environment variable with the prefix SOFI_ or in a file `.env`."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field
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


class Settings(BaseSettings):
    """The settings of one process, read once. A wrong value raises pydantic's ValidationError, which `cli` tells in
    one line.
    """

    model_config = SettingsConfigDict(env_prefix="SOFI_", env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field("sqlite://sofi.db", description="Base de données : sqlite://chemin/vers/fichier.db")
    host: str = Field("127.0.0.1", description="Adresse d'écoute.")
    port: Annotated[int, Field(ge=0, le=65535, description="Port d'écoute ; 0 laisse le système choisir.")] = 8000
    graphiql: bool = Field(True, description="Sert l'explorateur GraphiQL aux navigateurs.")
    log_format: LogFormat = Field(LogFormat.HUMAIN, description="humain ou json.")
    log_level: LogLevel = Field(LogLevel.INFO, description="debug, info, warning ou error.")
    worker: bool = Field(True, description="Le serveur fait aussi le travail de fond : événements, webhooks, tâches.")
    webhooks_prives: bool = Field(False, description="Admet des webhooks vers le réseau privé ou cette machine.")
    grace: Annotated[int, Field(ge=0, le=300, description="Secondes laissées aux requêtes en cours à l'arrêt.")] = 10

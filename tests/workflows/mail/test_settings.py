"""What an operator says of mail: with a server it is sent by the background work, without it waits."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from api.server import settings_or_exit
from catalogue.models import Courriel
from catalogue.settings import Settings
from catalogue.transaction import transaction
from tests.workflows.mail.conftest import Mailbox
from workflows.background.loop import run_until_idle
from workflows.background.steps import background_steps
from workflows.mail import outbox


async def write() -> None:
    await transaction(lambda: outbox.write("saisie@exemple.fr", "Bonjour", "{site}/graphql"))


async def test_the_background_work_sends_what_waits(database: Path, mailbox: Mailbox) -> None:
    await write()
    given = {"smtp_url": mailbox.url, "mail_from": "SOFI <sofi@exemple.fr>", "public_url": "https://sofi.exemple.fr/"}
    async with background_steps(Settings(_env_file=None, **given)) as steps:  # type: ignore[arg-type]
        await run_until_idle(steps)
    [message] = mailbox.messages
    body = message.get_body(("plain",))
    assert body is not None and body.get_content() == "https://sofi.exemple.fr/graphql\r\n"


async def test_without_server_mails_wait_and_the_log_says_so_once(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await write()
    async with background_steps(Settings(_env_file=None)) as steps:
        await run_until_idle(steps)
        await run_until_idle(steps)
    told = [message for message in caplog.messages if "SOFI_SMTP_URL" in message]
    assert told == ["Sans SOFI_SMTP_URL, les courriels attendent dans la base et ne partent pas."]
    assert (await Courriel.get()).essais == 0


@pytest.mark.parametrize(
    "url", ["mail.exemple.fr", "http://mail.exemple.fr", "smtp://", "smtp://a:b@h:port", "smtp://h:0"]
)
def test_what_names_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, smtp_url=url)


@pytest.mark.parametrize("sender", ["", "SOFI", "SOFI <>", "sofi@", "a@b.fr\nBcc: x@y.fr", "SOFI <sofi@é.fr>"])
def test_what_names_no_sender_is_refused(sender: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, mail_from=sender)


def test_a_wrong_address_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFI_SMTP_URL", "http://compte:secret@mail.exemple.fr")
    with pytest.raises(SystemExit):
        settings_or_exit()
    told = capsys.readouterr().err
    assert told.startswith("Erreur : SOFI_SMTP_URL vaut « http://…@mail.exemple.fr » : attendu : smtp://hôte:587")
    assert "secret" not in told


def test_settings_never_show_a_password() -> None:
    settings = Settings(_env_file=None, smtp_url="smtps://compte:secret@mail.exemple.fr")
    assert "secret" not in repr(settings)

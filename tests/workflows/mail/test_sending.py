"""Mails to a real server: once each, tried again, given up, never inside a transaction."""

import asyncio
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from catalogue import clock
from catalogue.models import Courriel
from catalogue.transaction import transaction
from tests.workflows.mail.conftest import Mailbox
from workflows.mail import outbox, sending
from workflows.mail.server import MailServer

SENDER, SITE = "SOFI <sofi@exemple.fr>", "https://sofi.exemple.fr"
TO = "saisie@exemple.fr"


async def write(sujet: str = "Bonjour", texte: str = "Été : {site}/graphql\n", **more: object) -> None:
    await transaction(lambda: outbox.write(TO, sujet, texte, **more))  # type: ignore[arg-type]


async def send(mailbox: Mailbox) -> int:
    return await sending.send_due(mailbox.server.post, SENDER, SITE)


async def due_now() -> None:
    await transaction(lambda: Courriel.filter(prochain_essai_le__isnull=False).update(prochain_essai_le=clock.now()))


async def test_a_mail_arrives_once_with_its_links(database: Path, mailbox: Mailbox) -> None:
    await write("Votre offre « Été » est en ligne", html="<p>{site}</p>")
    assert (await send(mailbox), await send(mailbox)) == (1, 0)
    [message] = mailbox.messages
    assert (message["From"], message["To"]) == (SENDER, TO)
    assert message["Subject"] == "Votre offre « Été » est en ligne"
    assert message["Auto-Submitted"] == "auto-generated" and message["Message-ID"].endswith("@exemple.fr>")
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and plain.get_content() == "Été : https://sofi.exemple.fr/graphql\r\n"
    assert html is not None and html.get_content() == "<p>https://sofi.exemple.fr</p>\r\n"
    row = await Courriel.get()
    assert row.envoye_le is not None and (row.essais, row.prochain_essai_le, row.erreur) == (1, None, None)
    assert row.texte == "Été : {site}/graphql\n"


async def test_a_change_undone_sends_nothing(database: Path, mailbox: Mailbox) -> None:
    async def unit() -> None:
        await outbox.write(TO, "Bonjour", "Texte")
        raise LookupError

    with pytest.raises(LookupError):
        await transaction(unit)
    assert await send(mailbox) == 0 and not await Courriel.exists()


async def test_what_has_a_key_is_told_once(database: Path) -> None:
    first, second = [
        await transaction(lambda: outbox.write(TO, "Bonjour", "Texte", cle="session:1:30")) for _ in range(2)
    ]
    assert (first, second) == (True, False)
    assert await Courriel.all().count() == 1


async def test_ten_processes_send_each_mail_once(database: Path, mailbox: Mailbox) -> None:
    for rank in range(30):
        await write(f"Courriel {rank}")
    while sum(await asyncio.gather(*(send(mailbox) for _ in range(10)))):
        pass
    assert sorted(str(message["Subject"]) for message in mailbox.messages) == sorted(
        f"Courriel {rank}" for rank in range(30)
    )


async def test_a_mail_being_sent_is_nobody_else_s(database: Path, mailbox: Mailbox) -> None:
    await write()
    sending_now, go_on = asyncio.Event(), asyncio.Event()

    async def slow(message: EmailMessage) -> None:
        sending_now.set()
        await go_on.wait()
        await mailbox.server.post(message)

    task = asyncio.create_task(sending.send_due(slow, SENDER, SITE))
    await sending_now.wait()
    assert await send(mailbox) == 0
    await transaction(lambda: outbox.write(TO, "Un autre", "Texte"))  # the slow server keeps no lock
    go_on.set()
    assert await task == 1 and len(mailbox.messages) == 1


async def test_a_busy_server_is_asked_again_later_and_later(database: Path, mailbox: Mailbox) -> None:
    await write()
    mailbox.to_messages = ["451 Busy"] * 3
    for wait in sending.WAITS[:3]:
        before = clock.now()
        assert await send(mailbox) == 1
        row = await Courriel.get()
        assert row.prochain_essai_le is not None and row.erreur == "SMTPDataError : (451, 'Busy')"
        assert before + wait <= row.prochain_essai_le <= clock.now() + wait
        assert await send(mailbox) == 0
        await due_now()
    assert await send(mailbox) == 1
    row = await Courriel.get()
    assert (row.essais, row.erreur, len(mailbox.messages)) == (4, None, 1) and row.envoye_le


async def test_nothing_is_lost_while_there_is_no_server(database: Path, mailbox: Mailbox) -> None:
    await write()
    nowhere = MailServer.of("smtp://127.0.0.1:9")
    assert await sending.send_due(nowhere.post, SENDER, SITE) == 1
    row = await Courriel.get()
    assert row.erreur is not None and row.erreur.startswith("SMTPConnectError") and row.envoye_le is None
    await due_now()
    await send(mailbox)
    assert len(mailbox.messages) == 1


async def test_a_mail_is_given_up_after_three_days(database: Path, mailbox: Mailbox) -> None:
    await write(confidentiel=True)
    mailbox.to_messages = ["451 Busy"] * 20
    for _ in range(20):
        await send(mailbox)
        await due_now()
    row = await Courriel.get()
    assert (row.essais, row.envoye_le, row.prochain_essai_le) == (len(sending.WAITS) + 1, None, None)
    assert (row.texte, row.erreur) == ("", "SMTPDataError : (451, 'Busy')")
    assert sum(sending.WAITS, timedelta()) > timedelta(days=2)


@pytest.mark.parametrize("where", ["to_recipients", "to_messages"])
async def test_what_is_refused_for_good_is_not_tried_again(database: Path, mailbox: Mailbox, where: str) -> None:
    await write()
    setattr(mailbox, where, ["550 No such user"])
    assert (await send(mailbox), await send(mailbox)) == (1, 0)
    row = await Courriel.get()
    assert row.prochain_essai_le is None and row.envoye_le is None
    assert row.erreur is not None and "550" in row.erreur


async def test_a_secret_is_wiped_once_it_was_sent(database: Path, mailbox: Mailbox) -> None:
    await write(texte="le secret", html="<p>le secret</p>", confidentiel=True)
    await send(mailbox)
    body = mailbox.messages[0].get_body(("plain",))
    assert body is not None and body.get_content() == "le secret\r\n"
    row = await Courriel.get()
    assert (row.texte, row.html) == ("", None)


async def test_what_is_out_of_date_is_not_sent(database: Path, mailbox: Mailbox) -> None:
    await write(perime_le=clock.now())
    assert (await send(mailbox), await send(mailbox)) == (1, 0)
    assert mailbox.messages == [] and (await Courriel.get()).erreur == "Périmé avant d'avoir pu partir."


async def test_a_subject_cannot_carry_a_header(database: Path, mailbox: Mailbox) -> None:
    await write("Bonjour\r\nBcc: tous@exemple.fr\n\nTexte")
    await send(mailbox)
    [message] = mailbox.messages
    assert message["Subject"] == "Bonjour Bcc: tous@exemple.fr Texte" and message["Bcc"] is None


async def test_an_address_that_cannot_be_written_stops_no_other_mail(database: Path, mailbox: Mailbox) -> None:
    await transaction(lambda: outbox.write("a@b.fr\nBcc: x@y.fr", "Bonjour", "Texte"))
    await write("Le bon")
    assert await send(mailbox) == 2
    assert [message["Subject"] for message in mailbox.messages] == ["Le bon"]
    wrong = await Courriel.get(sujet="Bonjour")
    assert wrong.prochain_essai_le is None and wrong.erreur


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.exemple.fr", MailServer("mail.exemple.fr", 587, False, None, None)),
        ("smtp://mail.exemple.fr:25", MailServer("mail.exemple.fr", 25, False, None, None)),
        ("smtps://a%40b.fr:m%3Ap@mail.exemple.fr", MailServer("mail.exemple.fr", 465, True, "a@b.fr", "m:p")),
    ],
)
def test_a_server_is_named_by_an_address(url: str, expected: MailServer) -> None:
    assert MailServer.of(url) == expected


async def test_a_password_never_goes_over_a_clear_connection(database: Path, mailbox: Mailbox) -> None:
    await write()
    server = MailServer.of(mailbox.url.replace("//", "//compte:secret@"))
    await sending.send_due(server.post, SENDER, SITE)
    row = await Courriel.get()
    assert row.envoye_le is None and row.erreur is not None and "STARTTLS" in row.erreur
    assert "secret" not in row.erreur

"""Where a webhook may go: the public Internet, and nowhere else by whatever name."""

import asyncio

import pytest

from tests.workflows.webhooks.conftest import Receiver
from workflows.webhooks.targets import ForbiddenTarget, check_target, client

PRIVATE = "n'est pas une adresse publique."


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/",
        "http://localhost:8000/graphql",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:7f00:1]/",
        "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:808:808::80ff:fffe]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1:443/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "https://255.255.255.255/",
    ],
)
async def test_no_private_address_by_any_spelling(url: str) -> None:
    with pytest.raises(ForbiddenTarget) as caught:
        await check_target(url)
    assert str(caught.value).endswith(PRIVATE)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://8.8.8.8/", "Un webhook va vers une adresse https://."),
        ("file:///etc/passwd", "Un webhook va vers une adresse https://."),
        ("https://", "Un webhook va vers une adresse https://."),
        ("https://[::1/", "Ce n'est pas une adresse : attendue https://…"),
        ("https://8.8.8.8:99999/", "Ce n'est pas une adresse : attendue https://…"),
        ("https://moi:secret@8.8.8.8/", "Retirez l'identifiant et le mot de passe de l'adresse : l'envoi est signé."),
        ("https://8.8.8.8/" + "a" * 400, "L'adresse fait 400 caractères au plus, sans fragment (#…)."),
        ("http://8.8.8.8/", "Un webhook va vers une adresse https:// : ce qu'il dit ne passe pas en clair."),
        ("https://nulle-part.invalid/", "Le nom nulle-part.invalid ne mène nulle part."),
    ],
)
async def test_what_is_no_address_of_a_webhook_is_refused(url: str, message: str) -> None:
    with pytest.raises(ForbiddenTarget) as caught:
        await check_target(url)
    assert str(caught.value) == message


async def test_a_public_address_is_accepted_and_a_private_one_where_the_operator_allows_it() -> None:
    assert await check_target(" https://8.8.8.8/sofi ") == "https://8.8.8.8/sofi"
    assert await check_target("https://[2606:4700::1111]/") == "https://[2606:4700::1111]/"
    assert await check_target("http://127.0.0.1:9000/", allow_private=True) == "http://127.0.0.1:9000/"


async def test_a_name_that_leads_to_a_private_address_is_refused_when_it_is_saved_and_when_it_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([["93.184.215.14"], ["93.184.215.14", "10.0.0.7"]])

    async def resolved(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        assert host == "change.exemple.fr"
        return [(2, 1, 6, "", (address, port)) for address in next(answers)]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
    assert await check_target("https://change.exemple.fr/")
    async with client(allow_private=False, timeout=5) as http:
        with pytest.raises(ForbiddenTarget, match=r"change\.exemple\.fr mène à 10\.0\.0\.7"):
            await http.post("https://change.exemple.fr/", content=b"{}")


async def test_a_host_of_both_families_is_reached_by_the_one_that_answers(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    port = int(receiver.url.rsplit(":", 1)[1].split("/")[0])

    async def resolved(host: str, _: int, **more: object) -> list[tuple[object, ...]]:
        return [(10, 1, 6, "", ("::1", port, 0, 0)), (2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
    async with client(allow_private=True, timeout=5) as http:
        assert (await http.post(f"http://deux.exemple.fr:{port}/", content=b"{}")).status_code == 200

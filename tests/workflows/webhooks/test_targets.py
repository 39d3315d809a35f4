"""Where a webhook may go: the public Internet, and nowhere else by whatever name."""

import pytest

from workflows.webhooks.targets import ForbiddenTarget, check_target

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
        ("ftp://8.8.8.8/", "Un webhook va vers une adresse https:// (ou http://)."),
        ("file:///etc/passwd", "Un webhook va vers une adresse https:// (ou http://)."),
        ("https://", "Un webhook va vers une adresse https:// (ou http://)."),
        ("https://[::1/", "Ce n'est pas une adresse : attendue https://…"),
        ("https://8.8.8.8:99999/", "Ce n'est pas une adresse : attendue https://…"),
        ("https://moi:secret@8.8.8.8/", "Retirez l'identifiant et le mot de passe de l'adresse : l'envoi est signé."),
        ("https://8.8.8.8/" + "a" * 400, "L'adresse fait 400 caractères au plus, sans fragment (#…)."),
        ("https://nulle-part.invalid/", "Le nom nulle-part.invalid ne mène nulle part."),
    ],
)
async def test_what_is_no_address_of_a_webhook_is_refused(url: str, message: str) -> None:
    with pytest.raises(ForbiddenTarget) as caught:
        await check_target(url)
    assert str(caught.value) == message


async def test_a_public_address_is_accepted_and_a_private_one_where_the_operator_allows_it() -> None:
    assert await check_target(" https://8.8.8.8/sofi ") == "https://8.8.8.8/sofi"
    assert await check_target("http://127.0.0.1:9000/", allow_private=True) == "http://127.0.0.1:9000/"

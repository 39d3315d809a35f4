"""Where a webhook may go: never into the house's own network, whatever name leads there.

The address is checked when the webhook is saved, to tell its owner at once, and again at each connection, on the very
address that is connected to: a name may answer otherwise by then.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

import httpcore
import httpx

LIMITE = 400
_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenTarget(Exception):
    """An address that no webhook may go to; the message, in French, says why."""


async def check_target(url: str, *, allow_private: bool = False) -> str:
    """The URL, when a webhook may go there.

    Raises:
        ForbiddenTarget: not https (http only where private targets are allowed), credentials in it, too long, a name
            that does not resolve, or an address that is private, loopback, link-local or otherwise not of the public
            Internet.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ForbiddenTarget("Ce n'est pas une adresse : attendue https://…") from None
    if parts.scheme not in ("https", "http") or not host:
        raise ForbiddenTarget("Un webhook va vers une adresse https://.")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenTarget("Retirez l'identifiant et le mot de passe de l'adresse : l'envoi est signé.")
    if len(url) > LIMITE or parts.fragment:
        raise ForbiddenTarget(f"L'adresse fait {LIMITE} caractères au plus, sans fragment (#…).")
    await public_addresses(host, port or (443 if parts.scheme == "https" else 80), allow_private=allow_private)
    if parts.scheme == "http" and not allow_private:
        raise ForbiddenTarget("Un webhook va vers une adresse https:// : ce qu'il dit ne passe pas en clair.")
    return url.strip()


async def public_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host, when all of them may be gone to; raises ForbiddenTarget otherwise."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise ForbiddenTarget(f"Le nom {host[:100]} ne mène nulle part.") from None
    addresses = list(dict.fromkeys(str(address[4][0]) for address in found))
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise ForbiddenTarget(f"{host[:100]} mène à {address}, qui n'est pas une adresse publique.")
    return addresses


def _is_public(text: str) -> bool:
    """Whether an address is of the public Internet. Of IPv6, what is not global unicast is not, whatever `is_global`
    says of it (::127.0.0.1, fec0::1, 64:ff9b:1::1), nor what leads to an IPv4 address that is not.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = _inside(address)
        if not (inside or address in _UNICAST) or not all(_is_public(str(inner)) for inner in inside):
            return False
    return address.is_global and not address.is_multicast


def _inside(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 one leads to."""
    nat64 = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    teredo = address.teredo[1] if address.teredo else None
    return [inner for inner in (address.ipv4_mapped, address.sixtofour, teredo, nat64) if inner is not None]


class _Guarded(httpcore.AsyncNetworkBackend):
    """Connects only to addresses that were checked a moment before."""

    def __init__(self, *, allow_private: bool) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the interface is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of the host that answers."""
        *others, last = await public_addresses(host, port, allow_private=self._allow_private)
        for address in others:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # a host of both families that is reached by one of them
        return await self._inner.connect_tcp(last, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  the interface is httpcore's
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: a webhook has no business there."""
        raise ForbiddenTarget("Un webhook ne va pas vers un fichier.")

    async def sleep(self, seconds: float) -> None:
        """As the inner one."""
        await self._inner.sleep(seconds)


def client(*, allow_private: bool, timeout: float) -> httpx.AsyncClient:
    """An HTTP client that goes nowhere but where a webhook may, follows no redirection and uses no proxy."""
    transport = httpx.AsyncHTTPTransport(retries=0)
    transport._pool = httpcore.AsyncConnectionPool(  # httpx gives no other way to a network backend
        ssl_context=httpx.create_ssl_context(),
        max_connections=20,
        network_backend=_Guarded(allow_private=allow_private),
    )
    return httpx.AsyncClient(transport=transport, timeout=timeout, follow_redirects=False, trust_env=False)

"""Standard Webhooks signatures: HMAC-SHA256 over id, timestamp and body, one for each secret in force."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

_PREFIX = "whsec_"


def new_secret() -> str:
    """A secret of 32 random bytes, as receivers paste it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(identifiant: str, at: datetime, body: bytes, keys: Sequence[str]) -> dict[str, str]:
    """The three headers of a message; several secrets, during a rotation, give several signatures."""
    timestamp = str(int(at.timestamp()))
    signed = b".".join((identifiant.encode(), timestamp.encode(), body))
    signatures = (
        base64.b64encode(hmac.digest(base64.b64decode(key.removeprefix(_PREFIX)), signed, hashlib.sha256)).decode()
        for key in keys
    )
    return {
        "webhook-id": identifiant,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }

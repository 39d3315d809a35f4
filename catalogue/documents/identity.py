"""The two names of a node: its Relay global id and its FAS code."""

import base64


def global_id(type_name: str, key: int | str) -> str:
    """The opaque id of a node for `node(id:)`: stable as long as its number is (R33)."""
    return base64.b64encode(f"{type_name}:{key}".encode()).decode("ascii")


def code_fas(*numeros: int) -> str:
    """`19482`, `19482-89393` or `19482-89393-143842`."""
    return "-".join(map(str, numeros))

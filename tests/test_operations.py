"""What the page on operations says in figures and tables is what the code does."""

from catalogue.engines import BUSY_TIMEOUT, LOCK_TIMEOUT, POOL
from catalogue.settings import Settings
from catalogue.wakeups import REST
from tests.project import ROOT

PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def settings_table() -> str:
    """The table of every setting, with its value by default and its meaning."""
    lines = ["| réglage | par défaut | ce que c'est |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = getattr(field.default, "value", field.default)
        shown = str(default).lower() if isinstance(default, bool) else default
        value = "" if default is None else f"`{shown}`"
        lines.append(f"| `SOFI_{name.upper()}` | {value} | {field.description} |")
    return "\n".join(lines) + "\n"


def test_every_setting_is_in_the_table_with_its_default() -> None:
    """After a change of settings: put what this says at the end of the page."""
    assert PAGE.endswith(settings_table()), settings_table()


def test_the_connections_of_a_process_are_counted_as_the_pools_are_made() -> None:
    assert (
        f"au plus {2 * POOL + 1} connexions au primaire ({POOL} pour écrire, {POOL} pour lire, une qui écoute" in PAGE
    )
    assert f"et {POOL} à la réplique" in PAGE and f"(processus + workers) × {2 * POOL + 1}" in PAGE


def test_the_waits_are_those_of_the_code() -> None:
    assert f"une écriture attend {LOCK_TIMEOUT // 1000} s ({BUSY_TIMEOUT // 1000} s sur un fichier)" in PAGE
    assert REST == 15 and "un regard toutes les quinze secondes" in " ".join(PAGE.split())

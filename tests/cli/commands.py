"""The commands as people type them, and what they told."""

from click.testing import Result
from typer.testing import CliRunner

from cli import app


def sofi(*arguments: object, typed: str | None = None) -> Result:
    """Run `sofi` with these arguments, in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)  # type: ignore[return-value]


def lines(result: Result) -> dict[str, list[str]]:
    """What was told of each table, by a command that succeeded."""
    assert result.exit_code == 0, result.output
    return {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()[:-1]}

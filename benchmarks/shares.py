"""A fixed share of a core for each serving process, so that the others have room on a machine of few cores.

By the control groups of Linux (version 1, `cpu.cfs_quota_us`), which only root may set.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup/cpu")
_PERIOD_US = 10_000
"""Short: a process that has used its share waits for less than this."""


@contextmanager
def held(pids: set[int], share: float) -> Iterator[None]:
    """Hold each process, with all its threads, to this share of one core.

    Raises:
        RuntimeError: this machine has no such groups, or they may not be set.
    """
    groups = [_GROUPS / f"sofi-{pid}" for pid in sorted(pids)]
    try:
        for group, pid in zip(groups, sorted(pids), strict=True):
            group.mkdir()
            (group / "cpu.cfs_period_us").write_text(str(_PERIOD_US))
            (group / "cpu.cfs_quota_us").write_text(str(int(_PERIOD_US * share)))
            (group / "cgroup.procs").write_text(str(pid))
    except OSError as error:
        _release(groups)
        raise RuntimeError("`--share` demande root et les groupes de contrôle v1 de Linux (cpu).") from error
    try:
        yield
    finally:
        _release(groups)


def _release(groups: list[Path]) -> None:
    for group in groups:
        if not group.exists():
            continue
        for pid in (group / "cgroup.procs").read_text().split():
            (_GROUPS / "cgroup.procs").write_text(pid)
        time.sleep(0.05)  # a group is emptied a moment after its last process has left
        group.rmdir()

"""What is mounted: drives inside a folder, and the file systems that hold no files of a person."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

# Windows into the kernel or into running programs: endless, changing, and costly to read.
# See proc(5), sysfs(5) and filesystems(5). The portal and gvfs ones show again what is elsewhere.
_VIRTUAL = frozenset(
    (
        *("proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "debugfs", "tracefs"),
        *("securityfs", "configfs", "pstore", "bpf", "mqueue", "hugetlbfs", "efivarfs"),
        *("binfmt_misc", "fusectl", "rpc_pipefs", "nsfs", "autofs", "selinuxfs"),
        *("fuse.gvfsd-fuse", "fuse.portal", "fuse.lxcfs"),
    )
)
_MOUNTINFO = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class Mounts:
    """Device numbers (``st_dev``): ``virtual`` ones are never entered; ``real`` are the others.

    ``real`` is None where the system does not list its mounts.
    """

    virtual: frozenset[int] = frozenset()
    real: frozenset[int] | None = None

    def begins_at(self, device: int, device_above: int) -> bool:
        """Whether a folder with ``device`` in one with ``device_above`` is where a drive is
        mounted. A subvolume has a device of its own but is listed nowhere: it is none."""
        return device != device_above and (self.real is None or device in self.real)


def mounted() -> Mounts:
    """What is mounted now; nothing is known where the system has no list."""
    if sys.platform != "linux":
        return Mounts()
    try:
        return parse_mountinfo(_MOUNTINFO.read_text("utf-8", "surrogateescape"))
    except OSError:
        return Mounts()


def parse_mountinfo(text: str) -> Mounts:
    """Read the form of ``/proc/self/mountinfo`` (see proc(5)); lines of another form are passed
    over."""
    virtual: set[int] = set()
    real: set[int] = set()
    for line in text.splitlines():
        where, _, what = line.partition(" - ")
        fields, kind = where.split(), what.partition(" ")[0]
        if len(fields) < 5 or not kind:
            continue
        major, _, minor = fields[2].partition(":")
        if major.isdigit() and minor.isdigit():
            device = os.makedev(int(major), int(minor))
            (virtual if kind in _VIRTUAL else real).add(device)
    return Mounts(frozenset(virtual), frozenset(real))

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from docmind.core.discover.mounts import Mounts, mounted, parse_mountinfo

LISTED = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
29 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
61 29 8:17 / /media/me/USB\\040STICK rw,nosuid shared:33 - vfat /dev/sdb1 rw
90 29 0:52 / /run/user/1000/doc rw - fuse.portal portal rw
not a line of this form
1 2 x:y / / rw - ext4 disk rw
"""


def test_drives_and_what_belongs_to_the_system_are_told_apart():
    found = parse_mountinfo(LISTED)
    assert found.virtual == {os.makedev(0, 21), os.makedev(0, 52)}
    assert found.real == {os.makedev(259, 2), os.makedev(8, 17)}


def test_a_drive_begins_where_the_device_changes_to_a_mounted_one():
    mounts = Mounts(real=frozenset((7, 8)))
    assert mounts.begins_at(8, 7)
    assert not mounts.begins_at(8, 8)
    assert not mounts.begins_at(99, 7)  # a subvolume
    assert Mounts().begins_at(99, 7)  # the system has no list


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has /proc")
def test_the_system_of_this_machine():
    found = mounted()
    assert Path("/proc").stat().st_dev in found.virtual

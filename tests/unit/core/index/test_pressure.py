"""When the computer is needed for something else."""

from __future__ import annotations

import pytest

from docmind.core.index.pressure import BUSY, ON_BATTERY, Pressure, ThisMachine
from docmind.core.settings import BackgroundSettings


class Machine:
    """A computer with one core whose battery and programs a test sets."""

    def __init__(self):
        self.now = 0.0
        self.battery = False
        self.total = self.idle = self.own = 0.0

    def on_battery(self):
        return self.battery

    def processor_seconds(self):
        return self.total, self.idle, self.own

    def spend(self, seconds, others=0.0, own=0.0):
        self.now += seconds
        self.total += seconds
        self.own += seconds * own
        self.idle += seconds * (1 - others - own)


@pytest.fixture
def machine():
    return Machine()


def pressure(machine, **settings):
    return Pressure(BackgroundSettings(**settings), machine, lambda: machine.now)


def after(feeling, machine, looks, **use):
    """What is felt after so many looks, five seconds apart."""
    said = ""
    for _ in range(looks):
        machine.spend(5, **use)
        said = feeling.look()
    return said


def test_on_battery_it_waits_until_it_is_plugged_in(machine):
    feeling = pressure(machine)
    assert feeling.look() == ""
    machine.battery = True
    assert feeling.look() == ON_BATTERY
    machine.battery = False
    assert feeling.look() == ""


def test_a_person_may_want_it_to_run_on_battery(machine):
    feeling = pressure(machine, on_battery="run")
    machine.battery = True
    assert feeling.look() == ""
    assert not feeling.matters


def test_other_programs_go_first_when_that_is_wanted(machine):
    feeling = pressure(machine, when_busy="pause")
    assert after(feeling, machine, 2, others=0.9) == ""  # not yet for ten seconds
    assert after(feeling, machine, 3, others=0.9) == BUSY
    assert after(feeling, machine, 1, others=0.1) == BUSY  # a short calm is none
    assert after(feeling, machine, 3, others=0.1) == ""


def test_own_work_does_not_count(machine):
    feeling = pressure(machine, when_busy="pause")
    assert after(feeling, machine, 6, own=0.95) == ""


def test_it_does_not_wait_for_others_by_default(machine):
    assert after(pressure(machine), machine, 6, others=1.0) == ""


def test_a_short_burst_does_not_count(machine):
    feeling = pressure(machine, when_busy="pause")
    for _ in range(4):
        assert after(feeling, machine, 1, others=0.95) == ""
        assert after(feeling, machine, 1, others=0.2) == ""


def test_this_machine_can_be_asked():
    here = ThisMachine()
    assert here.on_battery() in (True, False)
    total, idle, own = here.processor_seconds()
    assert total > idle > 0
    assert total > own > 0

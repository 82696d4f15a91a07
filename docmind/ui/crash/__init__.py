"""What the window does when something goes wrong in it: a log, a report, a way on."""

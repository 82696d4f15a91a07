"""Trying the built packages as a person has them: installed, used, upgraded and removed, in an
environment that holds nothing of the checkout. ``packaging/try_packages.py`` is the command."""

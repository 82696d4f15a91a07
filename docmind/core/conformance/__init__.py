"""Does every provider keep its promises here, in this very program?

For an installed program, where a library that was left out shows nowhere else: each room's
providers are listed and tried on small models and files that come along.
"""

from __future__ import annotations

from docmind.core.conformance.outcome import Outcome as Outcome
from docmind.core.conformance.run import conformance as conformance

"""``python -m kundenwerk`` is the command ``kundenwerk``."""

from __future__ import annotations

import sys

from kundenwerk.cli import main

sys.exit(main())

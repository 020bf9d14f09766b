"""`python -m talentapp` is the `talentapp` command."""

import sys

from talentapp.cli import main

sys.exit(main())

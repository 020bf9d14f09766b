"""How fast things are, each measured beside a peer in the same run."""

import talentapp  # noqa: F401 - before numpy: the peers work with one thread, as the app does

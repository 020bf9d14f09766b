"""The use cases, one transaction each. A face opens an office and is given its five parts."""

from talentapp.office.open import Office, open_office

__all__ = ["Office", "open_office"]

"""What is left of contact data where the reader may not see it."""


def masked_phone(phone: str) -> str:
    """The first three and the last four characters of a number; nothing of a short one."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 8 else "****" if phone else ""


def masked_email(email: str) -> str:
    """The first letter and the domain of an address."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}***{at}{domain}" if name else ""

"""TalentApp matches overseas specialists with university and chip-firm projects."""

__version__ = "0.1.0"

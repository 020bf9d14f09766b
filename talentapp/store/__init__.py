"""The database: opening it safely, reading, writing. SQLite by default; portable to PostgreSQL."""

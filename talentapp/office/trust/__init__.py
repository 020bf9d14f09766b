"""What people may rely on: the audit trail, privacy, backups."""

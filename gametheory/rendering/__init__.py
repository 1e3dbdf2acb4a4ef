"""Pictures, tables and sentences about games and their solutions."""

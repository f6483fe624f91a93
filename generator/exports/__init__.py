"""Exports: the records in the formats that reference managers, spreadsheets and other programs read."""

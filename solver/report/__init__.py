"""Outputs of one plan: tables, workbook, JSON, the plan folder and the summary on the screen (domain.md D.2)."""

"""Questionnaires as files for other tools: XLSForm, an authoring workbook, JSON Schema. No web, no database."""

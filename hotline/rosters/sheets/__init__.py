"""Shifts from a spreadsheet: CSV as it is saved in France or elsewhere, .xlsx and .ods."""

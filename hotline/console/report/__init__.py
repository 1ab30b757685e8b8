"""« Rapport annuel »: the line's own words in it, and the report as a PDF."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.report.writing import kept, report_file, written

STEPS: Steps = {
    ("GET", "/rapport/<int:year>"): Step(Right.STATISTICS_SEE, written),
    ("POST", "/rapport/<int:year>"): Step(Right.LINE_CHANGE, kept),
    ("GET", "/rapport/<int:year>/<spoken>.pdf"): Step(Right.STATISTICS_SEE, report_file),
}

"""« Journal »: every change, searched, read a page at a time and given away."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.journal.exporting import as_csv_file, as_ods_file
from hotline.console.journal.shown import shown

STEPS: Steps = {
    ("GET", "/journal"): Step(Right.JOURNAL_SEE, shown),
    ("GET", "/journal/export.csv"): Step(Right.JOURNAL_SEE, as_csv_file),
    ("GET", "/journal/export.ods"): Step(Right.JOURNAL_SEE, as_ods_file),
}

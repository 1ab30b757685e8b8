"""« Publications »: the years that were given away, as everybody has them."""

from __future__ import annotations

from hotline.accounts.rights import Right
from hotline.console.guard import Step, Steps
from hotline.console.publications.files import as_csv_file, as_json_file, as_ods_file, as_zip_file
from hotline.console.publications.listing import listed
from hotline.console.publications.publishing import asked_to_publish, published
from hotline.console.publications.shown import shown

STEPS: Steps = {
    ("GET", "/publications"): Step(Right.STATISTICS_SEE, listed),
    ("GET", "/publications/<int:year>"): Step(Right.STATISTICS_SEE, shown),
    ("GET", "/publications/<int:year>/tableaux.csv"): Step(Right.STATISTICS_SEE, as_csv_file),
    ("GET", "/publications/<int:year>/tableaux.ods"): Step(Right.STATISTICS_SEE, as_ods_file),
    ("GET", "/publications/<int:year>/tableaux.json"): Step(Right.STATISTICS_SEE, as_json_file),
    ("GET", "/publications/<int:year>/tout.zip"): Step(Right.STATISTICS_SEE, as_zip_file),
    ("GET", "/publications/<int:year>/publier"): Step(Right.STATISTICS_PUBLISH, asked_to_publish),
    ("POST", "/publications/<int:year>/publier"): Step(Right.STATISTICS_PUBLISH, published),
}

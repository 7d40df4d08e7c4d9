"""Which documents stand: neither taken back on this machine alone, nor withdrawn for the whole unit. No imports.

A `Withdrawal` withdraws the document it names, until another one that names *it* lifts it. Both are documents, so
what stands is a function of the set of them, on every machine of the unit alike. A 定稿 and its 报送 stand, too, as
long as a 回执 that this desk's unit gave for them does: what one desk undid, another may have taken in for itself.
"""

from __future__ import annotations

_HERE = "NOT EXISTS (SELECT 1 FROM document_aside a WHERE a.entity = 'withdrawal' AND a.id = {alias}.id)"
#: of an alias `w` of withdrawals: true where it is in force
IN_FORCE = (
    f"w.lifts = '' AND {_HERE.format(alias='w')} AND NOT EXISTS"
    f" (SELECT 1 FROM withdrawal l WHERE l.lifts = w.id AND {_HERE.format(alias='l')})"
)


def _stands(table: str, alias: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM document_aside a WHERE a.entity = '{table}' AND a.id = {alias}.id)"
        f" AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.entity = '{table}' AND w.document_id = {alias}.id"
        f" AND {IN_FORCE})"
    )


#: of an alias `r` of 回执: true where this desk's unit gave it, and nobody took it back
GIVEN_HERE = (
    "r.issuer_id = (SELECT value FROM local_setting WHERE key = 'unit_id') AND r.unit_id <> r.issuer_id"
    f" AND {_stands('receipt', 'r')}"
)
#: of an alias `t` of a table of documents: true where nobody took it back
PRESENT = (
    f"({_stands('{table}', 't')}"
    " OR '{table}' IN ('final_version', 'submission') AND EXISTS (SELECT 1 FROM receipt r WHERE"
    " CASE '{table}' WHEN 'submission' THEN r.submission_id ELSE r.final_id END = t.id"
    f" AND {GIVEN_HERE}))"
)

"""Which documents stand: neither taken back on this machine alone, nor withdrawn for the whole unit. No imports.

A `Withdrawal` withdraws the document it names, until another one that names *it* lifts it. Both are documents, so
what stands is a function of the set of them, on every machine of the unit alike.
"""

from __future__ import annotations

_HERE = "NOT EXISTS (SELECT 1 FROM document_aside a WHERE a.entity = 'withdrawal' AND a.id = {alias}.id)"
#: of an alias `w` of withdrawals: true where it is in force
IN_FORCE = (
    f"w.lifts = '' AND {_HERE.format(alias='w')} AND NOT EXISTS"
    f" (SELECT 1 FROM withdrawal l WHERE l.lifts = w.id AND {_HERE.format(alias='l')})"
)
#: of an alias `t` of a table of documents: true where nobody took it back
PRESENT = (
    "NOT EXISTS (SELECT 1 FROM document_aside a WHERE a.entity = '{table}' AND a.id = t.id)"
    " AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.entity = '{table}' AND w.document_id = t.id"
    f" AND {IN_FORCE})"
)

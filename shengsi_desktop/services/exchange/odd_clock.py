"""A sender's clock that is a year wrong is a warning, never a refusal (changes.md)."""

from __future__ import annotations

from datetime import datetime, timedelta

from shengsi_desktop.domain.exchange import Finding


def odd_clock(at: str, now: datetime) -> list[Finding]:
    """What to say of the time (ISO) at which a document says it was made."""
    try:
        made = datetime.fromisoformat(at)
        if made.tzinfo is not None and made <= now + timedelta(days=1):
            return []
    except ValueError:
        pass
    return [Finding(f"对方电脑的日期可能不对（报送时间写的是{at[:10]}），不影响入库。", stops=False)]

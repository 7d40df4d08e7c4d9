"""无 written into a field: what says that there is nothing is no request, and no problem."""

from __future__ import annotations

_NOTHING = frozenset({"无", "暂无", "没有", "暂时没有", "无事项", "无需协调", "无问题", "不涉及"})
_AROUND = "。.；;，,—–－-―/、（）()"


def says_nothing(words: str) -> bool:
    """Whether a person only wrote that there is nothing: 无, 暂无, 没有, «—»; also where nothing is written."""
    plain = "".join(words.split()).strip(_AROUND)
    return not plain or plain in _NOTHING

"""The families of trouble that a user is told about, each a whole Chinese sentence.

Anything that is neither of these is a bug: logged whole, shown briefly.
"""

from __future__ import annotations


class Refusal(Exception):
    """What was asked cannot be done, and the user can do something about it.

    The message is a plain Chinese sentence: what happened, what was kept, what to do.
    """


class EnvironmentProblem(Refusal):
    """The machine stands in the way: disk full, file open in WPS, no right to write, corrupt file."""


class ConcurrentUse(EnvironmentProblem):
    """Another window or command holds the store for writing."""


class Cancelled(Refusal):
    """The user has had enough of a long work: nothing was done, and nothing needs to be said."""


_WHY_UNREADABLE = {
    "FileNotFoundError": "找不到文件",
    "NotADirectoryError": "找不到文件",
    "PermissionError": "没有权限",
    "IsADirectoryError": "这是文件夹",
}


def why_unreadable(trouble: OSError) -> str:
    """Why a file cannot be opened, in the words of a user: the machine's own may be of any language."""
    return _WHY_UNREADABLE.get(type(trouble).__name__, "读取出错")

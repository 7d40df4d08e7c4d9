"""The door: no arguments open the window; anything else is a command, done without one."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from shengsi_desktop.store.place import default_store_folder

_STORE = "--store"
_PLATFORM = "QT_QPA_PLATFORM"
_COMMANDS = (
    "可改用不需要窗口的命令，例如：shengsi-desktop init --unit 县文广旅体局、shengsi-desktop tasks、"
    "shengsi-desktop report、shengsi-desktop export week、shengsi-desktop self-test；"
    "全部命令见 shengsi-desktop --help。"
)
#: what the xcb platform of Qt loads besides Qt itself; a missing one ends the program without a word
_XCB_LIBRARIES = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1")
#: looked into before ctypes is loaded, which costs more than the look
_LIBRARY_FOLDERS = (
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
)


def main() -> int:
    """Window or command, by the arguments; returns the exit code."""
    arguments = sys.argv[1:]
    folder = _window_folder(arguments)
    if folder is None:
        from shengsi_desktop.cli.app import main as run_command

        return run_command(arguments)
    return window(folder)


def window(folder: Path | None = None) -> int:
    """Open the window over `folder` (else SHENGSI_STORE, else the user's own data folder)."""
    gc.disable()  # until the first paint: nothing made before it is thrown away
    trouble = _no_display()
    if trouble:
        sys.stderr.write(f"{trouble}{_COMMANDS}\n")
        return 1
    try:
        from shengsi_desktop.ui.app import run
    except ImportError as problem:
        sys.stderr.write(f"窗口组件无法载入（{problem}）。{_COMMANDS}\n")
        return 1
    return run(folder or default_store_folder())


def _window_folder(arguments: list[str]) -> Path | None:
    """The folder of a bare start; None where the arguments are a command."""
    if not arguments:
        return default_store_folder()
    if len(arguments) == len((_STORE, "DIR")) and arguments[0] == _STORE:
        return Path(arguments[1])
    if len(arguments) == 1 and arguments[0].startswith(_STORE + "="):
        return Path(arguments[0].removeprefix(_STORE + "="))
    return None


def _no_display() -> str:
    """Why no window can be shown on this Linux machine; empty where one can."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = os.environ.get(_PLATFORM, "")
    if platform and not platform.startswith(("xcb", "wayland")):
        return ""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return "这里没有显示器（未设置 DISPLAY 或 WAYLAND_DISPLAY），窗口打不开。"
    if not os.environ.get("WAYLAND_DISPLAY") and not _answers(os.environ["DISPLAY"]):
        return f"显示器 {os.environ['DISPLAY']} 没有应答，窗口打不开。"
    if os.environ.get("WAYLAND_DISPLAY") and not platform.startswith("xcb"):
        return ""
    missing = [name for name in _XCB_LIBRARIES if not _loads(name)]
    if missing:
        return f"缺少显示窗口所需的系统库：{'、'.join(missing)}。请先安装（如 apt install libxcb-cursor0）。"
    return ""


def _answers(display: str) -> bool:
    """Whether a display of this machine («:0») is there; one across a network is not asked."""
    number = display.removeprefix(":").partition(".")[0]
    if not display.startswith(":") or not number.isdigit():
        return True
    path = f"/tmp/.X11-unix/X{number}"  # the place is fixed by X11
    if os.path.exists(path):  # noqa: PTH110 - no pathlib yet
        return True
    import socket

    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(f"\0{path}") == 0


def _loads(library: str) -> bool:
    """Whether the system has the library; Qt itself would end the program over a missing one."""
    if any(os.path.exists(f"{folder}/{library}") for folder in _LIBRARY_FOLDERS):  # noqa: PTH110 - no pathlib yet
        return True
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())

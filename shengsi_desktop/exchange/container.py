"""The file that carries a package: a zip with a manifest of SM3 sums, sealed by a passphrase where one is given.

Its comment is the SM3 of all bytes before it. In it lie

    manifest.json      {"format": "shengsi-package", "version": 1, "head": {…}, "members": {name: {"sm3", "size"}}}
    <members>          the package's files

Sealed, the zip holds two files: `manifest.json` with the head's kind and sender alone and how the key is made,
and `sealed.bin`, the zip of above under SM4-GCM (GB/T 32907) with the clear manifest as associated data; the key is
made of the passphrase by scrypt (RFC 7914). Everything is judged before anything is believed: sizes, ratio,
number and names of members, every sum. SM3 is GB/T 32905.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.exchange import Package, PackageHead, PackageKind, Sender
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT, VERSION = "shengsi-package", 1
MANIFEST, SEALED = "manifest.json", "sealed.bin"
KEPT = "没有收入任何内容，台账未动。"
MAX_PACKED = 300_000_000
MAX_UNPACKED = 600_000_000
MAX_MEMBER = 200_000_000
MAX_MANIFEST = 4_000_000
MAX_MEMBERS = 5_000
MAX_RATIO = 400
_SMALL = 1_000_000
_AS_IT_IS = "attachments/"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,120}){0,3}")
_EPOCH = (2020, 1, 1, 0, 0, 0)
_SCRYPT = {"n": 1 << 15, "r": 8, "p": 1}
_MAX_SCRYPT = 1 << 17
_KEY_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_COMMENT = b"shengsi-sm3:"
_SUM_CHARS = 64


class DamagedPackageError(Refusal):
    """A package that did not come whole: it has to be sent again."""


class SealedPackageError(Refusal):
    """The package asks for its passphrase, or the one given does not open it. `unit` is whose it says to be."""

    def __init__(self, words: str, clear: Mapping[str, Any]) -> None:
        super().__init__(words)
        self.clear = clear

    @property
    def unit(self) -> str:
        """The sender's name as the outside says it, unproven; empty where it says none."""
        sender = self.clear.get("sender")
        unit = sender.get("unit") if isinstance(sender, dict) else None
        return unit if isinstance(unit, str) else ""


def sm3(data: bytes) -> str:
    """SM3 as hex."""
    from cryptography.hazmat.primitives import hashes

    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def write_package(head: PackageHead, members: Mapping[str, bytes], passphrase: str = "") -> bytes:
    """The package as a file. The same head, members and no passphrase give the same bytes.

    Refusal where it would be one that nobody could open, for its size or number of members.
    """
    wrong = [name for name in members if not _NAME.fullmatch(name) or name in {MANIFEST, SEALED}]
    if wrong:
        message = f"not a member's name: {wrong}"
        raise ValueError(message)
    sums = {name: {"sm3": sm3(data), "size": len(data)} for name, data in sorted(members.items())}
    manifest = {"format": FORMAT, "version": VERSION, "head": asdict(head), "members": sums}
    first_page = canonical(manifest).encode()
    inner = _zipped({MANIFEST: first_page, **dict(sorted(members.items()))})
    _require_openable(inner, len(first_page))
    if not passphrase:
        return inner
    sealed = _sealed(head, inner, passphrase)
    _require_openable(sealed)
    return sealed


def _require_openable(data: bytes, manifest_size: int = 0) -> None:
    """What no program could open again is not made."""
    try:
        if len(data) > MAX_PACKED or manifest_size > MAX_MANIFEST:
            raise _bomb("")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _require_modest(package, "")
    except Refusal as problem:
        raise Refusal(
            "内容太多，一个数据包放不下，没有写出文件，台账未动。请用备份或移交包带走全部内容。"
        ) from problem


def read_head(data: bytes, name: str) -> PackageHead | None:
    """The head of a package, None of a sealed one. Refused as `read_package`, but its members are not looked at."""
    with _refusing(name), _opened(data, name) as package:
        manifest = _manifest(package, name)
        return None if manifest.get("sealed") else _head(manifest, name)


def read_package(data: bytes, name: str, passphrase: str = "") -> Package:
    """A package, every member verified. `name` is the file's, for the words.

    Raises SealedPackageError where a passphrase is wanted, Refusal with a plain word for whatever is not whole.
    """
    with _refusing(name):
        with _opened(data, name) as package:
            manifest = _manifest(package, name)
            if not manifest.get("sealed"):
                return _verified(package, manifest, name)
            clear = _member(package, MANIFEST, name)
            sealed = _member(package, SEALED, name)
        inner = _unsealed(clear, manifest, sealed, name, passphrase)
        with _opened(inner, name) as package:
            # what is sealed is no sealed package again: nothing is opened without end
            return _verified(package, _manifest(package, name), name)


def is_package(data: bytes) -> bool:
    """Whether the bytes are a package of ours, whole or not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return MANIFEST in package.namelist()
    except Exception:  # noqa: BLE001 - a reader of foreign files raises whatever it likes
        return False


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Whatever a foreign file makes the libraries or this module raise, a person reads one sentence."""
    try:
        yield
    except Refusal:
        raise
    except Exception as trouble:  # - no list of what foreign bytes can raise is ever whole
        raise _damaged(name, "清单读不了") from trouble


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Without times of day in it, so that equal content is an equal file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            # a picture gets no smaller, and an empty one must not look like a bomb
            stored = name.startswith(_AS_IT_IS)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            package.writestr(info, data)
    plain = buffer.getvalue()
    # the zip's own comment: the sum of all bytes before it, so that no bit of the file is without one
    comment = _COMMENT + sm3(plain).encode()
    return plain[:-2] + len(comment).to_bytes(2, "little") + comment


def _whole(data: bytes) -> bool:
    """Whether the file is, to the last bit, the one that was written."""
    length = len(_COMMENT) + _SUM_CHARS
    head, said, comment = data[: -length - 2], data[-length - 2 : -length], data[-length:]
    return said == length.to_bytes(2, "little") and comment == _COMMENT + sm3(head + b"\0\0").encode()


def _sealed(head: PackageHead, inner: bytes, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    salt, nonce = os.urandom(16), os.urandom(_NONCE_BYTES)
    clear = canonical(
        {
            "format": FORMAT,
            "version": VERSION,
            "sealed": {
                "cipher": "SM4-GCM",
                "kdf": "scrypt",
                **_SCRYPT,
                "salt": salt.hex(),
                "nonce": nonce.hex(),
            },
            "kind": head.kind.value,
            "sender": {"unit": head.sender.unit},
        }
    ).encode()
    key = _key(passphrase, salt, **_SCRYPT)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(clear)
    sealed = encryptor.update(inner) + encryptor.finalize() + encryptor.tag
    return _zipped({MANIFEST: clear, SEALED: sealed})


def _key(passphrase: str, salt: bytes, *, n: int, r: int, p: int) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    typed = unicodedata.normalize("NFKC", passphrase.strip())
    return Scrypt(salt=salt, length=_KEY_BYTES, n=n, r=r, p=p).derive(typed.encode())


def _unsealed(clear: bytes, manifest: Mapping[str, Any], sealed: bytes, name: str, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if not passphrase.strip():
        raise SealedPackageError(f"“{name}”加了口令，请输入口令后再打开。{KEPT}", manifest)
    try:
        how = manifest["sealed"]
        numbers = {one: int(how[one]) for one in ("n", "r", "p")}
        salt, nonce = bytes.fromhex(how["salt"]), bytes.fromhex(how["nonce"])
        modest = numbers["n"] <= _MAX_SCRYPT and numbers["r"] <= 16 and numbers["p"] <= 4
        if not modest or len(nonce) != _NONCE_BYTES or len(sealed) < _TAG_BYTES:
            raise ValueError  # noqa: TRY301 - one sentence for all that is wrong with it
        key = _key(passphrase, salt, **numbers)
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, sealed[-_TAG_BYTES:])).decryptor()
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as trouble:
        raise _damaged(name, "加密说明不完整") from trouble
    decryptor.authenticate_additional_data(clear)
    try:
        return decryptor.update(sealed[:-_TAG_BYTES]) + decryptor.finalize()
    except InvalidTag as trouble:
        raise SealedPackageError(
            f"“{name}”打不开：口令不对，或文件在途中损坏。{KEPT}请核对口令，仍打不开请对方重新导出。",
            manifest,
        ) from trouble


class _opened:  # noqa: N801 - read as a with-statement
    """The zip, modest and with harmless names; every trouble with it is a Refusal."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name

    def __enter__(self) -> zipfile.ZipFile:
        if len(self._data) > MAX_PACKED:
            raise _bomb(self._name)
        try:
            self._package = zipfile.ZipFile(io.BytesIO(self._data))
            if MANIFEST in self._package.namelist() and not _whole(self._data):
                raise _damaged(self._name, "内容与校验值对不上")
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as trouble:
            raise _damaged(self._name, "不是完整的数据包") from trouble
        try:
            _require_modest(self._package, self._name)
        except BaseException:
            self._package.close()
            raise
        return self._package

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: object
    ) -> None:
        self._package.close()


def _require_modest(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _bomb(name)
    if len(set(names)) != len(names) or not all(_NAME.fullmatch(one) for one in names):
        raise Refusal(f"“{name}”里有不合规的文件名，可能被人改动过，{KEPT}请对方重新导出。")
    for member in members:
        if member.file_size > MAX_MEMBER or (
            member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        ):
            raise _bomb(name)
        if member.flag_bits & 1:
            raise _damaged(name, "被压缩软件加了密码")


def _manifest(package: zipfile.ZipFile, name: str) -> Mapping[str, Any]:
    if MANIFEST not in package.namelist():
        raise Refusal(f"“{name}”不是本程序的数据包，{KEPT}")
    if package.getinfo(MANIFEST).file_size > MAX_MANIFEST:
        raise _bomb(name)
    try:
        manifest = json.loads(_member(package, MANIFEST, name))
        kind, version = manifest["format"], int(manifest["version"])
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as trouble:
        raise _damaged(name, "清单读不了") from trouble
    if kind != FORMAT:
        raise Refusal(f"“{name}”不是本程序的数据包，{KEPT}")
    if version > VERSION:
        raise Refusal(f"“{name}”由更新版本的程序导出，本版本读不了，{KEPT}请升级程序后再收。")
    found: Mapping[str, Any] = manifest
    return found


def _head(manifest: Mapping[str, Any], name: str) -> PackageHead:
    try:
        said = manifest["head"]
        texts = {one: _text(said[one]) for one in ("id", "made_at", "plan_id", "plan_title", "title")}
        sender = Sender(**{key: _text(value) for key, value in said["sender"].items()})
        about = said["about"]
        if not isinstance(about, dict) or not texts["id"]:
            raise TypeError  # noqa: TRY301 - one sentence for all that is wrong with it
        return PackageHead(
            kind=PackageKind(said["kind"]), sender=sender, schema=int(said["schema"]), about=about, **texts
        )
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise _damaged(name, "清单读不了") from trouble


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _verified(package: zipfile.ZipFile, manifest: Mapping[str, Any], name: str) -> Package:
    head = _head(manifest, name)
    said = manifest.get("members")
    there = set(package.namelist()) - {MANIFEST}
    if not isinstance(said, dict):
        raise _damaged(name, "清单读不了")
    if missing := sorted(set(said) - there):
        raise _damaged(name, f"缺少{len(missing)}个文件")
    if there - set(said):
        raise _damaged(name, "多出清单上没有的文件")
    members = {}
    for member, facts in sorted(said.items()):
        data = _member(package, member, name)
        if not isinstance(facts, dict) or facts.get("size") != len(data) or facts.get("sm3") != sm3(data):
            raise _damaged(name, "内容与校验值对不上")
        members[member] = data
    return Package(head, members)


def _member(package: zipfile.ZipFile, member: str, name: str) -> bytes:
    """One file of the zip; what it says of its own size is not believed."""
    try:
        with package.open(member) as file:
            data = file.read(MAX_MEMBER + 1)
    except KeyError as trouble:
        raise _damaged(name, "缺少文件") from trouble
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as trouble:
        raise _damaged(name, "内容与校验值对不上") from trouble
    if len(data) > MAX_MEMBER:
        raise _bomb(name)
    return data


def _damaged(name: str, why: str) -> DamagedPackageError:
    return DamagedPackageError(f"“{name}”在途中损坏（{why}），{KEPT}请对方重新导出或重新拷贝。")


def _bomb(name: str) -> Refusal:
    return Refusal(f"“{name}”解开后异常庞大，可能会拖垮电脑，{KEPT}请向发送人核实。")

"""A package is read back whole or refused in a plain word: damage, bombs, names that lead elsewhere, newer programs."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.exchange import PackageHead, PackageKind, Sender
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange import container
from shengsi_desktop.exchange.container import (
    SealedPackageError,
    is_package,
    read_head,
    read_package,
    write_package,
)

HEAD = PackageHead(
    kind=PackageKind.SUBMISSION,
    id="p-1",
    made_at="2023-07-28T17:00:00+08:00",
    sender=Sender("u", "县文广旅体局", "王联络", "PC-1", "o"),
    plan_id="plan",
    plan_title="2023年行动方案",
    schema=5,
    title="县文广旅体局 2023年第30周 定稿v2",
    about={"week": "2023-W30", "number": 2},
)
MEMBERS = {"document.json": b"{}", "attachments/" + "a" * 64: b"\x00\x01" * 40}
FILE = write_package(HEAD, MEMBERS)
SEALED = write_package(HEAD, MEMBERS, "海岛2023")


def zipped(members: dict[str, bytes], *, summed: bool = True) -> bytes:
    """A zip as somebody else would make it, with the right sum in its comment."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    plain = buffer.getvalue()
    comment = b"shengsi-sm3:" + container.sm3(plain).encode()
    return plain[:-2] + len(comment).to_bytes(2, "little") + comment if summed else plain


def manifest(**changed: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(FILE)) as package:
        return json.dumps({**json.loads(package.read("manifest.json")), **changed}).encode()


def test_what_was_packed_comes_out_and_equal_content_is_an_equal_file() -> None:
    found = read_package(FILE, "a.sspkg")
    assert (found.head, dict(found.members)) == (HEAD, MEMBERS)
    assert read_head(FILE, "a.sspkg") == HEAD
    assert write_package(HEAD, dict(reversed(MEMBERS.items()))) == FILE


@given(st.integers(0, len(FILE) - 1), st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_told(place: int, bit: int) -> None:
    bent = bytearray(FILE)
    bent[place] ^= 1 << bit
    with pytest.raises(Refusal, match="没有收入任何内容"):
        read_package(bytes(bent), "a.sspkg")


@given(st.integers(0, len(FILE) - 1))
def test_a_file_that_breaks_off_is_told(length: int) -> None:
    with pytest.raises(Refusal, match="没有收入任何内容"):
        read_package(FILE[:length], "a.sspkg")


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_package(data, "a.sspkg")


def test_a_sealed_package_opens_by_its_passphrase_alone_in_letters_of_either_width() -> None:
    assert b"document" not in SEALED
    assert read_head(SEALED, "a.sspkg") is None
    with pytest.raises(SealedPackageError, match="请输入口令") as asked:
        read_package(SEALED, "a.sspkg")
    assert asked.value.clear["sender"] == {"unit": "县文广旅体局"}
    with pytest.raises(SealedPackageError, match="口令不对"):
        read_package(SEALED, "a.sspkg", "海岛2024")
    assert read_package(SEALED, "a.sspkg", " 海岛２０２３ ").members == MEMBERS


@pytest.mark.parametrize("name", ["../up", "/etc/passwd", "a\\b", "C:x", "a//b", "a/../b", ".hidden", "长名"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(Refusal, match="文件名"):
        read_package(zipped({"manifest.json": manifest(), name: b""}), "a.sspkg")


def test_a_member_missing_too_many_or_changed_is_told() -> None:
    whole = {"manifest.json": manifest(), **MEMBERS}
    assert read_package(zipped(whole), "a.sspkg").members == MEMBERS
    with pytest.raises(Refusal, match="缺少1个文件"):
        read_package(zipped({name: whole[name] for name in whole if name != "document.json"}), "a.sspkg")
    with pytest.raises(Refusal, match="多出"):
        read_package(zipped({**whole, "more.json": b""}), "a.sspkg")
    with pytest.raises(Refusal, match="校验值"):
        read_package(zipped({**whole, "document.json": b"[]"}), "a.sspkg")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="异常庞大"):
        read_package(zipped({"manifest.json": manifest(), "document.json": bytes(3_000_000)}), "a.sspkg")
    monkeypatch.setattr(container, "MAX_MEMBERS", 3)
    many = {f"m{number}": b"" for number in range(4)}
    with pytest.raises(Refusal, match="异常庞大"):
        read_package(zipped({"manifest.json": manifest(), **many}), "a.sspkg")


def test_a_package_of_a_newer_program_and_one_that_is_none_of_ours_are_told_apart() -> None:
    with pytest.raises(Refusal, match="更新版本"):
        read_package(zipped({"manifest.json": manifest(version=2)}), "a.sspkg")
    with pytest.raises(Refusal, match="不是本程序的数据包"):
        read_package(zipped({"word/document.xml": zlib.compress(b"x")}, summed=False), "a.docx")
    assert is_package(FILE)
    assert not is_package(b"PK")


@pytest.mark.parametrize(
    "head", [None, [], {"kind": "submission"}, {**json.loads(manifest())["head"], "kind": "x"}]
)
def test_a_manifest_of_another_shape_is_refused(head: object) -> None:
    with pytest.raises(Refusal, match="清单"):
        read_package(zipped({"manifest.json": manifest(head=head), **MEMBERS}), "a.sspkg")


ODD = [
    "null",
    "[]",
    "{}",
    "true",
    "-1",
    "1e400",
    "NaN",
    '"x"',
    '""',
    "[[]]",
    '{"unit": 5}',
    '{"n": 1e400}',
    "3",
]


def mutated(words: str, at: int, odd: str) -> bytes:
    """A manifest with one of its values another one, as no `json.dumps` would write it."""
    places = list(re.finditer(r'(?<=:)(?:"[^"]*"|[0-9]+|\{[^{}]*\})', words))
    place = places[at % len(places)]
    return (words[: place.start()] + odd + words[place.end() :]).encode()


@settings(deadline=None, max_examples=120)
@given(st.integers(0, 40), st.sampled_from(ODD), st.booleans(), st.booleans())
def test_no_manifest_raises_anything_but_a_refusal(at: int, odd: str, sealed: bool, typed: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(SEALED if sealed else FILE)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members["manifest.json"] = mutated(members["manifest.json"].decode(), at, odd)
    data = zipped(members)
    try:
        read_head(data, "a.sspkg")
        read_package(data, "a.sspkg", "口令" if typed and at % 3 == 0 else "")
    except SealedPackageError as problem:
        assert isinstance(problem.unit, str)  # noqa: PT017 - one of several ends
    except Refusal as problem:
        assert "台账未动" in str(problem)  # noqa: PT017 - one of several ends


def test_what_is_sealed_is_no_sealed_package_again() -> None:
    twice = container._sealed(HEAD, SEALED, "海岛2023")
    with pytest.raises(Refusal, match="清单"):
        read_package(twice, "a.sspkg", "海岛2023")

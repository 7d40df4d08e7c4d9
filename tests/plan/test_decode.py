"""What is text and what is refused, in words that say what to do."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.decode import MAX_CHARACTERS, decode

TEXT = "一、工作任务\n1. 植树。多植树。(责任单位:县林业局)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_offices_give_the_same_text(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_byte_order_mark_in_a_decoded_text_is_dropped():
    assert decode("\ufeff" + TEXT) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t ",
        b"\xef\xbb\xbf",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4,
        b"GIF89a" + bytes(range(256)),
        b"PK\x03\x04" + bytes(range(256)),
        b"%PDF-1.7\n" + bytes(range(256)),
        bytes(range(256)) * 8,
        b"\xff\xff\xff\xff",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_text_is_refused_in_a_plain_sentence(data):
    with pytest.raises(Refusal) as refusal:
        decode(data)
    sentence = str(refusal.value)
    assert "原有数据没有改动" in sentence
    assert "请" in sentence
    assert not any(word in sentence for word in ("Error", "codec", "Traceback"))
    assert "像是不是" not in sentence


def test_what_is_far_too_long_is_refused_before_it_is_read():
    with pytest.raises(Refusal, match="文件太大"):
        decode("海" * (MAX_CHARACTERS + 1))
    with pytest.raises(Refusal, match="文件太大"):
        decode(b"a" * (4 * MAX_CHARACTERS + 1))

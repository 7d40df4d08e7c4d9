"""Words as parts of file names."""

from __future__ import annotations

from shengsi_desktop.domain.file_names import as_file_name


def test_signs_that_no_file_name_may_have_are_written_otherwise() -> None:
    assert as_file_name('张/某\\:*?"<>|\n') == "张_某_________"
    assert as_file_name("督办〔2023〕12号") == "督办〔2023〕12号"

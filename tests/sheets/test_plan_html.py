"""Pages saved from government sites: the article is read, what stands around it is not."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.sheets.plan_files import read_source

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}">
<meta name="ArticleTitle" content="某县造林2024年行动方案"><title>某县政府 - 文件</title>
<style>p {{ color: red }}</style><script>var a = "<p>假的</p>";</script></head>
<body><div class="header-nav"><ul><li><a href="/">首页</a><li><a href="/zw">政务公开</a></ul></div>
<div class="crumb">当前位置：首页 &gt; 文件</div>
<div id="zoom"><p align="center">某县造林2024年行动方案</p><p>一、主要任务</p>
<p>1.&nbsp;植树。多植树，
造好林。<br>（责任单位：县林业局、<span>县水利局</span>）</p>
<p>2. 护林。多护林&amp;防火。（责任单位：县应急局）
<p>三、工作保障</p></div>
<div class="friendLink"><a href="#">相关链接一</a><a href="#">相关链接二</a></div>
<p><a href="#">上一篇：别的文件（责任单位：别的局）</a></p>
<div class="footer">版权所有 某县政府</div><div style="display: none">看不见（责任单位：隐局）</div></body></html>"""


def units(text: str) -> list[list[str]]:
    return [[owner.unit for owner in m.owners] for _, _, m in numbered_measures(read_plan(text))]


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gb2312", "utf-8")]
)
def test_an_article_is_read_in_the_encoding_it_is_in_and_without_its_surroundings(charset, encoding):
    source = read_source(PAGE.format(charset=charset).encode(encoding), "方案.html")
    assert source.kind == "html"
    lines = source.text.splitlines()
    assert lines[:3] == ["某县造林2024年行动方案", "某县造林2024年行动方案", "一、主要任务"]
    assert "植树。多植树，造好林。" in lines[3]
    assert "护林。多护林&防火。" in source.text
    assert not any(
        word in source.text for word in ("首页", "假的", "相关链接", "别的局", "版权", "隐局", "color")
    )
    assert units(source.text) == [["县林业局", "县水利局"], ["县应急局"]]


def test_a_table_of_tasks_with_spans_is_read_row_by_row():
    page = (
        "<html><body><p>一、任务</p><table><tr><th rowspan=2>任务类别<th rowspan=2>工作内容<th colspan=2>责任分工</tr>"
        "<tr><th>牵头单位<th>配合单位</tr>"
        "<tr><td rowspan=2>渔业<td>新增网箱100口<td>县渔业局<td>县财政局</tr>"
        "<tr><td>改造网箱50口<td>县渔业局<td></tr>"
        "<tr><td colspan=4>旅游</tr><tr><td><td>新建民宿20家<td>县文旅局<td>各乡镇</tr></table></body></html>"
    )
    source = read_source(page.encode(), "方案.htm")
    read = read_plan(source.text)
    assert [(d.title, len(d.tasks)) for d in read.directions] == [("渔业", 2), ("旅游", 1)]
    assert units(source.text) == [["县渔业局", "县财政局"], ["县渔业局"], ["县文旅局", "各乡镇"]]


def test_tables_that_only_lay_out_the_page_do_not_break_the_text():
    page = (
        "<html><body><table><tr><td><table><tr><td><p>一、任务</p><p>1. 植树。多植树。（责任单位：县林业局）</p>"
        "</td></tr></table></td></tr></table></body></html>"
    )
    assert read_source(page.encode(), "方案.html").text.splitlines() == [
        "一、任务", "1. 植树。多植树。（责任单位：县林业局）",
    ]  # fmt: skip


def test_a_page_nested_beyond_sense_is_still_read():
    page = "<html><body>" + "<div>" * 3000 + "植树" + "</div>" * 10 + "</body></html>"
    assert read_source(page.encode(), "方案.html").text == "植树"


TAGS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td colspan=9>", "<td rowspan=999999>", "</td>", "<p>", "</p>",
     "<div class=nav>", "</div>", "<br>", "<a href=x>", "</a>", "<body>", "</body>", "<script>", "</script>", "<!--",
     "-->", "<![CDATA[", "<!x", "&#x1F;", "&lt", "任务内容", "责任单位", "县林业局", "序号", "植树。", "<", ">", "\n"]
)  # fmt: skip


@settings(max_examples=80)
@given(st.lists(TAGS, max_size=40).map("".join))
def test_no_page_makes_the_reading_raise_anything_but_a_refusal(body):
    with contextlib.suppress(Refusal):
        read_source(f"<html>{body}".encode(), "方案.html")


@pytest.mark.parametrize(
    "piece", ["<!--", "<!x", "<tr><td colspan=999 rowspan=999>甲", "<div>", "<", "<a x=", "<?"]
)
def test_a_page_full_of_what_nobody_closes_is_read_or_refused(piece):
    with contextlib.suppress(Refusal):
        read_source(f"<html><table>{piece * 6000}".encode(), "方案.html")

"""Short plans in the styles of many offices, each read whole: outline, units, roles, deadlines, leaders."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.words import Origin, Role
from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan


def read(text: str):
    document = read_plan(text)
    return document, {number: measure for number, _, measure in numbered_measures(document)}


def by_role(measure, role: Role) -> list[str]:
    return [owner.unit for owner in measure.owners if owner.role is role]


def outline(document):
    return [
        (direction.title, [(task.number, task.title, len(task.measures)) for task in direction.tasks])
        for direction in document.directions
    ]


def test_chapters_and_articles():
    document, measures = read(
        "某县支持海洋产业发展若干政策\n第一章 总则\n第一条 为支持海洋产业，制定本政策。\n第二章 支持内容\n"
        "第二条 支持船舶修造。新建船坞2座。（责任单位：县经信局）\n"
        "第三条 支持远洋渔业。新增远洋渔船10艘。（责任单位：县海洋渔业局；配合单位：县财政局）\n"
    )
    assert outline(document) == [("支持内容", [("2", "支持船舶修造", 1), ("3", "支持远洋渔业", 1)])]
    assert by_role(measures["3-1"], Role.SUPPORT) == ["县财政局"]


def test_circled_and_bracketed_numbers_below_the_tasks():
    document, measures = read(
        "一、重点工作\n（一）提升交通\n1. 修建道路\n（1）新建公路5公里。（县交通局牵头，县财政局配合）\n"
        "（2）改造桥梁3座。（县交通局）\n2. 改善港口\n①疏浚航道2条。（责任单位：县港航中心）\n"
        "②新建码头1座。（责任单位：县港航中心、县交通局）\n"
    )
    assert outline(document) == [("提升交通", [("1", "修建道路", 2), ("2", "改善港口", 2)])]
    assert measures["1-1"].text.endswith("新建公路5公里。")
    assert by_role(measures["1-1"], Role.LEAD) == ["县交通局"]
    assert by_role(measures["2-2"], Role.OWNER) == ["县港航中心", "县交通局"]


def test_tasks_named_by_the_word_and_labels_on_their_own_lines():
    document, measures = read(
        "乡村振兴攻坚行动计划\n一、攻坚任务\n任务一：建设高标准农田\n建成高标准农田3000亩。\n"
        "牵头单位：区农业农村局\n配合单位：区财政局、区水利局\n完成时限：2024年10月底\n"
        "任务二：整治人居环境\n完成整治村12个。\n牵头单位：区乡村振兴局\n责任领导：王某某\n"
    )
    assert [(n, t) for _, tasks in outline(document) for n, t, _ in tasks] == [
        ("1", "建设高标准农田"), ("2", "整治人居环境"),
    ]  # fmt: skip
    first, second = measures["1-1"], measures["2-1"]
    assert by_role(first, Role.LEAD) == ["区农业农村局"]
    assert by_role(first, Role.SUPPORT) == ["区财政局", "区水利局"]
    assert first.deadline == "2024年10月底"
    assert second.leaders == ("王某某",)


def test_one_unit_together_with_another():
    _, measures = read(
        "一、任务\n1. 治水。清淤河道20公里。（县水利局会同县生态环境局、各乡镇负责）\n"
        "2. 治气。淘汰锅炉8台。（由县生态环境局牵头，会同县经信局、县市场监管局实施）\n"
    )
    assert by_role(measures["1-1"], Role.LEAD) == ["县水利局"]
    assert by_role(measures["1-1"], Role.SUPPORT) == ["县生态环境局", "各乡镇"]
    assert by_role(measures["2-1"], Role.LEAD) == ["县生态环境局"]
    assert by_role(measures["2-1"], Role.SUPPORT) == ["县经信局", "县市场监管局"]


def test_names_that_hold_joining_words_stay_whole():
    _, measures = read(
        "一、任务\n1. 增效。改造企业30家。（市工业和信息化局、市人力资源和社会保障局与市文化和旅游局按职责分工负责）\n"
        "2. 扩面。（县发展和改革局及县经济和信息化局、国网县供电公司负责）"
    )
    assert by_role(measures["1-1"], Role.OWNER) == [
        "市工业和信息化局", "市人力资源和社会保障局", "市文化和旅游局",
    ]  # fmt: skip
    assert by_role(measures["2-1"], Role.OWNER) == [
        "县发展和改革局", "县经济和信息化局", "国网县供电公司",
    ]  # fmt: skip


def test_a_deadline_as_first_or_last_word_of_the_bracket():
    _, measures = read(
        "一、任务\n1. 建校。建成小学1所。（县教育局，2024年8月底前完成）\n"
        "2. 建院。建成医院1所。（完成时限：2024年12月；责任单位：县卫生健康局、县住建局）\n"
        "3. 建馆。建成场馆1座。（责任单位：县文旅局 完成时间：2024年6月30日前）\n"
        "4. 常抓。（县府办负责，长期坚持）\n"
    )
    assert [measures[f"{n}-1"].deadline for n in range(1, 5)] == [
        "2024年8月底前完成", "2024年12月", "2024年6月30日前", "长期坚持",
    ]  # fmt: skip
    assert [by_role(measures[f"{n}-1"], Role.OWNER) for n in range(1, 5)] == [
        ["县教育局"], ["县卫生健康局", "县住建局"], ["县文旅局"], ["县府办"],
    ]  # fmt: skip


def test_leaders_are_kept_apart_from_units():
    _, measures = read(
        "一、任务\n1. 招商。引进项目10个。（责任领导：李某、周某某；牵头单位：县商务局；责任单位：各乡镇，"
        "县投促中心）\n"
        "2. 稳岗。（分管领导：张某；县人社局牵头落实）"
    )
    assert measures["1-1"].leaders == ("李某", "周某某")
    assert by_role(measures["1-1"], Role.LEAD) == ["县商务局"]
    assert by_role(measures["1-1"], Role.OWNER) == ["各乡镇", "县投促中心"]
    assert measures["2-1"].leaders == ("张某",)
    assert by_role(measures["2-1"], Role.LEAD) == ["县人社局"]


def test_brackets_inside_the_clause_belong_to_the_name():
    _, measures = read(
        "一、任务\n1. 统计。（责任单位：县统计局（普查中心）、县大数据局（县政务办）；配合单位：各乡镇（街道））\n"
    )
    assert by_role(measures["1-1"], Role.OWNER) == ["县统计局（普查中心）", "县大数据局（县政务办）"]
    assert by_role(measures["1-1"], Role.SUPPORT) == ["各乡镇（街道）"]


def test_several_clauses_in_one_paragraph():
    document, measures = read(
        "一、任务\n1. 文旅。新建民宿20家（县文旅局负责）；举办节庆5场（县委宣传部、县文旅局负责）；"
        "改造景区2个。（县文旅局、各乡镇负责）\n"
    )
    assert outline(document)[0][1] == [("1", "文旅", 3)]
    assert [m.text for m in measures.values()] == ["新建民宿20家", "举办节庆5场", "改造景区2个。"]


def test_the_first_listed_leads_by_a_rule_before_the_tasks():
    document, measures = read(
        "某市稳增长方案\n一、任务分工（以下任务列第一位的为牵头单位）\n"
        "1. 稳工业。新增规上企业20家。（市经信局、市统计局）\n2. 稳投资。（市发改委、市财政局）\n"
    )
    assert by_role(measures["1-1"], Role.LEAD) == ["市经信局"]
    assert by_role(measures["2-1"], Role.LEAD) == ["市发改委"]
    assert len(document.directions[0].tasks) == 2


def test_left_out_suffix_and_prefix():
    _, measures = read(
        "一、任务\n1. 助学。（责任单位：市教育、财政、民政局）\n2. 助医。（县卫健、医保、民政等部门负责）\n"
    )
    owners = measures["1-1"].owners
    assert [owner.unit for owner in owners] == ["市教育局", "市财政局", "市民政局"]
    assert {owner.origin for owner in owners} == {Origin.ELIDED}
    assert [owner.unit for owner in measures["2-1"].owners] == ["县卫健部门", "县医保部门", "县民政部门"]


def test_numbering_that_breaks_and_restarts_is_counted_through():
    document, _ = read(
        "一、强产业\n1. 甲事。（县经信局）\n3. 乙事。（县经信局）\n"
        "二、惠民生\n1. 丙事。（县民政局）\n1. 丁事。（县民政局）\n"
    )
    assert [n for _, tasks in outline(document) for n, _, _ in tasks] == ["1", "2", "3", "4"]


def test_a_sentence_behind_a_number_is_the_text_and_no_title():
    _, measures = read(
        "一、任务\n1. 对在本县新建冷库、烘干中心等农产品初加工设施并验收合格的农业企业、"
        "专业合作社，按总投资的30%给予补助，"
        "单个主体最高50万元。全年新建冷库6座。（责任单位：县农业农村局）\n"
    )
    assert measures["1-1"].text.startswith("对在本县新建冷库")
    assert measures["1-1"].text.endswith("全年新建冷库6座。")


def test_a_short_plan_on_one_line_whose_first_section_follows_the_title_without_a_stop():
    document, measures = read(
        "某县2024年工作方案一、总体要求坚持稳中求进。二、重点任务（一）新建码头3座。（责任单位：县交通运输局）"
        "（二）培训渔民。（责任单位：县人力社保局）三、保障措施（一）加强领导。（责任单位：县府办）"
    )
    assert document.title == "某县2024年工作方案"
    assert list(measures) == ["1-1", "2-1", "保1-1"]
    assert [measure.text for measure in measures.values()] == ["新建码头3座", "培训渔民", "加强领导"]


def test_a_whole_plan_on_one_line():
    body = "坚持稳中求进，持续推动各项工作落地见效，为高质量发展提供有力支撑。" * 12
    document, measures = read(
        f"某县人民政府关于加快渔业发展的意见某政发〔2022〕8号各乡镇：现提出如下意见。一、总体要求{body}"
        "二、主要任务（一）发展养殖。新增网箱100口。（县海洋渔业局牵头，县财政局配合）（二）发展加工。"
        "1.建设冷库。新建冷库3座。（县商务局负责）2.培育品牌。培育品牌5个。（县市场监管局负责）三、保障措施"
        "（三）加强领导。（县府办负责）"
    )
    assert document.title == "某县人民政府关于加快渔业发展的意见"
    assert list(measures) == ["1-1", "2-1", "3-1", "保1-1"]
    assert [task.title for d in document.directions for task in d.tasks if task.measures] == [
        "发展养殖", "建设冷库", "培育品牌",
    ]  # fmt: skip


def test_plain_headings_without_numbers():
    document, measures = read(
        "某镇2024年重点工作安排\n环境整治\n拆除违建5000平方米。（责任单位：镇城建办）\n"
        "产业发展\n引进企业3家。（责任单位：镇经发办）\n"
    )
    assert outline(document) == [("环境整治", [("1", "环境整治", 1)]), ("产业发展", [("2", "产业发展", 1)])]
    assert measures["2-1"].text == "引进企业3家。"


def test_duty_said_with_responsible_words_inside_a_long_bracket():
    _, measures = read(
        "一、任务\n1. 防汛。【牵头：县应急局；参与：县水利局、县气象局；时限：2024年汛期前】\n"
        "2. 防火。〔主责单位：县消防救援大队，协同单位：县公安局，各乡镇〕\n"
    )
    assert by_role(measures["1-1"], Role.LEAD) == ["县应急局"]
    assert by_role(measures["1-1"], Role.SUPPORT) == ["县水利局", "县气象局"]
    assert measures["1-1"].deadline == "2024年汛期前"
    assert by_role(measures["2-1"], Role.OWNER) == ["县消防救援大队"]
    assert by_role(measures["2-1"], Role.SUPPORT) == ["县公安局", "各乡镇"]


def test_scope_inside_the_bracket_is_kept_apart():
    _, measures = read(
        "一、任务\n1. 试点。（责任单位：县民政局；实施范围：菜园镇、嵊山镇；完成时限：2024年6月底前）\n"
    )
    assert measures["1-1"].scope == "菜园镇、嵊山镇"
    assert measures["1-1"].deadline == "2024年6月底前"
    assert [owner.unit for owner in measures["1-1"].owners] == ["县民政局"]


@pytest.mark.parametrize(
    "sign", ["责任单位", "责任部门", "责任科室", "承办单位", "落实单位", "实施单位", "主管部门"]
)
def test_the_label_s_word_does_not_matter(sign):
    _, measures = read(f"一、任务\n1. 植树。多植树。（{sign}：县林业局、县水利局）\n")
    assert by_role(measures["1-1"], Role.OWNER) == ["县林业局", "县水利局"]


def test_a_plan_whose_tasks_all_stand_in_its_annex_is_read_there():
    document, measures = read(
        "某县2024年重点工作方案\n一、总体要求\n做好工作。\n附件：重点任务清单\n"
        "1. 建设冷库（责任单位：县商务局）\n2. 培育品牌（责任单位：县市场监管局）\n"
    )
    assert [measure.text for measure in measures.values()] == ["建设冷库", "培育品牌"]
    assert document.warnings == ()


def test_a_level_left_out_behind_the_first_name_is_restored_where_the_document_writes_it_elsewhere():
    _, measures = read(
        "某山区治水方案\n一、任务\n1. 查河。（区环境局、农村局、某山海事局、人民银行牵头）\n2. 护河。（区农村局负责）\n"
    )
    first, second, third, fourth = measures["1-1"].owners
    assert [first.unit, second.unit, third.unit, fourth.unit] == [
        "区环境局",
        "区农村局",
        "某山海事局",
        "人民银行",
    ]
    assert (second.written, second.origin) == ("农村局", Origin.ELIDED)
    assert (third.origin, fourth.origin) == (Origin.NAMED, Origin.NAMED)
    _, other = read("某山区治水方案\n一、任务\n1. 查河。（区环境局、农村局牵头）\n")
    assert [owner.unit for owner in other["1-1"].owners] == ["区环境局", "农村局"]

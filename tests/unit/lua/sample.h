/*
 * sample.h - a report made by hand in which every kind of thing that can be read from a bulletin
 * occurs, so that the views can be tested without the readers.
 */
#ifndef TB_TEST_SAMPLE_H
#define TB_TEST_SAMPLE_H

#include <stdlib.h>

#include "model/report.h"

enum { SAMPLE_COLUMNS = 7 };

static inline struct tb_span sample_span(const struct tb_item *item, uint16_t column,
                                         const char *part)
{
    struct tb_str text = tb_item_text(item, column);
    size_t at = tb_str_find(text, tb_str_of(part), 0);
    if (at == SIZE_MAX)
        abort();
    return (struct tb_span){(uint32_t)at, (uint32_t)(at + strlen(part)), column};
}

static inline struct tb_decimal sample_number(const char *text)
{
    struct tb_decimal value;
    if (!tb_decimal_parse(tb_str_of(text), &value))
        abort();
    return value;
}

static inline struct tb_row *sample_row(struct tb_arena *arena, const char *const *texts,
                                        uint32_t count, uint32_t line)
{
    struct tb_row *row = TB_NEW(arena, struct tb_row);
    struct tb_cell *cells = TB_NEW_ARRAY(arena, struct tb_cell, count);
    for (uint32_t i = 0; i < count; i++)
        cells[i] = (struct tb_cell){
            .text = texts[i], .text_len = (uint32_t)strlen(texts[i]), .rowspan = 1, .colspan = 1};
    *row = (struct tb_row){.cells = cells, .count = count, .line = line};
    return row;
}

#define SAMPLE_LIST(item, list, COUNT, TYPE, n)                                                    \
    ((item)->COUNT = (n), (item)->list = TB_NEW_ARRAY(arena, TYPE, (n)))

static inline void sample_facts(struct tb_arena *arena, struct tb_item *item)
{
    SAMPLE_LIST(item, units, unit_count, struct tb_unit, 2);
    item->units[0] = (struct tb_unit){TB_STR("县林业局"), TB_UNIT_LEAD, TB_BASIS_EXPLICIT,
                                      sample_span(item, 3, "县林业局（牵头）")};
    item->units[1] = (struct tb_unit){TB_STR("县水利局"), TB_UNIT_MEMBER, TB_BASIS_BY_EXCLUSION,
                                      sample_span(item, 3, "县水利局")};
    SAMPLE_LIST(item, people, person_count, struct tb_person, 1);
    item->people[0] =
        (struct tb_person){TB_STR("张三"), TB_STR("联系人"), sample_span(item, 5, "张三")};
    SAMPLE_LIST(item, quantities, quantity_count, struct tb_quantity, 4);
    item->quantities[0] = (struct tb_quantity){.span = sample_span(item, 2, "100亩以上"),
                                               .lo = sample_number("100"),
                                               .has_lo = true,
                                               .unit = TB_STR("亩"),
                                               .dimension = TB_DIM_AREA,
                                               .comparator = TB_CMP_GE,
                                               .metric = TB_STR("种植果树"),
                                               .parent = TB_NONE};
    item->quantities[1] = (struct tb_quantity){.span = sample_span(item, 4, "60亩"),
                                               .lo = sample_number("60"),
                                               .hi = sample_number("60"),
                                               .has_lo = true,
                                               .has_hi = true,
                                               .unit = TB_STR("亩"),
                                               .dimension = TB_DIM_AREA,
                                               .comparator = TB_CMP_EQ,
                                               .cumulative = true,
                                               .parent = TB_NONE};
    item->quantities[2] = (struct tb_quantity){.span = sample_span(item, 4, "约12.5万元"),
                                               .lo = sample_number("125000"),
                                               .hi = sample_number("125000"),
                                               .has_lo = true,
                                               .has_hi = true,
                                               .unit = TB_STR("元"),
                                               .dimension = TB_DIM_MONEY,
                                               .comparator = TB_CMP_APPROX,
                                               .hedges = 1u << TB_HEDGE_APPROX,
                                               .period = {.known = true,
                                                          .kind = TB_PERIOD_YTD,
                                                          .index = 9,
                                                          .from = {2021, 1, 1},
                                                          .to = {2021, 9, 30}},
                                               .parent = TB_NONE};
    item->quantities[3] = (struct tb_quantity){.span = sample_span(item, 4, "三分之二"),
                                               .lo = sample_number("2/3"),
                                               .hi = sample_number("2/3"),
                                               .has_lo = true,
                                               .has_hi = true,
                                               .dimension = TB_DIM_MULTIPLE,
                                               .kind = TB_KIND_SHARE,
                                               .parent = 2};
}

static inline void sample_readings(struct tb_arena *arena, struct tb_item *item)
{
    static const uint32_t first[] = {0};
    static const struct tb_rejected rejected[] = {
        {2, {.known = true, .likeness = 0.25, .score = 0.4}}};
    static const struct tb_member members[] = {{0, 1}, {1, 0}};
    static const enum tb_label accepted[] = {TB_LABEL_BEHIND, TB_LABEL_DELAYED};
    SAMPLE_LIST(item, dates, date_count, struct tb_date, 1);
    item->dates[0] = (struct tb_date){
        sample_span(item, 4, "11月底"), {2021, 11, 21}, {2021, 11, 30}, TB_DATE_RESCHEDULED};
    SAMPLE_LIST(item, reasons, reason_count, struct tb_reason, 1);
    item->reasons[0] = (struct tb_reason){TB_STR("land"), sample_span(item, 4, "因用地未批")};
    SAMPLE_LIST(item, adjusted, adjusted_count, struct tb_adjusted, 1);
    item->adjusted[0] =
        (struct tb_adjusted){sample_span(item, 4, "推迟到11月底"), {0}, TB_STR("11月底")};
    SAMPLE_LIST(item, parts, part_count, struct tb_part, 2);
    item->parts[0] = (struct tb_part){.label = TB_STR("1"),
                                      .span = sample_span(item, 4, "1.已种植果树60亩"),
                                      .target = sample_span(item, 2, "种植果树100亩以上"),
                                      .has_label = true,
                                      .label_is = TB_LABEL_BEHIND,
                                      .stage = TB_STR("started"),
                                      .reasons = first,
                                      .dates = first,
                                      .reason_count = 1,
                                      .date_count = 1};
    item->parts[1] = (struct tb_part){
        .label = TB_STR(""), .span = {.column = TB_NO_COLUMN}, .target = {.column = TB_NO_COLUMN}};
    SAMPLE_LIST(item, demands, demand_count, struct tb_demand, 1);
    item->demands[0] =
        (struct tb_demand){sample_span(item, 2, "种植果树100亩以上"), true, first, 1};
    SAMPLE_LIST(item, claims, claim_count, struct tb_claim, 2);
    item->claims[0] =
        (struct tb_claim){sample_span(item, 4, "已种植果树60亩"), true, TB_LABEL_COMPLETED, 0};
    item->claims[1] = (struct tb_claim){.span = sample_span(item, 4, "因用地未批"), .sentence = 1};
    SAMPLE_LIST(item, pairs, pair_count, struct tb_pair, 2);
    item->pairs[0] =
        (struct tb_pair){.side = TB_SIDE_PERIOD,
                         .target = 0,
                         .actual = 1,
                         .part = 0,
                         .has_attainment = true,
                         .has_expected = true,
                         .has_gap = true,
                         .attainment = sample_number("0.6"),
                         .expected = sample_number("1"),
                         .gap_points = sample_number("40"),
                         .verdict = TB_VERDICT_MISSED,
                         .confidence = 0.9,
                         .why = {.known = true, .same_unit = true, .likeness = 0.85, .score = 1.02},
                         .rejected = rejected,
                         .rejected_count = 1};
    item->pairs[1] = (struct tb_pair){.side = TB_SIDE_ANNUAL,
                                      .target = 0,
                                      .actual = TB_NONE,
                                      .part = TB_NONE,
                                      .verdict = TB_VERDICT_PENDING,
                                      .confidence = 0.4,
                                      .implied = TB_STR("全部")};
    SAMPLE_LIST(item, relations, relation_count, struct tb_relation, 1);
    item->relations[0] = (struct tb_relation){.kind = TB_RELATION_SUM,
                                              .members = members,
                                              .member_count = 2,
                                              .stated = TB_STR("60"),
                                              .recomputed = TB_STR("65")};
    static const struct tb_str flags[] = {{"delayed_part", sizeof "delayed_part" - 1}};
    struct tb_span *evidence = TB_NEW(arena, struct tb_span);
    *evidence = sample_span(item, 4, "推迟");
    item->status = (struct tb_item_status){.has_label = true,
                                           .label = TB_LABEL_BEHIND,
                                           .accepted = accepted,
                                           .accepted_count = 2,
                                           .attainment = TB_ATTAINED_MISSED,
                                           .evidence_quality = TB_EVIDENCE_FIGURES,
                                           .confidence = 0.8,
                                           .flags = flags,
                                           .flag_count = 1,
                                           .evidence = evidence,
                                           .evidence_count = 1};
}

static inline struct tb_report *sample_report(struct tb_arena *arena)
{
    static const char *const first[SAMPLE_COLUMNS] = {
        "1",
        "种植果树",
        "种植果树100亩以上",
        "县林业局（牵头） 县水利局",
        "1.已种植果树60亩，因用地未批推迟到11月底；2.投入约12.5万元，为三分之二",
        "张三",
        "见表二"};
    static const char *const second[3] = {"2", "修建水渠", ""};
    static const struct tb_column columns[SAMPLE_COLUMNS] = {
        {{"序号", sizeof "序号" - 1}, TB_ROLE_NO},
        {{"年度工作任务", sizeof "年度工作任务" - 1}, TB_ROLE_TASK},
        {{"第三季度目标", sizeof "第三季度目标" - 1}, TB_ROLE_TARGET},
        {{"责任单位", sizeof "责任单位" - 1}, TB_ROLE_UNITS},
        {{"完成情况", sizeof "完成情况" - 1}, TB_ROLE_RESULT},
        {{"联系人", sizeof "联系人" - 1}, TB_ROLE_PEOPLE},
        {{"附件", sizeof "附件" - 1}, TB_ROLE_OTHER}};
    static const struct tb_str section[] = {{"一、农业", sizeof "一、农业" - 1}};
    static const struct tb_str marks[] = {{"▲", sizeof "▲" - 1}};
    static const uint16_t inherited[] = {3};
    struct tb_report *report = TB_NEW(arena, struct tb_report);
    report->source = (struct tb_source){.name = TB_STR("sample.txt"),
                                        .bytes = TB_STR("abc"),
                                        .text = TB_STR("abc"),
                                        .format = "text",
                                        .encoding = "UTF-8"};
    report->title = TB_STR("甲县2021年重点工作第三季度完成情况");
    report->place = TB_STR("甲县");
    report->year = 2021;
    report->period = (struct tb_period){true, TB_PERIOD_QUARTER, 3, {2021, 7, 1}, {2021, 9, 30}};
    report->meta_count = 2;
    report->meta = TB_NEW_ARRAY(arena, struct tb_meta, 2);
    report->meta[0] = (struct tb_meta){TB_STR("索引号"), TB_STR("JX-09")};
    report->meta[1] = (struct tb_meta){TB_STR("发布机构"), TB_STR("县政府办")};
    report->column_count = SAMPLE_COLUMNS;
    report->columns = TB_NEW_ARRAY(arena, struct tb_column, SAMPLE_COLUMNS);
    memcpy(report->columns, columns, sizeof columns);
    for (unsigned role = 0; role < TB_ROLE_END; role++)
        report->column_of[role] = TB_NO_COLUMN;
    for (uint16_t i = SAMPLE_COLUMNS; i-- > 0;)
        report->column_of[columns[i].role] = i;
    report->repair_count = 1;
    report->repairs = TB_NEW_ARRAY(arena, struct tb_repair, 1);
    report->repairs[0] = (struct tb_repair){
        .kind = "html-tag", .line = 5, .column = 3, .count = 2, .detail = TB_STR("<p>")};

    report->item_count = 2;
    report->items = TB_NEW_ARRAY(arena, struct tb_item, 2);
    report->items[0] = (struct tb_item){.id = TB_STR("2021-001"),
                                        .no = TB_STR("1"),
                                        .row = sample_row(arena, first, SAMPLE_COLUMNS, 7),
                                        .section = section,
                                        .marks = marks,
                                        .inherited = inherited,
                                        .section_count = 1,
                                        .mark_count = 1,
                                        .inherited_count = 1};
    sample_facts(arena, &report->items[0]);
    sample_readings(arena, &report->items[0]);
    report->items[1] =
        (struct tb_item){.id = TB_STR("2021-002"), .row = sample_row(arena, second, 3, 0)};
    SAMPLE_LIST(&report->items[1], quantities, quantity_count, struct tb_quantity, 1);
    report->items[1].quantities[0] = (struct tb_quantity){.span = {0, 6, 1},
                                                          .lo = sample_number("5"),
                                                          .has_lo = true,
                                                          .unit = TB_STR("公顷"),
                                                          .dimension = TB_DIM_AREA,
                                                          .parent = TB_NONE};
    return report;
}

#endif

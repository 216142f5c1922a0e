/* json_test.c - a report and a finding, built by hand with something in every list, as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/finding_json.h"
#include "model/report_json.h"

/* Offsets are counted in code points: 𠀀 is one of four bytes. */
#define TASK "𠀀造林3000亩"
#define RESULT "已造林1200亩，\n占40%"

/* Cells of a container without places: only the line is known. */
#define CELL(literal)                                                                              \
    {                                                                                              \
        .text = literal, .text_len = sizeof literal - 1, .line = 3                                 \
    }

static const struct tb_cell cells[] = {CELL("1"),      CELL(TASK),      CELL("区林业局"),
                                       CELL(RESULT),   CELL("王某"),    CELL("备注一"),
                                       CELL("备注二"), CELL("多出来的")};
static struct tb_row rows[] = {{.cells = cells, .count = 8, .line = 3},
                               {.cells = cells, .count = 1, .line = 4}};
static struct tb_column columns[7];
static struct tb_report report;
static struct tb_item items[2];
static struct tb_extra_names names;

static void build(void)
{
    static struct tb_unit unit = {.role = TB_UNIT_LEAD, .basis = TB_BASIS_SOLE, .span = {0, 12, 2}};
    static struct tb_person person = {.span = {0, 6, 4}};
    static struct tb_quantity quantities[2];
    static struct tb_date date = {.span = {0, 3, 3}, .start = {2021, 9, 1}, .kind = TB_DATE_EVENT};
    static struct tb_reason reason = {.span = {3, 9, 3}};
    static struct tb_adjusted adjusted = {.span = {0, 3, 3}};
    static const uint32_t zero[] = {0};
    static struct tb_part part = {.span = {0, 16, 3}, .target = {.column = TB_NO_COLUMN}};
    static struct tb_rejected rejected = {.actual = 1};
    static struct tb_pair pair;
    static const struct tb_member member = {0, 1};
    static struct tb_relation relation = {
        .kind = TB_RELATION_RATIO, .ok = true, .members = &member, .member_count = 1};
    static const enum tb_label accepted[] = {TB_LABEL_PARTLY_DONE, TB_LABEL_BEHIND};
    static struct tb_str flags[1], section[1], marks[1];
    static const struct tb_span evidence = {9, 16, 3};
    static const uint16_t inherited[] = {2, 6};
    static struct tb_meta meta;
    static struct tb_repair repair = {.kind = "html-tag", .line = 3, .column = 4, .count = 2};

    static const struct {
        const char *header;
        enum tb_role role;
    } heads[7] = {{"", TB_ROLE_NO},         {"任务", TB_ROLE_TASK},   {"单位", TB_ROLE_UNITS},
                  {"结果", TB_ROLE_RESULT}, {"领导", TB_ROLE_PEOPLE}, {"备注", TB_ROLE_NOTE},
                  {"备注", TB_ROLE_NOTE}};
    for (size_t i = 0; i < 7; i++)
        columns[i] = (struct tb_column){tb_str_of(heads[i].header), heads[i].role};
    unit.name = TB_STR("区林业局");
    person.name = TB_STR("王某");
    person.role = TB_STR("分管领导");
    quantities[0] = (struct tb_quantity){.span = {10, 17, 1},
                                         .has_lo = true,
                                         .lo = {3, 1, 3},
                                         .unit = TB_STR("亩"),
                                         .dimension = TB_DIM_AREA,
                                         .comparator = TB_CMP_GE,
                                         .metric = TB_STR("造林"),
                                         .hedges = 1 << TB_HEDGE_APPROX | 1 << TB_HEDGE_EFFORT,
                                         .parent = TB_NONE,
                                         .period = {.known = true,
                                                    .kind = TB_PERIOD_HALF,
                                                    .index = 1,
                                                    .from = {2021, 1, 1},
                                                    .to = {2021, 6, 30}}};
    quantities[1] = (struct tb_quantity){.span = {9, 16, 3},
                                         .has_lo = true,
                                         .has_hi = true,
                                         .lo = {2, 3, 0},
                                         .hi = {2, 3, 0},
                                         .dimension = TB_DIM_RATIO,
                                         .metric = TB_STR(""),
                                         .kind = TB_KIND_SHARE,
                                         .cumulative = true,
                                         .parent = 0};
    reason.class = TB_STR("approval");
    adjusted.old_text = TB_STR("30");
    part.label = TB_STR("1");
    part.stage = TB_STR("started");
    part.reasons = part.dates = zero;
    part.reason_count = part.date_count = 1;
    rejected.why = (struct tb_why){.known = true, .likeness = 0.25, .score = 0.4};
    pair =
        (struct tb_pair){.side = TB_SIDE_ANNUAL,
                         .target = 0,
                         .actual = TB_NONE,
                         .part = TB_NONE,
                         .has_attainment = true,
                         .attainment = {2, 5, 0},
                         .has_gap = true,
                         .gap_points = {6, 1, 1},
                         .verdict = TB_VERDICT_IN_PROGRESS,
                         .confidence = 0.97,
                         .why = {.known = true, .same_unit = true, .likeness = 0.85, .score = 1.02},
                         .rejected = &rejected,
                         .rejected_count = 1,
                         .implied = TB_STR("全部")};
    relation.stated = TB_STR("40%");
    relation.recomputed = TB_STR("40.0%");
    flags[0] = TB_STR("delayed_part");
    section[0] = TB_STR("一、生态");
    marks[0] = TB_STR("▲");
    meta = (struct tb_meta){TB_STR("索引号"), TB_STR("A\"1\"")};
    repair.detail = TB_STR("<p>");

    items[0] = (struct tb_item){.id = TB_STR("2021-001"),
                                .no = TB_STR("1"),
                                .row = &rows[0],
                                .section = section,
                                .marks = marks,
                                .inherited = inherited,
                                .section_count = 1,
                                .mark_count = 1,
                                .inherited_count = 2,
                                .units = &unit,
                                .unit_count = 1,
                                .people = &person,
                                .person_count = 1,
                                .quantities = quantities,
                                .quantity_count = 2,
                                .dates = &date,
                                .date_count = 1,
                                .reasons = &reason,
                                .reason_count = 1,
                                .adjusted = &adjusted,
                                .adjusted_count = 1,
                                .parts = &part,
                                .part_count = 1,
                                .pairs = &pair,
                                .pair_count = 1,
                                .relations = &relation,
                                .relation_count = 1,
                                .status = {.has_label = true,
                                           .label = TB_LABEL_PARTLY_DONE,
                                           .accepted = accepted,
                                           .accepted_count = 2,
                                           .attainment = TB_ATTAINED_MISSED,
                                           .confidence = 0.8,
                                           .flags = flags,
                                           .flag_count = 1,
                                           .evidence = &evidence,
                                           .evidence_count = 1}};
    items[1] = (struct tb_item){
        .id = TB_STR("2021-002"),
        .row = &rows[1],
        .status = {.attainment = TB_ATTAINED_NONE, .evidence_quality = TB_EVIDENCE_NONE}};
    report = (struct tb_report){.source = {.name = TB_STR("a.txt"),
                                           .bytes = TB_STR("abc"),
                                           .text = TB_STR("abc"),
                                           .format = "text",
                                           .encoding = "UTF-8"},
                                .title = TB_STR("通报"),
                                .year = 2021,
                                .meta = &meta,
                                .meta_count = 1,
                                .columns = columns,
                                .column_count = 7,
                                .repairs = &repair,
                                .repair_count = 1,
                                .items = items,
                                .item_count = 2};
    for (size_t i = 0; i < TB_ROLE_END; i++)
        report.column_of[i] = TB_NO_COLUMN;
    for (uint16_t i = 7; i-- > 0;)
        report.column_of[columns[i].role] = i;
    tb_extra_names_find(&report, &names);
}

static void expect_text(struct tb_buf *buf, const char *expected)
{
    assert_int_equal(buf->failed, TB_OK);
    tb_buf_byte(buf, '\0');
    assert_string_equal(buf->ptr, expected);
    tb_buf_free(buf);
}

static void writes_a_whole_item(void **state)
{
    (void)state;
    struct tb_buf buf = tb_buf_make(1 << 16);
    struct tb_json json = tb_json_make(&buf, false);
    build();
    tb_json_object(&json);
    tb_report_json_item(&json, &report, &names, 0);
    tb_json_close(&json);
    expect_text(
        &buf,
        "{\"id\":\"2021-001\",\"no\":\"1\",\"section\":[\"一、生态\"],\"marks\":[\"▲\"],"
        "\"inherited\":[\"units\",\"col:6\"],\"line\":3,\"task\":\"" TASK "\",\"target\":null,"
        "\"result\":\"已造林1200亩，\\n占40%\","
        "\"extra\":{\"领导\":\"王某\",\"备注\":\"备注一\",\"col:6\":\"备注二\",\"col:7\":"
        "\"多出来的\"},"
        "\"units\":[{\"name\":\"区林业局\",\"role\":\"lead\",\"basis\":\"sole\",\"field\":"
        "\"units\",\"from\":0,\"to\":4,\"text\":\"区林业局\"}],"
        "\"people\":[{\"name\":\"王某\",\"role\":\"分管领导\",\"field\":\"people\",\"from\":0,"
        "\"to\":2}],"
        "\"quantities\":[{\"field\":\"task\",\"from\":3,\"to\":8,\"text\":\"3000亩\",\"lo\":"
        "\"3000\",\"hi\":null,\"unit\":\"亩\",\"dimension\":\"area\","
        "\"comparator\":\"ge\",\"kind\":\"level\",\"metric\":\"造林\",\"hedge\":[\"approx\","
        "\"effort\"],"
        "\"period\":{\"kind\":\"half\",\"index\":1,\"from\":\"2021-01-01\",\"to\":\"2021-06-30\"},"
        "\"cumulative\":false,\"parent\":null},"
        "{\"field\":\"result\",\"from\":3,\"to\":8,\"text\":\"1200亩\",\"lo\":\"2/3\",\"hi\":\"2/"
        "3\",\"unit\":null,\"dimension\":\"ratio\","
        "\"comparator\":\"eq\",\"kind\":\"share\",\"metric\":\"\",\"hedge\":[],\"period\":null,"
        "\"cumulative\":true,\"parent\":0}],"
        "\"dates\":[{\"field\":\"result\",\"from\":0,\"to\":1,\"text\":\"已\",\"start\":\"2021-09-"
        "01\",\"end\":null,\"kind\":\"event\"}],"
        "\"reasons\":[{\"class\":\"approval\",\"field\":\"result\",\"from\":1,\"to\":3}],"
        "\"adjusted\":[{\"field\":\"result\",\"from\":0,\"to\":1,\"old\":\"30\",\"new\":null}],"
        "\"parts\":[{\"label\":\"1\",\"field\":\"result\",\"from\":0,\"to\":8,\"target\":null,"
        "\"status\":null,\"stage\":\"started\",\"target_stage\":null,"
        "\"reasons\":[0],\"dates\":[0]}],"
        "\"pairs\":[{\"side\":\"annual\",\"target\":0,\"actual\":null,\"part\":null,\"attainment\":"
        "\"0.4000\",\"expected\":null,\"gap_points\":\"60.0\","
        "\"verdict\":\"in_progress\",\"confidence\":0.97,\"why\":\"unit=same likeness=0.85 "
        "score=1.02\",\"rejected\":[{"
        "\"actual\":1,\"why\":\"unit=kin likeness=0.25 score=0.40\"}],\"implied\":\"全部\"}],"
        "\"relations\":[{\"kind\":\"ratio\",\"ok\":true,\"members\":[{\"item\":0,\"quantity\":1}],"
        "\"stated\":\"40%\",\"recomputed\":\"40.0%\"}],"
        "\"status\":{\"label\":\"partly_done\",\"accepted\":[\"partly_done\",\"behind\"],"
        "\"reported\":null,\"attainment\":\"missed\","
        "\"evidence_quality\":\"figures\",\"confidence\":0.8,\"flags\":[\"delayed_part\"],"
        "\"evidence\":[{\"field\":\"result\",\"from\":3,\"to\":8,\"text\":\"1200亩\"}]}}");
}

/* A row that is too short: what is not there is null, what was not found is an empty list. */
static void writes_what_is_missing(void **state)
{
    (void)state;
    struct tb_buf buf = tb_buf_make(1 << 16);
    struct tb_json json = tb_json_make(&buf, false);
    build();
    tb_json_object(&json);
    tb_report_json_item(&json, &report, &names, 1);
    tb_json_close(&json);
    expect_text(&buf, "{\"id\":\"2021-002\",\"no\":null,\"section\":[],\"marks\":[],\"inherited\":["
                      "],\"line\":4,\"task\":null,\"target\":null,\"result\":null,"
                      "\"extra\":{\"领导\":null,\"备注\":null,\"col:6\":null},\"units\":[],"
                      "\"people\":[],\"quantities\":[],\"dates\":[],\"reasons\":[],"
                      "\"adjusted\":[],\"parts\":[],\"pairs\":[],\"relations\":[],\"status\":{"
                      "\"label\":null,\"accepted\":[],\"reported\":null,"
                      "\"attainment\":\"none\",\"evidence_quality\":\"none\",\"confidence\":0,"
                      "\"flags\":[],\"evidence\":[]}}");
}

static void keeps_a_units_cell_that_was_not_understood(void **state)
{
    (void)state;
    struct tb_buf buf = tb_buf_make(1 << 16);
    struct tb_json json = tb_json_make(&buf, false);
    build();
    items[0].unit_count = 0;
    tb_json_object(&json);
    tb_report_json_item(&json, &report, &names, 0);
    tb_json_close(&json);
    tb_buf_byte(&buf, '\0');
    assert_non_null(strstr(buf.ptr, "\"extra\":{\"单位\":\"区林业局\","));
    tb_buf_free(&buf);
}

static void count_drains(struct tb_buf *out, void *user)
{
    (void)out;
    ++*(int *)user;
}

static void writes_a_report(void **state)
{
    (void)state;
    struct tb_buf buf = tb_buf_make(1 << 16);
    struct tb_json json = tb_json_make(&buf, true);
    int drained = 0;
    build();
    report.item_count = 0;
    report.column_count = 1;
    tb_report_json(&json, &report, count_drains, &drained);
    assert_int_equal(drained, 0);
    expect_text(
        &buf,
        "{\n"
        "  \"schema\": \"tongbao.report/1\",\n"
        "  \"source\": {\n"
        "    \"name\": \"a.txt\",\n"
        "    \"format\": \"text\",\n"
        "    \"encoding\": \"UTF-8\",\n"
        "    \"bytes\": 3,\n"
        "    \"sha256\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n"
        "  },\n"
        "  \"title\": \"通报\",\n"
        "  \"place\": null,\n"
        "  \"year\": 2021,\n"
        "  \"period\": null,\n"
        "  \"meta\": {\n"
        "    \"索引号\": \"A\\\"1\\\"\"\n"
        "  },\n"
        "  \"columns\": [\n"
        "    {\"index\":0,\"header\":\"\",\"role\":\"no\"}\n"
        "  ],\n"
        "  \"repairs\": [\n"
        "    "
        "{\"kind\":\"html-tag\",\"line\":3,\"column\":4,\"part\":null,\"cell\":null,\"count\":2,"
        "\"detail\":\"<p>\"}\n"
        "  ],\n"
        "  \"items\": []\n"
        "}");
}

static void writes_a_finding(void **state)
{
    (void)state;
    struct tb_finding_cursor cursor = {0};
    struct tb_buf buf = tb_buf_make(1 << 16);
    struct tb_json json = tb_json_make(&buf, false);
    build();
    const struct tb_figure figures[] = {
        {TB_STR("want"), TB_STR("3000亩"), TB_STR("3000"), TB_STR("亩")},
        {TB_STR("who"), TB_STR("区林业局"), {0}, {0}}};
    const struct tb_related related = {.item = 0, .span = {10, 17, 1}};
    struct tb_finding finding = {.rule = TB_STR("target-missed"),
                                 .severity = TB_SEVERITY_WARNING,
                                 .item = 0,
                                 .span = {9, 16, 3},
                                 .zh = TB_STR("少了"),
                                 .en = TB_STR("short"),
                                 .figures = figures,
                                 .figure_count = 2,
                                 .related = &related,
                                 .related_count = 1,
                                 .confidence = 0.9,
                                 .fingerprint = "0123456789abcdef"};
    report.source.text = (struct tb_str){0};
    tb_finding_json(&json, &cursor, &report, 5, &finding);
    tb_buf_byte(&buf, '\0');
    assert_non_null(strstr(
        buf.ptr,
        "{\"rule\":\"target-missed\",\"severity\":\"warning\",\"report\":5,\"item\":0,\"no\":\"1\","
        "\"field\":\"result\",\"from\":3,\"to\":8,\"line\":3,"));
    assert_non_null(strstr(
        buf.ptr, "\"quote\":\"1200亩\",\"message\":{\"zh\":\"少了\",\"en\":\"short\"},"
                 "\"args\":{\"want\":\"3000亩\",\"who\":\"区林业局\"},"
                 "\"figures\":{\"want\":{\"value\":\"3000\",\"unit\":\"亩\",\"text\":\"3000亩\"}},"
                 "\"related\":[{\"item\":0,\"no\":\"1\",\"field\":\"task\",\"from\":3,\"to\":8,"));
    assert_non_null(strstr(buf.ptr, "\"confidence\":0.9,\"fingerprint\":\"0123456789abcdef\","
                                    "\"state\":\"new\",\"disposition\":\"unreviewed\","
                                    "\"judgement\":null}"));
    tb_buf_free(&buf);

    buf = tb_buf_make(1 << 16);
    finding = (struct tb_finding){.rule = TB_STR("plugin-failed"),
                                  .severity = TB_SEVERITY_ERROR,
                                  .item = TB_NONE,
                                  .span = {.column = TB_NO_COLUMN},
                                  .zh = TB_STR("一"),
                                  .en = TB_STR("one"),
                                  .confidence = 1};
    json = tb_json_make(&buf, false);
    tb_finding_json(&json, &cursor, &report, 0, &finding);
    expect_text(
        &buf,
        "{\"rule\":\"plugin-failed\",\"severity\":\"error\",\"report\":0,\"item\":null,\"no\":null,"
        "\"field\":null,\"from\":null,\"to\":null,"
        "\"line\":null,\"column\":null,\"part\":null,\"cell\":null,\"quote\":null,\"message\":{"
        "\"zh\":\"一\",\"en\":\"one\"},"
        "\"args\":{},\"figures\":{},\"related\":[],"
        "\"confidence\":1,\"fingerprint\":\"\",\"state\":\"new\",\"disposition\":\"unreviewed\","
        "\"judgement\":null}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_a_whole_item),
        cmocka_unit_test(writes_what_is_missing),
        cmocka_unit_test(keeps_a_units_cell_that_was_not_understood),
        cmocka_unit_test(writes_a_report),
        cmocka_unit_test(writes_a_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

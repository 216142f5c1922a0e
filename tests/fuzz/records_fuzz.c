/*
 * records_fuzz.c - the broker reading what a worker sends: any bytes, in pieces of any size. Whatever
 * is accepted lies inside the report and is valid text; the rest is refused, and nothing is read
 * beyond the input. The first byte chooses the size of the pieces.
 */
#include "base/utf8.h"
#include "host/gather.h"
#include "host/results.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CAP = 1 << 16, PLUGINS = 3, REPORTS = 2 };

static struct tb_cell cells[] = {{.text = "甲乙丙", .text_len = 9}, {.text = "", .text_len = 0}};
static struct tb_row rows[] = {{.cells = cells, .count = 2}, {.cells = cells, .count = 1}};
static struct tb_item items[] = {{.id = {"1", 1}, .no = {"1", 1}, .row = &rows[0]},
                                 {.id = {"2", 1}, .row = &rows[1]}};
static struct tb_column columns[] = {{.role = TB_ROLE_TASK}, {.role = TB_ROLE_RESULT}};

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_span(const struct tb_report *report, uint32_t item, struct tb_span span)
{
    require(item == TB_NONE || item < report->item_count);
    if (span.column == TB_NO_COLUMN)
        return;
    struct tb_str text = tb_item_text(&report->items[item], span.column);
    require(span.column < report->column_count && span.from <= span.to && span.to <= text.len);
    struct tb_str before = tb_str_sub(text, 0, span.from), after = tb_str_sub(text, 0, span.to);
    require(tb_utf8_valid(before) == before.len && tb_utf8_valid(after) == after.len);
}

static void check_text(struct tb_str text)
{
    require(tb_utf8_valid(text) == text.len);
}

static void check_result(const struct tb_report *report, const struct tb_run_result *result)
{
    for (size_t i = 0; i < result->finding_count; i++) {
        const struct tb_finding *finding = &result->findings[i];
        require(finding->report < REPORTS && finding->severity < TB_SEVERITY_END);
        require(finding->confidence >= 0 && finding->confidence <= 1);
        require(strlen(finding->fingerprint) == 16);
        check_span(report, finding->item, finding->span);
        check_text(finding->zh);
        check_text(finding->en);
        for (uint32_t j = 0; j < finding->figure_count; j++) {
            check_text(finding->figures[j].name);
            check_text(finding->figures[j].text);
            check_text(finding->figures[j].exact);
            check_text(finding->figures[j].unit);
        }
        for (uint32_t j = 0; j < finding->related_count; j++)
            check_span(report, finding->related[j].item, finding->related[j].span);
    }
    for (size_t i = 0; i < result->print_count; i++)
        check_text(result->prints[i].text);
}

/* Sends the bytes in pieces as a pipe would, to the crew of all plugins. */
static void send(struct tb_gather *gather, struct tb_str bytes, size_t piece)
{
    struct tb_crew *crew = &gather->crews[0];
    crew->plugin = crew->report = TB_NONE;
    for (size_t done = 0, seen = 0; seen < bytes.len;) {
        seen = bytes.len - seen > piece ? seen + piece : bytes.len;
        struct tb_str rest = tb_str_sub(bytes, done, seen);
        struct tb_error error = {0};
        if (tb_gather_take(gather, crew, &rest, &error) != TB_CAUSE_NONE ||
            gather->error.status != TB_OK)
            break;
        done = seen - rest.len;
    }
    struct tb_failure failure = {.plugin = crew->plugin,
                                 .report = crew->report,
                                 .cause = TB_CAUSE_PROTOCOL,
                                 .hook = TB_HOOK_END,
                                 .item = TB_NONE};
    if (tb_gather_can_fail(gather, crew, failure.plugin, failure.report))
        tb_gather_fail(gather, crew, &failure);
}

static void run(struct tb_arena *arena, enum tb_work work, struct tb_str bytes, size_t piece)
{
    struct tb_report report = {
        .columns = columns, .column_count = 2, .items = items, .item_count = 2};
    const struct tb_report *reports[REPORTS] = {&report, &report};
    struct tb_plugin plugins[PLUGINS];
    for (int i = 0; i < PLUGINS; i++)
        plugins[i] = (struct tb_plugin){.file = {.id = TB_STR("plugin")},
                                        .kind = TB_PLUGIN_CHECK,
                                        .bundled = true,
                                        .enabled = true};
    for (int role = 0; role < TB_ROLE_END; role++)
        report.column_of[role] = TB_NO_COLUMN;
    struct tb_plugin_set set = {plugins, PLUGINS};
    struct tb_run the_run = {.plugins = &set,
                             .reports = reports,
                             .report_count = REPORTS,
                             .limits = tb_limits_default()};
    struct tb_gather gather = {.run = &the_run, .work = work, .arena = arena};
    struct tb_run_result result;
    struct tb_case_result *cases;
    size_t count;
    if (tb_gather_start(&gather, NULL) == TB_OK) {
        send(&gather, bytes, piece);
        if (tb_gather_finish(&gather, &result, NULL) == TB_OK)
            check_result(&report, &result);
        if (tb_gather_cases(&gather, &cases, &count, NULL) == TB_OK)
            for (size_t i = 0; i < count; i++)
                check_text(cases[i].name);
    }
    tb_gather_free(&gather);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tb_arena *arena;
    if (size < 1 || size > CAP || (!arena && tb_arena_new((size_t)16 << 20, &arena, NULL) != TB_OK))
        return 0;
    struct tb_str bytes = {(const char *)data + 1, size - 1};
    size_t piece = data[0] ? data[0] : SIZE_MAX;
    run(arena, data[0] & 1 ? TB_WORK_CHECKS : TB_WORK_CASES, bytes, piece);
    tb_arena_reset(arena);
    return 0;
}

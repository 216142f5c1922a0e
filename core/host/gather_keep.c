/* gather_keep.c - what waited until its plugin had finished becomes part of the results. */
#include "host/gather_keep.h"

void tb_gather_no_memory(struct tb_gather *gather)
{
    if (gather->error.status == TB_OK)
        (void)tb_arena_fail(gather->arena, &gather->error);
}

static enum tb_status keep_finding(struct tb_gather *gather, struct tb_crew *crew,
                                   const struct tb_record *record, struct tb_error *error)
{
    const struct tb_plugin *plugin = &gather->run->plugins->at[record->plugin];
    struct tb_finding finding;
    enum tb_status status = tb_record_finding(record, gather->run->reports[record->report],
                                              gather->arena, &finding, error);
    if (status == TB_EFORMAT)
        return status;
    struct tb_finding *kept = status == TB_OK ? TB_LIST_ADD(gather->arena, &crew->findings) : NULL;
    if (!kept) {
        tb_gather_no_memory(gather);
        return TB_OK;
    }
    *kept = finding;
    kept->rule = plugin->file.id;
    if (plugin->has_severity)
        kept->severity = plugin->severity;
    return TB_OK;
}

/* A text of a record, kept; nothing stays nothing. */
static bool keep_text(struct tb_gather *gather, struct tb_str *text)
{
    if (text->ptr)
        *text = tb_arena_copy(gather->arena, *text);
    return text->ptr != NULL;
}

static enum tb_status keep_case(struct tb_gather *gather, struct tb_crew *crew,
                                const struct tb_record *record, struct tb_error *error)
{
    struct tb_case_told told;
    enum tb_status status = tb_record_case(record, gather->arena, &told, error);
    if (status == TB_ENOMEM || status == TB_ELIMIT)
        tb_gather_no_memory(gather);
    if (status != TB_OK)
        return status;
    struct tb_case_result *kept = TB_LIST_ADD(gather->arena, &crew->cases);
    struct tb_case_fact *facts = TB_NEW_ARRAY(gather->arena, struct tb_case_fact, told.fact_count);
    bool room = kept && facts && keep_text(gather, &told.name);
    if (told.difference.ptr)
        room = keep_text(gather, &told.difference) && room;
    for (uint32_t i = 0; room && i < told.fact_count; i++) {
        facts[i] = told.facts[i];
        room = (!facts[i].name.ptr || keep_text(gather, &facts[i].name)) &&
               (!facts[i].text.ptr || keep_text(gather, &facts[i].text));
    }
    if (room)
        *kept = (struct tb_case_result){record->plugin,  told.passed, told.expects,   told.name,
                                        told.difference, facts,       told.fact_count};
    else
        tb_gather_no_memory(gather);
    return TB_OK;
}

/* All that was printed in what waits becomes one text: a million empty lines cost a million bytes. */
static enum tb_status keep_prints(struct tb_gather *gather, struct tb_crew *crew,
                                  struct tb_error *error)
{
    struct tb_str rest = tb_buf_str(&crew->pending), text;
    struct tb_buf all = tb_buf_make(TB_PENDING_MAX);
    enum tb_status status = TB_OK;
    while (rest.len && status == TB_OK) {
        struct tb_record record;
        bool complete;
        status = tb_record_next(&rest, &record, &complete, error);
        if (status != TB_OK || record.kind != TB_RECORD_PRINT)
            continue;
        status = tb_record_text(&record, &text, error);
        if (status == TB_OK)
            tb_buf_add(&all, text);
    }
    if (all.len) {
        struct tb_printed *kept = TB_LIST_ADD(gather->arena, &crew->prints);
        text = tb_arena_copy(gather->arena, tb_buf_str(&all));
        if (kept && text.ptr)
            *kept = (struct tb_printed){crew->plugin, crew->report, text};
        else
            tb_gather_no_memory(gather);
    }
    if (all.failed == TB_ENOMEM)
        (void)tb_fail_memory(&gather->error);
    tb_buf_free(&all);
    return status;
}

/* A line of a fetcher: texts divided by tabs. */
static enum tb_status keep_line(struct tb_gather *gather, struct tb_crew *crew,
                                const struct tb_record *record, struct tb_error *error)
{
    struct tb_str text, *parts[5];
    struct tb_fetch_line line = {.fetch = record->report};
    enum tb_status status = tb_record_text(record, &text, error);
    if (status != TB_OK)
        return status;
    text = tb_arena_copy(gather->arena, text);
    struct tb_fetch_line *kept = TB_LIST_ADD(gather->arena, &crew->lines);
    if (!text.ptr || !kept) {
        tb_gather_no_memory(gather);
        return TB_OK;
    }
    parts[0] = &line.what;
    for (size_t i = 0; i < 4; i++)
        parts[i + 1] = &line.text[i];
    for (size_t i = 0; i < 5; i++) {
        size_t end = tb_str_find(text, TB_STR("\t"), 0);
        struct tb_str part = tb_str_sub(text, 0, end == SIZE_MAX ? text.len : end);
        if (part.len > 0)
            *parts[i] = part;
        if (end == SIZE_MAX)
            break;
        text = tb_str_sub(text, end + 1, text.len);
    }
    *kept = line;
    return TB_OK;
}

enum tb_status tb_gather_keep(struct tb_gather *gather, struct tb_crew *crew, bool failed,
                              struct tb_error *error)
{
    struct tb_str rest = tb_buf_str(&crew->pending);
    size_t findings = crew->findings.count;
    enum tb_status status = keep_prints(gather, crew, error);
    while (rest.len && status == TB_OK) {
        struct tb_record record;
        bool complete;
        status = tb_record_next(&rest, &record, &complete, error);
        if (status == TB_OK && record.kind == TB_RECORD_CASE)
            status = keep_case(gather, crew, &record, error);
        else if (status == TB_OK && record.kind == TB_RECORD_FINDING && !failed)
            status = keep_finding(gather, crew, &record, error);
        else if (status == TB_OK && record.kind == TB_RECORD_FETCH && !failed)
            status = keep_line(gather, crew, &record, error);
    }
    if (status != TB_OK)
        crew->findings.count = findings;
    tb_buf_clear(&crew->pending);
    crew->pending_findings = 0;
    return status;
}

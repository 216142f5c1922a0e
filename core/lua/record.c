/*
 * record.c - writing and reading the frames between worker and broker. The writer makes every text
 * fit; the reader trusts nothing: it never reads past a frame, and refuses what the writer could not
 * have written.
 */
#include "lua/record.h"

#include "base/utf8.h"

/* The length that says "no text" (ptr NULL). */
#define NO_TEXT UINT32_MAX

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* ---- writing ---- */

static void patch_u32(struct tb_buf *out, size_t at, size_t value)
{
    if (out->failed)
        return;
    for (size_t i = 0; i < 4; i++)
        out->ptr[at + i] = (char)(value >> (8 * i) & 0xFF);
}

static size_t begin_frame(struct tb_buf *out, enum tb_record_kind kind, uint32_t plugin,
                          uint32_t report)
{
    size_t start = out->len;
    tb_buf_u32(out, 0);
    tb_buf_u32(out, (uint32_t)kind); /* u16 kind, u16 0 */
    tb_buf_u32(out, plugin);
    tb_buf_u32(out, report);
    return start;
}

static void end_frame(struct tb_buf *out, size_t start)
{
    patch_u32(out, start, out->len - start - 4);
}

/* Adds `text` as valid UTF-8 of at most `cap` bytes. */
static void add_clean(struct tb_buf *out, struct tb_str text, size_t cap)
{
    /* No byte becomes less than one: what lies behind the cap need not be looked at. */
    if (text.len > cap)
        for (text.len = cap; text.len > 0 && is_continuation(text.ptr[text.len]);)
            text.len--;
    if (tb_utf8_valid(text) == text.len) {
        tb_buf_add(out, text);
        return;
    }
    for (size_t at = 0, used = 0, len; at < text.len; at += len) {
        char bytes[4];
        size_t size = tb_utf8_put(tb_utf8_at(text, at, &len), bytes);
        if (size > cap - used)
            return;
        used += size;
        tb_buf_add(out, (struct tb_str){bytes, size});
    }
}

static void put_text(struct tb_buf *out, struct tb_str text, size_t cap)
{
    size_t start = out->len;
    tb_buf_u32(out, NO_TEXT);
    if (!text.ptr)
        return;
    add_clean(out, text, cap);
    patch_u32(out, start, out->len - start - 4);
}

void tb_record_put(struct tb_buf *out, enum tb_record_kind kind, uint32_t plugin, uint32_t report,
                   struct tb_str payload)
{
    enum { ROOM = TB_RECORD_MAX - TB_RECORD_HEAD };
    if (kind != TB_RECORD_OUTPUT) {
        size_t start = begin_frame(out, kind, plugin, report);
        add_clean(out, payload, ROOM);
        end_frame(out, start);
        return;
    }
    for (size_t at = 0; at < payload.len; at += ROOM) {
        size_t end = payload.len - at > ROOM ? at + ROOM : payload.len;
        size_t start = begin_frame(out, kind, plugin, report);
        tb_buf_add(out, tb_str_sub(payload, at, end));
        end_frame(out, start);
    }
}

static void put_span(struct tb_buf *out, uint32_t item, struct tb_span span)
{
    tb_buf_u32(out, item);
    tb_buf_u32(out, span.column);
    tb_buf_u32(out, span.from);
    tb_buf_u32(out, span.to);
}

void tb_record_put_finding(struct tb_buf *out, uint32_t plugin, const struct tb_finding *finding)
{
    size_t start = begin_frame(out, TB_RECORD_FINDING, plugin, finding->report);
    uint64_t confidence;
    memcpy(&confidence, &finding->confidence, sizeof confidence);
    tb_buf_u32(out, (uint32_t)finding->severity);
    tb_buf_u32(out, (uint32_t)(confidence & UINT32_MAX));
    tb_buf_u32(out, (uint32_t)(confidence >> 32));
    put_span(out, finding->item, finding->span);
    put_text(out, finding->zh, TB_RECORD_MESSAGE_MAX);
    put_text(out, finding->en, TB_RECORD_MESSAGE_MAX);
    uint32_t count = finding->figure_count;
    count = count > TB_RECORD_QUOTES_MAX ? TB_RECORD_QUOTES_MAX : count;
    tb_buf_u32(out, count);
    for (uint32_t i = 0; i < count; i++) {
        put_text(out, finding->figures[i].name, TB_RECORD_FIGURE_MAX);
        put_text(out, finding->figures[i].text, TB_RECORD_FIGURE_MAX);
        put_text(out, finding->figures[i].exact, TB_RECORD_FIGURE_MAX);
        put_text(out, finding->figures[i].unit, TB_RECORD_FIGURE_MAX);
    }
    count = finding->related_count;
    count = count > TB_RECORD_QUOTES_MAX ? TB_RECORD_QUOTES_MAX : count;
    tb_buf_u32(out, count);
    for (uint32_t i = 0; i < count; i++)
        put_span(out, finding->related[i].item, finding->related[i].span);
    end_frame(out, start);
}

void tb_record_put_failed(struct tb_buf *out, uint32_t plugin, uint32_t report,
                          const struct tb_failed *failed)
{
    size_t start = begin_frame(out, TB_RECORD_FAILED, plugin, report);
    tb_buf_u32(out, failed->cause);
    tb_buf_u32(out, failed->hook);
    tb_buf_u32(out, failed->item);
    tb_buf_u32(out, failed->line);
    put_text(out, failed->message, TB_RECORD_MESSAGE_MAX);
    end_frame(out, start);
}

void tb_record_put_case(struct tb_buf *out, uint32_t plugin, const struct tb_case_told *told)
{
    size_t start = begin_frame(out, TB_RECORD_CASE, plugin, 0);
    tb_buf_u32(out, told->passed);
    tb_buf_u32(out, told->expects);
    put_text(out, told->name, TB_RECORD_MESSAGE_MAX);
    put_text(out, told->difference, TB_RECORD_MAX / 4);
    uint32_t count = told->fact_count > TB_RECORD_FACTS_MAX ? 0 : told->fact_count;
    tb_buf_u32(out, count);
    for (uint32_t i = 0; i < count; i++) {
        tb_buf_u32(out, (uint32_t)told->facts[i].what);
        put_text(out, told->facts[i].name, TB_RECORD_FACT_MAX);
        put_text(out, told->facts[i].text, TB_RECORD_FACT_MAX);
    }
    end_frame(out, start);
}

/* ---- reading ---- */

/* What is left of a payload; once something did not fit, `bad` stays and all reads give 0. */
struct reader {
    struct tb_str rest;
    bool bad;
};

static uint32_t read_u32(struct reader *reader)
{
    if (reader->bad || reader->rest.len < 4) {
        reader->bad = true;
        return 0;
    }
    const unsigned char *p = (const unsigned char *)reader->rest.ptr;
    uint32_t value =
        (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    reader->rest = tb_str_sub(reader->rest, 4, reader->rest.len);
    return value;
}

/* A text of at most `cap` bytes, borrowed; ptr NULL: none, which is bad unless `optional`. */
static struct tb_str read_text(struct reader *reader, size_t cap, bool optional)
{
    struct tb_str text = {0};
    size_t len = read_u32(reader);
    if (reader->bad || (len == NO_TEXT && optional))
        return text;
    if (len > cap || len > reader->rest.len) {
        reader->bad = true;
        return text;
    }
    text = tb_str_sub(reader->rest, 0, len);
    reader->rest = tb_str_sub(reader->rest, len, reader->rest.len);
    reader->bad = tb_utf8_valid(text) != len;
    return text;
}

/* `field` as record.h and finding.h call it. */
static enum tb_status malformed(struct tb_error *error, const char *field)
{
    return tb_fail(error, TB_EFORMAT, "插件进程发来的记录不合格式（%s）",
                   "the plugin's process sent a malformed record (%s)", field);
}

enum tb_status tb_record_next(struct tb_str *input, struct tb_record *record, bool *complete,
                              struct tb_error *error)
{
    struct reader reader = {.rest = *input};
    if (input->len < TB_RECORD_HEAD) {
        *complete = false;
        return TB_OK;
    }
    size_t len = read_u32(&reader);
    uint32_t kind = read_u32(&reader);
    if (len < TB_RECORD_HEAD - 4 || len > TB_RECORD_MAX - 4)
        return malformed(error, "length");
    if (kind < TB_RECORD_DECLARED || kind > TB_RECORD_DONE)
        return malformed(error, "kind");
    *complete = input->len - 4 >= len;
    if (!*complete)
        return TB_OK;
    record->kind = (enum tb_record_kind)kind;
    record->plugin = read_u32(&reader);
    record->report = read_u32(&reader);
    record->payload = tb_str_sub(*input, TB_RECORD_HEAD, len + 4);
    *input = tb_str_sub(*input, len + 4, input->len);
    return TB_OK;
}

static bool is_boundary(struct tb_str text, uint32_t at)
{
    return at == text.len || !is_continuation(text.ptr[at]);
}

/* A place in the report: an item or none, and in it a span of a cell or none. */
static bool read_span(struct reader *reader, const struct tb_report *report, uint32_t *item,
                      struct tb_span *span)
{
    *item = read_u32(reader);
    uint32_t column = read_u32(reader), from = read_u32(reader), to = read_u32(reader);
    if (reader->bad || (*item != TB_NONE && *item >= report->item_count))
        return false;
    *span = (struct tb_span){from, to, (uint16_t)column};
    if (column == TB_NO_COLUMN)
        return from == 0 && to == 0;
    if (*item == TB_NONE || column > TB_NO_COLUMN)
        return false;
    const struct tb_item *holder = &report->items[*item];
    if (column >= report->column_count && !tb_item_cell(holder, (uint16_t)column))
        return false; /* beyond the header, and the row is no longer either */
    struct tb_str text = tb_item_text(holder, (uint16_t)column);
    return from <= to && to <= text.len && is_boundary(text, from) && is_boundary(text, to);
}

static bool read_figures(struct reader *reader, struct tb_arena *arena, struct tb_finding *finding)
{
    uint32_t count = read_u32(reader);
    if (reader->bad || count > TB_RECORD_QUOTES_MAX)
        return false;
    struct tb_figure *figures = TB_NEW_ARRAY(arena, struct tb_figure, count);
    for (uint32_t i = 0; figures && i < count; i++) {
        figures[i].name = read_text(reader, TB_RECORD_FIGURE_MAX, false);
        figures[i].text = read_text(reader, TB_RECORD_FIGURE_MAX, false);
        figures[i].exact = read_text(reader, TB_RECORD_FIGURE_MAX, true);
        figures[i].unit = read_text(reader, TB_RECORD_FIGURE_MAX, true);
    }
    finding->figures = figures;
    finding->figure_count = count;
    return !reader->bad;
}

static bool read_related(struct reader *reader, const struct tb_report *report,
                         struct tb_arena *arena, struct tb_finding *finding)
{
    uint32_t count = read_u32(reader);
    if (reader->bad || count > TB_RECORD_QUOTES_MAX)
        return false;
    struct tb_related *related = TB_NEW_ARRAY(arena, struct tb_related, count);
    for (uint32_t i = 0; related && i < count; i++)
        if (!read_span(reader, report, &related[i].item, &related[i].span) ||
            related[i].item == TB_NONE)
            return false;
    finding->related = related;
    finding->related_count = count;
    return true;
}

enum tb_status tb_record_finding(const struct tb_record *record, const struct tb_report *report,
                                 struct tb_arena *arena, struct tb_finding *out,
                                 struct tb_error *error)
{
    struct tb_finding finding = {.report = record->report};
    /* One copy holds every text of the finding. */
    struct reader reader = {.rest = tb_arena_copy(arena, record->payload)};
    if (!reader.rest.ptr)
        return tb_arena_fail(arena, error);
    uint32_t severity = read_u32(&reader);
    uint64_t confidence = read_u32(&reader);
    confidence |= (uint64_t)read_u32(&reader) << 32;
    memcpy(&finding.confidence, &confidence, sizeof confidence);
    finding.severity = (enum tb_severity)severity;
    if (reader.bad || severity >= TB_SEVERITY_END)
        return malformed(error, "severity");
    if (!(finding.confidence >= 0 && finding.confidence <= 1))
        return malformed(error, "confidence");
    if (!read_span(&reader, report, &finding.item, &finding.span))
        return malformed(error, "span");
    finding.zh = read_text(&reader, TB_RECORD_MESSAGE_MAX, false);
    finding.en = read_text(&reader, TB_RECORD_MESSAGE_MAX, false);
    if (reader.bad)
        return malformed(error, "message");
    if (!read_figures(&reader, arena, &finding))
        return malformed(error, "figures");
    if (!read_related(&reader, report, arena, &finding))
        return malformed(error, "related");
    if (!finding.figures || !finding.related)
        return tb_arena_fail(arena, error);
    if (reader.rest.len)
        return malformed(error, "length");
    *out = finding;
    return TB_OK;
}

enum tb_status tb_record_failed(const struct tb_record *record, struct tb_failed *out,
                                struct tb_error *error)
{
    struct reader reader = {.rest = record->payload};
    struct tb_failed failed;
    failed.cause = read_u32(&reader);
    failed.hook = read_u32(&reader);
    failed.item = read_u32(&reader);
    failed.line = read_u32(&reader);
    failed.message = read_text(&reader, TB_RECORD_MESSAGE_MAX, true);
    if (reader.bad || reader.rest.len)
        return malformed(error, "length");
    if (failed.cause == TB_CAUSE_NONE || failed.cause >= TB_CAUSE_END)
        return malformed(error, "cause");
    if (failed.hook >= TB_HOOK_END)
        return malformed(error, "hook");
    *out = failed;
    return TB_OK;
}

static bool read_facts(struct reader *reader, struct tb_arena *arena, struct tb_case_told *told)
{
    uint32_t count = read_u32(reader);
    if (reader->bad || count > TB_RECORD_FACTS_MAX)
        return false;
    struct tb_case_fact *facts = TB_NEW_ARRAY(arena, struct tb_case_fact, count);
    for (uint32_t i = 0; facts && i < count; i++) {
        uint32_t what = read_u32(reader);
        facts[i].name = read_text(reader, TB_RECORD_FACT_MAX, true);
        facts[i].text = read_text(reader, TB_RECORD_FACT_MAX, true);
        if (reader->bad || what >= TB_FACT_END)
            return false;
        facts[i].what = (enum tb_fact)what;
    }
    told->facts = facts;
    told->fact_count = count;
    return true;
}

enum tb_status tb_record_case(const struct tb_record *record, struct tb_arena *arena,
                              struct tb_case_told *out, struct tb_error *error)
{
    struct reader reader = {.rest = record->payload};
    struct tb_case_told told = {0};
    uint32_t passed = read_u32(&reader), expects = read_u32(&reader);
    told.name = read_text(&reader, TB_RECORD_MESSAGE_MAX, false);
    told.difference = read_text(&reader, TB_RECORD_MAX / 4, true);
    if (!read_facts(&reader, arena, &told) || reader.bad || reader.rest.len || passed > 1 ||
        expects > 1)
        return malformed(error, "case");
    if (!told.facts)
        return tb_arena_fail(arena, error);
    told.passed = passed;
    told.expects = expects;
    *out = told;
    return TB_OK;
}

enum tb_status tb_record_text(const struct tb_record *record, struct tb_str *out,
                              struct tb_error *error)
{
    if (tb_utf8_valid(record->payload) != record->payload.len)
        return malformed(error, "text");
    *out = record->payload;
    return TB_OK;
}

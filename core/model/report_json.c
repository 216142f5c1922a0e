/* report_json.c - writing reports as JSON: the report's own members. Items are in item_json.c. */
#include "model/report_json.h"

#include "base/file.h"

void tb_json_day(struct tb_json *json, struct tb_day day)
{
    char text[32];
    if (day.year <= 0) {
        tb_json_null(json);
        return;
    }
    snprintf(text, sizeof text, "%04d-%02u-%02u", day.year, day.month, day.day);
    tb_json_text(json, text);
}

void tb_json_period(struct tb_json *json, const struct tb_period *period)
{
    if (!period->known) {
        tb_json_null(json);
        return;
    }
    tb_json_object(json);
    tb_json_key(json, "kind");
    tb_json_text(json, tb_period_kind_name(period->kind));
    tb_json_key(json, "index");
    if (period->index)
        tb_json_int(json, period->index);
    else
        tb_json_null(json);
    tb_json_key(json, "from");
    tb_json_day(json, period->from);
    tb_json_key(json, "to");
    tb_json_day(json, period->to);
    tb_json_close(json);
}

static void number_or_null(struct tb_json *json, const char *key, uint32_t value)
{
    tb_json_key(json, key);
    if (value)
        tb_json_int(json, value);
    else
        tb_json_null(json);
}

static void put_source(struct tb_json *json, const struct tb_source *source)
{
    char hash[65];
    tb_sha256_hex(source->bytes, hash);
    tb_json_key(json, "source");
    tb_json_object(json);
    tb_json_key(json, "name");
    tb_json_str(json, source->name);
    tb_json_key(json, "format");
    tb_json_text(json, source->format);
    tb_json_key(json, "encoding");
    tb_json_text(json, source->encoding);
    tb_json_key(json, "bytes");
    tb_json_int(json, (int64_t)source->bytes.len);
    tb_json_key(json, "sha256");
    tb_json_text(json, hash);
    tb_json_close(json);
}

/* Opens an object that is written on one line even in pretty output; `pretty` is put back by
 * close_line. */
static bool open_line(struct tb_json *json)
{
    bool pretty = json->pretty;
    tb_json_object(json);
    json->pretty = false;
    return pretty;
}

static void close_line(struct tb_json *json, bool pretty)
{
    tb_json_close(json);
    json->pretty = pretty;
}

static void put_columns(struct tb_json *json, const struct tb_report *report)
{
    tb_json_key(json, "columns");
    tb_json_array(json);
    for (size_t i = 0; i < report->column_count; i++) {
        bool pretty = open_line(json);
        tb_json_key(json, "index");
        tb_json_int(json, (int64_t)i);
        tb_json_key(json, "header");
        tb_json_str(json, report->columns[i].header);
        tb_json_key(json, "role");
        tb_json_text(json, tb_role_name(report->columns[i].role));
        close_line(json, pretty);
    }
    tb_json_close(json);
}

static void put_repairs(struct tb_json *json, const struct tb_report *report)
{
    tb_json_key(json, "repairs");
    tb_json_array(json);
    for (size_t i = 0; i < report->repair_count; i++) {
        const struct tb_repair *repair = &report->repairs[i];
        bool pretty = open_line(json);
        tb_json_key(json, "kind");
        tb_json_text(json, repair->kind);
        number_or_null(json, "line", repair->line);
        number_or_null(json, "column", repair->column);
        tb_json_key(json, "part");
        tb_json_str(json, repair->part);
        tb_json_key(json, "cell");
        tb_json_str(json, repair->cell);
        tb_json_key(json, "count");
        tb_json_int(json, repair->count);
        tb_json_key(json, "detail");
        tb_json_str(json, repair->detail);
        close_line(json, pretty);
    }
    tb_json_close(json);
}

static void put_meta(struct tb_json *json, const struct tb_report *report)
{
    tb_json_key(json, "meta");
    tb_json_object(json);
    for (size_t i = 0; i < report->meta_count; i++) {
        tb_json_key_str(json, report->meta[i].key);
        tb_json_str(json, report->meta[i].value);
    }
    tb_json_close(json);
}

/* Whether a column has no name of its own: no header, or that of a column to its left. */
static bool has_no_name(const struct tb_report *report, uint32_t column)
{
    if (column >= report->column_count || report->columns[column].header.len == 0)
        return true;
    for (uint32_t i = 0; i < column; i++)
        if (tb_str_eq(report->columns[i].header, report->columns[column].header))
            return true;
    return false;
}

struct tb_str tb_extra_name(const struct tb_report *report, uint16_t column,
                            char room[TB_FIELD_NAME])
{
    if (!has_no_name(report, column))
        return report->columns[column].header;
    int len = snprintf(room, TB_FIELD_NAME, "col:%u", column);
    return (struct tb_str){room, (size_t)len};
}

/* Asked for once an item by exports: nothing is printed here. */
void tb_extra_names_find(const struct tb_report *report, struct tb_extra_names *out)
{
    memset(out, 0, sizeof *out);
    for (uint32_t i = 0; i < TB_EXTRA_NAMES_MAX; i++)
        if (has_no_name(report, i))
            out->taken[i / 64] |= (uint64_t)1 << i % 64;
}

void tb_report_json_head(struct tb_json *json, const struct tb_report *report)
{
    bool pretty = json->pretty;
    put_source(json, &report->source);
    tb_json_key(json, "title");
    tb_json_str(json, report->title);
    tb_json_key(json, "place");
    tb_json_str(json, report->place);
    number_or_null(json, "year", (uint32_t)report->year);
    tb_json_key(json, "period");
    json->pretty = false;
    tb_json_period(json, &report->period);
    json->pretty = pretty;
    put_meta(json, report);
    put_columns(json, report);
    put_repairs(json, report);
}

void tb_report_json(struct tb_json *json, const struct tb_report *report, tb_drain_fn drain,
                    void *user)
{
    struct tb_extra_names names;
    tb_extra_names_find(report, &names);
    tb_json_object(json);
    tb_json_key(json, "schema");
    tb_json_text(json, "tongbao.report/1");
    tb_report_json_head(json, report);
    tb_json_key(json, "items");
    tb_json_array(json);
    for (size_t i = 0; i < report->item_count; i++) {
        bool pretty = open_line(json);
        tb_report_json_item(json, report, &names, i);
        close_line(json, pretty);
        if (drain)
            drain(json->out, user);
    }
    tb_json_close(json);
    tb_json_close(json);
}

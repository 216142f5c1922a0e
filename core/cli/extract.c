/* extract.c - tongbao extract [FILE…]: the figures in texts, one text a line. */
#include "base/json.h"
#include "base/utf8.h"
#include "cli/inputs.h"
#include "cli/layout.h"
#include "cli/named.h"
#include "model/place.h"

/* Fractions that never end are printed with as many digits as a double surely holds. */
static size_t value_text(struct tb_decimal value, char room[TB_DECIMAL_TEXT])
{
    if (value.den == 1)
        return tb_decimal_text(value, room);
    return (size_t)snprintf(room, TB_DECIMAL_TEXT, "%.15g", tb_decimal_double(value));
}

/* One line of input and what was found in it. */
struct found {
    struct tb_str text;
    size_t line; /* 1-based */
    const struct tb_quantity *at;
    size_t count;
};

static void put_bound(struct tb_buf *out, bool known, struct tb_decimal value)
{
    char room[TB_DECIMAL_TEXT];
    if (known)
        tb_buf_add(out, (struct tb_str){room, value_text(value, room)});
}

static struct tb_str quote_of(const struct found *found, const struct tb_quantity *quantity)
{
    return tb_str_sub(found->text, quantity->span.from, quantity->span.to);
}

/* A tab inside a quote would be a field too many. */
static void put_field(struct tb_buf *out, struct tb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        tb_buf_byte(out, text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
}

/* line, from, to, text, lo, hi, unit, comparator, kind; empty: null. */
static void put_tsv(struct tb_buf *out, const struct found *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct tb_quantity *quantity = &found->at[i];
        tb_buf_printf(out, "%zu\t%u\t%u\t", found->line,
                      tb_place_chars(found->text, quantity->span.from),
                      tb_place_chars(found->text, quantity->span.to));
        put_field(out, quote_of(found, quantity));
        tb_buf_byte(out, '\t');
        put_bound(out, quantity->has_lo, quantity->lo);
        tb_buf_byte(out, '\t');
        put_bound(out, quantity->has_hi, quantity->hi);
        tb_buf_byte(out, '\t');
        tb_buf_add(out, quantity->unit);
        tb_buf_printf(out, "\t%s\t%s\n", tb_comparator_name(quantity->comparator),
                      tb_quantity_kind_name(quantity->kind));
    }
}

static void json_bound(struct tb_json *json, const char *key, bool known, struct tb_decimal value)
{
    tb_json_key(json, key);
    if (known)
        tb_json_decimal_text(json, value);
    else
        tb_json_null(json);
}

static void put_json(struct tb_json *json, const struct found *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct tb_quantity *quantity = &found->at[i];
        tb_json_object(json);
        tb_json_key(json, "line");
        tb_json_int(json, (int64_t)found->line);
        tb_json_key(json, "from");
        tb_json_int(json, tb_place_chars(found->text, quantity->span.from));
        tb_json_key(json, "to");
        tb_json_int(json, tb_place_chars(found->text, quantity->span.to));
        tb_json_key(json, "text");
        tb_json_str(json, quote_of(found, quantity));
        json_bound(json, "lo", quantity->has_lo, quantity->lo);
        json_bound(json, "hi", quantity->has_hi, quantity->hi);
        tb_json_key(json, "unit");
        tb_json_str(json, quantity->unit);
        tb_json_key(json, "comparator");
        tb_json_text(json, tb_comparator_name(quantity->comparator));
        tb_json_key(json, "kind");
        tb_json_text(json, tb_quantity_kind_name(quantity->kind));
        tb_json_close(json);
        if (json->depth == 0)
            tb_buf_byte(json->out, '\n');
    }
}

/* The line, then its figures beneath. */
static void put_text(struct tb_screen *screen, const struct found *found)
{
    if (found->count == 0)
        return;
    tb_style(screen, TB_BOLD);
    tb_put(screen, found->text);
    tb_style(screen, TB_PLAIN);
    tb_buf_byte(screen->out, '\n');
    for (size_t i = 0; i < found->count; i++) {
        const struct tb_quantity *quantity = &found->at[i];
        tb_buf_text(screen->out, "  ");
        tb_put(screen, quote_of(found, quantity));
        tb_buf_text(screen->out, "  ");
        put_bound(screen->out, quantity->has_lo, quantity->lo);
        bool range = !quantity->has_lo || !quantity->has_hi ||
                     tb_decimal_compare(quantity->lo, quantity->hi) != 0;
        if (range) {
            tb_buf_text(screen->out, "…");
            put_bound(screen->out, quantity->has_hi, quantity->hi);
        }
        tb_buf_text(screen->out, quantity->unit.len ? " " : "");
        tb_buf_add(screen->out, quantity->unit);
        tb_buf_printf(screen->out, "  %s %s\n", tb_comparator_name(quantity->comparator),
                      tb_quantity_kind_name(quantity->kind));
    }
}

/* Reads one line's figures and prints them; what the line needed in the arena is forgotten. */
static enum tb_status extract_line(struct tb_cli *cli, const struct tb_setup *setup,
                                   struct tb_json *json, struct tb_arena *arena,
                                   struct found *found, struct tb_error *error)
{
    struct tb_mark mark = tb_arena_mark(arena);
    struct tb_quantity *quantities = NULL;
    enum tb_status status =
        tb_extract_quantities(setup->extract, found->text, cli->options.bare, cli->options.year,
                              arena, &quantities, &found->count, error);
    if (status != TB_OK)
        return status;
    found->at = quantities;
    struct tb_screen screen = tb_cli_screen(cli);
    if (cli->options.format == TB_FORMAT_TSV)
        put_tsv(&cli->output.buf, found);
    else if (cli->options.format == TB_FORMAT_TEXT)
        put_text(&screen, found);
    else
        put_json(json, found);
    tb_output_drain(&cli->output.buf, &cli->output);
    tb_arena_rewind(arena, mark);
    return TB_OK;
}

static enum tb_status extract_all(struct tb_cli *cli, const struct tb_setup *setup,
                                  struct tb_str text, struct tb_arena *arena,
                                  struct tb_error *error)
{
    struct tb_json json = tb_json_make(&cli->output.buf, cli->options.format == TB_FORMAT_JSON);
    enum tb_status status = TB_OK;
    if (cli->options.format == TB_FORMAT_JSON)
        tb_json_array(&json);
    for (size_t line = 1; text.len > 0 && status == TB_OK && !cli->output.failed; line++) {
        size_t end = tb_str_find(text, TB_STR("\n"), 0);
        struct tb_str rest = tb_str_sub(text, end == SIZE_MAX ? text.len : end + 1, text.len);
        struct found found = {.text = tb_str_sub(text, 0, end == SIZE_MAX ? text.len : end),
                              .line = line};
        if (tb_str_ends(found.text, TB_STR("\r")))
            found.text.len--;
        status = extract_line(cli, setup, &json, arena, &found, error);
        text = rest;
    }
    if (cli->options.format == TB_FORMAT_JSON) {
        tb_json_close(&json);
        tb_buf_byte(&cli->output.buf, '\n');
    }
    return status;
}

static enum tb_status extract_file(struct tb_cli *cli, const struct tb_setup *setup,
                                   struct tb_arena *arena, struct tb_error *error)
{
    const char *path = cli->options.operand_count ? cli->options.operands[0] : "-";
    struct tb_str text;
    enum tb_status status = tb_named_read(path, TB_INPUT_MAX, arena, &text, error);
    if (status != TB_OK)
        return status;
    if (tb_utf8_valid(text) == text.len)
        return extract_all(cli, setup, text, arena, error);
    status = tb_fail(error, TB_EFORMAT, "不是 UTF-8 文本，请先转码（例如 iconv -f GB18030）",
                     "not UTF-8 text; convert it first (iconv -f GB18030, say)");
    tb_fail_at(error, status, path, 0, 0);
    return status;
}

void tb_verb_extract(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct tb_arena *arena = NULL;
    if (tb_arena_new(TB_INPUT_ARENA, &arena, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    else if (tb_setup_open(cli, &setup) && extract_file(cli, &setup, arena, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    tb_arena_free(arena);
    tb_setup_close(&setup);
}

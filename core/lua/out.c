/* out.c - what an export writes to. Bytes are gathered and leave as records; nothing is kept. */
#include <lauxlib.h>

#include "base/csv.h"
#include "lua/out.h"
#include "lua/sandbox.h"
#include "lua/view.h"

enum { PIECE = 48 << 10, PIECE_MAX = 64 << 20, FLUSH_AT = 64 << 10 };

static void send(struct tb_writer *writer, const struct tb_hook_run *run)
{
    tb_record_put(writer->out, TB_RECORD_OUTPUT, run->loaded->index, run->report_index,
                  tb_buf_str(&writer->piece));
    tb_buf_clear(&writer->piece);
    if (writer->out->len > FLUSH_AT && writer->flush)
        writer->flush(writer->out, writer->user);
}

static struct tb_writer *writer_of(lua_State *L)
{
    (void)tb_view_check(L, 1, &tb_out_type);
    const struct tb_hook_run *run = tb_run_current(L);
    if (!run || !run->writer)
        luaL_error(L, "out can be written to only while write runs");
    return run->writer;
}

struct tb_writer *tb_out_writer(lua_State *L, bool made)
{
    struct tb_writer *writer = writer_of(L);
    if (made && !tb_run_current(L)->loaded->made)
        luaL_error(L, "only an export that names its `module` has sheets, charts, views and parts");
    if (!made && tb_run_current(L)->loaded->made)
        luaL_error(L, "the file of this export is made by a module: give it sheets, rows or parts");
    return writer;
}

int tb_out_added(lua_State *L, struct tb_writer *writer)
{
    if (writer->piece.failed != TB_OK)
        return tb_sandbox_stop(L, TB_CAUSE_OUTPUT);
    if (writer->out && writer->piece.len >= PIECE)
        send(writer, tb_run_current(L));
    if (writer->out && writer->out->failed != TB_OK)
        return tb_sandbox_stop(L, TB_CAUSE_OUTPUT);
    lua_settop(L, 1);
    return 1;
}

/* out:write(...): texts, numbers and markup */
static int call_write(lua_State *L)
{
    struct tb_writer *writer = tb_out_writer(L, false);
    int last = lua_gettop(L);
    for (int i = 2; i <= last; i++) {
        struct tb_str text = tb_markup_test(L, i);
        if (!text.ptr)
            text.ptr = luaL_checklstring(L, i, &text.len);
        tb_buf_add(&writer->piece, text);
    }
    return tb_out_added(L, writer);
}

void tb_out_drain(struct tb_buf *piece, void *user)
{
    const struct tb_hook_run *run = user;
    if (run->writer->out && piece->len >= PIECE)
        send(run->writer, run);
}

/* The separator at stack index `arg`, a comma where none is given. */
static char check_separator(lua_State *L, int arg)
{
    size_t len;
    const char *separator = luaL_optlstring(L, arg, ",", &len);
    luaL_argcheck(L, len == 1 && *separator != '"' && *separator != '\n' && *separator != '\r', arg,
                  "a separator is one character, no quote and no line end");
    return *separator;
}

/* Lines end with CR LF as RFC 4180 has it, with LF where the separator is a tab. */
static void end_row(struct tb_buf *piece, char separator)
{
    tb_buf_text(piece, separator == '\t' ? "\n" : "\r\n");
}

/* out:table(bulletin, separator, formulas): the title on a line of its own, the header, the items */
static int call_table(lua_State *L)
{
    struct tb_writer *writer = tb_out_writer(L, false);
    const struct tb_report *report = tb_view_check(L, 2, &tb_bulletin_type)->object;
    char separator = check_separator(L, 3);
    bool defuse = !lua_toboolean(L, 4);
    if (report->title.ptr) {
        tb_csv_field(&writer->piece, report->title, separator, defuse);
        end_row(&writer->piece, separator);
    }
    for (size_t row = 0; row <= report->item_count; row++) {
        for (uint16_t i = 0; i < report->column_count && i < TB_NO_COLUMN; i++) {
            if (i > 0)
                tb_buf_byte(&writer->piece, separator);
            struct tb_str cell =
                row == 0 ? report->columns[i].header : tb_item_text(&report->items[row - 1], i);
            tb_csv_field(&writer->piece, cell, separator, defuse);
        }
        end_row(&writer->piece, separator);
        tb_out_drain(&writer->piece, tb_run_current(L));
    }
    return tb_out_added(L, writer);
}

/* out:row(fields, separator, formulas): one line of a table, or one row of a sheet */
static int call_row(lua_State *L)
{
    struct tb_writer *writer = writer_of(L);
    if (tb_run_current(L)->loaded->made)
        return tb_out_made_row(L, writer);
    luaL_checktype(L, 2, LUA_TTABLE);
    char separator = check_separator(L, 3);
    bool formulas = lua_toboolean(L, 4);
    lua_Integer count = luaL_len(L, 2);
    lua_settop(L, 4);
    for (lua_Integer i = 1; i <= count; i++) {
        struct tb_str text = {0};
        if (lua_rawgeti(L, 2, i) != LUA_TNIL && lua_type(L, -1) != LUA_TBOOLEAN) {
            if (!lua_isstring(L, -1))
                luaL_error(L, "row: field %d: expected a text, a number or false, found a %s",
                           (int)i, luaL_typename(L, -1));
            text.ptr = lua_tolstring(L, -1, &text.len);
        }
        if (i > 1)
            tb_buf_byte(&writer->piece, separator);
        tb_csv_field(&writer->piece, text, separator, !formulas);
        lua_pop(L, 1);
    }
    end_row(&writer->piece, separator);
    return tb_out_added(L, writer);
}

/* out:json(value, pretty) */
static int call_json(lua_State *L)
{
    struct tb_writer *writer = tb_out_writer(L, false);
    luaL_checkany(L, 2);
    struct tb_json json = tb_json_make(&writer->piece, lua_toboolean(L, 3));
    tb_value_json(L, 2, &json, tb_out_drain, tb_run_current(L));
    return tb_out_added(L, writer);
}

static void get_lang(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)view;
    (void)entry;
    lua_pushstring(L, writer_of(L)->write->lang);
}

static void get_first(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)view;
    (void)entry;
    lua_pushboolean(L, writer_of(L)->write->first);
}

static void get_count(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)view;
    (void)entry;
    lua_pushinteger(L, (lua_Integer)writer_of(L)->write->count);
}

static void print(lua_State *L, const struct tb_view *view)
{
    (void)view;
    lua_pushliteral(L, "out");
}

static const struct tb_entry entries[] = {
    {"lang", "string", "zh or en: of the texts around the bulletin's own", "0.1", get_lang, NULL, 0,
     false},
    {"first", "boolean", "nothing stands in this output yet; false for the next bulletin in it",
     "0.1", get_first, NULL, 0, false},
    {"count", "integer",
     "how many bulletins are to stand in this output: 1, or more where the "
     "export is `joined`",
     "0.1", get_count, NULL, 0, false},
    {"write", "(...: string|number|Markup): Out", "appends texts as they are", "0.1", NULL,
     call_write, 0, false},
    {"row", "(fields: (string|number|false)[], separator: string?, formulas: boolean?): Out",
     "appends one line of a table (RFC 4180); what a spreadsheet would take for a formula gets a ' "
     "before it unless `formulas`; where a module makes the file, one row of the sheet with the "
     "types "
     "of its values",
     "0.1", NULL, call_row, 0, false},
    {"table", "(bulletin: Bulletin, separator: string?, formulas: boolean?): Out",
     "appends the table as published in that form: title, header, a line for each item", "0.1",
     NULL, call_table, 0, false},
    {"json", "(value: any, pretty: boolean?): Out",
     "appends a value as JSON; a bulletin, an item or a finding as `show` and `check` write them",
     "0.1", NULL, call_json, 0, false},
    {"sheet", "(name: string, columns: table[]?, title: string?): Out",
     "begins a sheet, or a table of a database; without columns, goes on with the sheet of that "
     "name. "
     "A column has `name`, `title`, `type` (text, number, integer, percent), `width`, `wrap`, "
     "`key`, "
     "`choices` (lines) and `refers` (\"items.id\")",
     "0.1", NULL, tb_out_sheet_call, 0, false},
    {"rows", "(bulletin: Bulletin): Out", "appends the rows of the table as published to a sheet",
     "0.1", NULL, tb_out_rows_call, 0, false},
    {"chart", "(chart: table): Out",
     "puts a chart on a sheet: `form` (bar, column, line), `title`, `sheet`, `row`, `column`, and "
     "`categories` and `values`, each `{ sheet =, column =, from =, to = }` with rows and columns "
     "from 1",
     "0.1", NULL, tb_out_chart_call, 0, false},
    {"view", "(name: string, select: string): Out",
     "adds a view to a database: the SELECT it stands for", "0.1", NULL, tb_out_view_call, 0,
     false},
    {"part", "(name: string, content: string|Markup): Out",
     "adds a part to a package, such as word/document.xml", "0.1", NULL, tb_out_part_call, 0,
     false},
};

const struct tb_type tb_out_type = {
    .name = "Out",
    .word = "out",
    .doc = "What an export writes to. Its methods return it, so that calls can be chained.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};

/* --- running ---------------------------------------------------------------------------------- */

void tb_write_run(lua_State *L, int loaded, struct tb_hook_run *run)
{
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, NULL);
    tb_bulletin_begin(L, run->report, run->past);
    lua_getiuservalue(L, loaded, 1); // about
    lua_rawgeti(L, -1, TB_HOOK_WRITE);
    tb_bulletin_push(L, run->report); // about write bulletin
    tb_bulletin_set_write(L, top + 3, run->writer->write);
    tb_view_push(L, top + 3, &tb_out_type, NULL, TB_NONE, 0); // … out
    if (run->opt)
        lua_pushvalue(L, run->opt);
    else
        lua_getfield(L, top + 1, "opt");
    run->task->hook = TB_HOOK_WRITE;
    run->task->item = TB_NONE;
    lua_call(L, 3, 0);
    lua_settop(L, top);
}

static int run_write(lua_State *L)
{
    struct tb_hook_run *run = lua_touserdata(L, 1);
    run->loaded = tb_loaded_push(L, run->loaded_index);
    if (!run->loaded)
        return luaL_error(L, "the plugin is not loaded");
    tb_run_set(L, run);
    tb_write_run(L, lua_gettop(L), run);
    return 0;
}

void tb_plugin_write(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     uint32_t report_index, const struct tb_write *write, struct tb_buf *out,
                     tb_flush_fn flush, void *user)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    struct tb_writer writer = {write, tb_buf_make(PIECE_MAX), out, flush, user};
    struct tb_hook_run run = {.loaded_index = index,
                              .report = report,
                              .past = write->past,
                              .report_index = report_index,
                              .task = tb_sandbox_task(sandbox),
                              .writer = &writer};
    struct tb_failed failed;
    int top = lua_gettop(L);
    if (tb_run_protected(L, run_write, &run, &failed)) {
        if (writer.piece.len > 0)
            send(&writer, &run);
        tb_record_put(out, TB_RECORD_COMMIT, index, report_index, TB_STR(""));
    } else {
        tb_record_put_failed(out, index, report_index, &failed);
    }
    if (run.loaded)
        tb_run_set(L, NULL);
    tb_buf_free(&writer.piece);
    lua_settop(L, top);
}

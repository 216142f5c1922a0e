/* reference.c - the API reference and the editor stubs, from the tables that register each name. */
#include "lua/any_of.h"
#include "lua/run.h"
#include "lua/view.h"

/* --- what there is ---------------------------------------------------------------------------- */

/* The tables that plugins write, in the order of the reference. */
static const struct table {
    const char *name, *heading, *doc;
    const struct tb_slot *slots;
    const size_t *count;
} tables[] = {
    {"CheckDeclaration", "check { … }",
     "What a check returns. It needs one of `must`, `each_item`, `each_pair` and `whole`.",
     tb_check_slots, &tb_check_slot_count},
    {"ExportDeclaration", "export { … }", "What an export returns.", tb_export_slots,
     &tb_export_slot_count},
    {"FetcherDeclaration", "fetcher { … }", "What a fetcher returns.", tb_fetcher_slots,
     &tb_fetcher_slot_count},
    {"FetchSource", "source", "What `discover` and `fetch` are told of the source.",
     tb_fetch_source_slots, &tb_fetch_source_slot_count},
    {"Http", "http", "The way out of a fetcher, to its hosts and no others.", tb_fetch_http_slots,
     &tb_fetch_http_slot_count},
    {"Page", "http.get(url)", "A page that was fetched.", tb_fetch_page_slots,
     &tb_fetch_page_slot_count},
    {"Link", "page.links", "A link of a page.", tb_fetch_link_slots, &tb_fetch_link_slot_count},
    {"Candidate", "discover: { { … } }", "A bulletin that may be the one.",
     tb_fetch_candidate_slots, &tb_fetch_candidate_slot_count},
    {"Option", "options.NAME = { … }",
     "An option of a plugin. Users set it in `tongbao.lua`; hooks read it as `opt.NAME`.",
     tb_option_slots, &tb_option_slot_count},
    {"NewFinding", "flag { … }", "What a hook found. `flag` may be called any number of times.",
     tb_flag_slots, &tb_flag_slot_count},
    {"Case", "cases.lua", "One case of the list that `cases.lua` returns.", tb_case_slots,
     &tb_case_slot_count},
    {"Expected", "expect = { { … } }",
     "A finding that a case expects. What is left out may be anything.", tb_expect_slots,
     &tb_expect_slot_count},
};
enum { TABLE_COUNT = sizeof tables / sizeof *tables };

static const char intro[] =
    "# The Lua API\n"
    "\n"
    "<!-- Made by tongbao from the tables in core/lua that register each name. Do not edit. -->\n"
    "\n"
    "A plugin is a folder with a file that returns `check { … }`, `export { … }` or `fetcher { … "
    "}`.\n"
    "Its hooks are given a bulletin or its items: read-only objects whose names are those of\n"
    "`tongbao show --format json`. Lists count from 1 and answer `#`, `ipairs` and `pairs`. What "
    "is\n"
    "unknown is `nil`. A name that does not exist raises an error that says which was meant.\n"
    "`pairs` goes through a table in the order of its keys, numbers before texts, so that every "
    "run\n"
    "says the same; `next` does not.\n"
    "\n"
    "`Markup` is what the function of `require \"markup\"` gives (`docs/exports.md`).\n"
    "`Type?` may be nil, `Type[]` is a list. `Text` is a string, or `{ zh = \"…\", en = \"…\" }`.\n"
    "`Place` is a figure, span, part, unit, person, date or reason, an item, or the name of a "
    "field\n"
    "of the current item.\n";

static const char stub_intro[] =
    "---@meta tongbao\n"
    "-- What plugins can use, for editors that read LuaCATS annotations (lua-language-server).\n"
    "-- Made by tongbao from the tables in core/lua that register each name. Do not edit.\n"
    "\n"
    "---@alias Text string|{zh: string?, en: string?}\n"
    "---@alias Place Figure|Span|Part|Unit|Person|Date|Reason|Adjusted|Item|Bulletin|string\n"
    "---@alias Options table<string, boolean|number|string>\n"
    "---@alias Markup userdata\n"
    "\n";

static const struct tb_entry *entry_at(const struct tb_type *type, size_t i)
{
    if (i < type->count)
        return &type->entries[i];
    i -= type->count;
    return type->spanned && i < tb_span_entry_count ? &tb_span_entries[i] : NULL;
}

/* A type's own name goes before a shared one. */
static bool is_shadowed(const struct tb_type *type, const struct tb_entry *entry)
{
    for (size_t i = 0; i < type->count; i++)
        if (&type->entries[i] != entry && strcmp(type->entries[i].name, entry->name) == 0 &&
            entry >= tb_span_entries && entry < tb_span_entries + tb_span_entry_count)
            return true;
    return false;
}

/* --- Markdown --------------------------------------------------------------------------------- */

/* Text of a table cell: '|' would end it. */
static void add_cell(struct tb_buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            tb_buf_byte(out, '\\');
        tb_buf_byte(out, *text);
    }
}

static void add_row(struct tb_buf *out, const char *name, const char *signature, const char *doc,
                    const char *since)
{
    tb_buf_printf(out, "| `%s` | `", name);
    add_cell(out, signature);
    tb_buf_text(out, "` | ");
    add_cell(out, doc);
    tb_buf_printf(out, " | %s |\n", since);
}

static void add_type(struct tb_buf *out, const struct tb_type *type)
{
    const struct tb_entry *entry;
    tb_buf_printf(out, "\n## %s\n\n%s\n\n", type->name, type->doc);
    tb_buf_text(out, "| name | type | meaning | since |\n|---|---|---|---|\n");
    for (size_t i = 0; (entry = entry_at(type, i)) != NULL; i++) {
        char name[64];
        if (is_shadowed(type, entry))
            continue;
        (void)snprintf(name, sizeof name, entry->call ? ":%s" : ".%s", entry->name);
        add_row(out, name, entry->signature, entry->doc, entry->since);
    }
}

void tb_reference_markdown(struct tb_buf *out)
{
    tb_buf_text(out, intro);
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        tb_buf_printf(out, "\n## %s\n\n%s\n\n", tables[i].heading, tables[i].doc);
        tb_buf_text(out, "| field | type | meaning | since |\n|---|---|---|---|\n");
        for (size_t k = 0; k < *tables[i].count; k++) {
            const struct tb_slot *slot = &tables[i].slots[k];
            char name[64];
            (void)snprintf(name, sizeof name, "%s%s", slot->name, slot->required ? "" : "?");
            add_row(out, name, slot->signature, slot->doc, slot->since);
        }
    }
    add_type(out, &tb_words_type);
    for (size_t i = 0; i < tb_type_count; i++)
        add_type(out, tb_types[i]);
}

/* --- LuaCATS ---------------------------------------------------------------------------------- */

/* A method's signature "(a: A, b: B?): C" as the type of a field: fun(self: Item, a: A, b: B?): C */
static void add_method(struct tb_buf *out, const struct tb_type *type, const struct tb_entry *entry)
{
    const char *rest = entry->signature + 1;
    tb_buf_printf(out, "---@field %s fun(self: %s%s%s %s\n", entry->name, type->name,
                  *rest == ')' ? "" : ", ", rest, entry->doc);
}

static void add_class(struct tb_buf *out, const struct tb_type *type)
{
    const struct tb_entry *entry;
    tb_buf_printf(out, "---%s\n---@class %s\n", type->doc, type->name);
    for (size_t i = 0; (entry = entry_at(type, i)) != NULL; i++) {
        if (is_shadowed(type, entry))
            continue;
        if (entry->call)
            add_method(out, type, entry);
        else if (strcmp(entry->name, "end") == 0)
            tb_buf_printf(out, "---@field [\"end\"] %s %s\n", entry->signature, entry->doc);
        else
            tb_buf_printf(out, "---@field %s %s %s\n", entry->name, entry->signature, entry->doc);
    }
    tb_buf_byte(out, '\n');
}

void tb_reference_stubs(struct tb_buf *out)
{
    static const char *const functions[] = {"check", "export", "fetcher"};
    tb_buf_text(out, stub_intro);
    add_class(out, &tb_words_type);
    for (size_t i = 0; i < tb_type_count; i++)
        add_class(out, tb_types[i]);
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        tb_buf_printf(out, "---%s\n---@class %s\n", tables[i].doc, tables[i].name);
        for (size_t k = 0; k < *tables[i].count; k++) {
            const struct tb_slot *slot = &tables[i].slots[k];
            tb_buf_printf(out, "---@field %s%s %s %s\n", slot->name, slot->required ? "" : "?",
                          slot->signature, slot->doc);
        }
        tb_buf_byte(out, '\n');
    }
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        tb_buf_printf(out,
                      "---%s\n---@param declaration %s\n---@return userdata\n"
                      "function %s(declaration) end\n\n",
                      tables[i].doc, tables[i].name, functions[i]);
    tb_buf_printf(out,
                  "---%s\n---@param texts string[]|table<string, any>\n---@return %s\n"
                  "function any_of(texts) end\n\n",
                  tb_words_type.doc, tb_words_type.name);
}

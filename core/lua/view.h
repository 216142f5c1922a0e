/*
 * view.h - how a plugin sees a bulletin: read-only objects ("views") over the frozen report. A view
 * is one full userdata, made on first use and kept by the view it was reached from, so that the same
 * object is always the same value in Lua. It copies nothing but the strings a plugin asks for, which
 * it keeps too.
 *
 * One table per type registers every name with its signature, its one sentence and the version it
 * came with; metatables, reference and editor stubs are all made from it.
 *
 * A view keeps its bulletin alive in Lua. Where the report itself goes away (cases, the REPL),
 * tb_bulletin_close makes every view of it raise an error instead of reading freed memory.
 */
#ifndef TB_LUA_VIEW_H
#define TB_LUA_VIEW_H

#include <lua.h>

#include "diff/past.h"
#include "model/finding.h"

/* Where the views of one report find it. Part of the bulletin's userdata. */
struct tb_home {
    const struct tb_report *report; /* NULL: closed */
    const struct tb_write *write;   /* of an export: what it is given; NULL: none */
    const struct tb_past *past;     /* the bulletins before it; NULL: none is known */
};

struct tb_view {
    const struct tb_type *type;
    struct tb_home *home;
    const void *object; /* what it shows: inside the report, or inside this userdata */
    uint32_t item;      /* index of the item it belongs to; TB_NONE: to the bulletin itself */
};

/* User values: what the view keeps (a table or nil), and the view it belongs to (a list's or a
 * figure's item, an item's bulletin), which anchors everything that `home` and `object` point at. */
enum { TB_VIEW_KEPT = 1, TB_VIEW_OWNER = 2 };

/* One name of a type. */
struct tb_entry {
    const char *name;
    const char *signature; /* a field's type "Unit[]", or a method's "(field: string): Span?" */
    const char *doc;       /* one sentence, no full stop */
    const char *since;
    /* A field: pushes one value; the view stands at stack index 1. NULL: a method. */
    void (*get)(lua_State *L, const struct tb_view *view, const struct tb_entry *entry);
    lua_CFunction call;
    size_t arg; /* for `get`: an offset, a role, … */
    bool keep;  /* the value is made once */
};

struct tb_type {
    const char *name; /* "Item", in the reference */
    const char *word; /* "item", in messages */
    const char *doc;
    const struct tb_entry *entries;
    size_t count;
    bool spanned;   /* has a place in a cell: a struct tb_span at `span_at` of the object, */
    size_t span_at; /* and with it the entries of tb_span_entries */
    void (*print)(lua_State *L, const struct tb_view *view); /* pushes what tostring gives */
    lua_CFunction less, less_equal, equal, subtract;         /* NULL: not defined */
};

/* Every type, in the order of the reference; and the entries of all that have a place. */
extern const struct tb_type *const tb_types[];
extern const size_t tb_type_count;
extern const struct tb_entry tb_span_entries[];
extern const size_t tb_span_entry_count;

extern const struct tb_type tb_bulletin_type, tb_item_type, tb_figure_type, tb_span_type,
    tb_unit_type, tb_person_type, tb_date_type, tb_reason_type, tb_adjusted_type, tb_part_type,
    tb_demand_type, tb_claim_type, tb_comparison_type, tb_change_type, tb_rejected_type,
    tb_relation_type, tb_status_type, tb_period_type, tb_column_type, tb_repair_type,
    tb_source_type, tb_finding_type, tb_disposition_type, tb_out_type;

/* Makes the metatables of a state; once. May raise (memory). */
void tb_view_open(lua_State *L);

/* Pushes a new view of `object`, owned by the view at `owner`; 0: none (the bulletin). `extra` more
 * bytes follow the struct, for an object that lives in the userdata; not cleared. */
struct tb_view *tb_view_push(lua_State *L, int owner, const struct tb_type *type,
                             const void *object, uint32_t item, size_t extra);

/* The view at `index`, of any type, live or not; NULL: something else. */
const struct tb_view *tb_view_test(lua_State *L, int index);
/* The argument `arg` as a live view of the type; raises. */
const struct tb_view *tb_view_check(lua_State *L, int arg, const struct tb_type *type);
/* Pushes the table of what the view at `index` keeps. Strings in it are fields, integers its own. */
void tb_view_kept(lua_State *L, int index);
/* Raises when the view's report is gone. */
void tb_view_check_live(lua_State *L, const struct tb_view *view);
/* Its place; false: the type has none. Column TB_NO_COLUMN: this one has none. */
bool tb_view_span(const struct tb_view *view, struct tb_span *out);
const struct tb_item *tb_view_item(const struct tb_view *view);

/* Part of tb_view_open: the metatables of lists; `is_view` marks them as views. */
void tb_list_open(lua_State *L, const void *is_view);

/* Lists. `push` pushes element `index`, from 0; what it pushes is kept. */
typedef void (*tb_push_fn)(lua_State *L, int owner, const struct tb_view *list, uint32_t index);
void tb_list_push(lua_State *L, int owner, const void *object, size_t count, tb_push_fn push);
bool tb_view_is_list(const struct tb_view *view);
uint32_t tb_list_count(const struct tb_view *list);
/* Pushes element `index`, from 0, of the list that is field `name` of the view at `owner`. */
void tb_list_element(lua_State *L, int owner, const char *name, uint32_t index);
/* Pushes element `at`, from 0, of the list at stack index `index`. */
void tb_list_push_at(lua_State *L, int index, uint32_t at);
void tb_push_string_at(lua_State *L, int owner, const struct tb_view *list, uint32_t index);

/* A read-only table from keys to texts, in the order in which they are added: to the one on top of
 * the stack. ptr NULL: the key is not there. */
void tb_texts_push(lua_State *L, int owner);
void tb_texts_add(lua_State *L, struct tb_str key, struct tb_str value);

/* Values. ptr NULL is nil; a day without a year is nil. */
void tb_push_str(lua_State *L, struct tb_str s);
void tb_push_day(lua_State *L, struct tb_day day);
void tb_push_decimal(lua_State *L, bool known, struct tb_decimal value); /* a number */
/* A getter for a struct tb_str at offset `arg` of the object. */
void tb_get_text(lua_State *L, const struct tb_view *view, const struct tb_entry *entry);

/* The list of `count` changes, of the bulletin or item whose view stands at 1. */
void tb_changes_push(lua_State *L, const struct tb_change *changes, size_t count);

/* A new span of the item whose view stands at `item`; nil for column TB_NO_COLUMN. */
void tb_span_push(lua_State *L, int item, struct tb_span span);

/* The bulletin of a report, which the state keeps until another is begun. tb_bulletin_begin forgets
 * all but this one and those of its past (NULL: none): views that a plugin still holds stay good.
 * tb_bulletin_close ends the life of a report's views before the report goes away. */
void tb_bulletin_push(lua_State *L, const struct tb_report *report);
void tb_bulletin_begin(lua_State *L, const struct tb_report *report, const struct tb_past *past);
/* Says what came before a report, and makes all of it known; forgets nothing. */
void tb_bulletin_know(lua_State *L, const struct tb_report *report, const struct tb_past *past);
void tb_bulletin_close(lua_State *L, const struct tb_report *report);
/* Says what an export is given beside the bulletin whose view is at `bulletin`. */
void tb_bulletin_set_write(lua_State *L, int bulletin, const struct tb_write *write);
/* Getters: the findings of a bulletin, and those of an item. */
void tb_get_findings(lua_State *L, const struct tb_view *view, const struct tb_entry *entry);
void tb_get_item_findings(lua_State *L, const struct tb_view *view, const struct tb_entry *entry);
/* Pushes the view of item `index` of the bulletin at `bulletin`. */
void tb_item_push(lua_State *L, int bulletin, uint32_t index);

/* Pushes the value at `index` as it may stand in a message: short, on one line. */
const char *tb_push_shown(lua_State *L, int index);
/* Raises "WHAT has no field 'NAME' (did you mean 'NEAREST'?)"; nearest.ptr NULL: without. */
int tb_unknown_name(lua_State *L, const char *what, const char *name, struct tb_str nearest);

/* The column that a field name means: a role, "col:N", or a header as printed. TB_NO_COLUMN: the
 * bulletin has no such column. Raises for a name that no bulletin could have. */
uint16_t tb_view_column(lua_State *L, int arg, const struct tb_report *report);

#endif

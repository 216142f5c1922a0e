/*
 * sqlite.c - databases. What comes from an export is data: names are quoted, values are bound, and the
 * SELECT of a view is prepared under a guard that lets it do nothing but read.
 */
#include "sqlite/sqlite.h"

#include <sqlite3.h>

#include "base/arena.h"

enum { SQL_MOST = 1 << 20, NAME_MOST = 128, ARENA_MAX = 8 << 20 };

struct table {
    struct tb_str name;
    sqlite3_stmt *insert;
    size_t columns;
    struct table *after;
};

struct database {
    struct tb_arena *arena;
    sqlite3 *db;
    struct table *first, *current;
    struct tb_buf sql; /* the statement under way */
};

static enum tb_status fail(struct database *database, struct tb_error *error)
{
    return tb_fail(error, TB_EIO, "数据库写不成：%s", "the database cannot be written: %s",
                   sqlite3_errmsg(database->db));
}

static enum tb_status malformed(const char *what, struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "导出插件对数据库的描述不合格式（%s）",
                   "the export describes its database wrongly (%s)", what);
}

/* ---- statements ---- */

/* A name in quotes, its own doubled; what SQL has no place for is left out. */
static void put_name(struct tb_buf *sql, struct tb_str name)
{
    tb_buf_byte(sql, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"')
            tb_buf_byte(sql, '"');
        if (name.ptr[i] != '\0')
            tb_buf_byte(sql, name.ptr[i]);
    }
    tb_buf_byte(sql, '"');
}

static enum tb_status run(struct database *database, const char *sql, struct tb_error *error)
{
    return sqlite3_exec(database->db, sql, NULL, NULL, NULL) == SQLITE_OK ? TB_OK
                                                                          : fail(database, error);
}

/* Runs what stands in database->sql. */
static enum tb_status run_built(struct database *database, struct tb_error *error)
{
    tb_buf_byte(&database->sql, '\0');
    enum tb_status status = tb_buf_status(&database->sql, error);
    return status == TB_OK ? run(database, database->sql.ptr, error) : status;
}

/* ---- beginning ---- */

enum tb_status tb_sqlite_open(const char *path, void **out, struct tb_error *error)
{
    /* Nobody else sees the file before it is whole: no journal, no waiting for the disk. */
    static const char start[] =
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "PRAGMA temp_store=MEMORY; PRAGMA encoding='UTF-8'; BEGIN";
    struct tb_arena *arena;
    enum tb_status status = tb_arena_new(ARENA_MAX, &arena, error);
    if (status != TB_OK)
        return status;
    struct database *database = TB_NEW(arena, struct database);
    if (!database) {
        status = tb_arena_fail(arena, error);
        tb_arena_free(arena);
        return status;
    }
    *database = (struct database){.arena = arena, .sql = tb_buf_make(SQL_MOST)};
    if (sqlite3_open_v2(path, &database->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        status = fail(database, error);
    else
        status = run(database, start, error);
    if (status != TB_OK) {
        sqlite3_close(database->db);
        tb_arena_free(arena);
        return status;
    }
    *out = database;
    return TB_OK;
}

/* ---- tables ---- */

static const char *type_of(struct tb_str type)
{
    if (tb_str_eq(type, TB_STR("integer")))
        return "INTEGER";
    if (tb_str_eq(type, TB_STR("number")) || tb_str_eq(type, TB_STR("percent")))
        return "REAL";
    return "TEXT";
}

/* "items.id" as REFERENCES "items"("id"). */
static void put_reference(struct tb_buf *sql, struct tb_str refers)
{
    const char *dot = refers.len > 0 ? memchr(refers.ptr, '.', refers.len) : NULL;
    if (!dot)
        return;
    size_t at = (size_t)(dot - refers.ptr);
    tb_buf_text(sql, " REFERENCES ");
    put_name(sql, tb_str_sub(refers, 0, at));
    tb_buf_byte(sql, '(');
    put_name(sql, tb_str_sub(refers, at + 1, refers.len));
    tb_buf_byte(sql, ')');
}

static void build_table(struct tb_buf *sql, const struct tb_made *record, size_t columns)
{
    bool keyed = false;
    tb_buf_clear(sql);
    tb_buf_text(sql, "CREATE TABLE ");
    put_name(sql, record->at[0].text);
    tb_buf_text(sql, " (");
    for (size_t i = 0; i < columns; i++) {
        const struct tb_made_value *column = &record->at[2 + i * TB_MADE_COLUMN_VALUES];
        tb_buf_text(sql, i > 0 ? ", " : "");
        put_name(sql, column[0].text);
        tb_buf_printf(sql, " %s", type_of(column[2].text));
        put_reference(sql, column[7].text);
        keyed = keyed || column[5].on;
    }
    const char *before = ", PRIMARY KEY (";
    for (size_t i = 0; i < columns; i++) {
        const struct tb_made_value *column = &record->at[2 + i * TB_MADE_COLUMN_VALUES];
        if (!column[5].on)
            continue;
        tb_buf_text(sql, before);
        put_name(sql, column[0].text);
        before = ", ";
    }
    tb_buf_text(sql, keyed ? "))" : ")");
}

static enum tb_status prepare_insert(struct database *database, struct table *table,
                                     struct tb_error *error)
{
    struct tb_buf *sql = &database->sql;
    tb_buf_clear(sql);
    tb_buf_text(sql, "INSERT INTO ");
    put_name(sql, table->name);
    tb_buf_text(sql, " VALUES (");
    for (size_t i = 0; i < table->columns; i++)
        tb_buf_text(sql, i > 0 ? ", ?" : "?");
    tb_buf_byte(sql, ')');
    enum tb_status status = tb_buf_status(sql, error);
    if (status != TB_OK)
        return status;
    return sqlite3_prepare_v2(database->db, sql->ptr, (int)sql->len, &table->insert, NULL) ==
                   SQLITE_OK
               ? TB_OK
               : fail(database, error);
}

static enum tb_status add_table(struct database *database, const struct tb_made *record,
                                struct tb_error *error)
{
    struct table *table = TB_NEW(database->arena, struct table);
    size_t columns = (record->count - 2) / TB_MADE_COLUMN_VALUES;
    if (!table)
        return tb_arena_fail(database->arena, error);
    *table = (struct table){.name = tb_arena_copy(database->arena, record->at[0].text),
                            .columns = columns,
                            .after = database->first};
    if (!table->name.ptr)
        return tb_arena_fail(database->arena, error);
    build_table(&database->sql, record, columns);
    enum tb_status status = run_built(database, error);
    if (status == TB_OK)
        status = prepare_insert(database, table, error);
    if (status != TB_OK)
        return status;
    database->first = database->current = table;
    return TB_OK;
}

static enum tb_status take_sheet(struct database *database, const struct tb_made *record,
                                 struct tb_error *error)
{
    if (record->count < 2 || record->at[0].text.len == 0 || record->at[0].text.len > NAME_MOST ||
        (record->count - 2) % TB_MADE_COLUMN_VALUES != 0)
        return malformed("table", error);
    for (struct table *table = database->first; table; table = table->after)
        if (tb_str_eq(table->name, record->at[0].text)) {
            database->current = table;
            return TB_OK;
        }
    return record->count > 2 ? add_table(database, record, error) : malformed("table", error);
}

/* ---- rows ---- */

static int bind(sqlite3_stmt *insert, int at, const struct tb_made_value *value)
{
    switch (value->type) {
    case TB_MADE_TEXT:
        return sqlite3_bind_text64(insert, at, value->text.ptr, value->text.len, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case TB_MADE_INTEGER:
        return sqlite3_bind_int64(insert, at, value->integer);
    case TB_MADE_NUMBER:
        return sqlite3_bind_double(insert, at, value->number);
    case TB_MADE_BOOL:
        return sqlite3_bind_int(insert, at, value->on);
    case TB_MADE_NONE:
    case TB_MADE_TYPE_END:
    default:
        return sqlite3_bind_null(insert, at);
    }
}

static enum tb_status take_row(struct database *database, const struct tb_made *record,
                               struct tb_error *error)
{
    struct table *table = database->current;
    if (!table || record->count > table->columns)
        return malformed("row", error);
    sqlite3_reset(table->insert);
    sqlite3_clear_bindings(table->insert);
    for (size_t i = 0; i < record->count; i++)
        if (bind(table->insert, (int)i + 1, &record->at[i]) != SQLITE_OK)
            return fail(database, error);
    return sqlite3_step(table->insert) == SQLITE_DONE ? TB_OK : fail(database, error);
}

/* ---- views ---- */

/* Reads, functions, and the view itself; anything else is refused. */
static int guard(void *user, int action, const char *one, const char *two, const char *three,
                 const char *four)
{
    (void)user, (void)two, (void)three, (void)four;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
    case SQLITE_CREATE_VIEW:
        return SQLITE_OK;
    case SQLITE_INSERT: /* of the view's own line in the schema */
    case SQLITE_UPDATE:
        return one && strcmp(one, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

static enum tb_status take_view(struct database *database, const struct tb_made *record,
                                struct tb_error *error)
{
    struct tb_buf *sql = &database->sql;
    sqlite3_stmt *create = NULL;
    const char *rest = "";
    if (record->count != 2 || record->at[0].text.len > NAME_MOST)
        return malformed("view", error);
    tb_buf_clear(sql);
    tb_buf_text(sql, "CREATE VIEW ");
    put_name(sql, record->at[0].text);
    tb_buf_text(sql, " AS ");
    tb_buf_add(sql, record->at[1].text);
    tb_buf_byte(sql, '\0');
    enum tb_status status = tb_buf_status(sql, error);
    if (status != TB_OK)
        return status;
    sqlite3_set_authorizer(database->db, guard, NULL);
    bool good = sqlite3_prepare_v2(database->db, sql->ptr, -1, &create, &rest) == SQLITE_OK &&
                *rest == '\0' && sqlite3_step(create) == SQLITE_DONE;
    if (!good)
        status = *rest == '\0' ? fail(database, error) : malformed("view", error);
    sqlite3_finalize(create);
    sqlite3_set_authorizer(database->db, NULL, NULL);
    return status;
}

enum tb_status tb_sqlite_take(void *file, const struct tb_made *record, struct tb_error *error)
{
    struct database *database = file;
    switch (record->kind) {
    case TB_MADE_SHEET:
        return take_sheet(database, record, error);
    case TB_MADE_ROW:
        return take_row(database, record, error);
    case TB_MADE_VIEW:
        return take_view(database, record, error);
    case TB_MADE_CHART:
    case TB_MADE_PART:
    case TB_MADE_END:
    default:
        return malformed("chart, part", error);
    }
}

/* ---- ending ---- */

enum tb_status tb_sqlite_close(void *file, bool keep, size_t *cut, struct tb_error *error)
{
    struct database *database = file;
    struct tb_arena *arena = database->arena;
    *cut = 0;
    for (struct table *table = database->first; table; table = table->after)
        sqlite3_finalize(table->insert);
    enum tb_status status = keep ? run(database, "COMMIT", error) : TB_OK;
    if (sqlite3_close(database->db) != SQLITE_OK && status == TB_OK && keep)
        status = tb_fail_bug(error, __FILE__, __LINE__);
    tb_buf_free(&database->sql);
    tb_arena_free(arena);
    return status;
}

/*
 * sqlite.h - makes databases with SQLite: a table for each sheet, with keys and references, and views.
 * What the three functions do is said in base/made.h.
 */
#ifndef TB_SQLITE_SQLITE_H
#define TB_SQLITE_SQLITE_H

#include "base/made.h"

enum tb_status tb_sqlite_open(const char *path, void **out, struct tb_error *error) TB_NODISCARD;
enum tb_status tb_sqlite_take(void *file, const struct tb_made *record,
                              struct tb_error *error) TB_NODISCARD;
enum tb_status tb_sqlite_close(void *file, bool keep, size_t *cut,
                               struct tb_error *error) TB_NODISCARD;

#endif

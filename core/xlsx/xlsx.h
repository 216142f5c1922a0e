/*
 * xlsx.h - makes workbooks with libxlsxwriter in constant memory: a row is written out when the next one
 * begins. What the three functions do is said in base/made.h.
 */
#ifndef TB_XLSX_XLSX_H
#define TB_XLSX_XLSX_H

#include "base/made.h"

enum tb_status tb_xlsx_open(const char *path, void **out, struct tb_error *error) TB_NODISCARD;
enum tb_status tb_xlsx_take(void *file, const struct tb_made *record,
                            struct tb_error *error) TB_NODISCARD;
enum tb_status tb_xlsx_close(void *file, bool keep, size_t *cut,
                             struct tb_error *error) TB_NODISCARD;

#endif

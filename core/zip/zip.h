/*
 * zip.h - makes packages of parts (ZIP) with libzip, of which DOCX is one. What the three functions do is
 * said in base/made.h.
 */
#ifndef TB_ZIP_ZIP_H
#define TB_ZIP_ZIP_H

#include "base/made.h"

enum tb_status tb_zip_open(const char *path, void **out, struct tb_error *error) TB_NODISCARD;
enum tb_status tb_zip_take(void *file, const struct tb_made *record,
                           struct tb_error *error) TB_NODISCARD;
enum tb_status tb_zip_close(void *file, bool keep, size_t *cut,
                            struct tb_error *error) TB_NODISCARD;

#endif

/*
 * module.h - heavy libraries stand behind modules: shared objects of our own that are loaded on first
 * use, so that a start costs little and a library that is missing costs only what needs it.
 */
#ifndef TB_BASE_MODULE_H
#define TB_BASE_MODULE_H

#include "base/error.h"
#include "base/str.h"

/* Loads module `name` for a program that stands in the folder `program` (NUL behind it): its
 * lib/tongbao in a build tree, ../lib/tongbao beside it where it is installed. *out is what it exports
 * as tb_module_NAME; it stays loaded. TB_EIO: it is not there or cannot be loaded; the message names
 * `package`, the Debian package of the library behind it. */
enum tb_status tb_module_load(struct tb_str program, const char *name, const char *package,
                              const void **out, struct tb_error *error) TB_NODISCARD;

/* Whether its file is there; nothing is loaded. */
bool tb_module_found(struct tb_str program, const char *name);

#endif

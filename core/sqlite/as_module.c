/* as_module.c - what the module `sqlite` gives to the program that loads it. */
#include "sqlite/sqlite.h"

__attribute__((visibility("default"))) extern const struct tb_maker_module tb_module_sqlite;
const struct tb_maker_module tb_module_sqlite = {TB_MAKER_VERSION, tb_sqlite_open, tb_sqlite_take,
                                                 tb_sqlite_close};

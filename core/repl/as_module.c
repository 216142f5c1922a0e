/* as_module.c - what the module `repl` gives to the program that loads it. */
#include "repl/repl.h"

__attribute__((visibility("default"))) extern const struct tb_repl_module tb_module_repl;
const struct tb_repl_module tb_module_repl = {TB_REPL_VERSION, tb_editor_open, tb_editor_read,
                                              tb_editor_close};

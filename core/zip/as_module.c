/* as_module.c - what the module `zip` gives to the program that loads it. */
#include "zip/zip.h"

__attribute__((visibility("default"))) extern const struct tb_maker_module tb_module_zip;
const struct tb_maker_module tb_module_zip = {TB_MAKER_VERSION, tb_zip_open, tb_zip_take,
                                              tb_zip_close};

/* as_module.c - what the module `xlsx` gives to the program that loads it. */
#include "xlsx/xlsx.h"

__attribute__((visibility("default"))) extern const struct tb_maker_module tb_module_xlsx;
const struct tb_maker_module tb_module_xlsx = {TB_MAKER_VERSION, tb_xlsx_open, tb_xlsx_take,
                                               tb_xlsx_close};

/* A module of another version. */
#include "ingest/module.h"

__attribute__((visibility("default"))) extern const struct tb_reader_module tb_module_html;
const struct tb_reader_module tb_module_html = {TB_READER_MODULE + 1, 0};

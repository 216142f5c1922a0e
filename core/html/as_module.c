/* as_module.c - what the module `html` gives to the program that loads it. */
#include "html/html.h"
#include "ingest/module.h"

__attribute__((visibility("default"))) extern const struct tb_reader_module tb_module_html;
const struct tb_reader_module tb_module_html = {TB_READER_MODULE, tb_html_read};

/* as_module.c - what the module `ooxml` gives to the program that loads it. */
#include "ingest/module.h"
#include "ooxml/ooxml.h"

__attribute__((visibility("default"))) extern const struct tb_reader_module tb_module_ooxml;
const struct tb_reader_module tb_module_ooxml = {TB_READER_MODULE, tb_ooxml_read};

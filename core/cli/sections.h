/*
 * sections.h - the order in which people want to read findings: by what their rules are about.
 */
#ifndef TB_CLI_SECTIONS_H
#define TB_CLI_SECTIONS_H

#include "cli/rules.h"

/* Checks that did not finish, then the topics; what an analyst's checks without a topic find stands
 * between those on content and those on form. Wording and typography come last. */
enum { TB_SECTIONS = TB_TOPIC_END + 2, TB_SECTION_TEXT = TB_SECTIONS - 1 };

size_t tb_section_of(const struct tb_rules *rules, struct tb_str rule);

/* A blank line and "== 数字对不上（4）". */
void tb_section_put(struct tb_screen *screen, size_t section, uint64_t count);

#endif

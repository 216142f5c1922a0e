/*
 * mask.h - a report whose people cannot be told by their names: for what is handed on (DESIGN: privacy).
 *
 * Names are those of the columns of people, behind headings (联系人：…) in any column and among what the page says
 * of itself, and beside titles in prose; each is then hidden wherever it stands. The form is that of courts that
 * publish judgments (最高人民法院 法释〔2016〕19号 第八条): the surname is kept, 某 stands for each character of the
 * given name. Every text keeps its length in bytes, so that places stay true. What is hidden must be hidden before
 * anything is read from the cells: then no figure, quote or reason can hold a name.
 */
#ifndef TB_EXTRACT_MASK_H
#define TB_EXTRACT_MASK_H

#include "extract/people.h"
#include "extract/phrases.h"

/* Hides the names in the cells, headers, sections, title, lines about itself, repairs and the file name of `report`; adds the repair
 * "name-masked" with how many were hidden. `known`: names that are hidden too, as another report names them; NULL: none.
 * `whole`: surnames too. Old texts stay as they are; `row` of an item that
 * held a name is a new one in `arena`, and `published` the old. */
enum tb_status tb_people_mask(const struct tb_people *people, const struct tb_phrases *known,
                              bool whole, struct tb_report *report, struct tb_arena *arena,
                              struct tb_error *error) TB_NODISCARD;

/* The same names in a text that somebody wrote about `report`, a masked one: a reason, a reply. False: the arena is
 * full. */
bool tb_people_mask_text(const struct tb_people *people, bool whole, const struct tb_report *report,
                         struct tb_arena *arena, struct tb_str *text) TB_NODISCARD;

#endif

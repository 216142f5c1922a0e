/*
 * words.h - what the closed vocabularies of the model are called in texts for people.
 */
#ifndef TB_CLI_WORDS_H
#define TB_CLI_WORDS_H

#include "cli/screen.h"
#include "model/names.h"

const char *tb_role_word(enum tb_role role, enum tb_lang lang);
const char *tb_unit_role_word(enum tb_unit_role role, enum tb_lang lang);
/* Why a unit has its role; "" where the text says so itself. */
const char *tb_unit_basis_word(enum tb_unit_basis basis, enum tb_lang lang);
const char *tb_severity_word(enum tb_severity severity, enum tb_lang lang);
/* The heading above findings of a topic. */
const char *tb_topic_word(enum tb_topic topic, enum tb_lang lang);

const char *tb_label_word(enum tb_label label, enum tb_lang lang);
const char *tb_attainment_word(enum tb_attainment attainment, enum tb_lang lang);
const char *tb_evidence_word(enum tb_evidence evidence, enum tb_lang lang);
const char *tb_verdict_word(enum tb_verdict verdict, enum tb_lang lang);
const char *tb_side_word(enum tb_side side, enum tb_lang lang);
const char *tb_relation_word(enum tb_relation_kind kind, enum tb_lang lang);
const char *tb_disposition_word(enum tb_disposition disposition, enum tb_lang lang);
const char *tb_change_word(enum tb_change_kind kind, enum tb_lang lang);
const char *tb_match_by_word(enum tb_match_by by, enum tb_lang lang);
/* A stage of the ladder; one that a workspace's table added is called as it is. */
struct tb_str tb_stage_word(struct tb_str stage, enum tb_lang lang);

/* A sign of one column, and the style, by which severities are told apart at a glance. */
const char *tb_severity_sign(enum tb_severity severity);
enum tb_style tb_severity_style(enum tb_severity severity);

#endif

/*
 * names.h - the closed vocabularies of the model and their names in JSON and Lua. Every vocabulary
 * has an enum that ends in _END, tb_X_name (NULL outside it) and tb_X_parse (false: unknown name).
 */
#ifndef TB_MODEL_NAMES_H
#define TB_MODEL_NAMES_H

#include "base/str.h"

/* Column roles: what a column of the table holds. */
enum tb_role {
    TB_ROLE_NO,
    TB_ROLE_SECTION,
    TB_ROLE_TASK,
    TB_ROLE_ANNUAL_TARGET,
    TB_ROLE_TARGET,
    TB_ROLE_UNITS,
    TB_ROLE_LEAD_UNITS,
    TB_ROLE_PEOPLE,
    TB_ROLE_DEADLINE,
    TB_ROLE_RESULT,
    TB_ROLE_ACTUAL_VALUE,
    TB_ROLE_RATIO,
    TB_ROLE_MEASURE_UNIT,
    TB_ROLE_PROBLEM,
    TB_ROLE_NEXT,
    TB_ROLE_NOTE,
    TB_ROLE_OTHER,
    TB_ROLE_END
};
const char *tb_role_name(enum tb_role value);
bool tb_role_parse(struct tb_str name, enum tb_role *out);

/* Kinds of reporting period. */
enum tb_period_kind {
    TB_PERIOD_MONTH,
    TB_PERIOD_YTD,
    TB_PERIOD_QUARTER,
    TB_PERIOD_YTD_QUARTER,
    TB_PERIOD_HALF,
    TB_PERIOD_YEAR,
    TB_PERIOD_OTHER,
    TB_PERIOD_END
};
const char *tb_period_kind_name(enum tb_period_kind value);
bool tb_period_kind_parse(struct tb_str name, enum tb_period_kind *out);

/* What an organisation does for an item. */
enum tb_unit_role {
    TB_UNIT_LEAD,
    TB_UNIT_MEMBER,
    TB_UNIT_DATA_PROVIDER,
    TB_UNIT_OWNER,
    TB_UNIT_GROUP,
    TB_UNIT_END
};
const char *tb_unit_role_name(enum tb_unit_role value);
bool tb_unit_role_parse(struct tb_str name, enum tb_unit_role *out);

/* What a unit's role rests on: a mark in the text, being the only one, standing first, or all
 * others being excluded. */
enum tb_unit_basis {
    TB_BASIS_EXPLICIT,
    TB_BASIS_SOLE,
    TB_BASIS_FIRST_LISTED,
    TB_BASIS_BY_EXCLUSION,
    TB_BASIS_END
};
const char *tb_unit_basis_name(enum tb_unit_basis value);
bool tb_unit_basis_parse(struct tb_str name, enum tb_unit_basis *out);

/* How a figure bounds the value. */
enum tb_comparator {
    TB_CMP_EQ,
    TB_CMP_GE,
    TB_CMP_GT,
    TB_CMP_LE,
    TB_CMP_LT,
    TB_CMP_APPROX,
    TB_CMP_RANGE,
    TB_CMP_END
};
const char *tb_comparator_name(enum tb_comparator value);
bool tb_comparator_parse(struct tb_str name, enum tb_comparator *out);

/* What a figure measures. */
enum tb_quantity_kind {
    TB_KIND_LEVEL,
    TB_KIND_GROWTH,
    TB_KIND_SHARE,
    TB_KIND_POINTS,
    TB_KIND_RANK,
    TB_KIND_MULTIPLE,
    TB_KIND_END
};
const char *tb_quantity_kind_name(enum tb_quantity_kind value);
bool tb_quantity_kind_parse(struct tb_str name, enum tb_quantity_kind *out);

/* Dimensions: only figures of one dimension compare. */
enum tb_dimension {
    TB_DIM_MONEY,
    TB_DIM_RATIO,
    TB_DIM_POINTS,
    TB_DIM_COUNT,
    TB_DIM_AREA,
    TB_DIM_VOLUME,
    TB_DIM_MASS,
    TB_DIM_LENGTH,
    TB_DIM_POWER,
    TB_DIM_ENERGY,
    TB_DIM_DURATION,
    TB_DIM_RANK,
    TB_DIM_MULTIPLE,
    TB_DIM_END
};
const char *tb_dimension_name(enum tb_dimension value);
bool tb_dimension_parse(struct tb_str name, enum tb_dimension *out);

/* Words that soften a figure; a quantity has a set of them, as bits 1 << hedge. */
enum tb_hedge { TB_HEDGE_APPROX, TB_HEDGE_FORECAST, TB_HEDGE_EFFORT, TB_HEDGE_END };
const char *tb_hedge_name(enum tb_hedge value);
bool tb_hedge_parse(struct tb_str name, enum tb_hedge *out);

/* What a date in the text says. */
enum tb_date_kind {
    TB_DATE_DEADLINE,
    TB_DATE_AS_OF,
    TB_DATE_RESCHEDULED,
    TB_DATE_EVENT,
    TB_DATE_END
};
const char *tb_date_kind_name(enum tb_date_kind value);
bool tb_date_kind_parse(struct tb_str name, enum tb_date_kind *out);

/* Status labels. */
enum tb_label {
    TB_LABEL_EXCEEDED,
    TB_LABEL_COMPLETED,
    TB_LABEL_ON_TRACK,
    TB_LABEL_PARTLY_DONE,
    TB_LABEL_BEHIND,
    TB_LABEL_DELAYED,
    TB_LABEL_SUSPENDED,
    TB_LABEL_CANCELLED,
    TB_LABEL_TRANSFERRED,
    TB_LABEL_NOT_STARTED,
    TB_LABEL_DATA_PENDING,
    TB_LABEL_END
};
const char *tb_label_name(enum tb_label value);
bool tb_label_parse(struct tb_str name, enum tb_label *out);

/* What an item's figures say, all pairs together. */
enum tb_attainment {
    TB_ATTAINED_EXCEEDED,
    TB_ATTAINED_MET,
    TB_ATTAINED_NEAR,
    TB_ATTAINED_MISSED,
    TB_ATTAINED_PENDING,
    TB_ATTAINED_NONE,
    TB_ATTAINED_END
};
const char *tb_attainment_name(enum tb_attainment value);
bool tb_attainment_parse(struct tb_str name, enum tb_attainment *out);

/* How good the evidence for a status is. */
enum tb_evidence {
    TB_EVIDENCE_FIGURES,
    TB_EVIDENCE_NAMED,
    TB_EVIDENCE_CLAIM,
    TB_EVIDENCE_NONE,
    TB_EVIDENCE_END
};
const char *tb_evidence_name(enum tb_evidence value);
bool tb_evidence_parse(struct tb_str name, enum tb_evidence *out);

/* Which target a pair holds the result against. */
enum tb_side { TB_SIDE_PERIOD, TB_SIDE_ANNUAL, TB_SIDE_END };
const char *tb_side_name(enum tb_side value);
bool tb_side_parse(struct tb_str name, enum tb_side *out);

/* Verdict of a pair. */
enum tb_verdict {
    TB_VERDICT_MET,
    TB_VERDICT_MISSED,
    TB_VERDICT_IN_PROGRESS,
    TB_VERDICT_PENDING,
    TB_VERDICT_END
};
const char *tb_verdict_name(enum tb_verdict value);
bool tb_verdict_parse(struct tb_str name, enum tb_verdict *out);

/* Kinds of recomputed relations. */
enum tb_relation_kind {
    TB_RELATION_SUM,
    TB_RELATION_RATIO,
    TB_RELATION_BASE,
    TB_RELATION_INTEGER,
    TB_RELATION_SCHEDULE,
    TB_RELATION_DUPLICATE,
    TB_RELATION_END
};
const char *tb_relation_kind_name(enum tb_relation_kind value);
bool tb_relation_kind_parse(struct tb_str name, enum tb_relation_kind *out);

/* Severities of findings, in rising order. */
enum tb_severity {
    TB_SEVERITY_INFO,
    TB_SEVERITY_NOTE,
    TB_SEVERITY_WARNING,
    TB_SEVERITY_ERROR,
    TB_SEVERITY_END
};
const char *tb_severity_name(enum tb_severity value);
bool tb_severity_parse(struct tb_str name, enum tb_severity *out);

/* What a rule is about, in the order in which people want to read of it: figures that do not add up,
 * results short of their targets, commitments that changed, what is left open, the table itself, wording
 * and typography. */
enum tb_topic {
    TB_TOPIC_FIGURES,
    TB_TOPIC_TARGETS,
    TB_TOPIC_COMMITMENTS,
    TB_TOPIC_OPEN,
    TB_TOPIC_TABLE,
    TB_TOPIC_TEXT,
    TB_TOPIC_END
};
const char *tb_topic_name(enum tb_topic value);
bool tb_topic_parse(struct tb_str name, enum tb_topic *out);

/* What became of a finding, against the baseline. */
enum tb_state { TB_STATE_NEW, TB_STATE_KNOWN, TB_STATE_SUPPRESSED, TB_STATE_FIXED, TB_STATE_END };
const char *tb_state_name(enum tb_state value);
bool tb_state_parse(struct tb_str name, enum tb_state *out);

/* What a person thought of it. */
enum tb_disposition {
    TB_DISPOSITION_UNREVIEWED,
    TB_DISPOSITION_CONFIRMED,
    TB_DISPOSITION_EXPLAINED,
    TB_DISPOSITION_FALSE_ALARM,
    TB_DISPOSITION_ASKED,
    TB_DISPOSITION_END
};
const char *tb_disposition_name(enum tb_disposition value);
bool tb_disposition_parse(struct tb_str name, enum tb_disposition *out);

/* What two items of two bulletins were paired by. */
enum tb_match_by { TB_BY_EXACT, TB_BY_SKELETON, TB_BY_SCORE, TB_BY_PIN, TB_BY_END };
const char *tb_match_by_name(enum tb_match_by value);
bool tb_match_by_parse(struct tb_str name, enum tb_match_by *out);

/* What became of an item, or of a part of it, from one bulletin to the next. target_* and task_reworded speak
 * of the annual task. */
enum tb_change_kind {
    TB_CHANGE_ADDED,
    TB_CHANGE_REMOVED,
    TB_CHANGE_RENUMBERED,
    TB_CHANGE_MOVED,
    TB_CHANGE_TASK_REWORDED,
    TB_CHANGE_TARGET_SOFTENED,
    TB_CHANGE_TARGET_RAISED,
    TB_CHANGE_TARGET_CHANGED,
    TB_CHANGE_UNIT_ADDED,
    TB_CHANGE_UNIT_REMOVED,
    TB_CHANGE_LEAD_CHANGED,
    TB_CHANGE_STATUS_CHANGED,
    TB_CHANGE_RESULT_UNCHANGED,
    TB_CHANGE_QUANTITY_UP,
    TB_CHANGE_QUANTITY_DOWN,
    TB_CHANGE_DEADLINE_SLIPPED,
    TB_CHANGE_MERGED,
    TB_CHANGE_SPLIT,
    TB_CHANGE_TEXT,
    TB_CHANGE_FORMAT,
    TB_CHANGE_END
};
const char *tb_change_kind_name(enum tb_change_kind value);
bool tb_change_kind_parse(struct tb_str name, enum tb_change_kind *out);

#endif

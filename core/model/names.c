/* names.c - names of the closed vocabularies; the one place where they are spelled. */
#include "model/names.h"

static const char *name_of(const char *const *names, size_t count, size_t value)
{
    return value < count ? names[value] : NULL;
}

static size_t find_name(const char *const *names, size_t count, struct tb_str name)
{
    size_t i = 0;
    while (i < count && !tb_str_eq(tb_str_of(names[i]), name))
        i++;
    return i;
}

#define VOCABULARY(type, COUNT, ...)                                                               \
    static const char *const type##_names[] = {__VA_ARGS__};                                       \
    _Static_assert(sizeof type##_names / sizeof *type##_names == (COUNT), #type " names");         \
    const char *tb_##type##_name(enum tb_##type value)                                             \
    {                                                                                              \
        return name_of(type##_names, (COUNT), (size_t)value);                                      \
    }                                                                                              \
    bool tb_##type##_parse(struct tb_str name, enum tb_##type *out)                                \
    {                                                                                              \
        size_t at = find_name(type##_names, (COUNT), name);                                        \
        if (at == (COUNT))                                                                         \
            return false;                                                                          \
        *out = (enum tb_##type)at;                                                                 \
        return true;                                                                               \
    }

VOCABULARY(role, TB_ROLE_END, "no", "section", "task", "annual_target", "target", "units",
           "lead_units", "people", "deadline", "result", "actual_value", "ratio", "measure_unit",
           "problem", "next", "note", "other")
VOCABULARY(period_kind, TB_PERIOD_END, "month", "ytd", "quarter", "ytd-quarter", "half", "year",
           "other")
VOCABULARY(unit_role, TB_UNIT_END, "lead", "member", "data_provider", "owner", "group")
VOCABULARY(unit_basis, TB_BASIS_END, "explicit", "sole", "first_listed", "by_exclusion")
VOCABULARY(comparator, TB_CMP_END, "eq", "ge", "gt", "le", "lt", "approx", "range")
VOCABULARY(quantity_kind, TB_KIND_END, "level", "growth", "share", "points", "rank", "multiple")
VOCABULARY(dimension, TB_DIM_END, "money", "ratio", "points", "count", "area", "volume", "mass",
           "length", "power", "energy", "duration", "rank", "multiple")
VOCABULARY(hedge, TB_HEDGE_END, "approx", "forecast", "effort")
VOCABULARY(date_kind, TB_DATE_END, "deadline", "as_of", "rescheduled", "event")
VOCABULARY(label, TB_LABEL_END, "exceeded", "completed", "on_track", "partly_done", "behind",
           "delayed", "suspended", "cancelled", "transferred", "not_started", "data_pending")
VOCABULARY(attainment, TB_ATTAINED_END, "exceeded", "met", "near", "missed", "pending", "none")
VOCABULARY(evidence, TB_EVIDENCE_END, "figures", "named", "claim", "none")
VOCABULARY(side, TB_SIDE_END, "period", "annual")
VOCABULARY(verdict, TB_VERDICT_END, "met", "missed", "in_progress", "pending")
VOCABULARY(relation_kind, TB_RELATION_END, "sum", "ratio", "base", "integer", "schedule",
           "duplicate")
VOCABULARY(severity, TB_SEVERITY_END, "info", "note", "warning", "error")
VOCABULARY(topic, TB_TOPIC_END, "figures", "targets", "commitments", "open", "table", "text")
VOCABULARY(state, TB_STATE_END, "new", "known", "suppressed", "fixed")
VOCABULARY(disposition, TB_DISPOSITION_END, "unreviewed", "confirmed", "explained", "false_alarm",
           "asked")
VOCABULARY(match_by, TB_BY_END, "exact", "skeleton", "score", "pin")
VOCABULARY(change_kind, TB_CHANGE_END, "added", "removed", "renumbered", "moved", "task_reworded",
           "target_softened", "target_raised", "target_changed", "unit_added", "unit_removed",
           "lead_changed", "status_changed", "result_unchanged", "quantity_up", "quantity_down",
           "deadline_slipped", "merged", "split", "text", "format")

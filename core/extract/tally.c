/* tally.c - from counted clauses to a state. */
#include "extract/tally.h"

bool tb_label_is_trouble(enum tb_label label)
{
    switch (label) {
    case TB_LABEL_CANCELLED:
    case TB_LABEL_TRANSFERRED:
    case TB_LABEL_SUSPENDED:
    case TB_LABEL_DELAYED:
    case TB_LABEL_NOT_STARTED:
    case TB_LABEL_BEHIND:
        return true;
    case TB_LABEL_EXCEEDED:
    case TB_LABEL_COMPLETED:
    case TB_LABEL_ON_TRACK:
    case TB_LABEL_PARTLY_DONE:
    case TB_LABEL_DATA_PENDING:
    case TB_LABEL_END:
        break;
    }
    return false;
}

/* Several kinds of trouble: what ends a task weighs more than what puts it off. */
static enum tb_label worst_trouble(const struct tb_tally *tally)
{
    static const enum tb_label order[] = {TB_LABEL_CANCELLED, TB_LABEL_TRANSFERRED,
                                          TB_LABEL_SUSPENDED, TB_LABEL_DELAYED,
                                          TB_LABEL_NOT_STARTED};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (tally->said[order[i]])
            return order[i];
    return TB_LABEL_BEHIND;
}

/* The work is asked to be finished: how the stage reached compares with the one asked for. */
static bool is_there(const struct tb_tally *tally)
{
    return tally->completion_asked && tally->stage != TB_RULES_NONE &&
           tally->target_stage != TB_RULES_NONE && tally->stage >= tally->target_stage;
}

static bool is_short(const struct tb_tally *tally)
{
    return tally->completion_asked && tally->target_stage != TB_RULES_NONE &&
           (tally->stage == TB_RULES_NONE || tally->stage < tally->target_stage);
}

/* Two rungs or more below what was asked for. */
static bool is_far(const struct tb_tally *tally)
{
    return is_short(tally) && tally->stage != TB_RULES_NONE &&
           tally->stage + 1 < tally->target_stage;
}

/* No trouble was said and no figure is short. */
static bool decide_good(const struct tb_tally *tally, enum tb_label *out)
{
    unsigned done = tally->said[TB_LABEL_COMPLETED], going = tally->said[TB_LABEL_ON_TRACK],
             partly = tally->said[TB_LABEL_PARTLY_DONE];
    bool figures = tally->met || tally->over;
    if (tally->over || tally->said[TB_LABEL_EXCEEDED])
        *out = TB_LABEL_EXCEEDED;
    else if (done && !going && !partly)
        *out = is_short(tally) && tally->stage != TB_RULES_NONE && !figures ? TB_LABEL_PARTLY_DONE
                                                                            : TB_LABEL_COMPLETED;
    else if (done && is_there(tally))
        *out = TB_LABEL_COMPLETED;
    else if (done || partly)
        *out = partly || is_short(tally) ? TB_LABEL_PARTLY_DONE : TB_LABEL_ON_TRACK;
    else if (going)
        *out = is_short(tally) ? TB_LABEL_BEHIND : TB_LABEL_ON_TRACK;
    else if (figures)
        *out = TB_LABEL_COMPLETED;
    else if (tally->said[TB_LABEL_DATA_PENDING])
        *out = TB_LABEL_DATA_PENDING;
    else
        return false;
    return true;
}

bool tb_tally_decide(const struct tb_tally *tally, enum tb_label *out)
{
    unsigned trouble = tally->missed;
    for (int label = 0; label < TB_LABEL_END; label++)
        if (tb_label_is_trouble((enum tb_label)label))
            trouble += tally->said[label];
    if (trouble == 0)
        return decide_good(tally, out);
    bool good = tally->said[TB_LABEL_COMPLETED] || tally->said[TB_LABEL_EXCEEDED] ||
                tally->said[TB_LABEL_PARTLY_DONE] || tally->said[TB_LABEL_ON_TRACK] || tally->met ||
                tally->over;
    *out = !good ? worst_trouble(tally) : is_far(tally) ? TB_LABEL_BEHIND : TB_LABEL_PARTLY_DONE;
    return true;
}

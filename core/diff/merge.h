/*
 * merge.h - what several units hand in, each for itself, as one bulletin. Rows about one task become one
 * item where their cells say the same or fill each other's gaps; where they do not, both stay, and the
 * repairs say so: nothing is decided here. The kinds of repairs are listed in docs/formats/repairs.md.
 */
#ifndef TB_DIFF_MERGE_H
#define TB_DIFF_MERGE_H

#include "diff/match.h"

struct tb_merging {
    const struct tb_differ *differ;
    const struct tb_report *const *reports; /* in the order in which they count; not extracted */
    size_t count;                           /* at least 1 */
    const struct tb_report *plan; /* what all of them together should hold; NULL: nobody knows */
};

/* The items of all reports in their order, or in the plan's. A row's `part` names the source it comes from,
 * its cells have no place in the report's own text. With a plan: its tasks that nobody handed in, those it
 * does not know and those it words otherwise are repairs, and it fills cells about the task that are blank.
 * In `arena`, borrowing from the reports. TB_ELIMIT: more columns than a report may have. */
enum tb_status tb_merge_reports(const struct tb_merging *merging, struct tb_arena *arena,
                                struct tb_report **out, struct tb_error *error) TB_NODISCARD;

/* Whether a repair is one of those that merging lists. */
bool tb_merge_repair(const struct tb_repair *repair);

#endif

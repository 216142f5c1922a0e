/*
 * findings_text.h - findings as a person wants to read them: what matters first, each with its
 * evidence, the many small ones folded into one line of counts.
 */
#ifndef TB_CLI_FINDINGS_TEXT_H
#define TB_CLI_FINDINGS_TEXT_H

#include "cli/rules.h"
#include "cli/screen.h"
#include "model/finding.h"

/* What a run found, in numbers. Adds up over reports and batches. */
struct tb_tally {
    uint64_t inputs, reports; /* named, and of these read */
    uint64_t items, repairs;
    uint64_t by_severity[TB_SEVERITY_END];
    uint64_t relations,
        agreeing; /* published figures recomputed, and those that came out the same */
    bool judged;  /* there is a baseline: the next ones count */
    uint64_t by_state[TB_STATE_END];
    uint64_t fresh[TB_SEVERITY_END]; /* of the new ones */
    uint64_t bare;                   /* known or suppressed without a reason */
    uint32_t checks;                 /* run; the same for all batches */
    uint32_t failed_plugins;         /* failures, a plugin counts once for each report */
};

struct tb_findings_text {
    const struct tb_report *report;
    const struct tb_rules *rules;
    const struct tb_plugin_set *plugins; /* NULL: lines of their source are not shown */
    const struct tb_finding *findings;   /* all of this report */
    size_t count;
    bool is_kept;      /* a snapshot: perhaps one of many places, so the heading says which */
    struct tb_str url; /* that it came from; ptr NULL: not known */
    bool all;          /* fold nothing */
    bool brief;        /* one line each */
    bool verbose;      /* fingerprints and confidence too */
    bool untitled;     /* the report is known */
};

/* More findings of one rule at `note` or below are folded. */
enum { TB_FOLD_ABOVE = 3 };

/* The report's title and findings, in sections by the topics of their rules. Memory in `arena`; false: it is full. */
bool tb_put_findings(struct tb_screen *screen, const struct tb_findings_text *text,
                     struct tb_arena *arena);

/* Of a finding plugin-failed, the line of source that it speaks of. */
void tb_put_failed_line(struct tb_screen *screen, const struct tb_plugin_set *plugins,
                        const struct tb_finding *finding);

/* The last line: how much was looked at and what was found. */
void tb_put_tally(struct tb_screen *screen, const struct tb_tally *tally);

#endif

/*
 * choose.h - which of the bulletins that a fetcher found is the one: the newest by its period, and of two
 * for one period the one published later. Where nothing decides, nothing is taken.
 */
#ifndef TB_HOST_CHOOSE_H
#define TB_HOST_CHOOSE_H

#include "history/period.h"
#include "ingest/load.h"
#include "lua/fetch.h"

enum tb_choice {
    TB_CHOICE_TAKEN,
    TB_CHOICE_OLDER,     /* a newer one is there */
    TB_CHOICE_BEFORE,    /* older than what is kept */
    TB_CHOICE_NO_PERIOD, /* neither title nor address tells for which time it is */
    TB_CHOICE_DUPLICATE, /* the address stands above already */
    TB_CHOICE_TIE,       /* as new as another one, and nothing tells them apart */
    TB_CHOICE_ABSENT,    /* there is no page yet where it would be */
    TB_CHOICE_END
};
const char *tb_choice_name(enum tb_choice choice); /* "taken" */

struct tb_chosen {
    enum tb_choice choice;
    struct tb_period period; /* known false: none */
    bool is_plan;
    char name[TB_PERIOD_NAME]; /* "2021Q3"; "" none */
};

/* Decides on every candidate; `out` has room for all. `latest` (ptr NULL: none) is the newest period that
 * is kept; `today` is "2021-10-31". A year that the title does not say is taken from the address or from the
 * day of publication, and is one for which the period was over by then. Returns the index of the one taken;
 * SIZE_MAX: none. A single candidate needs no period. */
size_t tb_choose(const struct tb_ingest *ingest, const struct tb_candidate *candidates,
                 size_t count, struct tb_str latest, struct tb_str today, struct tb_chosen *out);

#endif

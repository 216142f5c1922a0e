/*
 * extract.h - reads what the cells say: organisations and their roles, figures, dates, …, for a whole
 * report before it is frozen. A pure function of the report and the lexicons; no Lua, no clock.
 */
#ifndef TB_EXTRACT_EXTRACT_H
#define TB_EXTRACT_EXTRACT_H

#include "extract/pins.h"

/* The lexicons, parsed once. `extra`: as for tb_ingest_new. */
struct tb_extract;
struct tb_lexicon_file {
    const char *name;   /* "organisations", "units" */
    const char *source; /* path, for messages */
    struct tb_str text;
};
enum tb_status tb_extract_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_extract **out,
                              struct tb_error *error) TB_NODISCARD;

/* From now on `extract` judges by a scale of status other than `default` (profiles/NAME.tsv, see
 * extract/profile.h). TB_EUSAGE: a line of it is not as it should be, with its place. */
enum tb_status tb_extract_set_profile(struct tb_extract *extract,
                                      const struct tb_lexicon_file *profile, struct tb_arena *arena,
                                      struct tb_error *error) TB_NODISCARD;

/* From now on what people decided counts over what is read; `pins` are borrowed. */
void tb_extract_set_pins(struct tb_extract *extract, struct tb_pins pins);

/* What becomes of the names of people, see extract/mask.h. */
enum tb_people_shown {
    TB_PEOPLE_SHOWN,
    TB_PEOPLE_MASKED,  /* surnames stay: 李某 */
    TB_PEOPLE_LEFT_OUT /* 某某, and no item has people */
};

/* From now on reports are read without the names of people. */
void tb_extract_set_people(struct tb_extract *extract, enum tb_people_shown shown);

/* From now on these names, `hidden_names` of other reports, are hidden too; borrowed. NULL: none. */
void tb_extract_set_hidden(struct tb_extract *extract, const struct tb_phrases *names);

/* What somebody wrote about a report read so, without the names that were hidden there. False: the arena is full. */
bool tb_extract_mask_text(const struct tb_extract *extract, const struct tb_report *report,
                          struct tb_arena *arena, struct tb_str *text) TB_NODISCARD;

/* One way to write an organisation's name, and the name that is meant. */
struct tb_alias {
    struct tb_str from, to;
    struct tb_str origin; /* "tongbao.lua:12", for messages */
};

/* From now on units have the name that is meant; their spans point at what is written. `aliases` are
 * ordered by the bytes of `from`, and borrowed. */
void tb_extract_set_aliases(struct tb_extract *extract, const struct tb_alias *aliases,
                            size_t count);

/* From now on only what two bulletins are compared by is read: units, figures, dates, parts and status; no
 * people, reasons, demands, claims and relations. A part then has no reasons either. */
void tb_extract_set_comparing(struct tb_extract *extract);

/* The built-in profile of that name; text.ptr NULL: there is none. */
struct tb_lexicon_file tb_extract_builtin_profile(const char *name);

/* Fills units, quantities, … of every item of `report` (not frozen yet), in `arena`. */
enum tb_status tb_extract_report(const struct tb_extract *extract, struct tb_report *report,
                                 struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

/* The figures of a text that belongs to no report, such as a line of standard input: *count of them
 * at *out, in `arena`, spans in bytes of `text`. `bare`: every number, with or without a unit, names
 * and dates too. `year`: of dates without one, 0 unknown. */
enum tb_status tb_extract_quantities(const struct tb_extract *extract, struct tb_str text,
                                     bool bare, int year, struct tb_arena *arena,
                                     struct tb_quantity **out, size_t *count,
                                     struct tb_error *error) TB_NODISCARD;

#endif

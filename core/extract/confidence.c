/* confidence.c - reading the counts of how often states were right. */
#include "extract/confidence.h"

#include "extract/lexicon.h"

static const char *const grounds[TB_GROUND_END] = {"figures-agree", "figures", "many-claims",
                                                   "claims", "no-claim"};

/* A whole number of at most six digits. */
static bool read_count(struct tb_str text, uint32_t *out)
{
    enum { MOST_DIGITS = 6 };
    uint32_t value = 0;
    if (text.len == 0 || text.len > MOST_DIGITS)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    *out = value;
    return true;
}

static enum tb_status take_line(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct tb_confidence *confidence = to;
    uint32_t ground = 0, right, all;
    while (ground < TB_GROUND_END && !tb_str_eq(tb_str_of(grounds[ground]), line->field[0]))
        ground++;
    if (ground == TB_GROUND_END)
        return tb_lexicon_unknown(error, "ground", line->field[0]);
    if (!read_count(line->field[1], &right))
        return tb_lexicon_unknown(error, "right", line->field[1]);
    if (!read_count(line->field[2], &all) || all < right)
        return tb_lexicon_unknown(error, "of", line->field[2]);
    if (confidence->known[ground])
        return TB_OK;
    confidence->known[ground] = true;
    confidence->share[ground] = (right + 1.0) / (all + 2.0); /* the rule of succession */
    return TB_OK;
}

enum tb_status tb_confidence_read(const struct tb_lexicon_file *extra, size_t extra_count,
                                  struct tb_confidence *out, struct tb_error *error)
{
    struct tb_confidence read = {.known = {false}};
    enum tb_status status =
        tb_lexicon_read("confidence", 3, extra, extra_count, take_line, &read, error);
    if (status != TB_OK)
        return status;
    for (int i = 0; i < TB_GROUND_END; i++)
        if (!read.known[i])
            return tb_fail_bug(error, __FILE__, __LINE__);
    *out = read;
    return TB_OK;
}

enum tb_ground tb_ground_of(const struct tb_item_status *status, bool figures)
{
    enum { MANY = 3 };
    bool agrees = status->has_reported && status->reported == status->label;
    if (figures)
        return agrees ? TB_GROUND_FIGURES_AGREE : TB_GROUND_FIGURES;
    if (status->evidence_count >= MANY)
        return TB_GROUND_MANY_CLAIMS;
    return status->evidence_count ? TB_GROUND_CLAIMS : TB_GROUND_NO_CLAIM;
}

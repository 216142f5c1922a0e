/* claims.c - matching what is said with what was asked, clause by clause. */
#include "extract/claims.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/lexicon.h"

enum {
    MOST_CLAUSES = 256, /* of a cell */
    MOST_PAIRS = 40,    /* character pairs of a clause; the rest of a longer one adds nothing */
    ALIKE = 50,         /* per cent of the pairs of the shorter clause */
    BY_HEAD = 80,    /* what a name at the head of one clause counts for that the other has, too */
    BEST = 75,       /* per cent of a claim's best match that another demand must reach */
    LEAST_PAIRS = 2, /* with fewer a clause names nothing; a name has three characters */
};

enum tb_status tb_generic_words_new(const struct tb_lexicon_file *extra, size_t extra_count,
                                    struct tb_arena *arena, struct tb_phrases **out,
                                    struct tb_error *error)
{
    return tb_lexicon_phrases("generic", NULL, 0, extra, extra_count, arena, out, error);
}

/* --- what a clause is about ------------------------------------------------------------------- */

struct subject {
    uint32_t pairs[MOST_PAIRS]; /* hashes of two characters */
    uint64_t seen;              /* a bit for each pair: most others are told by it alone */
    uint32_t count;
    bool head;         /* its first two pairs are three characters in a row */
    uint32_t part;     /* of the item; TB_NONE: none */
    uint32_t sentence; /* counted from 0 */
};

static uint64_t seen_bit(uint32_t pair)
{
    return (uint64_t)1 << (pair >> 26);
}

/* Letters, digits and Chinese characters; digits, so that 经二路 and G308 stay apart from others. */
static bool names(uint32_t code)
{
    return (code >= 0x3400 && code < 0xFF00) || (code >= 'A' && code <= 'Z') ||
           (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
}

static void read_subject(const struct tb_phrases *generic, struct tb_str clause,
                         struct subject *out)
{
    size_t len;
    uint32_t last = 0;
    bool unbroken = false; /* the pair before ends where this one begins */
    for (size_t at = 0; at < clause.len && out->count < MOST_PAIRS; at += len) {
        const struct tb_phrase *word = tb_phrases_longest(generic, clause, at);
        if (word) {
            len = word->text.len;
            last = 0;
            unbroken = false;
            continue;
        }
        uint32_t code = tb_utf8_at(clause, at, &len);
        if (!names(code)) {
            last = 0;
            unbroken = false;
            continue;
        }
        if (last) {
            uint32_t pair = (uint32_t)(((uint64_t)last << 32 | code) * 0x9E3779B97F4A7C15u >> 32);
            out->head |= out->count == 1 && unbroken;
            out->pairs[out->count++] = pair;
            unbroken = true;
            out->seen |= seen_bit(pair);
        }
        last = code;
    }
}

/* No more pairs are shared than have a common bit, those that share a bit counted one by one. */
static unsigned most_shared(const struct subject *a, const struct subject *b)
{
    unsigned common = (unsigned)__builtin_popcountll(a->seen & b->seen);
    return common + a->count - (unsigned)__builtin_popcountll(a->seen);
}

static unsigned shared_pairs(const struct subject *a, const struct subject *b)
{
    unsigned count = 0;
    uint64_t taken = 0; /* pairs of b counted already; MOST_PAIRS bits */
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (a->pairs[i] == b->pairs[k] && !(taken >> k & 1)) {
                taken |= (uint64_t)1 << k;
                count++;
                break;
            }
    return count;
}

/* The first three characters of `a`, a name mostly, stand in `b`. */
static bool head_stands_in(const struct subject *a, const struct subject *b)
{
    if (!a->head || !(b->seen & seen_bit(a->pairs[0])) || !(b->seen & seen_bit(a->pairs[1])))
        return false;
    for (uint32_t i = 0; i + 1 < b->count; i++)
        if (b->pairs[i] == a->pairs[0] && b->pairs[i + 1] == a->pairs[1])
            return true;
    return false;
}

/* In per cent of the shorter one; 0: they do not speak of one thing. */
static unsigned likeness(const struct subject *a, const struct subject *b)
{
    uint32_t shorter = a->count < b->count ? a->count : b->count;
    bool apart = a->part != TB_NONE && b->part != TB_NONE && a->part != b->part;
    unsigned most = most_shared(a, b);
    if (apart || shorter < LEAST_PAIRS || most < LEAST_PAIRS)
        return 0;
    bool by_head = head_stands_in(a, b) || head_stands_in(b, a);
    if (!by_head && most * 100 < shorter * ALIKE)
        return 0;
    unsigned alike = shared_pairs(a, b) * 100 / shorter;
    if (by_head && alike < BY_HEAD)
        return BY_HEAD;
    return alike < ALIKE ? 0 : alike;
}

/* --- the clauses of a side -------------------------------------------------------------------- */

struct side {
    const struct tb_side_text *text;
    struct subject *subjects;
    uint32_t *clauses; /* which clause of the text each is of */
    uint32_t count;
};

/* The part whose target (or result) the clause stands in; TB_NONE where the item is not divided. */
static uint32_t part_of(const struct tb_item *item, const struct tb_clause *clause, bool is_target)
{
    for (uint32_t i = 0; i < item->part_count && item->part_count > 1; i++) {
        const struct tb_part *part = &item->parts[i];
        bool whole = part->span.column != TB_NO_COLUMN && part->target.column != TB_NO_COLUMN;
        struct tb_span span = is_target ? part->target : part->span;
        if (whole && clause->from >= span.from && clause->to <= span.to)
            return i;
    }
    return TB_NONE;
}

/* A result that quotes its own changed target ("目标调整为：…") says nothing by the clauses that stand in
 * the target word for word. */
static bool is_restated(struct tb_str clause, struct tb_str target)
{
    enum { LONG_ENOUGH = 6 };
    return tb_utf8_count(clause) >= LONG_ENOUGH && tb_str_find(target, clause, 0) != SIZE_MAX;
}

/* The result quotes its changed target somewhere. */
static bool quotes_target(const struct tb_prose_rules *rules, const struct tb_side_text *result)
{
    uint16_t restated = tb_rules_find_name(rules->states, TB_STR("restated"));
    for (size_t i = 0; i < result->clauses.count; i++)
        if (result->states[i] == restated && restated != TB_RULES_NONE)
            return true;
    return false;
}

static bool read_side(const struct tb_phrases *generic, const struct tb_item *item,
                      const struct tb_side_text *text, const struct tb_side_text *restated,
                      bool is_target, struct tb_arena *arena, struct side *out)
{
    size_t most = text->clauses.count;
    *out = (struct side){.text = text};
    if (most == 0 || most > MOST_CLAUSES)
        return true;
    out->subjects = TB_NEW_ARRAY(arena, struct subject, most);
    out->clauses = TB_NEW_ARRAY(arena, uint32_t, most);
    if (!out->subjects || !out->clauses)
        return false;
    uint32_t sentence = 0;
    for (size_t i = 0; i < most; i++) {
        const struct tb_clause *clause = &text->clauses.at[i];
        struct tb_str words = tb_str_sub(text->text, clause->from, clause->to);
        if (clause->bracket || (restated && is_restated(words, restated->text)))
            continue; /* a remark; the target once more */
        struct subject *subject = &out->subjects[out->count];
        *subject = (struct subject){.part = part_of(item, clause, is_target), .sentence = sentence};
        read_subject(generic, words, subject);
        out->clauses[out->count++] = (uint32_t)i;
        sentence += clause->end != TB_END_COMMA;
    }
    return true;
}

/* --- matching --------------------------------------------------------------------------------- */

struct matching {
    struct side demands, claims;
    uint8_t *alike; /* demands * claims: per cent; 0 no match */
};

static uint8_t *cell(const struct matching *m, uint32_t demand, uint32_t claim)
{
    return &m->alike[(size_t)demand * m->claims.count + claim];
}

static bool is_answered(const struct matching *m, uint32_t demand)
{
    for (uint32_t c = 0; c < m->claims.count; c++)
        if (*cell(m, demand, c))
            return true;
    return false;
}

/* What the words say: each claim goes to the demands it is most like. */
static void match_words(const struct matching *m)
{
    for (uint32_t c = 0; c < m->claims.count; c++) {
        unsigned best = 0;
        for (uint32_t d = 0; d < m->demands.count; d++) {
            unsigned alike = likeness(&m->demands.subjects[d], &m->claims.subjects[c]);
            *cell(m, d, c) = (uint8_t)(alike > 100 ? 100 : alike);
            best = alike > best ? alike : best;
        }
        for (uint32_t d = 0; d < m->demands.count; d++)
            if (*cell(m, d, c) * 100u < best * BEST)
                *cell(m, d, c) = 0;
    }
}

/* A claim that is like no demand speaks of what the claim before it in its sentence spoke of. */
static void carry_on(const struct matching *m)
{
    for (uint32_t c = 1; c < m->claims.count; c++) {
        bool matched = false;
        for (uint32_t d = 0; d < m->demands.count && !matched; d++)
            matched = *cell(m, d, c) > 0;
        if (matched || m->claims.subjects[c].sentence != m->claims.subjects[c - 1].sentence)
            continue;
        for (uint32_t d = 0; d < m->demands.count; d++)
            *cell(m, d, c) = *cell(m, d, c - 1) / 2;
    }
}

/* A demand whose own thing is not spoken of, in the part (or the item) that is: all its claims. */
static void match_parts(const struct matching *m)
{
    for (uint32_t d = 0; d < m->demands.count; d++) {
        uint32_t part = m->demands.subjects[d].part;
        bool only = m->demands.count == 1;
        if (is_answered(m, d) || (part == TB_NONE && !only))
            continue;
        for (uint32_t c = 0; c < m->claims.count; c++)
            if (only || m->claims.subjects[c].part == part)
                *cell(m, d, c) = 1;
    }
}

/* --- the lists -------------------------------------------------------------------------------- */

static struct tb_span span_of(const struct side *side, uint32_t i)
{
    const struct tb_clause *clause = &side->text->clauses.at[side->clauses[i]];
    return (struct tb_span){clause->from, clause->to, side->text->column};
}

static bool fill_demands(const struct tb_prose_rules *rules, const struct matching *m,
                         struct tb_item *item, struct tb_arena *arena)
{
    struct tb_demand *demands = TB_NEW_ARRAY(arena, struct tb_demand, m->demands.count);
    if (!demands)
        return false;
    for (uint32_t d = 0; d < m->demands.count; d++) {
        struct tb_demand *demand = &demands[d];
        uint32_t count = 0;
        for (uint32_t c = 0; c < m->claims.count; c++)
            count += *cell(m, d, c) > 0;
        uint32_t *claims = TB_NEW_ARRAY(arena, uint32_t, count ? count : 1);
        if (!claims)
            return false;
        *demand = (struct tb_demand){.span = span_of(&m->demands, d), .claims = claims};
        for (uint32_t c = 0; c < m->claims.count; c++)
            if (*cell(m, d, c))
                claims[demand->claim_count++] = c;
        struct tb_str words = tb_item_quote(item, demand->span);
        struct tb_rule_match match;
        demand->completion = tb_rules_first(rules->demands, words, &match);
    }
    item->demands = demands;
    item->demand_count = m->demands.count;
    return true;
}

static bool fill_claims(const struct tb_prose_rules *rules, const struct matching *m,
                        struct tb_item *item, struct tb_arena *arena)
{
    struct tb_claim *claims = TB_NEW_ARRAY(arena, struct tb_claim, m->claims.count);
    if (!claims)
        return false;
    const struct tb_side_text *result = m->claims.text;
    uint16_t awaited = tb_rules_find_name(rules->states, TB_STR("awaited"));
    bool is_plan = false;
    for (uint32_t c = 0; c < m->claims.count; c++) {
        struct tb_claim *claim = &claims[c];
        size_t clause = m->claims.clauses[c];
        claim->span = span_of(&m->claims, c);
        claim->sentence = m->claims.subjects[c].sentence;
        claim->has_label = !is_plan && tb_side_says(rules, result, clause, &claim->label_is);
        is_plan = result->states[clause] == awaited && awaited != TB_RULES_NONE &&
                  result->clauses.at[clause].end == TB_END_COMMA;
    }
    item->claims = claims;
    item->claim_count = m->claims.count;
    return true;
}

bool tb_claims_read(const struct tb_prose_rules *rules, const struct tb_phrases *generic,
                    const struct tb_side_text *target, const struct tb_side_text *result,
                    struct tb_item *item, struct tb_arena *arena)
{
    struct matching m = {0};
    const struct tb_side_text *restated = quotes_target(rules, result) ? target : NULL;
    if (!read_side(generic, item, target, NULL, true, arena, &m.demands) ||
        !read_side(generic, item, result, restated, false, arena, &m.claims))
        return false;
    m.alike = TB_NEW_ARRAY(arena, uint8_t, (size_t)m.demands.count * m.claims.count + 1);
    if (!m.alike)
        return false;
    match_words(&m);
    carry_on(&m);
    match_parts(&m);
    return fill_demands(rules, &m, item, arena) && fill_claims(rules, &m, item, arena);
}

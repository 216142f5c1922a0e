/* keyed.c - pairs of rows whose tasks are equal, or equal but for their figures. */
#include "diff/matcher.h"
#include "diff/plain.h"

enum {
    KEY_LEAST = 9,      /* bytes of words in a skeleton, three characters: less says too little */
    BUCKET_FULL = 4096, /* pairs of a bucket that are all held against each other */
    BUCKET_NEAR = 16    /* else that many rows to either side */
};

struct key {
    struct tb_str text;
    uint64_t hash;
    uint32_t next;     /* of the chain: TB_NONE ends it */
    uint32_t first[2]; /* rows of either side with this text, linked by `link` */
    uint32_t last[2], counts[2];
};

struct keys {
    struct key *at;
    uint32_t count;
    uint32_t *slots; /* indices of keys; TB_NONE: free */
    size_t mask;
    uint32_t *link[2]; /* by item: the next row with the same text */
};

static bool make_keys(struct tb_matcher *matcher, struct keys *keys)
{
    size_t rows = (size_t)matcher->counts[0] + matcher->counts[1], size = 16;
    while (size < rows * 2)
        size *= 2;
    keys->mask = size - 1;
    keys->at = TB_NEW_ARRAY(matcher->arena, struct key, rows);
    keys->slots = tb_arena_alloc(matcher->arena, size * sizeof *keys->slots);
    for (int side = 0; side < 2; side++)
        keys->link[side] = TB_NEW_ARRAY(matcher->arena, uint32_t, matcher->counts[side]);
    if (!keys->at || !keys->slots || !keys->link[0] || !keys->link[1])
        return false;
    memset(keys->slots, 0xFF, size * sizeof *keys->slots);
    return true;
}

/* Eight bytes at a time: all tasks of both reports go through here. */
static uint64_t hash_of(struct tb_str text)
{
    uint64_t hash = text.len * 0x9E3779B97F4A7C15u, word;
    for (size_t at = 0; at < text.len; at += sizeof word) {
        size_t left = text.len - at;
        word = 0;
        memcpy(&word, text.ptr + at, left < sizeof word ? left : sizeof word);
        hash = (hash ^ word) * 0xBF58476D1CE4E5B9u;
        hash ^= hash >> 29;
    }
    return hash;
}

static struct key *find_key(struct keys *keys, struct tb_str text)
{
    uint64_t hash = hash_of(text);
    uint32_t *slot = &keys->slots[hash & keys->mask];
    for (uint32_t at = *slot; at != TB_NONE; at = keys->at[at].next)
        if (keys->at[at].hash == hash && tb_str_eq(keys->at[at].text, text))
            return &keys->at[at];
    struct key *key = &keys->at[keys->count];
    *key = (struct key){.text = text,
                        .hash = hash,
                        .next = *slot,
                        .first = {TB_NONE, TB_NONE},
                        .last = {TB_NONE, TB_NONE}};
    *slot = keys->count++;
    return key;
}

/* The text by which a row is looked up; empty: it has none that would do. In the arena. */
static bool key_text(struct tb_matcher *matcher, int side, uint32_t item, bool skeleton,
                     struct tb_str *out)
{
    const struct tb_report *report = matcher->reports[side];
    uint16_t column = report->column_of[TB_ROLE_TASK];
    struct tb_str text = tb_item_text(&report->items[item], column);
    size_t figures = 0;
    char *room = tb_arena_alloc(matcher->arena, text.len);
    if (!room)
        return false;
    size_t len = skeleton ? tb_skeleton_text(&report->items[item], column, room, &figures)
                          : tb_plain_text(text, room);
    if (skeleton && (figures == 0 || len < figures + KEY_LEAST))
        len = 0;
    *out = (struct tb_str){room, len};
    return true;
}

static bool add_rows(struct tb_matcher *matcher, struct keys *keys, int side, bool skeleton)
{
    for (uint32_t i = 0; i < matcher->counts[side]; i++) {
        struct tb_str text;
        if (matcher->settled[side][i])
            continue;
        if (!key_text(matcher, side, i, skeleton, &text))
            return false;
        if (text.len == 0)
            continue;
        struct key *key = find_key(keys, text);
        keys->link[side][i] = TB_NONE;
        if (key->last[side] == TB_NONE)
            key->first[side] = i;
        else
            keys->link[side][key->last[side]] = i;
        key->last[side] = i;
        key->counts[side]++;
    }
    return true;
}

static bool add_bucket(struct tb_matcher *matcher, const struct keys *keys, const struct key *key,
                       struct tb_buckets *buckets)
{
    struct tb_bucket *bucket = TB_LIST_ADD(matcher->arena, buckets);
    for (int side = 0; bucket && side < 2; side++) {
        uint32_t *items = TB_NEW_ARRAY(matcher->arena, uint32_t, key->counts[side]), count = 0;
        if (!items)
            return false;
        for (uint32_t i = key->first[side]; i != TB_NONE; i = keys->link[side][i]) {
            items[count++] = i;
            matcher->settled[side][i] = true;
        }
        bucket->items[side] = items;
        bucket->counts[side] = count;
    }
    return bucket != NULL;
}

bool tb_match_keyed(struct tb_matcher *matcher, bool skeleton)
{
    struct keys keys = {0};
    if (!make_keys(matcher, &keys) || !add_rows(matcher, &keys, 0, skeleton) ||
        !add_rows(matcher, &keys, 1, skeleton))
        return false;
    for (uint32_t i = 0; i < keys.count; i++) {
        const struct key *key = &keys.at[i];
        if (key->counts[0] == 1 && key->counts[1] == 1)
            tb_matcher_pair(matcher, key->first[0], key->first[1],
                            skeleton ? TB_BY_SKELETON : TB_BY_EXACT, 1, skeleton ? 0.98 : 1,
                            skeleton ? "figures-differ" : "task-equal");
        else if (key->counts[0] > 0 && key->counts[1] > 0 &&
                 !add_bucket(matcher, &keys, key, skeleton ? &matcher->skeleton : &matcher->equal))
            return false;
    }
    return true;
}

/* --- several rows with one task ---------------------------------------------------------------- */

static bool add_candidates(struct tb_matcher *matcher, const struct tb_bucket *bucket,
                           struct tb_candidates *out)
{
    uint32_t olds = bucket->counts[0], news = bucket->counts[1];
    bool full = (uint64_t)olds * news <= BUCKET_FULL;
    for (uint32_t i = 0; i < olds; i++) {
        uint32_t middle = (uint32_t)((uint64_t)i * news / olds);
        uint32_t from = full || middle < BUCKET_NEAR ? 0 : middle - BUCKET_NEAR;
        uint32_t to = full || middle + BUCKET_NEAR >= news ? news : middle + BUCKET_NEAR + 1;
        tb_grams_mark(matcher->grams, 0, bucket->items[0][i]);
        for (uint32_t k = from; k < to; k++)
            if (!tb_candidate_add(matcher, bucket->items[0][i], bucket->items[1][k], 0, out))
                return false;
    }
    return true;
}

bool tb_match_buckets(struct tb_matcher *matcher, const struct tb_buckets *buckets, bool skeleton)
{
    for (size_t i = 0; i < buckets->count; i++) {
        const struct tb_bucket *bucket = &buckets->at[i];
        struct tb_candidates candidates = {0};
        for (int side = 0; side < 2; side++)
            for (uint32_t k = 0; k < bucket->counts[side]; k++)
                matcher->settled[side][bucket->items[side][k]] = false;
        if (!add_candidates(matcher, bucket, &candidates))
            return false;
        tb_match_assign(matcher, &candidates, skeleton ? TB_BY_SKELETON : TB_BY_EXACT, 0, 0);
    }
    return true;
}

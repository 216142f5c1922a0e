/*
 * parts.h - the parts of a container of Office Open XML, found by their relations and never by their
 * usual names (ISO/IEC 29500-2).
 */
#ifndef TB_OOXML_PARTS_H
#define TB_OOXML_PARTS_H

#include <zip.h>

#include "base/list.h"

enum {
    TB_PARTS_ENTRIES = 4096,      /* entries of a container */
    TB_PARTS_NAME = 512,          /* bytes of a part's name */
    TB_PARTS_TOTAL = 256 << 20,   /* bytes of all parts read, unpacked */
    TB_PARTS_RATIO = 200,         /* unpacked to packed, */
    TB_PARTS_RATIO_FROM = 1 << 20 /* once a part is larger than this */
};

struct tb_parts {
    struct tb_arena *arena;
    zip_t *zip;
    size_t total; /* bytes unpacked so far */
};

enum tb_status tb_parts_open(struct tb_str bytes, struct tb_arena *arena, struct tb_parts *out,
                             struct tb_error *error) TB_NODISCARD;
void tb_parts_close(struct tb_parts *parts);

/* Whether there is a part of this name, in any case. */
bool tb_parts_has(const struct tb_parts *parts, struct tb_str name);

/* Unpacks a part, checked by its sum. */
enum tb_status tb_parts_read(struct tb_parts *parts, struct tb_str name, struct tb_str *out,
                             struct tb_error *error) TB_NODISCARD;

struct tb_relation_to {
    struct tb_str id, type; /* the last word of the type: "worksheet" */
    struct tb_str target;   /* name of a part; empty: outside of the container */
};
struct tb_relations {
    struct tb_relation_to *at;
    size_t count, room;
};

/* The relations of a part ("": of the container); none where it has none. */
enum tb_status tb_parts_relations(struct tb_parts *parts, struct tb_str part,
                                  struct tb_relations *out, struct tb_error *error) TB_NODISCARD;

/* The target with this id, or the first one of this type; empty: there is none. */
struct tb_str tb_relations_by_id(const struct tb_relations *relations, struct tb_str id);
struct tb_str tb_relations_by_type(const struct tb_relations *relations, struct tb_str type);

#endif

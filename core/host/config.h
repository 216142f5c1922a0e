/*
 * config.h - the values of tongbao.lua, put together from four layers: command line, workspace, user,
 * defaults. A value of an earlier layer hides the same one of a later; each keeps where it came from.
 * What may stand in the file is a table in config.c. Used by workspace.c alone.
 */
#ifndef TB_HOST_CONFIG_H
#define TB_HOST_CONFIG_H

#include "host/literal.h"

enum tb_layer { TB_LAYER_COMMAND, TB_LAYER_WORKSPACE, TB_LAYER_USER, TB_LAYER_DEFAULT };

enum { TB_CONFIG_DEPTH = 4 };

/* One value: sources.linzi.expect.columns has four keys. */
struct tb_config_value {
    struct tb_str key[TB_CONFIG_DEPTH];
    size_t depth;
    struct tb_literal value; /* a table stands for itself being there: checks.x = { … } */
    enum tb_layer layer;
    struct tb_str origin;  /* "tongbao.lua:12", "--set"; "" for a default */
    struct tb_str source;  /* the file, for messages */
    uint32_t line, column; /* in it; 0: none */
    size_t order;          /* in which it was added */
};

struct tb_config {
    struct tb_arena *arena;
    struct tb_config_value *at;
    size_t count, room;
};

/* Checks the tree of a file and adds its values. `source` names it in messages, `shown` in origins. */
enum tb_status tb_config_add_file(struct tb_config *config, const struct tb_literal *tree,
                                  enum tb_layer layer, const char *source, const char *shown,
                                  struct tb_error *error) TB_NODISCARD;

/* Adds one value of the command line: `name` is "limits.cpu", `text` a Lua literal or plain text. */
enum tb_status tb_config_add_override(struct tb_config *config, struct tb_str name,
                                      struct tb_str text, struct tb_error *error) TB_NODISCARD;

/* Adds the defaults, orders all values by their keys and leaves only the first layer's of each. */
enum tb_status tb_config_finish(struct tb_config *config, struct tb_error *error) TB_NODISCARD;

/* "limits.cpu", for messages. ptr NULL: the arena is full. */
struct tb_str tb_config_name(struct tb_arena *arena, const struct tb_str *key, size_t depth);

#endif

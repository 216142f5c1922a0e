/*
 * traps.h - finds patterns in a plugin's Lua that do not mean what they seem to: Lua's patterns work on
 * bytes, so that "[，。]" matches each of the six bytes of the two characters, and with it a third of
 * some other character.
 */
#ifndef TB_HOST_TRAPS_H
#define TB_HOST_TRAPS_H

#include "host/plugins.h"

/* A class with a character of several bytes. */
struct tb_trap {
    struct tb_str path;    /* of the file, as the plugin's own */
    uint32_t line, column; /* where the class begins, 1-based, the column in code points */
    struct tb_str quote;   /* "[，。]", borrowed from the file */
};

struct tb_traps {
    struct tb_trap *at;
    size_t count, room;
};

/* Adds the traps in the texts of the plugin's files, cases left out, in the order of the files. A text
 * is looked at wherever it stands, since a pattern may be kept under a name; one that is given as a
 * plain text to find_any is a false alarm when it holds such brackets. Reads tokens only, linear in the
 * source. Memory in `arena`; TB_ENOMEM, TB_ELIMIT: it is full. */
enum tb_status tb_traps_find(const struct tb_plugin *plugin, struct tb_arena *arena,
                             struct tb_traps *traps, struct tb_error *error) TB_NODISCARD;

#endif

/*
 * json.h - writes JSON (RFC 8259) into a buffer: commas and nesting are kept by the writer, text is
 * escaped (control characters, quotes, backslashes; U+2028 and U+2029 too), invalid UTF-8 becomes
 * U+FFFD. Keys are written in the order of the calls, so equal calls give equal bytes.
 */
#ifndef TB_BASE_JSON_H
#define TB_BASE_JSON_H

#include "base/buf.h"
#include "base/decimal.h"

enum { TB_JSON_DEPTH = 32 };

struct tb_json {
    struct tb_buf *out;
    bool pretty; /* two-space indentation, else no white space */
    uint8_t depth;
    bool object[TB_JSON_DEPTH]; /* what tb_json_close writes: } or ] */
    bool filled[TB_JSON_DEPTH]; /* the container at this depth has a member */
    bool after_key;
};

struct tb_json tb_json_make(struct tb_buf *out, bool pretty);

void tb_json_object(struct tb_json *json); /* { */
void tb_json_array(struct tb_json *json);  /* [ */
void tb_json_close(struct tb_json *json);  /* } or ] of the innermost one */
void tb_json_key(struct tb_json *json, const char *key);
void tb_json_key_str(struct tb_json *json, struct tb_str key);

void tb_json_str(struct tb_json *json, struct tb_str s);         /* ptr NULL: null */
void tb_json_text(struct tb_json *json, const char *terminated); /* NULL: null */
void tb_json_int(struct tb_json *json, int64_t value);
void tb_json_bool(struct tb_json *json, bool value);
void tb_json_null(struct tb_json *json);
void tb_json_raw(struct tb_json *json, struct tb_str value); /* a value that is JSON already */
/* A number as printed by "%.*g" with a point whatever the locale. Not finite: null. */
void tb_json_double(struct tb_json *json, double value, int digits);
void tb_json_decimal_text(struct tb_json *json, struct tb_decimal value); /* as a string */

#endif

/*
 * decode.h - from the bytes of a file to UTF-8 text: what is it (by content, never by name), and
 * the text with every byte that could not be read replaced, counted and placed.
 */
#ifndef TB_INGEST_DECODE_H
#define TB_INGEST_DECODE_H

#include "ingest/knowledge.h"
#include "ingest/repairs.h"

enum tb_encoding {
    TB_UTF8,
    TB_UTF8_BOM,
    TB_UTF16LE,
    TB_UTF16BE,
    TB_GB18030, /* for every label of the gb family: it contains them all */
    TB_ENCODING_END
};

/* As in the report's `encoding`. */
const char *tb_encoding_name(enum tb_encoding encoding);

struct tb_sniffed {
    enum tb_encoding encoding;
    const char *why_zh, *why_en; /* what the encoding was told by; NULL: a container */
    bool valid;                  /* the whole of it is UTF-8 without a fault */
    const struct tb_form *form;  /* a container; NULL: a text */
};

/* Decides by a byte order mark, by zeros at every second byte, by the whole document being UTF-8
 * with at least one character of three bytes, else by which reading has fewer faults. TB_EFORMAT:
 * the file is no text and no container that can be read; the message says what it is and how to get
 * a text out of it. */
enum tb_status tb_sniff(const struct tb_ingest *know, struct tb_str bytes, struct tb_sniffed *out,
                        struct tb_error *error) TB_NODISCARD;

/* What is said of a file that is not read: what it is and what to do. */
enum tb_status tb_refuse_form(const struct tb_form *form, struct tb_error *error);

/* Holds what a page says of its encoding against what it is: a repair `charset-label` where they differ.
 * False: the arena is full. */
bool tb_check_label(struct tb_str bytes, enum tb_encoding encoding, struct tb_repairs *repairs);

/* The text of `bytes`, in UTF-8, with TB_PADDING readable bytes behind it: a slice of `bytes` where
 * nothing had to be changed, else in the arena of `repairs`. A byte that cannot be read becomes
 * U+FFFD, alone; a lone 80 in GB18030 becomes the euro sign, as in code page 936. Repairs
 * `bad-byte`, `nul-byte`, `euro-byte`: one a cell, at the first. TB_EFORMAT: so much of it cannot
 * be read that it is no text. */
enum tb_status tb_decode(struct tb_str bytes, struct tb_sniffed sniffed, struct tb_repairs *repairs,
                         struct tb_str *out, struct tb_error *error) TB_NODISCARD;

#endif

/*
 * error.h - how a function says that it could not do its work.
 *
 * A function that can fail returns enum tb_status and takes a struct tb_error last (the caller's
 * own, may be NULL). On failure it fills the error and leaves its other outputs untouched. The
 * message is kept in both languages; where it speaks of a file it says file, line and column, what
 * was expected, what was found and what to do.
 */
#ifndef TB_BASE_ERROR_H
#define TB_BASE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

enum tb_status {
    TB_OK,
    TB_ENOMEM,  /* the system has no memory left */
    TB_ELIMIT,  /* a cap of ours was reached */
    TB_EUSAGE,  /* the command line or the configuration is wrong */
    TB_EFORMAT, /* foreign bytes are not what they should be */
    TB_EIO,     /* the system refused to read or to write */
    TB_EDENIED, /* a permission was not granted */
    TB_EBUG     /* a state that should not exist; says where */
};

struct tb_error {
    enum tb_status status;
    uint32_t line;    /* 1-based, 0: none */
    uint32_t column;  /* 1-based, in code points, 0: none */
    char source[256]; /* file name as the user gave it, "" if none */
    char zh[512], en[512];
};

#if defined(__GNUC__)
#define TB_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define TB_NODISCARD __attribute__((warn_unused_result))
#else
#define TB_PRINTF(text, first)
#define TB_NODISCARD
#endif

/* Fills `error` (if any) with `status` and the message, Chinese and English format with the same
 * arguments in the same order; the compiler checks both. Cut to fit, on a code point boundary.
 * The place (source, line, column) is cleared. Returns `status`. */
enum tb_status tb_fail(struct tb_error *error, enum tb_status status, const char *zh,
                       const char *en, ...) TB_PRINTF(3, 5) TB_PRINTF(4, 5);

/* Says where: `source` is copied (cut to fit, NULL: kept as it is), line and column 0: none. Returns error->status;
 * for `error` NULL, `status`. */
enum tb_status tb_fail_at(struct tb_error *error, enum tb_status status, const char *source,
                          uint32_t line, uint32_t column);

/* The two that need no words of their own. */
enum tb_status tb_fail_memory(struct tb_error *error);
enum tb_status tb_fail_bug(struct tb_error *error, const char *file, int line);

#ifdef __clang_analyzer__
/* What clang-tidy cannot see from one file: none of these returns TB_OK. Without it every use of an
 * out parameter behind a check of the status looks like a use of memory never written. */
static inline enum tb_status tb_fail_seen(enum tb_status returned, enum tb_status status)
{
    (void)returned;
    return status;
}
#define tb_fail(error, status, ...) tb_fail_seen((tb_fail)(error, status, __VA_ARGS__), status)
#define tb_fail_at(error, status, ...)                                                             \
    tb_fail_seen((tb_fail_at)(error, status, __VA_ARGS__), status)
#define tb_fail_memory(error) tb_fail_seen((tb_fail_memory)(error), TB_ENOMEM)
#define tb_fail_bug(error, file, line) tb_fail_seen((tb_fail_bug)(error, file, line), TB_EBUG)
#endif

#endif

/*
 * file.h - reading and writing whole files. Files are read into memory that is reused, never
 * mapped: a file cut short under a mapping would kill the program.
 */
#ifndef TB_BASE_FILE_H
#define TB_BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"

enum { TB_PADDING = 64 }; /* readable zero bytes behind every file read, for vector loops */

/* Reads `path` ("-": standard input) into `arena`, followed by TB_PADDING zero bytes. Errors name
 * the path and the cause: TB_EIO missing, unreadable, a directory; TB_ELIMIT larger than `cap`. */
enum tb_status tb_file_read(const char *path, size_t cap, struct tb_arena *arena,
                            struct tb_str *out, struct tb_error *error) TB_NODISCARD;

/* The same for a file that people write. TB_EUSAGE, with the line: it is not UTF-8. */
enum tb_status tb_file_read_text(const char *path, size_t cap, struct tb_arena *arena,
                                 struct tb_str *out, struct tb_error *error) TB_NODISCARD;

/* Writes all of `s` to the descriptor, going on after short writes and EINTR. */
enum tb_status tb_fd_write(int fd, struct tb_str s, struct tb_error *error) TB_NODISCARD;

/* 64 lower-case hex digits and a NUL: SHA-256 of `s`. */
void tb_sha256_hex(struct tb_str s, char out[65]);

#endif

/*
 * folder.h - what stands in a folder, in byte order whatever the file system's, and paths put
 * together. Paths are slices with a NUL behind them, in the arena.
 */
#ifndef TB_BASE_FOLDER_H
#define TB_BASE_FOLDER_H

#include "base/arena.h"
#include "base/error.h"

enum { TB_FOLDER_MOST = 4096 }; /* entries of one folder */

struct tb_folder {
    struct tb_str *names; /* with a NUL behind each; without those that begin with '.' */
    size_t count;
    bool exists;
};

/* Reads the names in `path`. A folder that is not there has none; one that cannot be read is TB_EIO,
 * one with more than TB_FOLDER_MOST entries TB_ELIMIT. */
enum tb_status tb_folder_read(const char *path, struct tb_arena *arena, struct tb_folder *out,
                              struct tb_error *error) TB_NODISCARD;

/* FOLDER/NAME. ptr NULL: the arena is full. */
struct tb_str tb_path_join(struct tb_arena *arena, const char *folder, const char *name);

bool tb_is_folder(const char *path);
bool tb_is_file(const char *path);
bool tb_is_link(const char *path); /* itself, wherever it leads */

/* Whether `path`, with all symbolic links followed, lies in `folder`. TB_EIO: one of them is not
 * there. */
enum tb_status tb_path_within(const char *folder, const char *path, bool *within,
                              struct tb_error *error) TB_NODISCARD;

/* Makes the folder and those above it that are missing. */
enum tb_status tb_folder_make(const char *path, struct tb_error *error) TB_NODISCARD;

#endif

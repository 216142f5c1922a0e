/*
 * maker.h - makes the file of an export whose records say what is to be in it (base/made.h): loads the
 * module, hands it the records, and gives the bytes of the file back. The file is made in a folder of
 * its own, so that it takes its place only when it is whole.
 */
#ifndef TB_HOST_MAKER_H
#define TB_HOST_MAKER_H

#include "base/arena.h"
#include "base/made.h"

struct tb_maker;

/* Loads module `name` for a program in the folder `program` and begins a file. Memory in `arena`. TB_EUSAGE:
 * there is no such module; TB_EIO: it cannot be loaded (the message names the package), or no file can
 * be begun. *out is NULL then. To be ended by tb_maker_end. */
enum tb_status tb_maker_begin(struct tb_str program, struct tb_str name, struct tb_arena *arena,
                              struct tb_maker **out, struct tb_error *error) TB_NODISCARD;

/* Takes bytes of records, cut anywhere. After a failure nothing more may be given. */
enum tb_status tb_maker_take(struct tb_maker *maker, struct tb_str bytes,
                             struct tb_error *error) TB_NODISCARD;

/* Ends the file and gives it to `take`, piece by piece; NULL: nobody wants it. Leaves nothing behind. *cut:
 * texts that were longer than the format can hold, and end with a remark. */
enum tb_status tb_maker_end(struct tb_maker *maker,
                            enum tb_status (*take)(void *user, struct tb_str bytes,
                                                   struct tb_error *error),
                            void *user, size_t *cut, struct tb_error *error) TB_NODISCARD;

#endif

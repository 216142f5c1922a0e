/* snapshot_fuzz.c - the file of a snapshot, and its body alone, whole and against a base: no crash, no
 * reading outside, no memory beyond the caps; what a mend gives is again only a file. */
#include "history/image.h"
#include "history/snapshot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 64 << 10, ARENA = 64 << 20 };

static void unpack(struct tb_str body, uint64_t size, struct tb_arena *arena)
{
    static const char text[] = "# 表\n\t任务\t结果\n1\t修路\t已完成3处\n2\t植树\t120株\n";
    const struct tb_str before = {text, sizeof text - 1};
    static struct tb_buf packed;
    struct tb_image base, image;
    struct tb_str bytes;
    bool fits;
    if (tb_image_unpack(NULL, body, arena, &image, NULL) == TB_OK)
        (void)!tb_image_bytes(&image, (size_t)size, arena, &bytes, NULL);
    if (packed.len == 0) {
        packed = tb_buf_make(1 << 16);
        if (tb_image_pack(NULL, before, arena, &packed, &fits, NULL) != TB_OK)
            abort();
    }
    if (tb_image_unpack(NULL, tb_buf_str(&packed), arena, &base, NULL) != TB_OK)
        abort();
    if (tb_image_unpack(&base, body, arena, &image, NULL) == TB_OK)
        (void)!tb_image_bytes(&image, (size_t)size, arena, &bytes, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tb_arena *arena;
    if (size > MAX_INPUT)
        return 0;
    if (arena)
        tb_arena_reset(arena);
    else if (tb_arena_new(ARENA, &arena, NULL) != TB_OK)
        return 0;
    struct tb_str file = {(const char *)data, size};
    struct tb_snapshot snapshot;
    struct tb_mend mends[4];
    if (tb_snapshot_read(file, &snapshot, NULL) == TB_OK)
        unpack(snapshot.body, snapshot.size, arena);
    (void)!tb_snapshot_read_head(file, &snapshot, NULL);
    size_t count = tb_snapshot_mends(file, mends, 4);
    for (size_t i = 0; i < count; i++)
        if (mends[i].at >= size || mends[i].change == 0)
            abort();
    /* Checksums keep a fuzzer out of the body, so it is tried as one too. */
    unpack(file, size * 3, arena);
    return 0;
}

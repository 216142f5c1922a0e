/* image_test.c - what is packed unpacks to the same bytes, whatever they are and against whatever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "history/checksum.h"
#include "history/image.h"
#include "versions.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    return tb_arena_new((size_t)512 << 20, &arena, NULL) == TB_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

/* Packs against what `before` holds (ptr NULL: whole); returns the packed size, 0: does not fit. */
static size_t round_trip(struct tb_str before, struct tb_str bytes)
{
    struct tb_image base, again;
    struct tb_buf first = tb_buf_make(1 << 26), packed = tb_buf_make(1 << 26);
    struct tb_image *against = NULL;
    bool fits;
    if (before.ptr) {
        assert_int_equal(tb_image_pack(NULL, before, arena, &first, &fits, NULL), TB_OK);
        assert_int_equal(tb_image_unpack(NULL, tb_buf_str(&first), arena, &base, NULL), TB_OK);
        against = &base;
    }
    assert_int_equal(tb_image_pack(against, bytes, arena, &packed, &fits, NULL), TB_OK);
    if (fits) {
        struct tb_str back;
        if (against)
            assert_int_equal(tb_image_unpack(NULL, tb_buf_str(&first), arena, &base, NULL), TB_OK);
        assert_int_equal(tb_image_unpack(against, tb_buf_str(&packed), arena, &again, NULL), TB_OK);
        assert_int_equal(tb_image_bytes(&again, bytes.len, arena, &back, NULL), TB_OK);
        assert_true(tb_str_eq(back, bytes));
        assert_int_equal(back.ptr[back.len], 0);
        assert_int_equal(tb_image_bytes(&again, bytes.len + 1, arena, &back, NULL), TB_EFORMAT);
    }
    size_t size = fits ? packed.len : 0;
    tb_buf_free(&first);
    tb_buf_free(&packed);
    return size;
}

#define ODD_TEXT(literal)                                                                          \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }
static const struct tb_str odd[] = {
    ODD_TEXT(""),
    ODD_TEXT("\n"),
    ODD_TEXT("\t"),
    ODD_TEXT("\t\t\n\n\t"),
    ODD_TEXT("a"),
    ODD_TEXT("没有换行"),
    ODD_TEXT("\xEF\xBB\xBF一\t二\r\n三\t四\r\n"),
    ODD_TEXT("\xFF\xFE\x00\x4E\x09\x00\x0A\x00"),
    ODD_TEXT("zero \0 inside\tcell\n"),
    ODD_TEXT("broken \xE4\xB8 text\tcell\n"),
    ODD_TEXT("a,b,c\nd,\"e,f\",g\nh,i,j,k\n"),
    ODD_TEXT("\xC1\xD9\xD7\xCD\t\xC7\xF8\n"),
    ODD_TEXT("\xF0\x9F\x98\x80 astral\t\xF4\x8F\xBF\xBF\n"),
};
enum { ODD = sizeof odd / sizeof *odd };

static void odd_bytes_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < ODD; i++) {
        assert_true(round_trip((struct tb_str){NULL, 0}, odd[i]) > 0);
        for (size_t j = 0; j < ODD; j++)
            round_trip(odd[j], odd[i]);
        tb_arena_reset(arena);
    }
}

static void random_bytes_come_back(void **state)
{
    (void)state;
    static const char few[] = "ab\t\n\r,\xE4\xB8\xAD\xFF 0";
    uint32_t seed = 1;
    char before[400], bytes[400];
    for (int round = 0; round < 1000; round++) {
        size_t before_len = versions_random(&seed) % sizeof before;
        size_t len = versions_random(&seed) % sizeof bytes;
        bool plain = versions_random(&seed) % 2;
        for (size_t i = 0; i < before_len; i++)
            before[i] = plain ? (char)versions_random(&seed) : few[versions_random(&seed) % 13];
        for (size_t i = 0; i < len; i++)
            bytes[i] = i < before_len && versions_random(&seed) % 8 ? before[i]
                       : plain                                      ? (char)versions_random(&seed)
                               : few[versions_random(&seed) % 13];
        round_trip((struct tb_str){before, before_len}, (struct tb_str){bytes, len});
        tb_arena_reset(arena);
    }
}

/* A delta is small: a few edited rows cost little, whatever the size of the table. */
static void deltas_are_small(void **state)
{
    (void)state;
    struct tb_buf one = tb_buf_make(1 << 24), two = tb_buf_make(1 << 24);
    versions_write(0, 120, &one);
    versions_write(1, 120, &two);
    size_t whole = round_trip((struct tb_str){NULL, 0}, tb_buf_str(&two));
    size_t delta = round_trip(tb_buf_str(&one), tb_buf_str(&two));
    assert_true(delta * 2 < whole);
    size_t same = round_trip(tb_buf_str(&two), tb_buf_str(&two));
    assert_true(same < 40);
    tb_buf_clear(&one);
    tb_buf_add(&one, tb_buf_str(&two));
    tb_buf_text(&two, "121\t新增任务\t\t\t\n");
    assert_true(round_trip(tb_buf_str(&one), tb_buf_str(&two)) < 120);
    tb_buf_free(&one);
    tb_buf_free(&two);
}

/* More different characters than there are codes: kept as bytes. */
static void too_many_characters(void **state)
{
    (void)state;
    struct tb_buf text = tb_buf_make(1 << 24);
    char bytes[4];
    for (uint32_t point = 0x3400; point < 0x3400 + 16000; point++)
        tb_buf_add(&text, (struct tb_str){bytes, tb_utf8_put(point, bytes)});
    assert_true(round_trip((struct tb_str){NULL, 0}, tb_buf_str(&text)) > 0);
    assert_int_equal(round_trip(TB_STR("短\n"), tb_buf_str(&text)), 0);
    tb_buf_free(&text);
}

/* Every byte damaged, every length: never a crash; what comes out is for the checksums to judge. */
static void damaged_images_are_survived(void **state)
{
    (void)state;
    struct tb_buf one = tb_buf_make(1 << 24), two = tb_buf_make(1 << 24),
                  first = tb_buf_make(1 << 24), delta = tb_buf_make(1 << 24);
    struct tb_image base, image;
    bool fits;
    versions_write(0, 12, &one);
    versions_write(1, 12, &two);
    assert_int_equal(tb_image_pack(NULL, tb_buf_str(&one), arena, &first, &fits, NULL), TB_OK);
    assert_int_equal(tb_image_unpack(NULL, tb_buf_str(&first), arena, &base, NULL), TB_OK);
    assert_int_equal(tb_image_pack(&base, tb_buf_str(&two), arena, &delta, &fits, NULL), TB_OK);
    struct tb_arena *scratch;
    assert_int_equal(tb_arena_new(64 << 20, &scratch, NULL), TB_OK);
    uint32_t seed = 5;
    for (int which = 0; which < 2; which++) {
        struct tb_buf *packed = which ? &delta : &first;
        for (size_t at = 0; at < packed->len; at++) {
            char kept = packed->ptr[at];
            struct tb_str back;
            tb_arena_reset(scratch);
            if (which)
                assert_int_equal(tb_image_unpack(NULL, tb_buf_str(&first), scratch, &base, NULL),
                                 TB_OK);
            packed->ptr[at] = (char)(kept ^ (int)(1 + versions_random(&seed) % 255));
            if (tb_image_unpack(which ? &base : NULL, tb_buf_str(packed), scratch, &image, NULL) ==
                TB_OK)
                (void)!tb_image_bytes(&image, two.len, scratch, &back, NULL);
            packed->ptr[at] = kept;
            struct tb_str cut = {packed->ptr, at};
            tb_arena_reset(scratch);
            if (which)
                assert_int_equal(tb_image_unpack(NULL, tb_buf_str(&first), scratch, &base, NULL),
                                 TB_OK);
            assert_int_not_equal(tb_image_unpack(which ? &base : NULL, cut, scratch, &image, NULL),
                                 TB_OK);
        }
    }
    tb_arena_free(scratch);
    tb_buf_free(&one);
    tb_buf_free(&two);
    tb_buf_free(&first);
    tb_buf_free(&delta);
}

/* The checksum finds each damaged byte and what it was. */
static void checksum_finds_the_byte(void **state)
{
    (void)state;
    struct tb_buf text = tb_buf_make(1 << 20);
    versions_write(3, 20, &text);
    uint32_t good = tb_crc32(tb_buf_str(&text));
    uint32_t seed = 9;
    struct tb_mend mends[4];
    assert_int_equal(tb_crc32(TB_STR("123456789")), 0xCBF43926);
    assert_int_equal(tb_crc32_mends(tb_buf_str(&text), good, mends, 4), 0);
    for (size_t at = 0; at < text.len; at += 3) {
        unsigned char change = (unsigned char)(1 + versions_random(&seed) % 255);
        text.ptr[at] = (char)(text.ptr[at] ^ change);
        size_t count = tb_crc32_mends(tb_buf_str(&text), good, mends, 4);
        bool found = false;
        for (size_t i = 0; i < count; i++)
            found = found || (mends[i].at == at && mends[i].change == change);
        assert_true(found);
        text.ptr[at] = (char)(text.ptr[at] ^ change);
    }
    tb_buf_free(&text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(odd_bytes_come_back), TEST(random_bytes_come_back),      TEST(deltas_are_small),
        TEST(too_many_characters), TEST(damaged_images_are_survived), TEST(checksum_finds_the_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

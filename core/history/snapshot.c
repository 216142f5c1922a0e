/* snapshot.c - see snapshot.h. Numbers are little-endian. */
#include "history/snapshot.h"

#include "base/file.h"
#include "base/utf8.h"

/* Not text from the first byte on, and broken by what turns line ends or strips high bits (as PNG). */
static const unsigned char magic[8] = {0x89, 'T', 'B', 'S', '\r', '\n', 0x1A, '\n'};

enum {
    AT_VERSION = 8,
    AT_SEQUENCE = 12,
    AT_BASE = 16,
    AT_PROPERTIES_LEN = 20,
    AT_SIZE = 24,
    AT_BODY_LEN = 32,
    AT_SHA256 = 40,
    AT_BASE_SHA256 = 72,
    CRC = 4
};

void tb_sha256(struct tb_str bytes, unsigned char out[32])
{
    char hex[65];
    tb_sha256_hex(bytes, hex);
    for (size_t i = 0; i < 64; i++) {
        unsigned digit = (unsigned)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
        out[i / 2] = (unsigned char)(i % 2 ? out[i / 2] | digit : digit << 4);
    }
}

static uint64_t read_number(const char *at, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = bytes; i > 0; i--)
        value = value << 8 | (unsigned char)at[i - 1];
    return value;
}

static void write_number(struct tb_buf *out, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        tb_buf_byte(out, (char)(value >> 8 * i));
}

struct tb_str tb_snapshot_property(const struct tb_snapshot *snapshot, const char *name)
{
    for (size_t i = 0; i < snapshot->property_count; i++)
        if (tb_str_eq(snapshot->properties[i].name, tb_str_of(name)))
            return snapshot->properties[i].value;
    return (struct tb_str){NULL, 0};
}

static bool is_name(struct tb_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!((name.ptr[i] >= 'a' && name.ptr[i] <= 'z') ||
              (name.ptr[i] >= '0' && name.ptr[i] <= '9') || name.ptr[i] == '-'))
            return false;
    return name.len > 0;
}

static bool is_value(struct tb_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.ptr[i] < ' ' || value.ptr[i] == 0x7F)
            return false;
    return value.len > 0 && tb_utf8_valid(value) == value.len;
}

bool tb_snapshot_add_property(struct tb_snapshot *snapshot, const char *name, struct tb_str value)
{
    if (value.len == 0)
        return true;
    if (snapshot->property_count == TB_SNAPSHOT_PROPERTIES || !is_name(tb_str_of(name)) ||
        !is_value(value) || tb_snapshot_property(snapshot, name).ptr)
        return false;
    snapshot->properties[snapshot->property_count++] = (struct tb_property){tb_str_of(name), value};
    return true;
}

enum tb_status tb_snapshot_write(const struct tb_snapshot *snapshot, struct tb_buf *out,
                                 struct tb_error *error)
{
    size_t start = out->len, properties = 0;
    for (size_t i = 0; i < snapshot->property_count; i++)
        properties += snapshot->properties[i].name.len + snapshot->properties[i].value.len + 2;
    if (properties > TB_SNAPSHOT_HEAD_MAX - TB_SNAPSHOT_FIXED - CRC)
        return tb_fail(error, TB_ELIMIT, "快照的说明文字太长",
                       "the snapshot's properties are too long");
    tb_buf_add(out, (struct tb_str){(const char *)magic, sizeof magic});
    write_number(out, TB_SNAPSHOT_VERSION, 4);
    write_number(out, snapshot->sequence, 4);
    write_number(out, snapshot->base, 4);
    write_number(out, properties, 4);
    write_number(out, snapshot->size, 8);
    write_number(out, snapshot->body.len, 8);
    tb_buf_add(out, (struct tb_str){(const char *)snapshot->sha256, 32});
    tb_buf_add(out, (struct tb_str){(const char *)snapshot->base_sha256, 8});
    for (size_t i = 0; i < snapshot->property_count; i++) {
        tb_buf_add(out, snapshot->properties[i].name);
        tb_buf_byte(out, '\t');
        tb_buf_add(out, snapshot->properties[i].value);
        tb_buf_byte(out, '\n');
    }
    if (tb_buf_status(out, error) == TB_OK)
        write_number(out, tb_crc32(tb_str_sub(tb_buf_str(out), start, out->len)), CRC);
    tb_buf_add(out, snapshot->body);
    if (tb_buf_status(out, error) == TB_OK)
        write_number(out, tb_crc32(tb_str_sub(tb_buf_str(out), start, out->len)), CRC);
    return tb_buf_status(out, error);
}

static enum tb_status fail_damaged(struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "快照文件已损坏，或不是快照",
                   "the file is damaged or no snapshot");
}

static bool read_properties(struct tb_str text, struct tb_snapshot *out)
{
    while (text.len > 0) {
        size_t end = tb_str_find(text, TB_STR("\n"), 0), tab = tb_str_find(text, TB_STR("\t"), 0);
        if (end == SIZE_MAX || tab > end || out->property_count == TB_SNAPSHOT_PROPERTIES)
            return false;
        struct tb_property property = {tb_str_sub(text, 0, tab), tb_str_sub(text, tab + 1, end)};
        if (!is_name(property.name) || !is_value(property.value))
            return false;
        out->properties[out->property_count++] = property;
        text = tb_str_sub(text, end + 1, text.len);
    }
    return true;
}

/* The head; *len is where the body begins, *body_len what the head says of its length. */
static enum tb_status read_head(struct tb_str start, struct tb_snapshot *out, size_t *len,
                                uint64_t *body_len, struct tb_error *error)
{
    if (start.len < TB_SNAPSHOT_FIXED + CRC || memcmp(start.ptr, magic, sizeof magic) != 0)
        return fail_damaged(error);
    uint64_t version = read_number(start.ptr + AT_VERSION, 4);
    uint64_t properties = read_number(start.ptr + AT_PROPERTIES_LEN, 4);
    if (properties > start.len - TB_SNAPSHOT_FIXED - CRC)
        return fail_damaged(error);
    size_t end = TB_SNAPSHOT_FIXED + (size_t)properties;
    if (tb_crc32(tb_str_sub(start, 0, end)) != read_number(start.ptr + end, CRC))
        return fail_damaged(error);
    if (version != TB_SNAPSHOT_VERSION)
        return tb_fail(error, TB_EUSAGE,
                       "快照由更新的版本写成（格式 %u，本程序到 %d）；请升级 tongbao",
                       "the snapshot was written by a newer version (format %u, this program knows "
                       "%d); update tongbao",
                       (unsigned)version, (int)TB_SNAPSHOT_VERSION);
    struct tb_snapshot read = {
        .sequence = (uint32_t)read_number(start.ptr + AT_SEQUENCE, 4),
        .base = (uint32_t)read_number(start.ptr + AT_BASE, 4),
        .size = read_number(start.ptr + AT_SIZE, 8),
    };
    memcpy(read.sha256, start.ptr + AT_SHA256, 32);
    memcpy(read.base_sha256, start.ptr + AT_BASE_SHA256, 8);
    if (read.sequence == 0 || read.base >= read.sequence ||
        !read_properties(tb_str_sub(start, TB_SNAPSHOT_FIXED, end), &read))
        return fail_damaged(error);
    *out = read;
    *len = end + CRC;
    *body_len = read_number(start.ptr + AT_BODY_LEN, 8);
    return TB_OK;
}

size_t tb_snapshot_head_len(struct tb_str start)
{
    uint64_t len = TB_SNAPSHOT_FIXED + CRC;
    if (start.len >= TB_SNAPSHOT_FIXED)
        len += read_number(start.ptr + AT_PROPERTIES_LEN, 4);
    return len < TB_SNAPSHOT_HEAD_MAX ? (size_t)len : TB_SNAPSHOT_HEAD_MAX;
}

enum tb_status tb_snapshot_read_head(struct tb_str start, struct tb_snapshot *out,
                                     struct tb_error *error)
{
    size_t len;
    uint64_t body_len;
    return read_head(start, out, &len, &body_len, error);
}

enum tb_status tb_snapshot_read(struct tb_str file, struct tb_snapshot *out, struct tb_error *error)
{
    struct tb_snapshot read;
    size_t len;
    uint64_t body_len;
    enum tb_status status = read_head(file, &read, &len, &body_len, error);
    if (status != TB_OK)
        return status;
    if (file.len - len < CRC || body_len != file.len - len - CRC)
        return fail_damaged(error);
    size_t end = file.len - CRC;
    if (tb_crc32(tb_str_sub(file, 0, end)) != read_number(file.ptr + end, CRC))
        return fail_damaged(error);
    read.body = tb_str_sub(file, len, end);
    *out = read;
    return TB_OK;
}

size_t tb_snapshot_mends(struct tb_str file, struct tb_mend *out, size_t room)
{
    if (file.len < TB_SNAPSHOT_FIXED + 2 * CRC || room == 0)
        return 0;
    size_t end = file.len - CRC, count = 0;
    struct tb_str covered = tb_str_sub(file, 0, end);
    uint32_t stored = (uint32_t)read_number(file.ptr + end, CRC);
    uint32_t difference = tb_crc32(covered) ^ stored;
    /* The damaged byte may be one of the checksum's own. */
    for (size_t i = 0; i < CRC; i++)
        if (difference != 0 && (difference & ~((uint32_t)0xFF << 8 * i)) == 0)
            out[count++] = (struct tb_mend){end + i, (unsigned char)(difference >> 8 * i)};
    return count + tb_crc32_mends(covered, stored, out + count, room - count);
}

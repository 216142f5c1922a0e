/* parts.c - a container by libzip: what is read is bounded by what really comes out. */
#include "ooxml/parts.h"

#include "base/file.h"
#include "ooxml/xml.h"

static enum tb_status damaged(struct tb_error *error, const char *why)
{
    return tb_fail(error, TB_EFORMAT, "容器（ZIP）已损坏：%s；请重新下载，或用原来的软件另存一次",
                   "the container (ZIP) is damaged: %s; please download it again, or save it once "
                   "more in the program it comes from",
                   why);
}

enum tb_status tb_parts_open(struct tb_str bytes, struct tb_arena *arena, struct tb_parts *out,
                             struct tb_error *error)
{
    zip_error_t why;
    zip_error_init(&why);
    *out = (struct tb_parts){.arena = arena};
    zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &why);
    if (source)
        out->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
    if (!out->zip) {
        enum tb_status status = damaged(error, zip_error_strerror(&why));
        zip_source_free(source);
        zip_error_fini(&why);
        return status;
    }
    if (zip_get_num_entries(out->zip, 0) <= TB_PARTS_ENTRIES)
        return TB_OK;
    tb_parts_close(out);
    return tb_fail(error, TB_ELIMIT, "容器里超过 %d 个文件，不像是表格或文档",
                   "the container holds more than %d files and is hardly a workbook or document",
                   TB_PARTS_ENTRIES);
}

void tb_parts_close(struct tb_parts *parts)
{
    if (parts->zip)
        zip_discard(parts->zip);
    parts->zip = NULL;
}

/* The index of a part; -1: there is none. */
static zip_int64_t locate(const struct tb_parts *parts, struct tb_str name)
{
    char terminated[TB_PARTS_NAME];
    if (name.len == 0 || name.len >= sizeof terminated || memchr(name.ptr, '\0', name.len))
        return -1;
    memcpy(terminated, name.ptr, name.len);
    terminated[name.len] = '\0';
    return zip_name_locate(parts->zip, terminated, ZIP_FL_NOCASE);
}

bool tb_parts_has(const struct tb_parts *parts, struct tb_str name)
{
    return locate(parts, name) >= 0;
}

static enum tb_status too_large(struct tb_error *error, struct tb_str name)
{
    return tb_fail(
        error, TB_ELIMIT, "“%.*s”解压后过大（像是压缩炸弹）：总计上限 %d MiB，压缩比上限 %d",
        "'%.*s' is too large unpacked (like a zip bomb): at most %d MiB in all, at most %d "
        "times its packed size",
        TB_ARG(name), TB_PARTS_TOTAL >> 20, TB_PARTS_RATIO);
}

static enum tb_status unpack(struct tb_parts *parts, zip_file_t *file, const zip_stat_t *entry,
                             struct tb_str name, struct tb_str *out, struct tb_error *error)
{
    const size_t packed = (entry->valid & ZIP_STAT_COMP_SIZE) ? (size_t)entry->comp_size : 0;
    const size_t left = TB_PARTS_TOTAL - parts->total;
    size_t room = packed * 4 + 4096, len = 0;
    if (room > left + 1)
        room = left + 1;
    char *text = tb_arena_alloc(parts->arena, room);
    while (text) {
        zip_int64_t got = zip_fread(file, text + len, room - len);
        if (got < 0)
            return damaged(error, zip_file_strerror(file));
        len += (size_t)got;
        if (len > left || (len > TB_PARTS_RATIO_FROM && len / TB_PARTS_RATIO > packed))
            return too_large(error, name);
        if (got == 0 || len < room)
            break;
        size_t more = room * 2 > left + 1 ? left + 1 : room * 2;
        text = tb_arena_grow(parts->arena, text, room, more);
        room = more;
    }
    if (!text)
        return tb_arena_fail(parts->arena, error);
    if (len < room &&
        zip_fread(file, text + len, room - len) != 0) /* the sum is checked at the end */
        return damaged(error, zip_file_strerror(file));
    parts->total += len;
    *out = (struct tb_str){text, len};
    return TB_OK;
}

enum tb_status tb_parts_read(struct tb_parts *parts, struct tb_str name, struct tb_str *out,
                             struct tb_error *error)
{
    zip_stat_t entry;
    zip_stat_init(&entry);
    zip_int64_t index = locate(parts, name);
    if (index < 0)
        return tb_fail(error, TB_EFORMAT, "容器里缺少“%.*s”，文件不完整",
                       "the container lacks '%.*s' and is not whole", TB_ARG(name));
    if (zip_stat_index(parts->zip, (zip_uint64_t)index, 0, &entry) != 0)
        return damaged(error, zip_strerror(parts->zip));
    if ((entry.valid & ZIP_STAT_ENCRYPTION_METHOD) && entry.encryption_method != ZIP_EM_NONE)
        return tb_fail(error, TB_EFORMAT, "文件有密码保护：请去掉密码后另存一次",
                       "the file is protected by a password: please save it once without");
    zip_file_t *file = zip_fopen_index(parts->zip, (zip_uint64_t)index, 0);
    if (!file)
        return damaged(error, zip_strerror(parts->zip));
    enum tb_status status = unpack(parts, file, &entry, name, out, error);
    zip_fclose(file);
    return status;
}

/* ---- relations ---- */

struct reading {
    struct tb_parts *parts;
    struct tb_relations *relations;
    struct tb_str folder; /* of the part, with its slash at the end */
};

/* The name of the part that a target means, seen from a folder: absolute, or with ../ in it. */
static struct tb_str resolve(struct tb_arena *arena, struct tb_str folder, struct tb_str target)
{
    if (target.len > 0 && target.ptr[0] == '/')
        return tb_arena_copy(arena, tb_str_sub(target, 1, target.len));
    while (tb_str_starts(target, TB_STR("../")) || tb_str_starts(target, TB_STR("./"))) {
        bool up = target.ptr[1] == '.';
        target = tb_str_sub(target, up ? 3 : 2, target.len);
        if (up && folder.len > 0)
            folder.len--;
        while (up && folder.len > 0 && folder.ptr[folder.len - 1] != '/')
            folder.len--;
    }
    return tb_arena_printf(arena, "%.*s%.*s", TB_ARG(folder), TB_ARG(target));
}

/* Addresses of types differ between the two variants of the standard, but for their last word. */
static struct tb_str last_word(struct tb_str type)
{
    size_t from = type.len;
    while (from > 0 && type.ptr[from - 1] != '/')
        from--;
    return tb_str_sub(type, from, type.len);
}

static bool begin(void *user, struct tb_str name, struct tb_xml_attributes attributes)
{
    struct reading *reading = user;
    struct tb_arena *arena = reading->parts->arena;
    if (!tb_str_eq(name, TB_STR("Relationship")))
        return true;
    struct tb_relation_to *added = TB_LIST_ADD(arena, reading->relations);
    if (!added)
        return false;
    added->id = tb_arena_copy(arena, tb_xml_get(attributes, "Id"));
    added->type = tb_arena_copy(arena, last_word(tb_xml_get(attributes, "Type")));
    added->target = TB_STR("");
    if (!tb_str_eq(tb_xml_get(attributes, "TargetMode"), TB_STR("External")))
        added->target = resolve(arena, reading->folder, tb_xml_get(attributes, "Target"));
    return added->id.ptr && added->type.ptr && added->target.ptr;
}

enum tb_status tb_parts_relations(struct tb_parts *parts, struct tb_str part,
                                  struct tb_relations *out, struct tb_error *error)
{
    struct tb_str file = last_word(part), text;
    struct tb_str folder = tb_str_sub(part, 0, part.len - file.len);
    struct tb_str name =
        tb_arena_printf(parts->arena, "%.*s_rels/%.*s.rels", TB_ARG(folder), TB_ARG(file));
    struct reading reading = {parts, out, folder};
    const struct tb_xml_handlers handlers = {.begin = begin, .user = &reading};
    *out = (struct tb_relations){0};
    if (!name.ptr)
        return tb_arena_fail(parts->arena, error);
    if (!tb_parts_has(parts, name))
        return TB_OK;
    enum tb_status status = tb_parts_read(parts, name, &text, error);
    return status == TB_OK ? tb_xml_walk(text, name, &handlers, error) : status;
}

struct tb_str tb_relations_by_id(const struct tb_relations *relations, struct tb_str id)
{
    for (size_t i = 0; i < relations->count; i++)
        if (tb_str_eq(relations->at[i].id, id))
            return relations->at[i].target;
    return TB_STR("");
}

struct tb_str tb_relations_by_type(const struct tb_relations *relations, struct tb_str type)
{
    for (size_t i = 0; i < relations->count; i++)
        if (tb_str_eq(relations->at[i].type, type))
            return relations->at[i].target;
    return TB_STR("");
}

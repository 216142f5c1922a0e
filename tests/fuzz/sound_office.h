/*
 * sound_office.h - what the fuzz targets of workbooks and documents share: any bytes are an error or a report
 * that is sound. The first byte says what the rest is: the whole container, or one part of one that is whole
 * otherwise.
 */
#ifndef TB_FUZZ_SOUND_OFFICE_H
#define TB_FUZZ_SOUND_OFFICE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "ingest/load.h"
#include "ooxml/ooxml.h"

enum { CAP = 1 << 16, MEMORY = 256 << 20 };

static struct tb_arena *pages;

static void must(bool holds)
{
    if (!holds)
        abort();
}

#define RELATION(id, type, target)                                                                 \
    "<Relationship Id='" id "' Type='x/" type "' Target='" target "'/>"
#define RELATIONS(rows) "<Relationships>" rows "</Relationships>"

/* The parts of a workbook and of a document; the one with the mode's number is put in its place. */
static const struct part {
    uint8_t mode, of; /* of: 1 a workbook, 2 a document, 3 both */
    const char *name, *text;
} parts[] = {
    {1, 1, "s.xml",
     "<worksheet><sheetData><row><c t='s'><v>0</v></c><c "
     "t='s'><v>1</v></c></row><row><c><v>1</v></c>"
     "<c t='inlineStr'><is><t>x</t></is></c></row></sheetData></worksheet>"},
    {2, 1, "t.xml", "<sst><si><t>序号</t></si><si><t>工作任务</t></si></sst>"},
    {3, 1, "y.xml", "<styleSheet><cellXfs><xf numFmtId='9'/></cellXfs></styleSheet>"},
    {4, 1, "b.xml", "<workbook><sheets><sheet name='a' id='s'/></sheets></workbook>"},
    {5, 2, "d.xml",
     "<document><body><tbl><tr><tc><p><r><t>序号</t></r></p></tc><tc><p><r><t>工作任务</t></r></"
     "p></tc>"
     "</tr><tr><tc><p><pPr><numPr><numId val='1'/></numPr></pPr></p></tc><tc><p><r><t>x</t></r></p>"
     "</tc></tr></tbl></body></document>"},
    {6, 2, "n.xml",
     "<numbering><abstractNum abstractNumId='0'><lvl ilvl='0'><lvlText "
     "val='%1'/></lvl></abstractNum>"
     "<num numId='1'><abstractNumId val='0'/></num></numbering>"},
    {7, 1, "_rels/b.xml.rels",
     RELATIONS(RELATION("s", "worksheet", "s.xml") RELATION("t", "sharedStrings", "t.xml")
                   RELATION("y", "styles", "y.xml"))},
    {8, 2, "_rels/d.xml.rels", RELATIONS(RELATION("n", "numbering", "n.xml"))},
    {9, 1, "_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "b.xml"))},
    {10, 2, "_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "d.xml"))},
};
enum { PARTS = sizeof parts / sizeof *parts, MODES = 11 };

static uint32_t checksum(struct tb_str text)
{
    uint32_t sum = ~0u;
    for (size_t i = 0; i < text.len; i++) {
        sum ^= (unsigned char)text.ptr[i];
        for (int k = 0; k < 8; k++)
            sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
    }
    return ~sum;
}

static void put16(struct tb_buf *out, uint32_t value)
{
    tb_buf_byte(out, (char)(value & 0xFF));
    tb_buf_byte(out, (char)(value >> 8));
}

/* The fields that a local header and one of the directory have alike. */
static void put_head(struct tb_buf *out, struct tb_str name, struct tb_str text)
{
    put16(out, 20);
    put16(out, 0);
    put16(out, 0); /* stored */
    tb_buf_u32(out, 0x21 << 16);
    tb_buf_u32(out, checksum(text));
    tb_buf_u32(out, (uint32_t)text.len);
    tb_buf_u32(out, (uint32_t)text.len);
    put16(out, (uint32_t)name.len);
    put16(out, 0);
}

static void put_container(struct tb_buf *out, uint8_t mode, struct tb_str data)
{
    struct tb_buf directory = tb_buf_make(1 << 20);
    uint8_t of = mode >= 1 && mode <= MODES - 1 ? parts[mode - 1].of : 1;
    uint32_t count = 0;
    for (size_t i = 0; i < PARTS; i++) {
        if (parts[i].of != of)
            continue;
        struct tb_str name = tb_str_of(parts[i].name);
        struct tb_str text = parts[i].mode == mode ? data : tb_str_of(parts[i].text);
        uint32_t at = (uint32_t)out->len;
        tb_buf_text(out, "PK\3\4");
        put_head(out, name, text);
        tb_buf_add(out, name);
        tb_buf_add(out, text);
        tb_buf_text(&directory, "PK\1\2");
        put16(&directory, 20);
        put_head(&directory, name, text);
        put16(&directory, 0);
        put16(&directory, 0);
        put16(&directory, 0);
        tb_buf_u32(&directory, 0);
        tb_buf_u32(&directory, at);
        tb_buf_add(&directory, name);
        count++;
    }
    uint32_t at = (uint32_t)out->len;
    tb_buf_add(out, tb_buf_str(&directory));
    tb_buf_text(out, "PK\5\6");
    tb_buf_u32(out, 0);
    put16(out, count);
    put16(out, count);
    tb_buf_u32(out, (uint32_t)directory.len);
    tb_buf_u32(out, at);
    put16(out, 0);
    tb_buf_free(&directory);
}

static enum tb_status read_here(void *user, enum tb_container container, struct tb_str bytes,
                                struct tb_buf *paper, struct tb_error *error)
{
    (void)user;
    must(container == TB_CONTAINER_OOXML);
    return tb_ooxml_read(bytes, pages, paper, error);
}

static void check(const struct tb_report *report)
{
    must(report->item_count > 0);
    for (size_t i = 0; i < report->item_count; i++)
        for (size_t c = 0; c < report->column_count; c++) {
            struct tb_str text = tb_item_text(&report->items[i], (uint16_t)c);
            must(tb_utf8_valid(text) == text.len);
        }
}

/* `of`: 1 a workbook, 2 a document; parts of the other one are not looked at. */
static int load_office(uint8_t of, const uint8_t *data, size_t size)
{
    static struct tb_arena *known, *arena;
    static struct tb_ingest *ingest;
    static const struct tb_outside outside = {.read = read_here};
    const struct tb_load_options options = {.outside = &outside};
    struct tb_report *report = NULL;
    struct tb_error error;

    if (size > CAP || size == 0 || (data[0] % MODES > 0 && parts[data[0] % MODES - 1].of != of))
        return 0;
    if (!ingest)
        must(tb_arena_new(1 << 20, &known, NULL) == TB_OK &&
             tb_ingest_new(NULL, 0, known, &ingest, NULL) == TB_OK &&
             tb_arena_new(MEMORY, &arena, NULL) == TB_OK &&
             tb_arena_new(MEMORY, &pages, NULL) == TB_OK);
    tb_arena_reset(arena);
    tb_arena_reset(pages);
    struct tb_buf file = tb_buf_make(1 << 20);
    struct tb_str rest = {(const char *)data + 1, size - 1};
    if (data[0] % MODES == 0)
        tb_buf_add(&file, rest);
    else
        put_container(&file, data[0] % MODES, rest);
    char *bytes = TB_NEW_ARRAY(arena, char, file.len + TB_PADDING);
    must(bytes != NULL);
    if (file.len > 0)
        memcpy(bytes, file.ptr, file.len);
    struct tb_str container = {bytes, file.len};
    tb_buf_free(&file);
    if (container.len >= 4 && memcmp(container.ptr, "PK\3\4", 4) == 0) {
        if (tb_load(ingest, TB_STR("fuzz"), container, &options, arena, &report, &error) == TB_OK)
            check(report);
        else
            must(error.status != TB_OK && error.zh[0] != '\0' && error.en[0] != '\0');
    }
    return 0;
}

#endif

/* read.c - what a container is, and who reads it. */
#include "ingest/paper.h"
#include "ooxml/book.h"
#include "ooxml/document.h"
#include "ooxml/feed.h"
#include "ooxml/ooxml.h"

/* The name of the first element of a part. */
static bool take_root(void *user, struct tb_str name, struct tb_xml_attributes attributes)
{
    char *root = user;
    (void)attributes;
    if (root[0] == '\0' && name.len < 32)
        memcpy(root, name.ptr, name.len);
    return true;
}

static enum tb_status other_container(const struct tb_parts *parts, struct tb_error *error)
{
    if (tb_parts_has(parts, TB_STR("OFD.xml")))
        return tb_fail(
            error, TB_EFORMAT, "这是 OFD 版式文件：请用阅读器打开，选中表格复制为文本，再核对各列",
            "an OFD page file: open it in a reader, copy the table as text, then check the "
            "columns");
    if (tb_parts_has(parts, TB_STR("mimetype")))
        return tb_fail(
            error, TB_EFORMAT, "这是 ODF 文件（ods、odt）：请用办公软件另存为 xlsx 或 docx",
            "an ODF file (ods, odt): please save it as xlsx or docx in an office program");
    return tb_fail(
        error, TB_EFORMAT, "这是 ZIP 文件，但不是表格或文档：请先解压，再读里面的文件",
        "a ZIP archive and no workbook or document: extract it and read the files in it");
}

static enum tb_status read_main(struct tb_parts *parts, struct tb_str part, struct tb_buf *paper,
                                struct tb_error *error)
{
    char root[32] = {0};
    const struct tb_xml_handlers handlers = {.begin = take_root, .user = root};
    struct tb_mark mark = tb_arena_mark(parts->arena);
    struct tb_str text;
    enum tb_status status = tb_parts_read(parts, part, &text, error);
    if (status == TB_OK)
        status = tb_xml_walk(text, part, &handlers, error);
    tb_arena_rewind(parts->arena, mark);
    if (status != TB_OK)
        return status;
    if (strcmp(root, "workbook") == 0) {
        status = tb_book_read(parts, part, paper, error);
        tb_paper_end(paper, "xlsx");
        return status;
    }
    if (strcmp(root, "document") == 0) {
        status = tb_document_read(parts, part, paper, error);
        tb_paper_end(paper, "docx");
        return status;
    }
    return tb_fail(error, TB_EFORMAT,
                   "既不是表格也不是文档（%s）：请用原来的软件另存为 xlsx 或 docx",
                   "neither a workbook nor a document (%s): please save it as xlsx or docx in the "
                   "program it comes from",
                   root);
}

enum tb_status tb_ooxml_read(struct tb_str bytes, struct tb_arena *arena, struct tb_buf *paper,
                             struct tb_error *error)
{
    struct tb_parts parts;
    struct tb_relations relations;
    if (tb_str_starts(bytes, TB_STR("<")))
        return tb_feed_read(bytes, arena, paper, error);
    enum tb_status status = tb_parts_open(bytes, arena, &parts, error);
    if (status != TB_OK)
        return status;
    status = tb_parts_relations(&parts, TB_STR(""), &relations, error);
    if (status == TB_OK) {
        struct tb_str part = tb_relations_by_type(&relations, TB_STR("officeDocument"));
        status =
            part.len > 0 ? read_main(&parts, part, paper, error) : other_container(&parts, error);
    }
    tb_parts_close(&parts);
    return status == TB_OK ? tb_buf_status(paper, error) : status;
}

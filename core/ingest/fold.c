/* fold.c - folding for comparison. */
#include "ingest/fold.h"

#include "base/utf8.h"

bool tb_is_blank(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x3000 ||
           (code >= 0x2000 && code <= 0x200B) || code == 0xFEFF;
}

bool tb_all_blank(struct tb_str text)
{
    size_t len;
    for (size_t at = 0; at < text.len; at += len)
        if (!tb_is_blank(tb_utf8_at(text, at, &len)))
            return false;
    return true;
}

static uint32_t folded_code(uint32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0x301C || code == 0x2500 ||
        code == '~')
        return '-';
    return code;
}

void tb_fold(struct tb_str text, struct tb_folded *out)
{
    size_t len;
    out->len = 0;
    for (size_t at = 0; at < text.len && out->len + 4 <= TB_FOLDED; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (!tb_is_blank(code))
            out->len += tb_utf8_put(folded_code(code), out->bytes + out->len);
    }
}

void tb_fold_cut(struct tb_folded *folded, size_t from, size_t to)
{
    memmove(folded->bytes + from, folded->bytes + to, folded->len - to);
    folded->len -= to - from;
}

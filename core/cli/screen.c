/* screen.c - harmless text, styles, two languages. */
#include "cli/screen.h"

#include "base/utf8.h"

const char *tb_pick(enum tb_lang lang, const char *zh, const char *en)
{
    return lang == TB_LANG_ZH ? zh : en;
}

/* Invisible characters that change how others are shown: Unicode's general category Cf and the line
 * and paragraph separators, as ranges. */
static bool is_hidden(uint32_t code)
{
    static const uint32_t ranges[][2] = {
        {0x00AD, 0x00AD},   {0x0600, 0x0605},   {0x061C, 0x061C},   {0x06DD, 0x06DD},
        {0x070F, 0x070F},   {0x180E, 0x180E},   {0x200B, 0x200F},   {0x2028, 0x202E},
        {0x2060, 0x206F},   {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i][0] && code <= ranges[i][1])
            return true;
    return false;
}

struct tb_glyph tb_glyph_at(struct tb_str text, size_t at)
{
    struct tb_glyph glyph = {0};
    glyph.code = tb_utf8_at(text, at, &glyph.bytes);
    bool han = glyph.code >= 0x4E00 && glyph.code <= 0x9FFF;
    if (han || (glyph.code >= 0x20 && glyph.code < 0x7F)) { /* nearly all of a bulletin */
        memcpy(glyph.text, text.ptr + at, glyph.bytes);
        glyph.len = glyph.bytes;
        glyph.columns = han ? 2 : 1;
        return glyph;
    }
    uint32_t shown = glyph.code;
    if (glyph.code == '\n')
        shown = 0x23CE; /* the return symbol */
    else if (glyph.code < 0x20)
        shown = 0x2400 + glyph.code; /* pictures of the control characters */
    else if (glyph.code == 0x7F)
        shown = 0x2421;
    if ((glyph.code >= 0x80 && glyph.code < 0xA0) || is_hidden(glyph.code)) {
        int len = snprintf(glyph.text, sizeof glyph.text, "<U+%04X>", (unsigned)glyph.code);
        glyph.len = glyph.columns = (size_t)len;
        return glyph;
    }
    glyph.len = tb_utf8_put(shown, glyph.text);
    glyph.columns = (size_t)tb_utf8_width(shown);
    return glyph;
}

size_t tb_columns(struct tb_str text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.len;) {
        struct tb_glyph glyph = tb_glyph_at(text, at);
        columns += glyph.columns;
        at += glyph.bytes;
    }
    return columns;
}

static void put_filtered(struct tb_buf *out, struct tb_str text, bool keep_lines)
{
    for (size_t at = 0; at < text.len;) {
        struct tb_glyph glyph = tb_glyph_at(text, at);
        if (keep_lines && glyph.code == '\n')
            tb_buf_byte(out, '\n');
        else
            tb_buf_add(out, (struct tb_str){glyph.text, glyph.len});
        at += glyph.bytes;
    }
}

void tb_put(struct tb_screen *screen, struct tb_str text)
{
    put_filtered(screen->out, text, false);
}

void tb_put_lines(struct tb_screen *screen, struct tb_str text)
{
    for (size_t at = 0; at < text.len;) {
        struct tb_glyph glyph = tb_glyph_at(text, at);
        if (glyph.code == '\n' || glyph.code == '\t')
            tb_buf_byte(screen->out, (char)glyph.code);
        else
            tb_buf_add(screen->out, (struct tb_str){glyph.text, glyph.len});
        at += glyph.bytes;
    }
}

void tb_put_bytes(struct tb_buf *out, struct tb_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        bool blank =
            c == '\n' || c == '\t' || (c == '\r' && i + 1 < bytes.len && bytes.ptr[i + 1] == '\n');
        bool c1 =
            c == 0xC2 && i + 1 < bytes.len && ((unsigned char)bytes.ptr[i + 1] & 0xE0) == 0x80;
        if (c1) {
            tb_buf_text(out, "\xEF\xBF\xBD"); /* U+0080…U+009F have no pictures */
            i++;
        } else if ((c < 0x20 && !blank) || c == 0x7F) {
            const char picture[] = {'\xE2', '\x90', (char)(0x80 + (c == 0x7F ? 0x21 : c))};
            tb_buf_add(out, (struct tb_str){picture, sizeof picture});
        } else {
            tb_buf_byte(out, bytes.ptr[i]);
        }
    }
}

void tb_put_spaces(struct tb_screen *screen, size_t count)
{
    while (count-- > 0)
        tb_buf_byte(screen->out, ' ');
}

size_t tb_put_cut(struct tb_screen *screen, struct tb_str text, size_t columns)
{
    size_t at = 0, used = 0, kept = 0, kept_columns = 0;
    while (at < text.len) {
        struct tb_glyph glyph = tb_glyph_at(text, at);
        if (used + glyph.columns > columns)
            break;
        used += glyph.columns;
        at += glyph.bytes;
        if (used < columns) { /* an ellipsis could follow here */
            kept = at;
            kept_columns = used;
        }
    }
    if (at == text.len) {
        tb_put(screen, text);
        return used;
    }
    tb_put(screen, tb_str_sub(text, 0, kept));
    if (columns == 0)
        return kept_columns;
    tb_buf_text(screen->out, "…");
    return kept_columns + 1;
}

void tb_say(struct tb_screen *screen, const char *zh, const char *en, ...)
{
    struct tb_buf text = tb_buf_make(1 << 20);
    va_list args;
    va_start(args, en);
    if (screen->lang == TB_LANG_ZH)
        tb_buf_vprintf(&text, zh, args);
    else
        tb_buf_vprintf(&text, en, args);
    va_end(args);
    if (text.failed)
        screen->out->failed = text.failed;
    put_filtered(screen->out, tb_buf_str(&text), true);
    tb_buf_free(&text);
}

void tb_style(struct tb_screen *screen, enum tb_style style)
{
    static const char *const codes[TB_STYLE_END] = {"0", "1", "2", "1;31", "1;33", "1;34", "32"};
    if (screen->color)
        tb_buf_printf(screen->out, "\033[%sm", codes[style]);
}

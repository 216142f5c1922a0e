/* bars.c - see bars.h. */
#include "cli/bars.h"

static const struct {
    const char *sign, *zh, *en;
    enum tb_style style;
} parts[TB_PROGRESS_END] = {
    [TB_PROGRESS_DONE] = {"█", "完成", "done", TB_GREEN},
    [TB_PROGRESS_MOVING] = {"▓", "推进", "moving", TB_BLUE},
    [TB_PROGRESS_LATE] = {"▒", "滞后或未启动", "late or not started", TB_YELLOW},
    [TB_PROGRESS_STOPPED] = {"×", "暂停、取消、移交", "stopped or moved", TB_RED},
    [TB_PROGRESS_UNCLEAR] = {"·", "看不出", "unclear", TB_DIM},
};

enum tb_progress tb_progress_of(enum tb_label label)
{
    switch (label) {
    case TB_LABEL_EXCEEDED:
    case TB_LABEL_COMPLETED:
        return TB_PROGRESS_DONE;
    case TB_LABEL_ON_TRACK:
    case TB_LABEL_PARTLY_DONE:
        return TB_PROGRESS_MOVING;
    case TB_LABEL_BEHIND:
    case TB_LABEL_DELAYED:
    case TB_LABEL_NOT_STARTED:
        return TB_PROGRESS_LATE;
    case TB_LABEL_SUSPENDED:
    case TB_LABEL_CANCELLED:
    case TB_LABEL_TRANSFERRED:
        return TB_PROGRESS_STOPPED;
    case TB_LABEL_DATA_PENDING:
    case TB_LABEL_END:
        break;
    }
    return TB_PROGRESS_UNCLEAR;
}

const char *tb_progress_sign(enum tb_progress part)
{
    return parts[part].sign;
}

const char *tb_progress_word(enum tb_progress part, enum tb_lang lang)
{
    return tb_pick(lang, parts[part].zh, parts[part].en);
}

enum tb_style tb_progress_style(enum tb_progress part)
{
    return parts[part].style;
}

/* Rounding is done on running sums, so that the whole has the right length. */
void tb_put_progress(struct tb_screen *screen, const size_t counts[TB_PROGRESS_END], size_t most,
                     size_t width)
{
    size_t sum = 0, drawn = 0;
    for (int part = 0; part < TB_PROGRESS_END; part++) {
        sum += counts[part];
        size_t end = most > width ? (sum * width + most / 2) / most : sum;
        if (counts[part] > 0 && end <= drawn)
            end = drawn + 1;
        tb_style(screen, counts[part] > 0 ? parts[part].style : TB_PLAIN);
        for (; drawn < end; drawn++)
            tb_buf_text(screen->out, parts[part].sign);
        tb_style(screen, TB_PLAIN);
    }
}

void tb_put_bar(struct tb_screen *screen, double of, double whole, size_t width)
{
    double share = whole > 0 && of > 0 ? of / whole : 0;
    size_t full = share < 1 ? (size_t)(share * (double)width + 0.5) : width;
    if (share > 0 && full == 0)
        full = 1;
    for (size_t i = 0; i < width; i++)
        tb_buf_text(screen->out, i < full ? "█" : "░");
}

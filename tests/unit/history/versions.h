/* versions.h - an invented bulletin in many versions, for the tests of the history. */
#ifndef TB_TEST_VERSIONS_H
#define TB_TEST_VERSIONS_H

#include "base/buf.h"

static inline uint32_t versions_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Version `n` (from 0) with `rows` rows: a third of the results stay from one to the next. */
static inline void versions_write(unsigned n, unsigned rows, struct tb_buf *out)
{
    static const char *const works[] = {"新建口袋公园", "改造老旧管网", "培训养老护理员",
                                        "疏浚河道",     "整治背街小巷", "新增公共停车位",
                                        "建设乡村书屋"};
    static const char *const states[] = {"已完成",     "正在推进",         "完成前期手续",
                                         "已进场施工", "正在办理用地审批", "主体封顶"};
    static const char *const units[] = {"区城管局（牵头） 区财政局", "区水利局", "区民政局 各镇街",
                                        "区住建局（牵头） 区发改局 区审批局"};
    tb_buf_clear(out);
    tb_buf_printf(out, "# %u年重点工作进展通报表\n\n\t任务\t目标\t责任单位\t完成情况\n",
                  2021 + n / 4);
    for (unsigned i = 0; i < rows; i++) {
        uint32_t fixed = i * 7919u + 13u, moving = fixed + (n - n % (1 + i % 3)) * 104729u;
        unsigned target = 10 + versions_random(&fixed) % 90;
        tb_buf_printf(out, "%u\t全年%s%u处，第%u批", i + 1, works[i % 7], target, i);
        tb_buf_printf(out, "\t%s%u处以上\t%s\t", works[i % 7], target / 4, units[i % 4]);
        for (unsigned j = 0; j < 1 + i % 4; j++)
            tb_buf_printf(out, "%s%u处%s。", works[(i + j) % 7], versions_random(&moving) % 100,
                          states[versions_random(&moving) % 6]);
        tb_buf_byte(out, '\n');
        if (i % 5 == 4)
            tb_buf_byte(out, '\n');
    }
}

#endif

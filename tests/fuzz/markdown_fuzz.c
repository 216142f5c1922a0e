/* markdown_fuzz.c - any bytes as the rows of a Markdown table, below its header. */
#include "sound_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return load_text(TB_STR("| 序号 | 工作任务 | 完成情况 |\n|---|---|---|\n"), data, size);
}

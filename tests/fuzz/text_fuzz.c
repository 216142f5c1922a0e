/* text_fuzz.c - any bytes as a bulletin. */
#include "sound_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return load_text(TB_STR(""), data, size);
}

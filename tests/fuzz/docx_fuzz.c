/* docx_fuzz.c - any bytes as a document or one of its parts. */
#include "sound_office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return load_office(2, data, size);
}

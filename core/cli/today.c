/* today.c - see today.h. */
#include "cli/today.h"

#include <time.h>

enum { ZONE = 8 * 3600 /* seconds east */ };

struct tb_day tb_today(const struct tb_options *options)
{
    time_t now = time(NULL) + ZONE;
    struct tm broken = {0};
    if (options->now.year || !gmtime_r(&now, &broken))
        return options->now;
    return (struct tb_day){(int16_t)(broken.tm_year + 1900), (uint8_t)(broken.tm_mon + 1),
                           (uint8_t)broken.tm_mday};
}

int64_t tb_today_began(const struct tb_options *options)
{
    struct tb_day day = tb_today(options);
    struct tm broken = {.tm_year = day.year - 1900, .tm_mon = day.month - 1, .tm_mday = day.day};
    return (int64_t)timegm(&broken) - ZONE;
}

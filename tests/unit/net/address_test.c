/* Addresses of the network: private ones in every spelling that a resolver gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "net/address.h"

static void addresses_are_told_apart(void **state)
{
    static const struct {
        const char *address, *kind; /* NULL: public */
    } cases[] = {
        {"127.0.0.1", "loopback"},
        {"127.255.255.254", "loopback"},
        {"0.0.0.0", "this network"},
        {"10.0.0.1", "private"},
        {"172.16.0.1", "private"},
        {"172.31.255.255", "private"},
        {"172.32.0.1", NULL},
        {"192.168.1.1", "private"},
        {"169.254.169.254", "link-local"},
        {"100.64.0.1", "shared"},
        {"100.128.0.1", NULL},
        {"198.18.0.1", "benchmark"},
        {"198.20.0.1", NULL},
        {"224.0.0.1", "multicast"},
        {"255.255.255.255", "reserved"},
        {"8.8.8.8", NULL},
        {"::1", "loopback"},
        {"::", "this network"},
        {"fe80::1", "link-local"},
        {"fc00::1", "private"},
        {"fdff::1", "private"},
        {"ff02::1", "multicast"},
        {"::ffff:127.0.0.1", "loopback"},
        {"::ffff:8.8.8.8", NULL},
        {"::127.0.0.1", "loopback"},
        {"64:ff9b::10.0.0.1", "private"},
        {"64:ff9b::8.8.8.8", NULL},
        {"2002:7f00:1::", "loopback"},
        {"2002:808:808::", NULL},
        {"2001:db8::1", "documentation"},
        {"2400:3200::1", NULL},
        {"no address", "unknown"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *kind = tb_address_private_text(cases[i].address);
        if ((kind == NULL) != (cases[i].kind == NULL) ||
            (kind && __builtin_strcmp(kind, cases[i].kind) != 0))
            fail_msg("%s: %s", cases[i].address, kind ? kind : "public");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(addresses_are_told_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

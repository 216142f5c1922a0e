/* address.c - the special-purpose registries of IANA (RFC 6890 and what followed). */
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

static const struct {
    uint32_t net;
    int bits;
    const char *kind;
} v4[] = {
    {0x00000000, 8, "this network"}, /* RFC 791 */
    {0x0A000000, 8, "private"},      /* RFC 1918 */
    {0x64400000, 10, "shared"},      /* RFC 6598, behind a carrier's NAT */
    {0x7F000000, 8, "loopback"},     /* RFC 1122 */
    {0xA9FE0000, 16, "link-local"},  /* RFC 3927; cloud machines answer with their secrets there */
    {0xAC100000, 12, "private"},     /* RFC 1918 */
    {0xC0000000, 24, "protocol"},    /* RFC 6890 */
    {0xC0000200, 24, "documentation"}, /* RFC 5737 */
    {0xC0A80000, 16, "private"},       /* RFC 1918 */
    {0xC6120000, 15, "benchmark"},     /* RFC 2544 */
    {0xC6336400, 24, "documentation"}, /* RFC 5737 */
    {0xCB007100, 24, "documentation"}, /* RFC 5737 */
    {0xE0000000, 4, "multicast"},      /* RFC 5771 */
    {0xF0000000, 4, "reserved"},       /* RFC 1112, with the broadcast address */
};

static const struct {
    unsigned char net[16];
    int bits;
    const char *kind;
} v6[] = {
    {{0}, 128, "this network"},                      /* ::, RFC 4291 */
    {{[15] = 1}, 128, "loopback"},                   /* ::1, RFC 4291 */
    {{0x01, 0x00}, 64, "discard"},                   /* RFC 6666 */
    {{0x20, 0x01, 0x0D, 0xB8}, 32, "documentation"}, /* RFC 3849 */
    {{0x20, 0x01, 0x00, 0x00},
     32,
     "tunnel"},                       /* Teredo, RFC 4380: its inner address is anybody's guess */
    {{0xFC}, 7, "private"},           /* RFC 4193 */
    {{0xFE, 0x80}, 10, "link-local"}, /* RFC 4291 */
    {{0xFE, 0xC0}, 10, "private"},    /* site-local, RFC 3879 */
    {{0xFF}, 8, "multicast"},         /* RFC 4291 */
};

/* Prefixes behind which an IPv4 address stands, and where it begins. */
static const struct {
    unsigned char net[12];
    int bits, at;
} inner[] = {
    {{[10] = 0xFF, [11] = 0xFF}, 96, 12},     /* mapped, RFC 4291 */
    {{0}, 96, 12},                            /* compatible, RFC 4291 */
    {{0x00, 0x64, 0xFF, 0x9B}, 96, 12},       /* NAT64, RFC 6052 */
    {{0x00, 0x64, 0xFF, 0x9B, 0, 1}, 48, 12}, /* local NAT64, RFC 8215 */
    {{0x20, 0x02}, 16, 2},                    /* 6to4, RFC 3056 */
};

static const char *private_v4(uint32_t address)
{
    for (size_t i = 0; i < sizeof v4 / sizeof *v4; i++)
        if ((address ^ v4[i].net) >> (32 - v4[i].bits) == 0)
            return v4[i].kind;
    return NULL;
}

static bool has_prefix(const unsigned char *address, const unsigned char *net, int bits)
{
    int bytes = bits / 8, rest = bits % 8;
    if (memcmp(address, net, (size_t)bytes) != 0)
        return false;
    return rest == 0 || ((address[bytes] ^ net[bytes]) >> (8 - rest)) == 0;
}

static const char *private_v6(const unsigned char *address)
{
    for (size_t i = 0; i < sizeof v6 / sizeof *v6; i++)
        if (has_prefix(address, v6[i].net, v6[i].bits))
            return v6[i].kind;
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (has_prefix(address, inner[i].net, inner[i].bits)) {
            const unsigned char *at = address + inner[i].at;
            return private_v4((uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
                              at[3]);
        }
    return NULL;
}

const char *tb_address_private(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return private_v4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, address, sizeof in);
        return private_v6(in.sin6_addr.s6_addr);
    }
    return "unknown";
}

const char *tb_address_private_text(const char *text)
{
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, text, &four) == 1)
        return private_v4(ntohl(four.s_addr));
    if (inet_pton(AF_INET6, text, &six) == 1)
        return private_v6(six.s6_addr);
    return "unknown";
}

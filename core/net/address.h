/*
 * address.h - which addresses of the network are anybody's, and which lead into somebody's own. What a
 * name resolves to is held against this before a connection is made, however the name is written.
 */
#ifndef TB_NET_ADDRESS_H
#define TB_NET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* What kind of private address it is, "loopback", "link-local", …; NULL: a public one. An IPv6 address
 * that stands for one of IPv4 (mapped, NAT64, 6to4) is that one. Other families are "unknown". */
const char *tb_address_private(const struct sockaddr *address);

/* The same for an address as text; one that is none is "unknown". */
const char *tb_address_private_text(const char *text);

#endif

/*
 * module.h - what the module `net` exports: the whole life of the net process.
 */
#ifndef TB_NET_MODULE_H
#define TB_NET_MODULE_H

#include "base/error.h"

enum { TB_NET_MODULE = 1 }; /* goes up when the struct or wire.h changes */

struct tb_net_config {
    const char *agent;   /* User-Agent: "tongbao/0.1.0 (+desk@example.org)" */
    const char *product; /* its first word, by which robots.txt may name it: "tongbao" */
};

struct tb_net_module {
    unsigned version;
    /* Takes jobs from the socket `fd` until it ends there, and answers each once, in any order. Returns
     * when all are answered. TB_EIO: libcurl cannot be had, or nobody listens. */
    enum tb_status (*serve)(int fd, const struct tb_net_config *config, struct tb_error *error);
};

#endif

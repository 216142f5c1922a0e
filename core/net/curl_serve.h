/*
 * curl_serve.h - the loop of the net process (module.h). Private to core/net.
 */
#ifndef TB_NET_CURL_SERVE_H
#define TB_NET_CURL_SERVE_H

#include "net/module.h"

enum tb_status tb_net_serve(int fd, const struct tb_net_config *config,
                            struct tb_error *error) TB_NODISCARD;

#endif

/* as_module.c - what the module `net` gives to the program that loads it. */
#include "net/curl_serve.h"

__attribute__((visibility("default"))) extern const struct tb_net_module tb_module_net;
const struct tb_net_module tb_module_net = {TB_NET_MODULE, tb_net_serve};

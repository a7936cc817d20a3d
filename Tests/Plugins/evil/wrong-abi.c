/* wrong-abi.c - declares a version of the API that no host has. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->abi = 99;
    out->abi_minimum = 99;
    return MCPS_OK;
}

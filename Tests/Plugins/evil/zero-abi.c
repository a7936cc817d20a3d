/* zero-abi.c - declares no version of the API. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->abi = 0;
    out->abi_minimum = 0;
    return MCPS_OK;
}

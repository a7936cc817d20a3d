/* no-capability.c - declares no capability. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->capabilities = 0;
    return MCPS_OK;
}

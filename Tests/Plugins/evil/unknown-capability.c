/* unknown-capability.c - declares a capability that there is not. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->capabilities |= 1u << 30;
    return MCPS_OK;
}

/* half-capability.c - declares a capability without its function. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->capabilities |= MCPS_CAPABILITY_ANALYZE_LISTING;
    return MCPS_OK;
}

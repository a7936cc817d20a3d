/* failing-entry.c - says in its entry that it does not work. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    return MCPS_ERR_INTERNAL;
}

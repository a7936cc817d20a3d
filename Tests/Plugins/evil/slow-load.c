/* slow-load.c - takes two seconds to load, and is right then. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <unistd.h>

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    sleep(2);
    return MCPS_OK;
}

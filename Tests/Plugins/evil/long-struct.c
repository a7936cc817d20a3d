/* long-struct.c - raises struct_size above what the host gave. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->struct_size += 64;
    return MCPS_OK;
}

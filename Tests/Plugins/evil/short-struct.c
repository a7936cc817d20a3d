/* short-struct.c - lowers struct_size below what the first version has. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->struct_size = 16;
    return MCPS_OK;
}

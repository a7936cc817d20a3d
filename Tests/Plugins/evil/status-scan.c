/* status-scan.c - returns a status that there is not. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    return -4711;
}

EVIL_PLUGIN(.scan = deed)

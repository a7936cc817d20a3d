/* exit-scan.c - ends the process as if all were well in scan_file. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    exit(0);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

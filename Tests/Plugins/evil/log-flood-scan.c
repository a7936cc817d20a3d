/* log-flood-scan.c - logs a million lines. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)file;
    static const char line[] = "evil says this a million times";
    for (int number = 0; number < 1000000; number++)
        host->log(host, MCPS_SEVERITY_CRITICAL, line, sizeof(line) - 1);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

/* million-findings-scan.c - reports a million findings, whatever it is told. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    for (uint64_t number = 0; number < 1000000; number++) {
        uint64_t start = file->content.length ? number % file->content.length : 0;
        evil_report(host, EVIL_TEXT("EVIL-MARK"), start, file->content.length);
    }
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

/*
 * costly-match-scan.c - asks the host for a search that takes exponential time, for ever.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)file;
    static const char pattern[] = "(?:a|a)*(?:a|aa)+$";
    static const char subject[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    mcps_span span;
    for (;;)
        host->match(host, pattern, sizeof(pattern) - 1, 0, subject, sizeof(subject) - 1, 0, &span, 1);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

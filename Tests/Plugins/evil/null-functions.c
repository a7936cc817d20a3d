/* null-functions.c - declares options and rules without their getters. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->rule_at = NULL;
    out->option_count = 1;
    out->option_at = NULL;
    return MCPS_OK;
}

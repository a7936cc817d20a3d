/* bad-severity.c - has rules of a severity that there is not. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t grave_rule_at(uint32_t index, mcps_plugin_rule *out)
{
    int32_t status = evil_rule_at(index, out);
    out->severity = 17;
    return status;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->rule_at = grave_rule_at;
    return MCPS_OK;
}

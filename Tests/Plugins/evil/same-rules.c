/* same-rules.c - has two rules of the same id. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t same_rule_at(uint32_t index, mcps_plugin_rule *out)
{
    return index < 2 ? evil_rule_at(0, out) : MCPS_ERR_ARGUMENT;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->rule_at = same_rule_at;
    return MCPS_OK;
}

/* bad-category.c - has a rule of a category that there is not. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t strange_rule_at(uint32_t index, mcps_plugin_rule *out)
{
    int32_t status = evil_rule_at(index, out);
    out->category = EVIL_TEXT("world-domination");
    return status;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->rule_at = strange_rule_at;
    return MCPS_OK;
}

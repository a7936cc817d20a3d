/* costly-pattern.c - has a pattern whose cost grows faster than the text. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t costly_rule_at(uint32_t index, mcps_plugin_rule *out)
{
    int32_t status = evil_rule_at(index, out);
    out->pattern = EVIL_TEXT("evil-(?:a|a|aa){1,60}-marker");
    return status;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->capabilities |= MCPS_CAPABILITY_PATTERNS;
    out->rule_at = costly_rule_at;
    return MCPS_OK;
}

/* wrong-prefix.c - has rules whose ids do not begin with its own. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->id = EVIL_TEXT("other");
    return MCPS_OK;
}

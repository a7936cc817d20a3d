/* bad-id.c - has an id that is none. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->id = EVIL_TEXT("../Evil");
    return MCPS_OK;
}

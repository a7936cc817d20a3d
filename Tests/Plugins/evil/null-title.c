/* null-title.c - has a text of a length without bytes. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->title = (mcps_text){NULL, 12};
    return MCPS_OK;
}

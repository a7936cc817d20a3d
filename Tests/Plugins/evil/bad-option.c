/* bad-option.c - has an int option whose default is out of its bounds. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t option_at(uint32_t index, mcps_option *out)
{
    (void)index;
    out->type = MCPS_OPTION_INT;
    out->name = EVIL_TEXT("number");
    out->help = EVIL_TEXT("A number.");
    out->default_value = EVIL_TEXT("11");
    out->minimum = 0;
    out->maximum = 10;
    return MCPS_OK;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->option_count = 1;
    out->option_at = option_at;
    return MCPS_OK;
}

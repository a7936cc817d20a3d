/* bad-title.c - has a title of two lines that is not UTF-8. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->title = EVIL_TEXT("two\nlines \xff\033[31m");
    return MCPS_OK;
}

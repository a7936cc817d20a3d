/* bad-file-types.c - wants files of a type that there is not. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->file_types = EVIL_TEXT("python klingon");
    return MCPS_OK;
}

/* failing-create.c - says in create that it does not work. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t create(const mcps_host *host, void **instance)
{
    static const char reason[] = "create: the plugin's own reason";
    *instance = NULL;
    host->log(host, MCPS_SEVERITY_HIGH, reason, sizeof(reason) - 1);
    return MCPS_ERR_RESOURCE;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->create = create;
    return MCPS_OK;
}

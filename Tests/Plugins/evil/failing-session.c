/* failing-session.c - says in session_new that it does not work. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t session_new(const mcps_host *host, void *instance, void **session)
{
    (void)host;
    (void)instance;
    *session = NULL;
    return MCPS_ERR_RESOURCE;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    evil_describe(out);
    out->session_new = session_new;
    return MCPS_OK;
}

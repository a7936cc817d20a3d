/*
 * host.c - the table that a plugin is lent, and its small functions.
 *
 * The table is part of a `lending`, so its functions find what they need without a global. A plugin that changes the
 * table harms the process it runs in, as it could anyhow.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "plugin.h"

#include <string.h>

static void host_log(const mcps_host *host, int32_t severity, const char *text, size_t length) {
    lending *lent = host ? host->context : NULL;
    if (!lent || !lent->reply || lent->lines >= MOST_LINES || (!text && length > 0)) return;
    lent->lines++;
    if (severity < MCPS_SEVERITY_INFO) severity = MCPS_SEVERITY_INFO;
    if (severity > MCPS_SEVERITY_CRITICAL) severity = MCPS_SEVERITY_CRITICAL;
    char line[MOST_LINE_BYTES];
    size_t clean = text_clean_line(text, length, line, sizeof line);
    size_t payload = cplugin_frame_begin(lent->reply, CPLUGIN_LOGGED);
    cplugin_put_u32(lent->reply, (uint32_t)severity);
    cplugin_put_text(lent->reply, line, clean);
    cplugin_frame_end(lent->reply, payload);
}

/* The values are there from CREATE on and never change. */
static int32_t host_option_get(const mcps_host *host, const char *name, mcps_text *value) {
    if (!host || !host->context || !name || !value) return MCPS_ERR_ARGUMENT;
    const cplugin *plugin = ((lending *)host->context)->plugin;
    for (uint32_t i = 0; i < plugin->option_count; i++) {
        const option_value *option = &plugin->options[i];
        if (strcmp(option->name, name) != 0) continue;
        if (!option->value) return MCPS_ERR_STATE;
        *value = (mcps_text){option->value, option->value_length};
        return MCPS_OK;
    }
    return MCPS_ERR_NOT_FOUND;
}

static int32_t host_is_cancelled(const mcps_host *host) {
    const lending *lent = host ? host->context : NULL;
    if (!lent || !lent->session || !lent->session->control) return 0;
    return __atomic_load_n(&lent->session->control->cancelled, __ATOMIC_ACQUIRE) != 0;
}

void lend(lending *lent, cplugin *plugin, cplugin_session *session, cplugin_buffer *reply) {
    *lent = (lending){
        .table = {
            .struct_size = sizeof lent->table,
            .abi = MCPS_PLUGIN_ABI,
            .context = lent,
            .log = host_log,
            .report = host_report,
            .match = host_match,
            .option_get = host_option_get,
            .is_cancelled = host_is_cancelled,
        },
        .plugin = plugin,
        .session = session,
        .reply = reply,
    };
}

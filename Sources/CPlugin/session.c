/* session.c - a plugin's session for one thread. SPDX-License-Identifier: Apache-2.0 */
#include "matches.h"

#include <stdlib.h>

cplugin_session *cplugin_session_new(cplugin *plugin, cplugin_buffer *reply) {
    const uint32_t stage = CPLUGIN_STAGE_CREATE;
    if (!plugin->created) {
        failed(reply, stage, "it has not been created");
        return NULL;
    }
    cplugin_session *session = calloc(1, sizeof *session);
    match_cache *matches = match_cache_new(&plugin->limits);
    if (!session || !matches) {
        free(session);
        match_cache_free(matches);
        failed(reply, stage, "out of memory");
        return NULL;
    }
    session->plugin = plugin;
    session->matches = matches;
    if (!plugin->declared.session_new) return session;
    lend(&session->lent, plugin, session, reply);
    int32_t status = plugin->declared.session_new(&session->lent.table, plugin->instance, &session->state);
    if (status == MCPS_OK) return session;
    failed(reply, stage, "`session_new` returned %d", status);
    match_cache_free(matches);
    free(session);
    return NULL;
}

void cplugin_session_free(cplugin_session *session) {
    if (!session) return;
    if (session->plugin->declared.session_free) session->plugin->declared.session_free(session->state);
    match_cache_free(session->matches);
    cplugin_buffer_free(&session->findings);
    cplugin_buffer_free(&session->accepted);
    cplugin_buffer_free(&session->complaints);
    cplugin_buffer_free(&session->path);
    cplugin_buffer_free(&session->types);
    free(session);
}

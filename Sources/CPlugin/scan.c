/*
 * scan.c - takes a SCAN request apart, calls the plugin for each entry and collects what it says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "plugin.h"
#include "reader.h"

#include <string.h>

typedef struct scanning {
    cplugin_session *session;
    reader request;
    const uint8_t *arena;
    size_t arena_size;
    cplugin_buffer *reply;
} scanning;

static int is_cancelled(const cplugin_control *control) {
    return control && __atomic_load_n(&control->cancelled, __ATOMIC_ACQUIRE);
}

/* A text with a NUL behind it, in a buffer of the session. */
static mcps_text keep(cplugin_buffer *buffer, mcps_text text) {
    buffer->count = 0;
    buffer_put(buffer, text.data, text.length);
    buffer_put(buffer, "", 1);
    return buffer->failed ? (mcps_text){"", 0} : (mcps_text){(const char *)buffer->bytes, text.length};
}

/* Reads an entry up to its matches. Returns other than 0 if it is malformed. */
static int read_file(scanning *work, uint32_t *kind, mcps_plugin_file *file) {
    cplugin_session *session = work->session;
    *kind = reader_u32(&work->request);
    uint64_t offset = reader_u64(&work->request), length = reader_u64(&work->request);
    mcps_text path = reader_text(&work->request), types = reader_text(&work->request);
    if (work->request.failed || *kind < CPLUGIN_ENTRY_FILE || *kind > CPLUGIN_ENTRY_MATCHES) return -1;
    if (work->arena_size < CPLUGIN_PADDING) return -1;
    uint64_t room = work->arena_size - CPLUGIN_PADDING;
    if (offset > room || length > room - offset) return -1;
    *file = (mcps_plugin_file){
        .struct_size = sizeof *file,
        .path = keep(&session->path, path),
        .content = {(const char *)work->arena + offset, (size_t)length},
        .types = keep(&session->types, types),
    };
    return session->path.failed || session->types.failed;
}

/* Has the plugin look at a whole file or listing. */
static int32_t analyze(cplugin_session *session, uint32_t kind, const mcps_plugin_file *file) {
    const mcps_plugin *declared = &session->plugin->declared;
    const mcps_host *host = &session->lent.table;
    if (kind == CPLUGIN_ENTRY_FILE && (declared->capabilities & MCPS_CAPABILITY_ANALYZE_FILE)) {
        return declared->scan_file(session->state, host, file);
    }
    if (kind == CPLUGIN_ENTRY_LISTING && (declared->capabilities & MCPS_CAPABILITY_ANALYZE_LISTING)) {
        return declared->scan_listing(session->state, host, file);
    }
    return MCPS_OK;
}

/* Asks the plugin about a match. Without `accept` every match is what its rule means. */
static int32_t judge(cplugin_session *session, const mcps_plugin_file *file, uint32_t index,
                     const mcps_plugin_match *match) {
    const mcps_plugin *declared = &session->plugin->declared;
    int32_t accepted = declared->accept == NULL;
    int32_t status = MCPS_OK;
    if (declared->accept) status = declared->accept(session->state, &session->lent.table, file, match, &accepted);
    if (status < 0 || !accepted) return status;
    cplugin_put_u32(&session->accepted, index);
    session->accepted_count++;
    return status;
}

/* Judges the matches of an entry, up to the first that the plugin fails at, or until nobody wants the answer any more.
 * Returns other than 0 if one is malformed. */
static int judge_matches(scanning *work, const mcps_plugin_file *file, int32_t *status) {
    cplugin_session *session = work->session;
    const cplugin *plugin = session->plugin;
    uint32_t count = reader_u32(&work->request);
    int32_t last = MCPS_OK;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t rule = reader_u32(&work->request);
        uint64_t start = reader_u64(&work->request), end = reader_u64(&work->request);
        if (work->request.failed || rule >= plugin->rule_count) return -1;
        if (start > end || end > session->file->content.length) return -1;
        if (last < 0 || is_cancelled(session->control)) continue;
        mcps_plugin_match match = {
            .struct_size = sizeof match,
            .rule_id = {plugin->rules[rule].id, plugin->rules[rule].id_length},
            .start = start,
            .end = end,
        };
        last = judge(session, file, i, &match);
    }
    if (*status >= 0 && last < 0) *status = last;
    return work->request.failed;
}

/* Appends what came of the file in work, if anything did. */
static void answer(cplugin_session *session, uint32_t index, int32_t status, cplugin_buffer *reply) {
    int is_silent = session->finding_count == 0 && session->accepted_count == 0 && session->complaint_count == 0 &&
                    session->beyond == 0;
    if (status >= 0 && is_silent) return;
    size_t payload = cplugin_frame_begin(reply, CPLUGIN_FILE);
    cplugin_put_u32(reply, index);
    cplugin_put_u32(reply, (uint32_t)status);
    cplugin_put_u32(reply, session->beyond);
    put_results(session, reply);
    cplugin_frame_end(reply, payload);
}

static int scan_entry(scanning *work, uint32_t index) {
    cplugin_session *session = work->session;
    mcps_plugin_file file;
    uint32_t kind;
    if (read_file(work, &kind, &file) != 0) return -1;
    if (session->control) __atomic_store_n(&session->control->current, index, __ATOMIC_RELEASE);
    session->file = &file;
    /* The plugin's own copy: places are checked against ours. */
    mcps_plugin_file shown = file;
    int32_t status = analyze(session, kind, &shown);
    int malformed = judge_matches(work, &shown, &status);
    session->file = NULL;
    answer(session, index, status, work->reply);
    return malformed;
}

int cplugin_look(cplugin_session *session, const cplugin_file *given, uint32_t most_findings, cplugin_buffer *reply) {
    mcps_plugin_file file = {
        .struct_size = sizeof file,
        .path = {given->path, given->path_length},
        .content = {(const char *)given->content, given->length},
        .types = {given->types, given->types_length},
    };
    mcps_plugin_file shown = file;
    lend(&session->lent, session->plugin, session, reply);
    session->control = NULL;
    session->most_findings = most_findings;
    session->file = &file;
    int32_t status = analyze(session, given->kind, &shown);
    int32_t last = MCPS_OK;
    for (uint32_t i = 0; i < given->match_count && last >= 0; i++) {
        const declared_rule *rule = &session->plugin->rules[given->matches[i].rule];
        mcps_plugin_match match = {
            .struct_size = sizeof match,
            .rule_id = {rule->id, rule->id_length},
            .start = given->matches[i].start,
            .end = given->matches[i].end,
        };
        last = judge(session, &shown, i, &match);
    }
    if (status >= 0 && last < 0) status = last;
    session->file = NULL;
    answer(session, 0, status, reply);
    return reply->failed;
}

int cplugin_scan(cplugin_session *session, const uint8_t *request, size_t length, const uint8_t *arena,
                 size_t arena_size, cplugin_control *control, cplugin_flush flush, void *context,
                 cplugin_buffer *reply) {
    scanning work = {session, {request, length, 0}, arena, arena_size, reply};
    lend(&session->lent, session->plugin, session, reply);
    session->control = control;
    session->most_findings = reader_u32(&work.request);
    uint32_t count = reader_u32(&work.request), done = 0;
    if (work.request.failed) return -1;
    while (done < count && !is_cancelled(control)) {
        if (scan_entry(&work, done) != 0 || reply->failed) return -1;
        done++;
        if (flush && reply->count >= FLUSH_BYTES && flush(context, reply) != 0) return -1;
    }
    if (done == count && work.request.left > 0) return -1;
    size_t payload = cplugin_frame_begin(reply, CPLUGIN_DONE);
    cplugin_put_u32(reply, done);
    cplugin_frame_end(reply, payload);
    return reply->failed;
}

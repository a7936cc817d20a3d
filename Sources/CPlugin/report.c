/*
 * report.c - takes findings from a plugin. What cannot be right becomes a complaint, which the user reads.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "plugin.h"
#include "sized.h"

#include <stdarg.h>
#include <stdio.h>

/* The first few are kept; the rest is counted. */
__attribute__((format(printf, 2, 3))) static void complain(cplugin_session *session, const char *format, ...) {
    if (session->complaint_count++ >= MOST_COMPLAINTS) return;
    char text[512], line[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    size_t kept = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    cplugin_put_text(&session->complaints, line, text_clean_line(text, kept, line, sizeof line));
}

/* Copies what both sides know of the plugin's struct. */
static int copy_finding(cplugin_session *session, const mcps_plugin_finding *theirs, mcps_plugin_finding *ours) {
    uint32_t size = theirs->struct_size;
    if (size < SIZED_THROUGH(mcps_plugin_finding, end)) {
        complain(session, "reported a finding whose struct_size (%u) is too small", size);
        return MCPS_ERR_ARGUMENT;
    }
    memset(ours, 0, sizeof *ours);
    memcpy(ours, theirs, size < sizeof *ours ? size : sizeof *ours);
    return MCPS_OK;
}

static int32_t check_rule(cplugin_session *session, mcps_text id, uint32_t *rule) {
    if (!id.data) id = (mcps_text){"", 0};
    *rule = id.length <= MOST_TEXT_BYTES ? rule_named(session->plugin, id) : UINT32_MAX;
    if (*rule != UINT32_MAX) return MCPS_OK;
    size_t shown = id.length < 100 ? id.length : text_cut(id.data, id.length, 100);
    complain(session, "reported the rule `%.*s`, which it does not declare", (int)shown, id.data);
    return MCPS_ERR_NOT_FOUND;
}

static int32_t check_place(cplugin_session *session, const mcps_plugin_finding *finding, const declared_rule *rule) {
    uint64_t length = session->file->content.length;
    if (finding->start > finding->end || finding->end > length) {
        complain(session, "%s: reported bytes %llu to %llu of a file of %llu", rule->id,
                 (unsigned long long)finding->start, (unsigned long long)finding->end, (unsigned long long)length);
        return MCPS_ERR_ARGUMENT;
    }
    if (finding->secret_start == finding->secret_end) return MCPS_OK;
    if (finding->secret_start > finding->secret_end || finding->secret_start < finding->start ||
        finding->secret_end > finding->end) {
        complain(session, "%s: reported a secret (bytes %llu to %llu) outside of its place (%llu to %llu)", rule->id,
                 (unsigned long long)finding->secret_start, (unsigned long long)finding->secret_end,
                 (unsigned long long)finding->start, (unsigned long long)finding->end);
        return MCPS_ERR_ARGUMENT;
    }
    return MCPS_OK;
}

static int32_t check_degrees(cplugin_session *session, const mcps_plugin_finding *finding,
                             const declared_rule *rule) {
    if (finding->severity < -1 || finding->severity > MCPS_SEVERITY_CRITICAL) {
        complain(session, "%s: there is no severity %d", rule->id, finding->severity);
        return MCPS_ERR_ARGUMENT;
    }
    if (finding->confidence < -1 || finding->confidence > MCPS_CONFIDENCE_HIGH) {
        complain(session, "%s: there is no confidence %d", rule->id, finding->confidence);
        return MCPS_ERR_ARGUMENT;
    }
    return MCPS_OK;
}

/* A text that cannot be shown is left out: that is no reason to lose the finding. */
static void put_line(cplugin_session *session, const declared_rule *rule, const char *name, mcps_text text) {
    cplugin_buffer *findings = &session->findings;
    size_t length = text.data ? text_cut(text.data, text.length, MOST_LINE_BYTES) : 0;
    size_t start = findings->count;
    cplugin_put_text(findings, text.data, length);
    if (findings->failed) return;
    int is_there = text.data || text.length == 0;
    if (is_there && text_is_utf8((const char *)findings->bytes + findings->count - length, length)) return;
    complain(session, "%s: `%s` is not UTF-8, or holds NUL", rule->id, name);
    findings->count = start;
    cplugin_put_u32(findings, 0);
}

int32_t host_report(const mcps_host *host, const mcps_plugin_finding *theirs) {
    if (!host || !host->context || !theirs) return MCPS_ERR_ARGUMENT;
    cplugin_session *session = ((lending *)host->context)->session;
    if (!session || !session->file) return MCPS_ERR_STATE;
    mcps_plugin_finding finding;
    uint32_t number;
    int32_t status = copy_finding(session, theirs, &finding);
    if (status == MCPS_OK) status = check_rule(session, finding.rule_id, &number);
    if (status != MCPS_OK) return status;
    const declared_rule *rule = &session->plugin->rules[number];
    status = check_place(session, &finding, rule);
    if (status == MCPS_OK) status = check_degrees(session, &finding, rule);
    if (status != MCPS_OK) return status;
    if (session->finding_count >= session->most_findings || session->findings.count > MOST_FINDING_BYTES) {
        if (session->beyond < UINT32_MAX) session->beyond++;
        return MCPS_LIMITED;
    }
    int has_secret = finding.secret_start != finding.secret_end;
    int is_secret = !has_secret && (rule->flags & MCPS_RULE_SECRET);
    cplugin_buffer *findings = &session->findings;
    cplugin_put_u32(findings, number);
    cplugin_put_u32(findings, (uint32_t)finding.severity);
    cplugin_put_u32(findings, (uint32_t)finding.confidence);
    cplugin_put_u64(findings, finding.start);
    cplugin_put_u64(findings, finding.end);
    cplugin_put_u64(findings, has_secret ? finding.secret_start : is_secret ? finding.start : 0);
    cplugin_put_u64(findings, has_secret ? finding.secret_end : is_secret ? finding.end : 0);
    put_line(session, rule, "message", finding.message);
    put_line(session, rule, "evidence", finding.evidence);
    session->finding_count++;
    return findings->failed ? MCPS_ERR_RESOURCE : MCPS_OK;
}

static void put_list(cplugin_buffer *reply, uint32_t count, cplugin_buffer *list) {
    cplugin_put_u32(reply, count);
    buffer_put(reply, list->bytes, list->count);
    if (list->failed) reply->failed = 1;
    list->count = 0;
}

void put_results(cplugin_session *session, cplugin_buffer *reply) {
    uint32_t complaints = session->complaint_count;
    if (complaints > MOST_COMPLAINTS) {
        char line[64];
        int length = snprintf(line, sizeof line, "and %u more bad reports", complaints - MOST_COMPLAINTS);
        cplugin_put_text(&session->complaints, line, (size_t)length);
        complaints = MOST_COMPLAINTS + 1;
    }
    put_list(reply, session->finding_count, &session->findings);
    put_list(reply, session->accepted_count, &session->accepted);
    put_list(reply, complaints, &session->complaints);
    session->finding_count = session->accepted_count = session->complaint_count = session->beyond = 0;
}

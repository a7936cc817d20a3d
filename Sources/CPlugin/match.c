/*
 * match.c - regular expressions for plugins: the scanner's own engine, under its limits.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "matches.h"

#define KNOWN_FLAGS ((uint32_t)(MCPS_MATCH_CASELESS | MCPS_MATCH_MULTILINE | MCPS_MATCH_DOTALL))

/* Generated code that runs out of its stack says nothing about the subject: the interpreter is asked then. */
static int run(match_cache *cache, const compiled_pattern *pattern, pcre2_match_data *data, mcps_text subject,
               size_t start) {
    PCRE2_SPTR bytes = (PCRE2_SPTR)subject.data;
    pcre2_match_context *context = match_cache_context(cache);
    int result = pcre2_match(pattern->code, bytes, subject.length, start, 0, data, context);
    if (result != PCRE2_ERROR_JIT_STACKLIMIT) return result;
    return pcre2_match(pattern->code, bytes, subject.length, start, PCRE2_NO_JIT, data, context);
}

static int32_t status_of(int result) {
    switch (result) {
    case PCRE2_ERROR_NOMATCH:
        return 0;
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
    case PCRE2_ERROR_NOMEMORY:
        return MCPS_ERR_RESOURCE;
    default:
        return MCPS_ERR_INTERNAL;
    }
}

static int32_t store(const compiled_pattern *pattern, pcre2_match_data *data, int matched, mcps_span *spans,
                     size_t count) {
    const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(data);
    /* A pattern may set its start behind its end. */
    if (vector[0] > vector[1]) return 0;
    size_t stored = count < pattern->groups ? count : pattern->groups;
    for (size_t i = 0; i < stored; i++) {
        int took_part = i < (size_t)matched && vector[2 * i] != PCRE2_UNSET && vector[2 * i] <= vector[2 * i + 1];
        spans[i] = took_part ? (mcps_span){vector[2 * i], vector[2 * i + 1]} : (mcps_span){UINT64_MAX, UINT64_MAX};
    }
    /* Without room for a span the answer is still that there is a match. */
    return stored > 0 ? (int32_t)stored : 1;
}

int32_t host_match(const mcps_host *host, const char *pattern, size_t pattern_length, uint32_t flags,
                   const char *subject, size_t length, size_t start, mcps_span *spans, size_t count) {
    if (!host || !host->context) return MCPS_ERR_ARGUMENT;
    cplugin_session *session = ((lending *)host->context)->session;
    if (!session || !session->file) return MCPS_ERR_STATE;
    if ((!pattern && pattern_length > 0) || (!subject && length > 0)) return MCPS_ERR_ARGUMENT;
    if ((!spans && count > 0) || start > length || length > PTRDIFF_MAX) return MCPS_ERR_ARGUMENT;
    if ((flags & ~KNOWN_FLAGS) != 0) return MCPS_ERR_ARGUMENT;
    if (pattern_length > MOST_TEXT_BYTES) return MCPS_ERR_RULE;
    match_cache *cache = session->matches;
    const compiled_pattern *compiled = match_cache_find(cache, (const uint8_t *)pattern, pattern_length, flags);
    if (!compiled) return MCPS_ERR_RESOURCE;
    if (!compiled->code) return MCPS_ERR_RULE;
    pcre2_match_data *data = match_cache_data(cache, compiled);
    if (!data) return MCPS_ERR_RESOURCE;
    int result = run(cache, compiled, data, (mcps_text){subject ? subject : "", length}, start);
    return result < 0 ? status_of(result) : store(compiled, data, result, spans, count);
}

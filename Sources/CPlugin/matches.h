/*
 * matches.h - a session's compiled patterns.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MATCHES_H
#define MATCHES_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "plugin.h"

/* What is remembered of a pattern that a plugin has searched for. */
typedef struct compiled_pattern {
    /* The pattern's bytes; NULL in a place that is free. */
    uint8_t *bytes;
    size_t length;
    uint32_t flags;
    uint64_t hash;
    uint64_t last_use;
    /* NULL for a pattern that does not compile: that is remembered too. */
    pcre2_code *code;
    /* Its groups, and the whole. */
    uint32_t groups;
} compiled_pattern;

/* NULL when memory is short. */
match_cache *match_cache_new(const cplugin_limits *limits);
void match_cache_free(match_cache *cache);

/* The pattern, compiled now if it is not remembered; NULL when memory is short. Valid until the next call. */
const compiled_pattern *match_cache_find(match_cache *cache, const uint8_t *bytes, size_t length, uint32_t flags);

/* Room for the spans of `pattern`; NULL when memory is short. */
pcre2_match_data *match_cache_data(match_cache *cache, const compiled_pattern *pattern);

/* Limits, and the stack of generated code. */
pcre2_match_context *match_cache_context(const match_cache *cache);

#endif /* MATCHES_H */

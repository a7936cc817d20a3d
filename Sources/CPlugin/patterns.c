/*
 * patterns.c - compiles patterns for `match` and remembers the last of them.
 *
 * A plugin has a handful of patterns and searches each file for them. The cache holds more than that, and is bounded
 * for the plugin that makes a new pattern for each file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "matches.h"

#include <stdlib.h>
#include <string.h>

#define MOST_PATTERNS 64u
/* The stack of generated code grows from the one to the other, as in the scanner. */
#define JIT_STACK_START 32768
#define JIT_STACK_MOST 1048576

struct match_cache {
    compiled_pattern patterns[MOST_PATTERNS];
    uint64_t uses;
    pcre2_compile_context *compiling;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    pcre2_match_data *data;
    uint32_t data_groups;
};

match_cache *match_cache_new(const cplugin_limits *limits) {
    match_cache *cache = calloc(1, sizeof *cache);
    if (!cache) return NULL;
    cache->compiling = pcre2_compile_context_create(NULL);
    cache->context = pcre2_match_context_create(NULL);
    if (!cache->compiling || !cache->context) {
        match_cache_free(cache);
        return NULL;
    }
    pcre2_set_newline(cache->compiling, PCRE2_NEWLINE_ANYCRLF);
    pcre2_set_bsr(cache->compiling, PCRE2_BSR_UNICODE);
    pcre2_set_match_limit(cache->context, limits->match);
    pcre2_set_depth_limit(cache->context, limits->depth);
    pcre2_set_heap_limit(cache->context, limits->heap_kib);
    /* Without a stack of its own, generated code uses 32 KiB of the thread's. */
    cache->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MOST, NULL);
    if (cache->stack) pcre2_jit_stack_assign(cache->context, NULL, cache->stack);
    return cache;
}

static void forget(compiled_pattern *pattern) {
    pcre2_code_free(pattern->code);
    free(pattern->bytes);
    *pattern = (compiled_pattern){0};
}

void match_cache_free(match_cache *cache) {
    if (!cache) return;
    for (uint32_t i = 0; i < MOST_PATTERNS; i++) forget(&cache->patterns[i]);
    pcre2_match_data_free(cache->data);
    pcre2_match_context_free(cache->context);
    pcre2_compile_context_free(cache->compiling);
    pcre2_jit_stack_free(cache->stack);
    free(cache);
}

/* FNV-1a over the flags and the bytes. */
static uint64_t hash_of(const uint8_t *bytes, size_t length, uint32_t flags) {
    uint64_t hash = (UINT64_C(14695981039346656037) ^ flags) * UINT64_C(1099511628211);
    for (size_t i = 0; i < length; i++) hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    return hash;
}

/* Bytes, whatever the pattern itself begins with: a subject need not be UTF-8. */
static pcre2_code *compile(const match_cache *cache, const compiled_pattern *pattern, int *short_of_memory) {
    uint32_t options = PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;
    if (pattern->flags & MCPS_MATCH_CASELESS) options |= PCRE2_CASELESS;
    if (pattern->flags & MCPS_MATCH_MULTILINE) options |= PCRE2_MULTILINE;
    if (pattern->flags & MCPS_MATCH_DOTALL) options |= PCRE2_DOTALL;
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code = pcre2_compile(pattern->bytes, pattern->length, options, &error, &offset, cache->compiling);
    *short_of_memory = !code && error == PCRE2_ERROR_HEAP_FAILED;
    /* Where no code can be generated, the interpreter answers. */
    if (code) (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

/* A free place, or the one that was not used for longest, emptied. */
static compiled_pattern *place(match_cache *cache) {
    compiled_pattern *oldest = &cache->patterns[0];
    for (uint32_t i = 0; i < MOST_PATTERNS; i++) {
        compiled_pattern *pattern = &cache->patterns[i];
        if (!pattern->bytes) return pattern;
        if (pattern->last_use < oldest->last_use) oldest = pattern;
    }
    forget(oldest);
    return oldest;
}

static const compiled_pattern *add(match_cache *cache, const uint8_t *bytes, compiled_pattern wanted) {
    wanted.bytes = malloc(wanted.length + 1);
    if (!wanted.bytes) return NULL;
    if (wanted.length > 0) memcpy(wanted.bytes, bytes, wanted.length);
    int short_of_memory;
    wanted.code = compile(cache, &wanted, &short_of_memory);
    if (short_of_memory) {
        free(wanted.bytes);
        return NULL;
    }
    if (wanted.code) {
        pcre2_pattern_info(wanted.code, PCRE2_INFO_CAPTURECOUNT, &wanted.groups);
        wanted.groups += 1;
    }
    compiled_pattern *taken = place(cache);
    *taken = wanted;
    return taken;
}

const compiled_pattern *match_cache_find(match_cache *cache, const uint8_t *bytes, size_t length, uint32_t flags) {
    uint64_t hash = hash_of(bytes, length, flags);
    cache->uses++;
    for (uint32_t i = 0; i < MOST_PATTERNS && cache->patterns[i].bytes; i++) {
        compiled_pattern *pattern = &cache->patterns[i];
        if (pattern->hash != hash || pattern->length != length || pattern->flags != flags) continue;
        if (length > 0 && memcmp(pattern->bytes, bytes, length) != 0) continue;
        pattern->last_use = cache->uses;
        return pattern;
    }
    return add(cache, bytes, (compiled_pattern){
        .length = length, .flags = flags, .hash = hash, .last_use = cache->uses});
}

pcre2_match_data *match_cache_data(match_cache *cache, const compiled_pattern *pattern) {
    if (cache->data && pattern->groups <= cache->data_groups) return cache->data;
    uint32_t groups = pattern->groups > 16 ? pattern->groups : 16;
    pcre2_match_data *data = pcre2_match_data_create(groups, NULL);
    if (!data) return NULL;
    pcre2_match_data_free(cache->data);
    cache->data = data;
    cache->data_groups = groups;
    return data;
}

pcre2_match_context *match_cache_context(const match_cache *cache) { return cache->context; }

/*
 * evil.h - what the plugins of this folder share: a plugin `evil` that works as it should until it is to misbehave.
 *
 * Its rule EVIL-MARK reports each `evil-marker`. A file that holds `evil-trigger` makes it do its deed, after its
 * marks are reported; deeds at load and in create need no trigger. What a deed must not be able to do it reports as
 * EVIL-SUCCEEDED if it could. The sources are inert: tests compile them, and run them confined only.
 *
 * A file whose name ends in -constructor, -load, -create or -scan misbehaves there (but for slow-load.c, which is late
 * and right). The others make a mistake in what they declare, and good.c makes none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EVIL_H
#define EVIL_H

#define _GNU_SOURCE

#include <stdlib.h>
#include <string.h>

#include "mcpsentinel_plugin.h"

#define EVIL_TEXT(literal) ((mcps_text){literal, sizeof(literal) - 1})

/* What a plugin does, and when. A member that is not set is nothing done. */
typedef struct evil_deeds {
    void (*load)(const mcps_host *host);
    int32_t (*create)(const mcps_host *host);
    int32_t (*scan)(const mcps_host *host, const mcps_plugin_file *file);
} evil_deeds;

static inline const char *evil_find(const mcps_text *text, size_t start, const char *word)
{
    return start < text->length ? memmem(text->data + start, text->length - start, word, strlen(word)) : NULL;
}

static inline int32_t evil_report(const mcps_host *host, mcps_text rule, uint64_t start, uint64_t end)
{
    mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
    finding.rule_id = rule;
    finding.start = start;
    finding.end = end;
    return host->report(host, &finding);
}

/* Says at the trigger that something forbidden has worked; `what` names it. */
static inline void evil_succeeded(const mcps_host *host, const mcps_plugin_file *file, const char *what)
{
    mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
    const char *trigger = evil_find(&file->content, 0, "evil-trigger");
    finding.rule_id = EVIL_TEXT("EVIL-SUCCEEDED");
    finding.start = trigger ? (uint64_t)(trigger - file->content.data) : 0;
    finding.end = trigger ? finding.start + strlen("evil-trigger") : file->content.length;
    finding.message = (mcps_text){what, strlen(what)};
    host->report(host, &finding);
}

/* Reports the marks, then calls `deed` if the file asks for it. */
static inline int32_t evil_scan(const mcps_host *host, const mcps_plugin_file *file,
                                int32_t (*deed)(const mcps_host *host, const mcps_plugin_file *file))
{
    const char *mark = evil_find(&file->content, 0, "evil-marker");
    while (mark) {
        size_t start = (size_t)(mark - file->content.data);
        size_t end = start + strlen("evil-marker");
        if (evil_report(host, EVIL_TEXT("EVIL-MARK"), start, end) != MCPS_OK)
            break;
        mark = evil_find(&file->content, end, "evil-marker");
    }
    return deed && evil_find(&file->content, 0, "evil-trigger") ? deed(host, file) : MCPS_OK;
}

static inline int32_t evil_rule_at(uint32_t index, mcps_plugin_rule *out)
{
    if (index > 1)
        return MCPS_ERR_ARGUMENT;
    out->severity = index == 0 ? MCPS_SEVERITY_LOW : MCPS_SEVERITY_CRITICAL;
    out->confidence = MCPS_CONFIDENCE_HIGH;
    out->id = index == 0 ? EVIL_TEXT("EVIL-MARK") : EVIL_TEXT("EVIL-SUCCEEDED");
    out->title = index == 0 ? EVIL_TEXT("Mark") : EVIL_TEXT("Something forbidden has worked");
    out->category = EVIL_TEXT("other");
    out->message = index == 0 ? EVIL_TEXT("A mark") : EVIL_TEXT("The plugin could do what it must not");
    out->why = EVIL_TEXT("Tests look for it.");
    out->fix = EVIL_TEXT("Nothing to do.");
    return MCPS_OK;
}

static inline int32_t evil_plain_scan(void *session, const mcps_host *host, const mcps_plugin_file *file)
{
    (void)session;
    return evil_scan(host, file, NULL);
}

/* Fills `out` with a plugin that is right in all respects. */
static inline void evil_describe(mcps_plugin *out)
{
    out->abi = MCPS_PLUGIN_ABI;
    out->abi_minimum = 1;
    out->capabilities = MCPS_CAPABILITY_ANALYZE_FILE;
    out->id = EVIL_TEXT("evil");
    out->version = EVIL_TEXT("1.0.0");
    out->title = EVIL_TEXT("Plugin that misbehaves");
    out->rule_count = 2;
    out->rule_at = evil_rule_at;
    out->scan_file = evil_plain_scan;
}

/* The plugin whose deeds are the members that are given: EVIL_PLUGIN(.scan = deed) */
#define EVIL_PLUGIN(...)                                                                                           \
    static const evil_deeds deeds = {__VA_ARGS__};                                                                 \
    static int32_t create(const mcps_host *host, void **instance)                                                  \
    {                                                                                                              \
        *instance = NULL;                                                                                          \
        return deeds.create ? deeds.create(host) : MCPS_OK;                                                        \
    }                                                                                                              \
    static int32_t scan_file(void *session, const mcps_host *host, const mcps_plugin_file *file)                   \
    {                                                                                                              \
        (void)session;                                                                                             \
        return evil_scan(host, file, deeds.scan);                                                                  \
    }                                                                                                              \
    int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)                                             \
    {                                                                                                              \
        if (deeds.load)                                                                                            \
            deeds.load(host);                                                                                      \
        evil_describe(out);                                                                                        \
        out->create = create;                                                                                      \
        out->scan_file = scan_file;                                                                                \
        return MCPS_OK;                                                                                            \
    }

#endif /* EVIL_H */

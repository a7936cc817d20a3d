/*
 * good.c - a plugin that works as it should, with every capability; what the evil ones are compared with.
 *
 * Rules: GOOD-MARK reports each `good-marker` (option `marker`), `most` in a file; GOOD-SECRET the text behind
 * `good-secret-`, as a secret, found by the host's `match`; GOOD-LISTING each `good-listing` in a listing;
 * GOOD-PATTERN each match of `good-pattern-<number>` whose number is even.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE

#include <stdlib.h>
#include <string.h>

#include "mcpsentinel_plugin.h"

#define LITERAL(text) {text, sizeof(text) - 1}
#define TEXT(text) ((mcps_text)LITERAL(text))

/* What the options say. */
typedef struct good {
    mcps_text marker;
    uint64_t most;
} good;

static int32_t create(const mcps_host *host, void **instance)
{
    mcps_text most;
    good *made = calloc(1, sizeof(*made));
    *instance = made;
    if (!made)
        return MCPS_ERR_RESOURCE;
    if (host->option_get(host, "marker", &made->marker) != MCPS_OK ||
        host->option_get(host, "most", &most) != MCPS_OK)
        return MCPS_ERR_CONFIG;
    for (size_t i = 0; i < most.length; i++)
        made->most = made->most * 10 + (uint64_t)(most.data[i] - '0');
    return MCPS_OK;
}

static void destroy(void *instance)
{
    free(instance);
}

static int32_t session_new(const mcps_host *host, void *instance, void **session)
{
    (void)host;
    *session = instance;
    return MCPS_OK;
}

static int32_t report(const mcps_host *host, mcps_text rule, uint64_t start, uint64_t end)
{
    mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
    finding.rule_id = rule;
    finding.start = start;
    finding.end = end;
    return host->report(host, &finding);
}

static int32_t report_all(const mcps_host *host, const mcps_plugin_file *file, mcps_text rule, mcps_text word,
                          uint64_t most)
{
    const char *end = file->content.data + file->content.length;
    const char *at = file->content.data;
    for (uint64_t count = 0; word.length && count < most; count++) {
        at = memmem(at, (size_t)(end - at), word.data, word.length);
        if (!at)
            break;
        uint64_t start = (uint64_t)(at - file->content.data);
        int32_t status = report(host, rule, start, start + word.length);
        if (status != MCPS_OK)
            return status;
        at += word.length;
    }
    return MCPS_OK;
}

static int32_t report_secrets(const mcps_host *host, const mcps_plugin_file *file)
{
    static const char pattern[] = "good-secret-([a-z0-9]{4,40})";
    mcps_span spans[2];
    size_t at = 0;
    int32_t found;
    while ((found = host->match(host, pattern, sizeof(pattern) - 1, 0, file->content.data, file->content.length, at,
                                spans, 2)) > 0) {
        mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
        finding.rule_id = TEXT("GOOD-SECRET");
        finding.start = spans[0].start;
        finding.end = spans[0].end;
        finding.secret_start = spans[1].start;
        finding.secret_end = spans[1].end;
        finding.message = TEXT("A secret that the host's match has found");
        finding.evidence = TEXT("behind good-secret-");
        int32_t status = host->report(host, &finding);
        if (status != MCPS_OK)
            return status;
        at = (size_t)spans[0].end;
    }
    return found;
}

static int32_t scan_file(void *session, const mcps_host *host, const mcps_plugin_file *file)
{
    const good *self = session;
    int32_t status = report_all(host, file, TEXT("GOOD-MARK"), self->marker, self->most);
    return status == MCPS_OK ? report_secrets(host, file) : status;
}

static int32_t scan_listing(void *session, const mcps_host *host, const mcps_plugin_file *file)
{
    (void)session;
    return report_all(host, file, TEXT("GOOD-LISTING"), TEXT("good-listing"), UINT64_MAX);
}

static int32_t accept(void *session, const mcps_host *host, const mcps_plugin_file *file,
                      const mcps_plugin_match *match, int32_t *accepted)
{
    (void)session;
    (void)host;
    *accepted = (file->content.data[match->end - 1] - '0') % 2 == 0;
    return MCPS_OK;
}

static int32_t rule_at(uint32_t index, mcps_plugin_rule *out)
{
    static const mcps_plugin_rule rules[] = {
        {.flags = 0, .id = LITERAL("GOOD-MARK"), .title = LITERAL("Mark"), .message = LITERAL("A mark")},
        {.flags = MCPS_RULE_SECRET,
         .id = LITERAL("GOOD-SECRET"),
         .title = LITERAL("Secret"),
         .message = LITERAL("A secret")},
        {.flags = 0,
         .id = LITERAL("GOOD-LISTING"),
         .title = LITERAL("Listing"),
         .message = LITERAL("A word of a listing")},
        {.flags = 0,
         .id = LITERAL("GOOD-PATTERN"),
         .title = LITERAL("Pattern"),
         .message = LITERAL("An even number"),
         .pattern = LITERAL("\\bgood-pattern-[0-9]{1,9}\\b")},
    };
    if (index >= sizeof(rules) / sizeof(rules[0]))
        return MCPS_ERR_ARGUMENT;
    const mcps_plugin_rule *rule = &rules[index];
    out->severity = MCPS_SEVERITY_MEDIUM;
    out->confidence = MCPS_CONFIDENCE_HIGH;
    out->flags = rule->flags;
    out->id = rule->id;
    out->title = rule->title;
    out->category = rule->flags & MCPS_RULE_SECRET ? TEXT("hardcoded-secret") : TEXT("other");
    out->cwe = TEXT("1041 1126");
    out->message = rule->message;
    out->why = TEXT("Tests look for it.");
    out->fix = TEXT("Nothing to do.");
    out->references = TEXT("https://example.com/a\nhttps://example.com/b");
    out->pattern = rule->pattern;
    return MCPS_OK;
}

static int32_t option_at(uint32_t index, mcps_option *out)
{
    if (index > 1)
        return MCPS_ERR_ARGUMENT;
    out->type = index == 0 ? MCPS_OPTION_STRING : MCPS_OPTION_INT;
    out->name = index == 0 ? TEXT("marker") : TEXT("most");
    out->help = index == 0 ? TEXT("What GOOD-MARK looks for.") : TEXT("The most marks reported of one file.");
    out->default_value = index == 0 ? TEXT("good-marker") : TEXT("1000");
    out->minimum = 0;
    out->maximum = index == 0 ? 0 : 1000000;
    return MCPS_OK;
}

static int32_t example_at(uint32_t index, mcps_plugin_example *out)
{
    static const mcps_plugin_example examples[] = {
        {0, 1, LITERAL("GOOD-MARK"), LITERAL("a.py"),
         LITERAL("x = '\u27e6good-marker\u27e7 \u27e6good-marker\u27e7'")},
        {0, 0, LITERAL("GOOD-MARK"), LITERAL("a.py"), LITERAL("x = 'good marker'")},
        {0, 1, LITERAL("GOOD-SECRET"), LITERAL("a.py"), LITERAL("x = '\u27e6good-secret-abcd1234\u27e7'")},
        {0, 0, LITERAL("GOOD-SECRET"), LITERAL("a.py"), LITERAL("x = 'good-secret-abc'")},
        {0, 1, LITERAL("GOOD-LISTING"), LITERAL("tools-list.json"),
         LITERAL("{\"tools\": [\"\u27e6good-listing\u27e7\"]}")},
        {0, 0, LITERAL("GOOD-LISTING"), LITERAL("tools-list.json"), LITERAL("{\"tools\": []}")},
        {0, 1, LITERAL("GOOD-PATTERN"), LITERAL("a.py"), LITERAL("x = '\u27e6good-pattern-12\u27e7'")},
        {0, 0, LITERAL("GOOD-PATTERN"), LITERAL("a.py"), LITERAL("x = 'good-pattern-13'")},
    };
    if (index >= sizeof(examples) / sizeof(examples[0]))
        return MCPS_ERR_ARGUMENT;
    const mcps_plugin_example *example = &examples[index];
    out->fires = example->fires;
    out->rule_id = example->rule_id;
    out->file_name = example->file_name;
    out->text = example->text;
    return MCPS_OK;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    out->abi = MCPS_PLUGIN_ABI;
    out->abi_minimum = 1;
    out->capabilities = MCPS_CAPABILITY_ANALYZE_FILE | MCPS_CAPABILITY_ANALYZE_LISTING | MCPS_CAPABILITY_PATTERNS;
    out->id = TEXT("good");
    out->version = TEXT("1.2.3");
    out->title = TEXT("Plugin that works as it should");
    out->rule_count = 4;
    out->option_count = 2;
    out->example_count = 8;
    out->rule_at = rule_at;
    out->option_at = option_at;
    out->example_at = example_at;
    out->create = create;
    out->destroy = destroy;
    out->session_new = session_new;
    out->scan_file = scan_file;
    out->scan_listing = scan_listing;
    out->accept = accept;
    return MCPS_OK;
}

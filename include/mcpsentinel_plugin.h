/*
 * mcpsentinel_plugin.h - the API between MCP Sentinel and detectors in shared libraries (plugins).
 *
 * A plugin is a `.so` that exports one symbol, `mcps_plugin_entry`, and links against nothing of MCP Sentinel's. It
 * finds what a regular expression cannot: it is given the bytes of a file and reports places in them.
 *
 *     static int32_t scan(void *session, const mcps_host *host, const mcps_plugin_file *file)
 *     {
 *         mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
 *         const char *place = memmem(file->content.data, file->content.length, "eval(", 5);
 *         if (!place)
 *             return MCPS_OK;
 *         finding.rule_id = (mcps_text){"ACME-EVAL", 9};
 *         finding.start = (uint64_t)(place - file->content.data);
 *         finding.end = finding.start + 5;
 *         return host->report(host, &finding);
 *     }
 *
 * plugins/README.md is the guide for authors; `mcp-sentinel plugins new` writes a complete project, and
 * `mcp-sentinel plugins check FILE.so` tries a plugin out.
 *
 * Where a plugin runs. By default in a process of its own, `mcp-sentinel-plugin-host`, confined before the library is
 * loaded: no environment, no files but system libraries (and those only while it is loaded), no network, no child
 * processes, bounded memory. A plugin that crashes there, hangs or grows costs its own findings and nothing else. A plugin
 * that the user has declared trusted may run inside the scanner's process instead; nothing contains it there. The
 * same `.so` serves both, and cannot tell them apart by this API.
 *
 * Conventions, which hold for everything below.
 *
 *  1. Status. A function returns MCPS_OK, or a negative value of mcpsentinel_types.h for failure. A plugin's failure in a
 *     file becomes a diagnostic that names plugin and file; what it reported before stands.
 *  2. Structs start with `struct_size`: whoever fills a struct sets the size it was compiled with, nobody writes beyond the
 *     other side's, and fields that are missing count as zero. Fields are only added, at the end.
 *  3. Ownership. Each side lends what it passes. What the host passes lives until the call returns, unless a comment says
 *     otherwise; what a plugin hands out of its description (texts of rules and options) must live as long as the
 *     library is loaded, which is for ever: a plugin is never unloaded.
 *  4. Threads. A session is used by one thread at a time. An instance (`create`) is shared by its sessions, which may run at
 *     the same time on several threads.
 *  5. Nothing may be thrown over the border: no C++ exception, no Rust panic, no longjmp.
 *  6. Order. For the same file a plugin must report the same findings, in any order. Files come in no order that a plugin may
 *     rely on, and not all of them come to one session.
 *  7. A plugin must not print: its standard streams are closed or the user's terminal. `log` is there for that.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MCPSENTINEL_PLUGIN_H
#define MCPSENTINEL_PLUGIN_H

#include "mcpsentinel_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Version and capabilities
 * ------------------------------------------------------------------------------------------------------------- */

/* The version of this API that this header describes. It counts the releases that added something. */
#define MCPS_PLUGIN_ABI 1

/* What a plugin does; `mcps_plugin.capabilities` is a sum of these. Each asks for functions of its own. */

/* Looks at files: `scan_file`. */
#define MCPS_CAPABILITY_ANALYZE_FILE 1
/* Looks at an MCP server's listing, the JSON answer to `tools/list`, `prompts/list` or `resources/list`: `scan_listing`. */
#define MCPS_CAPABILITY_ANALYZE_LISTING 2
/* Has rules with a pattern, which the host searches for together with its own; `accept`, if there, judges the matches. */
#define MCPS_CAPABILITY_PATTERNS 4

/* ---------------------------------------------------------------------------------------------------------------
 * Section - What the host lends
 * ------------------------------------------------------------------------------------------------------------- */

/* A part of a text, as `match` finds it: bytes from `start` up to, not including, `end`. Both are UINT64_MAX for a group that
 * took no part. */
typedef struct mcps_span {
    uint64_t start;
    uint64_t end;
} mcps_span;

/* A place in the file of the present call. */
typedef struct mcps_plugin_finding {
    uint32_t struct_size;
    /* MCPS_SEVERITY_* and MCPS_CONFIDENCE_*, or -1 for the rule's. */
    int32_t severity;
    int32_t confidence;
    uint32_t reserved;
    /* One of the plugin's rules. */
    mcps_text rule_id;
    /* Bytes of the content. The host refuses places outside of it. */
    uint64_t start;
    uint64_t end;
    /* The part of it that is a secret and must not be shown; equal if there is none. Of a rule with MCPS_RULE_SECRET all of
     * the place is, unless this says less. */
    uint64_t secret_start;
    uint64_t secret_end;
    /* One sentence about this place, at most 1,000 bytes of UTF-8; empty for the rule's. */
    mcps_text message;
    /* Why severity or confidence differ from the rule's; may be empty. */
    mcps_text evidence;
} mcps_plugin_finding;
#define MCPS_PLUGIN_FINDING_INIT {sizeof(mcps_plugin_finding), -1, -1, 0, {0, 0}, 0, 0, 0, 0, {0, 0}, {0, 0}}

/* Flags of `match`. */
#define MCPS_MATCH_CASELESS 1
#define MCPS_MATCH_MULTILINE 2
#define MCPS_MATCH_DOTALL 4

/*
 * What a plugin may ask of the host, passed to each of its functions and valid until that returns. `report`, `match` and
 * `is_cancelled` work during `scan_file`, `scan_listing` and `accept`.
 */
typedef struct mcps_host {
    uint32_t struct_size;
    /* The host's version of this API. */
    uint32_t abi;
    /* The host's own. */
    void *context;
    /* Says something to the user: a line of at most 1,000 bytes, with one of MCPS_SEVERITY_*. It becomes a diagnostic. */
    void (*log)(const struct mcps_host *host, int32_t severity, const char *text, size_t length);
    /*
     * Reports a finding. Returns MCPS_ERR_NOT_FOUND for a rule that was not declared and MCPS_ERR_ARGUMENT for a place
     * outside the content: both also become a diagnostic. MCPS_LIMITED: the file has had its share of findings; go on to
     * the next.
     */
    int32_t (*report)(const struct mcps_host *host, const mcps_plugin_finding *finding);
    /*
     * Searches `subject` from `start` on for a regular expression in PCRE2's syntax, under the engine's limits, and stores at
     * most `count` spans: the match and its groups. Bytes, not characters. A pattern is compiled once and remembered.
     * Returns the number of spans stored (at least 1 when there is room), 0 for no match, MCPS_ERR_RULE for a pattern that
     * does not compile, and MCPS_ERR_RESOURCE when a limit was reached.
     */
    int32_t (*match)(const struct mcps_host *host, const char *pattern, size_t pattern_length, uint32_t flags,
                     const char *subject, size_t length, size_t start, mcps_span *spans, size_t count);
    /* Stores the value of an option that the plugin declared: checked, in its canonical form (sizes in bytes, durations in
     * milliseconds, items of a list separated by newlines), valid as long as the instance. */
    int32_t (*option_get)(const struct mcps_host *host, const char *name, mcps_text *value);
    /* Returns 1 when the work is no longer wanted: return soon. */
    int32_t (*is_cancelled)(const struct mcps_host *host);
} mcps_host;

/* A file, or a listing. */
typedef struct mcps_plugin_file {
    uint32_t struct_size;
    uint32_t reserved;
    /* Raw bytes, below the scan's root, '/' between components. */
    mcps_text path;
    /* The whole content: as it lies on disk, but UTF-8 where the file is in UTF-16 or UTF-32. At least 64 zero bytes follow. It may
     * hold any bytes. */
    mcps_text content;
    /* Its types, such as "python" or "json yaml", separated by spaces: the names rule files use. */
    mcps_text types;
} mcps_plugin_file;

/* A match of one of the plugin's patterns. */
typedef struct mcps_plugin_match {
    uint32_t struct_size;
    uint32_t reserved;
    mcps_text rule_id;
    uint64_t start;
    uint64_t end;
} mcps_plugin_match;

/* ---------------------------------------------------------------------------------------------------------------
 * Section - What a plugin declares
 * ------------------------------------------------------------------------------------------------------------- */

/* Findings of the rule are secrets: masked wherever they would be shown. */
#define MCPS_RULE_SECRET 1

/* A rule, with the fields of rule files (README.md, "Writing a rule"). */
typedef struct mcps_plugin_rule {
    uint32_t struct_size;
    int32_t severity;
    int32_t confidence;
    /* A sum of MCPS_RULE_*. */
    uint32_t flags;
    /* Upper-case letters, digits and hyphens; begins with the plugin's id in upper case and a hyphen. */
    mcps_text id;
    mcps_text title;
    /* As in rule files, such as "command-injection". */
    mcps_text category;
    /* Numbers separated by spaces. */
    mcps_text cwe;
    mcps_text message;
    mcps_text why;
    mcps_text fix;
    /* Addresses, one a line; may be empty. */
    mcps_text references;
    /* MCPS_CAPABILITY_PATTERNS: what is searched for, and the words of which each match holds one (one a line, may be
     * empty); the rule's `applies_to` (names separated by spaces, empty for all) and `max_length` (0: none declared). */
    mcps_text pattern;
    mcps_text keywords;
    mcps_text applies_to;
    uint32_t max_length;
    uint32_t reserved;
} mcps_plugin_rule;
#define MCPS_PLUGIN_RULE_INIT                                                                                      \
    {sizeof(mcps_plugin_rule), MCPS_SEVERITY_MEDIUM, MCPS_CONFIDENCE_MEDIUM, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0},      \
     {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 0}

/* A sample that shows a rule at work; `mcp-sentinel plugins check` tries it. */
typedef struct mcps_plugin_example {
    uint32_t struct_size;
    /* 1: the rule must fire where the text is marked with U+27E6 and U+27E7 (the marks are taken out first). 0: it must
     * stay silent. */
    int32_t fires;
    mcps_text rule_id;
    /* The name that the sample has, such as "server.py". */
    mcps_text file_name;
    mcps_text text;
} mcps_plugin_example;
#define MCPS_PLUGIN_EXAMPLE_INIT {sizeof(mcps_plugin_example), 0, {0, 0}, {0, 0}, {0, 0}}

/*
 * A plugin. `mcps_plugin_entry` fills it; `struct_size` is set by the host to the size it knows and may be lowered, not
 * raised. A function that is not needed is NULL.
 */
typedef struct mcps_plugin {
    uint32_t struct_size;
    /* The version the plugin was compiled with (MCPS_PLUGIN_ABI) and the oldest host's it works with. */
    uint32_t abi;
    uint32_t abi_minimum;
    /* A sum of MCPS_CAPABILITY_*. */
    uint32_t capabilities;
    /* Lower-case letters, digits and hyphens, 2 to 32 of them, beginning with a letter. */
    mcps_text id;
    /* The plugin's own version, such as "1.2.0". */
    mcps_text version;
    /* One line. */
    mcps_text title;
    /* The types of files it wants, names as in rule files separated by spaces; empty for all. */
    mcps_text file_types;
    /* At least one, at most 1,000 rules. Getters fill `out` and return MCPS_OK. */
    uint32_t rule_count;
    uint32_t option_count;
    uint32_t example_count;
    uint32_t reserved;
    int32_t (*rule_at)(uint32_t index, mcps_plugin_rule *out);
    /* Name, type, help, default, choices and bounds count; the other fields are the host's. At most 100. */
    int32_t (*option_at)(uint32_t index, mcps_option *out);
    int32_t (*example_at)(uint32_t index, mcps_plugin_example *out);
    /* Called once, when all options have their values. Stores the instance, which may be NULL. */
    int32_t (*create)(const mcps_host *host, void **instance);
    void (*destroy)(void *instance);
    /* A session for each thread. Stores it; it may be NULL. */
    int32_t (*session_new)(const mcps_host *host, void *instance, void **session);
    void (*session_free)(void *session);
    /* MCPS_CAPABILITY_ANALYZE_FILE. */
    int32_t (*scan_file)(void *session, const mcps_host *host, const mcps_plugin_file *file);
    /* MCPS_CAPABILITY_ANALYZE_LISTING. */
    int32_t (*scan_listing)(void *session, const mcps_host *host, const mcps_plugin_file *file);
    /* MCPS_CAPABILITY_PATTERNS, or NULL. Stores 1 in `*accepted` if the match is what the rule means, and 0 if not. */
    int32_t (*accept)(void *session, const mcps_host *host, const mcps_plugin_file *file,
                      const mcps_plugin_match *match, int32_t *accepted);
} mcps_plugin;

/*
 * The one symbol a plugin exports. Of `host` only `log` may be used. Returns MCPS_OK with `out` filled. It must not start
 * threads: the confinement is completed after it has returned.
 */
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out);

/* The type of that function, and its name. */
typedef int32_t (*mcps_plugin_entry_fn)(const mcps_host *host, mcps_plugin *out);
#define MCPS_PLUGIN_ENTRY "mcps_plugin_entry"

#ifdef __cplusplus
}
#endif

#endif /* MCPSENTINEL_PLUGIN_H */

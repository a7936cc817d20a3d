/*
 * plugin.h - what the files of this target share: the loaded plugin, its sessions, and small tools.
 *
 * load.c and describe.c check what a plugin declares, create.c and session.c make what the declaration promises,
 * scan.c calls it, and host.c, report.c and match.c are what it may call back. Nothing here trusts a plugin: its
 * structs are copied before they are looked at, and never beyond their `struct_size`. A pointer that it hands over
 * cannot be checked; that is what the confined process is for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef PLUGIN_H
#define PLUGIN_H

#include "cplugin.h"
#include "mcpsentinel_plugin.h"
#include "text.h"

#define MOST_RULES 1000u
#define MOST_OPTIONS 100u
#define MOST_EXAMPLES 1000u
/* Of a text in the description, and of a pattern. */
#define MOST_TEXT_BYTES 65536u
/* Of a description as a whole, and of what is collected of one file. */
#define MOST_DESCRIPTION_BYTES (16u << 20)
#define MOST_FINDING_BYTES (32u << 20)
/* Of a message, a piece of evidence, or a line of the log. */
#define MOST_LINE_BYTES 1000u
/* Lines that the log takes during one request. */
#define MOST_LINES 20u
/* Bad reports that are told for one file. */
#define MOST_COMPLAINTS 5u
/* A reply is handed to `flush` when it is this long. */
#define FLUSH_BYTES 65536u

/* The table lent to a plugin, and what its functions need to know. The plugin gets the address of `table`. */
typedef struct lending {
    mcps_host table;
    cplugin *plugin;
    /* NULL outside of a session. */
    cplugin_session *session;
    /* Where LOGGED frames go; NULL when nobody listens. */
    cplugin_buffer *reply;
    uint32_t lines;
} lending;

/* What is kept of a declared rule. */
typedef struct declared_rule {
    char *id;
    size_t id_length;
    uint32_t flags;
} declared_rule;

typedef struct option_value {
    char *name;
    char *value;
    size_t value_length;
} option_value;

struct cplugin {
    /* As declared; what the plugin's struct lacks is zero. */
    mcps_plugin declared;
    cplugin_limits limits;
    declared_rule *rules;
    /* Numbers of rules in the order of their ids. */
    uint32_t *rules_by_id;
    uint32_t rule_count;
    option_value *options;
    uint32_t option_count;
    int created;
    void *instance;
};

typedef struct match_cache match_cache;

struct cplugin_session {
    cplugin *plugin;
    void *state;
    lending lent;
    match_cache *matches;
    cplugin_control *control;
    /* The file that the plugin looks at; NULL between calls. */
    const mcps_plugin_file *file;
    uint32_t most_findings;
    /* Of the present file, without their counts. */
    cplugin_buffer findings, accepted, complaints;
    uint32_t finding_count, accepted_count, complaint_count, beyond;
    /* The file's path and types, each with a NUL behind. */
    cplugin_buffer path, types;
};

/* ---- buffer.c ---- */

void buffer_put(cplugin_buffer *buffer, const void *bytes, size_t length);
/* Overwrites the number at an offset. */
void buffer_patch_u32(cplugin_buffer *buffer, size_t offset, uint32_t value);
void buffer_put_empty_frame(cplugin_buffer *buffer, uint32_t kind);

/* ---- failure.c ---- */

/* Appends a FAILED frame. Returns -1. */
__attribute__((format(printf, 3, 4))) int failed(cplugin_buffer *reply, uint32_t stage, const char *format, ...);

/* ---- describe.c ---- */

/* Asks for rules, options and examples, and appends the DESCRIBED frame; or a FAILED frame, and returns other than 0.
 * */
int describe(cplugin *plugin, uint32_t confinement, cplugin_buffer *reply);

/* ---- rules.c ---- */

/* Remembers a rule. Returns other than 0 when memory is short. */
int rules_add(cplugin *plugin, mcps_text id, uint32_t flags);
/* Makes `rule_named` work. Returns the number of a rule whose id another has too, UINT32_MAX if there is none. */
uint32_t rules_sort(cplugin *plugin);
/* The number of a rule; UINT32_MAX if none has that id. */
uint32_t rule_named(const cplugin *plugin, mcps_text id);
void rules_free(cplugin *plugin);

/* ---- host.c ---- */

/* Prepares the table for calls of one request. */
void lend(lending *lent, cplugin *plugin, cplugin_session *session, cplugin_buffer *reply);

/* ---- report.c ---- */

int32_t host_report(const mcps_host *host, const mcps_plugin_finding *finding);
/* Appends counts and lists of findings, accepted matches and complaints to the FILE frame, and forgets them. */
void put_results(cplugin_session *session, cplugin_buffer *reply);

/* ---- match.c and patterns.c ---- */

int32_t host_match(const mcps_host *host, const char *pattern, size_t pattern_length, uint32_t flags,
                   const char *subject, size_t length, size_t start, mcps_span *spans, size_t count);

#endif /* PLUGIN_H */

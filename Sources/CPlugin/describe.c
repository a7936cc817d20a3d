/*
 * describe.c - asks a plugin for its rules, options and examples, checks them, and makes the DESCRIBED frame.
 *
 * A text is checked after it was copied: what is in the frame is what was looked at. What needs the engine's
 * knowledge (categories, patterns, the defaults of options) is checked by who reads the frame.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "plugin.h"
#include "sized.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* How a text must look. */
enum form { ANY, LINE, SOME_LINE };

/* The description in the making; what is asked for at present, for messages. */
typedef struct describing {
    cplugin *plugin;
    cplugin_buffer *reply;
    /* Where the frame starts. */
    size_t frame;
    char subject[128];
    int wrong;
    /* The plugin's id. */
    char id[33];
    size_t id_length;
} describing;

/* Takes the begun frame back and says why, once. Returns -1. */
__attribute__((format(printf, 2, 3))) static int refuse(describing *work, const char *format, ...) {
    if (work->wrong) return -1;
    work->wrong = 1;
    char reason[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    work->reply->count = work->frame;
    const char *colon = *work->subject ? ": " : "";
    return failed(work->reply, CPLUGIN_STAGE_DESCRIPTION, "%s%s%s", work->subject, colon, reason);
}

/* Appends a text and checks the copy. Returns the copy, valid until the next is appended. */
static mcps_text put(describing *work, const char *name, mcps_text text, enum form form) {
    const mcps_text none = {"", 0};
    if (work->wrong) return none;
    if (text.length > MOST_TEXT_BYTES) {
        refuse(work, "`%s` has %zu bytes; %u are allowed", name, text.length, MOST_TEXT_BYTES);
        return none;
    }
    if (!text.data && text.length > 0) {
        refuse(work, "`%s` is NULL but has a length", name);
        return none;
    }
    cplugin_put_text(work->reply, text.data, text.length);
    if (work->reply->failed || work->reply->count - work->frame > MOST_DESCRIPTION_BYTES) {
        refuse(work, "the description takes more than %u MiB", MOST_DESCRIPTION_BYTES >> 20);
        return none;
    }
    const char *copy = (const char *)work->reply->bytes + work->reply->count - text.length;
    if (!text_is_utf8(copy, text.length)) refuse(work, "`%s` is not UTF-8, or holds NUL", name);
    else if (form != ANY && !text_is_line(copy, text.length)) refuse(work, "`%s` is not one line", name);
    else if (form == SOME_LINE && text.length == 0) refuse(work, "`%s` is empty", name);
    return work->wrong ? none : (mcps_text){copy, text.length};
}

/* Nothing comes behind a FAILED frame. */
static void put_u32(describing *work, uint32_t value) {
    if (!work->wrong) cplugin_put_u32(work->reply, value);
}

static void put_u64(describing *work, int64_t value) {
    if (!work->wrong) cplugin_put_u64(work->reply, (uint64_t)value);
}

static int in(char byte, char first, char last) { return byte >= first && byte <= last; }

static int is_plugin_id(mcps_text id) {
    if (id.length < 2 || id.length > 32 || !in(id.data[0], 'a', 'z')) return 0;
    for (size_t i = 1; i < id.length; i++) {
        char byte = id.data[i];
        if (!in(byte, 'a', 'z') && !in(byte, '0', '9') && byte != '-') return 0;
    }
    return 1;
}

/* Begins with the plugin's id in upper case and a hyphen. */
static int is_rule_id(const describing *work, mcps_text id) {
    mcps_text own = {work->id, work->id_length};
    if (id.length < own.length + 2 || id.length > 100 || id.data[own.length] != '-') return 0;
    for (size_t i = 0; i < id.length; i++) {
        char byte = id.data[i];
        if (!in(byte, 'A', 'Z') && !in(byte, '0', '9') && byte != '-') return 0;
        if (i >= own.length) continue;
        char upper = in(own.data[i], 'a', 'z') ? (char)(own.data[i] - 'a' + 'A') : own.data[i];
        if (byte != upper) return 0;
    }
    return 1;
}

static int is_option_name(mcps_text name) {
    if (name.length < 1 || name.length > 64 || !in(name.data[0], 'a', 'z')) return 0;
    for (size_t i = 1; i < name.length; i++) {
        char byte = name.data[i];
        if (!in(byte, 'a', 'z') && !in(byte, '0', '9') && byte != '_') return 0;
    }
    return 1;
}

static int describe_rule(describing *work, uint32_t index) {
    SIZED(mcps_plugin_rule) out;
    memset(&out, 0, sizeof out);
    mcps_plugin_rule *rule = &out.value;
    *rule = (mcps_plugin_rule)MCPS_PLUGIN_RULE_INIT;
    snprintf(work->subject, sizeof work->subject, "rule_at(%u)", index);
    int32_t status = work->plugin->declared.rule_at(index, rule);
    if (status != MCPS_OK) return refuse(work, "it returned %d", status);
    const char *wrong = sized_settle(rule, sizeof *rule, SIZED_THROUGH(mcps_plugin_rule, id), out.margin);
    if (wrong) return refuse(work, "%s", wrong);
    if (rule->severity < MCPS_SEVERITY_INFO || rule->severity > MCPS_SEVERITY_CRITICAL) {
        return refuse(work, "there is no severity %d", rule->severity);
    }
    if (rule->confidence < MCPS_CONFIDENCE_LOW || rule->confidence > MCPS_CONFIDENCE_HIGH) {
        return refuse(work, "there is no confidence %d", rule->confidence);
    }
    if (rule->pattern.length > 0 && !(work->plugin->declared.capabilities & MCPS_CAPABILITY_PATTERNS)) {
        return refuse(work, "it has a pattern, but the plugin does not declare MCPS_CAPABILITY_PATTERNS");
    }
    put_u32(work, (uint32_t)rule->severity);
    put_u32(work, (uint32_t)rule->confidence);
    put_u32(work, rule->flags & MCPS_RULE_SECRET);
    mcps_text id = put(work, "id", rule->id, SOME_LINE);
    if (work->wrong) return -1;
    if (!is_rule_id(work, id)) {
        return refuse(work, "the id `%.*s` does not consist of the plugin's in upper case, a hyphen, and upper-case "
                            "letters, digits and hyphens", (int)text_cut(id.data, id.length, 100), id.data);
    }
    if (rules_add(work->plugin, id, rule->flags) != 0) return refuse(work, "out of memory");
    put(work, "title", rule->title, LINE);
    put(work, "category", rule->category, LINE);
    put(work, "cwe", rule->cwe, LINE);
    put(work, "message", rule->message, ANY);
    put(work, "why", rule->why, ANY);
    put(work, "fix", rule->fix, ANY);
    put(work, "references", rule->references, ANY);
    put(work, "pattern", rule->pattern, ANY);
    put(work, "keywords", rule->keywords, ANY);
    put(work, "applies_to", rule->applies_to, LINE);
    put_u32(work, rule->max_length);
    return work->wrong;
}

static int describe_rules(describing *work) {
    cplugin *plugin = work->plugin;
    uint32_t count = plugin->declared.rule_count;
    if (count < 1 || count > MOST_RULES) {
        return refuse(work, "it declares %u rules; 1 to %u are allowed", count, MOST_RULES);
    }
    plugin->rules = calloc(count, sizeof *plugin->rules);
    plugin->rules_by_id = calloc(count, sizeof *plugin->rules_by_id);
    if (!plugin->rules || !plugin->rules_by_id) return refuse(work, "out of memory");
    put_u32(work, count);
    for (uint32_t i = 0; i < count && !work->wrong; i++) describe_rule(work, i);
    work->subject[0] = 0;
    if (work->wrong) return -1;
    uint32_t twice = rules_sort(plugin);
    if (twice != UINT32_MAX) refuse(work, "the rule `%s` is declared twice", plugin->rules[twice].id);
    return work->wrong;
}

/* The name is kept, without a value, so that another of that name is noticed. */
static int keep_option(describing *work, mcps_text name) {
    cplugin *plugin = work->plugin;
    for (uint32_t i = 0; i < plugin->option_count; i++) {
        const char *other = plugin->options[i].name;
        if (strlen(other) == name.length && memcmp(other, name.data, name.length) == 0) {
            return refuse(work, "the option `%s` is declared twice", other);
        }
    }
    char *copy = calloc(1, name.length + 1);
    if (!copy) return refuse(work, "out of memory");
    memcpy(copy, name.data, name.length);
    plugin->options[plugin->option_count++] = (option_value){copy, NULL, 0};
    return work->wrong;
}

static int describe_option(describing *work, uint32_t index) {
    SIZED(mcps_option) out;
    memset(&out, 0, sizeof out);
    mcps_option *option = &out.value;
    option->struct_size = sizeof *option;
    snprintf(work->subject, sizeof work->subject, "option_at(%u)", index);
    int32_t status = work->plugin->declared.option_at(index, option);
    if (status != MCPS_OK) return refuse(work, "it returned %d", status);
    const char *wrong = sized_settle(option, sizeof *option, SIZED_THROUGH(mcps_option, name), out.margin);
    if (wrong) return refuse(work, "%s", wrong);
    if (option->type < MCPS_OPTION_BOOL || option->type > MCPS_OPTION_LIST) {
        return refuse(work, "there is no type %d", option->type);
    }
    if (option->minimum > option->maximum) return refuse(work, "its minimum is above its maximum");
    put_u32(work, (uint32_t)option->type);
    mcps_text name = put(work, "name", option->name, SOME_LINE);
    if (work->wrong) return -1;
    if (!is_option_name(name)) {
        int shown = (int)text_cut(name.data, name.length, 100);
        return refuse(work, "the name `%.*s` is not in snake_case", shown, name.data);
    }
    keep_option(work, name);
    put(work, "help", option->help, ANY);
    put(work, "default_value", option->default_value, ANY);
    put(work, "choices", option->choices, ANY);
    if (option->type == MCPS_OPTION_CHOICE && option->choices.length == 0) refuse(work, "it has no choices");
    put_u64(work, option->minimum);
    put_u64(work, option->maximum);
    return work->wrong;
}

static int describe_options(describing *work) {
    cplugin *plugin = work->plugin;
    uint32_t count = plugin->declared.option_count;
    if (count > MOST_OPTIONS) return refuse(work, "it declares %u options; %u are allowed", count, MOST_OPTIONS);
    plugin->options = calloc(count + 1, sizeof *plugin->options);
    if (!plugin->options) return refuse(work, "out of memory");
    put_u32(work, count);
    for (uint32_t i = 0; i < count && !work->wrong; i++) describe_option(work, i);
    work->subject[0] = 0;
    return work->wrong;
}

static int describe_example(describing *work, uint32_t index) {
    SIZED(mcps_plugin_example) out;
    memset(&out, 0, sizeof out);
    mcps_plugin_example *example = &out.value;
    example->struct_size = sizeof *example;
    snprintf(work->subject, sizeof work->subject, "example_at(%u)", index);
    int32_t status = work->plugin->declared.example_at(index, example);
    if (status != MCPS_OK) return refuse(work, "it returned %d", status);
    const char *wrong =
        sized_settle(example, sizeof *example, SIZED_THROUGH(mcps_plugin_example, file_name), out.margin);
    if (wrong) return refuse(work, "%s", wrong);
    if (example->fires != 0 && example->fires != 1) return refuse(work, "`fires` is %d", example->fires);
    put_u32(work, (uint32_t)example->fires);
    mcps_text id = put(work, "rule_id", example->rule_id, SOME_LINE);
    if (work->wrong) return -1;
    if (rule_named(work->plugin, id) == UINT32_MAX) {
        return refuse(work, "the rule `%.*s` is not declared", (int)text_cut(id.data, id.length, 100), id.data);
    }
    put(work, "file_name", example->file_name, SOME_LINE);
    put(work, "text", example->text, ANY);
    return work->wrong;
}

static int describe_examples(describing *work) {
    uint32_t count = work->plugin->declared.example_count;
    if (count > MOST_EXAMPLES) return refuse(work, "it declares %u examples; %u are allowed", count, MOST_EXAMPLES);
    put_u32(work, count);
    for (uint32_t i = 0; i < count && !work->wrong; i++) describe_example(work, i);
    work->subject[0] = 0;
    return work->wrong;
}

static int describe_plugin(describing *work, uint32_t confinement) {
    mcps_plugin *declared = &work->plugin->declared;
    put_u32(work, confinement);
    put_u32(work, declared->abi);
    put_u32(work, declared->capabilities);
    mcps_text id = put(work, "id", declared->id, SOME_LINE);
    if (work->wrong) return -1;
    if (!is_plugin_id(id)) {
        return refuse(work, "the plugin's id `%.*s` does not consist of 2 to 32 lower-case letters, digits and "
                            "hyphens, beginning with a letter", (int)text_cut(id.data, id.length, 100), id.data);
    }
    memcpy(work->id, id.data, id.length);
    work->id_length = id.length;
    put(work, "version", declared->version, SOME_LINE);
    put(work, "title", declared->title, LINE);
    put(work, "file_types", declared->file_types, LINE);
    return work->wrong;
}

int describe(cplugin *plugin, uint32_t confinement, cplugin_buffer *reply) {
    describing work = {.plugin = plugin, .reply = reply, .frame = reply->count};
    size_t payload = cplugin_frame_begin(reply, CPLUGIN_DESCRIBED);
    if (describe_plugin(&work, confinement) != 0 || describe_rules(&work) != 0) return -1;
    if (describe_options(&work) != 0 || describe_examples(&work) != 0) return -1;
    cplugin_frame_end(reply, payload);
    return reply->failed;
}

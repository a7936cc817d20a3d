/*
 * create.c - gives a plugin the values of its options and has it make its instance.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "plugin.h"
#include "reader.h"

#include <stdlib.h>
#include <string.h>

static option_value *option_named(cplugin *plugin, mcps_text name) {
    for (uint32_t i = 0; i < plugin->option_count; i++) {
        option_value *option = &plugin->options[i];
        if (strlen(option->name) == name.length && memcmp(option->name, name.data, name.length) == 0) return option;
    }
    return NULL;
}

static int set_option(option_value *option, mcps_text value) {
    char *copy = malloc(value.length + 1);
    if (!copy) return -1;
    memcpy(copy, value.data, value.length);
    copy[value.length] = 0;
    free(option->value);
    option->value = copy;
    option->value_length = value.length;
    return 0;
}

static int take_options(cplugin *plugin, reader *request, cplugin_buffer *reply) {
    const uint32_t stage = CPLUGIN_STAGE_CREATE;
    uint32_t count = reader_u32(request);
    if (count > MOST_OPTIONS) request->failed = 1;
    for (uint32_t i = 0; i < count && !request->failed; i++) {
        mcps_text name = reader_text(request), value = reader_text(request);
        if (request->failed) break;
        option_value *option = option_named(plugin, name);
        if (!option) {
            int shown = (int)text_cut(name.data, name.length, 100);
            return failed(reply, stage, "it has no option `%.*s`", shown, name.data);
        }
        if (set_option(option, value) != 0) return failed(reply, stage, "out of memory");
    }
    if (request->failed || request->left > 0) return failed(reply, stage, "the request is malformed");
    for (uint32_t i = 0; i < plugin->option_count; i++) {
        const option_value *option = &plugin->options[i];
        if (!option->value) return failed(reply, stage, "the option `%s` was given no value", option->name);
    }
    return 0;
}

int cplugin_create(cplugin *plugin, const uint8_t *request, size_t length, cplugin_buffer *reply) {
    reader from = {request, length, 0};
    if (plugin->created) return failed(reply, CPLUGIN_STAGE_CREATE, "it was created before");
    if (take_options(plugin, &from, reply) != 0) return -1;
    if (plugin->declared.create) {
        lending lent;
        lend(&lent, plugin, NULL, reply);
        int32_t status = plugin->declared.create(&lent.table, &plugin->instance);
        if (status != MCPS_OK) return failed(reply, CPLUGIN_STAGE_CREATE, "`create` returned %d", status);
    }
    plugin->created = 1;
    buffer_put_empty_frame(reply, CPLUGIN_CREATED);
    return reply->failed;
}

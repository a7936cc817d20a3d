/* rules.c - the rules a plugin declared, found by id. SPDX-License-Identifier: Apache-2.0 */
#include "plugin.h"

#include <stdlib.h>
#include <string.h>

int rules_add(cplugin *plugin, mcps_text id, uint32_t flags) {
    char *copy = malloc(id.length + 1);
    if (!copy) return -1;
    memcpy(copy, id.data, id.length);
    copy[id.length] = 0;
    plugin->rules[plugin->rule_count++] = (declared_rule){copy, id.length, flags};
    return 0;
}

static int compare(const char *left, size_t left_length, const char *right, size_t right_length) {
    size_t shorter = left_length < right_length ? left_length : right_length;
    int order = memcmp(left, right, shorter);
    return order ? order : left_length < right_length ? -1 : left_length > right_length;
}

static int compare_rules(const declared_rule *left, const declared_rule *right) {
    return compare(left->id, left->id_length, right->id, right->id_length);
}

/* Insertion: there are few rules, they usually come in order, and qsort has no place for the plugin. */
uint32_t rules_sort(cplugin *plugin) {
    for (uint32_t rule = 0; rule < plugin->rule_count; rule++) {
        uint32_t at = rule;
        int order = 1;
        while (at > 0) {
            order = compare_rules(&plugin->rules[rule], &plugin->rules[plugin->rules_by_id[at - 1]]);
            if (order >= 0) break;
            plugin->rules_by_id[at] = plugin->rules_by_id[at - 1];
            at--;
        }
        plugin->rules_by_id[at] = rule;
        if (order == 0) return rule;
    }
    return UINT32_MAX;
}

uint32_t rule_named(const cplugin *plugin, mcps_text id) {
    uint32_t low = 0, high = plugin->rule_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const declared_rule *rule = &plugin->rules[plugin->rules_by_id[middle]];
        int order = compare(id.data, id.length, rule->id, rule->id_length);
        if (order == 0) return plugin->rules_by_id[middle];
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return UINT32_MAX;
}

void rules_free(cplugin *plugin) {
    for (uint32_t i = 0; i < plugin->rule_count; i++) free(plugin->rules[i].id);
    free(plugin->rules);
    free(plugin->rules_by_id);
}

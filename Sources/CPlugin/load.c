/*
 * load.c - loads a library and checks what it declares of itself, in small steps.
 *
 * Each step has a stage of its own, so that an author reads at once what is missing. Nothing is called but the entry
 * function until version, size and functions are known to be right.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "plugin.h"
#include "sized.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>

#define KNOWN_CAPABILITIES \
    ((uint32_t)(MCPS_CAPABILITY_ANALYZE_FILE | MCPS_CAPABILITY_ANALYZE_LISTING | MCPS_CAPABILITY_PATTERNS))

static int is_named(struct dl_phdr_info *info, size_t size, void *name) {
    (void)size;
    return info->dlpi_name && strcmp(info->dlpi_name, name) == 0;
}

/*
 * The dynamic loader takes a path that it has loaded before for the same library, without a look at the file. The
 * path of a descriptor comes again when its number does, so it is spelt anew then: after /proc/self/, the bits of a
 * running number as `./` and `.//`. The loader then compares the files themselves.
 */
static int respell(const char *path, char *spelling, size_t size) {
    static const char prefix[] = "/proc/self/";
    size_t length = strlen(path);
    if (strncmp(path, prefix, sizeof prefix - 1) != 0 || length + 64 > size) return 0;
    memcpy(spelling, path, length + 1);
    for (uint32_t number = 1; number < 1u << 16 && dl_iterate_phdr(is_named, spelling); number++) {
        size_t at = sizeof prefix - 1;
        for (uint32_t bits = number; bits > 1; bits >>= 1) {
            size_t slashes = 1 + (bits & 1);
            memcpy(spelling + at, ".//", 1 + slashes);
            at += 1 + slashes;
        }
        memcpy(spelling + at, path + sizeof prefix - 1, length + 1 - (sizeof prefix - 1));
    }
    return 1;
}

static void *open_library(const char *path, cplugin_buffer *reply) {
    char spelling[512];
    const char *name = respell(path, spelling, sizeof spelling) ? spelling : path;
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
    const char *reason = dlerror();
    if (!reason) reason = "the dynamic loader gives no reason";
    /* The path of a descriptor means nothing to a reader. */
    size_t length = strlen(name);
    if (strncmp(reason, name, length) == 0 && strncmp(reason + length, ": ", 2) == 0) reason += length + 2;
    failed(reply, CPLUGIN_STAGE_OPEN, "%s", reason);
    return NULL;
}

static int check_version(const mcps_plugin *declared, cplugin_buffer *reply) {
    const uint32_t stage = CPLUGIN_STAGE_VERSION;
    if (declared->abi == 0) return failed(reply, stage, "it does not say its version of the plugin API (`abi` is 0)");
    if (declared->abi_minimum > declared->abi) {
        return failed(reply, stage, "its `abi_minimum` (%u) is above its `abi` (%u)", declared->abi_minimum,
                      declared->abi);
    }
    if (declared->abi_minimum > MCPS_PLUGIN_ABI) {
        return failed(reply, stage, "it needs version %u of the plugin API; this is version %d",
                      declared->abi_minimum, MCPS_PLUGIN_ABI);
    }
    return 0;
}

static int check_functions(const mcps_plugin *declared, cplugin_buffer *reply) {
    const uint32_t stage = CPLUGIN_STAGE_FUNCTIONS, capabilities = declared->capabilities;
    if ((capabilities & KNOWN_CAPABILITIES) == 0) return failed(reply, stage, "it declares no capability known here");
    if (!declared->rule_at) return failed(reply, stage, "`rule_at` is missing");
    if (declared->option_count > 0 && !declared->option_at) {
        return failed(reply, stage, "`option_at` is missing, and there are options");
    }
    if (declared->example_count > 0 && !declared->example_at) {
        return failed(reply, stage, "`example_at` is missing, and there are examples");
    }
    if ((capabilities & MCPS_CAPABILITY_ANALYZE_FILE) && !declared->scan_file) {
        return failed(reply, stage, "MCPS_CAPABILITY_ANALYZE_FILE needs `scan_file`");
    }
    if ((capabilities & MCPS_CAPABILITY_ANALYZE_LISTING) && !declared->scan_listing) {
        return failed(reply, stage, "MCPS_CAPABILITY_ANALYZE_LISTING needs `scan_listing`");
    }
    return 0;
}

/* Calls the entry function and checks version, size and functions. */
static int enter(cplugin *plugin, mcps_plugin_entry_fn entry, cplugin_buffer *reply) {
    SIZED(mcps_plugin) out;
    memset(&out, 0, sizeof out);
    out.value.struct_size = sizeof out.value;
    lending lent;
    lend(&lent, plugin, NULL, reply);
    int32_t status = entry(&lent.table, &out.value);
    if (status != MCPS_OK) {
        return failed(reply, CPLUGIN_STAGE_ENTRY, "`" MCPS_PLUGIN_ENTRY "` returned %d", status);
    }
    if (check_version(&out.value, reply) != 0) return -1;
    const char *wrong = sized_settle(&out.value, sizeof out.value, SIZED_THROUGH(mcps_plugin, rule_at), out.margin);
    if (wrong) return failed(reply, CPLUGIN_STAGE_SIZE, "mcps_plugin: %s", wrong);
    if (check_functions(&out.value, reply) != 0) return -1;
    plugin->declared = out.value;
    plugin->declared.capabilities &= KNOWN_CAPABILITIES;
    return 0;
}

static void discard(cplugin *plugin) {
    for (uint32_t i = 0; i < plugin->option_count; i++) {
        free(plugin->options[i].name);
        free(plugin->options[i].value);
    }
    free(plugin->options);
    rules_free(plugin);
    free(plugin);
}

cplugin *cplugin_load(const char *path, const cplugin_limits *limits, uint32_t confinement, cplugin_buffer *reply) {
    void *library = open_library(path, reply);
    if (!library) return NULL;
    /* A cast from an object's address to a function's, which POSIX promises and ISO C does not. */
    void *symbol = dlsym(library, MCPS_PLUGIN_ENTRY);
    mcps_plugin_entry_fn entry;
    memcpy(&entry, &symbol, sizeof entry);
    if (!entry) {
        failed(reply, CPLUGIN_STAGE_ENTRY, "it does not export `" MCPS_PLUGIN_ENTRY "`");
        return NULL;
    }
    cplugin *plugin = calloc(1, sizeof *plugin);
    if (!plugin) {
        failed(reply, CPLUGIN_STAGE_OPEN, "out of memory");
        return NULL;
    }
    plugin->limits = *limits;
    if (enter(plugin, entry, reply) == 0 && describe(plugin, confinement, reply) == 0) return plugin;
    discard(plugin);
    return NULL;
}

void cplugin_destroy(cplugin *plugin) {
    if (!plugin) return;
    if (plugin->created && plugin->declared.destroy) plugin->declared.destroy(plugin->instance);
    discard(plugin);
}

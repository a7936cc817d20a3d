/*
 * no-symbol.c - a library that is not a plugin: it does not export mcps_plugin_entry.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdint.h>

__attribute__((visibility("default"))) int32_t mcps_plugin_entrance(void);

int32_t mcps_plugin_entrance(void)
{
    return 0;
}

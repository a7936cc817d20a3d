/* undeclared-rule-scan.c - reports findings of rules that it has not declared. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    static const mcps_text rules[] = {{"EVIL-UNDECLARED", 15}, {"MCP-SECRET-GITHUB", 17}, {"EVIL-MARK\0X", 11},
                                      {"EVIL-MAR", 8},         {"", 0},                   {NULL, 0}};
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
        if (evil_report(host, rules[i], 0, 1) == MCPS_OK)
            evil_succeeded(host, file, "a rule that was not declared was taken");
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

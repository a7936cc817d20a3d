/*
 * bad-severity-scan.c - reports severities and confidences that there are not, and strange struct sizes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    static const int32_t values[] = {-2, 5, 3000, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
        finding.rule_id = EVIL_TEXT("EVIL-MARK");
        finding.severity = values[i];
        finding.confidence = values[i];
        finding.end = file->content.length;
        host->report(host, &finding);
        finding = (mcps_plugin_finding)MCPS_PLUGIN_FINDING_INIT;
        finding.struct_size = (uint32_t)i;
        if (host->report(host, &finding) == MCPS_OK)
            evil_succeeded(host, file, "a finding without a rule was taken");
    }
    host->report(host, NULL);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

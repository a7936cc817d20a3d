/* outside-offsets-scan.c - reports places that are not in the file. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    const uint64_t length = file->content.length;
    const struct {
        uint64_t start;
        uint64_t end;
    } places[] = {{length, length + 1}, {length + 1, length + 1}, {0, length + 1}, {5, 4}, {0, UINT64_MAX},
                  {UINT64_MAX, 0}, {UINT64_MAX, UINT64_MAX}, {1ULL << 32, (1ULL << 32) + 1}};
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (evil_report(host, EVIL_TEXT("EVIL-MARK"), places[i].start, places[i].end) == MCPS_OK)
            evil_succeeded(host, file, "a place outside the file was taken");
    /* A secret outside of its finding: what becomes of it is for the host to decide. */
    mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
    finding.rule_id = EVIL_TEXT("EVIL-MARK");
    finding.end = length ? 1 : 0;
    finding.secret_start = length + 7;
    finding.secret_end = UINT64_MAX;
    host->report(host, &finding);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

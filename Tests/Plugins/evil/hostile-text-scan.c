/*
 * hostile-text-scan.c - reports messages that are too long, not UTF-8, or would steer a terminal.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    static char longest[100000];
    static const char escape[] = "\033]0;evil\007\033[2J\r\nerror: forged line\n\xe2\x80\xae\xff\xc0\x80";
    mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
    memset(longest, 0xFE, sizeof(longest));
    finding.rule_id = EVIL_TEXT("EVIL-MARK");
    finding.end = file->content.length;
    finding.message = (mcps_text){longest, sizeof(longest)};
    host->report(host, &finding);
    finding.message = (mcps_text){escape, sizeof(escape) - 1};
    finding.evidence = finding.message;
    host->report(host, &finding);
    host->log(host, MCPS_SEVERITY_HIGH, escape, sizeof(escape) - 1);
    host->log(host, 99, longest, sizeof(longest));
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

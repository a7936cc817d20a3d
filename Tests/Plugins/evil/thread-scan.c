/*
 * thread-scan.c - leaves a thread behind that goes on reporting after scan_file has returned.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <pthread.h>

static void *report_for_ever(void *argument)
{
    const mcps_host *host = argument;
    for (;;)
        evil_report(host, EVIL_TEXT("EVIL-MARK"), 0, 1);
    return NULL;
}

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)file;
    pthread_t thread;
    if (pthread_create(&thread, NULL, report_for_ever, (void *)(uintptr_t)host) == 0)
        pthread_detach(thread);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

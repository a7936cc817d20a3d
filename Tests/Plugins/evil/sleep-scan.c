/* sleep-scan.c - sleeps for ever, deaf to signals. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <signal.h>
#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (;;)
        pause();
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

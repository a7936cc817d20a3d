/*
 * kill-parent-scan.c - tries to send signals to the scanner and to everybody else; those it tries are harmless.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evil.h"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    const pid_t parent = getppid();
    if (kill(parent, 0) == 0 || kill(parent, SIGURG) == 0 || kill(-1, 0) == 0)
        evil_succeeded(host, file, "kill was let through");
    if (syscall(SYS_tgkill, parent, parent, SIGURG) == 0 || syscall(SYS_tkill, parent, SIGURG) == 0)
        evil_succeeded(host, file, "tgkill was let through");
    if (sigqueue(parent, SIGURG, (union sigval){.sival_int = 0}) == 0)
        evil_succeeded(host, file, "sigqueue was let through");
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

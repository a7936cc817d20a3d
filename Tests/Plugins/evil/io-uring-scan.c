/* io-uring-scan.c - tries the interface that does calls without making them. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <sys/syscall.h>
#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
#ifdef SYS_io_uring_setup
    /* The kernel's struct io_uring_params. */
    uint64_t parameters[15] = {0};
    int ring = (int)syscall(SYS_io_uring_setup, 4, parameters);
    if (ring >= 0) {
        close(ring);
        evil_succeeded(host, file, "io_uring_setup was let through");
    }
#endif
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

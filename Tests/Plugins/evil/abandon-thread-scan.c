/* abandon-thread-scan.c - ends the thread that it is called on. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <pthread.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    (void)host;
    (void)file;
    pthread_exit(NULL);
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

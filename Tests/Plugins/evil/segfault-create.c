/* segfault-create.c - writes where nothing is mapped in create. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host)
{
    (void)host;
    *(volatile int *)8 = 1;
    return MCPS_OK;
}

EVIL_PLUGIN(.create = deed)

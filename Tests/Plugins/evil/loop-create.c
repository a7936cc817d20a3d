/* loop-create.c - runs for ever in create. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static int32_t deed(const mcps_host *host)
{
    (void)host;
    for (volatile unsigned turns = 0;; turns++) {
    }
    return MCPS_OK;
}

EVIL_PLUGIN(.create = deed)

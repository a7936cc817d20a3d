/* loop-load.c - runs for ever in its entry. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static void deed(const mcps_host *host)
{
    (void)host;
    for (volatile unsigned turns = 0;; turns++) {
    }
}

EVIL_PLUGIN(.load = deed)

/* segfault-load.c - writes where nothing is mapped in its entry. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static void deed(const mcps_host *host)
{
    (void)host;
    *(volatile int *)8 = 1;
}

EVIL_PLUGIN(.load = deed)

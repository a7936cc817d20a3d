/* exit-load.c - ends the process as if all were well in its entry. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

static void deed(const mcps_host *host)
{
    (void)host;
    exit(0);
}

EVIL_PLUGIN(.load = deed)

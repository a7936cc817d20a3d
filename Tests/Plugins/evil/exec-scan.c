/* exec-scan.c - tries to become another program when a file triggers it. SPDX-License-Identifier: Apache-2.0 */
#include "attempts.h"

ATTEMPT_AT_SCAN(attempt_executing)

/* exec-load.c - tries to become another program while it is loaded. SPDX-License-Identifier: Apache-2.0 */
#include "attempts.h"

ATTEMPT_AT_LOAD(attempt_executing)

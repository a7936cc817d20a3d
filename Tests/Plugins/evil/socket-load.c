/* socket-load.c - tries to open a socket while it is loaded. SPDX-License-Identifier: Apache-2.0 */
#include "attempts.h"

ATTEMPT_AT_LOAD(attempt_sockets)

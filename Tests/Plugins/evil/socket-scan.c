/* socket-scan.c - tries to open a socket when a file triggers it. SPDX-License-Identifier: Apache-2.0 */
#include "attempts.h"

ATTEMPT_AT_SCAN(attempt_sockets)

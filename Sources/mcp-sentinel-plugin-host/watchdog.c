/*
 * watchdog.c - ends the process when the scanner is gone.
 *
 * The thread that runs the plugin sees the closed socket only when it reads; a plugin that loops keeps it from that.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "host.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#define STACK_BYTES (64 << 10)

static void *watch(void *nothing) {
    (void)nothing;
    struct pollfd socket = {.fd = CPLUGIN_FD_SOCKET, .events = POLLRDHUP};
    for (;;) {
        int count = poll(&socket, 1, -1);
        /* Without POLLIN among the events, requests do not wake this thread. */
        if (count > 0 && (socket.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL))) _exit(0);
    }
}

int start_watchdog(void) {
    pthread_attr_t attributes;
    pthread_t thread;
    sigset_t all, before;
    if (pthread_attr_init(&attributes) != 0) return -1;
    size_t stack = STACK_BYTES > PTHREAD_STACK_MIN ? STACK_BYTES : (size_t)PTHREAD_STACK_MIN;
    pthread_attr_setstacksize(&attributes, stack);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    /* The plugin's signals, if it has any, are not for this thread. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int status = pthread_create(&thread, &attributes, watch, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return status;
}

/* read-parent-scan.c - tries to get at the scanner's memory and descriptors. SPDX-License-Identifier: Apache-2.0 */
#include "evil.h"

#include <errno.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int32_t deed(const mcps_host *host, const mcps_plugin_file *file)
{
    const pid_t parent = getppid();
    char byte = 0;
    struct iovec here = {&byte, 1};
    /* The library lies at the same place in both only by chance; EFAULT would mean that the call was let through. */
    struct iovec there = {(void *)(uintptr_t)&deed, 1};
    if (process_vm_readv(parent, &here, 1, &there, 1, 0) == 1 || errno == EFAULT)
        evil_succeeded(host, file, "process_vm_readv was let through");
    if (ptrace(PTRACE_SEIZE, parent, NULL, NULL) == 0) {
        ptrace(PTRACE_DETACH, parent, NULL, NULL);
        evil_succeeded(host, file, "ptrace was let through");
    }
#ifdef SYS_pidfd_getfd
    int process = (int)syscall(SYS_pidfd_open, parent, 0);
    int stolen = process < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, process, 0, 0);
    if (process >= 0)
        close(process);
    if (stolen >= 0) {
        close(stolen);
        evil_succeeded(host, file, "took a descriptor of the scanner's");
    }
#endif
    return MCPS_OK;
}

EVIL_PLUGIN(.scan = deed)

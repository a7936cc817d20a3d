/*
 * seccomp.c - turns the list of system calls (calls.h) into filters for the kernel.
 *
 * A filter is a program for a small machine with one register, run at each system call on the call's number and
 * arguments (seccomp(2), bpf(4)). Filters add up and the strictest answer counts; none can be taken away again. Each
 * line of the list becomes a block:
 *
 *     number = the call's number; if it is not this line's: next block
 *     argument = ...; if the condition does not hold: next block
 *     allow
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "calls.h"
#include "host.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "Which numbers do system calls have here?"
#endif

/* Set in the numbers of x86-64's second table of calls, x32. No line of the list has it. */
#define X32_BIT 0x40000000u

#define MOST_INSTRUCTIONS 1024

typedef struct program {
    struct sock_filter code[MOST_INSTRUCTIONS];
    unsigned short count;
} program;

static void add(program *to, uint16_t code, uint32_t value, uint8_t if_true, uint8_t if_false) {
    if (to->count < MOST_INSTRUCTIONS) to->code[to->count++] = (struct sock_filter){code, if_true, if_false, value};
}

static void load(program *to, size_t offset) { add(to, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }

static void answer_with(program *to, uint32_t action) { add(to, BPF_RET | BPF_K, action, 0, 0); }

static void refuse(program *to, uint32_t error) { answer_with(to, SECCOMP_RET_ERRNO | error); }

/* Both architectures are little-endian: the lower half of an argument comes first. */
static size_t lower_half(uint32_t argument) { return offsetof(struct seccomp_data, args) + 8 * argument; }

static const uint8_t OUT = 255;

/* Jumps to OUT are given their distance when the block ends at `end`. */
static void resolve(program *in, unsigned start, unsigned end) {
    for (unsigned i = start; i < end; i++) {
        struct sock_filter *instruction = &in->code[i];
        if (BPF_CLASS(instruction->code) != BPF_JMP) continue;
        if (instruction->jt == OUT) instruction->jt = (uint8_t)(end - i - 1);
        if (instruction->jf == OUT) instruction->jf = (uint8_t)(end - i - 1);
    }
}

static void continue_if_equal(program *to, uint32_t value) { add(to, BPF_JMP | BPF_JEQ | BPF_K, value, 0, OUT); }

static void continue_if_none(program *to, uint32_t bits) { add(to, BPF_JMP | BPF_JSET | BPF_K, bits, OUT, 0); }

static void test(program *to, const struct call *call) {
    if (call->condition == ALWAYS || call->condition == NOT_THERE) return;
    load(to, lower_half(call->argument));
    switch (call->condition) {
    case ONLY_BITS:
        continue_if_none(to, ~call->value);
        break;
    case EQUALS:
        continue_if_equal(to, call->value);
        break;
    case OWN_PROCESS:
        continue_if_equal(to, (uint32_t)getpid());
        break;
    case THREAD:
        continue_if_none(to, ~(uint32_t)THREAD_FLAGS);
        add(to, BPF_ALU | BPF_AND | BPF_K, call->value, 0, 0);
        continue_if_equal(to, call->value);
        break;
    case OWN_LIMIT:
        continue_if_equal(to, 0);
        load(to, lower_half(2));
        continue_if_equal(to, 0);
        load(to, lower_half(2) + 4);
        continue_if_equal(to, 0);
        break;
    case ALWAYS:
    case NOT_THERE:
        break;
    }
}

static void add_block(program *to, const struct call *call, uint32_t action) {
    unsigned start = to->count;
    load(to, offsetof(struct seccomp_data, nr));
    continue_if_equal(to, call->number);
    test(to, call);
    answer_with(to, action);
    resolve(to, start, to->count);
}

/* Numbers mean other calls to a caller in another mode of the processor; nobody but an intruder is in one. */
static void add_start(program *to) {
    unsigned start = to->count;
    load(to, offsetof(struct seccomp_data, arch));
    add(to, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, OUT, 0);
    answer_with(to, SECCOMP_RET_KILL_PROCESS);
    resolve(to, start, to->count);
    start = to->count;
    load(to, offsetof(struct seccomp_data, nr));
    add(to, BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, OUT);
    refuse(to, EPERM);
    resolve(to, start, to->count);
}

/* For all threads, at the same time. */
static int install(const program *filter) {
    struct sock_fprog whole = {filter->count, (struct sock_filter *)filter->code};
    if (filter->count >= MOST_INSTRUCTIONS) return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole);
}

static uint32_t action_of(const struct call *call) {
    return call->condition == NOT_THERE ? SECCOMP_RET_ERRNO | ENOSYS : SECCOMP_RET_ALLOW;
}

int restrict_calls(void) {
    program filter = {.count = 0};
    add_start(&filter);
    for (size_t i = 0; i < sizeof allowed_calls / sizeof *allowed_calls; i++) {
        add_block(&filter, &allowed_calls[i], action_of(&allowed_calls[i]));
    }
    refuse(&filter, EPERM);
    return install(&filter);
}

int restrict_calls_after_loading(void) {
    program filter = {.count = 0};
    for (size_t i = 0; i < sizeof loading_calls / sizeof *loading_calls; i++) {
        struct call call = {loading_calls[i], ALWAYS, 0, 0};
        add_block(&filter, &call, SECCOMP_RET_ERRNO | EPERM);
    }
    answer_with(&filter, SECCOMP_RET_ALLOW);
    return install(&filter);
}

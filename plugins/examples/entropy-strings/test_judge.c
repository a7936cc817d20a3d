/* test_judge.c - tries judge.c; `make test` runs it. SPDX-License-Identifier: Apache-2.0 */
#include "judge.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int failures;

static void expect(int holds, const char *what)
{
    if (holds)
        return;
    printf("failed: %s\n", what);
    failures++;
}

int main(void)
{
    static const char *const others[] = {"token_url", "secretName", "PASSWORD_HASH", "public_token",
                                         "api-key-id", "secretId"};
    static const char *const secrets[] = {"token", "apiKey", "API_SECRET", "dbPassword2", "client-secret",
                                          "tokenHint2"};
    /* In pieces, so that this file holds no text that looks like a secret. */
    static const char *const random[] = {"q7Zr4T2n" "Vb9KxW3m" "L8Hd5Pf1", "9f86d081884c7d65" "9a2feaa0c55ad015",
                                         "k3j9" "x2m5q8" "w1z7v4" "t6r0", "Zx9+Qw3/" "Lk7v" "B2n8" "Tf5r" "Ym=="};
    static const char *const ordinary[] = {
        "short1A2b3C",         "authentication-service-token", "com.example.service.Authentication.Token",
        "prod-eu-west-2-2024", "aaaaaaaaaaaaaaaaaaaaaaaa",     "YOUR_API_KEY_1a2b3c4d5e6f7g8h",
        "abcdefghijklmnopqrstuvwxyz0123456789", "ghp_1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p7q8r",
        "https1://a9b8c7d6e5f4g3h2i1j0.test", "/var/lib/a1b2c3d4e5f6/x9y8z7", "sha256-n4bQgYhMfWWaL+qgxVrQFaO"};
    static const judge_limits limits = {20, 3.8};
    static const char uuid[] = "3f2b8c1d" "-9e47-4a6b-" "8d05-c7f1a2e9b364";

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        expect(judge_name_is_other(others[i], strlen(others[i])), others[i]);
    for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
        expect(!judge_name_is_other(secrets[i], strlen(secrets[i])), secrets[i]);
    for (size_t i = 0; i < sizeof(random) / sizeof(random[0]); i++)
        expect(judge_value(random[i], strlen(random[i]), &limits) == JUDGED_RANDOM, random[i]);
    for (size_t i = 0; i < sizeof(ordinary) / sizeof(ordinary[0]); i++)
        expect(judge_value(ordinary[i], strlen(ordinary[i]), &limits) == JUDGED_ORDINARY, ordinary[i]);
    expect(judge_value(uuid, strlen(uuid), &limits) == JUDGED_UUID, uuid);
    expect(judge_value("", 0, &limits) == JUDGED_ORDINARY, "empty");
    expect(judge_entropy("", 0) <= 0 && judge_entropy("aaaa", 4) <= 0, "no entropy");
    expect(fabs(judge_entropy("abcdefgh", 8) - 3) < 1e-9, "entropy of eight");
    expect(judge_name_is_other("", 0) == 0, "empty name");
    if (failures == 0)
        puts("judge: all well");
    return failures != 0;
}

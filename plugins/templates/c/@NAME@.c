/*
 * @NAME@.c - @TITLE@: a plugin for MCP Sentinel.
 *
 * It reports what comments say is not finished in matters of security. include/mcpsentinel_plugin.h is the contract.
 */
#define _GNU_SOURCE

#include "mcpsentinel_plugin.h"

#include <stdlib.h>
#include <string.h>

#define LITERAL(text) {text, sizeof(text) - 1}
#define TEXT(text) ((mcps_text)LITERAL(text))

/* What the options say. Shared by all threads, and never changed after `create`. */
typedef struct instance {
    /* Valid as long as the instance is. */
    mcps_text marker;
} instance;

static int32_t scan_file(void *session, const mcps_host *host, const mcps_plugin_file *file)
{
    const instance *self = session;
    const char *const start = file->content.data;
    const char *const end = start + file->content.length;
    const char *place = start;
    if (self->marker.length == 0)
        return MCPS_OK;
    while (!host->is_cancelled(host) &&
           (place = memmem(place, (size_t)(end - place), self->marker.data, self->marker.length)) != NULL) {
        mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
        finding.rule_id = TEXT("@ID@-UNFINISHED");
        finding.start = (uint64_t)(place - start);
        finding.end = finding.start + self->marker.length;
        const int32_t status = host->report(host, &finding);
        if (status != MCPS_OK)
            return status;
        place += self->marker.length;
    }
    return MCPS_OK;
}

static int32_t create(const mcps_host *host, void **made)
{
    instance *self = calloc(1, sizeof(*self));
    if (!self)
        return MCPS_ERR_RESOURCE;
    const int32_t status = host->option_get(host, "marker", &self->marker);
    if (status != MCPS_OK) {
        free(self);
        return status;
    }
    *made = self;
    return MCPS_OK;
}

static void destroy(void *made)
{
    free(made);
}

/* A session is for what one thread needs for itself; this plugin needs nothing, and shares the instance. */
static int32_t session_new(const mcps_host *host, void *made, void **session)
{
    (void)host;
    *session = made;
    return MCPS_OK;
}

static int32_t rule_at(uint32_t index, mcps_plugin_rule *out)
{
    if (index != 0)
        return MCPS_ERR_ARGUMENT;
    out->severity = MCPS_SEVERITY_LOW;
    out->confidence = MCPS_CONFIDENCE_HIGH;
    out->id = TEXT("@ID@-UNFINISHED");
    out->title = TEXT("Unfinished work on security");
    out->category = TEXT("other");
    out->cwe = TEXT("546");
    out->message = TEXT("A comment says that security work is unfinished");
    out->why = TEXT("What was to be secured later often never was.");
    out->fix = TEXT("Do the work, or refer to the issue in which it is planned.");
    return MCPS_OK;
}

static int32_t option_at(uint32_t index, mcps_option *out)
{
    if (index != 0)
        return MCPS_ERR_ARGUMENT;
    out->type = MCPS_OPTION_STRING;
    out->name = TEXT("marker");
    out->help = TEXT("The text to look for.");
    out->default_value = TEXT("TODO(security)");
    return MCPS_OK;
}

/* The rule must fire where the marks U+27E6 and U+27E7 stand, and only there. */
static int32_t example_at(uint32_t index, mcps_plugin_example *out)
{
    static const struct {
        int32_t fires;
        mcps_text text;
    } examples[] = {
        {1, LITERAL("# \u27e6TODO(security)\u27e7: check the token\n")},
        {0, LITERAL("# TODO(style): rename\n")},
    };
    if (index >= sizeof(examples) / sizeof(examples[0]))
        return MCPS_ERR_ARGUMENT;
    out->fires = examples[index].fires;
    out->rule_id = TEXT("@ID@-UNFINISHED");
    out->file_name = TEXT("server.py");
    out->text = examples[index].text;
    return MCPS_OK;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    out->abi = MCPS_PLUGIN_ABI;
    out->abi_minimum = 1;
    out->capabilities = MCPS_CAPABILITY_ANALYZE_FILE;
    out->id = TEXT("@NAME@");
    out->version = TEXT("0.1.0");
    out->title = TEXT("@TITLE@");
    out->rule_count = 1;
    out->option_count = 1;
    out->example_count = 2;
    out->rule_at = rule_at;
    out->option_at = option_at;
    out->example_at = example_at;
    out->create = create;
    out->destroy = destroy;
    out->session_new = session_new;
    out->scan_file = scan_file;
    return MCPS_OK;
}

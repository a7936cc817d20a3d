/* PCRE2 declares its functions only after a code unit width is chosen; Swift's importer cannot choose one. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

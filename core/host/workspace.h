/*
 * workspace.h - the folder an analyst works in: what tongbao.lua and the files beside it say, with
 * the user's own tongbao.lua, the command line and the defaults put together. A value of the command
 * line counts before one of the workspace, that before one of the user, that before a default.
 * Everything lives in the arena.
 */
#ifndef TB_HOST_WORKSPACE_H
#define TB_HOST_WORKSPACE_H

#include "diff/differ.h"
#include "extract/extract.h"
#include "host/config.h"
#include "host/pins.h"
#include "host/plugins.h"
#include "ingest/load.h"

/* A value of the command line: `--set limits.cpu=5`. */
struct tb_override {
    struct tb_str name, value;
};

struct tb_workspace_request {
    const char
        *dir; /* of -C: must hold tongbao.lua; NULL: the nearest that does, from `start` up */
    const char *start;      /* where the search begins; NULL: the current folder */
    const char *config_dir; /* holds the user's tongbao.lua; NULL or missing: none */
    const struct tb_override *overrides;
    size_t override_count;
};

/* What tongbao.lua says of one check. */
struct tb_check_choice {
    struct tb_str id;
    bool enabled, has_severity;
    enum tb_severity severity;
    const struct tb_setting *settings;
    size_t setting_count;
    const struct tb_config_value *said; /* where */
};

/* One place that bulletins are fetched from. */
struct tb_source_choice {
    struct tb_str name, fetcher, url;
    struct tb_str title, hosts,
        ca_file;                 /* ptr NULL: not said; hosts: further ones, a blank between */
    double pace, deadline;       /* seconds; 0: not said. Less than a second once granted */
    bool allow_private;          /* takes effect only once granted */
    uint32_t columns, min_items; /* expected at least; 0: not said */
    const struct tb_setting *settings; /* options of the fetcher, not checked yet */
    size_t setting_count;
    const struct tb_config_value *said;
};

/* Who is told of what fetch finds (notify.h); ptr NULL: not said. */
struct tb_notify {
    struct tb_str command, mail;
    struct tb_str feed; /* a file, beneath the workspace */
};

/* One value as `doctor` shows it: "limits.cpu", "2", where from. */
struct tb_value_shown {
    struct tb_str name, text;
    enum tb_layer layer;
    struct tb_str origin; /* "tongbao.lua:12"; "" for a default */
};

struct tb_workspace {
    struct tb_str dir;     /* ptr NULL: there is no workspace */
    struct tb_str contact; /* ptr NULL: not said */
    struct tb_str profile;
    struct tb_limits limits;
    struct tb_notify notify;
    struct tb_check_choice *checks; /* these lists are ordered by name */
    struct tb_source_choice *sources;
    struct tb_alias *aliases;
    struct tb_value_shown *values;
    size_t check_count, source_count, alias_count, value_count;
    /* lexicon/NAME.tsv, for the layer that has a lexicon of that name. */
    struct tb_extra_file *ingest_files;
    struct tb_lexicon_file *extract_files;
    struct tb_differ_file *differ_files;
    size_t ingest_count, extract_count, differ_count;
    struct tb_pins pins; /* pins.tsv */
    struct tb_lexicon_file
        profile_file; /* profiles/PROFILE.tsv, or the built-in one; name NULL: default */
};

/* Finds and reads the workspace. No workspace is no error unless `dir` was given. TB_EUSAGE, with
 * file, line and column: something in it is not as it should be. */
enum tb_status tb_workspace_open(const struct tb_workspace_request *request, struct tb_arena *arena,
                                 struct tb_workspace *out, struct tb_error *error) TB_NODISCARD;

/* Puts what is said of checks into the set: off, severity, settings. TB_EUSAGE: there is no such
 * check, with what may have been meant. */
enum tb_status tb_workspace_apply(const struct tb_workspace *workspace, struct tb_plugin_set *set,
                                  struct tb_error *error) TB_NODISCARD;

#endif

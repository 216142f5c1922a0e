/* diff_json.c - two reports compared as JSON: the reports, who is who, the changes, the summary. */
#include "model/change_json.h"

static void put_text(struct tb_json *json, const char *key, struct tb_str value)
{
    tb_json_key(json, key);
    tb_json_str(json, value);
}

static void put_int(struct tb_json *json, const char *key, int64_t value)
{
    tb_json_key(json, key);
    tb_json_int(json, value);
}

static void put_share(struct tb_json *json, const char *key, double value)
{
    tb_json_key(json, key);
    tb_json_double(json, value, 4);
}

static void put_report(struct tb_json *json, const char *key, const struct tb_report *report)
{
    tb_json_key(json, key);
    tb_json_object(json);
    put_text(json, "name", report->source.name);
    put_text(json, "title", report->title);
    tb_json_key(json, "year");
    if (report->year)
        tb_json_int(json, report->year);
    else
        tb_json_null(json);
    tb_json_key(json, "period");
    tb_json_period(json, &report->period);
    put_int(json, "items", (int64_t)report->item_count);
    tb_json_close(json);
}

void tb_diff_json_head(struct tb_json *json, const struct tb_diff *diff)
{
    put_report(json, "old", diff->old_report);
    put_report(json, "new", diff->new_report);
}

void tb_diff_json_summary(struct tb_json *json, const struct tb_diff *diff)
{
    int64_t kinds[TB_CHANGE_END] = {0}, severities[TB_SEVERITY_END] = {0}, by[TB_BY_END] = {0};
    for (size_t i = 0; i < diff->change_count; i++) {
        kinds[diff->changes[i].kind]++;
        severities[diff->changes[i].severity]++;
    }
    for (size_t i = 0; i < diff->matching.count; i++)
        by[diff->matching.at[i].by]++;
    tb_json_key(json, "summary");
    tb_json_object(json);
    put_int(json, "matched", (int64_t)diff->matching.count);
    tb_json_key(json, "matched_by");
    tb_json_object(json);
    for (int i = 0; i < TB_BY_END; i++)
        put_int(json, tb_match_by_name((enum tb_match_by)i), by[i]);
    tb_json_close(json);
    put_int(json, "changes", (int64_t)diff->change_count);
    tb_json_key(json, "by_kind");
    tb_json_object(json);
    for (int i = 0; i < TB_CHANGE_END; i++)
        put_int(json, tb_change_kind_name((enum tb_change_kind)i), kinds[i]);
    tb_json_close(json);
    tb_json_key(json, "by_severity");
    tb_json_object(json);
    for (int i = TB_SEVERITY_END; i-- > 0;)
        put_int(json, tb_severity_name((enum tb_severity)i), severities[i]);
    tb_json_close(json);
    tb_json_close(json);
}

static void put_match(struct tb_json *json, const struct tb_diff *diff,
                      const struct tb_match *match)
{
    const struct tb_item *a = &diff->old_report->items[match->old_item];
    const struct tb_item *b = &diff->new_report->items[match->new_item];
    put_text(json, "old", a->no);
    put_text(json, "new", b->no);
    put_text(json, "id", b->id);
    tb_json_key(json, "by");
    tb_json_text(json, tb_match_by_name(match->by));
    put_share(json, "score", match->score);
    put_share(json, "confidence", match->confidence);
    tb_json_key(json, "why");
    tb_json_text(json, match->why);
}

void tb_diff_json(struct tb_json *json, const struct tb_diff *diff, tb_drain_fn drain, void *user)
{
    bool pretty = json->pretty;
    tb_json_object(json);
    tb_json_key(json, "schema");
    tb_json_text(json, "tongbao.diff/1");
    tb_diff_json_head(json, diff);
    tb_json_key(json, "matches");
    tb_json_array(json);
    for (size_t i = 0; i < diff->matching.count; i++) {
        tb_json_object(json);
        json->pretty = false; /* a line for each */
        put_match(json, diff, &diff->matching.at[i]);
        tb_json_close(json);
        json->pretty = pretty;
        if (drain)
            drain(json->out, user);
    }
    tb_json_close(json);
    tb_json_key(json, "changes");
    tb_json_array(json);
    for (size_t i = 0; i < diff->change_count; i++) {
        tb_json_object(json);
        json->pretty = false;
        tb_change_json(json, diff, &diff->changes[i]);
        tb_json_close(json);
        json->pretty = pretty;
        if (drain)
            drain(json->out, user);
    }
    tb_json_close(json);
    tb_diff_json_summary(json, diff);
    tb_json_close(json);
}

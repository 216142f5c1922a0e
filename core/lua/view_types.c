/* view_types.c - every type of view, in the order of the reference. */
#include "lua/view.h"

const struct tb_type *const tb_types[] = {
    &tb_bulletin_type, &tb_item_type,    &tb_figure_type,      &tb_span_type,     &tb_unit_type,
    &tb_person_type,   &tb_date_type,    &tb_reason_type,      &tb_adjusted_type, &tb_part_type,
    &tb_demand_type,   &tb_claim_type,   &tb_comparison_type,  &tb_change_type,   &tb_rejected_type,
    &tb_relation_type, &tb_status_type,  &tb_period_type,      &tb_column_type,   &tb_repair_type,
    &tb_source_type,   &tb_finding_type, &tb_disposition_type, &tb_out_type,
};
const size_t tb_type_count = sizeof tb_types / sizeof *tb_types;

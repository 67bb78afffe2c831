import type { Kysely } from "kysely";
import { type Association, listAssociations } from "#app/association/associations.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ReportFilter } from "./report.forms.ts";
import { type ReportTotals, type Subsidy, subsidies, subsidyTotals } from "./subsidies.server.ts";

const ROWS_SHOWN = 25;

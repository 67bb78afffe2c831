import type { Role } from "#app/house/access.ts";

/** Who reads where the money stands: all who work for the city. */
export const statementReaders: [Role, ...Role[]] = ["programme_officer", "finance_officer", "auditor", "administrator"];

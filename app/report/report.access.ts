/** City staff read and export the subsidies of all associations. */
export const reportRoles = ["programme_officer", "finance_officer", "auditor", "administrator"] as const;

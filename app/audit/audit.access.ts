/** Who reads the log and checks its chain. Nobody changes it. */
export const auditReaders = ["auditor", "administrator"] as const;

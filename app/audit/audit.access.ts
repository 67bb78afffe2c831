/** Who reads the log and checks it. Nobody changes it. */
export const auditReaders = ["auditor", "administrator"] as const;

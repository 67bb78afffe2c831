/** Who may say that a certificate no longer counts; the system does so when its ground falls away. */
export const certificateKeepers = ["programme_officer", "administrator"] as const;

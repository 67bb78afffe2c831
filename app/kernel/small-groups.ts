/**
 * Groups of fewer than this many are never published: single businesses could be recognised, and a figure of a few says
 * nothing for sure.
 */
export const SMALLEST_GROUP = 10;

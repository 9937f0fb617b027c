/**
 * The version of the consent that people are shown (`appeal:q.consent`). Raise it whenever the meaning of that text
 * changes in either language: each appeal keeps the version its writer agreed to.
 */
export const consentVersion = '2026-1';

/** Kept instead where words came by message or call and became an appeal at once: nobody was shown that text. */
export const consentNotAsked = 'not-asked';

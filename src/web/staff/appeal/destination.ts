/** Whom to distribute to: `department/curator`, the curator absent for the least loaded, all empty for the suggestion. */
export const destinationField = 'distribute-to';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids come back from forms and addresses; anything else would be an error of the database, not an unknown id. */
export const isUuid = (value: string): boolean => shape.test(value);

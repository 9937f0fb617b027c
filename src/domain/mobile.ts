/**
 * Can a message be read at this number (E.164)? In Kazakhstan mobile numbers begin with 70 and 74 to 78; 71 and 72 are
 * the telephones that stand in houses.
 */
export const isMobile = (phone: string): boolean => /^\+77[04-8]\d{8}$/.test(phone);
